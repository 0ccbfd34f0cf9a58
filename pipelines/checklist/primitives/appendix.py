"""appendix: an appendix that is named but not there, or there but never named."""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context

_HEAD = re.compile(r"^\W*PHỤ LỤC(?:\s+SỐ)?(?:\s+(?P<n>[IVX]+|\d+|[A-Z])\b)?", re.M)  # also where the structure saw no heading
_NAMED = re.compile(r"\b[Pp]hụ\s+lục(?:\s+(?:số\s+)?(?P<n>[IVX]+|\d+|[A-Z])\b)?")
_OTHERS = re.compile(r"^[^.;:]{0,60}?(?:Nghị định|Thông tư|Luật|Quyết định số|Nghị quyết số|Quy định số|Hướng dẫn số|Công văn)", re.U)
_AMENDS = re.compile(r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế)[^.;]{0,80}$")
_OWN = re.compile(r"^[^.;:]{0,40}?\bnày\b")
FIRST = {"1", "I", "A"}  # what an appendix without a number may be called


@dataclasses.dataclass(frozen=True)
class Appendix:
    names: tuple[str, ...] = ("phụ lục",)

    def find_document(self, context: Context) -> Iterator[Match]:
        there = [p.number for p in context.draft.provisions if p.kind == "phu_luc"]
        there += [head["n"] or "" for head in _HEAD.finditer(context.draft.text)]
        named = list(self._named(context))
        if not there and named:
            yield Match(*named[0][0], why=("Dự thảo không có phần phụ lục.",), evidence=tuple(s for s, _ in named[1:3]))
            return
        numbers = {number.lstrip("0") for number in there if number} or FIRST
        for span, number in named:
            if number and number.lstrip("0") not in numbers:
                yield Match(*span, why=(f"Dự thảo không có Phụ lục {number}.",))

    @staticmethod
    def _named(context: Context) -> Iterator[tuple[tuple[int, int], str]]:
        for p in context.draft.provisions:
            if not p.judged or p.scope.startswith("trich") or p.quoted:
                continue
            for m in _NAMED.finditer(context.draft.text, p.start, p.end):
                if p.scope.startswith("phu_luc") and not m["n"]:
                    continue  # an appendix speaks of itself
                after = context.draft.text[m.end() : p.end]
                before = context.draft.text[p.start : m.start()]
                if (_OTHERS.match(after) and not _OWN.match(after)) or _AMENDS.search(before):
                    continue
                yield m.span(), m["n"] or ""
