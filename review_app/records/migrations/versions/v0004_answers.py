"""What became of the comments of the round before has a table of its own; until now it was kept as JSON in notes.

The notes are carried over and marked as removed. Each step stands in the audit trail, written by the program itself (user 0),
so that the trail still proves every row.
"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from review_app.records.audit import canonical, digest

revision = "0004"
down_revision = "0003"

_MARK = "tiep_thu_"  # of the finding of such a note


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("file_id", sa.Integer, sa.ForeignKey("case_files.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("lane", sa.Integer, nullable=False),
        sa.Column("finding", sa.String(200), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("file_id", "lane", "finding", name="uq_answer"),
    )
    _carry_over(op.get_bind())


def _carry_over(tx: sa.Connection) -> None:
    """The last note about a comment becomes its answer, with its author and moment."""
    found = sa.MetaData()
    found.reflect(tx, only=["notes", "answers", "audit"])
    notes, answers, audit = (found.tables[name] for name in ("notes", "answers", "audit"))
    wanted = sa.select(notes).where(notes.c.finding.startswith(_MARK, autoescape=True), sa.not_(notes.c.removed)).order_by(notes.c.id)
    latest = {}
    for note in tx.execute(wanted).all():
        latest[note.file_id, note.lane, note.finding] = note
        tx.execute(sa.update(notes).where(notes.c.id == note.id).values(removed=True, version=note.version + 1))
        told = {"finding": note.finding, "text": note.text, "removed": True}
        _record(tx, audit, "save_note", note, note.id, note.version + 1, told)
    for (_, _, finding), note in latest.items():
        kept = json.loads(note.text)
        content = {"status": kept["status"], "answer": kept["answer"]}
        values = {"file_id": note.file_id, "lane": note.lane, "finding": finding.removeprefix(_MARK), "by": note.by, "at": note.at}
        made = tx.execute(sa.insert(answers).values(**values, **content, version=1)).inserted_primary_key[0]
        _record(tx, audit, "save_answer", note, made, 1, content)


def _record(tx: sa.Connection, audit: sa.Table, action: str, note: sa.Row, row: int, version: int, content: dict) -> None:
    """One entry at the end of the chain, spelled as review_app.records.audit spells it."""
    last = tx.execute(sa.select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).one()
    detail = {"row": row, "version": version, "lane": note.lane, "content": digest(content)}
    entry = {
        "seq": last.seq + 1,
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "by": 0,
        "action": action,
        "subject": f"file:{note.file_id}",
        "detail": canonical(detail),
        "prev": last.hash,
    }
    tx.execute(sa.insert(audit).values(**entry, hash=digest(entry)))
