"""Words a reviewer has typed and not saved yet, by person and file: a reloaded page or a closed tab loses none of them.

They are nobody's opinion yet, so they have no version, no history and no place in the audit trail; they go with their file.
"""

import json

from sqlalchemy import Connection, delete

from review_app.records.desk import Desk
from review_app.records.people import get_meta, put_meta
from review_app.records.roles import needs
from review_app.records.rows import to_file
from review_app.records.tables import meta
from review_app.records.words import typed

MOST = 60  # boxes kept for a file; the oldest give way


@needs("read")
def read_unsaved(desk: Desk, file_id: int) -> dict[str, str]:
    """Name of the box → what this user had typed there, the latest last."""
    with desk.store.read() as tx:
        return json.loads(get_meta(tx, _key(desk, file_id)) or "{}")


@needs("decide")
def keep_unsaved(desk: Desk, file_id: int, changes: dict[str, str | None]) -> None:
    """Remember the boxes given; None forgets one. Raises NotFound, BadInput for more than a box can hold, StoreBusy, StoreFull."""
    with desk.store.write() as tx:
        to_file(tx, file_id)
        kept = json.loads(get_meta(tx, _key(desk, file_id)) or "{}")
        for box in changes:
            kept.pop(box, None)
        kept |= {box: typed("text", text) for box, text in changes.items() if text is not None}
        put_meta(tx, _key(desk, file_id), json.dumps(dict(list(kept.items())[-MOST:]), ensure_ascii=False))


def forget_unsaved(tx: Connection, file_ids: list[int]) -> None:
    """What anybody had typed about these files, when they are removed."""
    for file_id in file_ids:
        tx.execute(delete(meta).where(meta.c.key.startswith(_prefix(file_id), autoescape=True)))


def _key(desk: Desk, file_id: int) -> str:
    return f"{_prefix(file_id)}{desk.user.id}"


def _prefix(file_id: int) -> str:
    return f"do_dang:{file_id}:"
