"""A .docx opened to add comments: its main part, its comments part, and the two lists that name parts.

Only these are ever written again; every other member is copied byte for byte. Transitional and Strict files are told
apart by the namespace of the main part (ECMA-376 Part 1 and Part 4).
"""

import io
import posixpath
import zipfile

from lxml import etree

from pipelines.exports.package import EPOCH
from pipelines.intake.package import Package, local

TYPES = "[Content_Types].xml"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATION = "officeDocument/2006/relationships/comments"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True}
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


class WordPackage:
    """The members of one .docx; `root` is the parsed main part, `space` its namespace."""

    def __init__(self, data: bytes):
        package = Package(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.members = {info.filename: archive.read(info.filename) for info in archive.infolist()}
        self.main = self._member(package.main_part())
        self.root = parse(self.members[self.main])
        self.space = etree.QName(self.root).namespace
        self._related = {kind: self._member(name) for _, kind, name in package.relations(self.main)}

    def _member(self, name: str) -> str:
        """The name as the archive spells it; part names do not differ by case."""
        return next((member for member in self.members if member.lower() == name.lower()), name)

    def part(self, kind: str):
        """The parsed part of this relationship kind ("comments", "commentsExtended"), or None."""
        data = self.members.get(self._related.get(kind, ""))
        return None if data is None else parse(data)

    def tag(self, name: str) -> str:
        return f"{{{self.space}}}{name}"

    def comments(self):
        """The root of the comments part, there already or new and empty."""
        root = self.part("comments")
        if root is None:
            root = etree.Element(self.tag("comments"), {f"{{{_MC}}}Ignorable": "w14"}, nsmap={"w": self.space, "w14": W14, "mc": _MC})
        return root

    def packed(self, comments) -> bytes:
        """The archive with the main part and the comments as they are now."""
        name = self._related.get("comments") or self._name_comments()
        self.members[self.main], self.members[name] = serialize(self.root), serialize(comments)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in sorted(self.members, key=lambda n: n != TYPES):
                archive.writestr(zipfile.ZipInfo(member, EPOCH), self.members[member], zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _name_comments(self) -> str:
        """A free name beside the main part, listed among relationships and content types."""
        folder, main = posixpath.split(self.main)
        free = next(n for n in ("comments.xml", *(f"comments{k}.xml" for k in range(2, 99))) if self._is_free(folder, n))
        self._add_relation(self._member(posixpath.join(folder, "_rels", main + ".rels")), free)
        types = parse(self.members[TYPES])
        override = etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override")
        override.set("PartName", "/" + posixpath.join(folder, free))
        override.set("ContentType", _CONTENT_TYPE)
        self.members[TYPES] = serialize(types)
        return posixpath.join(folder, free)

    def _is_free(self, folder: str, name: str) -> bool:
        return posixpath.join(folder, name).lower() not in {member.lower() for member in self.members}

    def _add_relation(self, name: str, target: str) -> None:
        known = self.members.get(name)
        relations = parse(known) if known else etree.Element(f"{{{_RELATIONS_SPACE}}}Relationships", nsmap={None: _RELATIONS_SPACE})
        taken = {relation.get("Id") for relation in relations}
        free = next(f"rIdGopY{n}" for n in range(1, len(taken) + 2) if f"rIdGopY{n}" not in taken)
        base = _STRICT if self.space.startswith(_STRICT) else "http://schemas.openxmlformats.org/"
        kind = base + (_RELATION.replace("2006/", "") if base == _STRICT else _RELATION)
        etree.SubElement(relations, f"{{{etree.QName(relations).namespace}}}Relationship", Id=free, Type=kind, Target=target)
        self.members[name] = serialize(relations)


def parse(data: bytes):
    return etree.fromstring(data, etree.XMLParser(**_PARSER))


def serialize(root) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def para_id(element) -> str:
    """The stable id that Word keeps for a paragraph, "" without one."""
    return next((value for key, value in element.items() if local(key) == "paraId"), "")


def visible_text(element) -> str:
    """What a reader sees of an element: text, tabs and line breaks; nothing that a tracked change struck out."""
    parts = []
    for each in element.iter():
        name = local(each.tag)
        if name == "t":
            parts.append(each.text or "")
        elif name in _SIGNS:
            parts.append(_SIGNS[name])
    return "".join(parts)


_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}
