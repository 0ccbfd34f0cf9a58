"""The office's own checklist in numbered, signed versions; provisions labelled in use; topic models learned from them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "checklist_versions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("checklist", sa.String(12), nullable=False, index=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("authors", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("signed", sa.String(32)),
        sa.Column("signed_by", sa.Integer),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "labelled",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("file_id", sa.Integer, sa.ForeignKey("case_files.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("provision", sa.String(200), nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("labels", sa.Text, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.UniqueConstraint("file_id", "provision", name="uq_labelled"),
    )
    op.create_table(
        "topic_models",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("model", sa.String(40), nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("by", sa.Integer, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
    )
