"""The start-up page and the verify command: is everything whole, in sentences a reviewer understands."""

import shutil
import tempfile
from collections.abc import Callable, Sequence

from sqlalchemy import select, text

import pipelines
from pipelines.errors import PipelineError
from review_app.records import log
from review_app.records.audit import verify_trail
from review_app.records.errors import FileDamaged
from review_app.records.files import case_folder, checked_bytes
from review_app.records.models import Check
from review_app.records.proof import unrecorded_changes
from review_app.records.store import Store
from review_app.records.tables import case_files
from review_app.records.templates import PAPERS, numbers_in_use, template_bytes

ROOM_NEEDED = 500_000_000  # bytes free below which uploads and backups may fail
_RESTORE = "Báo người quản trị: khôi phục từ bản sao lưu gần nhất."
_PROGRAMS = {"soffice": "LibreOffice (đọc tệp .doc cũ)", "tesseract": "Tesseract (đọc ảnh quét)"}


def self_check(store: Store, extra: Sequence[Callable[[], Check]] = ()) -> tuple[Check, ...]:
    """The quick checks of every start; `extra` brings those of the model and the checklist. A check that breaks is a failed one."""
    own = (
        lambda: _database(store, "quick_check"),
        lambda: _trail(store, None),
        lambda: _originals_present(store),
        lambda: _templates(store),
        lambda: _room(store),
        lambda: _writable(store),
        *(lambda program=program, purpose=purpose: _program(program, purpose) for program, purpose in _PROGRAMS.items()),
    )
    return tuple(_run(check) for check in (*own, *extra))


def verify_store(store: Store, printed_head: str | None = None) -> tuple[Check, ...]:
    """The thorough checks: every page of the database, the audit trail, what it recorded, every original against its sha256."""
    own = (
        lambda: _database(store, "integrity_check"),
        lambda: _trail(store, printed_head),
        lambda: _recorded(store),
        lambda: _originals_whole(store),
    )
    return tuple(_run(check) for check in own)


def _run(check: Callable[[], Check]) -> Check:
    try:
        return check()
    except PipelineError as known:
        return Check("Kiểm tra", False, known.message, known.next_step)
    except Exception as bug:  # the start page must come up; the log tells where
        log.log_failure(bug)
        sentence = f"Một mục kiểm tra không chạy được ({type(bug).__name__})."
        return Check("Kiểm tra", False, sentence, "Báo người quản trị xem nhật ký chương trình.")


def _database(store: Store, pragma: str) -> Check:
    name = "Cơ sở dữ liệu"
    with store.read() as tx:
        if not store.sqlite:
            tx.execute(text("SELECT 1"))
            return Check(name, True, "Kết nối được máy chủ cơ sở dữ liệu.")
        whole = tx.exec_driver_sql(f"PRAGMA {pragma}").scalars().all() == ["ok"]
        linked = tx.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    if whole and linked:
        return Check(name, True, "Cơ sở dữ liệu nguyên vẹn.")
    return Check(name, False, "Cơ sở dữ liệu bị hỏng.", _RESTORE)


def _trail(store: Store, printed_head: str | None) -> Check:
    name, report = "Nhật ký kiểm tra", verify_trail(store, printed_head)
    if report.ok:
        return Check(name, True, f"Nhật ký liền mạch, {report.length} dòng.")
    return Check(name, False, " ".join(report.faults[:3]), "Không sửa gì thêm; báo lãnh đạo và người quản trị.")


def _recorded(store: Store) -> Check:
    name = "Quyết định và nhật ký"
    with store.read() as tx:
        faults = unrecorded_changes(tx)
    if not faults:
        return Check(name, True, "Mọi quyết định khớp với nhật ký.")
    return Check(name, False, " ".join(faults[:3]), "Có thay đổi không qua chương trình; báo lãnh đạo và người quản trị.")


def _originals_present(store: Store) -> Check:
    def present(row) -> bool:
        path = case_folder(store, row.case_id) / row.sha256
        return path.is_file() and path.stat().st_size == row.size

    return _originals(store, present)


def _originals_whole(store: Store) -> Check:
    def whole(row) -> bool:
        try:
            return len(checked_bytes(case_folder(store, row.case_id) / row.sha256)) == row.size
        except FileDamaged:
            return False

    return _originals(store, whole)


def _originals(store: Store, good: Callable) -> Check:
    name = "Tệp gốc"
    with store.read() as tx:
        rows = tx.execute(select(case_files)).all()
    bad = [row.id for row in rows if not good(row)]
    if not bad:
        return Check(name, True, f"Đủ {len(rows)} tệp gốc.")
    return Check(name, False, f"{len(bad)} tệp gốc bị mất hoặc đã thay đổi (tệp số {', '.join(map(str, bad[:5]))}).", _RESTORE)


def _templates(store: Store) -> Check:
    """The office's own templates can still be filled by this version of the program."""
    name = "Mẫu văn bản"
    with store.read() as tx:
        own = template_bytes(tx, numbers_in_use(tx))
    for paper, data in own.items():
        try:
            pipelines.check_template(data, paper)
        except PipelineError as error:
            step = "Vào Thiết lập, phần Mẫu văn bản: nạp mẫu đã sửa hoặc trở lại mẫu có sẵn."
            return Check(name, False, f"{PAPERS[paper]}: {error.message}", step, vital=False)
    told = ", ".join(PAPERS[paper] for paper in own)
    return Check(name, True, f"Mẫu riêng điền được: {told}." if own else "Dùng mẫu có sẵn.", vital=False)


def _room(store: Store) -> Check:
    free = shutil.disk_usage(store.folder).free
    sentence = f"Ổ đĩa còn trống {free / 1e9:.1f} GB.".replace(".", ",", 1)
    if free >= ROOM_NEEDED:
        return Check("Dung lượng ổ đĩa", True, sentence)
    return Check("Dung lượng ổ đĩa", False, sentence, "Giải phóng dung lượng trước khi nạp thêm dự thảo.", vital=False)


def _writable(store: Store) -> Check:
    name = "Thư mục dữ liệu"
    try:
        with tempfile.TemporaryFile(dir=store.folder) as probe:
            probe.write(b"0")
    except OSError:
        return Check(name, False, "Không ghi được vào thư mục dữ liệu.", "Kiểm tra quyền ghi và dung lượng ổ đĩa.")
    return Check(name, True, "Ghi được vào thư mục dữ liệu.")


def _program(program: str, purpose: str) -> Check:
    if shutil.which(program):
        return Check(purpose, True, "Đã cài trên máy.", vital=False)
    return Check(purpose, False, "Chưa cài trên máy.", "Chỉ cần khi nạp loại tệp này; có thể đề nghị quản trị cài thêm.", vital=False)
