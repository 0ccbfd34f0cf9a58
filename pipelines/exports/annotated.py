"""The draft itself with Word comments on the exact words, for the drafters.

Only the main part, the comments and the two lists that name parts change; every other member is copied as it is.
Source of the markup: ECMA-376 Part 1, 17.13.4 (comments); paraId: [MS-DOCX] 2.6.2.3.
"""

import hashlib
import re

from lxml import etree

from pipelines.errors import ExportError
from pipelines.exports.anchors import Anchorer
from pipelines.exports.comment_words import written
from pipelines.exports.export import DOCX, Export
from pipelines.exports.package import printable
from pipelines.exports.word_package import W14, XML_SPACE, WordPackage, para_id
from pipelines.types import CommentSheet, Dossier, SheetRow

_BREAKS = re.compile(r"([\n\t])")


def render(dossier: Dossier) -> bytes:
    """The original .docx with one comment a sheet row; raises ExportError for a draft that is no .docx."""
    package = open_original(dossier)
    comments, _ = annotate(package, dossier)
    return package.packed(comments)


def annotate(package: WordPackage, dossier: Dossier):
    """Mark the rows in the package's main part; returns the comments part and the anchorer that marked them."""
    anchorer = Anchorer(package.root, dossier.review.draft, package.main)
    comments = package.comments()
    taken = {para_id(p) for p in package.root.iter(package.tag("p"))}
    for number, row in enumerate(dossier.sheet.rows, first_free(comments)):
        anchored = anchorer.mark(row.start, row.start + len(row.quote), str(number))
        comments.append(comment_element(package, str(number), row, dossier.sheet, anchored, taken))
    return comments, anchorer


def open_original(dossier: Dossier) -> WordPackage:
    """The draft's own file; raises ExportError when there is none or it is no .docx."""
    if dossier.original is None or dossier.review is None:
        raise ExportError("Không có tệp dự thảo gốc để ghi góp ý.", "Xuất phiếu ý kiến hoặc bảng ý kiến thay thế.")
    if dossier.review.draft.source.format != "docx":
        raise ExportError("Chỉ ghi được góp ý vào dự thảo .docx.", "Xuất phiếu ý kiến hoặc bảng ý kiến thay thế.")
    return WordPackage(dossier.original)


def first_free(comments) -> int:
    """One above the highest comment id in use."""
    ids = (c.get(f"{{{etree.QName(c).namespace}}}id", "") for c in comments if isinstance(c.tag, str))
    return 1 + max((int(each) for each in ids if each.isdecimal()), default=-1)


def author_of(sheet: CommentSheet) -> str:
    """Who signs comments and tracked changes: the reviewer, else the office."""
    return printable(sheet.settings.reviewer or sheet.settings.agency or "Người thẩm định")


def comment_element(package: WordPackage, number: str, row: SheetRow, sheet: CommentSheet, anchored: bool, taken: set[str]):
    """The w:comment of a row; its paragraphs carry stable ids, none of them `taken`, by which it is known when it comes back."""
    tag, author = package.tag, author_of(sheet)
    initials = "".join(word[0] for word in author.split()[:4]).upper()
    comment = etree.Element(tag("comment"), {tag("id"): number, tag("author"): author, tag("initials"): initials})
    if sheet.date:
        comment.set(tag("date"), f"{sheet.date}T00:00:00Z")
    for at, text in enumerate(written(row, anchored)):
        paragraph = etree.SubElement(comment, tag("p"))
        paragraph.set(f"{{{W14}}}paraId", stable_id(row.finding, at, taken))
        paragraph.append(text_run(package, text))
    return comment


def stable_id(finding: str, at: int, taken: set[str] | frozenset[str] = frozenset()) -> str:
    """The paraId of the comment's paragraph: 8 hexadecimal digits below 80000000, the same for the same finding."""
    for attempt in range(100):
        value = int.from_bytes(hashlib.sha256(f"{finding}/{at}/{attempt}".encode(errors="replace")).digest()[:4], "big") & 0x7FFFFFFF
        name = f"{value:08X}"
        if value and name not in taken:
            return name
    raise ExportError("Không tạo được mã cho góp ý trong tệp Word.")


def text_run(package: WordPackage, text: str, name: str = "t"):
    """A run of the text; its line ends and tabs are breaks and tabs of Word."""
    run = etree.Element(package.tag("r"))
    for part in _BREAKS.split(text):
        if part in ("\n", "\t"):
            etree.SubElement(run, package.tag("br" if part == "\n" else "tab"))
        elif part:
            content = etree.SubElement(run, package.tag(name))
            content.text = part
            content.set(XML_SPACE, "preserve")
    return run


ANNOTATED = Export("du_thao", "Dự thảo kèm góp ý (.docx)", ".docx", DOCX, render, needs_original=True)
