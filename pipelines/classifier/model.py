"""The topic classifier in use: which provisions touch dân vận, tôn giáo, dân tộc, quyền công dân, how surely and why."""

from pathlib import Path

import numpy as np

from pipelines.classifier.examples import Examples
from pipelines.classifier.explain import explain
from pipelines.classifier.features import Features, build_features
from pipelines.classifier.store import HOME, Model, Weights, read_model
from pipelines.classifier.thresholds import attention_of, judge
from pipelines.classifier.units import Unit, units_of_draft, units_of_rows
from pipelines.types import TOPICS, Draft, LabelledProvision, TopicFlag

CLEAR, POSSIBLE, NONE = "rõ", "có thể", "không"
Flags = dict[str, tuple[TopicFlag, ...]]
Words = dict[str, list[tuple[int, int]]]


class TopicClassifier:
    """Judges units of one or more documents; the same units give the same answer."""

    def __init__(self, model: Model):
        self._model = model
        self.version: str = model.card["version"]
        self.card = model.card
        self._examples: Examples | None = None

    def nearest(self, text: str, topic: str, n: int = 3) -> tuple[LabelledProvision, ...]:
        """Labelled provisions of samples/ with that topic that read most like the text; the samples are read at the first call."""
        self._examples = self._examples or Examples(self._model.space)
        return self._examples.nearest(text, topic, n)

    def judge_draft(self, draft: Draft, words: Words | None = None) -> tuple[Flags, tuple[str, ...]]:
        """(provision id → one flag a topic, for every judged provision; their ids, what deserves reading most first).

        `words` (provision id → character ranges in the provision's own words) only shapes how the explanation is cut.
        Of two that deserve it equally the first in the document comes first.
        """
        units = units_of_draft(draft)
        if not units:
            return {}, ()
        flags, attention = self._explained(units, words or {})
        order = np.argsort(-attention, kind="stable")
        return dict(zip((unit.id for unit in units), flags, strict=True)), tuple(units[i].id for i in order)

    def classify_draft(self, draft: Draft, words: Words | None = None) -> Flags:
        """The flags of `judge_draft`."""
        return self.judge_draft(draft, words)[0]

    def reading_order(self, draft: Draft) -> tuple[str, ...]:
        """The order of `judge_draft`."""
        return self.judge_draft(draft)[1]

    def classify_units(self, rows: list[dict]) -> list[dict]:
        """Rows {"id", "context", "text"} → {"id", "attention", "topics": {topic: {"score", "flag"}}}, in the same order.

        The higher its "attention" (0 to 1), the earlier a provision deserves reading.

        Rows whose ids share what stands before the last hyphen are read as one document in their order.
        """
        units = units_of_rows(rows)
        if not units:
            return []
        scores, flags, _, _ = self._judge(units)
        shown = zip(units, _rounded(attention_of(scores)), _rounded(scores[:, : len(TOPICS)]), flags.tolist(), strict=True)
        return [
            {
                "id": unit.id,
                "attention": attention,
                "topics": {topic: {"score": score, "flag": flag} for topic, score, flag in zip(TOPICS, own, raised, strict=True)},
            }
            for unit, attention, own, raised in shown
        ]

    def classify(self, units: list[Unit], words: Words) -> list[tuple[TopicFlag, ...]]:
        """One flag a topic for each unit, explained where raised."""
        return self._explained(units, words)[0] if units else []

    def _explained(self, units: list[Unit], words: Words) -> tuple[list[tuple[TopicFlag, ...]], np.ndarray]:
        """(flags, attention) of each unit."""
        found, flags, levels, features = self._judge(units)
        why = explain(units, features, flags, self._model, words)
        shown = zip(_rounded(found[:, : len(TOPICS)]), flags.tolist(), levels, why, strict=True)
        return [tuple(TopicFlag(*parts) for parts in zip(TOPICS, *columns, strict=True)) for columns in shown], attention_of(found)

    def _judge(self, units: list[Unit]) -> tuple[np.ndarray, np.ndarray, list[list[str]], Features]:
        features = build_features(units, self._model.space)
        scores = probabilities(features, self._model.weights)
        flags, clear = judge(scores, self._model.thresholds)
        return scores, flags, [[_level(*pair) for pair in zip(*rows, strict=True)] for rows in zip(flags, clear, strict=True)], features


def _rounded(values: np.ndarray) -> list:
    return np.round(values.astype(float), 6).tolist()


def _level(flag: bool, clear: bool) -> str:
    if not flag:
        return NONE
    return CLEAR if clear else POSSIBLE


def probabilities(features: Features, weights: Weights) -> np.ndarray:
    """Calibrated probabilities [units, 2 × topics]: touched at all, then strongly."""
    raw = features.text @ weights.text + features.context @ weights.context + features.dense @ weights.dense + weights.bias
    return 1 / (1 + np.exp(-(raw * weights.slope + weights.shift)))


def load_classifier(path: Path | str | None = None) -> TopicClassifier:
    """The classifier stored in a folder (default models/topics); ModelError when it is missing or changed."""
    return TopicClassifier(read_model(Path(path) if path else HOME))
