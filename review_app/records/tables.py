"""The tables as SQLAlchemy sees them. Their creation and growth stand in migrations/; a test holds the two together."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData()


class Moment(TypeDecorator):
    """An aware UTC datetime kept as ISO text: the same characters on SQLite and PostgreSQL, so hashes over it agree."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def _id() -> Column:
    return Column("id", Integer, primary_key=True)


def _case() -> Column:
    return Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True)


def _file() -> Column:
    return Column("file_id", Integer, ForeignKey("case_files.id", ondelete="CASCADE"), nullable=False, index=True)


meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

people = Table(
    "people",
    metadata,
    _id(),
    Column("login", String(64), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("roles", String(200), nullable=False),  # joined by a blank
    Column("active", Boolean, nullable=False),
    Column("password", String(200)),  # argon2 hash; NULL: cannot log in
    Column("failures", Integer, nullable=False),
    Column("blocked_until", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("expires", Moment, nullable=False),
)

office = Table("office", metadata, _id(), Column("body", Text, nullable=False), Column("version", Integer, nullable=False))

counters = Table(
    "counters", metadata, Column("year", Integer, primary_key=True, autoincrement=False), Column("last", Integer, nullable=False)
)

cases = Table(
    "cases",
    metadata,
    _id(),
    Column("year", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("sender", String(300), nullable=False),
    Column("request_number", String(100), nullable=False),
    Column("request_date", Date),
    Column("received", Date, nullable=False),
    Column("working_days", Integer, nullable=False),
    Column("deadline", Date, nullable=False, index=True),
    Column("status", String(32), nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("consensus_round", Integer, nullable=False),  # the blind lanes of rounds up to this one are opened
    Column("not_secret", Boolean, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("created", Moment, nullable=False),
    Column("created_by", Integer, nullable=False),
    Column("search", Text, nullable=False),  # folded number, title, sender, request number
    Column("version", Integer, nullable=False),
    UniqueConstraint("year", "sequence", name="uq_case_number"),
)

case_reviewers = Table(
    "case_reviewers",
    metadata,
    Column("case_id", Integer, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
)

case_files = Table(
    "case_files",
    metadata,
    _id(),
    _case(),
    Column("role", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("added", Moment, nullable=False),
    Column("added_by", Integer, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    _id(),
    _file(),
    Column("created", Moment, nullable=False),
    Column("created_by", Integer, nullable=False),
    Column("body", Text, nullable=False),  # JSON of the Review
    Column("summary", Text, nullable=False),  # JSON: findings by topic and severity, for the overview
)


def _versioned(*columns: Column | UniqueConstraint) -> tuple:
    """What every reviewer-written row carries: whose lane, who, when, which version."""
    return (
        _id(),
        _file(),
        Column("lane", Integer, nullable=False),
        *columns,
        Column("by", Integer, nullable=False),
        Column("at", Moment, nullable=False),
        Column("version", Integer, nullable=False),
    )


decisions = Table(
    "decisions",
    metadata,
    *_versioned(
        Column("finding", String(200), nullable=False),
        Column("verdict", String(16), nullable=False),  # "" undecided again
        Column("comment", Text, nullable=False),
        Column("wording", Text, nullable=False),
        Column("reason", Text, nullable=False),
        UniqueConstraint("file_id", "lane", "finding", name="uq_decision"),
    ),
)

own_findings = Table(
    "own_findings",
    metadata,
    *_versioned(
        Column("provision", String(200)),
        Column("quote", Text, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("topic", String(32), nullable=False),
        Column("severity", String(2), nullable=False),
        Column("comment", Text, nullable=False),
        Column("wording", Text, nullable=False),
        Column("bases", Text, nullable=False),  # JSON
        Column("removed", Boolean, nullable=False),
    ),
)

notes = Table(
    "notes",
    metadata,
    *_versioned(Column("finding", String(200)), Column("text", Text, nullable=False), Column("removed", Boolean, nullable=False)),
)

answers = Table(
    "answers",
    metadata,
    *_versioned(
        Column("finding", String(200), nullable=False),  # of the round before
        Column("status", String(16), nullable=False),  # key of TAKEN_UP; "" no longer confirmed
        Column("answer", Text, nullable=False),
        UniqueConstraint("file_id", "lane", "finding", name="uq_answer"),
    ),
)

sheet_words = Table(
    "sheet_words",
    metadata,
    *_versioned(
        Column("general", Text, nullable=False),
        Column("conclusion", Text, nullable=False),
        UniqueConstraint("file_id", "lane", name="uq_sheet_words"),
    ),
)

changes = Table(
    "changes",
    metadata,
    _id(),
    _file(),
    Column("kind", String(32), nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("key", String(200), nullable=False),
    Column("lane", Integer, nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("before", Text),
    Column("after", Text, nullable=False),
    Column("undone", Boolean, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("file_id", Integer, ForeignKey("case_files.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Integer, primary_key=True),
    Column("finding", String(200), primary_key=True),
)

second_looks = Table(
    "second_looks",
    metadata,
    Column("file_id", Integer, ForeignKey("case_files.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Integer, primary_key=True),
    Column("provision", String(200), primary_key=True),
    Column("missed", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
)

finished = Table(
    "finished",
    metadata,
    Column("file_id", Integer, ForeignKey("case_files.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    _id(),
    _case(),
    Column("round", Integer, nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("day", Date, nullable=False),
    Column("printed", Text, nullable=False),  # JSON: sheet settings and request data as they stood at approval
    Column("content_hash", String(64), nullable=False),
    Column("audit_seq", Integer, nullable=False),
    Column("audit_head", String(64), nullable=False),
    Column("revoked", Moment),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("by", Integer, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("detail", Text, nullable=False),  # canonical JSON: ids, counts, hashes; never words of a document, never names
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

templates = Table(
    "templates",
    metadata,
    _id(),
    Column("paper", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),  # of the uploaded file: a label
    Column("size", Integer, nullable=False),  # bytes; 0: back to the shipped form
    Column("body", Text, nullable=False),  # base64 of the .docx, so that every kind of backup carries it
    Column("by", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("paper", "number", name="uq_template"),
)

checklist_versions = Table(
    "checklist_versions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # JSON of the overlay: four YAML texts
    Column("base", Text, nullable=False),  # JSON: what was shipped under the fields it replaces, when it was saved
    Column("checklist", String(12), nullable=False, index=True),  # version of the whole checklist, as reviews carry it
    Column("note", Text, nullable=False),
    Column("by", Integer, nullable=False),
    Column("authors", String(200), nullable=False),  # ids of all who changed it, joined by a blank
    Column("at", Moment, nullable=False),
    Column("signed", Moment),  # NULL: in preparation
    Column("signed_by", Integer),
    Column("version", Integer, nullable=False),
)

labelled = Table(
    "labelled",
    metadata,
    _id(),
    _file(),
    Column("provision", String(200), nullable=False),
    Column("context", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("labels", Text, nullable=False),  # JSON: topic → strength
    Column("by", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("file_id", "provision", name="uq_labelled"),
)

topic_models = Table(
    "topic_models",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("model", String(40), nullable=False),  # its version
    Column("report", Text, nullable=False),  # JSON: recall before and after, with intervals
    Column("by", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("used", Boolean, nullable=False),  # the one in use; none: the shipped model
)
