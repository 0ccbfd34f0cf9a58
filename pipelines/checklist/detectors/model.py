"""The detectors: weights on disk with their card, and the score of each clause.

Files in models/detectors/: concepts.yaml (classes of expressions, written by people), weights.npz (arrays only, no pickle), card.json
(sha256 of both, codes, thresholds, what was measured). A changed or missing file is refused, so the review runs on rules alone and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.features import Concepts, Features, Vectors, cut
from pipelines.checklist.detectors.network import FIELDS, Network, sigmoid
from pipelines.errors import ModelError
from pipelines.weights import arrays_of, npz_of, packed, read_card, sha256, unpacked, write_card

FOLDER = Path(__file__).resolve().parents[3] / "models" / "detectors"
FAINT = 0.35  # a window below it for every code says nothing: its clause keeps 0
WEIGHTS, CONCEPTS = "weights.npz", "concepts.yaml"
KEYS = ("vocabulary", "pairs", "vector_keys", "vector_rarity")  # arrays that are kept as they are


@dataclass(frozen=True)
class Detectors:
    codes: tuple[str, ...]
    threshold: dict[str, float]  # probability from which a clause is proposed
    low: dict[str, float]  # weak proposal: only where a rule confirms
    features: Features
    network: Network
    slope: float  # calibration: probability = sigmoid(slope · logit + offset)
    offset: float

    def score(self, clauses: Sequence[tuple[str, str, str]]) -> np.ndarray:
        """Probabilities [clauses, codes] for (clause, provision's own words, heading path).

        A window speaks for the one clause it shares most words with, so the clause quoted is the one that carries the defect.
        """
        rows: dict[str, list[int]] = {}
        for row, (_, provision, _) in enumerate(clauses):
            rows.setdefault(provision, []).append(row)
        scores, places = self.windows(list(rows))
        loud = scores.max(axis=1, initial=0) >= FAINT
        result = np.zeros((len(clauses), len(self.codes)), dtype=np.float32)
        for (provision, known), windows in zip(rows.items(), places, strict=True):
            heard = [(number, window) for number, window in windows if loud[number]]
            speaking = spoken_for([window for _, window in heard], provision, [clauses[row][0] for row in known]) if heard else []
            for (number, _), clause in zip(heard, speaking, strict=True):
                if clause is not None:
                    result[known[clause]] = np.maximum(result[known[clause]], scores[number])
        return result

    def windows(self, texts: Sequence[str]) -> tuple[np.ndarray, list[list[tuple[int, tuple[int, int]]]]]:
        """Probabilities [windows, codes], and for each text its (row, character range) pairs."""
        batch = cut(texts)
        scores = np.zeros((0, len(self.codes)), dtype=np.float32)
        if len(batch.starts):
            scores = sigmoid(self.slope * self.network.logits(self.features.rows(batch)) + self.offset)
        places, row = [], 0
        for spans in batch.spans:
            places.append([(row + i, span) for i, span in enumerate(spans)])
            row += len(spans)
        return scores.astype(np.float32), places


def spoken_for(windows: Sequence[tuple[int, int]], provision: str, clauses: Sequence[str]) -> list[int | None]:
    """For each window (character range of the provision) the index of the clause it shares most with; None: it touches none."""
    places: list[tuple[int, int]] = []
    for clause in clauses:
        start = max(provision.find(clause, places[-1][0] + 1 if places else 0), 0)
        places.append((start, start + len(clause)))
    best = [max((min(b, end) - max(a, start), -index) for index, (start, end) in enumerate(places)) for a, b in windows]
    return [-index if shared > 0 else None for shared, index in best]


def load_detectors(path: Path | None = None) -> Detectors:
    """The detectors of a folder (default models/detectors). Raises ModelError when a file is missing or not the one of the card."""
    folder = path or FOLDER
    try:
        card = read_card(folder)
        weights = (folder / WEIGHTS).read_bytes()
        concepts = (folder / CONCEPTS).read_bytes()
        if (sha256(weights), sha256(concepts)) != (card["sha256"][WEIGHTS], card["sha256"][CONCEPTS]):
            raise ModelError
        return _build(card, arrays_of(weights), Concepts.read(folder / CONCEPTS))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError from error


def _build(card: dict, stored: dict[str, np.ndarray], concepts: Concepts) -> Detectors:
    learned = unpacked({name: stored[name] for name in stored if name not in KEYS})
    network = Network(**{name: learned[name] for name in FIELDS})
    vectors = Vectors(stored["vector_keys"], learned["vectors"], stored["vector_rarity"])
    features = Features(stored["vocabulary"], stored["pairs"], concepts, vectors)
    return Detectors(tuple(card["codes"]), card["threshold"], card["low"], features, network, *card["calibration"])


def save(detectors: Detectors, folder: Path, card: dict) -> None:
    """Write weights and card; the concepts stay where people edit them and are pinned by their hash."""
    features = detectors.features
    arrays = {"vocabulary": features.vocabulary, "pairs": features.pairs}
    arrays |= {"vector_keys": features.vectors.keys, "vector_rarity": features.vectors.rarity}
    arrays |= packed({"vectors": features.vectors.table} | {name: getattr(detectors.network, name) for name in FIELDS})
    weights = npz_of(arrays)
    (folder / WEIGHTS).write_bytes(weights)
    hashes = {WEIGHTS: sha256(weights), CONCEPTS: sha256((folder / CONCEPTS).read_bytes())}
    full = {
        "codes": list(detectors.codes),
        "threshold": detectors.threshold,
        "low": detectors.low,
        "calibration": [detectors.slope, detectors.offset],
        "sha256": hashes,
    } | card
    write_card(folder, full)
