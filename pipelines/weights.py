"""How learned weights are kept small on disk."""

from collections.abc import Mapping

import numpy as np

SCALE = "_scale"


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
