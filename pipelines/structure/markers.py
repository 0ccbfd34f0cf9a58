"""How a line numbers itself: "Điều 5.", "1.", "1.1.", "a)", "II.", "-". A marker may be read in more than one way."""

import re
from dataclasses import dataclass

HEADING_RANK = {"phan": 0, "chuong": 1, "muc": 2, "tieu_muc": 3, "dieu": 4}
# Rank of a numbering style when it opens a new series: a lower one never opens inside a higher one unless that one ends with ":".
STYLE_RANK = {
    "upper": 5,
    "roman": 6,
    "d1": 7,
    "d2": 8,
    "d3": 9,
    "d4": 10,
    "d5": 11,
    "paren": 12,
    "letter": 13,
    "lower_roman": 14,
    "dash": 15,
    "plus": 16,
    "star": 17,
}

_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10}
_WORDS = {"phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu_muc", "điều": "dieu"}
_UNIT = re.compile(
    r"^(Phần|PHẦN|Chương|CHƯƠNG|Tiểu mục|TIỂU MỤC|Mục|MỤC|Điều|ĐIỀU)\s+((?:[Tt]hứ|THỨ)\s+\w+|[IVXLC]+|\d{1,3}[a-zđ]?"
    r"|[A-ZĐ])(?![\w/])\s*(?:\[\d+\])?([.:)\-–—]*)\s*(.*)$",
    re.S,
)
_DECIMAL = re.compile(r"^(\d{1,3}[a-zđ]?)\s?(?:[-–](?=\s+[^\W\d_a-zđ])|([.)/])-?)(?:\s*$|\s+(?=\S)|(?=[^\W\d]|[\[“\"]))")
_DEEP = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,4})(?:\s?[.)/](?:\s*$|\s+(?=\S)|(?=[^\W\d]))|(?P<bare>\s+)(?=[^\W\d]|[“\"]))")
_PAREN = re.compile(r"^\((\d{1,2}|[a-zđ]|[ivx]{1,5})\)\s*(?=\S)")
_LETTER = re.compile(r"^([a-zđ])\s?(?:[-–](?=\s+[^\W\d_a-zđ])|[.)](?=\s|[^\W\da-z]|[\[“\"]|$)|/(?=\s))\s*")
_LOWER_ROMAN = re.compile(r"^([ivx]{1,5})\)\s*(?=\S)")
_ROMAN = re.compile(r"^(?![Vv]/[Vv])([IVXL]{1,6})\s?(?:[.)/:](?=\s|[^\W\d]|$)|\s?[-–](?=\s))\s*")
_UPPER = re.compile(r"^([A-ZĐ])\s?(?:[.)/](?=\s|$)|\s?[-–](?=\s))\s*")
_BULLETS = dict.fromkeys("-–—‐−‑●•▪➢►□♦\uf0b7\uf0a7\uf02d", "dash") | dict.fromkeys("+◦○", "plus") | dict.fromkeys("*·✓", "star")
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_OTHER_DOCUMENT = re.compile(r"(?:Luật|Bộ luật|Hiến pháp|Nghị|Quyết định|Quy chế|Quy định|Thông tư|Pháp lệnh|Điều lệ|Chương|Mục|Phần)\b")


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of a line's number."""

    style: str  # key of HEADING_RANK or STYLE_RANK
    number: str  # as written: "5", "a", "II", "1.1", "thứ nhất"; "" for a bullet
    value: int  # position in its series; 0 for a bullet
    end: int  # length of the marker in the cleaned text
    mark: str = ""  # delimiter, so that "1." and "1)" are two series

    @property
    def series(self) -> str:
        return self.style + self.mark


def roman(number: str) -> int:
    """Value of a roman number; 0 when it is not one."""
    values = [_ROMAN_VALUES.get(c, 0) for c in number.upper()]
    if 0 in values:
        return 0
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def follows(before: Marker, after: Marker) -> bool:
    """Is `after` the number that comes next in the series of `before`? Letters: Vietnamese order and Word's."""
    if before.style in ("letter", "upper") and before.style == after.style:
        a, b = before.number.lower(), after.number.lower()
        return any(
            x in alphabet and y in alphabet and alphabet.index(y) == alphabet.index(x) + 1
            for alphabet in (_VIETNAMESE, _LATIN)
            for x, y in [(a, b)]
        )
    if before.style.startswith("d") and "." in after.number and before.number.rsplit(".", 1)[0] != after.number.rsplit(".", 1)[0]:
        return False
    return after.value == before.value + 1


def readings(text: str) -> tuple[Marker, ...]:
    """Every way to read the head of a cleaned line as a number; () for a plain paragraph."""
    if not text:
        return ()
    first = text[0]
    if first.isdigit():
        return _decimal(text)
    if first in _BULLETS:
        return _bullet(text)
    if first in "PpCcTtMmĐđ" and (unit := _unit(text)):
        return (unit,)
    if first == "(":
        return _parenthesised(text)
    return _lettered(text) if len(text) > 1 else ()


def _unit(text: str) -> Marker | None:
    match = _UNIT.match(text)
    if not match:
        return None
    word, number, mark, rest = match.groups()
    style = _WORDS[word.lower()]
    value = (
        _ORDINALS.get(number.split()[-1].lower(), 0) or roman(number) or int(re.match(r"\d*", number).group() or 0) or ord(number[0]) - 64
    )
    if style == "dieu" and not number[0].isdigit():
        return None
    titled = not rest or mark or _is_title(rest)
    return Marker(style, number, value, match.start(4)) if titled else None


def _is_title(rest: str) -> bool:
    """Words after a number without any mark: a title starts with a capital, is short, and names no other document."""
    return rest.isupper() or (rest[0].isupper() and len(rest) < 120 and rest[-1] not in ".;,:" and not _OTHER_DOCUMENT.match(rest))


def _decimal(text: str) -> tuple[Marker, ...]:
    match = _DEEP.match(text)
    if match and not (match.group("bare") and text[match.end()].islower()):
        number = match.group(1)
        parts = number.split(".")
        return (Marker(f"d{len(parts)}", number, int(parts[-1]), match.end()),)
    if match := _DECIMAL.match(text):
        return (Marker("d1", match.group(1), int(match.group(1).rstrip("abcdđeghi")), match.end(), match.group(2) or "-"),)
    return ()


def _bullet(text: str) -> tuple[Marker, ...]:
    rest = text[1:].lstrip()
    if not rest or rest[0] in "-–—_=*." or (rest[0].isdigit() and text[1] != " "):
        return ()
    return (Marker(_BULLETS[text[0]], "", 0, len(text) - len(rest)),)


def _parenthesised(text: str) -> tuple[Marker, ...]:
    match = _PAREN.match(text)
    if not match:
        return ()
    number, found = match.group(1), []
    if number.isdigit():
        found.append(Marker("paren", number, int(number), match.end()))
    if len(number) == 1 and number.isalpha():
        found.append(Marker("letter", number, _LATIN.find(number) + 1, match.end(), "()"))
    if value := 0 if number.isdigit() else roman(number):
        found.append(Marker("lower_roman", number, value, match.end(), "()"))
    return tuple(found)


def _lettered(text: str) -> tuple[Marker, ...]:
    found = []
    if match := _LETTER.match(text):
        found.append(Marker("letter", match.group(1), 1 if match.group(1) == "a" else 2, match.end(), "." if "." in match.group() else ")"))
    if match := _LOWER_ROMAN.match(text):
        found.append(Marker("lower_roman", match.group(1), roman(match.group(1)), match.end()))
    if (match := _ROMAN.match(text)) and roman(match.group(1)):
        found.append(Marker("roman", match.group(1), roman(match.group(1)), match.end()))
    if match := _UPPER.match(text):
        found.append(Marker("upper", match.group(1), 1 if match.group(1) == "A" else 2, match.end()))
    return tuple(found)


def opens_unit(marks: tuple[Marker, ...]) -> bool:
    """Do these readings begin a numbered unit of the body? Bullets and letters do not."""
    return any(m.style in HEADING_RANK or m.style in ("roman", "upper", "d1", "d2") for m in marks)
