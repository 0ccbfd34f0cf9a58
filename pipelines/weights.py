"""How learned weights are kept on disk: arrays in one compressed file without pickle, small, with a card of JSON beside them."""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np

CARD = "card.json"
SCALE = "_scale"


def sha256(data: bytes) -> str:
    """Hexadecimal digest."""
    return hashlib.sha256(data).hexdigest()


def read_card(folder: Path) -> dict:
    """The card of a folder. Raises OSError or ValueError when there is none or it is no JSON."""
    return json.loads((folder / CARD).read_text(encoding="utf-8"))


def write_card(folder: Path, card: dict) -> None:
    """Write the card, its keys in the order given."""
    (folder / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def arrays_of(data: bytes) -> dict[str, np.ndarray]:
    """The arrays in the bytes of an .npz file. Raises ValueError or OSError when it holds anything else."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def npz_of(arrays: Mapping[str, np.ndarray]) -> bytes:
    """The bytes of a compressed .npz file of the arrays."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def packed(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Tables as one signed byte an entry with a scale a column; vectors as they are."""
    found: dict[str, np.ndarray] = {}
    for name, values in weights.items():
        if values.ndim == 1:
            found[name] = values.astype(np.float32)
            continue
        scale = np.maximum(np.abs(values).max(axis=0), 1e-9) / 127
        found |= {name: np.round(values / scale).astype(np.int8), name + SCALE: scale.astype(np.float32)}
    return found


def unpacked(stored: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights of `packed`, 32-bit."""
    names = [name for name in stored if not name.endswith(SCALE)]
    return {n: stored[n].astype(np.float32) * stored[n + SCALE] if n + SCALE in stored else stored[n].astype(np.float32) for n in names}
