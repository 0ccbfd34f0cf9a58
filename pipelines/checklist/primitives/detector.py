"""detector: a learned clause detector proposes, the surroundings confirm or silence.

Scores come from pipelines/checklist/detectors: one probability for each clause and code; the thresholds were chosen on labelled text.
"""

import dataclasses
from collections.abc import Iterable, Iterator

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.guards import GUARDS
from pipelines.checklist.patterns import Pattern, Span
from pipelines.checklist.reading import Clause, ProvisionReading

SURE = 0.85  # on 44 drafts and 60 issued documents: two more defects seen, no trap sprung, 0.01 alarms more on 1,000 words
SURE_WORDS = 8  # syllables: a short clause owes its score to its neighbours
WIDE = ("article", "document")
LEAST_WORDS = 5  # syllables of a clause without its figures: fewer ("Việc tháo dỡ") name a subject and say nothing of it
LIKENESS = ((0.85, "rất giống"), (0.6, "giống"), (0.0, "có nét giống"))  # by the detector's probability


@dataclasses.dataclass(frozen=True)
class Standing:
    """How the conditions of a detector stand around a clause."""

    support: float  # share of the scopes named in `with` in which a word was found
    core: bool  # the words it must have are there
    against: tuple[str, ...]  # scopes in which a word of `unless` was found
    guards: tuple[str, ...]  # those that would silence it


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

    def within(self, context: Context) -> Context:
        """The draft as far as this detector is asked about it: here all of it."""
        return context

    def find_document(self, context: Context) -> Iterator[Match]:
        context = self.within(context)
        own = (context.detectors.low if self.weak else context.detectors.threshold)[self.code]
        for row, score in context.proposals(self.code, self.threshold or own):
            reading, clause = context.scored[row]
            if is_bare(reading, clause):
                continue
            cores = self._cores(reading, clause, context.fitting(self.core, reading))
            if cores or not self.need_core:
                yield from self._confirmed(context, reading, clause, cores, score)

    def standing(self, context: Context, reading: ProvisionReading, clause: Clause) -> Standing:
        """What the conditions of this primitive say of a clause, each by itself."""
        cores = self._cores(reading, clause, context.fitting(self.core, reading))
        core = cores[0] if cores else (clause.first, min(clause.first + 1, clause.last))
        met = [context.first(patterns, scope, reading, clause) is not None for scope, patterns in self.with_.by_scope]
        against = tuple(s for s, patterns in self.unless.by_scope if context.first(patterns, s, reading, clause) is not None)
        guards = tuple(name for name in self.guards.names if GUARDS[name].silences(context, reading, clause, core))
        return Standing(sum(met) / len(met) if met else 1.0, bool(cores) or not self.need_core, against, guards)

    def _needed(self, clause: Clause, score: float) -> Scoped:
        """The words that must confirm a score: a very high one needs none nearby, only a document and article of the right kind."""
        if self.weak or score < SURE or clause.last - clause.first < SURE_WORDS:
            return self.with_
        return Scoped(tuple((scope, patterns) for scope, patterns in self.with_.by_scope if scope in WIDE))

    @staticmethod
    def _cores(reading: ProvisionReading, clause: Clause, core: Iterable[Pattern]) -> list[Span]:
        spans = (s for pattern in core for s in reading.spans(pattern))
        return sorted({s for s in spans if clause.first <= s[0] and s[1] <= clause.last})

    def _confirmed(self, context, reading, clause, cores, score) -> Iterator[Match]:
        for core in cores or [(clause.first, min(clause.first + 1, clause.last))]:
            stands, why, evidence = confirm(context, reading, clause, core, self._needed(clause, score), self.unless, self.guards)
            if stands:
                yield Match(clause.start, clause.end, why=(alike(score), *why), evidence=evidence)
                return


def is_bare(reading: ProvisionReading, clause: Clause) -> bool:
    """Whether a clause has too few words to say anything: “Việc tháo dỡ”, “5.000.000 đồng/năm”."""
    return sum(norm[0].isalpha() for norm in reading.norms[clause.first : clause.last]) < LEAST_WORDS


def alike(score: float) -> str:
    """How alike the clause is, for the reviewer."""
    likeness = next(word for least, word in LIKENESS if score >= least)
    return f"Cách viết {likeness} những câu đã phải góp ý về nội dung này."
