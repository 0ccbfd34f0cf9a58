"""Office packages made reproducible: fixed dates, stable order, no surprises for a later comparison."""

import io
import re
import zipfile

EPOCH = (2020, 1, 1, 0, 0, 0)
# What XML 1.0 cannot carry; a quoted draft may hold it.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_CLOCK = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_STAMP = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}Z".format(*EPOCH).encode()


def repack(data: bytes) -> bytes:
    """The same members without the hour of saving, so that the same content gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            info = zipfile.ZipInfo(member.filename, EPOCH)
            content = source.read(member.filename)
            if member.filename == "docProps/core.xml":
                content = _CLOCK.sub(_STAMP, content)
            target.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def printable(text: str) -> str:
    """The text without characters that an XML file cannot hold."""
    return _ILLEGAL.sub("", text)
