"""Several items on one provision: which finding stands, and which codes are only named beside it (`also`).

One point is enough for a reviewer to stop at a provision. A finding gives way to a more specific item on the same words, and one made by
likeness alone to another of the same provision that is clearly likelier and no less grave; its words stay as evidence.
"""

import dataclasses
import math
from collections.abc import Mapping, Sequence

from pipelines.types import Evidence, Finding

CLEARLY = 0.4  # logit, on the same words; with the next, on 40 drafts with 480 defects, 56 doubled findings go and four defects with them
BY_FAR = 1.0  # logit, on other words of the same provision: they may be a defect of their own
RULED = 0.8  # chance that stands for a rule's match beside likenesses: of ten such findings on those drafts eight are where a defect is


@dataclasses.dataclass(frozen=True)
class Point:
    """A finding and what decides whether it stands beside others."""

    finding: Finding
    said: tuple[int, int]  # the clause that matched; the quote may hold more for the reader's sake
    chance: float | None = None  # of a defect, for words judged by likeness (a rule's match: RULED); None: another question, left alone
    firm: bool = True  # never gives way to a likelier one


def one_point(points: Sequence[Point], yields: Mapping[str, Sequence[str]]) -> list[Finding]:
    """The findings that stand, each naming in `also` the codes that gave way to it and holding their other words as evidence.

    `yields`: code → codes it gives way to on the same words, however likely, where they are no less grave.
    """
    winners: dict[str, Point] = {}
    for point in points:
        more_specific = yields.get(point.finding.code, ())
        grave = [p for p in points if p.finding.code in more_specific and p.finding.severity <= point.finding.severity]
        winner = next((p for p in grave if _overlap(p, point)), None)
        if winner is not None:
            winners[point.finding.id] = winner
    weighed = [p for p in points if p.chance is not None and p.finding.id not in winners]
    standing: list[Point] = []
    for point in sorted(weighed, key=lambda p: (not p.firm, -p.chance)):
        winner = None if point.firm else next((p for p in standing if _outweighs(p, point)), None)
        if winner is None:
            standing.append(point)
        else:
            winners[point.finding.id] = winner
    beside: dict[str, list[Point]] = {}
    for point in points:
        if point.finding.id in winners:
            beside.setdefault(_last(winners, point).finding.id, []).append(point)
    return [_naming(p, beside.get(p.finding.id, [])) for p in points if p.finding.id not in winners]


def _last(winners: Mapping[str, Point], point: Point) -> Point:
    """Who stands in the end: a winner may have given way in its turn."""
    for _ in winners:
        point = winners.get(point.finding.id, point)
    return point


def _naming(point: Point, beside: list[Point]) -> Finding:
    if not beside:
        return point.finding
    elsewhere = tuple(Evidence(p.finding.quote, p.finding.start, p.finding.end) for p in beside if not _overlap(p, point))
    codes = tuple(sorted({p.finding.code for p in beside}))
    return dataclasses.replace(point.finding, also=codes, evidence=point.finding.evidence + elsewhere)


def _outweighs(one: Point, other: Point) -> bool:
    if one.finding.severity > other.finding.severity or one.finding.provision != other.finding.provision:  # "S1" is graver than "S2"
        return False
    return _logit(one.chance) - _logit(other.chance) > (CLEARLY if _overlap(one, other) else BY_FAR)


def _overlap(one: Point, other: Point) -> bool:
    return one.said[0] < other.said[1] and other.said[0] < one.said[1]


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance))
