"""norm: somebody must, may or must not do an act; read with inheritance and negation (norms.py)."""

import dataclasses
from collections.abc import Iterator
from typing import Literal

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.norms import ACTORS, MODALITIES, norms_of
from pipelines.checklist.patterns import Pattern
from pipelines.checklist.reading import ProvisionReading


@dataclasses.dataclass(frozen=True)
class NormPattern:
    act: tuple[Pattern, ...]
    who: tuple[Literal[tuple(ACTORS)], ...] = ()  # empty: anybody, also unsaid
    modality: tuple[Literal[(*MODALITIES, "viec")], ...] = ()  # "viec": stated as a fact or a task; empty: any
    amount: Literal["co", "khong", "tuy"] = "tuy"  # must / must not / may name an amount of money
    limit: Literal["co", "khong", "tuy"] = "tuy"  # the same for a time limit or a day
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()
    guards: Guards = Guards()

    def calls(self) -> tuple[Pattern, ...] | None:
        return self.act

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        for norm in norms_of(context, reading, self.act):
            if not self._fits(norm):
                continue
            stands, why, evidence = confirm(context, reading, norm.clause, norm.act, self.with_, self.unless, self.guards)
            if stands:
                start, end = reading.chars(norm.act)
                yield Match(start, end, why=(norm.understood(reading), *why), evidence=evidence)

    def _fits(self, norm) -> bool:
        return (
            (not self.who or norm.who in self.who)
            and (not self.modality or (norm.modality or "viec") in self.modality)
            and self.amount in ("tuy", "co" if norm.amount else "khong")
            and self.limit in ("tuy", "co" if norm.limit else "khong")
        )
