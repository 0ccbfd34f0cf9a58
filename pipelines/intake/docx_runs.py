"""One paragraph while it is read: its characters with the place in the file each stands in."""

import re
from itertools import accumulate, groupby
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
                stretches, offsets = _decoded(entries)
                starts += [at + offset for offset in offsets]
            else:
                stretches, code = [(each.text, each.node, each.offset, each.kind) for each in entries], ""
                starts += _offsets(entries, at)
            for text, node, offset, kind in stretches:
                texts.append(text)
                pieces.append(Piece(at, at + len(text), part, node, offset, kind, code))
                at += len(text)
        return "".join(texts), tuple(pieces), [*starts, at]


def _offsets(entries: list[Entry], at: int = 0) -> list[int]:
    return list(accumulate((len(each.text) for each in entries[:-1]), initial=at))


def _decoded(entries: list[Entry]) -> tuple[list[tuple[str, int, int, str]], list[int]]:
    """Legacy text of adjacent elements, decoded together because a vowel and its mark may stand in two runs.

    ((text, node, offset, kind) of every stretch, offset in the decoded text of every entry.) A stretch is as long as its source, or it is
    one letter for two characters; so the source of a piece ends where the next piece of its node begins, or with the node.
    """
    source = "".join(each.text for each in entries)
    holder = [at for at, each in enumerate(entries) for _ in each.text]
    begins = _offsets(entries)
    stretches, decoded_at, at = [], [], 0
    for text, start, end in _stretches(source, entries[0].code, holder):
        entry = entries[holder[start]]
        stretches.append((text, entry.node, entry.offset + start - begins[holder[start]], entry.kind))
        decoded_at += [min(at + step, at + len(text)) for step in range(end - start)]
        at += len(text)
    return stretches, [decoded_at[begin] for begin in begins]


def _stretches(source: str, code: str, holder: list[int]):
    """decode_spans, cut where another element begins."""
    for text, start, end in decode_spans(source, code):
        if len(text) != end - start:
            yield text, start, end
            continue
        for _, run in groupby(range(start, end), key=holder.__getitem__):
            places = list(run)
            yield text[places[0] - start : places[-1] + 1 - start], places[0], places[-1] + 1
