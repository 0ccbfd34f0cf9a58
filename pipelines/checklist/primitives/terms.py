"""terms: one thing called by two names in one document (“khu phố” and “tổ dân phố”), reported where the rarer name first stands."""

import dataclasses
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Pattern


@dataclasses.dataclass(frozen=True)
class Term:
    name: str
    words: tuple[Pattern, ...]
    except_: tuple[Pattern, ...] = ()  # longer phrases that mean something else: “khu đất”, “đặc khu”


@dataclasses.dataclass(frozen=True)
class Terms:
    groups: tuple[tuple[Term, ...], ...]
    explained: tuple[Pattern, ...] = ()  # the document says that several names are meant: “thôn, bản, khu phố (sau đây gọi chung …)”

    def find_document(self, context: Context) -> Iterator[Match]:
        for group in self.groups:
            uses = {term.name: places for term in group if (places := _places(context, term))}
            if len(uses) < 2 or context.first(self.explained, "document", context.judged[0]):
                continue
            usual = max(uses, key=lambda name: len(uses[name]))
            for name, places in uses.items():
                if name != usual:
                    said = f"Dự thảo dùng “{name}” {len(places)} lần, “{usual}” {len(uses[usual])} lần."
                    yield Match(*places[0], why=(said,), evidence=(uses[usual][0], *places[1:3]), slots=(("cu", name), ("moi", usual)))


def _places(context: Context, term: Term) -> list[tuple[int, int]]:
    found = []
    for reading in context.judged:
        shields = [s for p in term.except_ for s in reading.spans(p)]
        for pattern in term.words:
            found += [reading.chars(s) for s in reading.spans(pattern) if not any(a < s[1] and s[0] < b for a, b in shields)]
    return sorted(found)
