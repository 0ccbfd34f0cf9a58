"""Words a file shows or keeps outside the text its reader returns: diagrams, charts, document properties, WordArt of RTF.

They are no part of the draft, but a mark of secrecy may stand in them.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator

_DRAWN = re.compile(r"<(?:\w+:)?t(?:\s[^>]*)?>([^<]{1,80})</(?:\w+:)?t>")
_PROPERTY = re.compile(
    r"<(?:\w+:)?(?:title|subject|keywords?|category|description|contentStatus|lpwstr|user-defined)(?:\s[^>]*)?>([^<]{1,80})</"
)
_DRAWINGS = ("word/diagrams/", "word/charts/", "word/glossary/", "word/drawings/")
_PROPERTIES = ("docProps/", "meta.xml")
_GTEXT = re.compile(r"\\sn\s+gtextUNICODE\}\s*\{\\sv\s+((?:[^{}\\]|\\u-?\d+[ ]?\??){1,300})\}")
_UNIT = re.compile(r"\\u(-?\d+)[ ]?\??")


def package_lines(data: bytes) -> Iterator[str]:
    """Such words of a .docx or .odt that has passed the guard."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            pattern = _PROPERTY if name.startswith(_PROPERTIES) else _DRAWN if name.startswith(_DRAWINGS) else None
            if pattern and name.endswith(".xml"):
                for match in pattern.finditer(package.read(name).decode("utf-8", "replace")):
                    yield html.unescape(match[1])


def rtf_lines(data: bytes) -> Iterator[str]:
    """WordArt of an RTF file."""
    for match in _GTEXT.finditer(data.decode("latin-1")):
        yield _UNIT.sub(lambda unit: chr(int(unit[1]) % 0x10000), match[1])
