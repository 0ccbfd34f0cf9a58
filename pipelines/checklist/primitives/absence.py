"""absence: something makes another thing necessary, and that other thing stands nowhere in the scope.

Scope first the provision, then its article, then the document: a sound clause about another matter does not heal a defective one.
Where an item names the matters it knows (quà, trợ cấp, đất…), neither does a clause whose sentence names only other ones: a list of gifts
made public says nothing of the list of houses. A sentence that names none speaks of all.
Reported at the words that make it necessary.
"""

import dataclasses
from collections.abc import Iterator
from typing import Literal

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Pattern, Span
from pipelines.checklist.reading import Clause, ProvisionReading

_WHERE = {"clause": "vế câu này", "sentence": "câu này", "provision": "khoản này", "lead": "phần dẫn", "article": "điều này"}


@dataclasses.dataclass(frozen=True)
class Absence:
    when: tuple[Pattern, ...]  # makes it necessary
    needed: str  # what is missing, for people: “bước tiếp thu, giải trình”
    missing: Scoped  # in none of these scopes may one of these stand
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()
    guards: Guards = Guards()
    also_in: tuple[Literal["preamble", "headings"], ...] = ()  # `when` is sought there too: căn cứ and opening words; headings
    times: int = 1  # how often `when` must stand in the document before it counts
    matters: tuple[Pattern, ...] = ()  # each is one matter; what is missing must be about one that `when` is about
    each: bool = False  # one finding a provision; else the first place, the others as evidence

    def find_document(self, context: Context) -> Iterator[Match]:
        places = list(self._places(context))
        if len(places) < self.times:
            return
        if self.each:
            yield from places
        elif places:
            rest = tuple((m.start, m.end) for m in places[1:5])
            yield dataclasses.replace(places[0], evidence=places[0].evidence + rest)

    def _places(self, context: Context) -> Iterator[Match]:
        more = {"preamble": context.preamble, "headings": context.headings}
        for reading in (*(r for place in self.also_in for r in more[place]), *context.called(self.when)):
            yield from self._in(context, reading)

    def _in(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        for span in context.places(self.when, reading):
            clause = reading.clause_of(span)
            if any(self._there(context, patterns, scope, reading, clause) for scope, patterns in self.missing.by_scope):
                continue
            stands, why, evidence = confirm(context, reading, clause, span, self.with_, self.unless, self.guards)
            if stands:
                yield Match(*reading.chars(span), why=(*self._why(), *why), evidence=evidence)
                return

    def _there(self, context: Context, patterns: tuple[Pattern, ...], scope: str, reading: ProvisionReading, clause: Clause) -> bool:
        """Whether one of the patterns stands in the scope, about the matter of the clause."""
        if scope == "document" and "preamble" in self.also_in and any(context.places(patterns, r) for r in context.preamble):
            return True
        if context.first(patterns, scope, reading, clause) is None:
            return False
        asked = self._matters_in(context, reading, clause.sentence) if self.matters else frozenset()
        if not asked:
            return True
        found = context.every(patterns, scope, reading, clause)
        told = (self._matters_in(context, other, other.sentence_of(span[0])) for other, span in found)
        return any(not matters or matters & asked for matters in told)

    def _matters_in(self, context: Context, reading: ProvisionReading, sentence: Span) -> frozenset[str]:
        """The matters that the sentence names."""
        a, b = sentence
        return frozenset(m.text for m in context.fitting(self.matters, reading) if any(a <= c and d <= b for c, d in reading.spans(m)))

    def _why(self) -> tuple[str, ...]:
        places = [_WHERE.get(scope, "toàn văn bản") for scope, _ in self.missing.by_scope]
        places = " và ".join([", ".join(places[:-1]), places[-1]] if places[1:] else places)
        return (f"Trong {places} không thấy {self.needed}.",)
