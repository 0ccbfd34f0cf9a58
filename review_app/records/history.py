"""The history of a file's review and taking back its last step."""

import json

from sqlalchemy import Row, or_, select

from review_app.records import versioned
from review_app.records.answers import ANSWER
from review_app.records.decisions import DECISION
from review_app.records.desk import Desk
from review_app.records.errors import NothingToUndo
from review_app.records.models import SHARED, Change
from review_app.records.notebook import NOTE, OWN, WORDS
from review_app.records.roles import needs
from review_app.records.rows import place, writable
from review_app.records.tables import changes

KINDS = {kind.name: kind for kind in (DECISION, OWN, NOTE, ANSWER, WORDS)}


@needs("decide")
def undo(desk: Desk, file_id: int) -> Change:
    """Take back the user's last step on this file that nobody has changed since; again, the one before it.

    Returns the change taken back. Raises NothingToUndo, CaseLocked.
    """
    with desk.store.write() as tx:
        lane = writable(desk, tx, file_id).lane
        wanted = select(changes).filter_by(file_id=file_id, lane=lane, by=desk.user.id, undone=False).order_by(changes.c.id.desc())
        for row in tx.execute(wanted).all():
            if versioned.take_back(desk, tx, KINDS[row.kind], row):
                return _change(row, undone=True)
    raise NothingToUndo()


@needs("read")
def read_history(desk: Desk, file_id: int, limit: int = 50) -> tuple[Change, ...]:
    """Newest first; in a blind round only the user's own steps."""
    with desk.store.read() as tx:
        lane = place(desk, tx, file_id).lane
        wanted = select(changes).where(changes.c.file_id == file_id).order_by(changes.c.id.desc()).limit(limit)
        if lane != SHARED:
            wanted = wanted.where(or_(changes.c.lane == lane, changes.c.by == desk.user.id))
        return tuple(_change(row, row.undone) for row in tx.execute(wanted))


def _change(row: Row, undone: bool) -> Change:
    before = json.loads(row.before) if row.before else None
    return Change(row.id, row.file_id, row.kind, row.key, row.by, row.at, before, json.loads(row.after), undone)
