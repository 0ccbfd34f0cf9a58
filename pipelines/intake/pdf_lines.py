"""Lines of a PDF page: the characters pdfium finds, in the order they were written, cut at line ends and wide gaps."""

import ctypes
import re
from dataclasses import dataclass
from functools import cached_property

import pypdfium2.raw as pdfium

from pipelines.intake.encodings import decode_spans, font_code, holds_unicode

WIDE_GAP = 2.6  # white space within a line, in heights of a capital, that separates columns
_LABEL = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?|[a-zđ][.)]|[IVXLC]{1,6}[.)-]|[-–+•*])\s*$")
_BROKEN = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Line:
    """One line of text, or the part of it that stands in one column."""

    page: int  # 0-based
    row: int  # lines cut from one printed line share it
    text: str
    left: float  # points from the left edge of the page
    right: float
    baseline: float  # points from the bottom edge
    height: float  # of a capital letter
    bold: bool = False
    italic: bool = False
    first: int = 0  # index of its first character on the page
    first_word: float = 0.0  # width of its first word
    ocr: bool = False  # recognised in a picture

    @cached_property
    def is_rule(self) -> bool:
        """Signs only: a line drawn with dashes, a star."""
        return not any(map(str.isalnum, self.text))

    @cached_property
    def letters(self) -> str:
        return "".join(char for char in self.text if char.isalpha())


@dataclass(frozen=True)
class _Char:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    index: int


def page_lines(text_page, page: int) -> list[Line]:
    """All lines of a page that have visible characters."""
    lines = []
    for row, chars in enumerate(_rows(text_page)):
        lines += [line for part in _columns(chars) if (line := _line(text_page, part, page, row))]
    return lines


def is_label(text: str) -> bool:
    """A list label that stands alone before a gap: "1.", "a)", "-"."""
    return bool(_LABEL.match(text))


def is_broken(text: str) -> bool:
    """A font without a table back to Unicode: a tenth of the characters and more mean nothing."""
    return len(_BROKEN.findall(text)) * 10 > len(text)


def _rows(text_page) -> list[list[_Char]]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    rows: list[list[_Char]] = [[]]
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (10, 13):
            if rows[-1]:
                rows.append([])
            continue
        pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        char = "-" if code in (2, 0xFFFE) else chr(code)  # pdfium's sign for a hyphen at a line's end
        rows[-1].append(_Char(char, left.value, right.value, bottom.value, top.value, index))
    return rows


def _columns(chars: list[_Char]) -> list[list[_Char]]:
    """Parts of a printed line that a wide gap separates; a list label ("1.", "-") stays with its text."""
    shown = [char for char in chars if not char.text.isspace()]
    if not shown:
        return []
    gap = WIDE_GAP * max(6.0, _height(shown))
    parts: list[list[_Char]] = [[]]
    end = shown[0].left
    for char in chars:
        if not char.text.isspace():
            if char.left - end > gap and not is_label("".join(each.text for each in parts[-1])):
                parts.append([])
            end = char.right
        parts[-1].append(char)
    return parts


def _height(shown: list[_Char]) -> float:
    heights = sorted(char.top - char.bottom for char in shown)
    return heights[len(heights) * 3 // 4]


def _line(text_page, chars: list[_Char], page: int, row: int) -> Line | None:
    text = "".join(char.text for char in chars).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    shown = [char for char in chars if not char.text.isspace()]
    if not shown:
        return None
    fonts = {_font(text_page, char.index) for char in shown[:: max(1, len(shown) // 6)]}
    word = next((place for place, char in enumerate(chars) if char.text.isspace() and place), len(chars)) - 1
    return Line(
        page,
        row,
        _decoded(text.strip(), fonts),
        shown[0].left,
        shown[-1].right,
        _baseline(text_page, shown[0]),
        _height(shown),
        all("bold" in name.lower() or "black" in name.lower() for name in fonts),
        all("italic" in name.lower() or "oblique" in name.lower() for name in fonts),
        shown[0].index,
        chars[word].right - shown[0].left,
    )


def _baseline(text_page, char: _Char) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if pdfium.FPDFText_GetCharOrigin(text_page, char.index, x, y) else char.bottom


def _font(text_page, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page, index, buffer, 128, flags)
    return buffer.value.decode("utf-8", "replace").rpartition("+")[2] if 0 < length <= 128 else ""


def _decoded(text: str, fonts: set[str]) -> str:
    code = next((code for name in sorted(fonts) if (code := font_code(name))), "")
    if not code or holds_unicode(text):
        return text
    return "".join(decoded for decoded, _, _ in decode_spans(text, code))
