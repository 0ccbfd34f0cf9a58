"""The signs around one proposed clause, as numbers in a fixed order (NAMES, then CLOSE). None of them knows which item it is about."""

import dataclasses
from collections.abc import Sequence

import numpy as np

from pipelines.checklist.context import SCOPES, Context
from pipelines.checklist.cures import cured
from pipelines.checklist.encoder.text import UNSAID
from pipelines.checklist.patterns import parse
from pipelines.checklist.primitives.detector import Detector, is_bare
from pipelines.checklist.reading import Clause, ProvisionReading

LEAST = 0.36  # of a detector's probability: what lies below is not weighed
NOWHERE = -6.0  # logit of a neighbour that does not exist
NEARBY = 12  # clauses to each side, of the same provision
LONGEST = 60  # syllables from which a clause counts as equally long
NEAR = ("vo_hai", "ton_trong", "tham_quyen", "cam_quan", "nha_nuoc_chi", "tuy_tam", "nhan_dan_quyet", "lenh_cam", "phu_dinh", "dan")
NEAR += ("can_bo", "co_quan", "nguoi_dan", "lich_su", "tuong_thuat", "ngoai_le", "bi_thiet", "phat", "khong_lam_cho", "lam_sai")
_CITED = parse("<van_ban>")
_LABELS = tuple(f"<{name}>" for name in NEAR)
PLAIN = (  # logits, rank from 0, and what costs nothing to know
    *("score", "lead_over_others", "rank", "best_of_all", "sum_of_all", "before", "after", "best_nearby"),
    *("syllables", "short", "rule", "incurable"),
    *("likely_provisions", "sure_provisions"),  # of the whole draft: where all sounds like a defect, likeness says less
)
BENDS = (  # where a sign begins to weigh more or less than below: a sum of straight lines alone would miss it
    *(("score", at) for at in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)),
    *(("lead_over_others", at) for at in (-2.0, -1.0, 0.0, 1.0, 2.0)),
    *(("rank", at) for at in (1.0, 2.0, 4.0)),
    *((name, at) for name in ("best_of_all", "sum_of_all") for at in (0.0, 1.0, 2.0, 3.0)),
    *((name, at) for name in ("before", "after") for at in (-3.0, -1.0, 0.0)),
    *(("best_nearby", at) for at in (0.0, 0.5, 1.0)),
    *(("syllables", at) for at in (8.0, 12.0, 20.0)),
)
QUICK = (*PLAIN, *(f"{name}_above_{at:g}" for name, at in BENDS))
_BENT = [PLAIN.index(name) for name, _ in BENDS]
_FROM = np.array([at for _, at in BENDS])
NEARBY_WORDS = tuple(f"near_{name}" for name in (*NEAR, "van_ban"))  # a lexicon class in the sentence
CONDITIONS = (  # the item's own words, the dearest to seek: shares and yes or no, at most 1, but for the number of guards
    *("cured", "supported", "support", "opposed"),
    *(f"opposed_in_{scope}" for scope in SCOPES),
    "guards",
)
NAMES = (*QUICK, *NEARBY_WORDS, *CONDITIONS)  # from the cheapest to the dearest
READ = ("read_score", "read_lead", "read_rank", "read_best", "read_nearby")  # the same of the encoder: logits, and a rank from 0
READ_BENDS = (
    *(("read_score", at) for at in (-5.0, -3.0, -1.0, 1.0, 3.0)),
    *(("read_lead", at) for at in (-3.0, -1.0, 0.0, 2.0)),
    ("read_best", 0.0),
)
CLOSE = (*READ, *(f"{name}_above_{at:g}" for name, at in READ_BENDS))  # known only where the encoder was asked
_READ_LIMITS = np.array([(UNSAID, 6.0), (-8.0, 8.0), (0.0, 6.0), (UNSAID, 8.0), (0.0, 14.0)]).T  # a sure encoder says no more than this
_READ_BENT = [READ.index(name) for name, _ in READ_BENDS]
_READ_FROM = np.array([at for _, at in READ_BENDS])


@dataclasses.dataclass(frozen=True)
class Proposal:
    """A clause a detector likes."""

    row: int  # in the context's scores
    reading: ProvisionReading
    clause: Clause
    score: float  # probability
    ruled: bool  # a rule of the item matched in the same provision


def quick_signs(context: Context, item, proposals: Sequence[Proposal]) -> np.ndarray:
    """[proposals, len(QUICK)] numbers."""
    column = context.detectors.codes.index(item.detectors[0].code)
    likeness = _likeness(context, np.array([p.row for p in proposals]), column)
    lengths = np.array([p.clause.last - p.clause.first for p in proposals])
    ruled, incurable = [p.ruled for p in proposals], np.full(len(proposals), item.cure == "none")
    bare = [is_bare(p.reading, p.clause) for p in proposals]
    frame = [np.minimum(lengths, LONGEST), bare, ruled, incurable]
    crowd = np.broadcast_to(np.log1p(context.crowd), (len(proposals), 2))
    plain = np.column_stack([likeness, *frame, crowd]).astype(np.float64)
    return np.concatenate([plain, np.maximum(plain[:, _BENT] - _FROM, 0.0)], axis=1)


def near_signs(proposal: Proposal) -> np.ndarray:
    """[len(NEARBY_WORDS)] numbers."""
    reading, (first, last) = proposal.reading, proposal.clause.sentence
    places = (*(reading.marks.get(label, ()) for label in _LABELS), reading.spans(_CITED))
    return np.array([any(first <= a and b <= last for a, b in spans) for spans in places], dtype=np.float64)


def condition_signs(context: Context, item, proposal: Proposal) -> np.ndarray:
    """[len(CONDITIONS)] numbers."""
    conditions = _conditions(context, proposal, item.detectors)
    return np.array([_healed(context, item, proposal), *conditions], dtype=np.float64)


def close_signs(context: Context, item, proposals: Sequence[Proposal]) -> np.ndarray:
    """[proposals, len(CLOSE)] numbers; the encoder reads the provisions of the proposals."""
    rows, column = np.array([p.row for p in proposals]), context.encoder.codes.index(item.detectors[0].code)
    score, others, rank, nearby = _compared(context, context.closely(rows), rows, column)
    others = np.maximum(others, UNSAID)
    plain = np.column_stack([score, score - others, rank, others, nearby - score]).astype(np.float64).clip(*_READ_LIMITS)
    return np.concatenate([plain, np.maximum(plain[:, _READ_BENT] - _READ_FROM, 0.0)], axis=1)


def _likeness(context: Context, rows: np.ndarray, column: int) -> np.ndarray:
    """[rows, 8]: the first eight of PLAIN."""
    logits, (first, after) = context.logits, context.extents
    score, others, rank, nearby = _compared(context, logits, rows, column)
    mine, together = logits[:, column], np.log(np.exp(logits[rows]).sum(axis=1))
    previous = np.where(rows > first[rows], mine[np.maximum(rows - 1, 0)], NOWHERE)
    following = np.where(rows + 1 < after[rows], mine[np.minimum(rows + 1, len(mine) - 1)], NOWHERE)
    return np.column_stack([score, score - others, rank, np.maximum(score, others), together, previous, following, nearby - score])


def _compared(context: Context, logits: np.ndarray, rows: np.ndarray, column: int) -> tuple[np.ndarray, ...]:
    """Of each row: the code's own logit, the highest of the others, how many are above its own, its highest in the clauses nearby."""
    first, after = context.extents
    mine, of_rows = logits[:, column], logits[rows]
    score, others = mine[rows], np.delete(of_rows, column, axis=1).max(axis=1)
    nearby = [mine[max(r - NEARBY, first[r]) : min(r + NEARBY, after[r])].max() for r in rows]
    return score, others, (of_rows > score[:, None]).sum(axis=1), np.array(nearby)


def _healed(context: Context, item, proposal: Proposal) -> bool:
    clause = proposal.clause
    return clause.first < clause.last and cured(context, proposal.reading, (clause.first, clause.last), item.cure)


def _conditions(context: Context, proposal: Proposal, detectors: Sequence[Detector]) -> list[float]:
    """What the item's own conditions say, as shares: here they are signs among others, no longer a verdict."""
    reading, clause = proposal.reading, proposal.clause
    standings = [d.standing(context, reading, clause) for d in detectors]
    against = {scope for s in standings for scope in s.against}
    return [
        any(s.support == 1.0 and s.core for s in standings),
        max(s.support for s in standings),
        sum(len(s.against) for s in standings) / len(standings),
        *(scope in against for scope in SCOPES),
        len({name for s in standings for name in s.guards}),
    ]

