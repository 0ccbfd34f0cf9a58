"""Several items on one provision: which finding stands, and which codes are only named beside it (`also`).

One point is enough for a reviewer to stop at a provision. A finding gives way to a more specific item on the same words, and one made by
likeness alone to another of the same provision that is clearly likelier and no less grave; its words stay as evidence.
"""

import dataclasses
import math
from collections.abc import Collection, Mapping, Sequence

from pipelines.types import Evidence, Finding

CLEARLY = 1.0  # logit, on the same words: of 100 drafts with known defects one doubled finding of ten goes, one defect of 200 with it
BY_FAR = 2.0  # logit, on other words of the same provision: they may be a defect of their own
RULED = 0.8  # chance that stands for a rule's match beside likenesses: of ten such findings on those drafts eight are where a defect is


def one_point(
    findings: Sequence[Finding], yields: Mapping[str, Sequence[str]], chances: Mapping[str, float], ruled: Collection[str] = ()
) -> list[Finding]:
    """The findings that stand, each naming in `also` the codes that gave way to it and holding their other words as evidence.

    `yields`: code → codes it gives way to. `chances`: id of a finding made by likeness alone → how likely it is a defect. `ruled`: ids of
    findings by a rule of an item that judges words by likeness too; they never give way.
    """
    winners: dict[str, Finding] = {}
    for finding in findings:
        winner = next((f for f in findings if f.code in yields.get(finding.code, ()) and _overlap(f, finding)), None)
        if winner is not None:
            winners[finding.id] = winner
    standing = [f for f in findings if f.id in ruled and f.id not in winners]
    weight = dict.fromkeys(ruled, RULED) | dict(chances)
    for finding in sorted((f for f in findings if f.id in chances and f.id not in winners), key=lambda f: -chances[f.id]):
        winner = next((f for f in standing if _outweighs(f, finding, weight)), None)
        if winner is None:
            standing.append(finding)
        else:
            winners[finding.id] = winner
    beside: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.id in winners:
            beside.setdefault(winners[finding.id].id, []).append(finding)
    return [_naming(f, beside.get(f.id, [])) for f in findings if f.id not in winners]


def _naming(finding: Finding, beside: list[Finding]) -> Finding:
    if not beside:
        return finding
    elsewhere = tuple(Evidence(f.quote, f.start, f.end) for f in beside if not _overlap(f, finding))
    return dataclasses.replace(finding, also=tuple(sorted({f.code for f in beside})), evidence=finding.evidence + elsewhere)


def _outweighs(one: Finding, other: Finding, chances: Mapping[str, float]) -> bool:
    if one.severity > other.severity or one.provision != other.provision:  # "S1" is graver than "S2"
        return False
    return _logit(chances[one.id]) - _logit(chances[other.id]) > (CLEARLY if _overlap(one, other) else BY_FAR)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance))
