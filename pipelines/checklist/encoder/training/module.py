"""The encoder as torch learns it: the mathematics of encoder/network.py, under the same names."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from pipelines.checklist.encoder.network import EPSILON, FAR, HEADS, layers

DROPPED, DROPPED_HIDDEN = 0.1, 0.2  # shares of the head's inputs


class Module(nn.Module):
    def __init__(self, begun: dict[str, np.ndarray], hidden: int, codes: int):
        super().__init__()
        width = begun["word"].shape[1]
        head = {
            "hidden": nn.init.kaiming_uniform_(torch.empty(2 * width, hidden), a=5**0.5),
            "hidden_bias": torch.zeros(hidden),
            "judge": nn.init.normal_(torch.empty(hidden, codes), std=0.02),
            "judge_bias": torch.full((codes,), -4.0),
        }
        self.head = tuple(head)
        self.layers = layers(begun)
        given = {name: torch.from_numpy(np.ascontiguousarray(values, dtype=np.float32)) for name, values in begun.items()}
        self.all = nn.ParameterDict({_key(name): nn.Parameter(values) for name, values in (given | head).items()})
        self.all["place"].requires_grad = False

    def of(self, name: str) -> torch.Tensor:
        return self.all[_key(name)]

    def groups(self, rate: float, head_rate: float) -> list[dict]:
        """The parameters with their learning rates."""
        head = [self.of(name) for name in self.head]
        body = [p for name, p in self.all.items() if name not in self.head and p.requires_grad]
        return [{"params": body, "lr": rate}, {"params": head, "lr": head_rate}]

    def arrays(self) -> dict[str, np.ndarray]:
        return {name.replace("_of_", ".", 1): p.detach().numpy() for name, p in self.all.items()}

    def forward(self, numbers, known, row, begin, end) -> torch.Tensor:
        """[windows, codes] logits of windows (row, begin, end) over the padded token numbers."""
        state = self.states(numbers, known).float()
        total = functional.pad(state.cumsum(1), (0, 0, 1, 0))
        own = (total[row, end] - total[row, begin]) / (end - begin)[:, None]
        count = known.sum(1)[row]
        whole = total[row, count] / count[:, None]
        seen = functional.dropout(torch.cat([own, whole], 1), DROPPED, self.training)
        hidden = functional.dropout(_gelu(seen @ self.of("hidden") + self.of("hidden_bias")), DROPPED_HIDDEN, self.training)
        return hidden @ self.of("judge") + self.of("judge_bias")

    def states(self, numbers, known) -> torch.Tensor:
        state = self._normal(self.of("word")[numbers] + self.of("place")[: numbers.shape[1]], "begin")
        far = torch.zeros(known.shape).masked_fill(~known, FAR)[:, None, None, :]
        for layer in range(self.layers):
            state = self._layer(f"{layer}.", state, far)
        return state

    def _layer(self, at: str, state, far):
        rows, length, width = state.shape
        mixed = state @ self.of(at + "mix") + self.of(at + "mix_bias")
        query, key, value = mixed.view(rows, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        near = torch.softmax(query @ key.transpose(-1, -2) * (width // HEADS) ** -0.5 + far, -1).to(value.dtype)
        seen = (near @ value).transpose(1, 2).reshape(rows, length, width)
        state = self._normal(state + seen @ self.of(at + "out") + self.of(at + "out_bias"), at + "seen")
        inner = _gelu(state @ self.of(at + "wide") + self.of(at + "wide_bias"))
        return self._normal(state + inner @ self.of(at + "narrow") + self.of(at + "narrow_bias"), at + "end")

    def _normal(self, values, name: str):
        return functional.layer_norm(values, values.shape[-1:], self.of(name + "_gain"), self.of(name + "_shift"), EPSILON)


def _gelu(values):
    return values * torch.sigmoid(1.702 * values)


def _key(name: str) -> str:
    """A name torch takes: without a dot."""
    return name.replace(".", "_of_")
