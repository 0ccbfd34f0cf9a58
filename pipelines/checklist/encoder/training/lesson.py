"""What the encoder learns from: the detectors' lesson, and whole provisions of real documents that the detectors take for a defect."""

import collections
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.model import Detectors
from pipelines.checklist.detectors.training.examples import Example, Prose, read_sound
from pipelines.checklist.detectors.training.lesson import NAMES_OF_THEIR_TIME, Told, lesson_of, told
from pipelines.checklist.detectors.training.train import AT_ONCE
from pipelines.checklist.detectors.windows import tokens
from pipelines.checklist.encoder.text import SPECIAL, Stretch, cut

MISTAKEN_LAWS, MISTAKEN_PROSE, PLAIN_PROSE = 14_000, 6_000, 6_000  # provisions
LAW_WEIGHT = 1.0
RARE = 8  # occurrences from which a syllable has a number of its own


@dataclass(frozen=True)
class Lesson:
    stretches: list[Stretch]
    rows: list[np.ndarray]  # row of `labels` and `weights` of each stretch's windows
    taught: list[bool]  # the stretch is of an example; the others are sound
    labels: np.ndarray
    weights: np.ndarray
    vocabulary: dict[str, int]


def vocabulary_of(texts: Sequence[str]) -> dict[str, int]:
    """The syllables, numbers and marks met often enough, after the special tokens."""
    counts = collections.Counter(form for text in texts for _, _, form in tokens(text))
    return {form: number for number, form in enumerate((*SPECIAL, *sorted(f for f, n in counts.items() if n >= RARE)))}


def lesson(examples: list[Example], samples: list[Path], prose: Prose, detectors: Detectors, seed: int) -> Lesson:
    """The lesson of these examples, of the sound provisions in the folders `samples`, and of the prose; the same inputs give the same."""
    chance = random.Random(seed)
    sound = [line for folder in samples for line in read_sound(folder)]
    known = [e for e in examples if e.code in detectors.codes]
    mistaken = _most_like(detectors, prose.learn, MISTAKEN_PROSE)
    rest = sorted(set(prose.learn) - set(mistaken))
    texts = told(known, sound, mistaken + chance.sample(rest, min(PLAIN_PROSE, len(rest))), [], chance)
    texts += [Told(line, None, weight=LAW_WEIGHT, mistaken=True) for line in _most_like(detectors, prose.laws, MISTAKEN_LAWS)]
    marked = lesson_of(texts, detectors.codes)
    vocabulary = vocabulary_of([t.text for t in texts] + prose.running)
    stretches, spans = cut([t.text for t in texts], vocabulary)
    firsts = np.cumsum([0, *(len(ranges) for ranges in spans)])
    rows = [firsts[s.text] + np.array([window for _, _, window in s.windows]) for s in stretches]
    taught = [texts[s.text].example is not None for s in stretches]
    return Lesson(stretches, rows, taught, marked.labels, marked.weights, vocabulary)


def _most_like(detectors: Detectors, lines: list[str], count: int) -> list[str]:
    """The sound lines with the windows most like a defect; old office names are none in a text of their time."""
    judged = [i for i, code in enumerate(detectors.codes) if code not in NAMES_OF_THEIR_TIME]
    scores = []
    for start in range(0, len(lines), AT_ONCE):
        found, places = detectors.windows(lines[start : start + AT_ONCE])
        worst = found[:, judged].max(axis=1, initial=0)
        scores += [max((float(worst[row]) for row, _ in windows), default=0.0) for windows in places]
    order = sorted(range(len(lines)), key=lambda i: (-scores[i], lines[i]))
    return [lines[i] for i in order[:count]]
