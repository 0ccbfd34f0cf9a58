"""Several items on the same words: which finding stands, and which codes are only named beside it (`also`).

One clause is one point to a reviewer. A finding gives way to a more specific item on the same words, and one made by likeness alone to
another that is clearly likelier and no less grave.
"""

import dataclasses
import math
from collections.abc import Mapping, Sequence

from pipelines.types import Finding

CLEARLY = 1.0  # logit: on 93 drafts with known defects four of ten doubled findings go, and one defect of 200 with them


def one_point(findings: Sequence[Finding], yields: Mapping[str, Sequence[str]], chances: Mapping[str, float]) -> list[Finding]:
    """The findings that stand, each naming in `also` the codes that gave way to it.

    `yields`: code → codes it gives way to. `chances`: id of a finding made by likeness alone → how likely it is a defect.
    """
    winners: dict[str, Finding] = {}
    for finding in findings:
        winner = next((f for f in findings if f.code in yields.get(finding.code, ()) and _overlap(f, finding)), None)
        if winner is not None:
            winners[finding.id] = winner
    standing: list[Finding] = []
    for finding in sorted((f for f in findings if f.id in chances and f.id not in winners), key=lambda f: -chances[f.id]):
        winner = next((f for f in standing if _outweighs(f, finding, chances)), None)
        if winner is None:
            standing.append(finding)
        else:
            winners[finding.id] = winner
    also: dict[str, set[str]] = {}
    for finding in findings:
        if finding.id in winners:
            also.setdefault(winners[finding.id].id, set()).add(finding.code)
    kept = [f for f in findings if f.id not in winners]
    return [dataclasses.replace(f, also=tuple(sorted(also[f.id]))) if f.id in also else f for f in kept]


def _outweighs(one: Finding, other: Finding, chances: Mapping[str, float]) -> bool:
    if one.severity > other.severity or not _overlap(one, other):  # "S1" is graver than "S2"
        return False
    return _logit(chances[one.id]) - _logit(chances[other.id]) > CLEARLY


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance))
