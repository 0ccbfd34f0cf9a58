"""Real drafts, laws and guidance: read without a crash, and every character of every w:t stands in exactly one block."""

import io
import zipfile
from collections import Counter

import pytest
from lxml import etree

from pipelines.errors import EmptyDocument
from pipelines.intake.docx import read_docx
from pipelines.types import Reading, SourceFile

pytestmark = pytest.mark.shared
SOURCE = SourceFile("that.docx", "", "docx")
TEXTLESS = "EMPTY_"  # real files whose body is empty


@pytest.fixture(scope="module")
def files(shared):
    found = sorted((shared / "data").glob("*/*.docx"))
    assert len(found) > 20
    return [file for file in found if not file.name.startswith(TEXTLESS)]


def text_nodes(data: bytes, part: str) -> dict[int, str]:
    """Text of every w:t that Word shows (not the fallback for older readers), by its place among all elements."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))
    return {
        at: each.text
        for at, each in enumerate(root.iter("*"))
        if etree.QName(each).localname == "t" and each.text and not in_fallback(each)
    }


def in_fallback(element) -> bool:
    return any(etree.QName(each).localname == "Fallback" for each in element.iterancestors())


def characters_read(reading: Reading, part: str) -> Counter:
    read = Counter()
    for block in reading.blocks:
        for piece in block.pieces:
            if piece.part == part and piece.kind != "number":
                read[piece.node] += piece.end - piece.start
    return read


def test_every_character_of_real_files_is_read_once(files):
    for file in files:
        data = file.read_bytes()
        reading = read_docx(data, SOURCE)
        assert not reading.asides, file.name
        read = characters_read(reading, "word/document.xml")
        missing = {at: text for at, text in text_nodes(data, "word/document.xml").items() if read[at] != len(text) and text.strip()}
        assert not missing, file.name
        assert len({block.where for block in reading.blocks}) == len(reading.blocks), file.name


def test_a_real_file_with_an_empty_body_is_refused(shared):
    for file in (shared / "data").glob(f"*/{TEXTLESS}*.docx"):
        with pytest.raises(EmptyDocument):
            read_docx(file.read_bytes(), SOURCE)
