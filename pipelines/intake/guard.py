"""Limits on what a package may hold, counted on the bytes that really come out of it.

Sizes a zip file declares can lie, so every member is inflated in small steps and counted.
Found by trying: 27 KB of XML can become 1 GB of elements; two members of one name let one reader see what another does not.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from pipelines.errors import DamagedFile, EncryptedFile, MacroFile, TooLarge, UnsafeFile

MAX_FILE = 30 * 2**20  # bytes of a file of any format
MAX_MEMBERS = 2_000
MAX_PART = 40 * 2**20  # bytes of one member, inflated
MAX_TOTAL = 100 * 2**20  # bytes of all members, inflated
MAX_ELEMENTS = 600_000  # XML elements of all parts together
MAX_ATTRIBUTES = 1_000_000  # of all parts together; a parsed one costs as much memory as an element
MAX_DEPTH = 256  # nesting of XML elements
MAX_DIRECTORY = 2**20  # bytes of the zip directory: 2,000 members need far less
STEP = 2**18

_DTD = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})""")
_XML_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252", b"windows-1258")
_XML_NAMES = (".xml", ".rels", ".vml", ".rdf")
_MACRO_NAMES = re.compile(r"(^|/)(vbaProject|vbaData)\.\w+$|^(Basic|Scripts)/", re.I)
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")


def check_size(size: int) -> None:
    """Raise TooLarge for a file of more than 30 MB."""
    if size > MAX_FILE:
        raise TooLarge(f"Tệp lớn hơn {MAX_FILE // 2**20} MB.")


def check_package(data: bytes) -> None:
    """Raise TooLarge, UnsafeFile, MacroFile, EncryptedFile or DamagedFile unless every member of the zip keeps the limits."""
    check_directory(data)
    with named_errors(), zipfile.ZipFile(io.BytesIO(data)) as package:
        _check_names(package.infolist())
        _check_members(package)


@contextmanager
def named_errors() -> Iterator[None]:
    """What zipfile throws at a broken file, as DamagedFile or EncryptedFile."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise (EncryptedFile() if "encrypted" in str(error) else DamagedFile()) from error


def check_directory(data: bytes) -> None:
    """Raise TooLarge for a zip directory so long that listing it alone would take seconds, DamagedFile for none."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or end + 20 > len(data):
        raise DamagedFile()
    if int.from_bytes(data[end + 12 : end + 16], "little") > MAX_DIRECTORY:
        raise TooLarge("Tệp có quá nhiều phần bên trong.")


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise TooLarge("Tệp có quá nhiều phần bên trong.")
    seen: set[str] = set()
    for member in members:
        _check_name(member.orig_filename)
        if member.filename.lower() in seen:
            raise UnsafeFile("Tệp có hai phần bên trong trùng tên.")
        seen.add(member.filename.lower())
        if member.flag_bits & 0x1:
            raise EncryptedFile()
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsafeFile("Tệp dùng cách nén mà văn bản Word không dùng.")


def _check_name(name: str) -> None:
    if _MACRO_NAMES.search(name):
        raise MacroFile()
    unsafe = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or any(ord(c) < 32 for c in name)
    if unsafe or not name:
        raise UnsafeFile("Tệp có phần bên trong mang tên không an toàn.")


def _check_members(package: zipfile.ZipFile) -> None:
    total = elements = attributes = 0
    for member in package.infolist():
        is_xml = member.filename.lower().endswith(_XML_NAMES)
        content = bytearray()
        size = 0
        for chunk in _inflate(package, member):
            size += len(chunk)
            total += len(chunk)
            _check_bytes(size, total)
            if is_xml or size <= STEP:
                content += chunk
        head = content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t")
        if head.startswith(b"<"):
            elements += _count_elements(content)
            attributes += content.count(b"=")
            if elements > MAX_ELEMENTS or attributes > MAX_ATTRIBUTES:
                raise TooLarge("Tệp có quá nhiều phần tử.")
            _check_declarations(content)
        elif is_xml and head:
            raise UnsafeFile("Tệp có phần XML viết bằng bảng mã lạ.")  # what cannot be counted here must not reach a parser


def _inflate(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with package.open(member) as stream:
        while chunk := stream.read(STEP):
            yield chunk


def _check_bytes(size: int, total: int) -> None:
    if size > MAX_PART or total > MAX_TOTAL:
        raise TooLarge("Nội dung bên trong tệp giải nén ra quá lớn.")


def _count_elements(xml: bytearray) -> int:
    """At least the number of elements: opening brackets less closing tags."""
    return xml.count(b"<") - xml.count(b"</") - xml.count(b"<\x00/")


def _check_declarations(xml: bytearray) -> None:
    """Raise for a DTD, an entity, or an encoding in which this module could not have seen one."""
    encoding = _ENCODING.search(xml[:300].replace(b"\x00", b""))
    if encoding and encoding.group(1).lower() not in _XML_ENCODINGS:
        raise UnsafeFile("Tệp có phần XML viết bằng bảng mã lạ.")
    if _DTD.search(xml) or b"\x00" in xml[:200] and _DTD.search(xml.replace(b"\x00", b"")):
        raise UnsafeFile("Tệp có khai báo DTD hoặc thực thể trong XML.")


def check_depth(root: etree._Element) -> None:
    """Raise TooLarge for a part whose elements are nested deeper than 256; the parser of the package asks it for each part it opens."""
    if _TOO_DEEP(root):
        raise TooLarge("Tệp có phần tử lồng nhau quá sâu.")
