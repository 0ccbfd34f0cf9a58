"""Trợ giúp: how the work goes, in plain words, and the keys."""

import streamlit as st

from review_app.viewer import show_table

STEPS = """
1. **Tiếp nhận** – nạp dự thảo và các tệp kèm theo, xác nhận không mang độ mật. \
Chương trình đọc tệp, điền số, cơ quan, trích yếu từ trang đầu; kiểm tra lại rồi lưu.
2. **Rà soát** – bên trái là dự thảo với các chỗ được đánh dấu, ở giữa là danh sách điểm cần xem, \
bên phải là nội dung một điểm: câu hỏi, lời văn, lý do, căn cứ, ý kiến gợi ý.
3. Với mỗi điểm, chọn một trong ba: **Góp ý** (đưa ý kiến vào phiếu), **Sửa lời** (đưa ý kiến kèm lời đề nghị đã sửa), \
**Không góp ý** (phải ghi lý do). Chọn xong là đã lưu.
4. Thấy điều máy không nêu: bôi đen đoạn văn trong dự thảo, hoặc bấm dấu **+** ở lề, rồi viết ý kiến của mình.
5. Khung **Bản đồ chủ đề** xếp các điều khoản theo thứ tự trong dự thảo hoặc theo thứ tự nên đọc trước; \
bấm một dòng để biết vì sao máy xếp điều khoản vào chủ đề đó, kèm các câu mẫu gần nhất đã được gán nhãn.
6. Khung **Xem lại lần hai** liệt kê một số điều khoản máy còn phân vân về chủ đề; trả lời giúp biết máy còn sót bao nhiêu.
7. Khung **Chưa đọc được** liệt kê ảnh, đối tượng nhúng… mà máy không đọc; cần xem trên bản gốc.
8. **Phiếu ý kiến** – viết ý kiến chung, kết luận; xem trước; tải phiếu, công văn, bảng, bản dự thảo có nhận xét.
9. **Tiếp thu** – khi cơ quan soạn thảo gửi bản sửa: nạp ở trang Tiếp nhận, chọn hồ sơ cũ ở ô Nạp vào, \
đánh dấu “Đây là bản sửa của lần thẩm định mới”; trang này cho biết từng ý kiến đã được tiếp thu đến đâu.
10. **Đối chiếu** – chỉ dùng khi lãnh đạo phân công hai người rà soát độc lập cùng một hồ sơ.
"""

MEANING = """
- Máy chỉ **đặt câu hỏi**, không kết luận đúng sai. Người rà soát quyết định và chịu trách nhiệm.
- **▲ Bắt buộc sửa**, **■ Nên sửa**, **● Lưu ý**: ba mức, phân biệt bằng hình, chữ và màu.
- “(cần đối chiếu)” sau một căn cứ: điều khoản đó chưa được kiểm chứng với văn bản công bố, phải tra lại trước khi gửi phiếu.
- Không thấy điểm nào ở một điều khoản **không có nghĩa** là điều khoản đó không có vấn đề.
- Trong dự thảo: gạch chân xanh là chữ được thêm, gạch ngang đỏ là chữ đã xóa (sửa đổi theo dõi của Word).
"""

KEYS = (
    ("Alt + 1", "Góp ý (hoặc lưu ý kiến riêng)"),
    ("Alt + 2", "Sửa lời"),
    ("Alt + 3", "Không góp ý"),
    ("Alt + ↓, Alt + ↑", "Điểm sau, điểm trước"),
    ("Alt + N", "Điểm chưa quyết định tiếp theo"),
    ("Alt + Z", "Hoàn tác thao tác gần nhất"),
    ("Alt + M", "Thêm ý kiến về toàn văn bản"),
    ("Alt + O", "Mở rà soát hồ sơ đang chọn (trang Hồ sơ)"),
    ("Alt + S", "Lưu thiết lập (trang Thiết lập)"),
)

CARE = """
- Mọi quyết định được ghi vào kho hồ sơ trước khi trang báo “Đã lưu”. Tắt trình duyệt, bấm F5 hay khởi động lại máy không làm mất. \
Chữ đang viết dở ở trang Rà soát cũng được giữ, mở lại điểm đó là thấy.
- Hai người cùng quyết định một điểm: người sau được xem cả hai bản rồi chọn, không ai ghi đè lên ai.
- Sao lưu: trang Thiết lập, thẻ Sao lưu; hoặc chạy `python3 start.py backup TỆP`; \
khôi phục: `python3 start.py --data THƯ_MỤC_TRỐNG restore TỆP`; \
kiểm tra nhật ký: `python3 start.py verify`.
- Chương trình chạy trên máy này, không gửi gì ra ngoài.
"""


def show() -> None:
    st.title("Trợ giúp")
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.subheader("Các bước làm việc")
        st.markdown(STEPS)
        st.subheader("Đọc kết quả thế nào")
        st.markdown(MEANING)
    with right:
        st.subheader("Phím tắt")
        rows = [{"cells": [(key, "dam"), what]} for key, what in KEYS]
        show_table([("Phím", "9rem"), ("Việc", "")], rows, "", key="phim_tat")
        st.subheader("Giữ an toàn dữ liệu")
        st.markdown(CARE)
