"""The table of readers, and the reading of one file inside the reading process: detect, guard, read, look for secrecy marks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from pipelines.errors import DamagedFile, EmptyDocument
from pipelines.intake import guard, margins, secrecy
from pipelines.intake.detect import detect
from pipelines.types import Reading, SourceFile


@dataclass(frozen=True)
class Format:
    """How one format is read. `reader` is "module:function"; the function takes (data, source) and returns a Reading."""

    reader: str
    package: bool = False  # a zip file: its members are checked against the limits first
    by_page: bool = False  # long work: the function also takes (request, progress)
    margins: Callable[[bytes], Iterable[str]] | None = None  # words outside the text, where a secrecy mark may stand too

    def load(self) -> Callable[..., Reading]:
        module, name = self.reader.split(":")
        return getattr(import_module(f"pipelines.intake.{module}"), name)


FORMATS = {
    "docx": Format("docx:read_docx", package=True, margins=margins.package_lines),
    "doc": Format("legacy_doc:read_doc"),
    "odt": Format("odt:read_odt", package=True, margins=margins.package_lines),
    "rtf": Format("rtf:read_rtf", margins=margins.rtf_lines),
    "pdf": Format("pdf:read_pdf"),
    "txt": Format("plain:read_text"),
    "scan": Format("ocr:read_scan", by_page=True),
}


def read_here(data: bytes, request: dict, progress: Callable[[float, str], None]) -> Reading:
    """Read in this process. The request names the file (name, sha256) and may say its format ("read_as") and the format
    its sender gave it ("format"), which differ for a converted .doc.

    Raises IntakeError kinds; what a broken file does to a library may come out as any exception.
    """
    found = request.get("read_as") or detect(data)
    how = FORMATS[found]
    if how.package:
        guard.check_package(data)
    source = SourceFile(request["name"], request["sha256"], request.get("format") or found)
    try:
        reading = how.load()(data, source, request, progress) if how.by_page else how.load()(data, source)
    except RecursionError:
        raise DamagedFile() from None
    secrecy.refuse_if_marked(reading, how.margins(data) if how.margins else ())
    if not any(block.text.strip() for block in reading.blocks):
        raise EmptyDocument()
    return reading
