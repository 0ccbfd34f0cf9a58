"""Which words and which heading made a score: the exact shares of a linear model, collected on the syllables they come from."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from scipy import sparse

from pipelines.classifier.features import Features, Found, context_tail
from pipelines.classifier.store import Model
from pipelines.classifier.units import Unit
from pipelines.language import syllable_pattern
from pipelines.types import TOPICS

MOST_WORDS = 6
_MOST_HEADINGS = 2
_LONGEST = 9  # syllables of a shown phrase
Why = tuple[tuple[str, float], ...]
Ranges = Sequence[tuple[int, int]]


def explain(units: list[Unit], features: Features, flags: np.ndarray, model: Model, words: dict[str, Ranges]) -> list[list[Why]]:
    """For each unit and topic (words joined by "_", weight), strongest first, () where no flag was raised.

    The weight is the words' share of the score before calibration; words of the heading path begin with "›".
    """
    result: list[list[Why]] = [[() for _ in TOPICS] for _ in units]
    raised = np.flatnonzero(flags.any(axis=1))
    if not len(raised):
        return result
    own, above = _shares(features.words, model, context=False), _shares(features.heads, model, context=True)
    headings: dict[int, _Reading] = {}
    for i in raised:
        text, head = _Reading(units[i].text, own[i], words.get(units[i].id)), features.head_of[i]
        if head not in headings:
            headings[head] = _Reading(context_tail(units[i]), above[head], None)
        for topic in np.flatnonzero(flags[i]):
            found = text.strongest(topic, MOST_WORDS)
            found += [("›" + name, weight) for name, weight in headings[head].strongest(topic, _MOST_HEADINGS)]
            result[i][topic] = _strongest(found)
    return result


def _strongest(found: list[tuple[str, float]]) -> Why:
    ordered = sorted(found, key=lambda item: (-item[1], item[0]))
    return tuple((name, round(float(weight), 3)) for name, weight in ordered[:MOST_WORDS])


def _shares(found: Found, model: Model, context: bool) -> list[np.ndarray]:
    """Share of each syllable of each text in the score of each topic: one [syllables, topics] array a text."""
    encoded = found.encoded
    share = np.zeros((len(encoded.ids), len(TOPICS)))
    table = model.weights.context if context else model.weights.text
    _add_ngrams(share, found, table[:, : len(TOPICS)], model)
    classes, size = len(model.space.phrases.classes), model.space.vectors.shape[1]
    dense = model.weights.dense[:, : len(TOPICS)]
    first = classes if context else 0
    _add_phrases(share, found, dense[first : first + classes])
    first = 2 * classes + (size if context else 0)
    _add_vectors(share, found, dense[first : first + size], model)
    return np.split(share, np.searchsorted(encoded.row, np.arange(1, encoded.texts)))


def _add_ngrams(share: np.ndarray, found: Found, table: np.ndarray, model: Model) -> None:
    positions, columns, lengths = found.ngrams
    rows = found.encoded.row[positions]
    pairs, which, times = np.unique(rows * len(table) + columns, return_inverse=True, return_counts=True)
    value = (1 + np.log(times)) * model.space.idf[pairs % len(table)]
    length = np.sqrt(np.bincount(pairs // len(table), weights=value**2, minlength=found.encoded.texts))
    each = (value / times)[which] / length[rows]
    _spread(share, positions, lengths, each[:, None] * table[columns])


def _add_phrases(share: np.ndarray, found: Found, weight: np.ndarray) -> None:
    positions, lengths, membership = found.phrases
    rows = found.encoded.row[positions]
    times = _sum_rows(rows, membership, found.encoded.texts)
    each = membership * (np.log1p(times) / np.log(2) / np.maximum(times, 1))[rows]
    _spread(share, positions, lengths, each @ weight)


def _add_vectors(share: np.ndarray, found: Found, weight: np.ndarray, model: Model) -> None:
    space = model.space
    positions, terms, lengths = found.terms
    rows = found.encoded.row[positions]
    used, which = np.unique(terms, return_inverse=True)
    vectors = space.vectors[used] * space.weight[used][:, None]
    in_texts = sparse.csr_matrix((np.ones(len(rows)), (rows, which)), shape=(found.encoded.texts, len(used)))
    length = np.maximum(np.linalg.norm(in_texts @ vectors, axis=1), 1e-9)
    _spread(share, positions, lengths, (vectors @ weight)[which] / length[rows][:, None])


def _spread(share: np.ndarray, positions: np.ndarray, lengths: np.ndarray, value: np.ndarray) -> None:
    """Each syllable of a phrase carries an equal part of it."""
    for k in range(int(lengths.max(initial=0))):
        inside = lengths > k
        share += _sum_rows(positions[inside] + k, value[inside] / lengths[inside][:, None], len(share))


def _sum_rows(where: np.ndarray, value: np.ndarray, count: int) -> np.ndarray:
    """Rows of `value` added up at the given places: [count, columns]."""
    chosen = sparse.csr_matrix((np.ones(len(where)), (where, np.arange(len(where)))), shape=(count, len(where)))
    return chosen @ value


class _Reading:
    """One text with the share of each of its syllables."""

    def __init__(self, text: str, share: np.ndarray, words: Ranges | None):
        self._text = text
        self._share = share
        self._spans = [match.span() for match in syllable_pattern(text).finditer(text)]
        self._words = _by_words(self._spans, words) if words else None

    def strongest(self, topic: int, most: int) -> list[tuple[str, float]]:
        """The words (or, where they are not known, stretches of raised syllables) that raised the score most."""
        share = self._share[:, topic].tolist()
        pieces = self._stretches(share) if self._words is None else self._words
        sums = list(accumulate(share, initial=0.0))
        scored = sorted(((sums[b] - sums[a], a, b) for a, b in pieces), reverse=True)[:most]
        return [("_".join(self._text[s:e] for s, e in self._spans[a:b]), weight) for weight, a, b in scored if weight > 0]

    def _stretches(self, share: list[float]) -> list[tuple[int, int]]:
        """Runs of syllables with a positive share, not across punctuation, at most _LONGEST long."""
        pieces: list[tuple[int, int]] = []
        start = None
        for i, value in enumerate(share):
            if start is not None and (value <= 0 or i - start == _LONGEST or self._parted(i)):
                pieces.append((start, i))
                start = None
            if start is None and value > 0:
                start = i
        return pieces + ([(start, len(share))] if start is not None else [])

    def _parted(self, i: int) -> bool:
        """Something other than space stands before the syllable."""
        return not self._text[self._spans[i - 1][1] : self._spans[i][0]].isspace()


def _by_words(spans: Ranges, words: Ranges) -> list[tuple[int, int]]:
    """(first, past last) syllable of each word."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    pieces = ((bisect_left(starts, start), bisect_right(ends, end)) for start, end in words)
    return [(a, b) for a, b in pieces if a < b]
