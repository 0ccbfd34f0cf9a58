"""What passes between the reading process and the program: one JSON line a message.

JSON and not pickle: the sender has parsed a stranger's file. msgspec checks every field against the dataclasses' own types.
"""

from dataclasses import dataclass

import msgspec

from pipelines import errors
from pipelines.intake.collector import collector_paused
from pipelines.types import Reading

REFUSALS = {kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.IntakeError)}


@dataclass(frozen=True)
class Refusal:
    code: str
    message: str
    next_step: str


@dataclass(frozen=True)
class Answer:
    """A sign of life, or the end: a reading or a refusal; `bug` is the place of an unexpected exception."""

    progress: tuple[float, str] | None = None
    reading: Reading | None = None
    refusal: Refusal | None = None
    bug: str = ""


_answers = msgspec.json.Decoder(Answer)


def refuse(error: errors.IntakeError, bug: str = "") -> Answer:
    return Answer(refusal=Refusal(error.code, error.message, error.next_step), bug=bug)


def error_of(refusal: Refusal) -> errors.IntakeError:
    return REFUSALS.get(refusal.code, errors.IntakeError)(refusal.message, refusal.next_step)


def to_line(message: Answer | dict) -> bytes:
    """No line end stands inside the line. Readers leave no half of a surrogate pair; one would raise UnicodeEncodeError."""
    return msgspec.json.encode(message) + b"\n"


def answer_of(line: bytes) -> Answer:
    with collector_paused():
        return _answers.decode(line)


def request_of(line: bytes) -> dict:
    return msgspec.json.decode(line)
