"""Do the rows still say what the audit trail recorded? Finds decisions changed or removed behind the program's back."""

import hashlib
import json
from base64 import b64decode

from sqlalchemy import Connection, select

from review_app.records.audit import digest
from review_app.records.history import KINDS
from review_app.records.tables import audit, case_files, reviews, templates

_VERBS = ("save", "undo")


def unrecorded_changes(tx: Connection) -> tuple[str, ...]:
    """Vietnamese sentences, one a row that differs from the trail: of what reviewers write, of reviews and of templates."""
    told = _told(tx)
    alive = set(tx.scalars(select(case_files.c.id)))
    faults = []
    for name, kind in KINDS.items():
        standing = {row.id: digest(kind.content_of(row)) for row in tx.execute(select(kind.table))}
        faults += _compare(kind.table.name, standing, told.get(name, {}), alive)
    bodies = {row.id: digest(row.body) for row in tx.execute(select(reviews.c.id, reviews.c.body))}
    faults += _compare("reviews", bodies, told.get("review", {}), alive)
    return (*faults, *_templates(tx))


def _templates(tx: Connection) -> list[str]:
    """Templates against the hash that the trail holds of each version."""
    told = {}
    for row in tx.execute(select(audit.c.subject, audit.c.detail).filter_by(action="save_template")):
        detail = json.loads(row.detail)
        told[row.subject.partition(":")[2], detail["number"]] = detail["content"]
    kept = tx.execute(select(templates.c.paper, templates.c.number, templates.c.body))
    standing = {(row.paper, row.number): hashlib.sha256(b64decode(row.body)).hexdigest() for row in kept}
    differing = [key for key in sorted(told.keys() | standing.keys()) if told.get(key) != standing.get(key)]
    return [f"Mẫu văn bản {paper}, phiên bản {number}, khác với nhật ký." for paper, number in differing]


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
