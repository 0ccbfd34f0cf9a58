"""time_limit: a number of days is judged together with its procedure (15 days for one is right, for another wrong).

The first procedure whose words stand in the sentence decides; a limit of its unit that is not among `allowed` is reported.
"""

import dataclasses
import functools
from collections.abc import Iterator
from typing import Literal

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Pattern
from pipelines.checklist.quantities import limits
from pipelines.checklist.reading import Clause, ProvisionReading


@dataclasses.dataclass(frozen=True)
class Procedure:
    name: str
    when: tuple[Pattern, ...]
    allowed: tuple[int, ...]
    unit: Literal["ngày", "tháng", "tuần", "năm", "giờ"] = "ngày"
    at_most: int = 0  # instead of an exact list: any number up to this one is right
    near: Literal["clause", "sentence", "provision"] = "sentence"
    lead: bool = False  # the procedure may also be named in the lines above
    unless: tuple[Pattern, ...] = ()  # words in the sentence that make it another kind of limit


@dataclasses.dataclass(frozen=True)
class TimeLimit:
    procedures: tuple[Procedure, ...]
    guards: Guards = Guards(())

    @functools.cached_property
    def _all(self) -> tuple[Pattern, ...]:
        return tuple(pattern for p in self.procedures for pattern in p.when)

    def calls(self) -> tuple[Pattern, ...] | None:
        return None if any(p.lead for p in self.procedures) else self._all

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        for limit in limits(reading.text):
            i = next((k for k, s in enumerate(reading.starts) if s >= limit.start), None)
            if i is None:
                continue
            clause = reading.clause_at(i)
            procedure = self._procedure(context, reading, clause)
            if procedure is None or limit.unit != procedure.unit or self._right(procedure, limit.number):
                continue
            stands, why, _ = confirm(context, reading, clause, (i, i + 1), Scoped(), Scoped(), self.guards)
            if stands:
                said = f"Thời hạn {limit.number} {limit.unit} không khớp thời hạn của thủ tục “{procedure.name}”."
                yield Match(reading.base + limit.start, reading.base + limit.end, why=(said, *why), slots=(("thu_tuc", procedure.name),))

    def _procedure(self, context: Context, reading: ProvisionReading, clause: Clause) -> Procedure | None:
        for procedure in self.procedures:
            if context.first(procedure.when, procedure.near, reading, clause) or (
                procedure.lead and context.first(procedure.when, "lead", reading, clause)
            ):
                silenced = context.first(procedure.unless, "sentence", reading, clause)
                return None if silenced else procedure
        return None

    @staticmethod
    def _right(procedure: Procedure, number: int) -> bool:
        return number in procedure.allowed or (bool(procedure.at_most) and number <= procedure.at_most)
