"""One paragraph while it is read: its characters with the place in the file each stands in."""

import re
from itertools import groupby
from typing import NamedTuple

from pipelines.intake.docx_styles import Look
from pipelines.intake.encodings import decode_spans, holds_unicode
from pipelines.types import Piece

_LINE_ENDS = re.compile(r"[\n\r]")


class Entry(NamedTuple):
    """Characters as they stand in one element (or are shown for one)."""

    text: str
    node: int
    offset: int
    kind: str
    code: str


class Apart(NamedTuple):
    """Text kept apart, and the entry it stands before."""

    kind: str
    text: str
    author: str
    date: str
    entry: int


class Line:
    """Collects the entries of a paragraph; `finish` gives the text and its pieces."""

    def __init__(self, style: str = ""):
        self.style = style  # id of the paragraph style
        self.entries: list[Entry] = []
        self.apart: list[Apart] = []
        self.boxes: list = []  # text boxes anchored here, read after the paragraph
        self.unread: list[tuple[str, str]] = []  # (what, reason)
        self.bold = self.italic = True
        self.ink = False  # holds a visible character

    def add(self, text: str, node: int, kind: str, look: Look) -> None:
        """Characters of the element `node`. A line end inside an element is a blank to the reader."""
        if _LINE_ENDS.search(text):
            self._add_with_ends(text, node, kind, look)
            return
        self.entries.append(Entry(text, node, 0, kind, look.code))
        self._ink(text, look)

    def mark(self, text: str, node: int, look: Look, code: str = "") -> None:
        """What an element without characters of its own shows: a tab, a break, a symbol, a note mark."""
        if text != "\n" or self.ink:
            self.entries.append(Entry(text, node, 0, "mark", code))
            self._ink(text, look)

    def set_apart(self, kind: str, text: str, author: str = "", date: str = "") -> None:
        """Adjacent text of the same kind and hand is one aside."""
        entry = len(self.entries)
        last = self.apart[-1] if self.apart else None
        if last and kind != "comment" and (last.kind, last.author, last.date, last.entry) == (kind, author, date, entry):
            self.apart[-1] = last._replace(text=last.text + text)
        else:
            self.apart.append(Apart(kind, text, author, date, entry))

    def _ink(self, text: str, look: Look) -> None:
        if text.strip():
            self.ink = True
            self.bold = self.bold and look.bold
            self.italic = self.italic and look.italic

    def _add_with_ends(self, text: str, node: int, kind: str, look: Look) -> None:
        for is_end, run in groupby(enumerate(text), key=lambda each: each[1] in "\n\r"):
            stretch = list(run)
            shown = " " * len(stretch) if is_end else "".join(letter for _, letter in stretch)
            self.entries.append(Entry(shown, node, stretch[0][0], "mark" if is_end else kind, "" if is_end else look.code))
            self._ink(shown, look)

    def finish(self, part: str, head: str = "") -> tuple[str, tuple[Piece, ...], list[int]]:
        """(text, pieces, offset in the text of every entry and of the end). `head`, the automatic number, comes first."""
        pieces = [Piece(0, len(head), part, -1, 0, "number")] if head else []
        texts, at, starts = [head], len(head), []
        for code, group in groupby(self.entries, key=lambda each: each.code):
            entries = list(group)
            if code and not holds_unicode("".join(each.text for each in entries)):
                at = self._decoded(entries, part, at, texts, pieces, starts)
                continue
            for text, node, offset, kind, _ in entries:
                starts.append(at)
                texts.append(text)
                pieces.append(Piece(at, at + len(text), part, node, offset, kind))
                at += len(text)
        starts.append(at)
        return "".join(texts), tuple(pieces), starts

    def _decoded(self, entries: list[Entry], part: str, at: int, texts: list[str], pieces: list[Piece], starts: list[int]) -> int:
        """Legacy text of adjacent elements, decoded together: a vowel and its mark may stand in two runs.

        One piece a stretch (see encodings.decode_spans). The source of a piece runs to the next piece of the same node, or to the node's end.
        """
        source = "".join(each.text for each in entries)
        begins, begin = [], 0
        for each in entries:
            begins.append(begin)
            begin += len(each.text)
        holder = 0
        placed = 0
        for text, start, end in decode_spans(source, entries[0].code):
            while start < end:
                while holder + 1 < len(entries) and begins[holder + 1] <= start:
                    holder += 1
                limit = min(end, begins[holder] + len(entries[holder].text))
                one_letter = len(text) != end - start
                stop = end if one_letter else limit
                shown = text if one_letter else text[: stop - start]
                text = text[len(shown) :]
                while placed <= holder:
                    starts.append(at)
                    placed += 1
                entry = entries[holder]
                texts.append(shown)
                pieces.append(Piece(at, at + len(shown), part, entry.node, entry.offset + start - begins[holder], entry.kind, entry.code))
                at += len(shown)
                start = stop
        while placed < len(entries):
            starts.append(at)
            placed += 1
        return at
