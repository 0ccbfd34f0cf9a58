"""The sample case of a first start: an invented draft to try every page on."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from pipelines import agency_name
from pipelines.types import Review
from review_app.records.cases import insert_case
from review_app.records.desk import Desk
from review_app.records.files import add_file
from review_app.records.models import Case, CaseDraft
from review_app.records.people import enter, get_meta, login_on, put_meta
from review_app.records.reviews import save_review
from review_app.records.roles import needs
from review_app.records.rows import to_cases
from review_app.records.store import Store
from review_app.records.tables import cases

_DONE = "sample_case"


def ensure_sample_case(store: Store, sample: Path, analyse: Callable[[bytes, str], Review]) -> Case | None:
    """Make the sample case in a store that never had one; None when it had (also when it was deleted since) or login is on.

    `analyse` turns the bytes and the name of a draft into its review; its errors pass through and nothing is kept.
    """
    if login_on(store) or not _first_time(store):
        return None
    data = sample.read_bytes()
    review = analyse(data, sample.name)
    desk = enter(store)
    return _make(desk, data, sample.name, review)


@needs("read")
def sample_case(desk: Desk) -> Case | None:
    """The sample case, None when it was deleted or never made."""
    with desk.store.read() as tx:
        row = tx.execute(select(cases).where(cases.c.sample)).first()
        return to_cases(tx, [row])[0] if row else None


def _make(desk: Desk, data: bytes, name: str, review: Review) -> Case:
    title = review.draft.header.title or name
    sender = agency_name(review.draft.header.issuer, review.draft.text)
    case = insert_case(desk, CaseDraft(title=f"Hồ sơ mẫu: {title}", sender=sender, not_secret=True), sample=True)
    file = add_file(desk, case.id, data, name)
    save_review(desk, file.id, review)
    with desk.store.write() as tx:
        put_meta(tx, _DONE, str(case.id))
    return case


def _first_time(store: Store) -> bool:
    with store.read() as tx:
        return get_meta(tx, _DONE) is None
