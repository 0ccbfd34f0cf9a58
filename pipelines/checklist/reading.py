"""A draft as the items read it: each provision with its clauses and the phrases that stand in it, in one pass.

The unit of judgement is the clause (Clause): a defect is a few words, and a whole provision drowns it. The provision, its heading path
and lead-in, its article and the document are the surroundings that confirm or silence.
"""

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterable, Sequence

from pipelines.checklist import clauses
from pipelines.checklist.patterns import Automaton, Pattern, Span, match
from pipelines.checklist.quantities import QUANTITIES
from pipelines.citations import Citation, Linker, find_citations
from pipelines.language import syllables
from pipelines.types import FRAME, Draft, Provision

# A text without one of these cites nothing.
_CITES = re.compile(r"\bsố\b|\d/|[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Ll]uật")
SCOPES = ("clause", "sentence", "provision", "lead", "article", "document")


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
        self.marks: dict[str, list[Span]] = settle(automaton.scan(self.norms, self.sentences))
        self._known: dict[str, list[Span]] = {}

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
            if pattern.calls and pattern.calls.isdisjoint(self.marks):
                return []
            for label in pattern.quantities:
                if label not in self.marks:
                    self.marks[label] = self._quantity(label[1:-1])
            known = self._known[pattern.text] = match(pattern, self.marks, lambda i: self.sentence_of(i)[1])
        return known

    def _quantity(self, name: str) -> list[Span]:
        found = []
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

    def called_by(self, calls: frozenset[str] | None) -> bool:
        """Whether the words that a primitive waits for stand here; None waits for nothing."""
        return calls is None or not calls.isdisjoint(self.marks)

    def chars(self, span: Span) -> Span:
        """Characters of the draft's text that the syllables span."""
        return self.base + self.starts[span[0]], self.base + self.ends[span[1] - 1]

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


class Context:
    """A draft under review: its readings, what surrounds each, and what the items may ask of it."""

    def __init__(self, checklist, draft: Draft, as_of):
        self.checklist, self.draft, self.as_of = checklist, draft, as_of
        self.header = draft.header
        self.provisions = {p.id: p for p in draft.provisions}
        settle = checklist.lexicon.settle
        self.readings = {
            p.id: ProvisionReading(draft, p, checklist.automaton, settle) for p in draft.provisions if p.kind not in FRAME and p.end > p.start
        }
        self.judged = tuple(self.readings[p.id] for p in draft.provisions if p.judged and p.id in self.readings)
        self._notes: dict = {}

    @functools.cached_property
    def labels(self) -> frozenset[str]:
        """Every phrase and class that stands anywhere in the judged text and its headings."""
        return frozenset(label for reading in self.readings.values() for label in reading.marks)

    def path(self, provision: Provision) -> tuple[Provision, ...]:
        """The provision's ancestors, nearest first."""
        found = []
        parent = provision.parent
        while parent is not None:
            found.append(self.provisions[parent])
            parent = found[-1].parent
        return tuple(found)

    def lead(self, provision: Provision) -> tuple[ProvisionReading, ...]:
        """Readings of the ancestors' own words (lead-in and headings), nearest first."""
        return self.note(("lead", provision.id), lambda: tuple(self.readings[p.id] for p in self.path(provision) if p.id in self.readings))

    def article(self, provision: Provision) -> tuple[ProvisionReading, ...]:
        """Readings of the provision's article: the whole Điều, or the nearest heading with all below it."""
        top = self.article_of(provision)
        return self.note(("article", top.id), lambda: tuple(self.readings[p.id] for p in self.under(top) if p.id in self.readings))

    def article_of(self, provision: Provision) -> Provision:
        line = (provision, *self.path(provision))
        for p in line:
            if p.kind == "dieu":
                return p
        return next((p for p in line if p.heading), line[-1])

    def under(self, top: Provision) -> tuple[Provision, ...]:
        """The provision and all that stands below it, in document order."""
        found, queue = [], [top]
        while queue:
            one = queue.pop()
            found.append(one)
            queue.extend(reversed(self._children.get(one.id, ())))
        return tuple(found)

    @functools.cached_property
    def _children(self) -> dict[str | None, list[Provision]]:
        found: dict[str | None, list[Provision]] = {}
        for p in self.draft.provisions:
            found.setdefault(p.parent, []).append(p)
        return found

    def around(self, scope: str, reading: ProvisionReading, clause: Clause | None) -> list[tuple[ProvisionReading, Span]]:
        """The stretches of text that a scope means for a clause."""
        if scope == "clause" and clause is not None:
            return [(reading, (clause.first, clause.last))]
        if scope == "sentence" and clause is not None:
            return [(reading, clause.sentence)]
        others: Iterable[ProvisionReading] = {
            "lead": lambda: self.lead(reading.provision),
            "article": lambda: (*self.article(reading.provision), *self.lead(reading.provision)),
            "document": lambda: self.readings.values(),
        }.get(scope, lambda: (reading,))()
        return [(r, (0, len(r.norms))) for r in others]

    def first(self, patterns: Iterable[Pattern], scope: str, reading: ProvisionReading, clause: Clause | None = None):
        """(reading, span) of the first of the patterns within the scope, or None."""
        if scope == "document":
            return self.note(("first", tuple(p.text for p in patterns)), lambda: self._first(patterns, self.around(scope, reading, clause)))
        return self._first(patterns, self.around(scope, reading, clause))

    def _first(self, patterns, stretches):
        for reading, (a, b) in stretches:
            for pattern in patterns:
                for span in reading.spans(pattern):
                    if a <= span[0] and span[1] <= b:
                        return reading, span
        return None

    @functools.cached_property
    def detectors(self):
        """The learned clause detectors (loaded once). Raises ModelError."""
        from pipelines.checklist.detectors import load_detectors

        return load_detectors()

    def scores(self, reading: ProvisionReading, code: str) -> Sequence[float]:
        """The learned detector's probability for each clause of the reading; the whole draft is scored in one call."""
        table, first = self._scores
        column = self.detectors.codes.index(code)
        at = first[reading.provision.id]
        return [float(row[column]) for row in table[at : at + len(reading.clauses)]]

    @functools.cached_property
    def _scores(self):
        rows, first = [], {}
        for reading in self.judged:
            first[reading.provision.id] = len(rows)
            above = " › ".join(r.text.strip() for r in reversed(self.lead(reading.provision)))
            rows += [(self.draft.text[c.start : c.end], reading.text, above) for c in reading.clauses]
        return self.detectors.score(rows), first

    @functools.cached_property
    def citations(self) -> tuple[tuple[Provision, Citation], ...]:
        """Every citation of the draft with the provision it stands in; its offsets count in the provision's own words."""
        found = []
        for p in self.draft.provisions:
            text = self.draft.words(p)
            if _CITES.search(text):
                found += [(p, citation) for citation in find_citations(text)]
        return tuple(found)

    @functools.cached_property
    def references(self) -> tuple[tuple[Provision, Citation], ...]:
        """Citations of the draft's own places."""
        return tuple((p, c) for p, c in self.citations if c.kind == "internal" and p.kind not in FRAME)

    @functools.cached_property
    def linker(self) -> Linker:
        return Linker(self.draft)

    def note(self, key, make):
        """What `make` gives, made once for this draft."""
        if key not in self._notes:
            self._notes[key] = make()
        return self._notes[key]
