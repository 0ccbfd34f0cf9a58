"""Why a unit of a file was not read, in words for the reviewer; used by more than one reader."""

PICTURE = "ảnh, chưa đọc được"
SCANNED = "trang là ảnh quét, chưa đọc được"
OBJECT = "đối tượng nhúng, chưa đọc được"
ANNOTATION = "ghi chú, ô biểu mẫu hoặc chữ ký số, chưa đọc được"
RUNNING_HEAD = "đầu trang, chân trang hoặc số trang lặp lại, không đưa vào nội dung"
