"""Originals, stored unchanged: files/<case id>/<sha256>. The sender's file name is a label in the database, never a path."""

import hashlib
import os
import shutil
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select

from review_app.records.desk import Desk
from review_app.records.errors import BadInput, CaseLocked, FileDamaged, StoreFull
from review_app.records.models import FILE_ROLES, CaseFile
from review_app.records.roles import needs
from review_app.records.rows import advance, approved_rounds, to_case, to_file
from review_app.records.store import Store, compact
from review_app.records.tables import case_files
from review_app.records.unsaved import forget_unsaved
from review_app.records.words import label

FOLDER = "files"


@needs("receive")
def add_file(desk: Desk, case_id: int, data: bytes, name: str, role: str = "du_thao", round: int | None = None) -> CaseFile:
    """Store a file of a case. Read it first (pipelines.intake.read_bytes refuses secret drafts before anything is written).

    `round` None: the current one, or the next when the current one is approved. Raises BadInput (not confirmed as not secret,
    unknown role, a round that cannot be), CaseLocked, StoreFull; after any of them neither bytes nor row are left.
    """
    if role not in FILE_ROLES:
        raise BadInput("role", f"Chọn một trong: {', '.join(FILE_ROLES.values())}.")
    try:
        return _add(desk, case_id, data, label(name), role, round)
    except StoreFull:  # the rows may have failed after the bytes were written
        with desk.store.write() as tx:
            sweep(desk.store, tx)
        raise


def _add(desk: Desk, case_id: int, data: bytes, name: str, role: str, round: int | None) -> CaseFile:
    sha256 = hashlib.sha256(data).hexdigest()
    with desk.store.write() as tx:
        case = to_case(tx, case_id)
        if not case.not_secret:
            raise BadInput("not_secret", "Chưa xác nhận dự thảo không thuộc bí mật nhà nước.", "Xác nhận rồi nạp lại tệp.")
        chosen = _round(case.round, case.round in approved_rounds(tx, case_id), round)
        values = {"case_id": case_id, "role": role, "name": name, "sha256": sha256, "size": len(data), "round": chosen}
        values |= {"added": desk.store.now(), "added_by": desk.user.id}
        file_id = tx.execute(insert(case_files).values(**values)).inserted_primary_key[0]
        if role == "du_thao" and chosen > case.round:  # the answer to an approved sheet has come
            advance(tx, case_id, "doi_chieu")
        desk.record(tx, "add_file", f"file:{file_id}", case=case_id, sha256=sha256, size=len(data), round=chosen)
        write_original(case_folder(desk.store, case_id) / sha256, data)
        return to_file(tx, file_id)


@needs("read")
def list_files(desk: Desk, case_id: int) -> tuple[CaseFile, ...]:
    """By round, then in the order they came."""
    wanted = select(case_files).where(case_files.c.case_id == case_id).order_by(case_files.c.round, case_files.c.id)
    with desk.store.read() as tx:
        return tuple(CaseFile(**row._mapping) for row in tx.execute(wanted))


@needs("read")
def read_file(desk: Desk, file_id: int) -> CaseFile:
    """Raises NotFound."""
    with desk.store.read() as tx:
        return to_file(tx, file_id)


@needs("read")
def read_original(desk: Desk, file_id: int) -> bytes:
    """The bytes as they were received. Raises FileDamaged when they are gone or no longer have their sha256."""
    file = read_file(desk, file_id)
    return checked_bytes(case_folder(desk.store, file.case_id) / file.sha256)


@needs("receive")
def remove_file(desk: Desk, file_id: int) -> None:
    """Take a file out of its case, with its reviews and decisions. Raises CaseLocked when its round is approved."""
    with desk.store.write() as tx:
        file = to_file(tx, file_id)
        if file.round in approved_rounds(tx, file.case_id):
            raise CaseLocked()
        forget_unsaved(tx, [file_id])
        tx.execute(delete(case_files).where(case_files.c.id == file_id))
        desk.record(tx, "remove_file", f"file:{file_id}", case=file.case_id, sha256=file.sha256)
        sweep(desk.store, tx)
    compact(desk.store)


# ---------------------------------------------------------------- on the disk


def case_folder(store: Store, case_id: int) -> Path:
    return store.folder / FOLDER / str(case_id)


def write_original(path: Path, data: bytes) -> None:
    """All bytes or none: a temporary file, flushed to the disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    try:
        with open(temporary, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def checked_bytes(path: Path) -> bytes:
    """The bytes of an original, whose file name is their sha256."""
    try:
        data = path.read_bytes()
    except OSError:
        raise FileDamaged() from None
    if hashlib.sha256(data).hexdigest() != path.name:
        raise FileDamaged()
    return data


def sweep(store: Store, tx: Connection) -> int:
    """Remove what no row knows: left by a killed upload or a killed deletion. Returns how many files went.

    Runs inside a write transaction, as uploads do, so it never meets one half done.
    """
    known = {(str(row.case_id), row.sha256) for row in tx.execute(select(case_files.c.case_id, case_files.c.sha256))}
    removed = 0
    for path in sorted((store.folder / FOLDER).glob("*/*")):
        if (path.parent.name, path.name) not in known:
            path.unlink()
            removed += 1
    for folder in (store.folder / FOLDER).glob("*"):
        if not any(folder.iterdir()):
            shutil.rmtree(folder)
    return removed


def _round(current: int, approved: bool, wanted: int | None) -> int:
    if wanted is None:
        return current + approved
    if wanted == current and approved:
        raise CaseLocked()
    if wanted not in (current, current + 1):
        raise BadInput("round", f"Lần thẩm định phải là {current} hoặc {current + 1}.")
    return wanted


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows does so by itself and cannot open a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
