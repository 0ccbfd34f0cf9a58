"""A reviewer's decisions on findings: góp ý, góp ý with her own words, không góp ý with a reason. In the database before we return."""


from sqlalchemy import Connection, Row, select

from pipelines.types import Decision
from review_app.records import versioned
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, StaleDecision
from review_app.records.models import VERDICTS, DecisionRow
from review_app.records.roles import needs
from review_app.records.rows import advance, place, writable
from review_app.records.tables import decisions
from review_app.records.words import typed

KEY = 200  # longest id of a finding or provision



def to_decision(row: Row) -> DecisionRow:
    shown = ("file_id", "finding", "verdict", "comment", "wording", "reason", "by", "at", "version", "lane")
    return DecisionRow(**{name: getattr(row, name) for name in shown})


DECISION = versioned.Kind(
    name="decision",
    table=decisions,
    content=("verdict", "comment", "wording", "reason"),
    blank={"verdict": "", "comment": "", "wording": "", "reason": ""},
    hand_out=to_decision,
    stale=StaleDecision,
)


@needs("read")
def read_decisions(desk: Desk, file_id: int) -> dict[str, DecisionRow]:
    """Finding id → decision, in the user's lane: her own in a blind round, else the shared one.

    An undone decision is there with verdict "" and its version, which the next save must give as `seen`.
    """
    with desk.store.read() as tx:
        return in_lane(tx, file_id, place(desk, tx, file_id).lane)


@needs("decide")
def save_decision(desk: Desk, file_id: int, decision: Decision, seen: int) -> DecisionRow:
    """Save; `seen` is the version on the screen, 0 for none.

    Raises StaleDecision (its `theirs` is the DecisionRow as it stands), BadInput, CaseLocked, NotAllowed, StoreBusy, StoreFull.
    """
    content = _checked(decision)
    return _save(desk, file_id, decision.finding, content, seen)


@needs("decide")
def clear_decision(desk: Desk, file_id: int, finding: str, seen: int) -> DecisionRow:
    """Back to undecided. Raises as save_decision does."""
    return _save(desk, file_id, finding, DECISION.blank, seen)


def _save(desk: Desk, file_id: int, finding: str, content: dict[str, str], seen: int) -> DecisionRow:
    with desk.store.write() as tx:
        found = writable(desk, tx, file_id)
        row = put_decision(desk, tx, file_id, found.lane, finding, content, seen)
        advance(tx, found.case.id, "ra_soat")
        return to_decision(row)


def put_decision(desk: Desk, tx: Connection, file_id: int, lane: int, finding: str, content: dict[str, str], seen: int | None) -> Row:
    row = versioned.find(tx, DECISION, file_id=file_id, lane=lane, finding=finding)
    return versioned.put(desk, tx, DECISION, row, content, seen, key=finding, file_id=file_id, lane=lane, finding=finding)


def in_lane(tx: Connection, file_id: int, lane: int) -> dict[str, DecisionRow]:
    wanted = select(decisions).where(decisions.c.file_id == file_id, decisions.c.lane == lane).order_by(decisions.c.id)
    return {row.finding: to_decision(row) for row in tx.execute(wanted)}


def _checked(decision: Decision) -> dict[str, str]:
    if decision.verdict not in VERDICTS:
        raise BadInput("verdict", f"Chọn một trong: {', '.join(VERDICTS.values())}.")
    if not 1 <= len(decision.finding) <= KEY:
        raise BadInput("finding")
    content = {name: typed(name, getattr(decision, name)) for name in ("comment", "wording", "reason")}
    if decision.verdict == "khong_gop_y" and not content["reason"].strip():
        raise BadInput("reason", "Ghi lý do không góp ý: điểm bị bỏ phải để lại dấu vết.")
    if decision.verdict == "sua_loi" and not (content["comment"].strip() or content["wording"].strip()):
        raise BadInput("wording", "Ghi lời góp ý hoặc câu chữ đề nghị đã sửa.")
    return {"verdict": decision.verdict, **content}
