"""A draft as the items read it: each provision with its clauses and the phrases that stand in it, in one pass.

The unit of judgement is the clause (Clause): a defect is a few words, and a whole provision drowns it. The provision, its heading path
and lead-in, its article and the document are the surroundings that confirm or silence.
"""

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterable

from pipelines.checklist import clauses
from pipelines.checklist.patterns import Automaton, Pattern, Span, match
from pipelines.checklist.quantities import QUANTITIES, SIGNS
from pipelines.language import syllables
from pipelines.types import Draft, Provision

_GLUED = re.compile(r"\d(?:đ|tr|k)\b")  # “300.000đ”
_COMMA = re.compile(r"[,:]\s")


@dataclasses.dataclass(frozen=True)
class Clause:
    start: int  # characters of the draft's text
    end: int
    first: int  # syllables of the provision, half-open
    last: int
    sentence: Span  # syllables of the sentence around it
    opener: str  # the word that joins it: "nếu", "trừ", "và"; "" none


class ProvisionReading:
    """One provision's own words, read: syllables, sentences, clauses and marks. Offsets are characters of the draft's text."""

    def __init__(self, draft: Draft, provision: Provision, automaton: Automaton, settle):
        self.provision = provision
        self.text = draft.words(provision)
        self.base = provision.start
        cut = syllables(self.text)
        self.starts = [a for a, _, _ in cut]
        self.ends = [b for _, b, _ in cut]
        self.norms = [n for _, _, n in cut]
        self.sentences = clauses.sentences(self.text, self.starts, len(cut)) or [(0, 0)]
        self.marks: dict[str, list[Span]] = settle(automaton.scan(self.norms, self.sentences, self._stops()))
        self.labels = frozenset(self.marks)
        self.bit = 0  # its place among the readings of a draft, set by Context
        self._known: dict[str, list[Span]] = {}

    def _stops(self) -> set[int]:
        """Syllables after which a comma or a colon stands."""
        return {bisect.bisect_right(self.starts, m.start()) - 1 for m in _COMMA.finditer(self.text)}

    def sentence_of(self, i: int) -> Span:
        """The sentence that holds syllable i."""
        return self.sentences[max(0, bisect.bisect_right(self._sentence_starts, i) - 1)]

    @functools.cached_property
    def _sentence_starts(self) -> list[int]:
        return [a for a, _ in self.sentences]

    def spans(self, pattern: Pattern) -> list[Span]:
        """Where the pattern stands, as syllable ranges."""
        known = self._known.get(pattern.text)
        if known is None:
            if pattern.calls and pattern.calls.isdisjoint(self.labels):
                return []
            for label in pattern.quantities:
                if label not in self.marks:
                    self.marks[label] = self._quantity(label[1:-1])
            known = self._known[pattern.text] = match(pattern, self.marks, lambda i: self.sentence_of(i)[1])
        return known

    def _quantity(self, name: str) -> list[Span]:
        found = []
        if name in SIGNS and SIGNS[name].isdisjoint(self.norms) and not (name == "so_tien" and _GLUED.search(self.text)):
            return found
        for m in QUANTITIES[name].finditer(self.text):
            span = (bisect.bisect_right(self.starts, m.start()) - 1, bisect.bisect_left(self.starts, m.end()))
            if 0 <= span[0] < span[1]:
                found.append(span)
        return found

    def places(self, patterns: Iterable[Pattern]) -> list[Span]:
        """Where any of the patterns stands, in order; a span inside a longer one (“nhập khu” in “sáp nhập khu”) is left out."""
        found: list[Span] = []
        for span in sorted({s for pattern in patterns for s in self.spans(pattern)}, key=lambda s: (s[0], -s[1])):
            if not any(a <= span[0] and span[1] <= b for a, b in found[-3:]):
                found.append(span)
        return found

    def chars(self, span: Span) -> Span:
        """Characters of the draft's text that the syllables span."""
        return self.base + self.starts[span[0]], self.base + self.ends[span[1] - 1]

    def syllables_in(self, start: int, end: int) -> Span:
        """Syllables that touch these characters of the draft's text."""
        return bisect.bisect_right(self.ends, start - self.base), bisect.bisect_left(self.starts, end - self.base)

    @functools.cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The provision's clauses in order (see clauses.py)."""
        found = []
        for sentence in self.sentences:
            if sentence[0] == sentence[1]:
                continue
            for a, b in clauses.clauses(self.text, self.starts, self.ends, self.norms, sentence):
                start, end = self.chars((a, b))
                found.append(Clause(start, end, a, b, sentence, clauses.opener(self.norms, a)))
        return tuple(found)

    def clause_at(self, i: int) -> Clause:
        """The clause that holds syllable i."""
        return self.clauses[max(0, bisect.bisect_right([c.first for c in self.clauses], i) - 1)]

    def clause_of(self, span: Span) -> Clause:
        """One clause over the span: the clause it stands in, or all clauses it touches taken as one."""
        a, b = self.clause_at(span[0]), self.clause_at(span[1] - 1)
        return a if a is b else Clause(a.start, b.end, a.first, b.last, a.sentence, a.opener)
