"""Learning, choosing thresholds on what was not learned from, and the card that says how good the detectors are."""

import datetime
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.features import Concepts, cut
from pipelines.checklist.detectors.model import CONCEPTS, Detectors, save, sha256
from pipelines.checklist.detectors.network import Learning, Network, learn, sigmoid
from pipelines.checklist.detectors.training.examples import Example, read_examples, read_prose, weave
from pipelines.checklist.detectors.training.lesson import features_of, lesson_of, told

FOLDS = 4
ALARMS = {"threshold": 0.03, "low": 0.25}  # false alarms a code may raise on 1,000 words of real prose
MEASURED_WORDS = 250_000


@dataclass(frozen=True)
class Measured:
    """Logits of texts that were not learned from."""

    hits: np.ndarray  # [hits, codes]: the defect's words woven into real prose
    hit_examples: list[Example]
    misses: np.ndarray
    miss_examples: list[Example]
    prose: np.ndarray
    words: int  # of the prose

    @classmethod
    def join(cls, parts: list["Measured"]) -> "Measured":
        hits, misses, prose = (np.concatenate([getattr(p, name) for p in parts]) for name in ("hits", "misses", "prose"))
        hit_examples, miss_examples = ([e for p in parts for e in getattr(p, name)] for name in ("hit_examples", "miss_examples"))
        return cls(hits, hit_examples, misses, miss_examples, prose, sum(p.words for p in parts))


def train(corpus: Path | None, samples: Path, out: Path, how: Learning | None = None, folds: int = FOLDS) -> dict:
    """Write weights and card into `out` (which holds concepts.yaml); returns the card. Same inputs and seed, same weights.

    Without a corpus the near-misses stand in for real prose: it works, but keeps less silence on real documents, and the card says so.
    """
    how = how or Learning()
    examples = read_examples(samples, folds)
    codes = tuple(sorted({e.code for e in examples}))
    prose, held = read_prose(corpus, random.Random(how.seed))
    concepts = Concepts.read(out / CONCEPTS)
    parts = []
    for fold in range(folds):
        network, features = _teach([e for e in examples if e.fold != fold], prose, codes, concepts, how)
        parts.append(_measure(network, features, [e for e in examples if e.fold == fold], held[fold::folds], how.seed))
    measured = Measured.join(parts)
    network, features = _teach(examples, prose, codes, concepts, how)
    slope, offset = _calibrate(measured, codes)
    limits = {name: _thresholds(measured, codes, slope, offset, alarms) for name, alarms in ALARMS.items()}
    detectors = Detectors(codes, limits["threshold"], limits["low"], features, network, slope, offset)
    card = _card(samples, corpus, measured, codes, detectors)
    save(detectors, out, card)
    return card


def _teach(examples: list[Example], prose: list[str], codes, concepts: Concepts, how: Learning) -> tuple[Network, "Features"]:  # noqa: F821
    chance = random.Random(how.seed)
    lines = prose if len(prose) < 22000 else chance.sample(prose, 22000)
    lesson = lesson_of(told(examples, lines, chance), codes)
    features = features_of(lesson, concepts)
    return learn(features.rows(lesson.batch), lesson.labels, lesson.weights, how), features


def _measure(network: Network, features, examples: list[Example], prose: list[str], seed: int) -> Measured:
    chance = random.Random(seed)
    hosts = [line for line in prose if 15 <= len(line.split()) <= 80] or [""]
    hits = [e for e in examples if e.hit and len(e.span.split()) >= 3]
    misses = [e for e in examples if not e.hit]
    woven = [weave(e.span, chance.choice(hosts), chance) for e in hits]
    chance.shuffle(prose)
    sample, words = [], 0
    for line in prose:
        if words >= MEASURED_WORDS // FOLDS:
            break
        sample.append(line)
        words += len(line.split())
    return Measured(
        _best(network, features, [t for t, _ in woven], [(a, a + len(e.span)) for (_, a), e in zip(woven, hits, strict=True)]),
        hits,
        _best(network, features, [e.text for e in misses]),
        misses,
        _best(network, features, sample or [e.text for e in misses]),
        words or sum(len(e.text.split()) for e in misses),
    )


def _best(network: Network, features, texts: list[str], within: list[tuple[int, int]] | None = None) -> np.ndarray:
    """[texts, codes]: the highest logit among a text's windows (those touching `within`, where given)."""
    batch = cut(texts)
    logits = network.logits(features.rows(batch))
    best = np.full((len(texts), logits.shape[1]), -30, dtype=np.float32)
    row = 0
    for number, spans in enumerate(batch.spans):
        for start, end in spans:
            if within is None or (start < within[number][1] and within[number][0] < end):
                best[number] = np.maximum(best[number], logits[row])
            row += 1
    return best


def _calibrate(measured: Measured, codes: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Platt's line for each code on unseen hits and misses, drawn toward the line of all codes (few examples a code)."""
    slope, offset = np.ones(len(codes), np.float32), np.zeros(len(codes), np.float32)
    shared = _platt(*_pairs(measured, codes, None), (1.0, 0.0), 1.0)
    for i, code in enumerate(codes):
        slope[i], offset[i] = _platt(*_pairs(measured, codes, code), shared, 10.0)
    return slope, offset


def _pairs(measured: Measured, codes, code: str | None) -> tuple[np.ndarray, np.ndarray]:
    column = {c: i for i, c in enumerate(codes)}
    yes = [measured.hits[i, column[e.code]] for i, e in enumerate(measured.hit_examples) if code in (None, e.code)]
    no = [measured.misses[i, column[e.code]] for i, e in enumerate(measured.miss_examples) if code in (None, e.code)]
    return np.array(yes + no, dtype=np.float64), np.array([1.0] * len(yes) + [0.0] * len(no))


def _platt(logits: np.ndarray, labels: np.ndarray, prior: tuple[float, float], strength: float) -> tuple[float, float]:
    """Slope and offset by Newton steps; `prior` with `strength` examples' weight keeps a small set from running away."""
    line = np.array(prior, dtype=np.float64)
    centre, design = line.copy(), np.stack([logits, np.ones_like(logits)], axis=1)
    for _ in range(100):
        guess = sigmoid(design @ line)
        gradient = design.T @ (guess - labels) + strength * (line - centre)
        curve = (design * (guess * (1 - guess))[:, None]).T @ design + (strength + 1.0) * np.eye(2)
        line -= np.clip(np.linalg.solve(curve, gradient), -0.2, 0.2)
    return float(np.clip(line[0], 0.1, 3.0)), float(line[1])


def _thresholds(measured: Measured, codes, slope, offset, alarms: float) -> dict[str, float]:
    """The probability at which a code raises `alarms` false alarms on 1,000 words of prose."""
    allowed = max(1, int(alarms * measured.words / 1000))
    chosen = {}
    for i, code in enumerate(codes):
        logits = np.sort(measured.prose[:, i])[::-1]
        at = logits[min(allowed, len(logits) - 1)]
        chosen[code] = round(float(sigmoid(slope[i] * at + offset[i])), 5)
    return chosen


def _card(samples: Path, corpus: Path | None, measured: Measured, codes, detectors: Detectors) -> dict:
    probability = {name: sigmoid(detectors.slope * getattr(measured, name) + detectors.offset) for name in ("hits", "misses", "prose")}
    per_code = {}
    for i, code in enumerate(codes):
        row = {}
        for name in ("threshold", "low"):
            limit = getattr(detectors, name)[code]
            caught = [p[i] >= limit for p, e in zip(probability["hits"], measured.hit_examples, strict=True) if e.code == code]
            sprung = [p[i] >= limit for p, e in zip(probability["misses"], measured.miss_examples, strict=True) if e.code == code]
            row[name] = {
                "recall": round(float(np.mean(caught)), 3),
                "misses_fired": round(float(np.mean(sprung)), 3),
                "alarms_per_1000_words": round(float((probability["prose"][:, i] >= limit).sum() * 1000 / measured.words), 3),
            }
        per_code[code] = row
    data = b"".join(path.read_bytes() for path in sorted(samples.glob("*.jsonl")))
    return {
        "date": datetime.date.today().isoformat(),
        "data": {"samples_sha256": sha256(data), "examples": len(measured.hits) + len(measured.misses), "real_prose": corpus is not None},
        "measured": {"how": "cross-validated by example; hits woven as a clause into real provisions", "codes": per_code},
    }
