"""Frozen dataclasses to JSON and back: a review is saved and reopened without spaCy, models or the checklist."""

import dataclasses
import functools
import types
import typing

from pipelines.types import Review

FORMAT = 1


def dump_review(review: Review) -> dict:
    """Everything of the review, its draft included, as JSON values."""
    return {"format": FORMAT, "review": dataclasses.asdict(review)}


def load_review(data: dict) -> Review:
    """The review that dump_review wrote; equal to the original."""
    return from_json(Review, data["review"])


def from_json(kind, value):
    """Rebuild a value of the annotated kind: dataclasses, tuples, dicts, optionals and plain values."""
    if dataclasses.is_dataclass(kind):
        return kind(**{name: from_json(hint, value[name]) for name, hint in _fields(kind) if name in value})
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        inner = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(from_json(part, item) for part, item in zip(inner, value, strict=True))
    if origin is dict:
        return {key: from_json(parts[1], item) for key, item in value.items()}
    if origin in (typing.Union, types.UnionType):
        return None if value is None else from_json(next(part for part in parts if part is not type(None)), value)
    return value


@functools.cache
def _fields(kind) -> tuple[tuple[str, object], ...]:
    return tuple(typing.get_type_hints(kind).items())
