"""Learning, choosing thresholds on what was not learned from, and the card that says how good the detectors are."""

import dataclasses
import datetime
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.checklist.detectors.features import Concepts, Features, cut
from pipelines.checklist.detectors.model import CONCEPTS, Detectors, save
from pipelines.checklist.detectors.network import Learning, Network, learn, sigmoid
from pipelines.checklist.detectors.training.examples import Example, read_examples, read_prose, read_sound, weave
from pipelines.checklist.detectors.training.lesson import NAMES_OF_THEIR_TIME, features_of, lesson_of, told
from pipelines.checklist.detectors.training.vectors import learn_vectors
from pipelines.weights import sha256

PARTS = 5  # one of five examples is held out while thresholds are chosen
ALARMS = {"threshold": 0.006, "low": 0.03}  # false alarms a code may raise on 1,000 words of real prose
FLOOR = {"threshold": 0.6, "low": 0.5}  # below these, near-misses of all codes fire too often (16 % and 31 %)
MEASURED_WORDS = 300_000
MOST_PROSE = 22_000  # provisions learned from
AT_ONCE = 2_000  # lines scored together
MOST_MISTAKEN = 40_000  # windows of laws, those most like a defect to a network that had not met them


@dataclass(frozen=True)
class Measured:
    """Logits of texts that were not learned from."""

    hits: np.ndarray  # [hits, codes]: the defect's words woven into real prose
    hit_examples: list[Example]
    misses: np.ndarray
    miss_examples: list[Example]
    prose: np.ndarray
    lines: list[str]  # the prose

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)


def train(corpus: Path | None, samples: Path, out: Path, how: Learning | None = None) -> dict:
    """Write weights and card into `out` (which holds concepts.yaml); returns the card. Same inputs and seed, same weights.

    Learns three times: quickly, to find the words of laws it takes for defects; without one fifth of the examples, to choose thresholds
    and measure; then with all. Without a corpus the near-misses stand in for real prose and the word meanings come from the examples
    alone: it works, but keeps less silence on real documents.
    """
    how = how or Learning()
    digest = _digest(samples)  # before hours of learning in which the folder may change
    examples = read_examples(samples, PARTS)
    codes = tuple(sorted({e.code for e in examples}))
    prose, sound = read_prose(corpus, random.Random(how.seed)), read_sound(samples)
    concepts = Concepts.read(out / CONCEPTS)
    vectors = learn_vectors([e.text for e in examples] * 2 + prose.running, how.seed)
    quick = dataclasses.replace(how, members=1)
    mistaken = _mistaken(*_teach(examples, (sound, prose.learn, []), codes, (concepts, vectors), quick), codes, prose.laws)
    silent = (sound, prose.learn, mistaken)
    network, features = _teach([e for e in examples if e.fold], silent, codes, (concepts, vectors), how)
    measured = _measure(network, features, [e for e in examples if not e.fold], prose.held, how.seed)
    slope, offset = _calibrate(measured, codes)
    network, features = _teach(examples, silent, codes, (concepts, vectors), how)
    if prose.held:  # none of it was learned from: the false alarms of the detectors that are shipped, not of their forerunners
        measured = dataclasses.replace(measured, prose=_best(network, features, measured.lines))
    limits = {name: _thresholds(measured, codes, slope, offset, alarms, FLOOR[name]) for name, alarms in ALARMS.items()}
    detectors = Detectors(codes, limits["threshold"], limits["low"], features, network, slope, offset)
    card = _card(digest, corpus, measured, codes, detectors)
    save(detectors, out, card)
    return card


def _teach(examples: list[Example], silent: tuple[list[str], ...], codes, words, how: Learning) -> tuple[Network, Features]:
    chance = random.Random(how.seed)
    sound, prose, mistaken = silent
    lines = prose if len(prose) < MOST_PROSE else chance.sample(prose, MOST_PROSE)
    lesson = lesson_of(told(examples, sound, lines, mistaken, chance), codes)
    features = features_of(lesson, *words)
    return learn(features.rows(lesson.batch), lesson.labels, lesson.weights, how), features


def _mistaken(network: Network, features: Features, codes: tuple[str, ...], lines: list[str]) -> list[str]:
    """The windows of sound lines that look most like a defect, the worst first."""
    judged = [i for i, code in enumerate(codes) if code not in NAMES_OF_THEIR_TIME]
    found = []
    for start in range(0, len(lines), AT_ONCE):
        part = lines[start : start + AT_ONCE]
        batch = cut(part)
        worst = network.logits(features.rows(batch))[:, judged].max(axis=1)
        places = [(number, span) for number, spans in enumerate(batch.spans) for span in spans]
        found += [(-float(w), part[n][a:b]) for w, (n, (a, b)) in zip(worst, places, strict=True)]
    return [words for _, words in sorted(set(found))[:MOST_MISTAKEN]]


def _measure(network: Network, features: Features, examples: list[Example], held: list[str], seed: int) -> Measured:
    chance = random.Random(seed)
    hosts = [line for line in held if 15 <= len(line.split()) <= 80] or [""]
    hits = [e for e in examples if e.hit and len(e.span.split()) >= 3]
    misses = [e for e in examples if not e.hit]
    woven = [weave(e.span, chance.choice(hosts), chance) for e in hits]
    places = [(start, start + len(e.span)) for (_, start), e in zip(woven, hits, strict=True)]
    prose = _sample(held, chance) or [e.text for e in misses]
    return Measured(
        _best(network, features, [text for text, _ in woven], places),
        hits,
        _best(network, features, [e.text for e in misses]),
        misses,
        _best(network, features, prose),
        prose,
    )


def _sample(lines: list[str], chance: random.Random) -> list[str]:
    """Provisions at random, MEASURED_WORDS words together."""
    chosen, words = [], 0
    for line in chance.sample(lines, len(lines)):
        if words >= MEASURED_WORDS:
            break
        chosen.append(line)
        words += len(line.split())
    return chosen


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


def _calibrate(measured: Measured, codes: tuple[str, ...]) -> tuple[float, float]:
    """Platt's line, one for all codes: unseen hits against unseen misses and, for each code, as much real prose as there are misses."""
    column = {c: i for i, c in enumerate(codes)}
    yes = [measured.hits[i, column[e.code]] for i, e in enumerate(measured.hit_examples)]
    no = [measured.misses[i, column[e.code]] for i, e in enumerate(measured.miss_examples)]
    plain = measured.prose[:: max(1, len(measured.prose) * len(codes) // max(len(no), 1))].ravel()
    logits = np.concatenate([yes, no, plain]).astype(np.float64)
    labels = np.concatenate([np.ones(len(yes)), np.zeros(len(no) + len(plain))])
    line, design = np.array([1.0, 0.0]), np.stack([logits, np.ones_like(logits)], axis=1)
    for _ in range(100):
        guess = sigmoid(design @ line)
        curve = (design * (guess * (1 - guess))[:, None]).T @ design + np.eye(2)
        line -= np.clip(np.linalg.solve(curve, design.T @ (guess - labels)), -0.2, 0.2)
    return float(np.clip(line[0], 0.1, 3.0)), float(line[1])


def _thresholds(measured: Measured, codes, slope: float, offset: float, alarms: float, floor: float) -> dict[str, float]:
    """The probability at which a code raises `alarms` false alarms on 1,000 words of prose, at least `floor`."""
    allowed = max(1, int(alarms * measured.words / 1000))
    chosen = {}
    for i, code in enumerate(codes):
        logits = np.sort(measured.prose[:, i])[::-1]
        at = logits[min(allowed, len(logits) - 1)]
        chosen[code] = round(max(float(sigmoid(slope * at + offset)), floor), 5)
    return chosen


def _share(flags: list) -> float:
    return round(sum(map(bool, flags)) / max(len(flags), 1), 3)


def _digest(samples: Path) -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted([*samples.glob("*.jsonl"), *samples.glob("*.txt")])))


def _card(digest: str, corpus: Path | None, measured: Measured, codes, detectors: Detectors) -> dict:
    probability = {name: sigmoid(detectors.slope * getattr(measured, name) + detectors.offset) for name in ("hits", "misses", "prose")}
    per_code = {}
    for i, code in enumerate(codes):
        row = {}
        for name in ("threshold", "low"):
            limit = getattr(detectors, name)[code]
            caught = [p[i] >= limit for p, e in zip(probability["hits"], measured.hit_examples, strict=True) if e.code == code]
            sprung = [p[i] >= limit for p, e in zip(probability["misses"], measured.miss_examples, strict=True) if e.code == code]
            row[name] = {
                "recall": _share(caught),
                "misses_fired": _share(sprung),
                "alarms_per_1000_words": round(float((probability["prose"][:, i] >= limit).sum() * 1000 / measured.words), 3),
            }
        per_code[code] = row
    return {
        "date": datetime.date.today().isoformat(),
        "data": {"samples_sha256": digest, "examples": len(measured.hits) + len(measured.misses), "real_prose": corpus is not None},
        "measured": {"how": "one fifth of the examples held out; hits woven as a clause into real provisions", "codes": per_code},
    }
