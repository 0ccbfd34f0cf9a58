"""detector: a learned clause detector proposes, the surroundings confirm or silence.

Scores come from pipelines/checklist/detectors: one probability for each clause and code; the thresholds were chosen on labelled text.
"""

import dataclasses
from collections.abc import Iterator

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.patterns import Pattern, Span
from pipelines.checklist.reading import Clause, Context, ProvisionReading


@dataclasses.dataclass(frozen=True)
class Detector:
    code: str  # of the detector
    threshold: float = 0.0  # 0: the detector's own
    weak: bool = False  # the detector's low threshold: only where `with`, `core` or a norm confirms
    core: tuple[Pattern, ...] = ()  # the words that carry the act, for the guards; none: the clause's first words
    need_core: bool = False  # one of the core's words must stand in the clause
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()
    guards: Guards = Guards()

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        own = (context.detectors.low if self.weak else context.detectors.threshold)[self.code]
        for clause, score in zip(reading.clauses, context.scores(reading, self.code), strict=True):
            if score < (self.threshold or own):
                continue
            cores = self._cores(reading, clause)
            if self.need_core and not cores:
                continue
            yield from self._confirmed(context, reading, clause, cores, score)

    def _cores(self, reading: ProvisionReading, clause: Clause) -> list[Span]:
        spans = (s for pattern in self.core for s in reading.spans(pattern))
        return sorted({s for s in spans if clause.first <= s[0] and s[1] <= clause.last})

    def _confirmed(self, context, reading, clause, cores, score) -> Iterator[Match]:
        for core in cores or [(clause.first, min(clause.first + 1, clause.last))]:
            stands, why, evidence = confirm(context, reading, clause, core, self.with_, self.unless, self.guards)
            if stands:
                said = f"giống các ví dụ vi phạm đã học (mức {score:.2f})"
                yield Match(clause.start, clause.end, why=(said, *why), evidence=evidence)
                return
