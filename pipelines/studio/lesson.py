"""The topic classifier learns from an office: the model in use, moved a little towards its labels, and measured on held-out samples.

The shipped words and vectors stay; only the weights move, held near those in use by a penalty and by the samples that are not held out,
on which the answers shall stay what they are. So an office needs no corpus, a handful of labels cannot overturn what thousands taught,
and without labels nothing moves. A movement that costs recall is tried again at half and at a quarter of its length.

The model in use has learned the measuring samples too, when it was made, so it keeps them more easily than text it never saw. Therefore
the same labels also move a twin: a model over the same words that never met those samples. A lesson counts only when neither finds less.
"""

import hashlib
import json
import pathlib
from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np
from scipy import optimize, sparse

from pipelines.classifier import load_classifier
from pipelines.classifier.corpus import read_lines
from pipelines.classifier.evaluation import evaluate
from pipelines.classifier.features import Features, build_features
from pipelines.classifier.store import HOME, LEXICON, Model, Weights, read_model, write_model
from pipelines.classifier.units import units_of_rows
from pipelines.studio.report import Measure, Report
from pipelines.types import TOPICS
from pipelines.weights import sha256

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples" / "labelled"
PENALTY = 2.0  # on the square of the movement
OFFICE = 3.0  # weight of one label of the office beside one of the samples
_SHARES = (1.0, 0.5, 0.25)  # of the movement, tried in turn until the new model finds no less
_SCALES = (1.0, 0.5, 0.3)  # of words, headings and dense features in the penalty, as in the first training
_OUTPUTS = tuple((topic, least) for least in (1, 2) for topic in TOPICS)  # columns of the model: touched at all, then strongly
WORK = "do"  # folder of what is needed to measure only
_HELD_OUT = 3  # one document in so many measures and never teaches


def held_out(document: str) -> bool:
    """Whether a sample document only measures; told from its name, so that it stays so for ever."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % _HELD_OUT == 0


def sample_rows(folder: pathlib.Path = SAMPLES) -> tuple[list[dict], list[dict]]:
    """(rows that teach, rows that measure) of the labelled samples that carry their text."""
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in read_lines(path) if "text" in row]
    return [row for row in rows if not held_out(row["doc"])], [row for row in rows if held_out(row["doc"])]


def learn(
    rows: list[dict],
    out: pathlib.Path,
    base: pathlib.Path | None = None,
    progress: Callable[[float, str], None] = lambda share, phase: None,
    samples: pathlib.Path = SAMPLES,
) -> Report:
    """Learn from the office's rows {"id", "context", "text", "labels": topic → 0, 1, 2}, on top of the model in `base` (None: shipped).

    A topic that a row's labels do not name is not known there and teaches nothing. The model is written to `out` whatever comes of it;
    nobody may use it unless the report says `kept`. The same rows give the same model. Raises ModelError for a broken base.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        progress(0.05, "Đang mở mô hình đang dùng")
        model = read_model(base or HOME)
        teaching, measuring = sample_rows(samples)
        progress(0.1, "Đang đọc câu đã gắn nhãn")
        features = build_features(units_of_rows([*teaching, *rows]), model.space)
        told = _told([row["labels"] for row in rows], len(teaching))
        steps = _steps(model, features, _anchored(_answers(model, features), len(teaching)), told, _part(progress, 0.2, 0.3))
        twin = _twin(model, features, teaching, _part(progress, 0.3, 0.6))
        twin_steps = _steps(twin, features, _anchored(_answers(twin, features), len(teaching)), told, _part(progress, 0.6, 0.7))
        progress(0.7, "Đang đo mô hình đang dùng")
        before, fresh = _measure(measuring, base, out), _measure(measuring, _write(twin, twin.weights, [], out / WORK / "truoc"), out)
        for turn, share in enumerate(_SHARES):
            progress(0.78 + 0.07 * turn, "Đang đo mô hình mới")
            after = _measure(measuring, _write(model, _moved(model.weights, steps, share), rows, out), out)
            moved = _write(twin, _moved(twin.weights, twin_steps, share), rows, out / WORK / "sau")
            fresh_after = _measure(measuring, moved, out)
            why = _less(before, after) or _less(fresh, fresh_after, "trên mẫu chưa học bao giờ")
            if not why:
                break
    progress(1.0, "Đã học xong")
    return Report(load_classifier(out).version, len(rows), len(measuring), before, after, not why, why, fresh, fresh_after)


def _part(progress: Callable[[float, str], None], low: float, high: float) -> Callable[[float], None]:
    return lambda share: progress(low + (high - low) * share, "Đang học")


# ---------------------------------------------------------------- moving the weights


Wanted = tuple[np.ndarray, np.ndarray, np.ndarray]  # rows, the answer wanted for each (0 to 1), its weight


def _answers(model: Model, features: Features) -> np.ndarray:
    """[units, outputs]: log odds that the model gives."""
    weights = model.weights
    raw = features.text @ weights.text + features.context @ weights.context + features.dense @ weights.dense + weights.bias
    return raw.astype(np.float64) * weights.slope + weights.shift


def _anchored(start: np.ndarray, anchors: int) -> list[Wanted]:
    """For each output: the first `anchors` units shall keep their answers."""
    return [(np.arange(anchors), 1 / (1 + np.exp(-start[:anchors, k])), np.ones(anchors)) for k in range(start.shape[1])]


def _told(labels: list[dict], first: int) -> list[Wanted]:
    """For each output: what the office said; its rows begin at `first`."""
    found = []
    for topic, least in _OUTPUTS:
        said = [(n, float(one[topic] >= least)) for n, one in enumerate(labels, first) if topic in one]
        found.append((np.array([n for n, _ in said], dtype=int), np.array([yes for _, yes in said]), np.full(len(said), OFFICE)))
    return found


def _twin(model: Model, features: Features, teaching: list[dict], progress: Callable[[float], None]) -> Model:
    """A model over the same words, learned from the teaching samples alone."""
    was = model.weights
    nothing = {field.name: np.zeros_like(getattr(was, field.name)) for field in fields(was)}
    blank = Weights(**nothing | {"slope": np.ones_like(was.slope)})
    learned = _told([{topic: row["labels"].get(topic, 0) for topic in TOPICS} for row in teaching], 0)
    steps = _steps(replace(model, weights=blank), features, learned, _told([], 0), progress)
    return replace(model, weights=_moved(blank, steps, 1.0))


def _steps(model: Model, features: Features, kept: list[Wanted], told: list[Wanted], progress) -> list[tuple[np.ndarray, float]]:
    """(movement of the weights, of the bias) of every output towards what is wanted."""
    blocks = (features.text, features.context, sparse.csr_matrix(features.dense))
    rows = sparse.hstack([block * scale for block, scale in zip(blocks, _SCALES, strict=True)]).tocsr().astype(np.float64)
    start = _answers(model, features)
    found = []
    for k, both in enumerate(zip(kept, told, strict=True)):
        chosen, yes, trust = (np.concatenate(parts) for parts in zip(*both, strict=True))
        found.append(_step(rows[chosen], yes, trust, start[chosen, k], float(model.weights.slope[k])))
        progress((k + 1) / len(kept))
    return found


def _moved(weights: Weights, steps: list[tuple[np.ndarray, float]], share: float) -> Weights:
    delta = np.array([step for step, _ in steps], dtype=np.float32).T * np.float32(share)
    cut = np.cumsum([len(weights.text), len(weights.context)])
    parts = [part * np.float32(scale) for part, scale in zip(np.split(delta, cut), _SCALES, strict=True)]
    bias = weights.bias + np.array([shift for _, shift in steps], dtype=np.float32) * np.float32(share)
    return Weights(weights.text + parts[0], weights.context + parts[1], weights.dense + parts[2], bias, weights.slope, weights.shift)


def _step(rows: sparse.csr_matrix, yes: np.ndarray, trust: np.ndarray, start: np.ndarray, slope: float) -> tuple[np.ndarray, float]:
    """The movement that fits the answers wanted best while the penalty keeps it small."""
    back = rows.T.tocsr()

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        z = start + slope * (rows @ theta[:-1] + theta[-1])
        gap = trust * slope * (1 / (1 + np.exp(-z)) - yes)
        value = np.sum(trust * (np.logaddexp(0, z) - yes * z)) + PENALTY / 2 * theta @ theta
        return value, np.append(back @ gap, gap.sum()) + PENALTY * theta

    found = optimize.minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 60})
    return found.x[:-1], found.x[-1]


def _write(model: Model, weights: Weights, rows: list[dict], out: pathlib.Path) -> pathlib.Path:
    told = json.dumps([[row["context"], row["text"], row["labels"]] for row in rows], ensure_ascii=False, sort_keys=True).encode()
    version = f"topics-{sha256(told + model.card['version'].encode())[:10]}"
    told_of = {"version": version, "grown_from": model.card["version"], "office_rows": len(rows)}
    card = {k: v for k, v in model.card.items() if k != "files"} | told_of
    out.mkdir(parents=True, exist_ok=True)
    write_model(out, model.space, weights, (HOME / LEXICON).read_bytes(), card)
    return out


# ---------------------------------------------------------------- the gate


def _measure(rows: list[dict], model: pathlib.Path | None, work: pathlib.Path) -> Measure:
    gold = work / WORK / "mau.jsonl"
    gold.parent.mkdir(parents=True, exist_ok=True)
    gold.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    found = evaluate(gold, gold.parent, model)
    topics = found["topics"]
    return Measure(
        {topic: topics[topic]["recall"] for topic in TOPICS},
        {topic: topics[topic]["recall_strong"] for topic in TOPICS},
        {topic: topics[topic]["precision"] for topic in TOPICS},
        {topic: tuple(found["intervals"][f"recall_strong.{topic}"]) for topic in TOPICS},
        found["read"],
    )


_NAMES = dict(zip(TOPICS, ("Dân vận", "Tôn giáo", "Dân tộc", "Quyền công dân"), strict=True))


def _less(before: Measure, after: Measure, where: str = "trên mẫu") -> str:
    """Where the new model finds less than the old one, as a Vietnamese sentence; "" nowhere."""
    fell = [
        f"{_NAMES[topic]}: {old[topic]:.1%} → {new[topic]:.1%}".replace(".", ",")
        for old, new in ((before.recall, after.recall), (before.strong, after.strong))
        for topic in TOPICS
        if new[topic] < old[topic] - 1e-9
    ]
    return f"Độ bao phủ {where} giảm: {'; '.join(fell)}." if fell else ""
