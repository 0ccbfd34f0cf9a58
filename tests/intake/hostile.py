"""Files that must be refused, built in code: (name → bytes, expected error codes). Also run as a program that measures each refusal."""

import io
import json
import pathlib
import random
import resource
import struct
import sys
import time
import warnings
import zipfile

from pipelines import errors
from tests.intake import docx_factory as f
from tests.intake import files

BODY = f.p("Điều 1. Phạm vi điều chỉnh")
MEGABYTE = 2**20
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def document(xml: str | bytes) -> bytes:
    """A .docx whose main part is exactly this."""
    return files.package({**members(f.docx(BODY)), "word/document.xml": xml})


def with_member(name: str, content: bytes = b"x") -> bytes:
    return files.package({**members(f.docx(BODY)), name: content})


def body(inner: str) -> str:
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>"


def twice(name: str) -> bytes:
    buffer = io.BytesIO(f.docx(BODY))
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as package:
        warnings.simplefilter("ignore", UserWarning)
        package.writestr(name, body(f.p("khác")))
    return buffer.getvalue()


def encrypted_member() -> bytes:
    data = bytearray(f.docx(BODY))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        data[at + 6] |= 1
        at += 4
    return bytes(data)


def lying_sizes() -> bytes:
    """The directory declares 100 bytes for a member that inflates to 60 MB."""
    data = bytearray(with_member("word/media/a.xml", b"<a>" + b" " * (60 * MEGABYTE) + b"</a>"))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/media/a.xml"))
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def many_members(count: int) -> bytes:
    return files.package({**members(f.docx(BODY)), **{f"word/media/{n}.bin": b"" for n in range(count)}}, zipfile.ZIP_STORED)


def macro_type() -> bytes:
    content = members(f.docx(BODY))
    types = content["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return files.package({**content, "[Content_Types].xml": types})


def office(kind: str) -> bytes:
    types = f'<Types xmlns="x"><Override ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    return files.package({"[Content_Types].xml": types, "xl/workbook.xml": "<workbook/>"})


def flipped(data: bytes) -> bytes:
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def looping_ole() -> bytes:
    data = bytearray(files.doc("Điều 1\r"))
    fat = int.from_bytes(data[76:80], "little")
    at = (fat + 1) * 512
    struct.pack_into("<II", data, at, 1, 0)
    return bytes(data)


DTD = '<!DOCTYPE w [<!ENTITY a "Điều 1">]>'
BILLION = "<!DOCTYPE w [" + '<!ENTITY a0 "mật">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
LOUD = random.Random(1)

HOSTILE = {
    # name: (builder, codes)
    "empty": (lambda: b"", "TEP_RONG"),
    "blanks": (lambda: b" \r\n\t" * 100, "TEP_RONG"),
    "zeros": (lambda: bytes(5000), "TEP_RONG"),
    "empty body": (lambda: document(body("<w:p/><w:p/><w:sectPr/>")), "TEP_RONG"),
    "random bytes": (lambda: LOUD.randbytes(20_000), "KHONG_PHAI_VAN_BAN"),
    "png named docx": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + LOUD.randbytes(500), "KHONG_PHAI_VAN_BAN"),
    "jpeg": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + LOUD.randbytes(500), "KHONG_PHAI_VAN_BAN"),
    "elf": (lambda: b"\x7fELF\x02\x01\x01\x00" + LOUD.randbytes(500), "KHONG_PHAI_VAN_BAN"),
    "html named doc": (lambda: b"<html><body>MSO</body></html>", "KHONG_PHAI_VAN_BAN"),
    "html doctype": (lambda: b"\xef\xbb\xbf<!DOCTYPE html><title>a</title>", "KHONG_PHAI_VAN_BAN"),
    "word 2003 xml": (lambda: b'<?xml version="1.0"?><w:wordDocument/>', "KHONG_PHAI_VAN_BAN"),
    "mhtml": (lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "KHONG_PHAI_VAN_BAN"),
    "plain zip": (lambda: files.package({"a.txt": "chữ"}), "KHONG_PHAI_VAN_BAN"),
    "xlsx": (lambda: office("spreadsheetml.sheet"), "KHONG_PHAI_VAN_BAN"),
    "pptx": (lambda: office("presentationml.presentation"), "KHONG_PHAI_VAN_BAN"),
    "xls": (lambda: files.ole({"Workbook": b"\x09\x08"}), "KHONG_PHAI_VAN_BAN"),
    "encrypted ooxml": (lambda: files.ole({"EncryptionInfo": b"\x04", "EncryptedPackage": b"\x00"}), "TEP_CO_MAT_KHAU"),
    "encrypted doc": (lambda: files.doc("a\r", flags=0x0300), "TEP_CO_MAT_KHAU"),
    "encrypted member": (encrypted_member, "TEP_CO_MAT_KHAU"),
    "encrypted odt": (
        lambda: files.odt(files.odt_p("a"), **{"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}),
        "TEP_CO_MAT_KHAU",
    ),
    "encrypted pdf": (lambda: files.pdf([(70, 700, "Dieu 1")], encrypt=True), "TEP_CO_MAT_KHAU"),
    "docm": (macro_type, "TEP_CO_MACRO"),
    "vba part": (lambda: with_member("word/vbaProject.bin"), "TEP_CO_MACRO"),
    "odt with basic": (lambda: files.odt(files.odt_p("a"), **{"Basic/Standard/M.xml": "<a/>"}), "TEP_CO_MACRO"),
    "truncated docx": (lambda: f.docx(BODY)[:-200], "TEP_HONG"),
    "half a docx": (lambda: f.docx(BODY)[: len(f.docx(BODY)) // 2], "TEP_HONG"),
    "zip magic only": (lambda: b"PK\x03\x04" + LOUD.randbytes(300), "TEP_HONG"),
    "ole magic only": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + LOUD.randbytes(2000), "TEP_HONG"),
    "ole with looping chain": (lambda: looping_ole(), "TEP_HONG"),
    "truncated doc": (lambda: files.doc("Điều 1\r" * 2000)[:3000], "TEP_HONG"),
    "pdf header only": (lambda: b"%PDF-1.7\n", "TEP_HONG"),
    "pdf cut": (lambda: b"%PDF-1.7\n" + LOUD.randbytes(3000), "TEP_HONG"),
    "broken xml": (lambda: document(body(BODY)[:-20]), "TEP_HONG"),
    "no main part": (
        lambda: files.package({n: c for n, c in members(f.docx(BODY)).items() if n != "word/document.xml"}),
        "TEP_HONG",
    ),
    "bad crc": (lambda: flipped(f.docx(BODY * 50)), "TEP_HONG"),
    "bomb by ratio": (lambda: document(body(f.p("a" * (60 * MEGABYTE)))), "TEP_QUA_LON"),
    "bomb in many parts": (
        lambda: files.package({**members(f.docx(BODY)), **{f"word/media/{n}.bin": bytes(30 * MEGABYTE) for n in range(5)}}),
        "TEP_QUA_LON",
    ),
    "bomb by members": (lambda: many_members(2_500), "TEP_QUA_LON"),
    "bomb by very many members": (lambda: many_members(60_000), "TEP_QUA_LON"),
    "bomb by elements": (lambda: document(body("<w:p/>" * 700_000)), "TEP_QUA_LON"),
    "bomb by elements in utf-16": (
        lambda: document(('<?xml version="1.0" encoding="UTF-16"?>' + body("<w:p/>" * 700_000)).encode("utf-16")),
        "TEP_QUA_LON",
    ),
    "bomb by attributes": (lambda: document(body("<w:p " + " ".join(f'a{n}=""' for n in range(2_000_000)) + "/>")), "TEP_QUA_LON"),
    "bomb by depth": (lambda: document(body("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)), "TEP_QUA_LON"),
    "nested tables": (lambda: document(body("<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300)), "TEP_QUA_LON"),
    "lying sizes": (lying_sizes, "TEP_HONG TEP_QUA_LON"),
    "over 30 MB": (lambda: b"a" * (31 * MEGABYTE), "TEP_QUA_LON"),
    "pdf bomb": (lambda: files.pdf_of(b" " * (400 * MEGABYTE), 1), "TEP_QUA_LON"),
    "pdf bomb deflated twice": (lambda: files.pdf_of(b" " * (400 * MEGABYTE), 2), "TEP_QUA_LON"),
    "pdf of a million drawings": (lambda: files.pdf_of(b"q 1 0 0 1 0 0 cm 0 0 1 1 re f Q " * MEGABYTE, 1), "TEP_QUA_LON"),
    "text without end": (lambda: bytes(range(161, 255)) * 300_000, "TEP_QUA_LON"),
    "rtf nested": (lambda: b"{\\rtf1" + b"{" * 500_000, "TEP_QUA_LON"),
    "dtd": (lambda: document(DTD + body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")), "TEP_KHONG_AN_TOAN"),
    "dtd in utf-16": (
        lambda: document(('<?xml version="1.0" encoding="UTF-16"?>' + DTD + body(BODY)).encode("utf-16")),
        "TEP_KHONG_AN_TOAN",
    ),
    "dtd in a header": (lambda: with_member("word/header9.xml", (DTD + "<w/>").encode()), "TEP_KHONG_AN_TOAN"),
    "dtd in a part with another ending": (lambda: with_member("word/x.bin", (DTD + "<w/>").encode()), "TEP_KHONG_AN_TOAN"),
    "billion laughs": (lambda: document(BILLION + body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>")), "TEP_KHONG_AN_TOAN"),
    "external entity": (
        lambda: document('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")),
        "TEP_KHONG_AN_TOAN",
    ),
    "utf-7": (lambda: document(('<?xml version="1.0" encoding="UTF-7"?>' + body(BODY)).encode("utf-7")), "TEP_KHONG_AN_TOAN"),
    "two main parts": (lambda: twice("word/document.xml"), "TEP_KHONG_AN_TOAN"),
    "two main parts by case": (lambda: twice("Word/Document.xml"), "TEP_KHONG_AN_TOAN"),
    "traversal": (lambda: with_member("../../etc/cron.d/a"), "TEP_KHONG_AN_TOAN"),
    "absolute name": (lambda: with_member("/etc/passwd"), "TEP_KHONG_AN_TOAN"),
    "drive name": (lambda: with_member("C:/a.txt"), "TEP_KHONG_AN_TOAN"),
    "backslashes": (
        lambda: with_member("word/../../aaaa").replace(b"word/../../aaaa", b"word\\..\\..\\aaaa"),
        "TEP_KHONG_AN_TOAN",
    ),
    "odd compression": (lambda: files.package(members(f.docx(BODY)), zipfile.ZIP_BZIP2), "TEP_KHONG_AN_TOAN"),
}


def build(folder: pathlib.Path) -> None:
    for number, (make, _) in enumerate(HOSTILE.values()):
        (folder / f"{number}.bin").write_bytes(make())


def measure(folder: pathlib.Path) -> None:
    """For every file one JSON line: its code, seconds by the clock and of the processor, megabytes above an idle reading process.

    The files come from disk: a process started by a large one would be counted as large itself.
    """
    from pipelines import intake

    intake.read_bytes(f.docx(BODY), "a.docx")
    idle = resource.getrusage(resource.RUSAGE_CHILDREN)
    for number, (name, (_, codes)) in enumerate(HOSTILE.items()):
        start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            intake.read_file(folder / f"{number}.bin", name)
            code = "ACCEPTED"
        except errors.IntakeError as error:
            code = error.code
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = {"name": name, "code": code, "expected": codes, "seconds": round(time.monotonic() - start, 2)}
        result["processor"] = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)
        result["megabytes"] = round((after.ru_maxrss - idle.ru_maxrss) / 1024)
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    {"build": build, "measure": measure}[sys.argv[1]](pathlib.Path(sys.argv[2]))
