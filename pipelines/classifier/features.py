"""From units to numbers: words of the text, words of the headings, phrase classes, vectors, and the rest of the document.

Every feature carries across documents or it is left out: numbers are one token, rare words count through their vectors.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from pipelines.classifier.lexis import Encoded, Numbering, encode, look_up, ngram_keys
from pipelines.classifier.phrases import Phrases
from pipelines.classifier.units import Unit
from pipelines.classifier.vectors import term_positions

LONGEST = 3  # syllables of an n-gram feature
_CONTEXT_TAIL = 400  # characters of the heading path that count, from its end


@dataclass(frozen=True)
class Space:
    """What is known about words before any topic: numbers of syllables, selected n-grams, phrase classes, vectors."""

    numbering: Numbering
    ngrams: np.ndarray  # sorted uint64 keys
    idf: np.ndarray  # of the n-grams in texts
    phrases: Phrases
    singles: np.ndarray  # sorted keys of syllables that have a vector
    pairs: np.ndarray
    vectors: np.ndarray  # float32 [singles + pairs, size]
    weight: np.ndarray  # of each term in a mean vector


@dataclass(frozen=True)
class Found:
    """What of the space stands where in some texts: (positions, what, lengths) each; positions count syllables of all texts."""

    encoded: Encoded
    ngrams: tuple[np.ndarray, np.ndarray, np.ndarray]
    phrases: tuple[np.ndarray, np.ndarray, np.ndarray]  # (positions, lengths, membership [matches, classes])
    terms: tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Features:
    """Sparse and dense blocks of the same units, and where they come from."""

    text: sparse.csr_matrix  # n-grams of the own words, rows of length one
    context: sparse.csr_matrix  # n-grams of the heading path
    words: Found  # in the own words of each unit
    heads: Found  # in the distinct heading paths
    head_of: np.ndarray  # heading path of each unit
    dense: np.ndarray  # classes of text and heading path, vectors of both, classes of the whole document


def context_tail(unit: Unit) -> str:
    return unit.context[-_CONTEXT_TAIL:]


def find(texts: Iterable[str], space: Space) -> Found:
    encoded = encode(texts, space.numbering)
    ngrams = []
    for n in range(1, LONGEST + 1):
        positions, keys = ngram_keys(encoded, n)
        columns = look_up(keys, space.ngrams)
        known = columns >= 0
        ngrams.append((positions[known], columns[known], np.full(known.sum(), n)))
    joined = tuple(np.concatenate(parts) for parts in zip(*ngrams, strict=True))
    return Found(encoded, joined, space.phrases.match(encoded), term_positions(encoded, space.singles, space.pairs))


def ngram_matrix(found: Found, space: Space) -> sparse.csr_matrix:
    """Damped counts of n-grams, weighted by rarity, rows of length one."""
    positions, columns, _ = found.ngrams
    shape = (found.encoded.texts, len(space.ngrams))
    counts = sparse.coo_matrix((np.ones(len(columns), dtype=np.float32), (found.encoded.row[positions], columns)), shape=shape).tocsr()
    counts.data = (1 + np.log(counts.data)) * space.idf[counts.indices]
    return _unit_rows(counts)


def _unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.diags_array(1 / np.maximum(length, 1e-9)).dot(matrix).tocsr().astype(np.float32)


def class_matrix(found: Found) -> np.ndarray:
    """How often each phrase class occurs, damped: [texts, classes]."""
    positions, _, membership = found.phrases
    matches = len(positions)
    of_text = (np.ones(matches, dtype=np.float32), (found.encoded.row[positions], np.arange(matches)))
    total = sparse.csr_matrix(of_text, shape=(found.encoded.texts, matches)) @ membership
    return np.log1p(total) / np.log(2)


def mean_vectors(found: Found, space: Space) -> np.ndarray:
    positions, terms, _ = found.terms
    rows = found.encoded.row[positions]
    weights = sparse.csr_matrix((space.weight[terms], (rows, terms)), shape=(found.encoded.texts, len(space.weight)))
    total = weights @ space.vectors
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)


def group_index(units: list[Unit]) -> np.ndarray:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(unit.group, len(numbers)) for unit in units], dtype=np.int64)


def document_mean(own: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Mean over the units of the same document, repeated for each of them."""
    count = len(own)
    members = sparse.csr_matrix((np.ones(count), (groups, np.arange(count))), shape=(groups.max(initial=-1) + 1, count))
    mean = (members @ own) / np.asarray(members.sum(axis=1)).reshape(-1, 1)
    return mean[groups].astype(np.float32)


def build_features(units: list[Unit], space: Space) -> Features:
    tails, head_of = distinct([context_tail(unit) for unit in units])
    words, heads = find((unit.text for unit in units), space), find(tails, space)
    classes = class_matrix(words)
    dense = [
        classes,
        class_matrix(heads)[head_of],
        mean_vectors(words, space),
        mean_vectors(heads, space)[head_of],
        document_mean(classes, group_index(units)),
    ]
    return Features(ngram_matrix(words, space), ngram_matrix(heads, space)[head_of], words, heads, head_of, np.hstack(dense))


def distinct(texts: list[str]) -> tuple[list[str], np.ndarray]:
    """Each different text once, and the place of each text among them."""
    numbers: dict[str, int] = {}
    index = [numbers.setdefault(text, len(numbers)) for text in texts]
    return list(numbers), np.array(index, dtype=np.int64)
