"""Word files (.docx, also Strict): all visible text exactly once, automatic numbers, what is kept apart, what cannot be read.

Order of the blocks: headers, body, footers, footnotes, endnotes; a text box after the paragraph it is anchored in.
"""

import posixpath
import re
from collections import Counter

from pipelines.errors import EmptyDocument, TooLarge
from pipelines.intake.characters import character_notes
from pipelines.intake.collector import collector_paused
from pipelines.intake.docx_harvest import Comment, Harvest
from pipelines.intake.docx_inline import Context, note_mark, plain_text
from pipelines.intake.docx_runs import Away
from pipelines.intake.docx_story import Story
from pipelines.intake.docx_styles import Styles
from pipelines.intake.encodings import Assumed, guess_legacy, holds_unicode, looks_latin_1
from pipelines.intake.numbering import Counters, Numbering
from pipelines.intake.package import Package, attr, child, children
from pipelines.types import Reading, SourceFile

FORMULA_NOTE = "Có {} công thức chỉ đọc được chữ và số, không giữ được cách trình bày, chỗ đầu tiên: {}."


def read_docx(data: bytes, source: SourceFile) -> Reading:
    """The whole file as blocks. Limits on size and elements are the guard's work, done before.

    Raises DamagedFile, EncryptedFile, UnsafeFile, TooLarge; EmptyDocument when no text and no unread content stands outside
    headers and footers.
    """
    with collector_paused():
        try:
            package = Package(data)
            reading = _Document(package).read(source)
            assumed = _code_without_font(reading)
            return _Document(package, assumed).read(source) if assumed else reading
        except RecursionError as error:
            raise TooLarge() from error


def _code_without_font(reading: Reading) -> Assumed | None:
    """The legacy code of paragraphs whose font does not tell (its name is unknown, or was lost on the way)."""
    found = Counter()
    for block in reading.blocks:
        if looks_latin_1(block.text) and not any(piece.code for piece in block.pieces):
            found[guess_legacy(block.text)] += 1
    del found[None]
    if not found:
        return None
    return Assumed(found.most_common(1)[0][0], not any(holds_unicode(block.text) for block in reading.blocks))


class _Document:
    """One pass over a file; `assumed` in a second one."""

    def __init__(self, package: Package, assumed: Assumed | None = None):
        self._package = package
        self._main = package.main_part()
        self._targets: dict[str, list[str]] = {}
        for _, kind, target in package.relations(self._main):
            if target not in self._targets.setdefault(kind, []):
                self._targets[kind].append(target)
        styles = Styles(self._helper("styles"), self._helper("theme"))
        self._numbering = Numbering(self._helper("numbering"), styles.list_styles)
        self._harvest = Harvest(styles, self._comments(), assumed)

    def read(self, source: SourceFile) -> Reading:
        self._margins("header")
        before = len(self._harvest.blocks)
        self._body()
        middle = len(self._harvest.blocks)
        self._margins("footer")
        after = len(self._harvest.blocks)
        self._notes("footnote")
        self._notes("endnote")
        for comment in self._harvest.loose_comments:
            self._harvest.aside(*comment, "comments")
        harvest = self._harvest
        if middle == before and after == len(harvest.blocks) and not harvest.unread:
            raise EmptyDocument()
        notes = [*character_notes(harvest.blocks, harvest.undecoded)]
        if harvest.formulas.number:
            notes.append(FORMULA_NOTE.format(harvest.formulas.number, harvest.formulas.first))
        return Reading(source, tuple(harvest.blocks), tuple(harvest.asides), tuple(harvest.unread), tuple(notes))

    def _helper(self, kind: str):
        """A part without text of its own; the document can be read without it."""
        return next((root for name in self._targets.get(kind, []) if (root := self._package.optional(name)) is not None), None)

    def _body(self) -> None:
        root = self._package.tree(self._main)
        body = child(root, "body")
        story = Story(self._harvest, self._main, root, Counters(self._numbering))
        story.level(root if body is None else body, "body", Context("paragraph"))

    def _margins(self, kind: str) -> None:
        """Every header (or footer) part once, header2 before header10."""
        seen: set[str] = set()
        for name in sorted(self._targets.get(kind, []), key=_natural):
            root = self._package.tree(name)
            if root is not None:
                where = posixpath.basename(name).rpartition(".")[0] or kind
                while where in seen:
                    where += "_"
                seen.add(where)
                Story(self._harvest, name, root, Counters(self._numbering)).level(root, where, Context(kind))

    def _notes(self, kind: str) -> None:
        """Notes the text refers to; one whose reference is deleted or gone is kept apart."""
        at = 0
        for name in self._targets.get(kind + "s", []):
            root = self._package.tree(name)
            if root is None:
                continue
            story = Story(self._harvest, name, root, Counters(self._numbering))
            for note in children(root, kind):
                if attr(note, "type", "normal") == "normal":
                    at += 1
                    self._note(story, note, kind, f"{kind}[{at}]")

    def _note(self, story: Story, note, kind: str, where: str) -> None:
        key = attr(note, "id")
        if self._harvest.is_referred(kind, key):
            story.level(note, where, Context(kind, note=note_mark(kind, self._harvest.note_number(kind, key))))
        elif text := plain_text(note).strip():
            self._harvest.aside(text, Away("hidden"), where)

    def _comments(self) -> dict[str, Comment]:
        return {
            attr(each, "id"): Comment(plain_text(each).strip(), Away("comment", attr(each, "author"), attr(each, "date")))
            for name in self._targets.get("comments", [])
            for each in children(self._package.optional(name), "comment")
        }


def _natural(name: str) -> list:
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d{1,9})", name)]
