"""What a reviewer must know about the characters of a draft: invisible controls inside words, letters no code table knows."""

import re
from collections.abc import Iterable

from pipelines.types import Block

_CONTROLS = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ANY_CONTROL = re.compile(f"[{_CONTROLS}]")
_IN_WORD = re.compile(f"(?<=\\w)[{_CONTROLS}]+(?=\\w)")
_UNKNOWN = re.compile("[\ufffd\ue000-\uefff\uf100-\uf8ff]")


def character_notes(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Vietnamese notes for Reading.notes: how many and the first place; the text itself stays as it is."""
    hidden = Tally(_IN_WORD, _ANY_CONTROL)
    unknown = Tally(_UNKNOWN, _UNKNOWN)
    for block in blocks:
        hidden.count(block)
        unknown.count(block)
    notes = []
    if hidden.number:
        notes.append(f"Có {hidden.number} chỗ ký tự ẩn nằm giữa từ (có thể che từ khóa), chỗ đầu tiên: {hidden.first}.")
    if unknown.number:
        notes.append(f"Có {unknown.number} ký tự không giải mã được, chỗ đầu tiên: {unknown.first}.")
    return tuple(notes)


class Tally:
    """Counts matches over blocks; the cheap pattern sorts out most of them."""

    def __init__(self, pattern: re.Pattern, cheap: re.Pattern):
        self._pattern = pattern
        self._cheap = cheap
        self.number = 0
        self.first = ""

    def count(self, block: Block) -> None:
        if not self._cheap.search(block.text):
            return
        found = len(self._pattern.findall(block.text))
        if found and not self.number:
            self.first = block.where
        self.number += found
