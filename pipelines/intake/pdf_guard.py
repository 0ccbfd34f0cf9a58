"""Limits on the drawing instructions of a PDF, counted before pdfium sees them.

A few kilobytes can inflate to gigabytes of instructions. Pictures and fonts are left out: they are large for good reason and pdfium
does not open them to read words. What hides behind other filters meets the limits of the reading process.
"""

import re
import zlib
from collections.abc import Iterator

from pipelines.errors import TooLarge

MAX_STREAM = 8 * 2**20  # inflated bytes of one stream; a full page of text has some ten thousand
MAX_STREAMS = 80 * 2**20  # of all streams together
_STREAM = re.compile(rb"stream\r?\n")
_NO_INSTRUCTIONS = re.compile(rb"/Subtype\s*/Image|/Length1\s|/FontFile|/Type\s*/Metadata|/(?:DCT|JPX|JBIG2|CCITTFax)Decode")
_DICTIONARY = 3_000  # bytes before a stream that can hold its dictionary


def check_streams(data: bytes) -> None:
    """Raise TooLarge for a stream of instructions that inflates beyond its limit."""
    total = 0
    for packed, times in _packed(data):
        total += _inflated(packed, times)
        if total > MAX_STREAMS:
            raise TooLarge("Nội dung bên trong tệp PDF giải nén ra quá lớn.")


def _packed(data: bytes) -> Iterator[tuple[memoryview, int]]:
    """Each deflated stream of instructions, and how many times it is deflated."""
    view = memoryview(data)
    for found in _STREAM.finditer(data):
        dictionary = data[max(0, found.start() - _DICTIONARY) : found.start()].rpartition(b" obj")[2]
        times = dictionary.count(b"/FlateDecode") + dictionary.count(b"/Fl ")
        if times and not _NO_INSTRUCTIONS.search(dictionary):
            end = data.find(b"endstream", found.end())
            yield view[found.end() : end if end > 0 else len(data)], times


def _inflated(packed: bytes | memoryview, times: int) -> int:
    """Bytes after inflating, 0 for what is not deflated (encrypted, broken); raises TooLarge."""
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, MAX_STREAM + 1)
    except zlib.error:
        return 0
    if len(content) > MAX_STREAM:
        raise TooLarge("Nội dung bên trong tệp PDF giải nén ra quá lớn.")
    return _inflated(content, times - 1) if times > 1 else len(content)
