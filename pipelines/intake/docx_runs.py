"""One paragraph while it is read: its characters with the place in the file each stands in."""

from itertools import accumulate, groupby
from typing import NamedTuple

from pipelines.intake.docx_styles import Look
from pipelines.intake.encodings import Assumed, assumed_code, decode_spans, holds_unicode, undecoded
from pipelines.types import Piece


class Entry(NamedTuple):
    """Characters as they stand in one element (or are shown for one)."""

    text: str
    node: int
    offset: int
    kind: str
    code: str


class Away(NamedTuple):
    """Why text is not part of the draft."""

    kind: str  # deleted, moved_from, hidden, comment
    author: str = ""
    date: str = ""


class Apart(NamedTuple):
    """Text kept apart, and the entry it stands before."""

    texts: list[str]
    away: Away
    entry: int


class Line:
    """Collects the entries of a paragraph; `finish` gives the text and its pieces."""

    __slots__ = ("style", "entries", "apart", "boxes", "unread", "bold", "italic", "ink", "coded", "undecoded", "formulas")

    def __init__(self, style: str = ""):
        self.style = style  # id of the paragraph style
        self.entries: list[Entry] = []
        self.apart: list[Apart] = []
        self.boxes: list = []  # text boxes anchored here, read after the paragraph
        self.unread: list[tuple[str, str]] = []  # (what, reason)
        self.bold = self.italic = True
        self.ink = False  # holds a visible character
        self.coded = False  # holds characters in a legacy code
        self.undecoded = 0  # letters its code does not know
        self.formulas = 0

    def add(self, text: str, node: int, kind: str, look: Look) -> None:
        """Characters of the element `node`. A line end inside an element is a blank to the reader."""
        if "\n" in text or "\r" in text:
            self._add_with_ends(text, node, kind, look)
        else:
            self._append(text, node, 0, kind, look.code, look)

    def mark(self, text: str, node: int, look: Look, code: str = "") -> None:
        """What an element without characters of its own shows: a tab, a break, a symbol, a note mark."""
        if text != "\n" or self.ink:
            self._append(text, node, 0, "mark", code, look)

    def set_apart(self, text: str, away: Away) -> None:
        """Adjacent text of the same kind and hand is one aside; two comments stay two."""
        entry = len(self.entries)
        last = self.apart[-1] if self.apart else None
        if last and (last.away, last.entry) == (away, entry) and away.kind != "comment":
            last.texts.append(text)
        else:
            self.apart.append(Apart([text], away, entry))

    def _append(self, text: str, node: int, offset: int, kind: str, code: str, look: Look) -> None:
        self.entries.append(Entry(text, node, offset, kind, code))
        if code:
            self.coded = True
        if text.strip():
            self.ink = True
            if kind != "mark":
                self.bold = self.bold and look.bold
                self.italic = self.italic and look.italic

    def _add_with_ends(self, text: str, node: int, kind: str, look: Look) -> None:
        for is_end, run in groupby(enumerate(text), key=lambda each: each[1] in "\n\r"):
            stretch = list(run)
            shown = " " * len(stretch) if is_end else "".join(letter for _, letter in stretch)
            self._append(shown, node, stretch[0][0], "mark" if is_end else kind, "" if is_end else look.code, look)

    def finish(self, part: str, head: str = "", assumed: Assumed | None = None) -> tuple[str, tuple[Piece, ...], list[int]]:
        """(text, pieces, offset in the text of every entry and of the end). `head`, the automatic number, comes first."""
        pieces = [Piece(0, len(head), part, -1, 0, "number")] if head else []
        entries, starts = self._readable(len(head), assumed) if self.coded or assumed else (self.entries, None)
        at, offsets = len(head), []
        for text, node, offset, kind, code in entries:
            offsets.append(at)
            end = at + len(text)
            pieces.append(Piece(at, end, part, node, offset, kind, code))
            at = end
        return head + "".join([entry[0] for entry in entries]), tuple(pieces), [*(starts or offsets), at]

    def _readable(self, at: int, assumed: Assumed | None) -> tuple[list[Entry], list[int]]:
        """The entries with legacy codes decoded, in stretches of their own; where in the text, from `at` on, each old entry begins."""
        readable, starts = [], []
        for code, group in groupby(self.entries, key=lambda each: each.code):
            same = list(group)
            begins = list(accumulate((len(each.text) for each in same[:-1]), initial=0))
            source = "".join(each.text for each in same)
            if holds_unicode(source) or (source.isascii() and code != "tcvn3h"):
                code = ""
            elif not code and assumed:
                code = assumed_code(source, assumed)
            new = [each._replace(code=code) for each in same]
            if code:
                self.undecoded += undecoded(source, code)
                new, begins = _decoded(new, begins)
            readable += new
            starts += [at + begin for begin in begins]
            at += sum(len(each.text) for each in new)
        return readable, starts


def _decoded(entries: list[Entry], begins: list[int]) -> tuple[list[Entry], list[int]]:
    """Legacy text of adjacent elements, decoded together because a vowel and its mark may stand in two runs.

    A stretch is as long as its source, or it is one letter for two characters; so the source of a piece ends where the next piece
    of its node begins, or with the node. `begins`: of every entry in the source; returned with those in the decoded text.
    """
    source = "".join(each.text for each in entries)
    holder = [at for at, each in enumerate(entries) for _ in each.text]
    stretches, decoded_at, at = [], [], 0
    for text, start, end in _stretches(source, entries[0].code, holder):
        entry = entries[holder[start]]
        stretches.append(entry._replace(text=text, offset=entry.offset + start - begins[holder[start]]))
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
