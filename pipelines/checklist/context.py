"""A draft under review as the items ask of it: its readings, what surrounds each, its citations, its learned proposals."""

import functools
import operator
import re
import sys
from collections.abc import Iterable, Iterator

import numpy as np

from pipelines.checklist.encoder.text import UNSAID
from pipelines.checklist.patterns import Part, Pattern, Span
from pipelines.checklist.reading import Clause, ProvisionReading
from pipelines.citations import Citation, Linker, find_citations
from pipelines.types import FRAME, Draft, Provision

# A text without one of these cites nothing.
_CITES = re.compile(r"\bsố\b|\d/|[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Ll]uật")
SHORT = 800  # words: a sentence tried alone is no draft in which everything sounds like a defect
LIKELY, SURE = 0.36, 0.62  # probabilities: words resemble a defect, and do so much
_ALL = (0, sys.maxsize)  # syllables
SCOPES = ("clause", "sentence", "provision", "lead", "article", "document")


@functools.cache
def _detectors():
    from pipelines.checklist.detectors import load_detectors

    return load_detectors()


@functools.cache
def _encoder():
    from pipelines.checklist.encoder import load_encoder

    return load_encoder()


class Context:
    """A draft under review: its readings, what surrounds each, and what the items may ask of it."""

    def __init__(self, checklist, draft: Draft, as_of):
        self.checklist, self.draft, self.as_of = checklist, draft, as_of
        self.header = draft.header
        self.provisions = {p.id: p for p in draft.provisions}
        self.readings = {p.id: self._read(p) for p in draft.provisions if p.kind not in FRAME and p.end > p.start}
        self.judged = tuple(self.readings[p.id] for p in draft.provisions if p.judged and p.id in self.readings)
        self._notes: dict = {}

    def _read(self, provision: Provision) -> ProvisionReading:
        return ProvisionReading(self.draft, provision, self.checklist.automaton, self.checklist.lexicon.settle)

    @functools.cached_property
    def preamble(self) -> tuple[ProvisionReading, ...]:
        """Readings of the căn cứ lines: they say what the draft comes from, and are judged by few items."""
        return tuple(self._read(p) for p in self.draft.provisions if p.kind == "can_cu" and p.end > p.start)

    @functools.cached_property
    def headings(self) -> tuple[ProvisionReading, ...]:
        return tuple(r for r in self.readings.values() if not r.provision.judged)

    def fitting(self, patterns: tuple[Pattern, ...], reading: ProvisionReading) -> list[Pattern]:
        """Those of the patterns all of whose parts stand in the reading: the others are not worth a look."""
        return [pattern for pattern, mask in self._masked(patterns)[0] if mask & reading.bit]

    def places(self, patterns: tuple[Pattern, ...], reading: ProvisionReading) -> list[Span]:
        """Where any of the patterns stands in the reading, in order (see ProvisionReading.places)."""
        return reading.places(self.fitting(patterns, reading))

    def called(self, patterns: tuple[Pattern, ...] | None) -> tuple[ProvisionReading, ...]:
        """The judged provisions in which one of the patterns may stand, in order; None calls them all."""
        if patterns is None:
            return self.judged
        anywhere = self._masked(patterns)[1]
        return tuple(reading for reading in self.judged if reading.bit & anywhere) if anywhere else ()

    def _masked(self, patterns: tuple[Pattern, ...]) -> tuple[list[tuple[Pattern, int]], int]:
        """(each pattern with the readings in which all its parts stand, those that stand nowhere left out; the readings of any of them).

        One bit a reading.
        """
        key = ("masked", id(patterns))
        if key not in self._notes:  # the patterns are kept beside, so that their id stays theirs
            masked = [(p, mask) for p in patterns if (mask := self._mask(p))]
            self._notes[key] = (masked, functools.reduce(operator.or_, (mask for _, mask in masked), 0)), patterns
        return self._notes[key][0]

    def _mask(self, pattern: Pattern) -> int:
        mask = -1  # numbers are sought only when asked for: they may stand anywhere
        for part in pattern.parts:
            if not part.quantity:
                known = self._parts.get(id(part))
                mask &= self._stands(part) if known is None else known
        return mask

    def _stands(self, part: Part) -> int:
        """The readings in which the part stands; for patterns that are no item's."""
        standing = 0
        for label in part.label_set & self._standing.keys():
            standing |= self._standing[label]
        return standing

    @functools.cached_property
    def _parts(self) -> dict[int, int]:
        """id of a pattern part of the items → the readings in which it stands."""
        found = dict.fromkeys(self.checklist.part_ids, 0)
        for label, standing in self._standing.items():
            for part in self.checklist.parts.get(label, ()):
                found[id(part)] |= standing
        return found

    @functools.cached_property
    def _standing(self) -> dict[str, int]:
        """label → the readings in which it stands, one bit a reading."""
        found: dict[str, int] = {}
        for i, reading in enumerate((*self.readings.values(), *self.preamble)):
            reading.bit = 1 << i
            for label in reading.labels:
                found[label] = found.get(label, 0) | reading.bit
        return found

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
        """Readings of the provision's article: the whole Điều; without Điều the outermost numbered provision, with all below it."""
        top = self.article_of(provision)
        return self.note(("article", top.id), lambda: tuple(self.readings[p.id] for p in self.under(top) if p.id in self.readings))

    def article_of(self, provision: Provision) -> Provision:
        line = (provision, *self.path(provision))
        for p in line:
            if p.kind == "dieu":
                return p
        return next((p for p in reversed(line) if p.judged), line[0])

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

    def first(self, patterns: tuple[Pattern, ...], scope: str, reading: ProvisionReading, clause: Clause | None = None):
        """(reading, span) of the first of the patterns within the scope, or None."""
        if scope == "document":
            return self.note(("first", id(patterns)), lambda: next(self.every(patterns, scope, reading), None))
        return next(self.every(patterns, scope, reading, clause), None)

    def every(
        self, patterns: tuple[Pattern, ...], scope: str, reading: ProvisionReading, clause: Clause | None = None
    ) -> Iterator[tuple[ProvisionReading, Span]]:
        """Each (reading, span) of the patterns within the scope."""
        anywhere = self._masked(patterns)[1]
        first, last = {"clause": (clause.first, clause.last), "sentence": clause.sentence}.get(scope, _ALL) if clause else _ALL
        for around in self._around(scope, reading):
            if around.bit & anywhere:
                for pattern in self.fitting(patterns, around):
                    yield from ((around, span) for span in around.spans(pattern) if first <= span[0] and span[1] <= last)

    def _around(self, scope: str, reading: ProvisionReading) -> Iterable[ProvisionReading]:
        """The readings that a scope means for a reading."""
        if scope == "lead":
            return self.lead(reading.provision)
        if scope == "article":
            return (*self.article(reading.provision), *self.lead(reading.provision))
        return self.readings.values() if scope == "document" else (reading,)

    @functools.cached_property
    def detectors(self):
        """The learned clause detectors: those of the house, unless others are set. Raises ModelError."""
        return _detectors()

    def proposals(self, code: str, threshold: float) -> list[tuple[int, float]]:
        """(row of `scored`, probability) of the clauses to which the code's detector gives at least this probability, in order."""
        column = self.scores[:, self.detectors.codes.index(code)]
        return [(int(i), float(column[i])) for i in (column >= threshold).nonzero()[0]]

    @functools.cached_property
    def scored(self) -> tuple[tuple[ProvisionReading, Clause], ...]:
        """The clauses of all judged provisions, in order: the rows of `scores`."""
        return tuple((reading, clause) for reading in self.judged for clause in reading.clauses)

    @functools.cached_property
    def extents(self) -> tuple[np.ndarray, np.ndarray]:
        """([clauses], [clauses]): the first row of the same provision in `scored`, and the row after its last."""
        readings = np.array([id(reading) for reading, _ in self.scored])
        edges = np.flatnonzero(readings[1:] != readings[:-1]) + 1
        starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(readings)]])
        return np.repeat(starts, ends - starts), np.repeat(ends, ends - starts)

    @functools.cached_property
    def scores(self) -> np.ndarray:
        """[clauses, codes] probabilities, for the whole draft in one call."""
        above = {r.provision.id: " › ".join(up.text.strip() for up in reversed(self.lead(r.provision))) for r in self.judged}
        return self.detectors.score([(self.draft.text[c.start : c.end], r.text, above[r.provision.id]) for r, c in self.scored])

    @functools.cached_property
    def crowd(self) -> tuple[float, float]:
        """Provisions per 1,000 words some clause of which resembles a defect, and does so much."""
        highest: dict[str, float] = {}
        for (reading, _), best in zip(self.scored, self.scores.max(axis=1, initial=0).tolist(), strict=True):
            highest[reading.provision.id] = max(highest.get(reading.provision.id, 0.0), best)
        return self.crowd_of(highest.values())

    def crowd_of(self, highest: Iterable[float]) -> tuple[float, float]:
        """The crowd, told from the highest probability of each provision."""
        peaks, words = np.array(list(highest)), max(len(self.draft.text.split()), 1)
        likely, sure = (float((peaks >= least).sum() * 1000 / words) for least in (LIKELY, SURE))
        return likely, sure

    @functools.cached_property
    def crowding(self) -> float:
        """Provisions per 1,000 words that resemble a defect much; a short text is counted as one of SHORT words."""
        return self.crowd[1] * min(1.0, len(self.draft.text.split()) / SHORT)

    @functools.cached_property
    def logits(self) -> np.ndarray:
        """The scores as logits, between -9.2 and 9.2."""
        held = np.clip(self.scores, 1e-4, 1 - 1e-4)
        return np.log(held / (1 - held))

    @functools.cached_property
    def encoder(self):
        """The house's encoder, or another that was set. Raises ModelError."""
        return _encoder()

    def closely(self, rows: Iterable[int]) -> np.ndarray:
        """[clauses, codes] logits of the encoder: of the provisions in which the clauses `rows` stand, and of what was read before."""
        shape = len(self.scored), len(self.encoder.codes)
        logits, known = self.note(("closely", id(self)), lambda: (np.full(shape, UNSAID, dtype=np.float32), set()))
        fresh = {first: self.scored[first][0] for first in sorted({int(self.extents[0][row]) for row in rows} - known)}
        passages = [(reading.text, [self.draft.text[c.start : c.end] for c in reading.clauses]) for reading in fresh.values()]
        for first, judged in zip(fresh, self.encoder.score(passages) if passages else (), strict=True):
            logits[first : first + len(judged)] = judged
        known.update(fresh)
        return logits

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
        """Citations of places that are, or may be, the draft's own."""
        return tuple((p, c) for p, c in self.citations if (c.kind == "internal" or c.bare) and p.kind not in FRAME)

    @functools.cached_property
    def linker(self) -> Linker:
        return Linker(self.draft)

    def note(self, key, make):
        """What `make` gives, made once for this draft."""
        if key not in self._notes:
            self._notes[key] = make()
        return self._notes[key]
