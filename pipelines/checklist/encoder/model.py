"""The encoder's weights on disk with their card, and its judgement of texts.

Files in models/encoder/: weights.npz (arrays only, no pickle; the vocabulary among them), card.json (sha256, codes, where the weights come
from). A changed or missing file is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.model import spoken_for
from pipelines.checklist.encoder import network
from pipelines.checklist.encoder.text import UNSAID, cut
from pipelines.errors import ModelError
from pipelines.weights import arrays_of, npz_of, packed, read_card, sha256, unpacked, write_card

FOLDER = Path(__file__).resolve().parents[3] / "models" / "encoder"
WEIGHTS = "weights.npz"
VOCABULARY = "vocabulary"


@dataclass(frozen=True)
class Encoder:
    codes: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: dict[str, np.ndarray]

    def score(self, passages: Sequence[tuple[str, Sequence[str]]]) -> list[np.ndarray]:
        """For each (passage, its clauses) logits [clauses, codes]; a clause no window speaks for keeps UNSAID."""
        found = []
        judged = self.windows([text for text, _ in passages])
        for (text, clauses), (logits, windows) in zip(passages, judged, strict=True):
            rows = np.full((len(clauses), len(self.codes)), UNSAID, dtype=np.float32)
            for row, clause in enumerate(spoken_for(windows, text, clauses)):
                if clause is not None:
                    rows[clause] = np.maximum(rows[clause], logits[row])
            found.append(rows)
        return found

    def windows(self, texts: Sequence[str]) -> list[tuple[np.ndarray, list[tuple[int, int]]]]:
        """For each text its windows: (logits [windows, codes], character ranges)."""
        stretches, spans = cut(texts, self.vocabulary)
        found = [np.zeros((len(ranges), len(self.codes)), dtype=np.float32) for ranges in spans]
        for stretch, logits in zip(stretches, network.logits(self.weights, stretches), strict=True):
            found[stretch.text][[window for _, _, window in stretch.windows]] = logits
        return list(zip(found, spans, strict=True))


def load_encoder(path: Path | None = None) -> Encoder:
    """The encoder of a folder (default models/encoder). Raises ModelError when a file is missing or not the one of the card."""
    folder = path or FOLDER
    try:
        card = read_card(folder)
        raw = (folder / WEIGHTS).read_bytes()
        if sha256(raw) != card["sha256"]:
            raise ModelError
        stored = arrays_of(raw)
        vocabulary = {str(form): number for number, form in enumerate(stored.pop(VOCABULARY))}
        return Encoder(tuple(card["codes"]), vocabulary, unpacked(stored))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError from error


def save(encoder: Encoder, folder: Path, card: dict) -> dict:
    """Write weights and card; returns the card as written."""
    folder.mkdir(parents=True, exist_ok=True)
    raw = npz_of({VOCABULARY: np.array(list(encoder.vocabulary))} | packed(encoder.weights))
    (folder / WEIGHTS).write_bytes(raw)
    full = {"codes": list(encoder.codes), "sha256": sha256(raw)} | card
    write_card(folder, full)
    return full
