"""Where the office's data lives: outside the checkout, in the user's own folder."""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAME = "tham-dinh-dan-van"
_WORKSHOP = "tam-"


def data_folder() -> Path:
    """The folder of the store, its files and logs; THAM_DINH_DATA overrides the platform's own place. Not created here."""
    chosen = os.environ.get("THAM_DINH_DATA")
    return Path(chosen).expanduser() if chosen else _platform_folder() / NAME


def _platform_folder() -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")


def prepare(folder: Path) -> Path:
    """Create the folder, readable by its owner only (it holds drafts)."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
    return folder


@contextmanager
def workshop(parent: Path) -> Iterator[Path]:
    """A temporary folder inside `parent`, gone at the end; one of a killed program is removed by `sweep_workshops`."""
    with tempfile.TemporaryDirectory(dir=parent, prefix=f"{_WORKSHOP}{os.getpid()}-") as made:
        yield Path(made)


def sweep_workshops(parent: Path) -> None:
    """Remove temporary folders whose program no longer runs: they may hold drafts."""
    import psutil

    for folder in parent.glob(f"{_WORKSHOP}*"):
        owner = re.match(rf"{_WORKSHOP}(\d+)-", folder.name)
        if owner and not psutil.pid_exists(int(owner[1])):
            shutil.rmtree(folder, ignore_errors=True)
