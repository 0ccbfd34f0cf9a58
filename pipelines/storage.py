"""Reviews to JSON and back: a review is saved and reopened without spaCy, models or the checklist."""

import msgspec

from pipelines.types import Review

FORMAT = 1


def dump_review(review: Review) -> dict:
    """Everything of the review, its draft included, as JSON values."""
    return {"format": FORMAT, "review": msgspec.to_builtins(review)}


def load_review(data: dict) -> Review:
    """The review that dump_review wrote; equal to the original."""
    return from_json(Review, data["review"])


def from_json(kind, value):
    """JSON values as the annotated kind, checked; a field that an older program did not know has its default."""
    return msgspec.convert(value, kind)
