"""How well the topics are found: numbers a topic and a kind of document, intervals over documents, gains and losses."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.classifier.corpus import read_lines
from pipelines.classifier.model import load_classifier
from pipelines.classifier.plots import PICTURE, draw_reliability
from pipelines.errors import UsageError
from pipelines.types import TOPICS

NAMES = {"dan_van": "Dân vận", "ton_giao": "Tôn giáo", "dan_toc": "Dân tộc", "quyen_cong_dan": "Quyền công dân"}
_SAMPLES = 400  # bootstrap samples of whole documents
_REPORT = "report.json"
_BINS = 10
_SHARES = (0.3, 0.4, 0.5, 0.55)  # of the provisions, read in the order of attention
_KINDS = {
    "dang": "văn bản của Đảng",
    "ubnd": "văn bản của Ủy ban nhân dân",
    "hdnd": "nghị quyết của Hội đồng nhân dân",
    "trunguong": "văn bản của trung ương",
    "xa": "văn bản của xã, Mặt trận",
    "off": "văn bản hành chính khác",
}


@dataclass(frozen=True)
class Measured:
    """Labels and answers side by side, one row a provision, one column a topic."""

    ids: list[str]
    documents: np.ndarray
    strength: np.ndarray  # 0, 1, 2
    score: np.ndarray
    flag: np.ndarray
    attention: np.ndarray  # one a provision: the order of reading

    def __getitem__(self, rows: np.ndarray) -> "Measured":
        arrays = (self.documents, self.strength, self.score, self.flag, self.attention)
        return Measured([self.ids[i] for i in rows], *(array[rows] for array in arrays))


def evaluate(gold: Path | None, out: Path | None, model: Path | None = None, previous: Path | None = None) -> dict:
    """Measure a model (default: the shipped one) on labelled rows; writes report.json, report.md and a picture where `out` is given.

    `previous` is an earlier report.json (default: the one that stands in `out`): provisions it had right and this model has wrong are
    listed, and the other way round.
    """
    rows = _labelled_rows(gold)
    classifier = load_classifier(model)
    measured = _measure(rows, classifier.classify_units(rows))
    report = {
        "model": classifier.version,
        "provisions": len(rows),
        "documents": len(set(measured.documents)),
        **summary(measured),
        "intervals": _intervals(measured),
        "by_kind": {name: summary(measured[places]) for name, places in _by_kind(measured).items()},
        "reliability": {topic: reliability(measured.score[:, j], measured.strength[:, j] > 0) for j, topic in enumerate(TOPICS)},
        "answers": dict(zip(measured.ids, map(_named, measured.flag), strict=True)),
    }
    before = previous or (out and out / _REPORT)
    if before and before.is_file():
        report["changes"] = _changes(measured, _earlier_answers(before))
    if out:
        out.mkdir(parents=True, exist_ok=True)
        (out / _REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        drawn = draw_reliability(report["reliability"], NAMES, out / PICTURE)
        (out / "report.md").write_text(_page(report, drawn), encoding="utf-8")
    return report


def _labelled_rows(gold: Path | None) -> list[dict]:
    try:
        rows = list(read_lines(gold)) if gold else []
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError("Không đọc được tệp đã gắn nhãn.", "Mỗi dòng là một đối tượng JSON có id, context, text, labels.") from error
    if not rows or not all({"id", "text", "labels"} <= row.keys() for row in rows):
        raise UsageError("Cần một tệp đã gắn nhãn để đo.", "Mỗi dòng là một đối tượng JSON có id, context, text, labels.")
    return rows


def _earlier_answers(report: Path) -> dict[str, list[str]]:
    try:
        return json.loads(report.read_text(encoding="utf-8"))["answers"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("Không đọc được báo cáo lần đo trước.", f"Xóa hoặc chuyển tệp {report.name} khỏi thư mục kết quả.") from error


def _named(flags: np.ndarray) -> list[str]:
    return [topic for topic, flag in zip(TOPICS, flags, strict=True) if flag]


def _measure(rows: list[dict], answers: list[dict]) -> Measured:
    topics = [answer["topics"] for answer in answers]
    return Measured(
        [row["id"] for row in rows],
        np.array([row.get("doc") or row["id"].rsplit("-", 1)[0] for row in rows]),
        np.array([[row["labels"].get(topic, 0) for topic in TOPICS] for row in rows]),
        np.array([[answer[topic]["score"] for topic in TOPICS] for answer in topics]),
        np.array([[answer[topic]["flag"] for topic in TOPICS] for answer in topics]),
        np.array([answer["attention"] for answer in answers]),
    )


def summary(measured: Measured) -> dict:
    """Numbers of each topic, mean F1 of topics that occur or are flagged, and what a reviewer finds of strength 2 who reads the flagged
    provisions alone ("found" by reading "read"), or the first ones in the order of attention ("found_first": share read → share found)."""
    topics = {topic: topic_numbers(measured.strength[:, j], measured.score[:, j], measured.flag[:, j]) for j, topic in enumerate(TOPICS)}
    strong, read = (measured.strength == 2).any(axis=1), measured.flag.any(axis=1)
    return {
        "topics": topics,
        "macro_f1": _mean([n["f1"] for n, flags in zip(topics.values(), measured.flag.T, strict=True) if n["n"] or flags.any()]),
        "found": _ratio((strong & read).sum(), strong.sum()),
        "read": _ratio(read.sum(), len(read)),
        "found_first": {f"{share:.2f}": found_by_reading(measured.attention, strong, share) for share in _SHARES},
    }


def found_by_reading(attention: np.ndarray, strong: np.ndarray, share: float) -> float:
    """Share of the strong provisions among the given share of provisions that come first by attention."""
    first = np.argsort(-attention, kind="stable")[: round(share * len(attention))]
    return _ratio(strong[first].sum(), strong.sum())


def topic_numbers(strength: np.ndarray, score: np.ndarray, flag: np.ndarray) -> dict[str, float]:
    """n and n of strength 2, precision, recall, F1, average precision, recall of strength 2, calibration error of one topic."""
    yes = strength > 0
    precision, recall = _ratio((flag & yes).sum(), flag.sum()), _ratio((flag & yes).sum(), yes.sum())
    return {
        "n": int(yes.sum()),
        "n_strong": int((strength == 2).sum()),
        "precision": precision,
        "recall": recall,
        "f1": _ratio(2 * precision * recall, precision + recall),
        "ap": average_precision(score, yes),
        "recall_strong": _ratio((flag & (strength == 2)).sum(), (strength == 2).sum()),
        "ece": calibration_error(score, yes),
    }


def average_precision(score: np.ndarray, yes: np.ndarray) -> float:
    """Mean precision at each positive, ranked by score."""
    hits = yes[np.argsort(-score, kind="stable")]
    return _ratio((np.cumsum(hits)[hits] / (np.flatnonzero(hits) + 1)).sum(), hits.sum())


def reliability(score: np.ndarray, yes: np.ndarray) -> list[dict[str, float]]:
    """Mean score, share of positives and number of provisions in each tenth of the scale that holds any."""
    place = np.minimum((score * _BINS).astype(int), _BINS - 1)
    bins = [place == b for b in range(_BINS) if (place == b).any()]
    return [{"score": float(score[b].mean()), "share": float(yes[b].mean()), "n": int(b.sum())} for b in bins]


def calibration_error(score: np.ndarray, yes: np.ndarray) -> float:
    """Expected calibration error: mean gap between score and share, weighted by number."""
    return _ratio(sum(b["n"] * abs(b["score"] - b["share"]) for b in reliability(score, yes)), len(score))


def _mean(values: list[float]) -> float:
    return float(np.mean(values)) if values else 0.0


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _intervals(measured: Measured) -> dict[str, tuple[float, float]]:
    """95 % intervals from samples of whole documents: provisions of one document resemble each other."""
    rng = np.random.default_rng(0)
    places = [np.flatnonzero(measured.documents == name) for name in sorted(set(measured.documents))]
    values = defaultdict(list)
    for _ in range(_SAMPLES):
        sample = summary(measured[np.concatenate([places[k] for k in rng.integers(len(places), size=len(places))])])
        for key in ("macro_f1", "found", "read"):
            values[key].append(sample[key])
        for share, found in sample["found_first"].items():
            values[f"found_first.{share}"].append(found)
        for topic, numbers in sample["topics"].items():
            if numbers["n_strong"]:
                values[f"recall_strong.{topic}"].append(numbers["recall_strong"])
    return {key: tuple(float(q) for q in np.quantile(series, (0.025, 0.975))) for key, series in values.items()}


def _by_kind(measured: Measured) -> dict[str, np.ndarray]:
    names = np.array([_KINDS.get(re.split(r"[_-]", name)[0].lower(), "luật, nghị định, thông tư") for name in measured.documents])
    return {name: np.flatnonzero(names == name) for name in sorted(set(names))}


def _changes(measured: Measured, before: dict[str, list[str]]) -> dict:
    """Provisions whose answer for a topic turned right or wrong since the earlier report."""
    gains, losses = [], []
    for i, strengths, flags in zip(measured.ids, measured.strength, measured.flag, strict=True):
        for topic, strength, flag in zip(TOPICS, strengths, flags, strict=True):
            was = topic in before.get(i, [])
            if i in before and was != flag:
                (gains if flag == (strength > 0) else losses).append((i, topic))
    return {"gains": gains, "losses": losses, "balance": dict(Counter(t for _, t in gains) - Counter(t for _, t in losses))}


def _page(report: dict, drawn: bool) -> str:
    """The report for people, Markdown in Vietnamese."""
    head = "| Chủ đề | Số | Độ chính xác | Độ bao phủ | F1 | AP | Bao phủ mức 2 | ECE |\n|---|---|---|---|---|---|---|---|"
    low, high = report["intervals"]["found"]
    parts = [
        f"# Kết quả đo mô hình {report['model']}\n",
        f"{report['provisions']} quy định của {report['documents']} văn bản. F1 trung bình {report['macro_f1']:.3f}.",
        f"Chỉ đọc các quy định được đánh dấu ({report['read']:.0%} số quy định) thì gặp {report['found']:.1%} số quy định mức 2 "
        f"(khoảng tin cậy 95 %: {low:.1%} – {high:.1%}); "
        f"tức là cứ 100 quy định quan trọng thì sót khoảng {100 - 100 * report['found']:.0f}.\n",
        _reading_order(report),
        head,
        *[_line(NAMES[topic], report["topics"][topic]) for topic in TOPICS],
        "\n## Xác suất đáng tin đến đâu\n",
        f"![Xác suất mô hình nêu và tỷ lệ thật]({PICTURE})" if drawn else "Chưa vẽ hình: cần cài matplotlib (pip install matplotlib).",
        "\n## Theo loại văn bản\n",
        "| Loại | F1 trung bình | Gặp mức 2 | Phải đọc |\n|---|---|---|---|",
        *[f"| {name} | {n['macro_f1']:.3f} | {n['found']:.3f} | {n['read']:.3f} |" for name, n in report["by_kind"].items()],
    ]
    if "changes" in report:
        changes = report["changes"]
        parts += ["\n## So với lần đo trước\n", f"Đúng thêm {len(changes['gains'])}, sai thêm {len(changes['losses'])}.\n"]
        parts += [f"- đúng thêm: {i} ({NAMES[topic]})" for i, topic in changes["gains"]]
        parts += [f"- sai thêm: {i} ({NAMES[topic]})" for i, topic in changes["losses"]]
    return "\n".join(parts) + "\n"


def _reading_order(report: dict) -> str:
    shares = "; ".join(f"{float(share):.0%} thì gặp {found:.1%}" for share, found in report["found_first"].items())
    return f"Đọc theo thứ tự đáng đọc: {shares} số quy định mức 2.\n"


def _line(name: str, numbers: dict) -> str:
    shown = (f"{numbers[key]:.3f}" for key in ("precision", "recall", "f1", "ap", "recall_strong", "ece"))
    return f"| {name} | {numbers['n']} | {' | '.join(shown)} |"
