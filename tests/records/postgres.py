"""A real PostgreSQL server for the tests: Debian's binaries, a cluster in a temporary folder, one database a test."""

import glob
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import create_engine, text

from review_app.records import open_store
from review_app.records.store import address

TEMPLATE = "khuon"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, None when no server is installed."""
    found = [Path(each).parent for each in sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))]
    on_path = shutil.which("initdb")
    return found[-1] if found else Path(on_path).parent if on_path else None


class Server:
    """A running server whose `database()` is a fresh database with today's tables."""

    def __init__(self, port: int):
        self.port = port
        self._numbers = itertools.count()

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def database(self, template: str = TEMPLATE) -> str:
        """URL of a new database; template "template0": an empty one."""
        name = f"thu_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def execute(self, statement: str) -> None:
        engine = create_engine(address(Path(), self.url("postgres")), isolation_level="AUTOCOMMIT")
        with closing(engine.connect()) as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def running_server(bin_folder: Path) -> Iterator[Server]:
    """Start a cluster, prepare the template, stop it at the end. The server refuses to run as root, so root steps down."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    step_down = ["runuser", "-u", "postgres", "--"] if os.name == "posix" and os.geteuid() == 0 else []
    if step_down:
        shutil.chown(folder, "postgres")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run([*step_down, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    data = str(folder / "data")
    run(str(bin_folder / "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run(str(bin_folder / "pg_ctl"), "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
    try:
        server = Server(port)
        server.execute(f"CREATE DATABASE {TEMPLATE}")
        with tempfile.TemporaryDirectory() as nowhere:
            open_store(Path(nowhere), server.url(TEMPLATE)).close()
        yield server
    finally:
        with suppress(subprocess.CalledProcessError):
            run(str(bin_folder / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
