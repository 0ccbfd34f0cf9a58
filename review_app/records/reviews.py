"""Stored reviews: the machine's findings as JSON, reopened without spaCy. A new run is added; it never touches a decision."""

import json
from collections import Counter

from sqlalchemy import func, insert, select

from pipelines.storage import dump_review, load_review
from pipelines.types import Review
from review_app.records.audit import canonical, digest
from review_app.records.desk import Desk
from review_app.records.errors import NotFound
from review_app.records.models import StoredReview
from review_app.records.roles import needs
from review_app.records.rows import advance, unlocked
from review_app.records.tables import reviews


@needs("receive")
def save_review(desk: Desk, file_id: int, review: Review) -> StoredReview:
    """Keep the findings of a file. Raises CaseLocked: an approved sheet keeps the findings it was approved with."""
    body = canonical(dump_review(review))
    values = {"file_id": file_id, "created_by": desk.user.id, "body": body, "summary": canonical(_summary(review))}
    with desk.store.write() as tx:
        found, now = unlocked(desk, tx, file_id), desk.store.now()
        review_id = tx.execute(insert(reviews).values(created=now, **values)).inserted_primary_key[0]
        if found.file.role == "du_thao":
            advance(tx, found.case.id, "may_goi_y")
        desk.record(tx, "save_review", f"file:{file_id}", review=review_id, findings=len(review.findings), content=digest(body))
        return StoredReview(review_id, file_id, now, review)


@needs("read")
def latest_review_id(desk: Desk, file_id: int) -> int | None:
    """The newest review of the file, None before the first: a cheap key for caching `latest_review`."""
    with desk.store.read() as tx:
        return tx.scalar(select(func.max(reviews.c.id)).where(reviews.c.file_id == file_id))


@needs("read")
def latest_review(desk: Desk, file_id: int) -> StoredReview | None:
    newest = latest_review_id(desk, file_id)
    return None if newest is None else read_review(desk, newest)


@needs("read")
def list_review_ids(desk: Desk, file_id: int) -> tuple[int, ...]:
    """All runs over the file, oldest first."""
    with desk.store.read() as tx:
        return tuple(tx.scalars(select(reviews.c.id).where(reviews.c.file_id == file_id).order_by(reviews.c.id)))


@needs("read")
def read_review(desk: Desk, review_id: int) -> StoredReview:
    """Raises NotFound."""
    with desk.store.read() as tx:
        row = tx.execute(select(reviews).where(reviews.c.id == review_id)).first()
    if row is None:
        raise NotFound()
    return StoredReview(row.id, row.file_id, row.created, load_review(json.loads(row.body)))


def _summary(review: Review) -> dict[str, dict[str, int]]:
    """Counts for the overview, so that it need not open every review."""
    return {
        "topic": dict(Counter(finding.topic for finding in review.findings)),
        "severity": dict(Counter(finding.severity for finding in review.findings)),
    }
