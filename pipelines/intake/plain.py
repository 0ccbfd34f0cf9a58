"""Plain text: its encoding is told by its bytes. Old Vietnamese codes (TCVN3, VNI, Windows-1258) are turned into Unicode."""

import codecs
import unicodedata

from pipelines.errors import EmptyDocument, NotADocument, TooLarge
from pipelines.intake.encodings import decode_plain, guess_legacy
from pipelines.types import Block, Piece, Reading, SourceFile

_ALLOWED_CONTROLS = {9, 10, 11, 12, 13, 26}  # tab, line ends, page break, the old end-of-file mark
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MAX_TEXT = 8 * 2**20  # bytes: some thousand pages
HEAD = 4_000  # bytes that tell what the file is
SAMPLE = 50_000  # characters that tell its code
_READABLE = 0.85  # least share of letters, digits, spaces and common punctuation in a text
LEGACY_NOTE = "Văn bản dùng bảng mã cũ (TCVN3, VNI hoặc Windows-1258), đã chuyển sang Unicode; cần đối chiếu với bản gốc."


def is_text(data: bytes) -> bool:
    """Whether the file begins like a text in some encoding this module decodes; `decode` has the last word."""
    head = data[:HEAD]
    encoding = _unicode_of(data)
    return _is_readable(head.decode(encoding, "replace")) or encoding == "utf-8" and not _has_controls(head.decode("latin-1"))


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether it came from an old Vietnamese code; raises NotADocument for bytes that are no text, TooLarge over 8 MB."""
    if len(data) > MAX_TEXT:
        raise TooLarge(f"Tệp chữ thuần lớn hơn {MAX_TEXT // 2**20} MB.")
    try:
        text = data.decode(_unicode_of(data))
    except UnicodeDecodeError:
        return _decode_8bit(data)
    return _from_old_code(text) if _is_readable(text) else _decode_8bit(data)


def _from_old_code(text: str) -> tuple[str, bool]:
    code = guess_legacy(text[:SAMPLE])
    return (decode_plain(text, code), True) if code else (text, False)


def _unicode_of(data: bytes) -> str:
    """The Unicode encoding it would be, by its mark or its zero bytes."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    head = data[:HEAD]
    if b"\x00" not in head:
        return "utf-8"
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def _decode_8bit(data: bytes) -> tuple[str, bool]:
    """TCVN3 and VNI are read as Windows-1252 letters and then converted; Windows-1258 has combining tone marks of its own."""
    text, known = _from_old_code(data.decode("cp1252", "replace"))
    text = text if known else unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if not _is_readable(text):
        raise NotADocument()
    return text, True


def _is_readable(text: str) -> bool:
    if _has_controls(text):
        return False
    sample = text[:SAMPLE]
    good = sum(1 for char in sample if unicodedata.category(char)[0] in "LMNZP" or char in "\t\r\n\f\v+=<>$|~^`°₫\u200b\ufeff")
    return good >= _READABLE * len(sample)


def _has_controls(text: str) -> bool:
    return any(ord(char) < 32 and ord(char) not in _ALLOWED_CONTROLS for char in set(text))


def read_text(data: bytes, source: SourceFile) -> Reading:
    """One block a line that has words; raises EmptyDocument, NotADocument."""
    text, legacy = decode(data)
    blocks = tuple(line_blocks(text))
    if not blocks:
        raise EmptyDocument()
    return Reading(source, blocks, notes=(LEGACY_NOTE,) if legacy else ())


def line_blocks(text: str) -> list[Block]:
    """Blocks of a text without layout: `Piece.node` is the line's number, 0-based, `Piece.offset` a character of the line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\x1a", "").removeprefix("\ufeff").split("\n")
    return [
        Block("paragraph", line, f"body/line[{number + 1}]", (Piece(0, len(line), "", number, 0),))
        for number, line in enumerate(map(str.rstrip, lines))
        if line.strip()
    ]
