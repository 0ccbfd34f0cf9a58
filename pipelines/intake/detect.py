"""What a file is, told by its content and never by its name."""

import io
import re
import zipfile

from pipelines.errors import EmptyDocument, EncryptedFile, MacroFile, NotADocument
from pipelines.intake import guard, ole, plain

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_MAIN = "wordprocessingml."
PEEK = 200_000  # bytes looked at of the two members that name a package's kind

# First bytes of text-like files that are no plain text of a draft.
_MARKUP = re.compile(rb"\s*(<\?xml|<!doctype|<html|<head|<body|<svg|<meta|<table|<div|<!--)", re.I)
_MAIL = re.compile(rb"\s*(MIME-Version:|From: |Received: |Content-Type:)", re.I)

_WEB_PAGE = "Tệp là trang web (HTML hoặc XML) mang tên của văn bản, không phải văn bản Word."
_SHEET = "Tệp là bảng tính, không phải văn bản."
_SLIDES = "Tệp là bài trình chiếu, không phải văn bản."
_OTHER_ZIP = "Tệp là tệp nén, không phải văn bản."
_RESAVE = "Mở tệp bằng Word, chọn Lưu thành (Save As) loại .docx rồi nạp lại."


def detect(data: bytes) -> str:
    """The format, a key of `FORMATS`: docx, doc, rtf, odt, pdf or txt.

    Raises NotADocument, EncryptedFile, MacroFile, DamagedFile or EmptyDocument for what no reader takes.
    """
    if not data.strip(b"\x00\t\r\n\x0c "):
        raise EmptyDocument()
    if data.startswith(OLE_MAGIC):
        return _ole_kind(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    head = data[:1024].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    return _text_kind(data, head)


def _text_kind(data: bytes, head: bytes) -> str:
    if _MARKUP.match(head) or b"<html" in head.lower():
        raise NotADocument(_WEB_PAGE, _RESAVE)
    if _MAIL.match(head) or head.startswith(b"%!PS") or not plain.is_text(data):
        raise NotADocument()
    return "txt"


def _ole_kind(data: bytes) -> str:
    streams = ole.read_directory(data)
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        raise EncryptedFile()
    if "WordDocument" in streams:
        return "doc"
    if "Workbook" in streams or "Book" in streams:
        raise NotADocument(_SHEET)
    if "PowerPoint Document" in streams:
        raise NotADocument(_SLIDES)
    raise NotADocument()


def _zip_kind(data: bytes) -> str:
    guard.check_directory(data)
    with guard.named_errors(), zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        types = _peek(package, "[Content_Types].xml") if "[Content_Types].xml" in names else ""
        mime = _peek(package, "mimetype") if "mimetype" in names else ""
    return _package_kind(names, types, mime)


def _package_kind(names: set[str], types: str, mime: str) -> str:
    if "macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise MacroFile()
    if WORD_MAIN in types or "word/document.xml" in names:
        return "docx"
    if mime.startswith("application/vnd.oasis.opendocument.text"):
        return "odt"
    if "spreadsheetml." in types or "opendocument.spreadsheet" in mime:
        raise NotADocument(_SHEET)
    if "presentationml." in types or "opendocument.presentation" in mime:
        raise NotADocument(_SLIDES)
    raise NotADocument(_OTHER_ZIP, "Giải nén rồi nạp từng văn bản bên trong.")


def _peek(package: zipfile.ZipFile, name: str) -> str:
    with package.open(name) as member:
        return member.read(PEEK).decode("utf-8", "replace")
