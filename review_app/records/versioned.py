"""Rows that several people or tabs may write: a version each, and a history from which a step can be taken back.

Whoever saves says which version was on the screen; a newer one in the store raises StaleRecord with what stands there now.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select, update

from review_app.records.audit import canonical, digest
from review_app.records.desk import Desk
from review_app.records.errors import NotFound, StaleRecord
from review_app.records.tables import changes


@dataclass(frozen=True)
class Kind:
    """A table of versioned rows."""

    name: str  # in the history and the audit trail
    table: Table
    content: tuple[str, ...]  # columns that an undo restores
    blank: dict[str, Any]  # the content of a row whose making is undone; rows stay, so a version is never used twice
    hand_out: Callable[[Row], Any]  # row → dataclass
    stale: type[StaleRecord] = StaleRecord

    def content_of(self, row: Row) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.content}


def find(tx: Connection, kind: Kind, **where) -> Row | None:
    return tx.execute(select(kind.table).filter_by(**where)).first()


def get(tx: Connection, kind: Kind, row_id: int) -> Row:
    row = find(tx, kind, id=row_id)
    if row is None:
        raise NotFound()
    return row


def put(
    desk: Desk, tx: Connection, kind: Kind, row: Row | None, content: dict[str, Any], seen: int | None, key: str = "", **identity
) -> Row:
    """Insert (row None) or overwrite, with history and audit entry; `seen` None skips the version check. Returns the row as it stands."""
    version = row.version if row else 0
    if seen is not None and seen != version:
        raise kind.stale(kind.hand_out(row) if row else None)
    values = {**content, "by": desk.user.id, "at": desk.store.now(), "version": version + 1}
    if row is None:
        row_id = tx.execute(insert(kind.table).values(**identity, **values)).inserted_primary_key[0]
    else:
        row_id = row.id
        tx.execute(update(kind.table).where(kind.table.c.id == row_id).values(**values))
    written = get(tx, kind, row_id)
    _remember(desk, tx, kind, row, written, key or str(row_id))
    _record(desk, tx, kind, "save", written)
    return written


def take_back(desk: Desk, tx: Connection, kind: Kind, change: Row) -> bool:
    """Restore what stood before the change; False when the row has been changed again since, so there is nothing of it to take back."""
    row = get(tx, kind, change.row_id)
    if kind.content_of(row) != json.loads(change.after):
        return False
    before = json.loads(change.before) if change.before else {**kind.content_of(row), **kind.blank}
    values = {**before, "by": desk.user.id, "at": desk.store.now(), "version": row.version + 1}
    tx.execute(update(kind.table).where(kind.table.c.id == row.id).values(**values))
    tx.execute(update(changes).where(changes.c.id == change.id).values(undone=True))
    _record(desk, tx, kind, "undo", get(tx, kind, row.id))
    return True


def _remember(desk: Desk, tx: Connection, kind: Kind, before: Row | None, after: Row, key: str) -> None:
    tx.execute(
        insert(changes).values(
            file_id=after.file_id, kind=kind.name, row_id=after.id, key=key, lane=after.lane, by=desk.user.id, at=after.at,
            before=canonical(kind.content_of(before)) if before else None, after=canonical(kind.content_of(after)), undone=False,
        )
    )  # fmt: skip


def _record(desk: Desk, tx: Connection, kind: Kind, verb: str, row: Row) -> None:
    """Into the trail go the row, its version and a hash of its content: enough to prove a row was changed behind our back."""
    content = digest(kind.content_of(row))
    desk.record(tx, f"{verb}_{kind.name}", f"file:{row.file_id}", row=row.id, version=row.version, lane=row.lane, content=content)
