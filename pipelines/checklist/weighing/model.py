"""The learned weights: one number a sign, a bias, and from which chance a proposal is shown.

Files in models/weighing/: weights.json (numbers with the names of their signs) and card.json (its sha256, what it was learned from and how
well it did on drafts it had not met). A changed or missing file is refused.
"""

import dataclasses
import functools
import json
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.network import sigmoid
from pipelines.checklist.weighing.signs import CLOSE, NAMES
from pipelines.errors import ModelError
from pipelines.weights import read_card, sha256, write_card

FOLDER = Path(__file__).resolve().parents[3] / "models" / "weighing"
WEIGHTS = "weights.json"


@dataclasses.dataclass(frozen=True)
class Sum:
    """A weighted sum of signs, as a chance."""

    weights: np.ndarray
    bias: float

    def chances(self, signs: np.ndarray) -> np.ndarray:
        """[proposals]: how likely each row of signs [proposals, signs] is a defect, between 0 and 1."""
        return sigmoid(signs @ self.weights + self.bias)

    def highest(self, known: np.ndarray) -> np.ndarray:
        """[proposals]: the highest chance each could still get, its first signs [proposals, any number] being known; no sign passes 1."""
        weights, open_ = self.weights[: known.shape[1]], self.weights[known.shape[1] :]
        return sigmoid(known @ weights + self.bias + open_[open_ > 0].sum())


@dataclasses.dataclass(frozen=True)
class Weigher:
    first: Sum  # over NAMES: whether a closer reading is worth its time
    closer: Sum  # over NAMES and CLOSE
    worth: float  # chance of the first sum from which the encoder is asked
    shown: dict[str, float]  # severity → chance from which a clause is shown though a condition of the item fails
    kept: float  # chance below which a clause whose conditions all hold is silent


@functools.cache
def load_weigher(folder: Path = FOLDER) -> Weigher:
    """The weights of a folder. Raises ModelError when a file is missing, changed, or speaks of other signs than this program reads."""
    try:
        card = read_card(folder)
        raw = (folder / WEIGHTS).read_bytes()
        stored = json.loads(raw)
        if sha256(raw) != card["sha256"]:
            raise ModelError
        first, closer = (_sum(stored[name], signs) for name, signs in (("first", NAMES), ("closer", (*NAMES, *CLOSE))))
        return Weigher(first, closer, stored["worth"], stored["shown"], stored["kept"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError from error


def _sum(stored: dict, names: tuple[str, ...]) -> Sum:
    if stored["signs"].keys() != set(names):
        raise ModelError
    return Sum(np.array([stored["signs"][name] for name in names]), stored["bias"])


def save(weigher: Weigher, folder: Path, card: dict) -> dict:
    """Write weights and card; returns the card as written."""
    folder.mkdir(parents=True, exist_ok=True)
    stored = {"worth": weigher.worth, "shown": weigher.shown, "kept": weigher.kept}
    for name, names, of in (("first", NAMES, weigher.first), ("closer", (*NAMES, *CLOSE), weigher.closer)):
        stored[name] = {"bias": of.bias, "signs": {n: float(w) for n, w in zip(names, of.weights, strict=True)}}
    raw = (json.dumps(stored, indent=1) + "\n").encode()
    (folder / WEIGHTS).write_bytes(raw)
    full = {"sha256": sha256(raw)} | card
    write_card(folder, full)
    load_weigher.cache_clear()
    return full
