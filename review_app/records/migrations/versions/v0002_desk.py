"""What keeps a reviewer's place: findings seen, second looks answered, "đã rà soát xong", the words above
and below the table of a sheet, sessions that survive a reload."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
    )
    _per_reviewer("seen", sa.Column("finding", sa.String(200), primary_key=True))
    _per_reviewer(
        "second_looks",
        sa.Column("provision", sa.String(200), primary_key=True),
        sa.Column("missed", sa.Boolean, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    _per_reviewer("finished", sa.Column("at", sa.String(32), nullable=False))
    op.create_table(
        "sheet_words",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("file_id", sa.Integer, sa.ForeignKey("case_files.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("lane", sa.Integer, nullable=False),
        sa.Column("general", sa.Text, nullable=False),
        sa.Column("conclusion", sa.Text, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("file_id", "lane", name="uq_sheet_words"),
    )


def _per_reviewer(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("file_id", sa.Integer, sa.ForeignKey("case_files.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person_id", sa.Integer, primary_key=True),
        *columns,
    )
