"""numbering: siblings run 1, 2, 3 … without a jump or a repeat (chương, mục, điều, khoản, điểm), counted within each part.

Articles run on through the chapters; a quoted new text of an amending document has numbers of another document and is left alone.
"""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.types import Provision

_KINDS = {"phan": "phần", "chuong": "chương", "muc": "mục", "tieu_muc": "tiểu mục", "dieu": "điều", "khoan": "khoản", "diem": "điểm"}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_WRAPPED = re.compile(r"\s*[a-zđ]\)\s+(?:khoản|điều)\s+\d")  # a line of a citation: “… điểm a), b),” / “d) khoản 1, Điều 10”
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclasses.dataclass(frozen=True)
class Numbering:
    start_at_one: tuple[str, ...] = ("khoan", "diem")  # kinds whose first must be 1 or a (a draft may be an extract from its article 5 on)

    def find_document(self, context: Context) -> Iterator[Match]:
        rows: dict[tuple, list[Provision]] = {}
        for p in context.draft.provisions:
            counted = p.kind in _KINDS and p.number and not p.quoted and not p.scope.startswith(("trich", "phu_luc"))
            if counted and not _WRAPPED.match(context.draft.words(p)):
                parent = "" if p.kind == "dieu" else p.parent
                rows.setdefault((p.scope, p.kind, parent, _style(p.number)), []).append(p)
        last: dict[tuple, int] = {}  # numbers may run on through the headings: I has 1–3, II goes on with 4
        latin = False  # points run d, e: told once, a draft lettered by the word processor does so in every list
        for (scope, kind, _, style), row in rows.items():
            for p, before in self._breaks(row, last.get((scope, kind, style), 0)):
                skips = p.number == "e" and before == _LETTERS.index("d") + 1
                if not (skips and latin):
                    yield self._match(context, p, before)
                latin |= skips
            last[scope, kind, style] = value(row[-1].number) or 0

    def _breaks(self, row: list[Provision], running: int) -> Iterator[tuple[Provision, int]]:
        """(provision out of order, value of the number before it)."""
        first = value(row[0].number) or 1
        before = first - 1 if row[0].kind not in self.start_at_one or first == running + 1 else 0
        for p in row:
            number = value(p.number)
            if number is None:
                return
            restart = number == 1 < before  # a list under a line that is no numbered unit itself begins anew
            if number != before + 1 and not restart and not (number == before and re.search(r"\d[a-zđ]$", p.number)):
                yield p, before
            before = number

    @staticmethod
    def _match(context: Context, p: Provision, before: int) -> Match:
        words = context.draft.words(p)
        head = re.match(r"\s*\S+(?:\s+\S+){0,7}", words)
        end = p.start + (head.end() if head else len(words))
        said = "trùng với" if value(p.number) == before else "không nối tiếp"
        name = _KINDS[p.kind]
        why = f"Số của {name} {p.number} {said} số của {name} đứng trước." if before else f"Ở đây, {name} đầu tiên mang số {p.number}."
        return Match(p.start, end, why=(why,), provision=p.id, whole=True)


def _style(number: str) -> str:
    return "digit" if number[0].isdigit() else ("roman" if number.isupper() and set(number.lower()) <= set(_ROMAN) else "letter")


def value(number: str) -> int | None:
    """1 for "1", "I" and "a"; the last part of "2.3"; None for what is no number."""
    last = number.rstrip(".)").split(".")[-1]
    digits = re.match(r"\d+", last)
    if digits:
        return int(digits.group())
    low = last.lower()
    if last.isupper() and low and set(low) <= set(_ROMAN):
        values = [_ROMAN[c] for c in low]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return _LETTERS.index(low) + 1 if len(low) == 1 and low in _LETTERS else None
