"""Where the name of a law ends: names known from a list, and how amending laws name themselves."""

import functools
import re
from pathlib import Path

from pipelines.citations.wording import UNKNOWN_NAME

_LIST = Path(__file__).resolve().parents[2] / "models" / "lexicon" / "ten_luat.txt"


@functools.cache
def law_name() -> re.Pattern:
    """Matches a known name after "Luật ", longest first, any case, either place of the tone mark."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    names = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile("(?:" + "|".join(_loose(name) for name in names) + r")(?!\w)", re.I)


def _loose(name: str) -> str:
    """The name as a pattern: "hóa" also as "hoá", any run of spaces."""
    pattern = re.escape(name).replace(r"\ ", r"\s+").replace(r",\s+", r",?\s+")
    for new, old in (("óa", "oá"), ("òa", "oà"), ("ỏa", "oả"), ("ủy", "uỷ"), ("úy", "uý"), ("ỏe", "oẻ"), ("lý", "lí")):
        pattern = pattern.replace(new, f"(?:{new}|{old})")
    return pattern


@functools.cache
def amending_name() -> re.Pattern:
    """Matches what follows "Luật " in "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B"."""
    one = r"(?:các\s+|\d+\s+)?(?:Bộ\s+luật|Luật|Pháp\s+lệnh)\s+(?:số\s+[\w/]+|" + law_name().pattern + ")"
    return re.compile(
        r"s[ửứ]a\s+đổi(?:,?\s+bổ\s+sung)?(?:,?\s+(?:thay\s+thế|bãi\s+bỏ))?(?:\s+(?:một\s+số\s+)?(?:điều|nội\s+dung))?(?:\s+(?:của|tại))?\s+"
        rf"(?:{one}(?:\s*(?:,|và|;)\s*{one})*|\d+\s+[Ll]uật[^,;.()]{{0,80}}?(?=\s+(?:số|ngày|năm)\s|[,;.()]|$))",
        re.I,
    )


def name_end(text: str, start: int) -> int:
    """End of the name that starts after "Luật "; `start` itself when there is none."""
    if (match := amending_name().match(text, start)) or (match := law_name().match(text, start)):
        return match.end()
    if start < len(text) and text[start].isupper() and (match := UNKNOWN_NAME.match(text, start)):
        return match.end()
    return start
