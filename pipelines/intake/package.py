"""A zipped office file opened member by member: names, relationships and XML trees.

Local names are used throughout, so that Transitional and Strict OOXML (other namespaces, same names) read alike.
"""

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from functools import lru_cache

from lxml import etree

from pipelines.errors import DamagedFile, EncryptedFile, TooLarge, UnsafeFile
from pipelines.intake import guard
from pipelines.intake.guard import check_depth

_BROKEN = (  # what zipfile and the decompressors raise for a broken container
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(ValueError, OSError, EOFError, RuntimeError, NotImplementedError, IndexError, OverflowError),
)



@lru_cache(maxsize=4096)
def local(tag) -> str:
    """The name without its namespace; "" for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _qualified(tag: str, name: str) -> str:
    return tag.rpartition("}")[0] + "}" + name


def attr(element, name: str, default: str = "") -> str:
    """An attribute in the element's own namespace, or in none."""
    found = element.get(_qualified(element.tag, name))
    return found if found is not None else element.get(name, default)


def attr_local(element, name: str) -> str:
    """An attribute by local name in whatever namespace (r:id, r:embed)."""
    return next((value for key, value in element.items() if local(key) == name), "")


def child(element, name: str):
    """The first child with this local name, or None."""
    if element is not None:
        for each in element:
            if local(each.tag) == name:
                return each
    return None


def children(element, name: str) -> list:
    """All children with this local name."""
    return [] if element is None else [each for each in element if local(each.tag) == name]


def value_of(element, default: str = "") -> str:
    """The val attribute of a property element; default when there is no such element."""
    return default if element is None else attr(element, "val", default)


def whole(text: str, default: int = 0) -> int:
    """A whole number of the file; default for anything else."""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text or "", re.ASCII) else default


def is_on(element) -> bool:
    """An on/off property: present and not switched off."""
    return element is not None and is_on_text(attr(element, "val", "1"))


def is_on_text(value: str) -> bool:
    """An on/off value as the file writes it."""
    return value not in ("0", "false", "off")


def _parser() -> etree.XMLParser:
    """Never opens a file or an address, expands nothing; without huge_tree libxml2 itself stops at depth 256."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False)


def parse(data: bytes):
    """The root of a part. Comments and processing instructions are left out, so element counts do not depend on them.

    Raises DamagedFile when it is not well formed, UnsafeFile when it declares a document type, TooLarge when it is nested too deep.
    """
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise (TooLarge() if "depth" in str(error).lower() else DamagedFile()) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeFile()
    check_depth(root)
    return root


class Package:
    """Reads parts of a zipped office file; a missing part is None, a broken one a named error."""

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {name.lower(): name for name in self._zip.namelist()}
        except _BROKEN as error:
            raise DamagedFile() from error

    def bytes(self, name: str) -> bytes | None:
        """The inflated member (case of letters in names does not matter), None when the file has none."""
        real = self._names.get(name.lower())
        if real is None:
            return None
        if self._zip.getinfo(real).flag_bits & 1:
            raise EncryptedFile()
        try:
            with self._zip.open(real) as stream:
                data = stream.read(guard.MAX_PART + 1)
        except _BROKEN as error:
            raise DamagedFile() from error
        if len(data) > guard.MAX_PART:
            raise TooLarge()
        return data

    def tree(self, name: str):
        """The parsed part, None when the file has none."""
        data = self.bytes(name)
        return None if data is None else parse(data)

    def optional(self, name: str):
        """The parsed part of helping data (styles, theme); None also when it is broken, the text can be read without it."""
        try:
            return self.tree(name)
        except DamagedFile:
            return None

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """(id, last word of its type, member name) of every internal relationship of a part; "" is the whole package."""
        folder, name = posixpath.split(part)
        root = self.optional(posixpath.join(folder, "_rels", name + ".rels"))
        found = []
        for each in [] if root is None else root:
            if each.get("TargetMode") != "External" and each.get("Target"):
                kind = (each.get("Type") or "").rpartition("/")[2]
                found.append((each.get("Id", ""), kind, _resolve(folder, each.get("Target"))))
        return found

    def main_part(self) -> str:
        """Member name of the document itself. Raises DamagedFile when there is none."""
        candidates = [target for _, kind, target in self.relations("") if kind == "officeDocument"]
        for name in [*candidates, "word/document.xml"]:
            if name.lower() in self._names:
                return name
        raise DamagedFile()


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))
