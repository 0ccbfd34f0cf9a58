"""The model on disk: one .npz of plain arrays and a card that names every file's sha256; nothing is ever unpickled.

The card is read first, each file's bytes are compared with it, and only then are they parsed.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.classifier.features import Space
from pipelines.classifier.lexis import Numbering
from pipelines.classifier.phrases import build_phrases
from pipelines.errors import ModelError
from pipelines.types import TOPICS
from pipelines.weights import CARD, arrays_of, npz_of, read_card, sha256

HOME = Path(__file__).resolve().parents[2] / "models" / "topics"
WEIGHTS, LEXICON = "weights.npz", "lexicon.json"


@dataclass(frozen=True)
class Weights:
    """Linear scores of `Features` blocks, then calibration. Outputs: touched by each topic, then strongly by each."""

    text: np.ndarray  # float32 [n-grams, outputs]
    context: np.ndarray
    dense: np.ndarray
    bias: np.ndarray
    slope: np.ndarray  # Platt scaling of each output
    shift: np.ndarray


@dataclass(frozen=True)
class Model:
    space: Space
    weights: Weights
    thresholds: dict[str, dict[str, float]]  # topic → {"flag", "strong", "clear"}
    card: dict


def read_model(folder: Path = HOME) -> Model:
    """The model in a folder; ModelError when a file is missing, changed or unreadable."""
    card = _read_card(folder)
    data = {name: _checked(folder / name, expected) for name, expected in sorted(card["files"].items())}
    try:
        return _model(arrays_of(data[WEIGHTS]), json.loads(data[LEXICON]), card)
    except (KeyError, ValueError, OSError, EOFError) as error:
        raise ModelError("Tệp mô hình không đúng cấu trúc.") from error


def _read_card(folder: Path) -> dict:
    try:
        card = read_card(folder)
        if set(card["files"]) != {WEIGHTS, LEXICON} or set(card["thresholds"]) != set(TOPICS):
            raise KeyError("files")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError("Thiếu thẻ mô hình hoặc thẻ không đọc được.") from error
    return card


def _checked(path: Path, expected: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"Thiếu tệp mô hình {path.name}.") from error
    if sha256(data) != expected:
        raise ModelError(f"Tệp mô hình {path.name} không khớp với thẻ.")
    return data


def _model(stored: dict[str, np.ndarray], lexicon: dict, card: dict) -> Model:
    numbering = Numbering(bytes(stored["syllables"]).decode().split("\n"))
    space = Space(
        numbering,
        stored["ngrams"],
        stored["idf"].astype(np.float32),
        build_phrases(lexicon, numbering),
        stored["singles"],
        stored["pairs"],
        unpack_vectors(stored["vectors"]),
        stored["weight"].astype(np.float32),
    )
    names = Weights.__dataclass_fields__
    return Model(space, Weights(**{name: stored["w_" + name].astype(np.float32) for name in names}), card["thresholds"], card)


def pack_vectors(vectors: np.ndarray) -> np.ndarray:
    """Rows of length one as bytes: a step of 1/127 of the largest component is far below what the labels can tell."""
    scale = np.abs(vectors).max(axis=1, keepdims=True)
    return np.round(vectors / np.maximum(scale, 1e-9) * 127).astype(np.int8)


def unpack_vectors(packed: np.ndarray) -> np.ndarray:
    vectors = packed.astype(np.float32)
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def write_model(folder: Path, space: Space, weights: Weights, lexicon: bytes, card: dict) -> None:
    """Write weights, lexicon and card; the same inputs give the same bytes."""
    arrays = {
        "syllables": np.frombuffer("\n".join(space.numbering.syllables).encode(), dtype=np.uint8),
        "ngrams": space.ngrams,
        "idf": space.idf.astype(np.float16),
        "singles": space.singles,
        "pairs": space.pairs,
        "vectors": pack_vectors(space.vectors),
        "weight": space.weight.astype(np.float32),
    }
    arrays |= {"w_" + name: getattr(weights, name) for name in Weights.__dataclass_fields__}
    stored = npz_of(arrays)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(stored)
    (folder / LEXICON).write_bytes(lexicon)
    card = card | {"files": {WEIGHTS: sha256(stored), LEXICON: sha256(lexicon)}}
    (folder / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
