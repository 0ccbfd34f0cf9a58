"""The draft with the proposed wording as tracked changes, beside the comments: accept takes it over, reject keeps the draft.

A wording is written only over plain words of one paragraph; where links, fields, notes or somebody's own changes stand,
where the wording still has gaps to fill ("…"), and where a whole sentence would stand in the middle of another, the comment alone
remains. Source of the markup: ECMA-376 Part 1, 17.13.5 (revisions).
"""

import copy
import re

from lxml import etree

from pipelines.exports.anchors import Anchorer
from pipelines.exports.annotated import annotate, author_of, open_original, text_run
from pipelines.exports.export import DOCX, Export
from pipelines.exports.package import printable
from pipelines.exports.word_package import WordPackage
from pipelines.intake.package import attr, local
from pipelines.types import CommentSheet, Dossier, SheetRow

_NUMBER = re.compile(r"\s*(?:Điều \d+\.|\d{1,3}[.)]|[a-zđ]\)|[-+])\s+")
_PLAIN = {"rPr", "t", "tab", "br", "noBreakHyphen", "lastRenderedPageBreak"}
_BETWEEN = {"commentRangeStart", "commentRangeEnd", "proofErr", "bookmarkStart", "bookmarkEnd"}


def render(dossier: Dossier) -> bytes:
    """The original .docx with comments, and each wording over the words it replaces where that is possible."""
    package = open_original(dossier)
    comments, anchorer = annotate(package, dossier)
    changes = Changes(package, dossier.sheet)
    for row in dossier.sheet.rows:
        if row.quote and row.wording and "…" not in row.wording and _fits(dossier.review.draft.text, row):
            changes.replace(anchorer, row)
    return package.packed(comments)


class Changes:
    """Writes tracked changes with ids that no mark of the file uses yet."""

    def __init__(self, package: WordPackage, sheet: CommentSheet):
        self._package, self._author, self._date = package, author_of(sheet), sheet.date
        used = (attr(element, "id") for element in package.root.iter() if isinstance(element.tag, str))
        self._next = 1 + max((int(each) for each in used if each.isdecimal() and len(each) < 9), default=0)

    def replace(self, anchorer: Anchorer, row: SheetRow) -> None:
        """Strike the quoted words and insert the wording after them, or leave all as it is; a typed number stays."""
        number = _NUMBER.match(row.quote)
        kept = number.end() if number and not _NUMBER.match(row.wording) else 0
        ends = anchorer.runs(row.start + kept, row.start + len(row.quote))
        runs = _plain_runs(*ends) if ends else []
        if not runs:
            return
        written = text_run(self._package, _fitting(row))
        look = next((child for child in runs[0] if local(child.tag) == "rPr"), None)
        if look is not None:
            written.insert(0, copy.deepcopy(look))
        added = self._change("ins")
        runs[-1].addnext(added)
        added.append(written)
        for run in runs:
            self._strike(run)

    def _strike(self, run) -> None:
        struck = self._change("del")
        run.addprevious(struck)
        struck.append(run)
        for child in run:
            if local(child.tag) == "t":
                child.tag = self._package.tag("delText")

    def _change(self, name: str):
        tag = self._package.tag
        change = etree.Element(tag(name), {tag("id"): str(self._next), tag("author"): self._author})
        if self._date:
            change.set(tag("date"), f"{self._date}T00:00:00Z")
        self._next += 1
        return change


def _fits(text: str, row: SheetRow) -> bool:
    """Whether the wording reads on: part of a sentence anywhere, a sentence of its own only over a whole one."""
    if not row.wording[:1].isupper():
        return True
    before, after = text[: row.start].rpartition("\n")[2], text[row.start + len(row.quote) :].partition("\n")[0].lstrip()
    begins = not _NUMBER.sub("", before, count=1).strip() or before.rstrip().endswith((".", "!", "?"))
    return begins and (not after or after[0] in ".;:" or row.quote.rstrip().endswith("."))


def _fitting(row: SheetRow) -> str:
    """The wording without its full stop where the quoted words have none: the sentence goes on, or ends by itself."""
    return printable(row.wording if row.quote.endswith((".", ";")) else row.wording.rstrip(".;"))


def _plain_runs(first, last) -> list:
    """The runs from first to last when they are plain words standing directly in one paragraph; else none."""
    parent = first.getparent()
    if parent is not last.getparent() or local(parent.tag) != "p":
        return []
    runs, element = [], first
    while element is not None:
        if local(element.tag) == "r" and _is_reference(element):
            pass
        elif local(element.tag) == "r" and all(local(child.tag) in _PLAIN for child in element):
            runs.append(element)
        elif local(element.tag) not in _BETWEEN:
            return []
        if element is last:
            return runs
        element = element.getnext()
    return []


def _is_reference(run) -> bool:
    """Whether the run is only the mark of a comment."""
    return any(local(child.tag) == "commentReference" for child in run)


TRACKED = Export("du_thao_sua", "Dự thảo kèm lời văn đề nghị (.docx)", ".docx", DOCX, render, needs_original=True)
