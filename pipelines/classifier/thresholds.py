"""From which scores on a provision is flagged, and in what order provisions deserve reading; chosen on held-out scores."""

import numpy as np

from pipelines.types import TOPICS

_SURE = 1e-9  # nothing is surer, so that odds stay finite


def choose_thresholds(scores: np.ndarray, strength: np.ndarray, settings: dict) -> dict[str, dict[str, float]]:
    """Per topic, from calibrated scores [units, 2 × topics] and strengths 0, 1, 2.

    "flag": the lowest that costs little F1, lowered further until enough of strength 2 is found; "strong": from where a provision is
    flagged as strong whatever the first score; "clear": from where nine of ten flags are right.
    """
    result = {}
    for j, topic in enumerate(TOPICS):
        score, yes, strong = scores[:, j], strength[:, j] > 0, strength[:, j] == 2
        best = _best_f1(score, yes, settings["slack"])
        needed = np.quantile(score[strong], 1 - settings["strong_found"]) if strong.any() else best
        result[topic] = {
            "flag": round(float(min(best, max(needed, best * 0.6))), 4),
            "strong": round(float(max(0.5, _best_f1(scores[:, len(TOPICS) + j], strong))), 4),
            "clear": round(float(_precise(score, yes, 0.9, best)), 4),
        }
    return result


def attention_of(scores: np.ndarray) -> np.ndarray:
    """How much each unit deserves reading, 0 to 1: likely to touch some topic and likely to do so strongly, in equal parts (log-odds).

    On held-out documents this order finds more of strength 2 early than either part alone.
    """
    known = np.clip(scores.astype(float), _SURE, 1 - _SURE)
    touched, strong = known[:, : len(TOPICS)].max(axis=1), known[:, len(TOPICS) :].max(axis=1)
    odds = np.sqrt(touched / (1 - touched) * strong / (1 - strong))
    return odds / (1 + odds)


def judge(scores: np.ndarray, thresholds: dict[str, dict[str, float]]) -> tuple[np.ndarray, np.ndarray]:
    """(flagged, clear) of each unit and topic: touched for sure enough, or strongly."""
    limits = {name: np.array([thresholds[topic][name] for topic in TOPICS]) for name in ("flag", "strong", "clear")}
    touched, strong = scores[:, : len(TOPICS)], scores[:, len(TOPICS) :]
    return (touched >= limits["flag"]) | (strong >= limits["strong"]), touched >= limits["clear"]


def _best_f1(score: np.ndarray, yes: np.ndarray, slack: float = 0.0) -> float:
    """The lowest threshold whose F1 is within `slack` of the best."""
    if not yes.any():
        return 0.5
    order = np.argsort(-score, kind="stable")
    f1 = 2 * np.cumsum(yes[order]) / (np.arange(1, len(yes) + 1) + yes.sum())
    return float(score[order[np.flatnonzero(f1 >= f1.max() - slack)[-1]]])


def _precise(score: np.ndarray, yes: np.ndarray, wanted: float, least: float) -> float:
    order = np.argsort(-score, kind="stable")
    precision = np.cumsum(yes[order]) / np.arange(1, len(yes) + 1)
    good = np.flatnonzero(precision >= wanted)
    return max(float(score[order[good[-1]]]) if len(good) else 0.9, least)
