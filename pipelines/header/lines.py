"""Lines: what the first page and the tree are read from. A block with line breaks inside holds several lines."""

import re
import unicodedata
from dataclasses import dataclass

from pipelines.types import Block

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_LOOKALIKES = {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ"}
_TABLE = str.maketrans(_LOOKALIKES | dict.fromkeys(_INVISIBLE, ""))
_ODD = re.compile("[" + _INVISIBLE + "".join(_LOOKALIKES) + "]")


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line. `start` and `end` count in the block's text, or in the draft's once the draft is laid out."""

    block: int
    start: int
    end: int
    text: str  # NFC, single spaces, without invisible characters: for recognising only
    source: Block
    last_block: int = -1  # block it ends in when a cut line was rejoined

    @property
    def final_block(self) -> int:
        return max(self.block, self.last_block)

    @property
    def caps(self) -> bool:
        return self.text.isupper()

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1


def clean(text: str) -> str:
    """The text as it is recognised: NFC, one plain space between words, đ for its look-alikes."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _ODD.search(text):
            text = text.translate(_TABLE)
    return " ".join(text.split())


def split_lines(index: int, block: Block, offset: int = 0) -> list[Line]:
    """The lines of one block that hold anything visible."""
    lines, start = [], 0
    for piece in block.text.split("\n"):
        if text := clean(piece):
            lines.append(Line(index, offset + start, offset + start + len(piece), text, block))
        start += len(piece) + 1
    return lines
