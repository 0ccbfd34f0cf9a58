"""phrase: one of the wordings stands in a clause, and its surroundings do not heal it."""

import dataclasses
from collections.abc import Iterator

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Pattern
from pipelines.checklist.reading import ProvisionReading


@dataclasses.dataclass(frozen=True)
class Phrase:
    any: tuple[Pattern, ...]
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()
    guards: Guards = Guards()
    exact: bool = False  # quote the matched words alone, not the clause around them

    def calls(self) -> tuple[Pattern, ...] | None:
        return self.any

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        for span in context.places(self.any, reading):
            clause = reading.clause_of(span)
            stands, why, evidence = confirm(context, reading, clause, span, self.with_, self.unless, self.guards)
            if stands:
                start, end = reading.chars(span)
                yield Match(start, end, why=why, evidence=evidence, whole=self.exact)
