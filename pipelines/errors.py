"""Every error the project raises on purpose.

PipelineError
├── UsageError              wrong call: a bad option, a missing argument
├── IntakeError             a file is refused or cannot be read; nothing was written
│   ├── NotADocument        the content is none of the known formats
│   ├── DamagedFile         the container or its XML is broken
│   ├── EncryptedFile       a password protects the file
│   ├── MacroFile           the file carries macros
│   ├── EmptyDocument       no readable text at all
│   ├── TooLarge            over a limit on size, members, elements or depth
│   ├── UnsafeFile          DTD, duplicate or unsafe member names, traversal
│   ├── SecretMarked        the draft carries a secrecy mark (MẬT, TỐI MẬT, TUYỆT MẬT)
│   ├── ConverterMissing    an optional program is needed and not installed
│   ├── NoTextLayer         a PDF without text and no OCR
│   ├── ReadTimeout         the reader ran over its time or memory limit
│   └── ReadCancelled       the reviewer cancelled a background reading
├── ChecklistError          a checklist, register or lexicon file is wrong; names file and line
├── ModelError              weights are missing, changed or unreadable
├── JudgeStopped            the judging process ended or broke before it answered
└── ExportError             a sheet or annotated draft could not be written

Each error has a `code` (stable, for machines), a Vietnamese `message` for people and a Vietnamese `next_step`.
Document text never stands in an error.
"""


class PipelineError(Exception):
    """Base of all the project's own errors: `code`, `message` (Vietnamese), `next_step` (Vietnamese)."""

    code = "LOI"
    message = "Có lỗi khi xử lý."
    next_step = "Thử lại; nếu còn lỗi, báo người quản trị."

    def __init__(self, message: str | None = None, next_step: str | None = None):
        self.message = message or type(self).message
        self.next_step = next_step or type(self).next_step
        super().__init__(self.message)

    def __reduce__(self):
        return (type(self), (self.message, self.next_step))

    @property
    def sentence(self) -> str:
        """One Vietnamese sentence pair: what happened and what to do."""
        return f"{self.message} {self.next_step}".strip()


class UsageError(PipelineError):
    code = "SAI_CACH_DUNG"
    message = "Lệnh chưa đúng."
    next_step = "Xem: python -m pipelines --help."


class IntakeError(PipelineError):
    code = "KHONG_DOC_DUOC"
    message = "Không đọc được tệp này."
    next_step = "Mở tệp bằng Word, lưu lại thành .docx rồi nạp lại."


class NotADocument(IntakeError):
    code = "KHONG_PHAI_VAN_BAN"
    message = "Tệp không phải là văn bản thuộc loại đọc được (.docx, .doc, .rtf, .odt, .pdf, .txt)."
    next_step = "Kiểm tra lại tệp đã chọn, đề nghị cơ quan gửi cung cấp bản .docx."


class DamagedFile(IntakeError):
    code = "TEP_HONG"
    message = "Tệp bị hỏng, không mở được."
    next_step = "Đề nghị cơ quan gửi gửi lại tệp, hoặc mở bằng Word rồi lưu lại thành .docx."


class EncryptedFile(IntakeError):
    code = "TEP_CO_MAT_KHAU"
    message = "Tệp được bảo vệ bằng mật khẩu."
    next_step = "Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi nạp lại."


class MacroFile(IntakeError):
    code = "TEP_CO_MACRO"
    message = "Tệp có chứa macro nên không được nạp."
    next_step = "Lưu lại thành .docx (không macro) rồi nạp lại."


class EmptyDocument(IntakeError):
    code = "TEP_RONG"
    message = "Tệp không có nội dung chữ nào đọc được."
    next_step = "Kiểm tra lại tệp; nếu là ảnh chụp, đề nghị cơ quan gửi cung cấp bản .docx."


class TooLarge(IntakeError):
    code = "TEP_QUA_LON"
    message = "Tệp vượt giới hạn về dung lượng hoặc số phần tử."
    next_step = "Tách tệp thành nhiều phần hoặc bỏ bớt ảnh rồi nạp lại."


class UnsafeFile(IntakeError):
    code = "TEP_KHONG_AN_TOAN"
    message = "Cấu trúc bên trong tệp không an toàn nên không được nạp."
    next_step = "Mở tệp bằng Word, lưu lại thành .docx rồi nạp lại."


class SecretMarked(IntakeError):
    code = "TEP_CO_DAU_MAT"
    message = "Dự thảo có dấu chỉ độ mật; máy này không được phép xử lý văn bản mật."
    next_step = "Không lưu tệp trên máy này; xử lý theo quy định về bảo vệ bí mật nhà nước."


class ConverterMissing(IntakeError):
    code = "THIEU_CHUONG_TRINH"
    message = "Máy chưa có chương trình cần để đọc loại tệp này."
    next_step = "Lưu tệp thành .docx bằng Word rồi nạp lại, hoặc đề nghị quản trị cài thêm."


class NoTextLayer(IntakeError):
    code = "PDF_KHONG_CO_CHU"
    message = "Tệp PDF là ảnh quét, không có lớp chữ."
    next_step = "Đề nghị cơ quan gửi cung cấp bản .docx, hoặc cài chương trình nhận dạng chữ."


class ReadTimeout(IntakeError):
    code = "QUA_GIOI_HAN_DOC"
    message = "Đọc tệp vượt giới hạn thời gian hoặc bộ nhớ nên đã dừng."
    next_step = "Mở tệp bằng Word, lưu lại thành .docx rồi nạp lại."


class ReadCancelled(IntakeError):
    code = "DA_DUNG_DOC"
    message = "Đã dừng đọc tệp theo yêu cầu."
    next_step = "Nạp lại tệp khi cần."


class ChecklistError(PipelineError):
    code = "DANH_MUC_SAI"
    message = "Danh mục kiểm tra có lỗi."
    next_step = "Sửa tại dòng được nêu; bản đúng gần nhất vẫn được dùng."


class ModelError(PipelineError):
    code = "MO_HINH_LOI"
    message = "Tệp mô hình thiếu hoặc đã bị thay đổi."
    next_step = "Chương trình chỉ dùng danh mục kiểm tra; chạy lại: python -m pipelines train."


class JudgeStopped(PipelineError):
    code = "MAY_XET_DUNG"
    message = "Máy đang xét dự thảo thì bị dừng giữa chừng."
    next_step = "Nạp lại tệp; nếu vẫn dừng, đóng bớt chương trình khác hoặc báo người quản trị."


class ExportError(PipelineError):
    code = "KHONG_XUAT_DUOC"
    message = "Không xuất được tệp."
    next_step = "Kiểm tra dung lượng đĩa và quyền ghi rồi xuất lại."
