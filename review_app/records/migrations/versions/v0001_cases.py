"""Cases, files, reviews, decisions, people, settings and the audit trail that can only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _office()
    _cases()
    _reviewers_work()
    _approvals()
    _audit()


def _id() -> sa.Column:
    return sa.Column("id", sa.Integer, primary_key=True)


def _parent(column: str, table: str, **options) -> sa.Column:
    return sa.Column(column, sa.Integer, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False, **options)


def _office() -> None:
    op.create_table("meta", sa.Column("key", sa.String(64), primary_key=True), sa.Column("value", sa.Text, nullable=False))
    op.create_table(
        "people",
        _id(),
        sa.Column("login", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("roles", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("blocked_until", sa.String(32)),
    )
    op.create_table("office", _id(), sa.Column("body", sa.Text, nullable=False), sa.Column("version", sa.Integer, nullable=False))
    op.create_table(
        "counters", sa.Column("year", sa.Integer, primary_key=True, autoincrement=False), sa.Column("last", sa.Integer, nullable=False)
    )


def _cases() -> None:
    op.create_table(
        "cases",
        _id(),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("sender", sa.String(300), nullable=False),
        sa.Column("request_number", sa.String(100), nullable=False),
        sa.Column("request_date", sa.Date),
        sa.Column("received", sa.Date, nullable=False),
        sa.Column("working_days", sa.Integer, nullable=False),
        sa.Column("deadline", sa.Date, nullable=False, index=True),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("consensus_round", sa.Integer, nullable=False),
        sa.Column("not_secret", sa.Boolean, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("created_by", sa.Integer, nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("year", "sequence", name="uq_case_number"),
    )
    op.create_table(
        "case_reviewers",
        _parent("case_id", "cases", primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
    )
    op.create_table(
        "case_files",
        _id(),
        _parent("case_id", "cases", index=True),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("added", sa.String(32), nullable=False),
        sa.Column("added_by", sa.Integer, nullable=False),
    )
    op.create_table(
        "reviews",
        _id(),
        _parent("file_id", "case_files", index=True),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("created_by", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
    )


def _written(table: str, *columns: sa.Column | sa.UniqueConstraint) -> None:
    op.create_table(
        table,
        _id(),
        _parent("file_id", "case_files", index=True),
        sa.Column("lane", sa.Integer, nullable=False),
        *columns,
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )


def _reviewers_work() -> None:
    _written(
        "decisions",
        sa.Column("finding", sa.String(200), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.UniqueConstraint("file_id", "lane", "finding", name="uq_decision"),
    )
    _written(
        "own_findings",
        sa.Column("provision", sa.String(200)),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("severity", sa.String(2), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("bases", sa.Text, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
    )
    _written(
        "notes",
        sa.Column("finding", sa.String(200)),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("removed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "changes",
        _id(),
        _parent("file_id", "case_files", index=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("row_id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("lane", sa.Integer, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
    )


def _approvals() -> None:
    op.create_table(
        "approvals",
        _id(),
        _parent("case_id", "cases", index=True),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("printed", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("audit_seq", sa.Integer, nullable=False),
        sa.Column("audit_head", sa.String(64), nullable=False),
        sa.Column("revoked", sa.String(32)),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for word in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{word.lower()} BEFORE {word} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$"
    )
    op.execute("CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_only_grows()")
    op.execute("CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()")
