"""From examples to what the network learns on: windows, labels and how much each label weighs."""

import random
from dataclasses import dataclass

import numpy as np

from pipelines.checklist.detectors.features import STOP, Batch, Concepts, Features, Vectors, concept_rows, cut, phrase_families, spread
from pipelines.checklist.detectors.training.examples import Example, weave

RARE_PHRASE, RARE_PAIR = 3, 60  # fewest examples with the phrase, fewest windows with the pair
HIT_WEIGHT, MISS_WEIGHT, SOUND_WEIGHT, PROSE_WEIGHT, MISTAKEN_WEIGHT = 3.0, 2.0, 1.5, 0.5, 1.0
NAMES_OF_THEIR_TIME = ("A12", "E06", "H04")  # a law was right to name the district of its day: it teaches these codes nothing


@dataclass(frozen=True)
class Told:
    """A text and what is known of it."""

    text: str
    example: Example | None  # None: sound
    start: int = -1  # of the defect's words in the text; -1: none
    weight: float = PROSE_WEIGHT  # of a sound text
    mistaken: bool = False  # a law's words that an earlier network took for a defect


@dataclass(frozen=True)
class Lesson:
    batch: Batch
    labels: np.ndarray
    weights: np.ndarray
    taught: int  # windows of examples; the rest is prose


def told(examples: list[Example], sound: list[str], prose: list[str], mistaken: list[str], chance: random.Random) -> list[Told]:
    """Each example as written; each defect once more, woven into sound prose; then sound provisions, the prose, what was mistaken."""
    hosts = [line for line in prose if 10 <= len(line.split()) <= 80]
    found = []
    for example in examples:
        found.append(Told(example.text, example, example.text.find(example.span) if example.span else -1))
        if example.span and hosts:
            text, start = weave(example.span, chance.choice(hosts), chance)
            found.append(Told(text, example, start))
    found += [Told(line, None, weight=SOUND_WEIGHT) for line in sound]
    found += [Told(line, None) for line in prose]
    return found + [Told(words, None, weight=MISTAKEN_WEIGHT, mistaken=True) for words in mistaken]


def lesson_of(texts: list[Told], codes: tuple[str, ...]) -> Lesson:
    """Labels of every window. A window half over the defect says nothing; codes named in `also` are never held against it."""
    batch = cut([t.text for t in texts])
    column = {code: i for i, code in enumerate(codes)}
    timely = [column[code] for code in NAMES_OF_THEIR_TIME if code in column]
    labels = np.zeros((len(batch.starts), len(codes)), dtype=np.float32)
    weights = np.full(labels.shape, PROSE_WEIGHT, dtype=np.float32)
    row = taught = 0
    for text, spans in zip(texts, batch.spans, strict=True):
        for window in spans:
            weights[row] = text.weight
            if text.mistaken:
                weights[row, timely] = 0.0
            if text.example is not None:
                _mark(text, window, labels[row], weights[row], column)
                taught = row + 1
            row += 1
    return Lesson(batch, labels, weights, taught)


def _mark(text: Told, window: tuple[int, int], labels: np.ndarray, weights: np.ndarray, column: dict[str, int]) -> None:
    example, own = text.example, column[text.example.code]
    also = [column[code] for code in example.also if code in column]
    if not example.hit:
        weights[:] = 1.0
        weights[own] = MISS_WEIGHT
        return
    end = text.start + len(example.span)
    shared = max(0, min(window[1], end) - max(window[0], text.start)) if example.span else 0
    cover, purity = shared / max(len(example.span), 1), shared / (window[1] - window[0] or 1)
    if cover >= 0.6 or (purity >= 0.9 and cover >= 0.35):
        labels[own] = 1.0
        weights[:] = 1.0
        weights[own] = HIT_WEIGHT * min(1.0, max(0.2, purity))
    else:
        weights[:] = 0.0 if cover > 0.05 else PROSE_WEIGHT
        weights[own] *= 0.6
    weights[also] = 0.0


def features_of(lesson: Lesson, concepts: Concepts, vectors: Vectors) -> Features:
    """The phrases met in several examples and the pairs of concepts met often enough to learn from."""
    taught = np.arange(lesson.taught)
    starts, ends, owner = (field[taught] for field in (lesson.batch.starts, lesson.batch.ends, lesson.batch.owner))
    rows, at = spread(starts, ends)
    kept = []
    for keys, length in phrase_families(lesson.batch.keys):
        inside = (at + length <= ends[rows]) & (keys[at] != STOP)
        seen = np.unique(np.stack([keys[at[inside]], owner[rows[inside]].astype(np.uint64)], axis=1), axis=0)
        phrases, counts = np.unique(seen[:, 0], return_counts=True)
        kept.append(phrases[counts >= RARE_PHRASE])
    met = concept_rows(lesson.batch, concepts)[: lesson.taught]
    together = np.triu((met.T @ met).toarray(), k=1)
    return Features(np.unique(np.concatenate(kept)), np.argwhere(together >= RARE_PAIR).astype(np.int32), concepts, vectors)
