"""The learned weights: one number a sign, a bias, and from which chance a proposal is shown.

Files in models/weighing/: weights.json (numbers with the names of their signs) and card.json (its sha256, what it was learned from and how
well it did on drafts it had not met). A changed or missing file is refused.
"""

import dataclasses
import functools
import json
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.model import sha256
from pipelines.checklist.detectors.network import sigmoid
from pipelines.checklist.weighing.signs import NAMES
from pipelines.errors import ModelError

FOLDER = Path(__file__).resolve().parents[3] / "models" / "weighing"
WEIGHTS, CARD = "weights.json", "card.json"


@dataclasses.dataclass(frozen=True)
class Weigher:
    weights: np.ndarray  # [len(NAMES)]
    bias: float
    shown: dict[str, float]  # severity → chance from which a clause is shown though a condition of the item fails
    kept: float  # chance below which a clause whose conditions all hold is silent

    def chances(self, signs: np.ndarray) -> np.ndarray:
        """[proposals]: how likely each row of signs [proposals, signs] is a defect, between 0 and 1."""
        return sigmoid(signs @ self.weights + self.bias)

    def highest(self, known: np.ndarray) -> np.ndarray:
        """[proposals]: the highest chance each could still get, its first signs [proposals, any number] being known."""
        weights, open_ = self.weights[: known.shape[1]], self.weights[known.shape[1] :]
        return sigmoid(known @ weights + self.bias + open_[open_ > 0].sum())


@functools.cache
def load_weigher(folder: Path = FOLDER) -> Weigher:
    """The weights of a folder. Raises ModelError when a file is missing, changed, or speaks of other signs than this program reads."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        raw = (folder / WEIGHTS).read_bytes()
        stored = json.loads(raw)
        if sha256(raw) != card["sha256"] or stored["signs"].keys() != set(NAMES):
            raise ModelError
        weights = np.array([stored["signs"][name] for name in NAMES])
        return Weigher(weights, stored["bias"], stored["shown"], stored["kept"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError from error


def save(weigher: Weigher, folder: Path, card: dict) -> dict:
    """Write weights and card; returns the card as written."""
    folder.mkdir(parents=True, exist_ok=True)
    signs = {name: float(weight) for name, weight in zip(NAMES, weigher.weights, strict=True)}
    stored = {"signs": signs, "bias": weigher.bias, "shown": weigher.shown, "kept": weigher.kept}
    raw = (json.dumps(stored, indent=1) + "\n").encode()
    (folder / WEIGHTS).write_bytes(raw)
    full = {"sha256": sha256(raw)} | card
    (folder / CARD).write_text(json.dumps(full, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    load_weigher.cache_clear()
    return full
