"""File → draft: intake reads the blocks, structure builds the tree."""

import pathlib
from collections.abc import Callable
from threading import Event

from pipelines import intake, structure
from pipelines.types import Draft


def read_draft(
    source: pathlib.Path | str | bytes,
    name: str = "",
    progress: Callable[[float, str], None] | None = None,
    cancel: Event | None = None,
) -> Draft:
    """The draft in the file, or in the bytes of an upload whose `name` is only a label.

    Raises IntakeError kinds; nothing is written before the secrecy marks have been looked for.
    """
    if isinstance(source, bytes):
        reading = intake.read_bytes(source, name, progress=progress, cancel=cancel)
    else:
        reading = intake.read_file(source, name=name or None, progress=progress, cancel=cancel)
    return structure.build_draft(reading)
