"""A draft as the items read it: each provision with its clauses and the phrases that stand in it, in one pass.

The unit of judgement is the clause (Clause): a defect is a few words, and a whole provision drowns it. The provision, its heading path
and lead-in, its article and the document are the surroundings that confirm or silence.
"""

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterable, Sequence

from pipelines.checklist.patterns import Automaton, Pattern, Span, match
from pipelines.checklist.quantities import QUANTITIES
from pipelines.language import syllables
from pipelines.types import FRAME, Draft, Provision

_SENTENCE_END = re.compile(r"[;!?\n](?=\s|$|[^\s])|\.(?=\s|$|[”\"’»/])|…(?=\s|$)")
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|TX|TT|P|Q|TM|KT|TL|ThS|TS|PGS|GS|BS|Ths|St|tr|No)\.$")
_CLAUSE_CUT = re.compile(r"[,:;]\s|\s[–—-]\s|\(|\)")
_JOINTS = frozenset("và đồng_thời nhưng trường_hợp nếu thì mà để khi trừ song hoặc".replace("_", " ").split(" "))
_OPENERS = ("đồng thời", "trường hợp", "trừ", "nếu", "nhưng", "thì", "và", "mà", "khi", "để", "song", "hoặc")
SHORTEST = 4  # syllables; a shorter piece joins its neighbour
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
        self.sentences = self._sentences()
        self.marks: dict[str, list[Span]] = settle(automaton.scan(self.norms, self.sentences))
        self._known: dict[str, list[Span]] = {}

    def _sentences(self) -> list[Span]:
        cuts = [0]
        for m in _SENTENCE_END.finditer(self.text):
            if self.text[m.start()] == "." and _ABBREVIATED.search(self.text, max(0, m.start() - 5), m.start() + 1):
                continue
            i = bisect.bisect_left(self.starts, m.end())
            if i > cuts[-1]:
                cuts.append(i)
        if cuts[-1] != len(self.norms):
            cuts.append(len(self.norms))
        return list(zip(cuts, cuts[1:], strict=False)) or [(0, 0)]

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
            for label in pattern.labels:
                if label[0] == "<" and label[1:-1] in QUANTITIES and label not in self.marks:
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

    def chars(self, span: Span) -> Span:
        """Characters of the draft's text that the syllables span."""
        return self.base + self.starts[span[0]], self.base + self.ends[span[1] - 1]

    @functools.cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The provision cut at ; : , brackets, conjunctions and sentence ends; very short pieces joined to the piece before."""
        found = []
        for first, last in self.sentences:
            cuts = self._cuts(first, last)
            for a, b in zip(cuts, cuts[1:], strict=False):
                start, end = self.chars((a, b))
                found.append(Clause(start, end, a, b, (first, last), self._opener(a)))
        return tuple(found)

    def _cuts(self, first: int, last: int) -> list[int]:
        if last <= first:
            return []
        begin, finish = self.starts[first], self.ends[last - 1]
        at = {bisect.bisect_left(self.starts, m.end()) for m in _CLAUSE_CUT.finditer(self.text, begin, finish)}
        at |= {i for i in range(first + 1, last) if self.norms[i] in _JOINTS and self._joins(i)}
        cuts = [first]
        for i in sorted(at):
            if i - cuts[-1] >= SHORTEST and last - i >= SHORTEST:
                cuts.append(i)
        return [*cuts, last]

    def _joins(self, i: int) -> bool:
        norm, after = self.norms[i], self.norms[i + 1] if i + 1 < len(self.norms) else ""
        if norm in ("đồng", "trường"):
            return after in ("thời", "hợp")
        return norm not in ("thời", "hợp")

    def _opener(self, i: int) -> str:
        ahead = " ".join(self.norms[i : i + 2])
        return next((o for o in _OPENERS if ahead == o or ahead.startswith(o + " ")), "")

    def clause_at(self, i: int) -> Clause:
        """The clause that holds syllable i."""
        clauses = self.clauses
        return clauses[max(0, bisect.bisect_right([c.first for c in clauses], i) - 1)]

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
        return tuple(p for p in self.draft.provisions if p is top or top in self.path(p))

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

    def scores(self, reading: ProvisionReading, code: str) -> Sequence[float]:
        """The learned detector's probability for each clause of the reading; all detectors run once a provision."""
        from pipelines.checklist.detectors import load_detectors

        return self.note(("scores", reading.provision.id), lambda: load_detectors().score(self, reading))[code]

    def note(self, key, make):
        """What `make` gives, made once for this draft."""
        if key not in self._notes:
            self._notes[key] = make()
        return self._notes[key]
