"""Lines: what the first page and the tree are read from. A block with line breaks inside holds several lines."""

import re
import unicodedata
from dataclasses import dataclass

from pipelines.types import Block

_ODD_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_LOOKALIKES = str.maketrans({"ð": "đ", "Ð": "Đ", "Ɖ": "Đ"})


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line. `start` and `end` count in the block's text, or in the draft's once the draft is laid out."""

    block: int
    start: int
    end: int
    text: str  # NFC, single spaces, without invisible characters: for recognising only
    source: Block

    @property
    def caps(self) -> bool:
        return self.text.isupper()

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1


def clean(text: str) -> str:
    """The text as it is recognised: NFC, one plain space between words, đ for its look-alikes."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_LOOKALIKES).translate(_INVISIBLE)
    return _ODD_SPACES.sub(" ", text).strip()


def split_lines(index: int, block: Block, offset: int = 0) -> list[Line]:
    """The lines of one block that hold anything visible."""
    lines, start = [], 0
    for piece in block.text.split("\n"):
        if text := clean(piece):
            lines.append(Line(index, offset + start, offset + start + len(piece), text, block))
        start += len(piece) + 1
    return lines
