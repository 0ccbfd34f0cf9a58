"""What the records room refuses, each with a Vietnamese sentence and a next step.

RecordsError (PipelineError)
├── StoreBusy           another writer held the store for more than ten seconds
├── StoreFull           no room left on the disk; nothing was half written
├── StoreDamaged        the database file is broken
├── StoreNewer          the store was written by a newer program
├── StoreUnreachable    the database server does not answer
├── NotFound            the record was deleted or never existed
├── StaleRecord         someone saved the record since it was read; carries `theirs`
│   └── StaleDecision   the same for a decision
├── NotAllowed          the user's role does not include this action
├── LoginRequired       the office turned login on
├── WrongPassword       login or password do not match, or too many attempts
├── BadInput            a field is missing or out of range; `field` names it
├── CaseLocked          the leader approved the sheet of this round
├── StillBlind          the other reviewer's decisions stay hidden until consensus
├── WrongStatus         the workflow does not lead from here to there
├── NothingToUndo       no change of this user is left to take back
├── FileDamaged         a stored original no longer has its sha256, or is gone
├── NeedsSecondPerson   a change that quietens a grave item is signed by another than its authors
└── BadBackup           the archive is incomplete, changed or not a backup
"""

from typing import Any

from pipelines.errors import PipelineError


class RecordsError(PipelineError):
    code = "HO_SO_LOI"
    message = "Không ghi được vào kho hồ sơ."


class StoreBusy(RecordsError):
    code = "KHO_DANG_BAN"
    message = "Kho hồ sơ đang bận, chưa lưu được."
    next_step = "Nội dung đã nhập vẫn còn trên màn hình; đợi ít giây rồi bấm lưu lại."


class StoreFull(RecordsError):
    code = "DIA_DAY"
    message = "Ổ đĩa đã đầy, chưa lưu được; dữ liệu đã lưu trước đó vẫn nguyên vẹn."
    next_step = "Giải phóng dung lượng ổ đĩa rồi bấm lưu lại."


class StoreDamaged(RecordsError):
    code = "KHO_HONG"
    message = "Tệp cơ sở dữ liệu bị hỏng."
    next_step = "Không ghi thêm; báo người quản trị khôi phục từ bản sao lưu gần nhất."


class StoreNewer(RecordsError):
    code = "KHO_MOI_HON"
    message = "Kho hồ sơ được tạo bởi phiên bản chương trình mới hơn."
    next_step = "Cập nhật chương trình rồi mở lại."


class StoreUnreachable(RecordsError):
    code = "KHONG_KET_NOI_KHO"
    message = "Không kết nối được với máy chủ cơ sở dữ liệu."
    next_step = "Kiểm tra máy chủ và biến DATABASE_URL, rồi thử lại."


class NotFound(RecordsError):
    code = "KHONG_CON"
    message = "Mục này không còn trong kho hồ sơ."
    next_step = "Quay lại danh sách hồ sơ."


class StaleRecord(RecordsError):
    """`theirs` is the record as it stands now, None if it was removed."""

    code = "DA_CO_NGUOI_SUA"
    message = "Nội dung này vừa được sửa ở nơi khác."
    next_step = "So sánh hai bản rồi chọn bản giữ lại."

    def __init__(self, theirs: Any = None, message: str | None = None, next_step: str | None = None):
        self.theirs = theirs
        super().__init__(message, next_step)

    def __reduce__(self):
        return (type(self), (self.theirs, self.message, self.next_step))


class StaleDecision(StaleRecord):
    code = "QUYET_DINH_DA_DOI"
    message = "Điểm này vừa được quyết định ở nơi khác."


class NotAllowed(RecordsError):
    code = "KHONG_CO_QUYEN"
    message = "Tài khoản này không có quyền làm việc đó."
    next_step = "Đề nghị lãnh đạo hoặc người quản trị thực hiện."


class LoginRequired(RecordsError):
    code = "CAN_DANG_NHAP"
    message = "Cơ quan đã bật đăng nhập."
    next_step = "Nhập tên đăng nhập và mật khẩu."


class WrongPassword(RecordsError):
    code = "SAI_MAT_KHAU"
    message = "Tên đăng nhập hoặc mật khẩu không đúng."
    next_step = "Nhập lại; nếu quên mật khẩu, đề nghị lãnh đạo đặt lại."


class BadInput(RecordsError):
    """`field` is the name of the argument or settings field that is wrong."""

    code = "NHAP_CHUA_DUNG"
    message = "Thông tin nhập chưa đúng."
    next_step = "Sửa lại ô được nêu rồi lưu."

    def __init__(self, field: str = "", message: str | None = None, next_step: str | None = None):
        self.field = field
        super().__init__(message, next_step)

    def __reduce__(self):
        return (type(self), (self.field, self.message, self.next_step))


class CaseLocked(RecordsError):
    code = "HO_SO_DA_DUYET"
    message = "Phiếu của lần thẩm định này đã được lãnh đạo duyệt nên không sửa được."
    next_step = "Đề nghị lãnh đạo mở lại phiếu nếu cần sửa."


class StillBlind(RecordsError):
    code = "CHUA_DOI_CHIEU"
    message = "Ý kiến của người rà soát khác chỉ xem được khi mọi người đã rà soát xong."
    next_step = "Bấm “Đã rà soát xong”, đợi người kia, hoặc đề nghị lãnh đạo mở đối chiếu."


class WrongStatus(RecordsError):
    code = "SAI_BUOC"
    message = "Hồ sơ chưa thể chuyển sang bước này."
    next_step = "Xem các bước tiếp theo được phép ở trang hồ sơ."


class NothingToUndo(RecordsError):
    code = "HET_HOAN_TAC"
    message = "Không còn thao tác nào để hoàn tác."
    next_step = ""


class FileDamaged(RecordsError):
    code = "TEP_GOC_HONG"
    message = "Tệp gốc lưu trong kho bị mất hoặc đã thay đổi."
    next_step = "Khôi phục từ bản sao lưu, hoặc nạp lại tệp do cơ quan gửi cung cấp."


class BadBackup(RecordsError):
    code = "SAO_LUU_HONG"
    message = "Tệp sao lưu không đầy đủ hoặc đã bị thay đổi; chưa khôi phục gì."
    next_step = "Dùng bản sao lưu khác."


class NeedsSecondPerson(RecordsError):
    """`codes` are the S1 items that would be found less often."""

    code = "CAN_NGUOI_THU_HAI"
    message = "Bản này làm giảm mục ở mức Bắt buộc sửa nên người soạn không tự ký được."
    next_step = "Đề nghị một lãnh đạo khác, không tham gia soạn bản này, xem và ký."

    def __init__(self, codes: tuple[str, ...] = (), message: str | None = None, next_step: str | None = None):
        self.codes = codes
        named = f"{type(self).message[:-1]}: {', '.join(codes[:12])}{'…' if len(codes) > 12 else ''}." if codes else None
        super().__init__(message or named, next_step)

    def __reduce__(self):
        return (type(self), (self.codes, self.message, self.next_step))
