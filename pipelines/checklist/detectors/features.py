"""From windows of text to one sparse row each: phrases of one to three syllables, concepts, pairs of concepts, meaning vectors.

Everything is counted over the whole batch at once with integer keys, so a 20-page draft costs some milliseconds.
"""

import functools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy import sparse

from pipelines.checklist.detectors.windows import tokens, windowed

MASK = np.uint64((1 << 61) - 1)
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
PHRASE_WEIGHT = 0.6  # of a phrase against a concept: concepts carry over to wordings not seen
VECTOR_LENGTH = 3.0  # of a window's mean vector against its signs
STOP = np.uint64(0)  # key of a mark: no phrase crosses it


@functools.lru_cache(maxsize=65536)
def key_of(mark: str) -> int:
    """A stable 61-bit key of one token; 0 for a mark of punctuation."""
    if len(mark) == 1 and not mark.isalnum() and mark != "#":
        return 0
    raw = mark.encode("utf-8")
    return ((zlib.crc32(raw) << 29) ^ zlib.crc32(raw, 0x5BD1E995)) & ((1 << 61) - 1) or 1


def mix(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Key of two parts in order; 0 when one of them is a mark."""
    joined = ((left * MULTIPLIER) ^ (right + (left >> np.uint64(7)))) & MASK
    joined[(left == STOP) | (right == STOP)] = STOP
    return joined


def phrase_keys(keys: np.ndarray, length: int) -> np.ndarray:
    """Key of the phrase of that length beginning at each token; 0 where a mark or the end of the batch cuts it."""
    joined = keys.copy()
    for step in range(1, length):
        after = np.zeros_like(keys)
        after[:-step or None] = keys[step:]
        joined = mix(joined, after)
    return joined


def skip_keys(keys: np.ndarray) -> np.ndarray:
    """Key of two tokens with one between them, distinct from that of neighbours."""
    after = np.zeros_like(keys)
    after[:-2] = keys[2:]
    joined = mix(keys, after)
    joined[joined != STOP] ^= np.uint64(0x1F3)
    return joined


@dataclass(frozen=True)
class Concepts:
    """Classes of expressions that mean the same, as sorted phrase keys by length."""

    names: tuple[str, ...]
    by_length: dict[int, tuple[np.ndarray, np.ndarray]]  # length → (sorted keys, class of each)

    @classmethod
    def read(cls, path: Path) -> "Concepts":
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        found: dict[int, list[tuple[int, int]]] = {}
        for number, phrases in enumerate(table.values()):
            for phrase in phrases.split("|"):
                keys = np.array([key_of(mark) for _, _, mark in tokens(phrase)], dtype=np.uint64)
                found.setdefault(len(keys), []).append((int(phrase_keys(keys, len(keys))[0]), number))
        ordered = {length: sorted(set(pairs)) for length, pairs in found.items()}
        return cls(
            tuple(table),
            {n: (np.array([k for k, _ in p], dtype=np.uint64), np.array([c for _, c in p], dtype=np.int32)) for n, p in ordered.items()},
        )

    def find(self, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(first token, token after the last, class) of every expression met in the batch."""
        starts, ends, classes = [], [], []
        for length, (sorted_keys, numbers) in self.by_length.items():
            phrases = phrase_keys(keys, length)
            low = np.searchsorted(sorted_keys, phrases, side="left")
            high = np.searchsorted(sorted_keys, phrases, side="right")
            hits = np.flatnonzero((high > low) & (phrases != STOP))
            counts = (high - low)[hits]
            starts.append(np.repeat(hits, counts))
            ends.append(np.repeat(hits + length, counts))
            offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
            classes.append(numbers[np.repeat(low[hits], counts) + offsets])
        return np.concatenate(starts), np.concatenate(ends), np.concatenate(classes)


@dataclass(frozen=True)
class Batch:
    """Windows of many texts over one run of tokens."""

    keys: np.ndarray  # one key a token, marks between texts are 0
    starts: np.ndarray  # of each window
    ends: np.ndarray
    owner: np.ndarray  # index of the text each window belongs to
    spans: list[list[tuple[int, int]]]  # per text: character range of each of its windows


def cut(texts: Sequence[str]) -> Batch:
    """Tokens and windows of the texts, in order."""
    keys, starts, ends, owner, spans = [], [], [], [], []
    for number, text in enumerate(texts):
        found, ranges = windowed(text)
        base = len(keys)
        keys += [key_of(mark) for _, _, mark in found]
        keys.append(0)
        starts += [base + a for a, _ in ranges]
        ends += [base + b for _, b in ranges]
        owner += [number] * len(ranges)
        spans.append([(found[a][0], found[b - 1][1]) for a, b in ranges])
    as_int = functools.partial(np.array, dtype=np.int64)
    return Batch(np.array(keys, dtype=np.uint64), as_int(starts), as_int(ends), as_int(owner), spans)


def spread(starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(window, token) for every token of every window."""
    lengths = ends - starts
    rows = np.repeat(np.arange(len(starts)), lengths)
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return rows, np.repeat(starts, lengths) + offsets


def binary(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> sparse.csr_matrix:
    """Rows with a 1 where a feature is met, however often."""
    matrix = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
    matrix.data[:] = 1.0
    return matrix


NONE = -1  # column of a phrase that is not in the vocabulary


def columns_of(keys: np.ndarray, vocabulary: np.ndarray) -> np.ndarray:
    """The column of each phrase in the sorted vocabulary, NONE where it has none."""
    column = np.searchsorted(vocabulary, keys)
    column[column == len(vocabulary)] = 0
    return np.where((vocabulary[column] == keys) & (keys != STOP), column, NONE)


def _known(
    keys: np.ndarray, vocabulary: np.ndarray, rows: np.ndarray, at: np.ndarray, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(window, column) of each phrase of the vocabulary that begins at a token `at` no later than `last`; windows share tokens."""
    column = columns_of(keys, vocabulary)[at]
    known = (column != NONE) & (at <= last)
    return rows[known], column[known]


def phrase_rows(batch: Batch, vocabulary: np.ndarray) -> sparse.csr_matrix:
    """Which phrases of the sorted vocabulary of keys each window holds."""
    rows, at = spread(batch.starts, batch.ends)
    found = [_known(keys, vocabulary, rows, at, batch.ends[rows] - length) for keys, length in phrase_families(batch.keys)]
    row, column = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return binary(row, column, (len(batch.starts), len(vocabulary)))


def phrase_families(keys: np.ndarray) -> list[tuple[np.ndarray, int]]:
    """The families of phrases that count as features, with the tokens each one covers."""
    return [(keys, 1), (phrase_keys(keys, 2), 2), (phrase_keys(keys, 3), 3), (skip_keys(keys), 3)]


def concept_rows(batch: Batch, concepts: Concepts) -> sparse.csr_matrix:
    """Which concepts each window holds as a whole expression."""
    first, after, number = concepts.find(batch.keys)
    order = np.argsort(first, kind="stable")
    first, after, number = first[order], after[order], number[order]
    low, high = np.searchsorted(first, batch.starts), np.searchsorted(first, batch.ends)
    rows, at = spread(low, high)
    inside = after[at] <= batch.ends[rows]
    return binary(rows[inside], number[at[inside]], (len(batch.starts), len(concepts.names)))


def pair_rows(concepts: sparse.csr_matrix, pairs: np.ndarray) -> sparse.csr_matrix:
    """Which of the pairs of concepts each window holds: "đã nộp đủ" beside "xác nhận" says more than either alone."""
    by_column = concepts.tocsc()
    return by_column[:, pairs[:, 0]].multiply(by_column[:, pairs[:, 1]]).tocsr()


@dataclass(frozen=True)
class Vectors:
    """Meaning of syllables and common two-syllable words, learned from which words stand near which in real documents."""

    keys: np.ndarray  # sorted phrase keys
    table: np.ndarray  # [keys, dimensions], rows of length one
    rarity: np.ndarray  # [keys]: how much a word weighs in the mean of its window

    def rows(self, batch: Batch) -> np.ndarray:
        """[windows, dimensions]: the weighted mean of each window's words, of length VECTOR_LENGTH."""
        rows, at = spread(batch.starts, batch.ends)
        total = np.zeros((len(batch.starts), self.table.shape[1]), dtype=np.float32)
        for length in (1, 2):
            row, column = _known(phrase_keys(batch.keys, length), self.keys, rows, at, batch.ends[rows] - length)
            total += sparse.csr_matrix((self.rarity[column], (row, column)), shape=(len(batch.starts), len(self.keys))) @ self.table
        return total * (VECTOR_LENGTH / (np.linalg.norm(total, axis=1, keepdims=True) + 1e-6))


@dataclass(frozen=True)
class Rows:
    """Features of windows: sparse signs and dense meaning, kept apart because each multiplies fastest its own way."""

    signs: sparse.csr_matrix
    meaning: np.ndarray

    def __getitem__(self, chosen: np.ndarray) -> "Rows":
        return Rows(self.signs[chosen], self.meaning[chosen])

    def __matmul__(self, weights: np.ndarray) -> np.ndarray:
        return self.signs @ weights[: self.signs.shape[1]] + self.meaning @ weights[self.signs.shape[1] :]

    def back(self, errors: np.ndarray) -> np.ndarray:
        """Transposed product: what each feature owes to the errors."""
        return np.concatenate([self.signs.T @ errors, self.meaning.T @ errors])

    @property
    def shape(self) -> tuple[int, int]:
        return self.signs.shape[0], self.signs.shape[1] + self.meaning.shape[1]


@dataclass(frozen=True)
class Features:
    """What a row is made of: chosen when the detectors learn, stored with their weights."""

    vocabulary: np.ndarray  # sorted phrase keys
    pairs: np.ndarray  # [n, 2] concept numbers
    concepts: Concepts
    vectors: Vectors

    def rows(self, batch: Batch) -> Rows:
        """One row a window: phrases, then concepts, then pairs of concepts; and its meaning."""
        phrases = phrase_rows(batch, self.vocabulary) * np.float32(PHRASE_WEIGHT)
        concepts = concept_rows(batch, self.concepts)
        signs = sparse.hstack([phrases, concepts, pair_rows(concepts, self.pairs)]).tocsr().astype(np.float32)
        return Rows(signs, self.vectors.rows(batch))
