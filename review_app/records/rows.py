"""From rows of the cases' tables to dataclasses, and the questions every other module asks of a case inside a transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Row, func, select, update

from review_app.records.desk import Desk
from review_app.records.errors import CaseLocked, NotAllowed, NotFound
from review_app.records.models import SHARED, STATUSES, Case, CaseFile
from review_app.records.tables import approvals, case_files, case_reviewers, cases

ORDER = {status: place for place, status in enumerate(STATUSES)}


def case_row(tx: Connection, case_id: int) -> Row:
    row = tx.execute(select(cases).where(cases.c.id == case_id)).first()
    if row is None:
        raise NotFound("Hồ sơ này không còn trong kho.")
    return row


def to_case(tx: Connection, case_id: int) -> Case:
    return to_cases(tx, [case_row(tx, case_id)])[0]


def to_cases(tx: Connection, rows: Iterable[Row]) -> tuple[Case, ...]:
    rows = list(rows)
    ids = [row.id for row in rows]
    reviewers: dict[int, list[int]] = {each: [] for each in ids}
    wanted = select(case_reviewers).where(case_reviewers.c.case_id.in_(ids)).order_by(case_reviewers.c.person_id)
    for row in tx.execute(wanted):
        reviewers[row.case_id].append(row.person_id)
    latest = select(case_files.c.case_id, func.max(case_files.c.round)).where(case_files.c.case_id.in_(ids)).group_by(case_files.c.case_id)
    rounds = {row[0]: row[1] for row in tx.execute(latest)}
    return tuple(_case(row, tuple(reviewers[row.id]), rounds.get(row.id, 1)) for row in rows)


def _case(row: Row, reviewers: tuple[int, ...], current: int) -> Case:
    return Case(
        id=row.id, number=f"{row.sequence:02d}/{row.year}", title=row.title, kind=row.kind, sender=row.sender,
        request_number=row.request_number, request_date=row.request_date, received=row.received, working_days=row.working_days,
        deadline=row.deadline, status=row.status, blind=row.blind, consensus=row.consensus_round >= current, not_secret=row.not_secret,
        sample=row.sample, reviewers=reviewers, created=row.created, created_by=row.created_by, version=row.version, round=current,
    )  # fmt: skip


def to_file(tx: Connection, file_id: int) -> CaseFile:
    row = tx.execute(select(case_files).where(case_files.c.id == file_id)).first()
    if row is None:
        raise NotFound("Tệp này không còn trong hồ sơ.")
    return CaseFile(**row._mapping)


def advance(tx: Connection, case_id: int, status: str) -> None:
    """Move a case forward as a by-product of work (analysed, first decision); never backwards."""
    earlier = [each for each in STATUSES if ORDER[each] < ORDER[status]]
    tx.execute(update(cases).where(cases.c.id == case_id, cases.c.status.in_(earlier)).values(status=status))


def approved_rounds(tx: Connection, case_id: int) -> frozenset[int]:
    found = select(approvals.c.round).where(approvals.c.case_id == case_id, approvals.c.revoked.is_(None))
    return frozenset(tx.scalars(found))


@dataclass(frozen=True)
class Place:
    """Where a reviewer writes: the file, its case, and the lane that is hers."""

    file: CaseFile
    case: Case
    lane: int


def place(desk: Desk, tx: Connection, file_id: int) -> Place:
    """The shared lane, or in a blind round that is not yet opened the user's own."""
    file = to_file(tx, file_id)
    case = to_case(tx, file.case_id)
    opened = case_row(tx, case.id).consensus_round >= file.round
    return Place(file, case, SHARED if opened or not case.blind else desk.user.id)


def unlocked(desk: Desk, tx: Connection, file_id: int) -> Place:
    """The place, when the sheet of its round is not approved."""
    found = place(desk, tx, file_id)
    if found.file.round in approved_rounds(tx, found.case.id):
        raise CaseLocked()
    return found


def writable(desk: Desk, tx: Connection, file_id: int) -> Place:
    """The unlocked place; in a blind round only its reviewers have one."""
    found = unlocked(desk, tx, file_id)
    if found.lane != SHARED and desk.user.id not in found.case.reviewers:
        raise NotAllowed("Hồ sơ này do người khác rà soát độc lập.", "Đề nghị lãnh đạo phân công.")
    return found
