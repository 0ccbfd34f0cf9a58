"""What a reviewer must know about the characters of a draft: invisible controls inside words, old codes, letters no table knows."""

import re
from collections.abc import Iterable, Sequence

from pipelines.types import Block

_CONTROLS = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ANY_CONTROL = re.compile(f"[{_CONTROLS}]")
_IN_WORD = re.compile(f"(?<=\\w)[{_CONTROLS}]+(?=\\w)")
_UNKNOWN = re.compile("[\ufffd\ue000-\uefff\uf100-\uf8ff]")
LEGACY_NOTE = "Văn bản dùng bảng mã cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode; cần đối chiếu với bản gốc."


class Tally:
    """How many, and the first place."""

    def __init__(self):
        self.number = 0
        self.first = ""

    def add(self, number: int, where: str) -> None:
        if number and not self.number:
            self.first = where
        self.number += number


def character_notes(blocks: Sequence[Block], undecoded: Tally) -> tuple[str, ...]:
    """Vietnamese notes for Reading.notes; the text itself stays as it is. `undecoded`: letters the reader could not decode."""
    hidden = Tally()
    for block in blocks:
        if _ANY_CONTROL.search(block.text):
            hidden.add(len(_IN_WORD.findall(block.text)), block.where)
        if _UNKNOWN.search(block.text):
            undecoded.add(len(_UNKNOWN.findall(block.text)), block.where)
    notes = []
    if hidden.number:
        notes.append(f"Có {hidden.number} chỗ ký tự ẩn nằm giữa từ (có thể che từ khóa), chỗ đầu tiên: {hidden.first}.")
    if _holds_legacy(blocks):
        notes.append(LEGACY_NOTE)
    if undecoded.number:
        notes.append(f"Có {undecoded.number} ký tự không giải mã được, chỗ đầu tiên: {undecoded.first}.")
    return tuple(notes)


def _holds_legacy(blocks: Iterable[Block]) -> bool:
    """A blank or a figure in a leftover legacy font does not count."""
    return any(piece.code and not block.text[piece.start : piece.end].isascii() for block in blocks for piece in block.pieces)
