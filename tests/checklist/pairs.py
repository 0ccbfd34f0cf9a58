"""Minimal pairs: one act told as a rule of the draft, and the same act denied, barred, ended, excepted or told as an abuse.

Every seed is an act of an office against people, with the items that may name it; every frame turns it into a sound sentence.
"""

# act as it follows “Ủy ban nhân dân phường …” or “Khu phố …”, who does it, codes of which one must find the plain sentence
SEEDS = (
    ("yêu cầu người dân nộp thêm giấy xác nhận của khu phố khi đăng ký tạm trú", "Bộ phận một cửa", "A04 F03"),
    ("yêu cầu hộ kinh doanh nộp kèm giấy xác nhận đã đóng quỹ an ninh", "Công chức tiếp nhận hồ sơ", "A04 F03"),
    ("phạt hộ không phân loại rác 200.000 đồng mỗi lần", "Khu phố", "A05 C17"),
    ("phạt chủ xe đỗ sai chỗ 300.000 đồng, nộp vào quỹ khu", "Tổ tự quản", "A05 C17"),
    ("thu của mỗi hộ kinh doanh 50.000 đồng một tháng tiền trật tự đô thị", "Ủy ban nhân dân phường", "A06 F04 C06"),
    ("thu của mỗi xe tải 30.000 đồng một lượt để duy tu đường", "Ban quản lý chợ", "A06 F04 C06"),
    ("ấn định mỗi hộ đóng góp 2.000.000 đồng làm đường ngõ", "Khu phố", "C06 F04 A06"),
    ("chia đều 86.000.000 đồng kinh phí còn thiếu cho 40 hộ hai bên ngõ", "Khu phố", "C06 F04 A06 G03"),
    ("từ chối xác nhận hồ sơ vay vốn của hộ chưa nộp đủ quỹ", "Khu phố", "F03 A04 C17"),
    ("tạm dừng chứng thực giấy tờ của gia đình còn nợ tiền đóng góp", "Ủy ban nhân dân phường", "F03 A04"),
    ("giao chỉ tiêu mỗi hộ ủng hộ 200.000 đồng quỹ khuyến học", "Ủy ban nhân dân phường", "F04 C14 C06 A06"),
    ("đọc trên loa truyền thanh danh sách hộ chưa nộp quỹ an ninh", "Khu phố", "F08"),
    ("niêm yết tên và số căn cước của các hộ nợ tiền vệ sinh tại nhà văn hóa", "Tổ dân phố", "F08"),
    ("thu bản sao căn cước của toàn bộ người dân để lập danh sách", "Tổ dân phố", "F09 A04"),
    ("yêu cầu hộ nhận tiền ký cam kết không khiếu kiện", "Hội đồng bồi thường", "F10"),
    ("chuyển nguyên đơn tố cáo cho người bị tố cáo giải trình", "Văn phòng", "F12 F10"),
    ("yêu cầu nhà chùa xin phép từng buổi lễ thường kỳ", "Ủy ban nhân dân phường", "D02 D01 F01"),
    ("trích 20% tiền công đức của các đền, chùa nộp về phường", "Ban quản lý di tích", "D06 A06"),
    ("ưu tiên hộ không theo tôn giáo khi xét vay vốn", "Tổ vay vốn", "D07 F18"),
    ("yêu cầu chủ nhà trọ không nhận người từ nơi khác đến thuê trong dịp Tết", "Khu phố", "F02 F01"),
    ("trừ điểm thi đua cả khu phố khi có một hộ chưa nộp quỹ", "Ban chỉ đạo", "F05 F03 C14"),
    ("loại hộ chưa đạt gia đình văn hóa khỏi diện hỗ trợ sửa nhà", "Hội đồng xét duyệt", "F18"),
    ("bắt mỗi hộ đóng 5 ngày công, vắng mặt thì nộp 500.000 đồng", "Khu phố", "F19 C06 A05 C17"),
    ("đăng họ tên và ảnh trẻ em có hoàn cảnh khó khăn lên trang của phường", "Nhà trường", "F15 F08"),
    ("giao người có uy tín chịu trách nhiệm khi hộ dân khiếu kiện", "Ủy ban nhân dân xã", "E04"),
    ("ghi số căn cước, nghề nghiệp, thu nhập của từng tín đồ", "Công an phường", "F09 D01 D07 F08"),
    ("tháo dỡ ngay mái che của các hộ trong ngày, không chờ quyết định", "Tổ liên ngành", "F07"),
    ("cắt điện, cắt nước của hộ chưa bàn giao mặt bằng", "Ủy ban nhân dân xã", "F07 F06 F03"),
    ("giao chỉ tiêu vận động 100% hộ dân ủng hộ quỹ, khu không đạt bị trừ điểm thi đua", "Ủy ban nhân dân phường", "C14 F04"),
    ("công bố tên người nhiễm bệnh trên nhóm Zalo của khu", "Trạm y tế", "F08"),
    ("nêu tên gia đình chưa đóng quỹ trên bảng tin của khu", "Khu phố", "F08"),
    ("buộc hộ dân viết cam kết không gửi đơn lên cấp trên", "Tổ công tác", "F10"),
)
# An amount of its own, and the same amount set by who may set it, decided by the people, or left to everyone's means.
AMOUNTS = (
    ("Mỗi hộ kinh doanh nộp phí trật tự 50.000 đồng một tháng cho phường", "A06 F04 C06"),
    ("Ban quản lý chợ thu của mỗi quầy 20.000 đồng một ngày", "A06 F04 C06"),
    ("Hộ dân nộp phí vệ sinh 40.000 đồng một tháng cho khu phố", "A06 F04 C06"),
    ("Xe tải qua bến nộp 30.000 đồng một lượt cho thôn", "A06 F04 C06"),
)
SETTLED = (
    "{what} theo mức do Hội đồng nhân dân tỉnh quy định.",
    "{what} theo Nghị quyết số 62/2024/NQ-HĐND của Hội đồng nhân dân tỉnh.",
    "{what} theo quy định của Luật Phí và lệ phí.",
    "{what} theo mức do Bộ Tài chính quy định.",
)
# How the act is made sound. {who} does not do it, may not do it, ends it; or it is told as an abuse.
FRAMES = (
    "{Who} không {act}.",
    "{Who} không được {act}.",
    "{Who} tuyệt đối không được {act} dưới mọi hình thức.",
    "Nghiêm cấm cán bộ, công chức {act}.",
    "Nghiêm cấm việc {act}.",
    "Cán bộ, đảng viên không được {act}.",
    "Bãi bỏ việc {act}.",
    "Chấm dứt việc {act}.",
    "Kịp thời phát hiện, chấn chỉnh tình trạng {act}.",
    "Thanh tra nhân dân giám sát, ngăn chặn việc {act}.",
    "Xử lý nghiêm cán bộ {act}.",
    "Không để xảy ra việc {act}.",
)
# The ban stands in the line above, the act in the list under it.
LEADS = ("Điều 6. Những việc cán bộ, công chức không được làm:", "Điều 4. Nghiêm cấm các hành vi sau đây:")
