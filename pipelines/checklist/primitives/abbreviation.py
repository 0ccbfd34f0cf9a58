"""abbreviation: capitals that a reader outside the office does not know, not written out where they first stand."""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.types import FRAME

_SHORT = re.compile(r"(?<![\w/&.-])(?=[A-ZĐ&-]*[A-ZĐ]{2})[A-ZĐ][A-ZĐ&]{1,9}(?:-[A-ZĐ]{2,6})?(?![\w/]|-[A-ZĐa-zđ\d])")
_TOLD_BEFORE = re.compile(r"(?:\((?:[^()]{0,40}\s)?|viết tắt (?:là|:)\s*[“\"]?|gọi tắt là\s*[“\"]?)$")
_TOLD_AFTER = re.compile(r"[”\"]?\s*(?:\(|:|là\s)")
_FILED = re.compile(r"\bLưu\s*:")  # a line of recipients that stands among the provisions
_ROMAN = re.compile(r"^[IVXLC]+$")


@dataclasses.dataclass(frozen=True)
class Abbreviation:
    known: tuple[str, ...]  # understood by everybody
    at_most: int = 3

    def find_document(self, context: Context) -> Iterator[Match]:
        text = context.draft.text
        known = {*self.known}
        count = 0
        for p in context.draft.provisions:
            words = text[p.start : p.end]
            if p.kind in FRAME or p.heading or p.kind == "dong_bang" or words.upper() == words or _FILED.search(words):
                continue
            for m in _SHORT.finditer(text, p.start, p.end):
                short = m.group()
                if short in known or _ROMAN.match(short) or set(re.split("[&-]", short)) <= known or _shouted(text, m):
                    continue
                known.add(short)
                if not _explained(text, m) and count < self.at_most:
                    count += 1
                    yield Match(*_with_words(text, m.span(), p), why=(f"“{short}” chưa được viết đầy đủ ở lần dùng đầu tiên.",), whole=True)


def _shouted(text: str, m: re.Match) -> bool:
    """Whether a word in capitals with a tone mark stands beside it: a heading, no abbreviation."""
    beside = (text[max(0, m.start() - 14) : m.start()].split()[-1:], text[m.end() : m.end() + 14].split()[:1])
    return any(word.isupper() and re.search(r"[^A-ZĐ\W\d_]", word) for words in beside for word in words)


def _explained(text: str, m: re.Match) -> bool:
    """Inside brackets after the full form, or said in the line: “sau đây viết tắt là …”, “X là …”, “X (…)”."""
    before, after = text[max(0, m.start() - 60) : m.start()], text[m.end() : m.end() + 40]
    return bool(_TOLD_BEFORE.search(before) or _TOLD_AFTER.match(after))


def _with_words(text: str, span: tuple[int, int], p) -> tuple[int, int]:
    more = re.match(r"(?:[ \u00a0]\w+){0,4}", text[span[1] : p.end])
    return span[0], span[1] + more.end()
