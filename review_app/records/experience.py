"""What stored reviews and decisions say about the checklist: how its items fared, drafts to try an edit on, cases a basis touches."""

import json
from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from pipelines.storage import from_json
from pipelines.studio import Outcome
from pipelines.types import Basis, Draft, Finding
from review_app.records.desk import Desk
from review_app.records.models import CLOSED, SHARED, Case
from review_app.records.roles import needs
from review_app.records.rows import to_cases
from review_app.records.tables import case_files, cases, decisions, reviews


def latest_reviews(limit: int):
    """Rows (file id, case id, body) of the newest review of the newest drafts."""
    every = reviews.alias()
    newest = select(func.max(every.c.id)).where(every.c.file_id == case_files.c.id).correlate(case_files).scalar_subquery()
    place = (case_files.c.id.label("file"), cases.c.id.label("case"), cases.c.sequence, cases.c.year)
    chosen = select(*place, reviews.c.body, reviews.c.created)
    joined = chosen.select_from(case_files.join(cases).join(reviews, reviews.c.id == newest))
    return joined.where(case_files.c.role == "du_thao").order_by(case_files.c.id.desc()).limit(limit)


@needs("read")
def read_outcomes(desk: Desk, limit: int = 500) -> tuple[tuple[Outcome, ...], int]:
    """(every finding of the newest drafts with the decision on the shared lane, number of drafts): blind lanes stay hidden."""
    found = []
    with desk.store.read() as tx:
        rows = tx.execute(latest_reviews(limit)).all()
        wanted = select(decisions).where(decisions.c.lane == SHARED, decisions.c.file_id.in_([row.file for row in rows]))
        decided = {(row.file_id, row.finding): row for row in tx.execute(wanted)}
    for row in rows:
        for finding in json.loads(row.body)["review"]["findings"]:
            decision = decided.get((row.file, finding["id"]))
            verdict, reason = (decision.verdict, decision.reason) if decision else ("", "")
            found.append(Outcome(finding["code"], row.file, finding["start"], finding["end"], finding["quote"], verdict, reason))
    return tuple(found), len(rows)


@needs("read")
def recent_drafts(desk: Desk, limit: int = 50) -> tuple[tuple[str, Draft, date], ...]:
    """(case number, draft, day it was judged at) of the newest drafts, newest first."""
    with desk.store.read() as tx:
        rows = tx.execute(latest_reviews(limit)).all()
    found = []
    for row in rows:
        review = json.loads(row.body)["review"]
        day = date.fromisoformat(review["as_of"]) if review.get("as_of") else row.created.date()
        found.append((f"{row.sequence:02d}/{row.year}", from_json(Draft, review["draft"]), day))
    return tuple(found)


@needs("read")
def open_cases_citing(desk: Desk, bases: Collection[str], limit: int = 500) -> tuple[tuple[Case, tuple[Basis, ...]], ...]:
    """Open cases whose findings rest on one of these legal bases, with the basis of each such finding as it was stored."""
    wanted = set(bases)
    cited: dict[int, list[Basis]] = {}
    with desk.store.read() as tx:
        for row in tx.execute(latest_reviews(limit).where(cases.c.status.not_in(CLOSED))):
            findings = from_json(tuple[Finding, ...], json.loads(row.body)["review"]["findings"])
            if touched := [basis for finding in findings for basis in finding.bases if basis.id in wanted]:
                cited.setdefault(row.case, []).extend(touched)
        found = tx.execute(select(cases).where(cases.c.id.in_(list(cited)))).all()
        return tuple((case, tuple(cited[case.id])) for case in to_cases(tx, found))
