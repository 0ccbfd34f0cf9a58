"""OpenDocument text (.odt): body, lists with their numbers, tables, notes, text boxes, headers, tracked changes, comments."""

import re
from dataclasses import dataclass, field, replace

from pipelines.errors import DamagedFile, EncryptedFile
from pipelines.intake.flat import Run, Writer
from pipelines.intake.odt_styles import Lists, Look, Styles, whole
from pipelines.intake.package import Package, attr_local, local
from pipelines.intake.remarks import OBJECT, PICTURE
from pipelines.types import Reading, SourceFile

_SPACES = re.compile(r"[ \t\r\n]+")
_MARGINS = {f"{kind}{ending}": kind for kind in ("header", "footer") for ending in ("", "-left", "-first")}
_NAMES = """
sequence-decls variable-decls user-field-decls dde-connection-decls forms tracked-changes event-listeners
bookmark bookmark-start bookmark-end note-citation change-info title desc glue-point
"""
_SILENT = frozenset(_NAMES.split())  # elements whose words are not shown, or are read elsewhere


@dataclass
class _Place:
    """Where in the document the walk stands."""

    story: str = "paragraph"
    lists: tuple[str, ...] = ()  # styles of the lists around, outermost first
    number: str = ""  # number waiting for the item's first paragraph
    in_table: bool = False
    later: list = field(default_factory=list)  # (story, element) met inside a paragraph: notes, text boxes, comments


def read_odt(data: bytes, source: SourceFile) -> Reading:
    """Raises DamagedFile, EncryptedFile."""
    package = Package(data)
    manifest = package.optional("META-INF/manifest.xml")
    if manifest is not None and any(local(element.tag) == "encryption-data" for element in manifest.iter()):
        raise EncryptedFile()
    content, styles = package.tree("content.xml"), package.optional("styles.xml")
    if content is None:
        raise DamagedFile()
    return _Reader(content, styles).read(source)


class _Reader:
    def __init__(self, content, styles):
        self.content, self.master = content, styles
        self.styles, self.lists = Styles(styles, content), Lists(styles, content)
        self.writer = Writer("content.xml")
        self.deleted = dict(_deletions(content))
        self.inserting: set[str] = set()

    def read(self, source: SourceFile) -> Reading:
        for element in self.content.iter():
            if local(element.tag) == "text" and local(element.getparent().tag) == "body":
                self._blocks(element, _Place())
        self.writer.part = "styles.xml"
        for element in self.master.iter() if self.master is not None else ():
            if local(element.tag) in _MARGINS:
                self._blocks(element, _Place(_MARGINS[local(element.tag)]))
        return self.writer.reading(source)

    def _blocks(self, parent, place: _Place) -> None:
        for element in parent:
            name = local(element.tag)
            if name in ("p", "h"):
                self._paragraph(element, place)
            elif name == "list":
                self._list(element, place)
            elif name == "table":
                self._table(element, place)
            elif name == "frame":
                self._frame(element, place)
                self._later(place)
            elif name in ("change-start", "change-end"):
                self._mark_change(element, name)
            elif name not in _SILENT:
                self._blocks(element, place)

    def _list(self, element, place: _Place) -> None:
        style = attr_local(element, "style-name") or (place.lists[-1] if place.lists else "")
        inner = replace(place, lists=(*place.lists, style))
        continues = attr_local(element, "continue-numbering") == "true" or bool(attr_local(element, "continue-list")) or bool(place.lists)
        self.lists.enter(style, len(inner.lists), continues)
        for item in element:
            inner.number = ""
            if local(item.tag) == "list-item":
                start = attr_local(item, "start-value")
                first = next((local(child.tag) for child in item), "")
                inner.number = "" if first == "list" else self.lists.next(style, len(inner.lists), whole(start, 1) if start else None)
            self._blocks(item, inner)

    def _table(self, element, place: _Place) -> None:
        outermost = place.story == "paragraph" and not place.in_table
        inner = replace(place, in_table=place.story == "paragraph", lists=(), number="")
        for row in element.iter():
            if local(row.tag) == "table-row" and _nearest(row, "table") is element:
                for cell in row:
                    self._blocks(cell, inner)
                    if outermost:
                        self.writer.next_cell()
                if outermost:
                    self.writer.next_row()
        if outermost:
            self.writer.inside = False

    def _paragraph(self, element, place: _Place) -> None:
        style = attr_local(element, "style-name") or ""
        look = Look().within(self.styles, "paragraph", style)
        runs = [Run(place.number, "number"), Run(" ", "mark")] if place.number else []
        place.number = ""
        runs += _collapsed(self._runs(element, look, place))
        level = len(place.lists) - 1 if runs and runs[0].kind == "number" else None
        self.writer.paragraph(place.story, runs, self.styles.align(style), place.in_table, self.styles.titles.get(style, ""), level)
        self._later(place)

    def _later(self, place: _Place) -> None:
        waiting, place.later = place.later, []
        for story, element in waiting:
            self._blocks(element, _Place(story))

    def _runs(self, element, look: Look, place: _Place) -> list[Run]:
        runs = self._text(element.text, look)
        for child in element:
            runs += self._child(child, look, place) + self._text(child.tail, look)
        return runs

    def _child(self, child, look: Look, place: _Place) -> list[Run]:
        name = local(child.tag)
        if name in ("span", "a"):
            return self._runs(child, look.within(self.styles, "text", attr_local(child, "style-name") or ""), place)
        if name in ("s", "tab", "line-break"):
            sign = {"tab": "\t", "line-break": "\n"}.get(name, "\xa0" * min(whole(attr_local(child, "c"), 1), 500))
            return [replace(run, kind="mark" if run.kind == "text" else run.kind) for run in self._text(sign, look, spaces=True)]
        if name in ("change", "change-start", "change-end"):
            self._mark_change(child, name)
            return [Run(self.deleted.get(attr_local(child, "change-id") or "", ""), "deleted")] if name == "change" else []
        if name in ("note", "annotation", "frame", "custom-shape", "rect"):
            self._aside(child, name, place)
            return []
        if name in ("hidden-text", "hidden-paragraph"):
            return [Run(child.text or "", "hidden")]
        return [] if name in _SILENT else self._runs(child, look, place)

    def _aside(self, child, name: str, place: _Place) -> None:
        if name == "note":
            kind = "endnote" if attr_local(child, "note-class") == "endnote" else "footnote"
            place.later += [(kind, body) for body in child if local(body.tag) == "note-body"]
        elif name == "annotation":
            place.later.append(("comment", child))
        elif name == "frame":
            self._frame(child, place)
        else:
            place.later.append(("textbox", child))

    def _frame(self, frame, place: _Place) -> None:
        kinds = {local(child.tag): child for child in frame}
        if "text-box" in kinds:
            place.later.append(("textbox", kinds["text-box"]))
        elif "table" in kinds:
            place.later.append(("textbox", frame))
        elif "object" in kinds or "object-ole" in kinds:
            self.writer.unread(place.story, OBJECT)
        elif "image" in kinds:
            self.writer.unread(place.story, PICTURE)

    def _mark_change(self, element, name: str) -> None:
        change = attr_local(element, "change-id") or ""
        if name == "change-start":
            self.inserting.add(change)
        elif name == "change-end":
            self.inserting.discard(change)

    def _text(self, text: str | None, look: Look, spaces: bool = False) -> list[Run]:
        if not text:
            return []
        kind = "hidden" if look.hidden else "inserted" if self.inserting else "text"
        return [Run(text if spaces else _SPACES.sub(" ", text), kind, look.code, look.bold, look.italic)]


def _collapsed(runs: list[Run]) -> list[Run]:
    """OpenDocument 6.1.2: white space at the start and behind white space is not shown; an explicit space comes as NBSP here."""
    shown, after_space = [], True
    for run in runs:
        text = run.text[1:] if after_space and run.text.startswith(" ") and run.kind != "deleted" else run.text
        text = text.replace("\xa0", " ") if run.kind == "mark" else text
        if text:
            after_space = text.endswith(" ") and run.kind != "mark"
            shown.append(replace(run, text=text))
    return shown


def _deletions(content):
    """Tracked change id → its deleted text."""
    for region in content.iter():
        if local(region.tag) == "changed-region":
            for deletion in region:
                if local(deletion.tag) == "deletion":
                    paragraphs = [p for p in deletion.iter() if local(p.tag) in ("p", "h")]
                    yield attr_local(region, "id") or "", "\n".join("".join(p.itertext()) for p in paragraphs)


def _nearest(element, name: str):
    parent = element.getparent()
    while parent is not None and local(parent.tag) != name:
        parent = parent.getparent()
    return parent
