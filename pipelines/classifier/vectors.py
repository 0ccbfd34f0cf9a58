"""Vectors of syllables and syllable pairs, learned from unlabelled text: positive PMI of neighbours, then truncated SVD.

Pairs matter because most Vietnamese words have two syllables ("dân vận", "tôn giáo").
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from scipy import sparse

from pipelines.classifier.lexis import Encoded, Numbering, encode, forms, look_up, ngram_keys

WINDOW = 6  # neighbours on each side
_CHUNK = 4000  # texts counted at a time


def learn_syllables(texts: Iterable[str], least: int) -> list[str]:
    """Syllable forms seen at least `least` times, most frequent first, ties in alphabetical order."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(forms(text))
    return [form for form, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= least]


def frequent_pairs(encoded: Encoded, most: int, least: int) -> np.ndarray:
    """Sorted keys of the pairs seen most often."""
    _, keys = ngram_keys(encoded, 2)
    unique, counts = np.unique(keys, return_counts=True)
    order = np.lexsort((unique, -counts))[:most]
    return np.sort(unique[order[counts[order] >= least]])


def term_positions(encoded: Encoded, singles: np.ndarray, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(positions, term numbers, lengths): single syllables first in numbering, then pairs; in order of position."""
    found = []
    for n, keys, first in ((1, singles, 0), (2, pairs, len(singles))):
        positions, mine = ngram_keys(encoded, n)
        index = look_up(mine, keys)
        known = index >= 0
        found.append((positions[known], index[known] + first, np.full(known.sum(), n)))
    joined = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    order = np.argsort(joined[0], kind="stable")
    return joined[0][order], joined[1][order], joined[2][order]


def learn_vectors(texts: list[str], numbering: Numbering, singles: np.ndarray, pairs: np.ndarray, size: int) -> np.ndarray:
    """float32 [terms, size], rows of length one; terms are numbered as in `term_positions`."""
    from scipy.sparse.linalg import svds  # slow to load, and only learning needs it

    terms, contexts = len(singles) + len(pairs), len(singles)
    counts = sparse.csr_matrix((terms, contexts), dtype=np.float32)
    for at in range(0, len(texts), _CHUNK):
        counts = counts + _neighbours(encode(texts[at : at + _CHUNK], numbering), singles, pairs, terms, contexts)
    matrix = _positive_pmi(counts)
    left, values, _ = svds(matrix, k=size, v0=np.ones(min(matrix.shape)) / np.sqrt(min(matrix.shape)), random_state=0)
    order = np.argsort(-values)
    vectors = left[:, order] * np.sqrt(values[order])
    vectors *= np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(size)])
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def _neighbours(encoded: Encoded, singles: np.ndarray, pairs: np.ndarray, terms: int, contexts: int) -> sparse.csr_matrix:
    """How often each single syllable stands within the window of each term, outside the term itself."""
    column = np.full(len(encoded.ids), -1, dtype=np.int64)
    positions, keys = ngram_keys(encoded, 1)
    column[positions] = look_up(keys, singles)
    positions, numbers, lengths = term_positions(encoded, singles, pairs)
    total = sparse.csr_matrix((terms, contexts), dtype=np.float32)
    for step in [*range(-WINDOW, 0), *range(1, WINDOW + 1)]:
        at = positions + step + np.where(step > 0, lengths - 1, 0)
        good = (at >= 0) & (at < len(column))
        good[good] &= (encoded.row[at[good]] == encoded.row[positions[good]]) & (column[at[good]] >= 0)
        weight = np.full(good.sum(), 1.0 / abs(step) ** 0.5, dtype=np.float32)
        total = total + sparse.coo_matrix((weight, (numbers[good], column[at[good]])), shape=(terms, contexts)).tocsr()
    return total


def _positive_pmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Positive pointwise mutual information, contexts smoothed by the power 0.75 (Levy, Goldberg, Dagan 2015)."""
    rows = np.asarray(counts.sum(axis=1)).ravel()
    columns = np.asarray(counts.sum(axis=0)).ravel() ** 0.75
    matrix = counts.tocoo()
    value = np.log(np.maximum(matrix.data * columns.sum() / (rows[matrix.row] * columns[matrix.col]), 1e-12))
    keep = value > 0
    return sparse.csr_matrix((value[keep], (matrix.row[keep], matrix.col[keep])), shape=counts.shape)
