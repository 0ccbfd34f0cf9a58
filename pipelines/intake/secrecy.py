"""Marks of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT set on a document as a mark of its own.

Luật Bảo vệ bí mật nhà nước 2018: a document so marked may not be put on an ordinary office machine, so it is refused before
anything is written. A mark stands alone: a line, a cell, a header, a text box, or behind "Độ mật:". Words that speak about
secrecy ("bảo mật", "bí mật cá nhân", "chế độ mật", a list of the three degrees) are no mark.
A stamp that is a picture cannot be seen here; the upload page says so.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.errors import SecretMarked
from pipelines.types import Aside, Block, Reading

FIRST_PAGE = 40  # blocks; a mark in small letters counts only here, in a header or in a text box
_MARGIN = ("header", "footer", "textbox")

# MẬT, TỐI, TUYỆT in Unicode; in TCVN3 and in VNI bytes shown as Windows-1252 letters; without marks.
_SPELLINGS = (("mật", "tối", "tuyệt"), ("mët", "tèi", "tuyöt"), ("maät", "toái", "tuyeät"), ("mat", "toi", "tuyet"))
_DEGREES = {
    spelled: degree
    for secret, top, utmost in _SPELLINGS
    for spelled, degree in ((secret, "MẬT"), (top + secret, "TỐI MẬT"), (utmost + secret, "TUYỆT MẬT"))
    if spelled != "mat"  # an English word, and half a Vietnamese one
}
_OLD = frozenset(before + row[0] for row in _SPELLINGS[1:3] for before in ("", *row[1:]))
_BLURRED = re.compile(r"^(?:T[OÔÓỐÒỐỘÕ]I|TUY[EÊẸỆỂẾ]T)?M[ÂẬẠẤẦẨẪ]T$")
# "mật" in any spelling, its letters apart or not: what has none of this needs no closer look.
_POSSIBLE = re.compile(r"[mMМΜＭｍ][\W_]{0,9}[aAâÂạẠậẬëËаАΑＡａ][\W_äÄ]{0,9}[tTТΤＴｔ]")
_LINES = re.compile(r"[\n\v\t]|\s{4,}")
_LOOKALIKE = str.maketrans("МТОІАаіоΜΤΟ", "MTOIAaioMTO")  # Cyrillic and Greek capitals that look like Latin ones
_DEGREE = r"(?:(?:tuyệt|tối)\s+)?mật"
_BESIDE = re.compile(  # what may share a mark's line: urgency, copy numbers, circulation
    r"\s*[-–,;/|(\[]*\s*(?:(?:thượng\s+)?khẩn|ho[ảa][ảa]?\s*tốc|hỏa\s*tốc|bản\s+số.{0,12}|số\s+bản.{0,12}|bộ\s+số.{0,12}"
    r"|lưu\s+hành\s+nội\s+bộ|không\s+phổ\s+biến)\s*[)\].]*$",
    re.I,
)
_LABEL = re.compile(  # "Độ mật: Mật", and nothing behind it that would make it a list of degrees
    rf"\b(?:mức\s+)?độ\s+(?:bảo\s+)?mật\s*[:：\-–]\s*[(\[]?\s*({_DEGREE})\b"
    r"(?=\s*[)\].;,|]*\s*(?:$|\t|[-–]|(?:mức\s+)?độ\s+khẩn|số\b|ngày\b))",
    re.I,
)
_NUMBER_LINE = re.compile(rf"^\s*số\b.{{0,60}}[(\[]\s*({_DEGREE.upper()})\s*[)\]]\W*$", re.I)
_TITLED = re.compile(rf"^\W*(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ|CÔNG VĂN|BÁO CÁO)\s+({_DEGREE.upper()})\W*$")
_DEGREE_COLUMN = re.compile(r"^\W*(?:mức\s+|dấu\s+chỉ\s+(?:mức\s+)?)?độ\s+(?:bí\s+)?mật\W*$", re.I)


@dataclass(frozen=True)
class Mark:
    degree: str  # MẬT, TỐI MẬT, TUYỆT MẬT
    where: str  # locator of the block, "" for a mark in the raw bytes
    capitals: bool  # set in capitals, or beside a label: a mark wherever it stands


def refuse_if_marked(reading: Reading, margins: Iterable[str] = ()) -> None:
    """Raise SecretMarked when the reading carries a mark, deleted and hidden text and the words in its margins included."""
    mark = find_secrecy_mark(reading.blocks, reading.asides) or find_raw_mark(margins)
    if mark:
        raise SecretMarked(f"Dự thảo có dấu chỉ độ mật ({mark.degree}); máy này không được phép xử lý văn bản mật.")


def find_secrecy_mark(blocks: Sequence[Block], asides: Iterable[Aside] = ()) -> Mark | None:
    """The first mark, or None."""
    columns = _degree_columns(blocks)
    found = [(index, mark) for index, block in enumerate(blocks) if (mark := _block_mark(index, block, columns))]
    listed = _enumerated(found)
    for index, mark in found:
        if index not in listed:
            return mark
    for aside in asides:
        if aside.kind != "comment" and (mark := _line_mark(aside.text, aside.where)) and mark.capitals:
            return mark
    return None


def find_raw_mark(lines: Iterable[str], blurred: bool = False) -> Mark | None:
    """The first mark in capitals that is a whole line of text without layout (raw bytes, a page's lines).

    `blurred`: the lines were recognised in a picture, where "MẬT" may have become "MÂT" or "MẠT".
    """
    found = [(index, mark) for index, line in enumerate(lines) if (mark := _raw_line_mark(line, blurred))]
    listed = _enumerated(found)
    return next((mark for index, mark in found if index not in listed), None)


def _raw_line_mark(line: str, blurred: bool) -> Mark | None:
    mark = _line_mark(line, "")
    if mark and mark.capitals:
        return mark
    return Mark("MẬT", "", True) if blurred and _BLURRED.match(_letters(_clean(line))) else None


def _block_mark(index: int, block: Block, columns: set[tuple[int, int]]) -> Mark | None:
    if block.table and (block.table[0], block.table[2]) in columns:
        return None
    if not _POSSIBLE.search(block.text):
        return None
    text = block.text.removeprefix(block.number)
    for line in _LINES.split(text):
        mark = _line_mark(line, block.where)
        if mark and (mark.capitals or _may_be_small(index, block, line)):
            return mark
    label = "độ" in text.lower() and _LABEL.search(_clean(text))
    return Mark(_squeeze_degree(label.group(1)), block.where, True) if label else None


def _may_be_small(index: int, block: Block, line: str) -> bool:
    """A mark not in capitals: in the margin or on the first page, and no item of a list or a form ("- Mật;", "☐ Mật")."""
    if block.kind in _MARGIN:
        return True
    return index < FIRST_PAGE and not block.number and not re.match(r"\s*[-–+•*☐□▢○◯☑☒]", line) and not re.search(r"[;,.]\s*$", line)


def _line_mark(line: str, where: str) -> Mark | None:
    """The mark a line is, if it is one; cheap for lines that are too long to be one."""
    if len(line) > 160:
        return None
    text = _clean(line)
    word = _BESIDE.sub("", text)
    letters = _letters(word)
    if letters.lower() in _DEGREES and (not letters.isascii() or letters.isupper()):
        return Mark(_DEGREES[letters.lower()], where, _is_capital(letters))
    for pattern, alone in ((_NUMBER_LINE, True), (_TITLED, False)):
        match = pattern.match(text)
        if match and match.group(1).isupper():
            return Mark(_squeeze_degree(match.group(1)), where, alone)
    return None


def _clean(text: str) -> str:
    """Without invisible characters, composed, look-alike letters made Latin."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", visible).translate(_LOOKALIKE)


def _letters(text: str) -> str:
    """Letters only ("M Ậ T." → "MẬT"); "" when digits stand among them, for then it is no bare mark."""
    if any(char.isdigit() for char in text):
        return ""
    return "".join(char for char in text if char.isalpha())


def _is_capital(letters: str) -> bool:
    """Capitals; in the old codes the font makes the capitals ("mËt" in .VnTimeH), so one case throughout is enough."""
    if letters.isupper():
        return True
    return letters.lower() in _OLD and letters[0].isupper() == letters[-1].isupper()


def _squeeze_degree(text: str) -> str:
    return " ".join(text.upper().split())


def _degree_columns(blocks: Sequence[Block]) -> set[tuple[int, int]]:
    """(table, column) of columns headed "Độ mật" in tables of three rows and more: lists of documents, no marks."""
    rows: dict[int, int] = {}
    for block in blocks:
        if block.table:
            rows[block.table[0]] = max(rows.get(block.table[0], 0), block.table[1])
    heads = (block for block in blocks if block.table and block.table[1] == 1 and len(block.text) < 60)
    return {(b.table[0], b.table[2]) for b in heads if rows[b.table[0]] >= 3 and _DEGREE_COLUMN.match(_clean(b.text))}


def _enumerated(found: list[tuple[int, Mark]]) -> set[int]:
    """Indices of marks that are items of a list: the three degrees right after one another."""
    listed: set[int] = set()
    for (first, a), (second, b), (third, c) in zip(found, found[1:], found[2:], strict=False):
        if third - first <= 4 and len({a.degree, b.degree, c.degree}) == 3:
            listed |= {first, second, third}
    return listed
