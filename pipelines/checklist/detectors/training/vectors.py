"""Meaning vectors of syllables and two-syllable words: positive pointwise mutual information of neighbours, reduced by SVD.

Method: Levy and Goldberg 2014 (word vectors as factorised PPMI, context distribution smoothed to the power 0.75).
"""

import numpy as np
from scipy import sparse

from pipelines.checklist.detectors.features import STOP, Vectors, key_of, phrase_keys
from pipelines.checklist.detectors.windows import tokens

DIMENSIONS, REACH = 100, 6  # of a vector; words to each side that count as neighbours
RARE_SYLLABLE, RARE_WORD, MOST_WORDS = 15, 30, 14000


def learn_vectors(texts: list[str], seed: int) -> Vectors:
    """Vectors from running text; the same texts and seed give the same vectors. Needs scikit-learn."""
    from sklearn.utils.extmath import randomized_svd

    keys = np.array([key for text in texts for key in (*(key_of(mark) for _, _, mark in tokens(text)), 0)], dtype=np.uint64)
    vocabulary = _vocabulary(keys)
    places = [_places(found, vocabulary) for found in (keys, phrase_keys(keys, 2))]
    together = _neighbours(places, len(vocabulary))
    size = min(DIMENSIONS, len(vocabulary) - 1)
    left, strength, _ = randomized_svd(_information(together), n_components=size, n_iter=4, random_state=seed)
    table = left * np.sqrt(strength)
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
    counts = sum(np.bincount(p[p >= 0], minlength=len(vocabulary)) for p in places)
    return Vectors(vocabulary, table.astype(np.float32), np.log(len(keys) / (counts + 1)).astype(np.float32))


def _vocabulary(keys: np.ndarray) -> np.ndarray:
    syllables, counts = np.unique(keys, return_counts=True)
    words, word_counts = np.unique(phrase_keys(keys, 2), return_counts=True)
    common = np.argsort(-word_counts, kind="stable")[:MOST_WORDS]
    common = common[(word_counts[common] >= RARE_WORD) & (words[common] != STOP)]
    return np.unique(np.concatenate([syllables[(counts >= RARE_SYLLABLE) & (syllables != STOP)], words[common]]))


def _places(keys: np.ndarray, vocabulary: np.ndarray) -> np.ndarray:
    """Column of each token's key, -1 if it has none."""
    column = np.searchsorted(vocabulary, keys)
    column[column == len(vocabulary)] = 0
    return np.where((vocabulary[column] == keys) & (keys != STOP), column, -1)


def _neighbours(places: list[np.ndarray], size: int) -> sparse.csr_matrix:
    """Symmetric counts of what stands near what, nearer counting more."""
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, REACH + 1):
        for width, first in enumerate(places):
            step = distance + width
            for second in places:
                left, right = first[:-step], second[step:]
                both = (left >= 0) & (right >= 0)
                weights = np.full(both.sum(), distance**-0.5, dtype=np.float32)
                total = total + sparse.coo_matrix((weights, (left[both], right[both])), shape=(size, size)).tocsr()
    return total + total.T


def _information(together: sparse.csr_matrix) -> sparse.csr_matrix:
    counts = np.asarray(together.sum(axis=1)).ravel()
    smooth = counts**0.75
    smooth /= smooth.sum()
    pairs = together.tocoo()
    information = np.log(np.maximum(pairs.data / (counts[pairs.row] * smooth[pairs.col]), 1e-9))
    kept = information > 0
    return sparse.csr_matrix((information[kept], (pairs.row[kept], pairs.col[kept])), shape=together.shape)
