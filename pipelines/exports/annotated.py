"""The draft itself with Word comments on the exact words, for the drafters.

Only word/document.xml, word/comments.xml and the two lists that name parts change; every other member is copied as it is.
Source of the markup: ECMA-376 Part 1, 17.13.4 (comments).
"""

import io
import zipfile

from lxml import etree

from pipelines.errors import ExportError
from pipelines.exports.anchors import Anchorer
from pipelines.exports.export import DOCX, Export
from pipelines.exports.package import EPOCH, printable
from pipelines.sheet import SEVERITY_NAMES, topic_group
from pipelines.types import Dossier, SheetRow

MAIN = "word/document.xml"
COMMENTS = "word/comments.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}


def render(dossier: Dossier) -> bytes:
    """The original .docx with one comment a sheet row; raises ExportError for a draft that is no .docx."""
    if dossier.original is None or dossier.review is None:
        raise ExportError("Không có tệp dự thảo gốc để ghi góp ý.")
    if dossier.review.draft.source.format != "docx":
        raise ExportError("Chỉ ghi được góp ý vào dự thảo .docx.", "Xuất phiếu ý kiến hoặc bảng ý kiến thay thế.")
    with zipfile.ZipFile(io.BytesIO(dossier.original)) as package:
        members = {info.filename: package.read(info.filename) for info in package.infolist()}
    root = _parse(members[MAIN])
    comments = _comments_root(members, etree.QName(root).namespace)
    anchorer = Anchorer(root, dossier.review.draft)
    for number, row in enumerate(dossier.sheet.rows, _first_free(comments)):
        place = anchorer.mark(row.start, row.start + len(row.quote), str(number))
        comments.append(_comment(etree.QName(root).namespace, str(number), row, dossier, place))
    members[MAIN], members[COMMENTS] = _serialize(root), _serialize(comments)
    _name_comments(members)
    return _pack(members)


def _first_free(comments) -> int:
    """One above the highest id in use."""
    return 1 + max((int(c.get(f"{{{etree.QName(c).namespace}}}id", -1)) for c in comments), default=-1)


def _parse(data: bytes):
    return etree.fromstring(data, etree.XMLParser(**_PARSER))


def _serialize(root) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _comments_root(members: dict[str, bytes], namespace: str):
    if COMMENTS in members:
        return _parse(members[COMMENTS])
    return etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace})


def _comment(namespace: str, number: str, row: SheetRow, dossier: Dossier, anchored: bool):
    def tag(name: str) -> str:
        return f"{{{namespace}}}{name}"

    settings = dossier.sheet.settings
    author = settings.agency or "Người thẩm định"
    date = dossier.sheet.date or "2020-01-01"
    comment = etree.Element(
        tag("comment"),
        {tag("id"): number, tag("author"): printable(author), tag("initials"): _initials(author), tag("date"): f"{date}T00:00:00Z"},
    )
    for text in _lines(row, anchored):
        paragraph = etree.SubElement(comment, tag("p"))
        content = etree.SubElement(etree.SubElement(paragraph, tag("r")), tag("t"))
        content.text = printable(text)
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return comment


def _lines(row: SheetRow, anchored: bool) -> list[str]:
    lines = [f"[{row.number}] {row.comment}"]
    if not anchored:
        lines.insert(0, f"Về {row.label}:")
    if row.wording:
        lines.append(f"Đề nghị sửa thành: {row.wording}")
    if row.bases:
        lines.append(f"Căn cứ: {'; '.join(row.bases)}")
    return [*lines, f"({topic_group(row.topic)}; {SEVERITY_NAMES[row.severity]})"]


def _initials(author: str) -> str:
    return "".join(word[0] for word in author.split()[:4]).upper()


def _name_comments(members: dict[str, bytes]) -> None:
    """List the comments part among the relationships and content types, unless it is listed."""
    relations = _parse(members[RELATIONS]) if RELATIONS in members else etree.Element(
        "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships",
        nsmap={None: "http://schemas.openxmlformats.org/package/2006/relationships"},
    )
    if not any(r.get("Type", "").endswith("/comments") for r in relations):
        space = etree.QName(relations).namespace
        taken = {r.get("Id") for r in relations}
        name = next(f"rIdGopY{n}" for n in range(1, len(taken) + 2) if f"rIdGopY{n}" not in taken)
        etree.SubElement(relations, f"{{{space}}}Relationship", Id=name, Type=_RELATION_TYPE, Target="comments.xml")
        members[RELATIONS] = _serialize(relations)
    types = _parse(members[TYPES])
    if not any(t.get("PartName") == f"/{COMMENTS}" for t in types):
        etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", PartName=f"/{COMMENTS}", ContentType=_CONTENT_TYPE)
        members[TYPES] = _serialize(types)


def _pack(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(members, key=lambda n: n != TYPES):
            package.writestr(zipfile.ZipInfo(name, EPOCH), members[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


ANNOTATED = Export("du_thao", "Dự thảo kèm góp ý (.docx)", ".docx", DOCX, render, needs_original=True)
