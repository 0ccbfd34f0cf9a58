"""The detectors' mathematics: a linear layer beside a small shared hidden one, logistic outputs, one for each code.

The hidden layer is shared by all codes, so what one code's examples teach about wording serves the others; the linear layer keeps what
is particular. Learned with Adam in numpy: no other library is needed to train or to judge.
"""

from dataclasses import dataclass

import numpy as np

from pipelines.checklist.detectors.features import Rows

FIELDS = ("direct", "bias", "inward", "inward_bias", "outward")


@dataclass
class Network:
    direct: np.ndarray  # [features, codes]
    bias: np.ndarray  # [codes]
    inward: np.ndarray  # [features, hidden]
    inward_bias: np.ndarray  # [hidden]
    outward: np.ndarray  # [hidden, codes]

    def logits(self, rows: Rows) -> np.ndarray:
        """[windows, codes], before calibration."""
        hidden = np.maximum(rows @ self.inward + self.inward_bias, 0)
        return rows @ self.direct + hidden @ self.outward + self.bias


@dataclass(frozen=True)
class Learning:
    hidden: int = 32
    members: int = 3  # networks from different seeds whose logits are averaged: steadier on wording seen rarely
    rate: float = 0.01
    epochs: int = 10
    batch: int = 2048
    decay_direct: float = 1e-2
    decay_hidden: float = 3e-2
    dropout: float = 0.3
    seed: int = 0


class _Adam:
    def __init__(self, weights: np.ndarray):
        self.weights, self.mean, self.square, self.step_number = weights, np.zeros_like(weights), np.zeros_like(weights), 0

    def step(self, gradient: np.ndarray, rate: float) -> None:
        self.step_number += 1
        self.mean += 0.1 * (gradient - self.mean)
        self.square += 0.01 * (gradient * gradient - self.square)
        scale = rate * np.sqrt(1 - 0.99**self.step_number) / (1 - 0.9**self.step_number)
        self.weights -= scale * self.mean / (np.sqrt(self.square) + 1e-6)


def sigmoid(values: np.ndarray) -> np.ndarray:
    """Logistic function, safe for large values."""
    return 1 / (1 + np.exp(-np.clip(values, -30, 30)))


def learn(rows: Rows, labels: np.ndarray, weights: np.ndarray, how: Learning) -> Network:
    """The network that fits `labels` [windows, codes] under `weights` (0: says nothing about this code). The seed fixes the result."""
    return _average([_learn_one(rows, labels, weights, how, how.seed + member) for member in range(how.members)])


def _average(networks: list[Network]) -> Network:
    """One network whose logits are the mean of theirs: the linear parts averaged, the hidden units side by side."""
    stack = {name: [getattr(network, name) for network in networks] for name in FIELDS}
    return Network(
        direct=np.mean(stack["direct"], axis=0),
        bias=np.mean(stack["bias"], axis=0),
        inward=np.concatenate(stack["inward"], axis=1),
        inward_bias=np.concatenate(stack["inward_bias"]),
        outward=np.concatenate(stack["outward"]) / np.float32(len(networks)),
    )


def _learn_one(rows: Rows, labels: np.ndarray, weights: np.ndarray, how: Learning, seed: int) -> Network:
    chance = np.random.default_rng(seed)
    network = _start(rows.shape[1], labels.shape[1], how, chance)
    optimizers = [_Adam(getattr(network, name)) for name in FIELDS]
    for epoch in range(how.epochs):
        rate = how.rate * (1 - epoch / how.epochs) + 1e-4
        order = chance.permutation(rows.shape[0])
        for at in range(0, len(order), how.batch):
            chosen = order[at : at + how.batch]
            gradients = _gradients(network, rows[chosen], labels[chosen], weights[chosen], how, chance)
            for optimizer, gradient in zip(optimizers, gradients, strict=True):
                optimizer.step(gradient, rate)
    return network


def _start(features: int, codes: int, how: Learning, chance: np.random.Generator) -> Network:
    small = np.float32
    return Network(
        direct=np.zeros((features, codes), small),
        bias=np.full(codes, -4, small),
        inward=(chance.normal(size=(features, how.hidden)) * 0.05).astype(small),
        inward_bias=np.zeros(how.hidden, small),
        outward=(chance.normal(size=(how.hidden, codes)) * 0.1).astype(small),
    )


def _gradients(network: Network, rows: Rows, labels, weights, how: Learning, chance) -> tuple[np.ndarray, ...]:
    before = rows @ network.inward + network.inward_bias
    kept = (chance.random(before.shape) > how.dropout).astype(np.float32) / np.float32(1 - how.dropout)
    hidden = np.maximum(before, 0) * kept
    error = sigmoid(rows @ network.direct + hidden @ network.outward + network.bias) - labels
    error = (error * weights * (50 / rows.shape[0])).astype(np.float32)
    back = (error @ network.outward.T) * (before > 0) * kept
    return (
        rows.back(error) + how.decay_direct * network.direct,
        error.sum(0),
        rows.back(back) + how.decay_hidden * network.inward,
        back.sum(0),
        hidden.T @ error + how.decay_direct * network.outward,
    )
