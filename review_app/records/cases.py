"""Cases (hồ sơ): received, numbered by year, moved along the workflow, assigned, deleted for good."""

import shutil
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from review_app.records import calendar, files, store
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, CaseLocked, NotAllowed, StaleRecord, WrongStatus
from review_app.records.models import CASE_KINDS, STATUSES, Case, CaseDraft
from review_app.records.people import current
from review_app.records.roles import needs
from review_app.records.rows import ORDER, approved_rounds, case_row, to_case
from review_app.records.settings import current_settings
from review_app.records.tables import case_files, case_reviewers, cases, counters, people
from review_app.records.unsaved import forget_unsaved
from review_app.records.words import searchable, typed


@needs("receive")
def create_case(desk: Desk, draft: CaseDraft) -> Case:
    """Register a case. Its number is the next of the year it was received in ("01/2026"); numbers are never used twice."""
    return insert_case(desk, draft)


def insert_case(desk: Desk, draft: CaseDraft, sample: bool = False) -> Case:
    reviewers = draft.reviewers or (desk.user.id,)
    if (draft.blind or reviewers != (desk.user.id,)) and not current(desk).can("assign"):
        raise NotAllowed("Chỉ lãnh đạo phân công cho người khác.", "Tiếp nhận hồ sơ rồi đề nghị lãnh đạo phân công.")
    with desk.store.write() as tx:
        values = _checked(desk, tx, draft)
        year = values["received"].year
        sequence = _next_number(tx, year)
        values |= {"year": year, "sequence": sequence, "search": _search(year, sequence, values)}
        values |= {"status": "tiep_nhan", "blind": draft.blind, "consensus_round": 0, "sample": sample, "version": 1}
        values |= {"created": desk.store.now(), "created_by": desk.user.id}
        case_id = tx.execute(insert(cases).values(**values)).inserted_primary_key[0]
        _set_reviewers(tx, case_id, reviewers)
        desk.record(tx, "create_case", f"case:{case_id}", year=year, number=sequence, reviewers=len(reviewers))
        return to_case(tx, case_id)


@needs("receive")
def update_case(desk: Desk, case_id: int, draft: CaseDraft, seen: int) -> Case:
    """Correct what was received; reviewers stay as they are (see `assign`). `seen` is the version shown.

    Raises StaleRecord with the case as it stands, CaseLocked while the sheet of the current round is approved.
    """
    with desk.store.write() as tx:
        case = _unchanged(tx, case_id, seen)
        if case.round in approved_rounds(tx, case_id):
            raise CaseLocked()
        values = _checked(desk, tx, draft, case.received)
        row = case_row(tx, case_id)
        _update(tx, case_id, seen, **values, search=_search(row.year, row.sequence, values))
        desk.record(tx, "update_case", f"case:{case_id}", version=seen + 1)
        return to_case(tx, case_id)


@needs("read")
def read_case(desk: Desk, case_id: int) -> Case:
    """Raises NotFound."""
    with desk.store.read() as tx:
        return to_case(tx, case_id)


@needs("read")
def next_statuses(desk: Desk, case_id: int) -> tuple[str, ...]:
    """Where `move_case` may lead from here, in the order of the workflow."""
    with desk.store.read() as tx:
        return _next(tx, to_case(tx, case_id))


@needs("receive")
def move_case(desk: Desk, case_id: int, status: str, seen: int) -> Case:
    """Raises WrongStatus for a step the workflow does not have (approval has its own function), StaleRecord."""
    with desk.store.write() as tx:
        case = _unchanged(tx, case_id, seen)
        if status not in _next(tx, case):
            raise WrongStatus()
        _update(tx, case_id, seen, status=status)
        desk.record(tx, "move_case", f"case:{case_id}", status=status)
        return to_case(tx, case_id)


@needs("assign")
def assign(desk: Desk, case_id: int, reviewers: tuple[int, ...], blind: bool, seen: int) -> Case:
    """Name the reviewers; blind: each works unseen by the others until consensus. Raises BadInput, StaleRecord, CaseLocked."""
    with desk.store.write() as tx:
        case = _unchanged(tx, case_id, seen)
        if case.round in approved_rounds(tx, case_id):
            raise CaseLocked()
        if blind and len(set(reviewers)) < 2:
            raise BadInput("reviewers", "Rà soát độc lập cần ít nhất hai người.")
        _set_reviewers(tx, case_id, reviewers)
        status = "phan_cong" if ORDER[case.status] < ORDER["phan_cong"] else case.status
        _update(tx, case_id, seen, blind=blind, status=status)
        desk.record(tx, "assign", f"case:{case_id}", reviewers=len(reviewers), blind=blind)
        return to_case(tx, case_id)


@needs("delete")
def delete_case(desk: Desk, case_id: int) -> None:
    """Remove the case, its originals and everything derived from them, and overwrite the place they stood in.

    The audit trail keeps that a case with this id existed, nothing of its content. Older backups still hold it, and so may the
    write-ahead files of a database server until it recycles them.
    """
    with desk.store.write() as tx:
        case_row(tx, case_id)
        forget_unsaved(tx, list(tx.scalars(select(case_files.c.id).where(case_files.c.case_id == case_id))))
        tx.execute(delete(cases).where(cases.c.id == case_id))
        desk.record(tx, "delete_case", f"case:{case_id}")
    shutil.rmtree(files.case_folder(desk.store, case_id), ignore_errors=True)
    store.compact(desk.store)


# ---------------------------------------------------------------- inside


def _next(tx: Connection, case: Case) -> tuple[str, ...]:
    """Work steps while the current round is not approved; steps after approval once some round is; "luu" always."""
    approved = approved_rounds(tx, case.id)
    border = ORDER["da_duyet"]
    allowed = {"luu"}
    if case.round not in approved:
        allowed |= {each for each in STATUSES if ORDER[each] < border}
    if approved:
        allowed |= {each for each in STATUSES if ORDER[each] > border}
    return tuple(each for each in STATUSES if each in allowed and each != case.status)


def _unchanged(tx: Connection, case_id: int, seen: int) -> Case:
    case = to_case(tx, case_id)
    if case.version != seen:
        raise StaleRecord(case)
    return case


def _update(tx: Connection, case_id: int, seen: int, **values) -> None:
    tx.execute(update(cases).where(cases.c.id == case_id).values(version=seen + 1, **values))


def _checked(desk: Desk, tx: Connection, draft: CaseDraft, received: date | None = None) -> dict:
    if not draft.title.strip():
        raise BadInput("title", "Chưa nhập tên dự thảo.")
    if draft.kind not in CASE_KINDS:
        raise BadInput("kind", f"Chọn một trong: {', '.join(CASE_KINDS.values())}.")
    settings = current_settings(tx)
    received = draft.received or received or desk.store.today()
    days = settings.days_for(draft.kind) if draft.working_days is None else draft.working_days
    if not 1 <= days <= 365:
        raise BadInput("working_days", "Thời hạn phải từ 1 đến 365 ngày làm việc.")
    return {
        "title": typed("title", draft.title.strip(), 1000),
        "kind": draft.kind,
        "sender": typed("sender", draft.sender.strip(), 300),
        "request_number": typed("request_number", draft.request_number.strip(), 100),
        "request_date": draft.request_date,
        "received": received,
        "working_days": days,
        "deadline": calendar.add_working_days(received, days, settings),
        "not_secret": draft.not_secret,
    }


def _search(year: int, sequence: int, values: dict) -> str:
    return searchable(" ".join([f"{sequence:02d}/{year}", values["title"], values["sender"], values["request_number"]]))


def _next_number(tx: Connection, year: int) -> int:
    last = tx.scalar(select(counters.c.last).where(counters.c.year == year))
    if last is None:
        tx.execute(insert(counters).values(year=year, last=1))
        return 1
    tx.execute(update(counters).where(counters.c.year == year).values(last=last + 1))
    return last + 1


def _set_reviewers(tx: Connection, case_id: int, reviewers: tuple[int, ...]) -> None:
    wanted = set(reviewers)
    known = set(tx.scalars(select(people.c.id).where(people.c.id.in_(wanted), people.c.active)))
    if not wanted or wanted != known:
        raise BadInput("reviewers", "Chọn ít nhất một người rà soát đang hoạt động.")
    tx.execute(delete(case_reviewers).where(case_reviewers.c.case_id == case_id))
    tx.execute(insert(case_reviewers), [{"case_id": case_id, "person_id": each} for each in sorted(wanted)])
