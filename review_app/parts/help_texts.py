"""Plain words beside each page: what it is for and what to do there."""

PAGE_HELP: dict[str, tuple[str, ...]] = {
    "ho-so": (
        "Danh sách mọi hồ sơ. Tìm theo số, trích yếu, cơ quan gửi; lọc theo trạng thái.",
        "Bấm vào trích yếu để xem tệp, chuyển trạng thái, phân công hoặc mở rà soát.",
        "Hạn trả lời tính theo ngày làm việc, đã trừ ngày lễ, Tết.",
    ),
    "tiep-nhan": (
        "Chọn các tệp của hồ sơ, ghi rõ tệp nào là dự thảo, xác nhận không mang độ mật, rồi bấm Nạp và đọc.",
        "Trong lúc đọc có thể sang trang khác làm việc.",
        "Khi đọc xong, kiểm tra thông tin lấy từ trang đầu rồi lưu.",
    ),
    "ra-soat": (
        "Bên trái là dự thảo, ở giữa là các điểm cần xem, bên phải là một điểm với căn cứ và ý kiến gợi ý.",
        "Sửa ý kiến nếu cần rồi bấm Góp ý, Sửa lời hoặc Không góp ý. Bấm xong là đã lưu; Hoàn tác lấy lại.",
        "Bôi đen đoạn văn, hoặc bấm dấu + ở lề, để thêm ý kiến của mình.",
        "Làm bằng bàn phím: phím tắt ghi trên từng nút.",
    ),
    "doi-chieu": (
        "Dùng khi hai người rà soát độc lập một hồ sơ: mỗi người chỉ thấy quyết định của mình cho đến khi đối chiếu.",
        "Nhận các điểm hai bên giống nhau, rồi chọn cho từng điểm còn khác.",
    ),
    "phieu": (
        "Bên trái là phiếu sẽ in, bên phải là phần người viết tự viết và các tệp tải về.",
        "Điểm chưa quyết định không vào phiếu. Lãnh đạo duyệt thì phiếu khóa lại.",
        "Góp ý được sửa trong Word thì nạp tệp ở cuối trang để nhận lời đã sửa vào phiếu.",
    ),
    "tiep-thu": (
        "Khi có bản sửa: mỗi ý kiến lần trước nay nằm ở đâu, được tiếp thu hay chưa, so hai bản từng chữ.",
        "Cơ quan soạn thảo trả lời dưới từng góp ý trong Word thì nạp tệp đó, câu trả lời được điền sẵn vào ô Giải trình.",
        "Máy chỉ đề xuất; chọn tình trạng, ghi giải trình rồi bấm Xác nhận. Bảng tiếp thu, giải trình tải ở trang Phiếu ý kiến.",
    ),
    "tong-quan": ("Số hồ sơ theo trạng thái, cơ quan, chủ đề; lịch hạn trả lời theo tháng.",),
    "danh-muc": (
        "Các câu hỏi mà máy dùng để đọc dự thảo, với mức độ, căn cứ và ví dụ.",
        "“(cần đối chiếu)” là căn cứ chưa được kiểm chứng với văn bản công bố.",
        "Soạn mục: điền câu hỏi, ý kiến, cụm từ; viết ít nhất 3 câu phải nêu và 3 câu không được nêu, máy thử ngay; xem ảnh hưởng rồi lưu.",
        "Mọi sửa đổi nằm trong bản soạn; lãnh đạo ký ở phần Phiên bản thì mới được dùng. Mức Bắt buộc sửa chỉ giảm được khi người khác ký.",
    ),
    "thiet-lap": (
        "Tên cơ quan, ký hiệu, người ký, nơi nhận in trên phiếu; thời hạn và ngày nghỉ.",
        "Mẫu văn bản: tải mẫu khởi đầu, sửa trong Word, nạp lại, xem bản điền thử rồi bấm Dùng mẫu này.",
        "Một máy dùng riêng không cần bật đăng nhập. Sao lưu nên làm hằng tuần.",
    ),
    "tro-giup": ("Các bước làm việc, cách đọc kết quả, phím tắt.",),
    "tu-kiem-tra": ("Kho hồ sơ, nhật ký, mô hình, danh mục có nguyên vẹn không; mục nào hỏng có ghi việc cần làm.",),
}
