"""The encoder's mathematics: a transformer encoder and a head that judges windows of the text.

BERT (Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers"), with x·σ(1.702 x) for GELU (Hendrycks and Gimpel 2016),
which is as good and quicker. A window is judged by the mean state of its tokens beside the mean state of all tokens read with it.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from pipelines.checklist.encoder.text import BEGIN, END, PAD, Stretch

HEADS = 12
TOKENS_AT_ONCE = 512  # of the products, what fits the cache of an office computer
EPSILON = 1e-12
FAR = -1e4  # attention to padding

Weights = Mapping[str, np.ndarray]  # matrices as [in, out]; names as training.py writes them


def logits(weights: Weights, stretches: Sequence[Stretch]) -> list[np.ndarray]:
    """For each stretch [its windows, codes]."""
    order = sorted(range(len(stretches)), key=lambda i: len(stretches[i].numbers))
    found: list[np.ndarray] = [np.zeros((0, 0))] * len(stretches)
    for part in _parts([(i, len(stretches[i].numbers) + 2) for i in order]):
        states = _states(weights, [stretches[i] for i in part])
        for i, state in zip(part, states, strict=True):
            found[i] = _judge(weights, state[: len(stretches[i].numbers) + 2], stretches[i])
    return found


def _parts(sized: list[tuple[int, int]]) -> list[list[int]]:
    """Neighbours of like length together, no more than TOKENS_AT_ONCE with their padding."""
    parts: list[list[int]] = []
    for i, size in sized:
        if not parts or (len(parts[-1]) + 1) * size > TOKENS_AT_ONCE:
            parts.append([])
        parts[-1].append(i)
    return parts


def padded(stretches: Sequence[Stretch]) -> np.ndarray:
    """[stretches, longest + 2] token numbers between BEGIN and END, PAD behind."""
    table = np.full((len(stretches), max(len(s.numbers) for s in stretches) + 2), PAD)
    for row, stretch in zip(table, stretches, strict=True):
        row[: len(stretch.numbers) + 2] = (BEGIN, *stretch.numbers, END)
    return table


def _states(weights: Weights, stretches: Sequence[Stretch]) -> np.ndarray:
    """[stretches, tokens, width]"""
    numbers = padded(stretches)
    far = np.where(numbers == PAD, np.float32(FAR), np.float32(0))[:, None, None, :]
    begun = weights["word"][numbers] + weights["place"][: numbers.shape[1]]
    state = _normal(begun.reshape(numbers.size, -1), weights, "begin")
    for layer in range(layers(weights)):
        state = _layer(weights, f"{layer}.", state, far)
    return state.reshape(*numbers.shape, -1)


def layers(weights: Weights) -> int:
    """How many layers the weights hold."""
    return sum(name.endswith(".mix") for name in weights)


def _layer(weights: Weights, at: str, state: np.ndarray, far: np.ndarray) -> np.ndarray:
    """`state` [tokens of all stretches, width]: one product for all is quickest; only attention keeps the stretches apart."""
    rows, length, width = len(far), far.shape[-1], state.shape[-1]
    mixed = (state @ weights[at + "mix"] + weights[at + "mix_bias"]).reshape(rows, length, 3, HEADS, width // HEADS)
    query, key, value = np.ascontiguousarray(mixed.transpose(2, 0, 3, 1, 4))
    near = query @ key.transpose(0, 1, 3, 2) * np.float32((width // HEADS) ** -0.5) + far
    near = np.exp(near - near.max(axis=-1, keepdims=True))
    near /= near.sum(axis=-1, keepdims=True)
    seen = (near @ value).transpose(0, 2, 1, 3).reshape(rows * length, width)
    state = _normal(state + seen @ weights[at + "out"] + weights[at + "out_bias"], weights, at + "seen")
    inner = _gelu(state @ weights[at + "wide"] + weights[at + "wide_bias"])
    return _normal(state + inner @ weights[at + "narrow"] + weights[at + "narrow_bias"], weights, at + "end")


def _normal(values: np.ndarray, weights: Weights, name: str) -> np.ndarray:
    values = values - values.mean(axis=-1, keepdims=True)
    spread = np.einsum("...i,...i->...", values, values)[..., None] / np.float32(values.shape[-1])
    values *= 1 / np.sqrt(spread + np.float32(EPSILON))
    values *= weights[name + "_gain"]
    values += weights[name + "_shift"]
    return values


def _gelu(values: np.ndarray) -> np.ndarray:
    gate = values * np.float32(-1.702)
    with np.errstate(over="ignore"):  # what overflows is divided by infinity: rightly 0
        np.exp(gate, out=gate)
    gate += 1
    return np.divide(values, gate, out=gate)


def _judge(weights: Weights, state: np.ndarray, stretch: Stretch) -> np.ndarray:
    begin, end, _ = np.array(stretch.windows).T + 1  # BEGIN stands before the first token
    total = np.concatenate([np.zeros_like(state[:1]), state.cumsum(axis=0)])
    own = (total[end] - total[begin]) / (end - begin)[:, None].astype(np.float32)
    whole = np.broadcast_to(state.mean(axis=0), own.shape)
    hidden = _gelu(np.concatenate([own, whole], axis=1) @ weights["hidden"] + weights["hidden_bias"])
    return hidden @ weights["judge"] + weights["judge_bias"]
