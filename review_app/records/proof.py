"""Do the rows still say what the audit trail recorded? Finds decisions changed or removed behind the program's back."""

import json

from sqlalchemy import Connection, select

from review_app.records.audit import digest
from review_app.records.history import KINDS
from review_app.records.tables import audit, case_files, reviews

_VERBS = ("save", "undo")


def unrecorded_changes(tx: Connection) -> tuple[str, ...]:
    """Vietnamese sentences, one a row of decisions, own findings, notes, answers, sheet words or reviews that differs from the trail."""
    told = _told(tx)
    alive = set(tx.scalars(select(case_files.c.id)))
    faults = []
    for name, kind in KINDS.items():
        standing = {row.id: digest(kind.content_of(row)) for row in tx.execute(select(kind.table))}
        faults += _compare(kind.table.name, standing, told.get(name, {}), alive)
    bodies = {row.id: digest(row.body) for row in tx.execute(select(reviews.c.id, reviews.c.body))}
    faults += _compare("reviews", bodies, told.get("review", {}), alive)
    return tuple(faults)


def _told(tx: Connection) -> dict[str, dict[int, tuple[int, str]]]:
    """Kind → row id → (file id, hash of its content) after the last entry about it."""
    told: dict[str, dict[int, tuple[int, str]]] = {}
    for row in tx.execute(select(audit.c.action, audit.c.subject, audit.c.detail).order_by(audit.c.seq)):
        verb, _, kind = row.action.partition("_")
        detail = json.loads(row.detail)
        row_id = detail.get("row", detail.get("review"))
        if verb in _VERBS and row_id is not None and "content" in detail:
            told.setdefault(kind, {})[row_id] = (int(row.subject.partition(":")[2]), detail["content"])
    return told


def _compare(table: str, standing: dict[int, str], told: dict[int, tuple[int, str]], alive: set[int]) -> list[str]:
    changed = [key for key, value in standing.items() if key not in told or told[key][1] != value]
    gone = [key for key, (file_id, _) in told.items() if file_id in alive and key not in standing]
    return [f"Dòng {key} của bảng {table} khác với nhật ký." for key in changed] + [
        f"Dòng {key} của bảng {table} có trong nhật ký nhưng đã mất." for key in gone
    ]
