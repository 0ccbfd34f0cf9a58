"""The store: one database, one folder of originals; one writer at a time on both kinds of database.

SQLite: WAL, no hidden transactions, BEGIN IMMEDIATE for writers (with SQLAlchemy's defaults 696 of 800 concurrent updates
were lost), ten seconds of patience, deleted content overwritten. PostgreSQL: a transaction-wide advisory lock gives writers
the same order, so read-then-write means the same on both and the audit chain has one end.
"""

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

from review_app.records import errors, migrate, places

PATIENCE_SECONDS = 10
DURABILITY = "FULL"  # SQLite flushes every commit to the disk, so a power cut loses nothing acknowledged
SQLITE_FILE = "ho-so.sqlite"
_WRITE = {"records_write": True}
_WRITER_LOCK = 5303021  # any fixed number; advisory locks are counted per database
_DISK_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


class Store:
    """An open store. Share one per process; every method may be called from any thread."""

    def __init__(self, engine: Engine, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)):
        self.engine = engine
        self.folder = folder
        self.clock = clock
        self._writing = threading.Lock()

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @property
    def database(self) -> Path:
        """The SQLite file (meaningless on PostgreSQL)."""
        return self.folder / SQLITE_FILE

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        """The day in the office: local time of the machine."""
        return self.clock().astimezone().date()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view; nothing is written."""
        with _named_errors(), self.engine.connect() as connection:
            if not self.sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The only way to change rows: whole or not at all, and on the disk when the block is left."""
        with _named_errors(), self._turn() as patience, self.engine.connect() as connection:
            connection.execution_options(**_WRITE)
            connection.info.pop("after_commit", None)
            if self.sqlite:
                _be_patient(connection, patience)
            with connection.begin():
                if not self.sqlite:
                    _take_turn(connection)
                yield connection
            for step in connection.info.pop("after_commit", ()):
                step()

    @contextmanager
    def _turn(self) -> Iterator[float]:
        """Writers of one program queue up here; yields the seconds of patience left for other programs.

        SQLite alone lets them poll with growing pauses: under eight writers the unluckiest waited seven seconds.
        """
        start = time.monotonic()
        if not self._writing.acquire(timeout=PATIENCE_SECONDS):
            raise errors.StoreBusy()
        try:
            yield max(0.0, PATIENCE_SECONDS - (time.monotonic() - start))
        finally:
            self._writing.release()

    def close(self) -> None:
        self.engine.dispose()


def open_store(
    folder: Path | None = None, database_url: str | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Store:
    """Open, upgrade and tidy the store of `folder` (default: data_folder()).

    The database is the PostgreSQL of `database_url`, else of DATABASE_URL, else SQLite in the folder; originals are always in the
    folder. Raises StoreBusy, StoreDamaged, StoreNewer, StoreUnreachable, BadInput (a URL of another kind).
    """
    from review_app.records import audit, files, people

    folder = places.prepare(Path(folder) if folder else places.data_folder())
    places.sweep_workshops(folder)
    store = Store(make_engine(address(folder, database_url)), folder, clock)
    try:
        with store.write() as tx:
            migrate.upgrade(tx)
            people.ensure_first(tx)
            audit.start(store, tx)
            files.sweep(store, tx)
        empty_log(store)
    except BaseException:
        store.close()
        raise
    return store


def address(folder: Path, database_url: str | None = None) -> URL:
    """Where the rows of a store live: the office's server, or a file in the folder."""
    given = database_url or os.environ.get("DATABASE_URL")
    if not given:
        return sqlite_url(folder / SQLITE_FILE)
    scheme, _, rest = given.partition("://")
    if scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise errors.BadInput("DATABASE_URL", "DATABASE_URL phải có dạng postgresql://người-dùng@máy-chủ/cơ-sở-dữ-liệu.")
    return make_url(f"postgresql+psycopg://{rest}")


def sqlite_url(file: Path) -> URL:
    """Built by parts: a folder's name may hold %, ? or #."""
    return URL.create("sqlite", database=str(file))


def make_engine(url: URL) -> Engine:
    """An engine with our rules; `hide_parameters` keeps document text out of the driver's messages."""
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url, pool_size=20, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE_SECONDS}
        )
    engine = create_engine(url, pool_size=20, hide_parameters=True, connect_args={"timeout": PATIENCE_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def compact(store: Store) -> None:
    """Rewrite the database without what was deleted. A busy or full store is left as it is: deleted pages are overwritten already."""
    from review_app.records import log

    try:
        with _named_errors(), store._turn() as patience, store.engine.connect() as connection:
            if store.sqlite:
                _be_patient(connection, patience)
                connection.connection.execute("VACUUM")
            else:
                connection.execution_options(isolation_level="AUTOCOMMIT")
                connection.execute(text(f"SET lock_timeout = '{PATIENCE_SECONDS}s'"))
                connection.execute(text("VACUUM FULL"))
        empty_log(store)
    except (errors.StoreBusy, errors.StoreFull):
        log.log_event("compact_postponed")


def empty_log(store: Store) -> None:
    """Fold SQLite's write-ahead log into the database, so that deleted text does not survive in it."""
    if store.sqlite:
        with _named_errors(), store._turn() as patience, store.engine.connect() as connection:
            _be_patient(connection, patience)
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _prepare_sqlite(connection, _record) -> None:
    connection.isolation_level = None  # no transactions behind our back
    for pragma in (
        f"busy_timeout={PATIENCE_SECONDS * 1000}",
        "journal_mode=WAL",
        f"synchronous={DURABILITY}",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _be_patient(connection: Connection, seconds: float) -> None:
    connection.connection.execute(f"PRAGMA busy_timeout={seconds * 1000:.0f}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("records_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _take_turn(connection: Connection) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})


@contextmanager
def disk_errors() -> Iterator[None]:
    """A full disk as StoreFull."""
    try:
        yield
    except OSError as found:
        if found.errno in _DISK_FULL:
            raise errors.StoreFull() from None
        raise


@contextmanager
def _named_errors() -> Iterator[None]:
    """Database and disk errors as ours; the driver's own text may hold values, so it is not carried on."""
    try:
        with disk_errors():
            yield
    except (DBAPIError, sqlite3.Error) as found:
        named = _name(getattr(found, "orig", found))
        if named is None:
            raise
        raise named() from None


def _name(found: BaseException | None) -> type[errors.RecordsError] | None:
    state = getattr(found, "sqlstate", None)
    if hasattr(found, "sqlite_errorcode"):
        code = found.sqlite_errorcode
        return _SQLITE.get(code) or _SQLITE.get(code & 0xFF)
    if state:
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2])
    if type(found).__module__.startswith("psycopg") and type(found).__name__ == "OperationalError":
        return errors.StoreUnreachable
    return None


_SQLITE = {
    5: errors.StoreBusy,  # SQLITE_BUSY
    6: errors.StoreBusy,  # LOCKED
    10: errors.StoreDamaged,  # IOERR of any other kind
    778: errors.StoreFull,  # IOERR_WRITE: a file-size limit or a full disk on some systems
    1034: errors.StoreFull,  # IOERR_FSYNC
    4874: errors.StoreFull,  # IOERR_SHMSIZE
    11: errors.StoreDamaged,  # CORRUPT
    13: errors.StoreFull,  # FULL
    14: errors.StoreUnreachable,  # CANTOPEN
    26: errors.StoreDamaged,  # NOTADB
}
_POSTGRES = {
    "55P03": errors.StoreBusy,  # lock_not_available
    "40P01": errors.StoreBusy,  # deadlock_detected
    "53100": errors.StoreFull,  # disk_full
    "08": errors.StoreUnreachable,  # connection exceptions
    "57": errors.StoreUnreachable,  # operator intervention
    "XX": errors.StoreDamaged,  # internal error, corruption
}
