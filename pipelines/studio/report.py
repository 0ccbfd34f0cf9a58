"""What a lesson of the topic classifier came to, and what to ask next: no numbers library needed to show it."""

import dataclasses
import json
import math


@dataclasses.dataclass(frozen=True)
class Measure:
    """Numbers of one model on the held-out samples."""

    recall: dict[str, float]  # a topic: share of provisions that touch it that are flagged
    strong: dict[str, float]  # the same for those that touch it strongly
    precision: dict[str, float]
    interval: dict[str, tuple[float, float]]  # of `strong`, 95 %, over documents
    read: float  # share of all provisions flagged


@dataclasses.dataclass(frozen=True)
class Report:
    """What a lesson came to; `kept` when the new model finds no less than the one in use, nor its twin less than before."""

    model: str  # its version
    labels: int  # of the office
    provisions: int  # that measured
    before: Measure
    after: Measure
    kept: bool
    why: str  # Vietnamese: where it found less; "" when kept
    fresh_before: Measure | None = None  # of the twin that never met the samples measured on; None in reports of an earlier program
    fresh_after: Measure | None = None


def report_json(report: Report) -> str:
    return json.dumps(dataclasses.asdict(report), ensure_ascii=False, sort_keys=True)


def report_of(text: str) -> Report:
    """The report that report_json wrote."""
    found = json.loads(text)
    sides = {}
    for side in ("before", "after", "fresh_before", "fresh_after"):
        if found.get(side) is not None:
            sides[side] = Measure(**{**found[side], "interval": {t: tuple(v) for t, v in found[side]["interval"].items()}})
    return Report(**{**found, **sides})


def uncertainty(score: float, threshold: float) -> float:
    """How near a score stands to the line where a flag is raised; 0 on the line, larger the surer."""
    score, threshold = (min(max(value, 1e-6), 1 - 1e-6) for value in (score, threshold))
    return abs(math.log(score / (1 - score)) - math.log(threshold / (1 - threshold)))
