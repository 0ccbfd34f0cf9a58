"""Which of a detector's proposals are shown: those the item's conditions confirmed, unless all signs speak against them; and those all
signs speak for, though a condition failed."""

import dataclasses
from collections.abc import Container, Iterable

import numpy as np

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.primitives.detector import alike
from pipelines.checklist.schema import Item
from pipelines.checklist.weighing.model import Weigher, load_weigher
from pipelines.checklist.weighing.signs import CLOSE, LEAST, NAMES, Proposal, close_signs, condition_signs, near_signs, quick_signs

# One of these heals a clause, however alike it is: a denial, a ban on officials, an exception, a told abuse, words that speak against it.
HEALING = [NAMES.index(name) for name in ("guards", "cured", "opposed_in_clause")]
OPPOSED = NAMES.index("opposed")
SHORT, LEAD = NAMES.index("short"), NAMES.index("lead_over_others")
BEHIND = -1.0  # logit: where another code is that much likelier on the same words, this one is not raised beside it
UNCONFIRMED = "Câu không có đủ từ ngữ quen thuộc của mục này; nêu lên vì cách viết và các dấu hiệu quanh câu, đề nghị đọc kỹ."


def proposals_of(context: Context, item: Item, ruled: Container[str | None]) -> tuple[Context, list[Proposal]]:
    """The clauses worth weighing for an item, none for an item without a detector; and the draft as far as its detector is asked.

    `ruled`: provisions in which a rule of the item matched as well.
    """
    if not item.detectors:
        return context, []
    detector = item.detectors[0]
    asked = detector.within(context)
    found = [(row, *asked.scored[row], score) for row, score in asked.proposals(detector.code, LEAST)]
    return asked, [Proposal(row, reading, clause, score, reading.provision.id in ruled) for row, reading, clause, score in found]


@dataclasses.dataclass(frozen=True)
class _Doubtful:
    """A proposal worth the encoder's time."""

    proposal: Proposal
    match: Match | None  # where the item's conditions hold
    signs: np.ndarray  # [len(NAMES)]


@dataclasses.dataclass(frozen=True)
class Weighing:
    """An item's matches by likeness, half judged."""

    asked: Context
    item: Item
    found: list[Match]  # what stands in any case
    doubtful: list[_Doubtful]

    def shown(self) -> list[Match]:
        """The matches that are shown, the encoder asked about the doubtful ones."""
        return self.found + _read_closely(self.asked, self.item, self.doubtful)


def weigh(context: Context, item: Item, ruled: Container[str | None], confirmed: list[Match]) -> Weighing:
    """The item's proposals weighed by all signs but the encoder's. `ruled`, `confirmed`: where its rules, its conditions hold."""
    asked, proposals = proposals_of(context, item, ruled)
    if not proposals:
        return Weighing(asked, item, confirmed, [])
    weigher = load_weigher()
    by_clause = {(m.start, m.end): m for m in confirmed}
    weighable = {(p.clause.start, p.clause.end) for p in proposals}
    found = [match for place, match in by_clause.items() if place not in weighable]  # an office set a threshold below what is weighed
    doubtful: list[_Doubtful] = []
    for proposal, signs, may_rise in zip(proposals, *_quick(weigher, asked, item, proposals), strict=True):
        match = by_clause.get((proposal.clause.start, proposal.clause.end))
        if match is not None and (proposal.ruled or item.asks_for_missing):  # a missing step was sought in the whole draft
            found.append(match)
        elif (match is not None or may_rise) and (all_ := _worth_reading(weigher, asked, item, proposal, signs, match)) is not None:
            doubtful.append(_Doubtful(proposal, match, all_))
    return Weighing(asked, item, found, doubtful)


def read_ahead(weighings: Iterable[Weighing]) -> None:
    """Let the encoder read what any of the items will ask about: together is quicker than one by one."""
    rows: dict[int, tuple[Context, set[int]]] = {}
    for one in weighings:
        if one.doubtful:
            rows.setdefault(id(one.asked), (one.asked, set()))[1].update(d.proposal.row for d in one.doubtful)
    for asked, wanted in rows.values():
        asked.closely(sorted(wanted))


def _quick(weigher: Weigher, context: Context, item: Item, proposals: list[Proposal]) -> tuple[np.ndarray, np.ndarray]:
    """(quick signs, whether the proposal may still be raised though a condition fails) of each."""
    quick = quick_signs(context, item, proposals)
    return quick, (weigher.first.highest(quick) >= weigher.worth) & (quick[:, SHORT] == 0) & (quick[:, LEAD] >= BEHIND)


def _worth_reading(weigher: Weigher, context: Context, item: Item, proposal: Proposal, quick: np.ndarray, match: Match | None):
    """All signs but the encoder's; None where the others leave no hope."""
    signs = np.concatenate([quick, near_signs(proposal)])
    if weigher.first.highest(signs[None])[0] < weigher.worth:
        return None
    signs = np.concatenate([signs, condition_signs(context, item, proposal)])
    if match is None and (signs[HEALING].any() or (item.asks_for_missing and signs[OPPOSED] > 0)):
        return None
    return signs if weigher.first.chances(signs[None])[0] >= weigher.worth else None


def _read_closely(context: Context, item: Item, doubtful: list[_Doubtful]) -> list[Match]:
    if not doubtful:
        return []
    weigher = load_weigher()
    close = close_signs(context, item, [one.proposal for one in doubtful])
    chances = weigher.closer.chances(np.concatenate([np.stack([one.signs for one in doubtful]), close], axis=1))
    found = []
    for one, chance in zip(doubtful, chances.tolist(), strict=True):
        if chance < weigher.bar(item.severity, one.match is not None, context.crowding):
            continue
        if one.match is not None:
            found.append(dataclasses.replace(one.match, chance=chance))
        else:
            clause = one.proposal.clause
            found.append(Match(clause.start, clause.end, why=(alike(one.proposal.score), UNCONFIRMED), chance=chance))
    return found


def all_signs(context: Context, item: Item, proposals: list[Proposal]) -> np.ndarray:
    """[proposals, NAMES and CLOSE]: everything there is to learn from."""
    if not proposals:
        return np.zeros((0, len(NAMES) + len(CLOSE)))
    words = [np.concatenate([near_signs(p), condition_signs(context, item, p)]) for p in proposals]
    return np.concatenate([quick_signs(context, item, proposals), np.stack(words), close_signs(context, item, proposals)], axis=1)
