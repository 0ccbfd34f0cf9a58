"""The topic classifier learns from an office: the model in use, moved a little towards its labels, and measured on held-out samples.

The shipped words and vectors stay; only the weights move, held near those in use by a penalty and by the samples that are not held out,
on which the answers shall stay what they are. So an office needs no corpus, a handful of labels cannot overturn what thousands taught,
and without labels nothing moves. A movement that costs recall is tried again at half and at a quarter of its length.
"""

import hashlib
import json
import pathlib
from collections.abc import Callable

import numpy as np
from scipy import optimize, sparse

from pipelines.classifier import load_classifier
from pipelines.classifier.corpus import read_lines
from pipelines.classifier.evaluation import evaluate
from pipelines.classifier.features import Features, build_features
from pipelines.classifier.store import HOME, LEXICON, Model, Weights, digest, read_model, write_model
from pipelines.classifier.units import units_of_rows
from pipelines.studio.report import Measure, Report
from pipelines.types import TOPICS

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples" / "labelled"
PENALTY = 2.0  # on the square of the movement
OFFICE = 3.0  # weight of one label of the office beside one of the samples
_SHARES = (1.0, 0.5, 0.25)  # of the movement, tried in turn until the new model finds no less
_SCALES = (1.0, 0.5, 0.3)  # of words, headings and dense features in the penalty, as in the first training
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
        progress(0.15, "Đang đọc câu đã gắn nhãn")
        units = units_of_rows([*teaching, *rows])
        steps = _steps(model, build_features(units, model.space), len(teaching), [row["labels"] for row in rows], progress)
        progress(0.7, "Đang đo mô hình đang dùng")
        before = _measure(measuring, base, out)
        for turn, share in enumerate(_SHARES):
            progress(0.78 + 0.07 * turn, "Đang đo mô hình mới")
            _write(model, _moved(model.weights, steps, share), rows, out)
            after = _measure(measuring, out, out)
            why = _less(before, after)
            if not why:
                break
    progress(1.0, "Đã học xong")
    return Report(load_classifier(out).version, len(rows), len(measuring), before, after, not why, why)


# ---------------------------------------------------------------- moving the weights


def _steps(model: Model, features: Features, anchors: int, labels: list[dict], progress) -> list[tuple[np.ndarray, float]]:
    """(movement of the weights, of the bias) of every output; the first `anchors` units shall keep their answers."""
    weights = model.weights
    blocks = (features.text, features.context, sparse.csr_matrix(features.dense))
    rows = sparse.hstack([block * scale for block, scale in zip(blocks, _SCALES, strict=True)]).tocsr().astype(np.float64)
    raw = features.text @ weights.text + features.context @ weights.context + features.dense @ weights.dense + weights.bias
    start = raw.astype(np.float64) * weights.slope + weights.shift
    found = []
    for k in range(raw.shape[1]):
        topic, least = TOPICS[k % len(TOPICS)], 1 + k // len(TOPICS)
        told = [topic in one for one in labels]
        chosen = np.append(np.arange(anchors), anchors + np.flatnonzero(told))
        yes = np.append(1 / (1 + np.exp(-start[:anchors, k])), [float(one[topic] >= least) for one in labels if topic in one])
        trust = np.append(np.ones(anchors), np.full(sum(told), OFFICE))
        found.append(_step(rows[chosen], yes, trust, start[chosen, k], float(weights.slope[k])))
        progress(0.2 + 0.5 * (k + 1) / raw.shape[1], "Đang học")
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


def _write(model: Model, weights: Weights, rows: list[dict], out: pathlib.Path) -> None:
    told = json.dumps([[row["context"], row["text"], row["labels"]] for row in rows], ensure_ascii=False, sort_keys=True).encode()
    version = f"topics-{digest(told + model.card['version'].encode())[:10]}"
    told_of = {"version": version, "grown_from": model.card["version"], "office_rows": len(rows)}
    card = {k: v for k, v in model.card.items() if k != "files"} | told_of
    write_model(out, model.space, weights, (HOME / LEXICON).read_bytes(), card)


# ---------------------------------------------------------------- the gate


def _measure(rows: list[dict], model: pathlib.Path | None, work: pathlib.Path) -> Measure:
    gold = work / "do" / "mau.jsonl"
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


def _less(before: Measure, after: Measure) -> str:
    """Where the new model finds less than the one in use, as a Vietnamese sentence; "" nowhere."""
    fell = [
        f"{_NAMES[topic]}: {old[topic]:.1%} → {new[topic]:.1%}"
        for old, new in ((before.recall, after.recall), (before.strong, after.strong))
        for topic in TOPICS
        if new[topic] < old[topic] - 1e-9
    ]
    return f"Độ bao phủ trên mẫu giảm: {'; '.join(fell)}." if fell else ""
