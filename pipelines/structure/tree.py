"""Entries of one part → nodes in a tree, by the rank of headings and the sequence of numbers."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipelines.header.lines import Line
from pipelines.structure.layout import Entry
from pipelines.structure.markers import HEADING_RANK, STYLE_RANK, Marker, follows, readings
from pipelines.structure.parts import Part, continues


@dataclass(slots=True, eq=False)
class Node:
    """A provision being built."""

    kind: str
    lines: list[Line]
    parent: "Node | None" = None
    marker: Marker | None = None
    part: Part = field(default_factory=lambda: Part(""))
    quote: int = 0
    row: tuple[int, int] = (0, 0)
    start: int = -1  # own start when it shares its first line with its parent
    end: int = -1
    shares_line: bool = False  # "Điều 4. 1. …": two nodes on one line
    children: list["Node"] = field(default_factory=list)
    heading: bool = False
    id: str = ""
    label: str = ""
    own_text: str = ""
    ordinal: int = 0  # among its siblings of the same kind

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def rank(self) -> int:
        if self.marker is None:
            return -1
        return HEADING_RANK.get(self.marker.style, STYLE_RANK.get(self.marker.style, 99))


_KINDS = {
    "roman": "muc",
    "upper": "muc",
    "paren": "diem",
    "letter": "diem",
    "lower_roman": "diem",
    "dash": "gach",
    "plus": "gach",
    "star": "gach",
}


class TreeBuilder:
    """Places the lines of one part (or one quoted text) one after the other; `nodes` keeps document order."""

    def __init__(self, text: str, nodes: list[Node], part: Part, root: Node | None, quote: int = 0):
        self.text, self.nodes, self.part, self.root, self.quote = text, nodes, part, root, quote
        self.stack: list[Node] = []

    def add(self, entry: Entry, upcoming: Sequence[Marker]) -> None:
        """One line of running text; `upcoming` are the readings of the next numbered line."""
        line = entry.line
        bare = line.text.lstrip('“"« ') if self.quote and not self.stack else ""
        marks = readings(bare) if bare else entry.marks
        if not marks:
            self._plain(line, upcoming)
            return
        marker, parent = self._place(marks)
        node = self._push(Node(_KINDS.get(marker.style, marker.style if marker.style in HEADING_RANK else "khoan"), [line], parent, marker))
        self._split(node, bare or line.text, line)

    def aside(self, entry: Entry) -> None:
        """A table row or a text box: hangs where it stands and leaves the numbering alone."""
        if entry.role == "dong_bang":
            self._leave_bullets()
        kind = "dong_bang" if entry.role == "dong_bang" else "doan"
        lines = [entry.line] if entry.end is entry.line else [entry.line, entry.end]
        self._append(Node(kind, lines, self.top, row=entry.row))

    @property
    def top(self) -> Node | None:
        return self.stack[-1] if self.stack else self.root

    # ---- numbered lines

    def _place(self, marks: Sequence[Marker]) -> tuple[Marker, Node | None]:
        """The reading that continues an open series, else one that opens a new series, else one with a gap."""
        best = max(marks, key=self._fit)
        if best.style in HEADING_RANK:
            self._pop(lambda node: node.rank >= HEADING_RANK[best.style])
            return best, self.top
        level = self._open_series(best)
        if level is not None:
            del self.stack[level:]
        elif (owner := self._decimal_owner(best)) is not None:
            del self.stack[owner + 1 :]
        else:
            rank = STYLE_RANK[best.style]
            self._pop(lambda node: node.rank > rank and not node.text.endswith(":"))
        return best, self.top

    def _fit(self, marker: Marker) -> tuple[int, int]:
        if marker.style in HEADING_RANK:
            return 9, 0
        level = self._open_series(marker)
        if level is not None and marker.value and follows(self.stack[level].marker, marker):
            return 3, level
        if marker.value == 1:
            return 2, -STYLE_RANK[marker.style]
        return (1, level) if level is not None else (0, -STYLE_RANK[marker.style])

    def _open_series(self, marker: Marker) -> int | None:
        """Level of the nearest open node of the same series, inside the current heading."""
        for level in range(len(self.stack) - 1, -1, -1):
            node = self.stack[level]
            if node.marker.style in HEADING_RANK:
                return None
            if node.marker.series == marker.series or (node.marker.style == marker.style == "d1" and follows(node.marker, marker)):
                return level
        return None

    def _decimal_owner(self, marker: Marker) -> int | None:
        """ "2.1" belongs to the open "2."."""
        prefix = marker.number.rpartition(".")[0]
        for level in range(len(self.stack) - 1, -1, -1):
            if prefix and self.stack[level].marker.number == prefix and self.stack[level].marker.style.startswith("d"):
                return level
        return None

    def _pop(self, out: Callable[[Node], bool]) -> None:
        while self.stack and out(self.stack[-1]):
            self.stack.pop()

    def _push(self, node: Node) -> Node:
        self._append(node)
        self.stack.append(node)
        return node

    def _append(self, node: Node) -> None:
        node.part, node.quote = self.part, self.quote
        if node.parent:
            node.parent.children.append(node)
        self.nodes.append(node)

    def _split(self, node: Node, text: str, line: Line) -> None:
        """ "Điều 4. 1. …" holds an article and its first clause; "1. a) …" a clause and its first point."""
        rest = text[node.marker.end :]
        inner = [m for m in readings(rest) if m.value == 1 and m.number in ("1", "a")] if node.marker.style in ("dieu", "d1") else []
        if not inner or inner[0].series == node.marker.series or len(rest) == inner[0].end:
            return
        cut = _head_length(self.text[line.start : line.end], text[: node.marker.end])
        if not cut:
            return
        node.end = line.start + cut
        node.shares_line = True
        self._push(Node(_KINDS.get(inner[0].style, "khoan"), [line], node, inner[0], start=node.end, shares_line=True))

    # ---- plain lines

    def _plain(self, line: Line, upcoming: Sequence[Marker]) -> None:
        last = self.nodes[-1] if self.nodes else None
        if (
            last
            and last.quote == self.quote
            and last.part is self.part
            and last.kind not in ("dong_bang", "ghi_chu")
            and self._joins(last, line)
        ):
            last.lines.append(line)
            return
        self._leave_bullets()
        top = self.top
        if line.caps and line.words > 1 and not line.source.table and not self._goes_on(upcoming):
            self._pop(lambda node: node.rank >= HEADING_RANK["dieu"])
        elif (
            top
            and top.kind == "diem"
            and not top.text.endswith(":")
            and not any(m.series == top.marker.series and follows(top.marker, m) for m in upcoming)
        ):
            self._pop(lambda node: node.kind == "diem")
        self._append(Node("doan", [line], self.top))

    def _goes_on(self, upcoming: Sequence[Marker]) -> bool:
        """The next number continues a series that is open now."""
        levels = [(m, self._open_series(m)) for m in upcoming if m.style not in HEADING_RANK]
        return any(level is not None and follows(self.stack[level].marker, m) for m, level in levels)

    def _joins(self, last: Node, line: Line) -> bool:
        """A title under "Chương I", the words under a bare "Điều 1.", the rest of a cut paragraph."""
        if continues(last.lines[-1], line):
            return True
        if last.marker is None or last.start >= 0 or last.end >= 0:
            return False
        bare = len(last.lines) == 1 and last.lines[0].text[last.marker.end :].strip(' ”"') == ""
        if last.rank < HEADING_RANK["dieu"]:
            title = line.caps or (bare and line.words < 40 and line.text[-1] not in ".;:")
            return title and (bare or last.lines[-1].caps or line.source.bold) and len(last.lines) < 4
        return bare and last.kind != "gach"

    def _leave_bullets(self) -> None:
        self._pop(lambda node: node.kind == "gach" and not node.text.endswith(":"))


def _head_length(raw: str, head: str) -> int:
    """Length in the raw line of a head known in its cleaned form: as many words, and the space after them."""
    ends = [match.end() for match in islice(re.finditer(r"\S+\s*", raw), len(head.split()))]
    return ends[-1] if ends and ends[-1] < len(raw) and raw[ends[-1] - 1].isspace() else 0
