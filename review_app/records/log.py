"""The program's log: what happened to which id, never words of a document, never names; at most four files of a megabyte."""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOGGER = logging.getLogger("review_app")
BYTES, BACKUPS = 1_000_000, 3
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def set_up_log(folder: Path) -> Path:
    """Write the log to logs/review_app.log in the data folder; returns that path. A second call changes nothing."""
    path = Path(folder) / "logs" / "review_app.log"
    if not any(getattr(handler, "baseFilename", None) == str(path.absolute()) for handler in LOGGER.handlers):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=BYTES, backupCount=BACKUPS, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOGGER.addHandler(handler)
        LOGGER.setLevel(logging.INFO)
        LOGGER.propagate = False  # handlers of other libraries may print more than ids
    return path


def log_event(event: str, **ids: int | float | str) -> None:
    """One line: the event and its ids. A value that is no number, id or code is written as "?"."""
    LOGGER.info(" ".join([_plain(event), *(f"{_plain(name)}={_plain(value)}" for name, value in ids.items())]))


def log_failure(error: BaseException) -> None:
    """A bug: the kind of error and where it arose. Its message is left out, it may quote a document."""
    frames = [f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    LOGGER.error("%s at %s", type(error).__name__, " > ".join(frames[-8:]) or "?")


def _plain(value: int | float | str) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else "?"
