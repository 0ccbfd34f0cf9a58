"""Rich Text Format: body, table cells, headers, footers, notes, text boxes; deleted, hidden text and comments kept apart.

`striprtf` leaves out headers, notes, text boxes and list numbers, all of which a reviewer sees in Word, so RTF is read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipelines.errors import TooLarge
from pipelines.intake.encodings import font_code
from pipelines.intake.flat import Run, Writer
from pipelines.intake.rtf_words import ALIGN, CODE_PAGES, HIDING, PARAGRAPH_ENDS, SEALED, SHOWING, SIGNS, STORIES, UNREAD
from pipelines.types import Reading, SourceFile

MAX_DEPTH = 1_000  # nested groups
_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S)
_FONT = re.compile(r"\{[^{}]*?\\f(\d+)(?=[\\ ])((?:[^{};]|\{[^{}]*\})*);?[^{}]*\}")
_CHARSET = re.compile(r"\\fcharset(\d+)")
_FONT_NAME = re.compile(r"\\\*?[a-z]+-?\d*[ ]?|\{[^{}]*\}|\\\*")


@dataclass
class _Group:
    """What holds until the closing brace."""

    hidden_group: bool = False
    sealed: bool = False
    story: int = 0  # index into the reader's stories
    font: int = 0
    unicode_skip: int = 1
    bold: bool = False
    italic: bool = False
    kind: str = "text"  # text, number, inserted; or an aside: deleted, hidden


@dataclass
class _Story:
    kind: str
    runs: list[Run] = field(default_factory=list)
    align: str = ""
    in_table: bool = False


def read_rtf(data: bytes, source: SourceFile) -> Reading:
    """Raises TooLarge for groups nested too deep, EmptyDocument comes from the caller."""
    return _Reader(data.decode("latin-1")).read(source)


class _Reader:
    def __init__(self, text: str):
        self.text = text
        self.fonts = dict(_fonts(text))
        found = re.search(r"\\ansicpg(\d+)", text[:2_000])
        self.code_page = f"cp{found.group(1)}" if found and _known(f"cp{found.group(1)}") else "cp1252"
        found = re.search(r"\\deff(\d+)", text[:2_000])
        self.stack: list[_Group] = []
        self.group = _Group(font=int(found.group(1)) if found else 0)
        self.stories = [_Story("paragraph")]
        self.writer = Writer()
        self.waiting: list[tuple[str, list[Run], str]] = []
        self.skip = 0  # characters left out behind a \\u: its fallback
        self.star = False
        self.bytes = bytearray()  # \\'xx codes waiting to be decoded together

    def read(self, source: SourceFile) -> Reading:
        for word, number, code, sign, brace, plain in self._tokens():
            if code is None:
                self._flush_bytes()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word, int(number) if number else None)
            elif code:
                self._byte(int(code, 16))
            elif sign:
                self._sign(sign)
            elif plain:
                self._plain(plain)
        self._flush_bytes()
        for number in range(len(self.stories)):
            self._end_paragraph(number, "par")
        return self.writer.reading(source)

    def _tokens(self) -> Iterator[tuple]:
        at, size = 0, len(self.text)
        while at < size:
            match = _TOKEN.match(self.text, at)
            if match is None:  # a lone backslash at the end
                return
            at = match.end()
            if match.group(1) == "bin" and match.group(2):
                at += max(0, int(match.group(2)))  # raw bytes of a picture
                continue
            yield match.groups()

    def _brace(self, brace: str) -> None:
        self.skip = 0
        self.star = False
        if brace == "{":
            if len(self.stack) >= MAX_DEPTH:
                raise TooLarge("Tệp có nhóm lồng nhau quá sâu.")
            self.stack.append(self.group)
            self.group = replace(self.group)
        elif self.stack:
            left, self.group = self.group, self.stack.pop()
            if left.story != self.group.story:
                self._end_paragraph(left.story, "par")

    def _word(self, word: str, number: int | None) -> None:
        self.skip = 0
        group, starred, self.star = self.group, self.star, False
        if word in UNREAD and not group.sealed:
            self.writer.unread(self.stories[group.story].kind, UNREAD[word])
        if group.sealed:
            return
        if word in STORIES:
            self._open_story(STORIES[word])
        elif word == "ftnalt":
            self.stories[group.story].kind = "endnote"
        elif word in SHOWING:
            group.hidden_group = False
        elif word in ("listtext", "pntext"):
            group.hidden_group, group.kind = False, "number"
        elif word in HIDING or starred:
            group.hidden_group, group.sealed = True, word in SEALED or starred and word not in HIDING
        elif word in PARAGRAPH_ENDS:
            if not group.hidden_group:
                self._end_paragraph(group.story, word)
        elif word in SIGNS:
            self._write(SIGNS[word], "mark")
        else:
            self._format(word, number)

    def _open_story(self, kind: str) -> None:
        self.stories.append(_Story(kind))
        self.group.story = len(self.stories) - 1
        self.group.hidden_group = False
        self.group.kind = "text"

    def _format(self, word: str, number: int | None) -> None:
        group, story = self.group, self.stories[self.group.story]
        if word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self.skip = group.unicode_skip
        elif word == "uc":
            group.unicode_skip = number or 0
        elif word == "f":
            group.font = number or 0
        elif word in ("b", "i"):
            setattr(group, "bold" if word == "b" else "italic", number != 0)
        elif word == "plain":
            group.bold = group.italic = False
            group.kind = "text" if group.kind == "hidden" else group.kind
        elif word in ("v", "deleted", "revised"):
            kinds = {"v": "hidden", "deleted": "deleted", "revised": "inserted"}
            group.kind = kinds[word] if number != 0 else "text"
        elif word in ALIGN:
            story.align = ALIGN[word]
        elif word == "pard":
            story.align, story.in_table = "", False
        elif word == "intbl":
            story.in_table = True

    def _byte(self, code: int) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.bytes.append(code)

    def _sign(self, sign: str) -> None:
        self.skip = 0
        if sign == "*":
            self.star = True
        elif sign in PARAGRAPH_ENDS and not self.group.hidden_group:
            self._end_paragraph(self.group.story, "par")
        elif sign in SIGNS:
            self._write(SIGNS[sign])

    def _plain(self, text: str) -> None:
        skipped = min(self.skip, len(text))
        self.skip -= skipped
        if not self.group.hidden_group and (text := text[skipped:]):
            code_page = self.fonts.get(self.group.font, ("", ""))[1] or self.code_page
            self._write(text if text.isascii() else text.encode("latin-1").decode(code_page, "replace"))

    def _flush_bytes(self) -> None:
        if self.bytes:
            code_page = self.fonts.get(self.group.font, ("", ""))[1] or self.code_page
            text, self.bytes = bytes(self.bytes).decode(code_page, "replace"), bytearray()
            self._write(text)

    def _write(self, text: str, kind: str = "text") -> None:
        group = self.group
        if not group.hidden_group and not group.sealed:
            code = font_code(self.fonts.get(group.font, ("", ""))[0])
            shown = group.kind if group.kind != "text" else kind
            self.stories[group.story].runs.append(Run(text, shown, code, group.bold, group.italic))

    def _end_paragraph(self, number: int, end: str) -> None:
        story = self.stories[number]
        runs, story.runs = _joined(story.runs), []
        if number and self.stories[0].runs:  # a note stands behind the paragraph that carries it
            self.waiting.append((story.kind, runs, story.align))
            return
        in_table = story.in_table and story.kind == "paragraph"
        self.writer.paragraph(story.kind, runs, align=story.align, in_table=in_table)
        waiting, self.waiting = self.waiting, []
        for kind, note, align in waiting:
            self.writer.paragraph(kind, note, align=align)
        if in_table and end in ("cell", "nestcell"):
            self.writer.next_cell()
        elif end in ("row", "nestrow"):
            self.writer.next_row()


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one kind as one run; halves of a surrogate pair meet here."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text=run.text) == run:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return [replace(run, text=_whole(run.text)) for run in joined]


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _fonts(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Font number → (name, code page); the table stands near the beginning."""
    start = text.find("\\fonttbl")
    for match in _FONT.finditer(text[start : start + 200_000]) if start >= 0 else ():
        charset = _CHARSET.search(match.group(2))
        name = _FONT_NAME.sub("", match.group(2)).strip()
        yield int(match.group(1)), (name, CODE_PAGES.get(int(charset.group(1)) if charset else -1, ""))


def _known(code_page: str) -> bool:
    try:
        "".encode(code_page)
    except LookupError:
        return False
    return True
