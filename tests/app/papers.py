"""Invented drafts as .docx bytes, for uploads."""

import io

import docx

LINES = (
    "ỦY BAN NHÂN DÂN",
    "PHƯỜNG THỬ NGHIỆM",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 12-KH/UBND",
    "Thử Nghiệm, ngày 3 tháng 2 năm 2026",
    "KẾ HOẠCH",
    "Về việc vận động đóng góp làm đường ngõ và quản lý sinh hoạt cộng đồng năm 2026",
    "Căn cứ Luật Tổ chức chính quyền địa phương năm 2015;",
    "Căn cứ các quy định hiện hành;",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Huy động nguồn lực của Nhân dân để hoàn thành các tuyến đường ngõ trước ngày 30/6/2026.",
    "II. NỘI DUNG",
    "1. Mỗi hộ gia đình trên địa bàn phải nộp 500.000 đồng để làm đường ngõ; hộ nào không nộp thì không được xác nhận giấy tờ tại phường.",
    "2. Điểm nhóm sinh hoạt tôn giáo phải báo cáo danh sách người tham dự hằng tuần cho khu phố.",
    "3. Tổ dân phố thu bản sao căn cước công dân của các thành viên trong hộ để lập danh sách.",
    "4. Nghiêm cấm người dân tụ tập, khiếu nại đông người trong thời gian thi công.",
    "5. Đồng bào dân tộc phải bỏ các tập tục lạc hậu trong việc cưới, việc tang.",
    "6. Ủy ban nhân dân huyện Thử Nghiệm chỉ đạo, Ban Dân vận Huyện ủy phối hợp thực hiện.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Các khu phố báo cáo kết quả trước ngày 15 hằng tháng.",
)


def paper(*lines: str) -> bytes:
    """A .docx of these paragraphs."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def plan() -> bytes:
    """A draft plan with several things a reviewer would raise."""
    return paper(*LINES)


def secret() -> bytes:
    """The same plan with a secrecy mark on its first page."""
    return paper("MẬT", *LINES)


def hostile() -> bytes:
    """The same plan with paragraphs that try to become markup."""
    from tests.app.factory import HOSTILE

    return paper(*LINES[:7], HOSTILE, *LINES[8:], f"7. Mỗi hộ gia đình phải nộp {HOSTILE} 100.000 đồng.")
