"""The register of cases: search and filter, deadlines by day, and the figures of the overview."""

import json
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, or_, select

from review_app.records.calendar import add_working_days, working_days_between
from review_app.records.desk import Desk
from review_app.records.models import CLOSED, Case, CaseFilter, Overview
from review_app.records.roles import needs
from review_app.records.rows import to_cases
from review_app.records.settings import current_settings
from review_app.records.tables import approvals, case_files, case_reviewers, cases, changes, reviews
from review_app.records.words import searchable

PAUSE = timedelta(minutes=10)  # a longer gap between two changes is not counted as work


@needs("read")
def find_cases(desk: Desk, wanted: CaseFilter = CaseFilter(), limit: int = 20, offset: int = 0) -> tuple[tuple[Case, ...], int]:  # noqa: B008
    """A page of cases, the newest first, and how many there are in all."""
    conditions = _conditions(wanted, desk.store.today())
    newest = (cases.c.year.desc(), cases.c.sequence.desc())
    with desk.store.read() as tx:
        total = tx.scalar(select(func.count()).select_from(cases).where(*conditions))
        rows = tx.execute(select(cases).where(*conditions).order_by(*newest).limit(limit).offset(offset)).all()
        return to_cases(tx, rows), total


@needs("read")
def list_senders(desk: Desk) -> tuple[str, ...]:
    """Agencies that have sent drafts and those of the settings, in alphabetical order."""
    with desk.store.read() as tx:
        known = {agency.name for agency in current_settings(tx).agencies}
        sent = set(tx.scalars(select(cases.c.sender).where(cases.c.sender != "").distinct()))
    return tuple(sorted(known | sent, key=searchable))


@needs("read")
def list_deadlines(desk: Desk, first: date, last: date) -> dict[date, tuple[Case, ...]]:
    """Open cases by the day they are due, first and last included; nobody waits for the sample case."""
    due = select(cases).where(cases.c.deadline.between(first, last), cases.c.status.not_in(CLOSED), cases.c.sample.is_(False))
    days: dict[date, list[Case]] = defaultdict(list)
    with desk.store.read() as tx:
        for case in to_cases(tx, tx.execute(due.order_by(cases.c.deadline, cases.c.id)).all()):
            days[case.deadline].append(case)
    return {day: tuple(found) for day, found in days.items()}


@needs("read")
def read_overview(desk: Desk, wanted: CaseFilter = CaseFilter()) -> Overview:  # noqa: B008
    """Figures over the cases the filter lets through."""
    today = desk.store.today()
    with desk.store.read() as tx:
        settings = current_settings(tx)
        found = to_cases(tx, tx.execute(select(cases).where(*_conditions(wanted, today)).order_by(cases.c.id)).all())
        ids = [case.id for case in found]
        soon = add_working_days(today, settings.remind_days, settings)
        topics, severities = _findings(tx, ids)
        return Overview(
            total=len(found),
            open=sum(not case.closed for case in found),
            late=sum(case.late(today) for case in found),
            due_soon=sum(not case.closed and today <= case.deadline <= soon for case in found),
            by_status=dict(Counter(case.status for case in found)),
            by_sender=dict(Counter(case.sender for case in found if case.sender).most_common()),
            by_month=dict(sorted(Counter(f"{case.received:%Y-%m}" for case in found).items())),
            by_topic=topics,
            by_severity=severities,
            days_to_approval=tuple(working_days_between(start, end, settings) for start, end in _approval_spans(tx, ids)),
            minutes_of_work=_minutes(tx, ids),
        )


def _conditions(wanted: CaseFilter, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [cases.c.search.contains(word, autoescape=True) for word in searchable(wanted.text).split()]
    if wanted.statuses:
        found.append(cases.c.status.in_(wanted.statuses))
    if wanted.kinds:
        found.append(cases.c.kind.in_(wanted.kinds))
    if wanted.sender:
        found.append(cases.c.sender == wanted.sender)
    if wanted.reviewer is not None:
        found.append(cases.c.id.in_(select(case_reviewers.c.case_id).filter_by(person_id=wanted.reviewer)))
    if wanted.open is not None:
        found.append(cases.c.status.not_in(CLOSED) if wanted.open else cases.c.status.in_(CLOSED))
    if wanted.sample is not None:
        found.append(cases.c.sample.is_(wanted.sample))
    if wanted.late is not None:
        in_time = or_(cases.c.deadline >= today, cases.c.status.in_(CLOSED))
        found.append(~in_time if wanted.late else in_time)
    if wanted.received_from:
        found.append(cases.c.received >= wanted.received_from)
    if wanted.received_to:
        found.append(cases.c.received <= wanted.received_to)
    return found


def _findings(tx: Connection, ids: list[int]) -> tuple[dict[str, int], dict[str, int]]:
    """Counts by topic and by severity over the newest review of each file."""
    newest = select(func.max(reviews.c.id)).join(case_files).where(case_files.c.case_id.in_(ids)).group_by(reviews.c.file_id)
    topics, severities = Counter(), Counter()
    for body in tx.scalars(select(reviews.c.summary).where(reviews.c.id.in_(newest))):
        summary = json.loads(body)
        topics.update(summary["topic"])
        severities.update(summary["severity"])
    return dict(topics), dict(sorted(severities.items()))


def _approval_spans(tx: Connection, ids: list[int]) -> list[tuple[date, date]]:
    """(received, first approved) of every approved case."""
    first = select(cases.c.received, func.min(approvals.c.day)).join(approvals).where(cases.c.id.in_(ids), approvals.c.revoked.is_(None))
    return [(row[0], row[1]) for row in tx.execute(first.group_by(cases.c.id, cases.c.received))]


def _minutes(tx: Connection, ids: list[int]) -> dict[int, int]:
    """Case id → minutes between neighbouring changes of one user, pauses left out."""
    steps = select(case_files.c.case_id, changes.c.by, changes.c.at).join(changes).where(case_files.c.case_id.in_(ids))
    worked: dict[int, timedelta] = {}
    last: dict[tuple[int, int], datetime] = {}
    for case_id, by, at in tx.execute(steps.order_by(changes.c.id)):
        gap = at - last.get((case_id, by), at)
        worked[case_id] = worked.get(case_id, timedelta()) + (gap if gap <= PAUSE else timedelta())
        last[case_id, by] = at
    return {case_id: round(spent / timedelta(minutes=1)) for case_id, spent in worked.items()}
