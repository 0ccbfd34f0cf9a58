"""A file goes in, a Reading comes out, or a refusal with its own code and Vietnamese sentence.

`read_file` and `read_bytes` write nothing anywhere before the file is known to carry no secrecy mark.
"""

import hashlib
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pipelines.errors import ConverterMissing, DamagedFile, NoTextLayer, ReadTimeout
from pipelines.intake import convert, guard, process, programs
from pipelines.intake.names import label
from pipelines.intake.process import Progress
from pipelines.intake.programs import optional_programs
from pipelines.intake.remarks import SCANNED
from pipelines.types import Reading

__all__ = ["optional_programs", "read_bytes", "read_file"]

PAGE_SECONDS = 90.0  # recognising one scanned page may take


def read_file(
    path: Path | str, name: str | None = None, progress: Progress | None = None, cancel: threading.Event | None = None
) -> Reading:
    """The words of a draft. `name` is the sender's name for it, a label only. Raises IntakeError kinds.

    `progress(share, label)` is called with a share from 0 to 1; setting `cancel` ends the reading with ReadCancelled.
    """
    path = Path(path)
    return read_bytes(_bytes_of(path), name or path.name, progress, cancel)


def _bytes_of(path: Path) -> bytes:
    """At most one byte more than a file may have, so that a growing file or a device cannot fill the memory."""
    with suppress(OSError, ValueError):  # whatever stands in the way, the refusal below says what to do
        if path.is_file():
            with path.open("rb") as file:
                return file.read(guard.MAX_FILE + 1)
    raise DamagedFile("Không mở được tệp.", "Kiểm tra đường dẫn và quyền đọc tệp.")


def read_bytes(data: bytes, name: str, progress: Progress | None = None, cancel: threading.Event | None = None) -> Reading:
    """As `read_file`, from memory."""
    guard.check_size(len(data))
    if progress:
        progress(0.0, "Đang kiểm tra và đọc tệp")
    request = {"name": label(name), "sha256": hashlib.sha256(data).hexdigest(), "cpu_seconds": int(process.SECONDS)}
    try:
        reading = process.read_in_child(data, request, progress, cancel)
    except NoTextLayer:
        return _scan(data, request, progress, cancel)
    except ConverterMissing:  # a .doc older than Word 97: only a converter reads it
        return _through_converter(data, request, progress, cancel)
    if reading.source.format == "doc":
        return _better_doc(data, reading, request, progress, cancel)
    if any(unread.reason == SCANNED for unread in reading.unread) and programs.find_tesseract():
        return _scan(data, request, progress, cancel, reading.source.format)  # some pages are pictures
    return reading


def _scan(data: bytes, request: dict, progress: Progress | None, cancel: threading.Event | None, shown_as: str = "scan") -> Reading:
    program = programs.find_tesseract()
    if program is None:
        raise NoTextLayer(next_step=f"Đề nghị cơ quan gửi cung cấp bản .docx, hoặc cài Tesseract: {programs.install_command('tesseract')}.")
    request = {**request, "read_as": "scan", "format": shown_as, "tesseract": program, "cpu_seconds": None}
    return process.read_in_child(data, request, progress, cancel, PAGE_SECONDS)


def _through_converter(data: bytes, request: dict, progress: Progress | None, cancel: threading.Event | None) -> Reading:
    """A .doc read as the .docx LibreOffice makes of it; raises ConverterMissing without LibreOffice."""
    if progress:
        progress(0.2, "Đang chuyển tệp .doc bằng LibreOffice")
    docx = convert.doc_to_docx(data, cancel)
    return process.read_in_child(docx, {**request, "read_as": "docx", "format": "doc"}, progress, cancel)


def _better_doc(data: bytes, plain: Reading, request: dict, progress: Progress | None, cancel: threading.Event | None) -> Reading:
    """The converter keeps numbers, tables and tracked changes; what only the direct reading saw is added to it."""
    try:
        converted = _through_converter(data, request, progress, cancel)
    except (ConverterMissing, DamagedFile, ReadTimeout):
        return plain
    seen = {_squeezed(block.text) for block in converted.blocks}
    margins = [block for block in plain.blocks if block.kind not in ("paragraph", "cell") and _squeezed(block.text) not in seen]
    extra = tuple(replace(block, where=f"doc/{block.where}") for block in margins)
    return replace(converted, blocks=converted.blocks + extra, notes=(*converted.notes, convert.NOTE))


def _squeezed(text: str) -> str:
    return "".join(text.split())
