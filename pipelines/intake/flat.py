"""Blocks out of runs, for formats whose reader goes through the file once from front to back (RTF, ODT)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.intake.encodings import decode_spans, holds_unicode
from pipelines.types import Aside, Block, Piece, Reading, SourceFile, Unread

APART = frozenset(("deleted", "moved_from", "hidden"))  # kinds of runs that are kept apart
_PLACES = {"paragraph": "body", "cell": "body"}


@dataclass(frozen=True)
class Run:
    text: str  # as the file holds it
    kind: str = "text"  # a Piece kind, or one of APART
    code: str = ""  # old Vietnamese code of its font: "tcvn3", "tcvn3h", "vni", "" Unicode
    bold: bool = False
    italic: bool = False


class Writer:
    """Collects a Reading; `Piece.node` is the paragraph's number among all paragraphs of the file, -1 for an automatic number."""

    def __init__(self, part: str = ""):
        self.part = part
        self.blocks: list[Block] = []
        self.asides: list[Aside] = []
        self.unreads: list[Unread] = []
        self.notes: list[str] = []
        self.paragraphs = 0
        self.counts: Counter[str] = Counter()
        self.table, self.row, self.column, self.inside = 0, 1, 1, False

    def paragraph(
        self, kind: str, runs: Iterable[Run], align: str = "", in_table: bool = False, style: str = "", level: int | None = None
    ) -> None:
        """One paragraph of a story; one without words leaves no block, its asides stand before the next."""
        runs = list(runs)
        place = self._table_place(in_table) if kind == "paragraph" else None
        where = self._where("cell" if place else kind)
        if kind == "comment":
            self._aside("comment", "".join(run.text for run in runs), where, 0)
        else:
            self._block("cell" if place else kind, runs, where, align, style, level, place)
        self.paragraphs += 1

    def _block(self, kind, runs, where, align, style, level, place) -> None:
        text, pieces, raw = "", [], 0
        for run in runs:
            if run.kind in APART:
                self._aside(run.kind, _decoded(run), where, len(text))
            else:
                for stretch, offset in _stretches(run):
                    node = -1 if run.kind == "number" else self.paragraphs
                    pieces.append(Piece(len(text), len(text) + len(stretch), self.part, node, raw + offset, run.kind))
                    text += stretch
            raw += len(run.text)
        if not text.strip():
            return
        shown = [run for run in runs if run.kind not in APART and run.text.strip()]
        number = "".join(run.text for run in runs if run.kind == "number").strip()
        bold, italic = all(run.bold for run in shown), all(run.italic for run in shown)
        number = number if text.startswith(number) else ""
        self.blocks.append(Block(kind, text, where, tuple(pieces), number, style, align, bold, italic, place, level))

    def unread(self, story: str, reason: str) -> None:
        self.unreads.append(Unread(self._where(f"{_PLACES.get(story, story)}/object", ""), reason))

    def next_cell(self) -> None:
        self.column += 1

    def next_row(self) -> None:
        self.row, self.column = self.row + 1, 1

    def reading(self, source: SourceFile) -> Reading:
        return Reading(source, tuple(self.blocks), tuple(self.asides), tuple(self.unreads), tuple(self.notes))

    def _table_place(self, in_table: bool) -> tuple[int, int, int] | None:
        if in_table and not self.inside:
            self.table, self.row, self.column = self.table + 1, 1, 1
        self.inside = in_table
        return (self.table, self.row, self.column) if in_table else None

    def _where(self, kind: str, unit: str = "/p") -> str:
        place = _PLACES.get(kind, kind)
        self.counts[place] += 1
        return f"{place}{unit}[{self.counts[place]}]"

    def _aside(self, kind: str, text: str, where: str, offset: int) -> None:
        if text.strip():
            self.asides.append(Aside(kind, text, where, len(self.blocks), offset))


def _stretches(run: Run) -> list[tuple[str, int]]:
    """(shown text, offset in the run): an old code is decoded, with a stretch of its own where two characters become one."""
    if not run.code or holds_unicode(run.text):
        return [(run.text, 0)] if run.text else []
    return [(decoded, start) for decoded, start, _ in decode_spans(run.text, run.code)]


def _decoded(run: Run) -> str:
    return "".join(stretch for stretch, _ in _stretches(run))
