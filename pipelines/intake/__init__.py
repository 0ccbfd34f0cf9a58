"""A file goes in, a Reading comes out, or a refusal with its own code and Vietnamese sentence.

`read_file` and `read_bytes` write nothing anywhere before the file is known to carry no secrecy mark.
"""

import hashlib
import threading
from pathlib import Path

from pipelines.errors import DamagedFile, NoTextLayer
from pipelines.intake import guard, process
from pipelines.intake.names import label
from pipelines.intake.process import Progress
from pipelines.types import Reading

__all__ = ["read_bytes", "read_file"]


def read_file(
    path: Path | str, name: str | None = None, progress: Progress | None = None, cancel: threading.Event | None = None
) -> Reading:
    """The words of a draft. `name` is the sender's name for it, a label only. Raises IntakeError kinds.

    `progress(share, label)` is called with a share from 0 to 1; setting `cancel` ends the reading with ReadCancelled.
    """
    path = Path(path)
    try:
        guard.check_size(path.stat().st_size)
        data = path.read_bytes()
    except (OSError, ValueError):
        raise DamagedFile("Không mở được tệp.", "Kiểm tra đường dẫn và quyền đọc tệp.") from None
    return read_bytes(data, name or path.name, progress, cancel)


def read_bytes(data: bytes, name: str, progress: Progress | None = None, cancel: threading.Event | None = None) -> Reading:
    """As `read_file`, from memory."""
    guard.check_size(len(data))
    request = {"name": label(name), "sha256": hashlib.sha256(data).hexdigest(), "cpu_seconds": int(process.SECONDS)}
    return process.read_in_child(data, request, progress, cancel)
