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
# Of 79 altered issued documents the share is 2 to 8 such provisions per 1,000 words, of 80 invented local drafts, sound or not, 5 to 28.
PLAIN_UP_TO, CROWDED_FROM = 6.0, 9.0


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
class Bar:
    """The chance from which a clause is shown. Where everything sounds like a defect, likeness says less and the bar is higher."""

    plain: float  # in dry prose, as issued documents are written
    crowded: float  # in a draft of short concrete sentences about people, money and duties

    def at(self, crowding: float) -> float:
        """`crowding`: provisions per 1,000 words that resemble a defect much (Context.crowding); between the two the bar rises evenly."""
        return self.plain + (self.crowded - self.plain) * min(max((crowding - PLAIN_UP_TO) / (CROWDED_FROM - PLAIN_UP_TO), 0.0), 1.0)


@dataclasses.dataclass(frozen=True)
class Weigher:
    first: Sum  # over NAMES: whether a closer reading is worth its time
    closer: Sum  # over NAMES and CLOSE
    worth: float  # chance of the first sum from which the encoder is asked
    shown: dict[str, Bar]  # by severity, where a condition of the item fails
    kept: dict[str, Bar]  # where all its conditions hold

    def bar(self, severity: str, confirmed: bool, crowding: float) -> float:
        """The chance a clause needs to be shown."""
        return (self.kept if confirmed else self.shown)[severity].at(crowding)


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
        return Weigher(first, closer, stored["worth"], *(_bars(stored[name]) for name in ("shown", "kept")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError from error


def _bars(stored: dict) -> dict[str, Bar]:
    return {severity: Bar(*bar) for severity, bar in stored.items()}


def _sum(stored: dict, names: tuple[str, ...]) -> Sum:
    if stored["signs"].keys() != set(names):
        raise ModelError
    return Sum(np.array([stored["signs"][name] for name in names]), stored["bias"])


def save(weigher: Weigher, folder: Path, card: dict) -> dict:
    """Write weights and card; returns the card as written."""
    folder.mkdir(parents=True, exist_ok=True)
    stored: dict = {"worth": weigher.worth}
    for name, bars in (("shown", weigher.shown), ("kept", weigher.kept)):
        stored[name] = {severity: dataclasses.astuple(bar) for severity, bar in bars.items()}
    for name, names, of in (("first", NAMES, weigher.first), ("closer", (*NAMES, *CLOSE), weigher.closer)):
        stored[name] = {"bias": of.bias, "signs": {n: float(w) for n, w in zip(names, of.weights, strict=True)}}
    raw = (json.dumps(stored, indent=1) + "\n").encode()
    (folder / WEIGHTS).write_bytes(raw)
    full = {"sha256": sha256(raw)} | card
    write_card(folder, full)
    load_weigher.cache_clear()
    return full
