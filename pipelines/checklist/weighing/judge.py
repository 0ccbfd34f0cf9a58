"""Which of a detector's proposals are shown: those the item's conditions confirmed, unless all signs speak against them; and those all
signs speak for, though a condition failed."""

import dataclasses
from collections.abc import Container

import numpy as np

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.primitives.detector import alike
from pipelines.checklist.weighing.model import Weigher, load_weigher
from pipelines.checklist.weighing.signs import LEAST, NAMES, Proposal, condition_signs, near_signs, quick_signs

# One of these heals a clause, however alike it is: a denial, a ban on officials, an exception, a told abuse, words that speak against it.
HEALING = [NAMES.index(name) for name in ("guards", "cured", "opposed_in_clause")]
OPPOSED = NAMES.index("opposed")
SHORT, LEAD = NAMES.index("short"), NAMES.index("lead_over_others")
BEHIND = -1.0  # logit: where another code is that much likelier on the same words, this one is not raised beside it
UNCONFIRMED = "Câu không có đủ từ ngữ quen thuộc của mục này; nêu lên vì cách viết và các dấu hiệu quanh câu, đề nghị đọc kỹ."


def proposals_of(context: Context, item, ruled: Container[str | None]) -> tuple[Context, list[Proposal]]:
    """The clauses worth weighing for an item, none for an item without a detector; and the draft as far as its detector is asked.

    `ruled`: provisions in which a rule of the item matched as well.
    """
    if not item.detectors:
        return context, []
    detector = item.detectors[0]
    asked = detector.within(context)
    found = [(row, *asked.scored[row], score) for row, score in asked.proposals(detector.code, LEAST)]
    return asked, [Proposal(row, reading, clause, score, reading.provision.id in ruled) for row, reading, clause, score in found]


def weighed(context: Context, item, ruled: Container[str | None], confirmed: list[Match]) -> list[Match]:
    """The matches by likeness that are shown."""
    asked, proposals = proposals_of(context, item, ruled)
    if not proposals:
        return confirmed
    weigher = load_weigher()
    by_clause = {(m.start, m.end): m for m in confirmed}
    quick = quick_signs(asked, item, proposals)
    hopeful = (weigher.highest(quick) >= weigher.shown[item.severity]) & (quick[:, SHORT] == 0) & (quick[:, LEAD] >= BEHIND)
    weighable = {(p.clause.start, p.clause.end) for p in proposals}
    found = [match for place, match in by_clause.items() if place not in weighable]  # an office set a threshold below what is weighed
    for proposal, signs, may_rise in zip(proposals, quick, hopeful, strict=True):
        match = by_clause.get((proposal.clause.start, proposal.clause.end))
        if match is not None and proposal.ruled:
            found.append(match)
        elif match is not None or may_rise:
            signs = np.concatenate([signs, near_signs(proposal)])
            if match is not None or weigher.highest(signs[None])[0] >= weigher.shown[item.severity]:
                signs = np.concatenate([signs, condition_signs(asked, item, proposal)])
                found += _shown(weigher, item, proposal, match, signs)
    return found


def _shown(weigher: Weigher, item, proposal: Proposal, match: Match | None, signs: np.ndarray) -> list[Match]:
    chance = weigher.chances(signs[None])[0]
    if match is not None:
        stands = chance >= weigher.kept or item.asks_for_missing  # a missing step was sought in the whole draft
        return [dataclasses.replace(match, chance=float(chance))] if stands else []
    said_elsewhere = item.asks_for_missing and signs[OPPOSED] > 0
    if chance < weigher.shown[item.severity] or signs[HEALING].any() or said_elsewhere:
        return []
    return [Match(proposal.clause.start, proposal.clause.end, why=(alike(proposal.score), UNCONFIRMED), chance=float(chance))]


def all_signs(context: Context, item, proposals: list[Proposal]) -> np.ndarray:
    """[proposals, len(NAMES)]: everything there is to learn from."""
    if not proposals:
        return np.zeros((0, len(NAMES)))
    words = [np.concatenate([near_signs(p), condition_signs(context, item, p)]) for p in proposals]
    return np.concatenate([quick_signs(context, item, proposals), np.stack(words)], axis=1)
