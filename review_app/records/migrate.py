"""Bring a store of any older version up to today's tables; alembic is set up here in code, no ini file."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from review_app.records.errors import StoreNewer

HEAD = "0005"
FOLDER = Path(__file__).with_name("migrations")


def revision(connection: Connection) -> str | None:
    """The version of the tables, None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(connection: Connection, target: str = HEAD) -> None:
    """Upgrade inside the caller's transaction: all steps or none. Raises StoreNewer for a store from a newer program."""
    current = revision(connection)
    if current == target:
        return
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(config(connection), target)
    except CommandError:
        if current is not None and current > HEAD:
            raise StoreNewer() from None
        raise


def config(connection: Connection):
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made
