"""A Reading as one line of JSON and back: what passes between the reading process and the program.

JSON and not pickle: the sender has parsed a stranger's file.
"""

import json

from pipelines import errors
from pipelines.intake.collector import collector_paused
from pipelines.types import Aside, Block, Piece, Reading, SourceFile, Unread

REFUSALS = {kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.IntakeError)}


def reading_to_wire(reading: Reading) -> dict:
    return {
        "source": _row(reading.source),
        "blocks": [{**vars(block), "pieces": [_row(piece) for piece in block.pieces]} for block in reading.blocks],
        "asides": [_row(aside) for aside in reading.asides],
        "unread": [_row(unread) for unread in reading.unread],
        "notes": list(reading.notes),
    }


def reading_from_wire(wire: dict) -> Reading:
    with collector_paused():
        return Reading(
            SourceFile(*wire["source"]),
            tuple(_block(fields) for fields in wire["blocks"]),
            tuple(Aside(*row) for row in wire["asides"]),
            tuple(Unread(*row) for row in wire["unread"]),
            tuple(wire["notes"]),
        )


def error_to_wire(error: errors.IntakeError) -> dict:
    return {"code": error.code, "message": error.message, "next_step": error.next_step}


def error_from_wire(wire: dict) -> errors.IntakeError:
    kind = REFUSALS.get(wire["code"], errors.IntakeError)
    return kind(wire["message"], wire["next_step"])


def to_line(message: dict) -> bytes:
    """Surrogates that a broken file carries pass unchanged; no line end stands inside the line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def from_line(line: bytes) -> dict:
    return json.loads(line.decode("utf-8", "surrogatepass"))


def _row(record) -> list:
    return list(vars(record).values())  # fields stand in the order of the dataclass


def _block(fields: dict) -> Block:
    pieces = tuple(Piece(*row) for row in fields.pop("pieces"))
    table = fields.pop("table")
    return Block(**fields, pieces=pieces, table=tuple(table) if table else None)
