"""Blocks → the draft's text and its entries: lines, table rows, notes, page heads, each with its place."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.header import names
from pipelines.header.lines import Line, clean, split_lines
from pipelines.header.opening import head_line
from pipelines.structure.markers import Marker, readings
from pipelines.types import Block

_LONE_WORDS = ("Điều", "Chương", "Mục", "Phần", "Khoản")
_NUMBERED = re.compile(r"^(?:\d{1,3}[a-zđ]?|[IVXLC]{1,6})(?:[.:)\s]|$)")
SIDE_ROLES = {"header": "dau_trang", "footer": "chan_trang", "footnote": "ghi_chu", "endnote": "ghi_chu"}


@dataclass(slots=True)
class Entry:
    """A line or a table row. `role` is a frame kind, "dong_bang", "ghi_chu", "hop" (a text box), or "" for the running text."""

    line: Line
    role: str = ""
    row: tuple[int, int] = (0, 0)  # table and row as people count them
    part: int = 0  # index of the document part it belongs to
    quote: int = 0  # number of the quoted text it stands in, 0: none
    last: Line | None = None  # last line of a row
    _marks: tuple[Marker, ...] | None = None

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def marks(self) -> tuple[Marker, ...]:
        """The readings of the line's number."""
        if self._marks is None:
            self._marks = readings(self.line.text)
        return self._marks

    @property
    def end(self) -> Line:
        return self.last or self.line


def join_blocks(blocks: Sequence[Block]) -> tuple[str, tuple[int, ...]]:
    """The draft's text and the start of each block: blocks joined by a line end, cells of one row by a tab."""
    parts: list[str] = []
    offsets: list[int] = []
    position, before = 0, None
    for block in blocks:
        if before is not None:
            parts.append("\t" if _same_row(before, block) else "\n")
            position += 1
        offsets.append(position)
        parts.append(block.text)
        position += len(block.text)
        before = block
    return "".join(parts), tuple(offsets)


def _same_row(a: Block, b: Block) -> bool:
    return a.table is not None and b.table is not None and a.table[:2] == b.table[:2] and a.table[2] != b.table[2]


def entries(blocks: Sequence[Block], offsets: Sequence[int]) -> list[Entry]:
    """All entries in the order of the blocks. Tables that only lay out the frame of a page are read as lines."""
    numbers = _data_tables(blocks)
    found: list[Entry] = []
    for i, block in enumerate(blocks):
        lines = split_lines(i, block, offsets[i])
        table = block.table and numbers.get(block.table[0])
        if block.kind in SIDE_ROLES:
            found += [Entry(line, SIDE_ROLES[block.kind]) for line in lines]
        elif block.kind == "textbox":
            found += [Entry(line, "tieu_de" if head_line(line.text) else "hop") for line in lines]
        elif table and lines:
            _add_cell(found, lines, (table, block.table[1]))
        else:
            found += [Entry(line) for line in lines]
    return _rejoin_numbers(found)


def _rejoin_numbers(found: list[Entry]) -> list[Entry]:
    """A lone "Điều" and the "4. …" under it are one line that was cut; so are "Chương" and "II"."""
    joined: list[Entry] = []
    for entry in found:
        last = joined[-1] if joined else None
        if last and not last.role and not entry.role and last.text in _LONE_WORDS and _NUMBERED.match(entry.text):
            joined[-1] = Entry(replace(last.line, end=entry.line.end, text=f"{last.text} {entry.text}", last_block=entry.line.block))
        else:
            joined.append(entry)
    return joined


def _add_cell(found: list[Entry], lines: list[Line], row: tuple[int, int]) -> None:
    if found and found[-1].role == "dong_bang" and found[-1].row == row:
        found[-1].last = lines[-1]
    else:
        found.append(Entry(lines[0], "dong_bang", row, last=lines[-1]))


def _data_tables(blocks: Sequence[Block]) -> dict[int, int]:
    """Tables that hold content, numbered as people count them; the others lay out the head or the signature, or are a mere box."""
    cells: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.table:
            cells[block.table[0]].append(block)
    content = [table for table, held in cells.items() if not _lays_out(held)]
    return {table: i + 1 for i, table in enumerate(content)}


def _lays_out(cells: Sequence[Block]) -> bool:
    if max(block.table[2] for block in cells) == 1:
        return True
    if max(block.table[1] for block in cells) > 12:
        return False
    return any(_frames(clean(part)) for block in cells for part in block.text.split("\n") if len(part) < 300)


def _frames(text: str) -> bool:
    loud = names.capitals(text)
    return bool(
        names.RECIPIENTS.match(text)
        or (names.NATION.search(loud) and text[:4] in (loud[:4], "Độc "))
        or (names.PARTY.match(loud) and text == loud)
        or (text == loud and names.AUTHORITY.match(loud))
        or names.ABOUT.match(text)
        and len(text) < 200
    )
