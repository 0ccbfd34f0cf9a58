"""All rows of a store as JSON lines, independent of the kind of database and of the version of the tables."""

import json
from datetime import date
from pathlib import Path

from sqlalchemy import URL, Connection, Date, MetaData, Table, func, insert, inspect, select, text

from review_app.records import migrate
from review_app.records.errors import BadBackup
from review_app.records.store import Store, make_engine, sqlite_url

_BATCH = 200


def dump(tx: Connection, out: Path) -> None:
    """One line a row: [table, {column: value}], parents before children."""
    with open(out, "w", encoding="utf-8") as lines:
        for table in _tables(tx):
            for row in tx.execute(select(table)):
                lines.write(json.dumps([table.name, dict(row._mapping)], ensure_ascii=False, default=date.isoformat) + "\n")


def dump_file(database: Path, out: Path) -> None:
    """`dump` of a SQLite file."""
    engine = make_engine(sqlite_url(database))
    try:
        with engine.connect() as tx:
            dump(tx, out)
    finally:
        engine.dispose()


def load(rows: Path, schema: str, url: URL) -> None:
    """Make the tables as they were and fill them, in one transaction. Raises BadBackup when the database is not empty."""
    store = Store(make_engine(url), rows.parent)
    try:
        with store.write() as tx:
            if inspect(tx).get_table_names():
                raise BadBackup("Cơ sở dữ liệu đích không trống; chưa khôi phục gì.", "Tạo một cơ sở dữ liệu trống rồi khôi phục lại.")
            migrate.upgrade(tx, schema)
            _insert_all(tx, rows)
    finally:
        store.close()


def _insert_all(tx: Connection, rows: Path) -> None:
    tables = {table.name: table for table in _tables(tx)}
    waiting: list[dict] = []
    current: Table | None = None
    with open(rows, encoding="utf-8") as lines:
        for line in lines:
            name, values = json.loads(line)
            if current is not tables[name] or len(waiting) >= _BATCH:
                _flush(tx, current, waiting)
                current, waiting = tables[name], []
            waiting.append(_typed(current, values))
    _flush(tx, current, waiting)
    for table in tables.values():
        _continue_numbers(tx, table)


def _flush(tx: Connection, table: Table | None, rows: list[dict]) -> None:
    if table is not None and rows:
        tx.execute(insert(table), rows)


def _typed(table: Table, values: dict) -> dict:
    days = {column.name for column in table.columns if isinstance(column.type, Date)}
    return {name: date.fromisoformat(value) if name in days and value else value for name, value in values.items()}


def _continue_numbers(tx: Connection, table: Table) -> None:
    """PostgreSQL counts ids apart from the rows: go on after the highest."""
    if tx.dialect.name == "postgresql" and "id" in table.c:
        highest = tx.scalar(select(func.max(table.c.id)))
        if highest:
            tx.execute(text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :highest)"), {"table": table.name, "highest": highest})


def _tables(tx: Connection) -> list[Table]:
    """As the database has them, whatever its version."""
    found = MetaData()
    found.reflect(tx)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]
