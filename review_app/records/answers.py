"""What the reviewer confirmed about each comment of the round before: whether it was taken up, and the agency's giải trình."""

from sqlalchemy import Row, select

from pipelines.types import TAKEN_UP
from review_app.records import versioned
from review_app.records.decisions import KEY
from review_app.records.desk import Desk
from review_app.records.errors import BadInput
from review_app.records.models import RoundAnswer
from review_app.records.roles import needs
from review_app.records.rows import place, writable
from review_app.records.tables import answers
from review_app.records.words import typed

LONGEST = 4_000  # characters of a giải trình


def to_answer(row: Row) -> RoundAnswer:
    shown = ("file_id", "finding", "status", "answer", "by", "at", "version")
    return RoundAnswer(**{name: getattr(row, name) for name in shown})


ANSWER = versioned.Kind("answer", answers, ("status", "answer"), {"status": "", "answer": ""}, to_answer)


@needs("read")
def read_answers(desk: Desk, file_id: int) -> dict[str, RoundAnswer]:
    """Finding of the round before → what was confirmed in the user's lane about its comment in this revised draft.

    An undone confirmation is there with status "" and its version, which the next save must give as `seen`.
    """
    with desk.store.read() as tx:
        wanted = select(answers).filter_by(file_id=file_id, lane=place(desk, tx, file_id).lane).order_by(answers.c.id)
        return {row.finding: to_answer(row) for row in tx.execute(wanted)}


@needs("decide")
def save_answer(desk: Desk, file_id: int, finding: str, status: str, answer: str, seen: int) -> RoundAnswer:
    """Confirm a status (a key of TAKEN_UP) and the agency's giải trình; `seen` is the version on the screen, 0 for none.

    Raises StaleRecord (its `theirs` is the RoundAnswer as it stands), BadInput, CaseLocked, NotAllowed.
    """
    if status not in TAKEN_UP:
        raise BadInput("status", f"Chọn một trong: {', '.join(TAKEN_UP.values())}.")
    finding = typed("finding", finding, KEY)
    content = {"status": status, "answer": typed("answer", answer, LONGEST)}
    with desk.store.write() as tx:
        lane = writable(desk, tx, file_id).lane
        row = versioned.find(tx, ANSWER, file_id=file_id, lane=lane, finding=finding)
        return to_answer(versioned.put(desk, tx, ANSWER, row, content, seen, key=finding, file_id=file_id, lane=lane, finding=finding))
