"""The audit trail: append-only, each entry chained to the one before by sha256 over canonical JSON.

The trail holds ids, counts, states and hashes; never words of a document, never a person's name. Database triggers refuse
UPDATE and DELETE; who removes the triggers is found out by `verify_trail`: a changed, removed, swapped or cut-off entry breaks
the chain or misses a head that was written down elsewhere (on approved sheets, in approvals, in the file `audit.head`).
"""

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from review_app.records.models import TrailReport
from review_app.records.roles import needs
from review_app.records.tables import approvals, audit

ANCHOR = "audit.head"
GENESIS = "0" * 64
_PLAIN = re.compile(r"[0-9a-f]{64}|[a-z0-9_]{0,40}")
_COLUMNS = ("seq", "at", "by", "action", "subject", "detail", "prev")


@dataclass(frozen=True)
class Entry:
    seq: int
    at: str  # ISO, UTC
    by: int  # user id; 0 the program itself
    action: str
    subject: str  # "case:3", "file:12", "user:2"
    detail: str  # canonical JSON
    prev: str
    hash: str


def canonical(value: Any) -> str:
    """One spelling for one value, so that its hash can be computed again elsewhere."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def start(store, tx: Connection) -> None:
    """Give a new store its first entry; clear away an anchor half written by a killed program."""
    for torn in store.folder.glob(f"{ANCHOR}.*.tmp"):
        torn.unlink(missing_ok=True)
    if last(tx)[0] == 0:
        append(store, tx, 0, "start", "store")


def append(store, tx: Connection, by: int, action: str, subject: str, **detail: int | str | bool | None) -> tuple[int, str]:
    """Add one entry inside the writer's transaction; returns its number and hash.

    ValueError for a detail that could be text of a document: only numbers, hashes and short words of the program pass.
    """
    for name, value in detail.items():
        if isinstance(value, str) and not _PLAIN.fullmatch(value):
            raise ValueError(f"audit detail {name!r} is not an id, a state or a hash")
    seq, prev = last(tx)
    entry = {
        "seq": seq + 1,
        "at": store.now().isoformat(timespec="microseconds"),
        "by": by,
        "action": action,
        "subject": subject,
        "detail": canonical(detail),
        "prev": prev,
    }
    head = digest(entry)
    tx.execute(audit.insert().values(**entry, hash=head))
    tx.info["after_commit"] = (lambda: _write_anchor(store.folder, seq + 1, head),)
    return seq + 1, head


def trail_head(store) -> str:
    """Hash of the newest entry: printed on sheets."""
    with store.read() as tx:
        return last(tx)[1]


@needs("verify")
def read_trail(desk, case_id: int | None = None, limit: int = 200) -> tuple[Entry, ...]:
    """Newest entries first; of one case, its files included, when `case_id` is given."""
    from review_app.records.tables import case_files

    query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
    with desk.store.read() as tx:
        if case_id is not None:
            file_ids = tx.scalars(select(case_files.c.id).where(case_files.c.case_id == case_id))
            query = query.where(audit.c.subject.in_([f"case:{case_id}", *(f"file:{each}" for each in file_ids)]))
        return tuple(Entry(**row._mapping) for row in tx.execute(query))


def verify_trail(store, printed_head: str | None = None) -> TrailReport:
    """Walk the whole chain. `printed_head` is the hash, or its beginning, on a sheet that must be part of it.

    Finds a changed column, a removed or added entry, swapped entries and a cut tail.
    """
    faults: list[str] = []
    hashes: dict[int, str] = {}
    prev, expected = GENESIS, 1
    with store.read() as tx:
        for row in tx.execute(select(audit).order_by(audit.c.seq)):
            faults += _entry_faults(row._mapping, expected, prev)
            hashes[row.seq] = prev = row.hash
            expected = row.seq + 1
        faults += _missing_heads(tx, store.folder, hashes, printed_head)
    if not hashes:
        faults.append("Nhật ký trống, kể cả dòng mở đầu.")
    return TrailReport(not faults, len(hashes), prev, tuple(faults))


def _entry_faults(row, expected: int, prev: str) -> list[str]:
    found = []
    if row["seq"] != expected:
        found.append(f"Thiếu hoặc thừa dòng trước dòng {row['seq']} của nhật ký.")
    if row["prev"] != prev:
        found.append(f"Dòng {row['seq']} của nhật ký không nối với dòng trước.")
    if row["hash"] != digest({name: row[name] for name in _COLUMNS}):
        found.append(f"Dòng {row['seq']} của nhật ký đã bị sửa.")
    return found


def _missing_heads(tx: Connection, folder: Path, hashes: dict[int, str], printed: str | None) -> list[str]:
    found = []
    for seq, value in tx.execute(select(approvals.c.audit_seq, approvals.c.audit_head)):
        if hashes.get(seq) != value:
            found.append(f"Nhật ký không còn dòng {seq} mà một phiếu đã duyệt dẫn tới.")
    anchor = read_anchor(folder)
    if anchor and hashes.get(anchor[0]) != anchor[1]:
        found.append(f"Nhật ký không còn dòng {anchor[0]} đã ghi ở tệp đối chứng: phần cuối bị cắt hoặc bị viết lại.")
    if printed and not any(value.startswith(printed) for value in hashes.values()):
        found.append("Mã in trên phiếu hoặc ở bản kê không có trong nhật ký: nhật ký đã bị cắt hoặc viết lại sau khi lập phiếu.")
    return found


def last(tx: Connection) -> tuple[int, str]:
    """Number and hash of the newest entry; (0, GENESIS) of an empty trail."""
    row = tx.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
    return (row.seq, row.hash) if row else (0, GENESIS)


def _write_anchor(folder: Path, seq: int, value: str) -> None:
    """Write the head beside the database. It may lag behind after a crash, so only its presence in the chain is checked."""
    from review_app.records import log

    temporary = folder / f"{ANCHOR}.{os.getpid()}.{seq}.tmp"
    try:
        temporary.write_text(canonical({"seq": seq, "hash": value}), encoding="ascii")
        os.replace(temporary, folder / ANCHOR)
    except OSError:  # the entry itself is committed; a lost anchor must not undo that
        temporary.unlink(missing_ok=True)
        log.log_event("anchor_not_written", seq=seq)


def read_anchor(folder: Path) -> tuple[int, str] | None:
    """The head written beside the database, None when there is none or it is unreadable after a power cut."""
    try:
        found = json.loads((folder / ANCHOR).read_text(encoding="ascii"))
        return int(found["seq"]), str(found["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
