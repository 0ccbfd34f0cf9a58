"""Amounts, shares, time limits and dates as drafters write them: classes of words that are numbers.

Usable in patterns like lexicon classes: <so_tien>, <ty_le>, <thoi_han>, <ngay>, <nam>, <so>, <van_ban>.
"""

import dataclasses
import re

from pipelines.language import fold

_NUMBER = r"\d+(?:[.,]\d+)*"
_WORD = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|lăm|mốt|trăm|nghìn|ngàn|rưỡi|không)"
_SPELLED = rf"{_WORD}(?:\s+{_WORD})*"

# “một đồng chí”, “hai đồng thời” are no money.
_DONG = r"đồng\b(?!\s+(?:chí|bào|thời|ý|thuận|hành|bộ|nghiệp|đội|ruộng|tình|lòng|hồ|đều|loạt|nhất|phục|nát|quê|minh))"

QUANTITIES: dict[str, re.Pattern[str]] = {
    "so_tien": re.compile(
        rf"(?<!\w)(?!(?:trăm|nghìn|ngàn)(?!\s+đồng))(?:{_NUMBER}|{_SPELLED})\s*(?:(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ)(?:\s+rưỡi)?\s*)*"
        rf"(?:{_DONG}|(?<=\d)đ\b|(?<=\d )đ\b|VNĐ|(?:(?<=triệu)|(?<=nghìn)|(?<=ngàn)|(?<=tỷ))(?!\w))",
        re.I,
    ),
    "ty_le": re.compile(rf"{_NUMBER}\s*%|{_NUMBER}\s+phần\s+trăm", re.I),
    "thoi_han": re.compile(rf"(?:{_NUMBER}|{_SPELLED})\s*(?:\([^)]{{1,20}}\)\s*)?(?:ngày|tháng|tuần|năm|giờ)(?:\s+làm\s+việc)?\b", re.I),
    "ngay": re.compile(
        r"ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}(?:\s*/\s*\d{2,4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?\b|\b\d{1,2}/\d{1,2}(?:/\d{4})?\b|\btháng\s+\d{1,2}(?:/\d{4})?\b|\bquý\s+(?:[IV]+|\d)\b",
        re.I,
    ),
    "nam": re.compile(r"năm\s+\d{4}", re.I),
    "so": re.compile(_NUMBER),
    "van_ban": re.compile(r"\d+(?:/\d{4})?\s*(?:/|-)\s*[A-ZĐ][A-ZĐa-zđ]*(?:\s*[-/]\s*[A-ZĐa-z0-9]+)*", re.U),
}


# Syllables (or a sign) without one of which no such quantity stands in a text.
SIGNS: dict[str, frozenset[str]] = {
    "so_tien": frozenset(["đồng", "đ", "triệu", "nghìn", "ngàn", "tỷ", "vnđ"]),
    "thoi_han": frozenset(["ngày", "tháng", "tuần", "năm", "giờ"]),
    "nam": frozenset(("năm",)),
}


@dataclasses.dataclass(frozen=True)
class Limit:
    """A time limit: how many units of what, and whether working days are meant."""

    start: int
    end: int
    number: int
    unit: str  # ngày, tháng, tuần, năm, giờ
    working: bool


_LIMIT = re.compile(
    rf"(?P<n>\d+|{_SPELLED})\s*(?:\([^)]{{1,20}}\)\s*)?(?P<u>ngày|tháng|tuần|năm|giờ)(?P<w>\s+làm\s+việc)?\b(?!\s*\d)", re.I
)
_UNITS = {w: i for i, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])} | {"lăm": 5, "mốt": 1}


def limits(text: str) -> list[Limit]:
    """Every time limit of the text, in order; a number that cannot be read is left out."""
    found = []
    for m in _LIMIT.finditer(text):
        number = number_of(m["n"])
        if number is not None:
            found.append(Limit(m.start(), m.end(), number, fold(m["u"]), bool(m["w"])))
    return found


def number_of(text: str) -> int | None:
    """The value of digits or of a number spelled out below one thousand; None if it is none."""
    if text.isdigit():
        return int(text)
    total = 0
    for word in fold(text).split():
        if word == "trăm":
            total = max(total, 1) * 100
        elif word == "mười":
            total += 10
        elif word == "mươi":
            total = total // 100 * 100 + total % 100 * 10
        elif word in _UNITS:
            total += _UNITS[word]
        else:
            return None
    return total
