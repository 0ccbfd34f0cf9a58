"""Which provisions a learned detector can speak of at all: only these are read clause by clause when an edited item is run again.

An edit runs over dozens of drafts and a thousand samples, and judging their clauses anew is most of that time. How much a provision
resembles the examples of a defect depends on its own words alone, so its highest probabilities are kept, by the digest of the words:
numbers, never words.
"""

import contextlib
import copy
import dataclasses
import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence

from pipelines.checklist.context import Context
from pipelines.checklist.load import Checklist
from pipelines.checklist.primitives.detector import Detector
from pipelines.checklist.reading import ProvisionReading
from pipelines.checklist.schema import Find, Item
from pipelines.checklist.weighing.signs import LEAST
from pipelines.errors import ModelError
from pipelines.types import Draft

MOST = 50_000  # provisions kept, about 20 MB
BATCH = 1_500  # provisions judged in one call
ROUNDING = 1e-4  # the same words in another batch may differ in the last digits
_known: dict[bytes, Sequence[float]] = {}  # of the one set of detectors that a program loads


@dataclasses.dataclass(frozen=True)
class Likely(Detector):
    """A detector that is asked only about provisions some words of which reach its threshold: it finds the same."""

    def within(self, context: Context) -> Context:
        detectors = context.detectors
        own = self.threshold or (detectors.low if self.weak else detectors.threshold)[self.code]
        column, least = detectors.codes.index(self.code), min(own, LEAST) - ROUNDING
        highest = peaks(detectors, [reading.text for reading in context.judged])
        judged = tuple(reading for reading, peak in zip(context.judged, highest, strict=True) if peak[column] >= least)
        return context.note(("likely", tuple(map(id, judged))), lambda: _part(context, judged, map(max, highest)))


def _part(context: Context, judged: tuple[ProvisionReading, ...], highest: Iterable[float]) -> Context:
    """The same draft in the same surroundings, of which only these provisions are judged."""
    part = copy.copy(context)
    part.judged, part.crowd = judged, context.crowd_of(highest)
    return part


def quickened(item: Item) -> Item:
    """The item with its detectors asked only where they can speak."""
    return dataclasses.replace(item, find=Find(tuple(_likely(primitive) for primitive in item.find.any)))


def _likely(primitive):
    if type(primitive) is not Detector:
        return primitive
    return Likely(**{field.name: getattr(primitive, field.name) for field in dataclasses.fields(primitive)})


def foresee(checklist: Checklist, drafts: Sequence[Draft]) -> None:
    """Judge the provisions of all drafts in few calls, when one of the items will ask: a call for each sample costs ten times as much."""
    if any(isinstance(primitive, Likely) for item in checklist.items for primitive in item.find.any):
        look_ahead(checklist, drafts)


def look_ahead(checklist: Checklist, drafts: Sequence[Draft]) -> None:
    """Judge the provisions of all drafts before an item asks; for the time in which one is still being written."""
    with contextlib.suppress(ModelError):  # each run names it for itself
        texts = [text for draft in drafts for p in draft.provisions if p.judged and (text := draft.words(p))]
        if texts:
            peaks(Context(checklist, drafts[0], datetime.date.min).detectors, texts)


def peaks(detectors, texts: Sequence[str]) -> list[Sequence[float]]:
    """For each text the highest probability that any of its words get, one a code of the detectors."""
    keys = [hashlib.sha256(text.encode()).digest() for text in texts]
    found = {key: _known.get(key) for key in keys}
    missing = [(key, text) for key, text in dict(zip(keys, texts, strict=True)).items() if found[key] is None]
    for first in range(0, len(missing), BATCH):
        part = missing[first : first + BATCH]
        found |= zip((key for key, _ in part), _measured(detectors, [text for _, text in part]), strict=True)
    if len(_known) + len(missing) > MOST:
        _known.clear()
    _known.update((key, found[key]) for key, _ in missing)
    return [found[key] for key in keys]


def _measured(detectors, texts: list[str]) -> Iterator[Sequence[float]]:
    scores, places = detectors.windows(texts)
    for rows in places:
        yield scores[rows[0][0] : rows[-1][0] + 1].max(axis=0) if rows else (0.0,) * len(detectors.codes)
