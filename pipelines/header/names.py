"""How the frame of an administrative document is worded: kinds, agencies, number, date, grounds, signature.

Forms: Nghị định 30/2020/NĐ-CP (State) and Hướng dẫn 05-HD/VPTW (Party); "Uỷ" and "Ủy" are both in use.
"""

import re

KINDS = (
    "HIẾN PHÁP", "BỘ LUẬT", "LUẬT", "PHÁP LỆNH", "LỆNH", "SẮC LỆNH", "NGHỊ QUYẾT LIÊN TỊCH", "NGHỊ QUYẾT", "NGHỊ ĐỊNH",
    "THÔNG TƯ LIÊN TỊCH",
    "THÔNG TƯ", "QUYẾT ĐỊNH", "CHỈ THỊ", "QUY CHẾ", "QUY ĐỊNH", "QUI CHẾ", "QUI ĐỊNH", "QUY ƯỚC", "HƯƠNG ƯỚC", "QUY TRÌNH", "QUY TẮC",
    "NỘI QUY",
    "ĐIỀU LỆ", "KẾ HOẠCH LIÊN TỊCH", "KẾ HOẠCH", "CHƯƠNG TRÌNH HÀNH ĐỘNG", "CHƯƠNG TRÌNH PHỐI HỢP", "CHƯƠNG TRÌNH", "ĐỀ ÁN",
    "PHƯƠNG ÁN", "DỰ ÁN",
    "HƯỚNG DẪN LIÊN TỊCH", "HƯỚNG DẪN", "KẾT LUẬN", "THÔNG BÁO", "THÔNG TRI", "THÔNG CÁO", "TỜ TRÌNH", "BÁO CÁO", "CÔNG ĐIỆN",
    "CÔNG VĂN", "BIÊN BẢN",
    "ĐỀ CƯƠNG", "CHIẾN LƯỢC", "DANH MỤC", "DANH SÁCH", "CAM KẾT", "BẢN CAM KẾT", "THỎA ƯỚC", "LỜI KÊU GỌI", "TUYÊN BỐ",
    "VĂN BẢN HỢP NHẤT", "GIẤY MỜI", "PHIẾU", "TIÊU CHÍ", "ÁN LỆ", "BẢN ÁN",
)  # fmt: skip
_KIND = re.compile(r"^(" + "|".join(sorted(KINDS, key=len, reverse=True)) + r")(?=$|[\s(:.,\d])")
_NUMBERED_KIND = re.compile(
    r"^(" + "|".join(kind.capitalize() for kind in sorted(KINDS, key=len, reverse=True)) + r") số\s*:?\s*\d+[\w/-]*(?:\s|$)"
)
# Kinds that are often told by the number alone.
_ABBREVIATED = re.compile(r"[-/](TB|CĐ|VBHN)[-/]")
_IN_NUMBER = {"TB": "THÔNG BÁO", "CĐ": "CÔNG ĐIỆN", "VBHN": "VĂN BẢN HỢP NHẤT"}
_SPACED = re.compile(r"^(?:\w ){3,}\w$")

NATION = re.compile(r"C[OỘ]NG H[OÒ]?[AÀ] X[AÃ] H[OỘ]I CH[UỦ] NGH[IĨ]A|ĐỘC LẬP\s*[-–—]\s*TỰ DO\s*[-–—]\s*HẠNH PHÚC")
PARTY = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM")
RULE = re.compile(r"^[\W_]+$")
NUMBER = re.compile(r"^(?:LUẬT|BỘ LUẬT|PHÁP LỆNH|NGHỊ QUYẾT)?\s*S[ỐO]\s*[:.]?\s*(?:$|[\d./…\s_-]*[\w.…]*\s*[-/])")
DATE = re.compile(r"(?:^|,\s*)ngày[\s.…_]*(\d{0,2})[\s.…_]*(?:tháng|/)[\s.…_]*(\d{0,2})[\s.…_]*(?:năm|/)[\s.…_]*(\d{0,4})", re.I)
ABOUT = re.compile(r"^(?:V/v|V/V|Về việc|Trích yếu)\s*[:.]?\s*", re.I)
ADDRESSEE = re.compile(r"^Kính (?:gửi|trình)\s*[:：]?", re.I)
DRAFT_MARK = re.compile(r"^[(\[]?\s*(?:BẢN\s+)?DỰ THẢO\b.{0,40}$")
ATTACHED = re.compile(r"^\W*(?:(?:Ban hành\s+)?kèm theo|Kèm theo|Phê duyệt kèm theo|Được ban hành kèm)\b", re.I)
GROUND = re.compile(
    r"^[\W_]*(?:Căn cứ|Xét\b|Theo đề nghị|Theo (?:Công văn|Tờ trình|Nghị quyết|Quyết định|Kế hoạch) số|Trên cơ sở|Sau khi (?:xem xét"
    r"|nghe|có ý kiến|thảo luận|thống nhất)"
    r"|(?:Tiếp tục |Triển khai )?(?:[Tt]hực hiện|[Tt]riển khai)[^.]{0,60}?\b(?:số|Chỉ thị|Nghị quyết|Kế hoạch|Luật|Nghị định"
    r"|Quyết định|Chương trình|Quy chế|Kết luận|Đề án)\b)"
)
STRICT_GROUND = re.compile(r"^[\W_]*(?:Căn cứ|Xét (?:đề nghị|Tờ trình)|Theo đề nghị)\b")
ENACT = re.compile(r"^(?:QUYẾT (?:ĐỊNH|NGHỊ)|NGHỊ QUYẾT|CHỈ THỊ|[\w\s]{0,60}(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|ban hành|điện))\s*:$")
ENACTING = re.compile(
    r"\b(?:ban hành|xây dựng|sửa đổi|quy định|quyết định|hướng dẫn|thông báo|yêu cầu|báo cáo)\b.*"
    r"(?:như sau|(?:nội dung|điều)(?: cụ thể| chính| chủ yếu)?(?: như)? sau(?: đây)?|sau đây)\s*[:.]?$"
)
ENACTED = re.compile(
    r"^[^\W\d_a-zđ][^.;:]{1,150}? (?:ban hành|thông qua|quyết định) (?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị|Thông tư|Quyết định|Quy"
    r"|Chỉ thị|Kế hoạch|Chương trình|Đề án|Hướng dẫn|Điều lệ)"
)
PLACE_WORDS = r"(?:TỈNH|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|ĐẶC KHU)"
PLACE = re.compile(r"^" + PLACE_WORDS + r"\s")
BARE_AGENCY = re.compile(
    r"^(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND|ỦY BAN MẶT TRẬN TỔ QUỐC(?: VIỆT NAM)?|MẶT TRẬN TỔ QUỐC(?: VIỆT NAM)?"
    r"|ỦY BAN MTTQ(?: VIỆT NAM| VN)?"
    r"|BAN THƯỜNG TRỰC|BAN CHẤP HÀNH|HỘI LIÊN HIỆP PHỤ NỮ(?: VIỆT NAM)?|HỘI NÔNG DÂN(?: VIỆT NAM)?|HỘI CỰU CHIẾN BINH(?: VIỆT NAM)?)$"
)
AGENCY = re.compile(
    r"^(?:ỦY BAN|ỦY BAN|UBND|HỘI ĐỒNG|HĐND|BỘ|SỞ|BAN|ĐẢNG ỦY|ĐẢNG BỘ|ĐẢNG ĐOÀN|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|VĂN PHÒNG"
    r"|CHI BỘ|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG"
    r"|CHỦ TỊCH|TỔNG BÍ THƯ|BỘ TRƯỞNG|GIÁM ĐỐC|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|TÒA ÁN|VIỆN|TỔNG CỤC|CỤC|CHI CỤC|HỘI|ĐOÀN|TỔNG LIÊN ĐOÀN"
    r"|LIÊN ĐOÀN|LIÊN HIỆP|MẶT TRẬN|CÔNG AN|CÔNG ĐOÀN"
    r"|CÔNG TY|TRƯỜNG|PHÒNG|TRUNG TÂM|BCH|BTV|BTT|KHU PHỐ|THÔN|TỔ DÂN PHỐ|KHU DÂN CƯ|ẤP|BẢN|LÀNG|BỘ CHÍNH TRỊ|THANH TRA|KIỂM TOÁN"
    r"|NGÂN HÀNG|ĐẠI HỘI|HỢP TÁC XÃ|KHÓA|BAN THƯỜNG VỤ)\b"
)
MASS = re.compile(
    r"MẶT TRẬN TỔ QUỐC|\bMTTQ\b|ĐOÀN THANH NIÊN|\bTNCS\b|HỘI LIÊN HIỆP|HỘI (?:NÔNG DÂN|CỰU CHIẾN BINH|NGƯỜI CAO TUỔI|CHỮ THẬP ĐỎ"
    r"|KHUYẾN HỌC)|LIÊN ĐOÀN LAO ĐỘNG|CÔNG ĐOÀN"
)
RECIPIENTS = re.compile(r"^[\W_]{0,4}Nơi (?:nhận|gửi)[\s_*]*(?:[:：.]|$|\s*[-–])", re.I)
AUTHORITY = re.compile(
    r"^(?:T/M|TM\s*[./]|TM\b|K/T|KT\s*[./]|KT\b|T/L|TL\s*[./]|TL\b|TUQ|T/U/Q|Q\.|QUYỀN (?=CHỦ TỊCH|BỘ TRƯỞNG|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG"
    r"|CHÁNH|VỤ|CỤC)|THỪA (?:LỆNH|ỦY QUYỀN))\s*(?=\S)"
)
TITLE = re.compile(
    r"^(?:Q\.\s*|PHÓ\s+)?(?:CHỦ TỊCH|BÍ THƯ|TỔNG BÍ THƯ|TRƯỞNG (?:BAN|KHU PHỐ|THÔN|PHÒNG|ẤP|KHU|BẢN)|CHỦ NHIỆM|GIÁM ĐỐC|BỘ TRƯỞNG"
    r"|THỨ TRƯỞNG|THỦ TƯỚNG|CHÁNH (?:VĂN PHÒNG|ÁN|THANH TRA)"
    r"|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG|TỔ TRƯỞNG|ỦY VIÊN|NGƯỜI (?:LẬP|VIẾT|LẬP BIỂU|BÁO CÁO)|ĐẠI DIỆN)\b"
)
SIGNED = re.compile(r"^\(?\s*(?:Đã ký|Ký tên|Ký,|Ký và|\(Ký)", re.I)
APPENDIX = re.compile(
    r"^(PHỤ LỤC|Phụ lục|BIỂU MẪU|MẪU|Mẫu|BIỂU|Biểu)(?:\s+(?:số|SỐ))?(?:\s*[:.]?\s*([IVXLC]+|\d+[A-Za-z]?(?:[.]\d+)*|[A-Z])(?=$"
    r"|[\s:.,)(/–-]))?"
)
CONTENTS = re.compile(r"^MỤC LỤC$")


def capitals(text: str) -> str:
    """Capitals with the newer place of the tone mark: "Uỷ ban" and "Ủy ban" become one. Long texts are cut: no frame line is that long."""
    return text[:400].upper().replace("UỶ", "ỦY").replace("HOÀ", "HÒA").replace("HOÁ", "HÓA").replace("QUI ", "QUY ")


def kind_of(text: str) -> str:
    """The kind a line names as its document's ("QUY CHẾ", "LUẬT ĐẤT ĐAI" → LUẬT), or ""."""
    bare = text.partition("(")[0].strip()
    if len(text) > 40 and not bare.isupper():
        return ""
    if _SPACED.match(text):
        text = text.replace(" ", "")
        return next((kind for kind in KINDS if kind.replace(" ", "") == text.upper()), "")
    match = _KIND.match(capitals(text))
    if not match or text.endswith((":", ";")):
        return ""
    alone = match.end() == len(text) or RULE.match(text[match.end() :])
    return match.group(1) if alone or bare.isupper() and len(text) <= 400 else ""


def numbered_kind(text: str) -> str:
    """The kind in a first line such as "Luật số 25/2018/QH14 Tố cáo", or ""."""
    match = _NUMBERED_KIND.match(text)
    return match.group(1).upper() if match and len(text) < 400 else ""


def abbreviated_kind(number: str) -> str:
    """The kind that a number names where no line does ("Số: 624/TB-VPCP" → THÔNG BÁO), or ""."""
    match = _ABBREVIATED.search(number)
    return _IN_NUMBER[match.group(1)] if match else ""


def is_appendix(text: str) -> bool:
    """A line that opens an appendix, a form or a schedule; not a sentence that mentions one."""
    match = APPENDIX.match(text) if len(text) <= 250 else None
    if not match:
        return False
    named, number, rest = match.group(1), match.group(2), text[match.end() :].strip()
    if named.upper() in ("MẪU", "BIỂU") and not number:
        return False
    if not rest or rest[0] in ":.–-(/)":
        return not text.endswith(";") and (named.isupper() or not rest or len(text) < 120)
    return named.isupper() and (text.isupper() or bool(number))
