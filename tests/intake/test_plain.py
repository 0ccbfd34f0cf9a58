"""Plain text: the encoding is told by the bytes, old Vietnamese codes become Unicode."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import EmptyDocument, NotADocument
from pipelines.intake.plain import LEGACY_NOTE, is_text, read_text
from pipelines.types import SourceFile

SOURCE = SourceFile("a.txt", "", "txt")
LINES = [
    "ĐẢNG ỦY PHƯỜNG YÊN TỬ",
    "Điều 1. Phạm vi điều chỉnh",
    "1. Quy chế này quy định về công tác dân vận, thực hiện dân chủ ở cơ sở và phát huy quyền làm chủ của Nhân dân.",
    "a) Cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể có trách nhiệm phối hợp thực hiện.",
]
TEXT = "\n".join(LINES)


def lines(data: bytes) -> list[str]:
    return [unicodedata.normalize("NFC", block.text) for block in read_text(data, SOURCE).blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_unicode_in_any_dress(encoding, end):
    assert lines(TEXT.replace("\n", end).encode(encoding)) == LINES


TONES = "\u0300\u0301\u0303\u0309\u0323"


def tone_last(letter: str) -> str:
    """As Windows-1258 spells a letter: its tone mark stands behind it, its other mark within."""
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in parts if mark in TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES)) + tone


def test_windows_1258():
    reading = read_text("".join(map(tone_last, TEXT)).encode("cp1258"), SOURCE)
    assert [block.text for block in reading.blocks] == LINES
    assert reading.notes == (LEGACY_NOTE,)


OLD = {
    "tcvn3": "§iÒu 1. Ph¹m vi ®iÒu chØnh\nQuy chÕ nµy quy ®Þnh vÒ c«ng t¸c d©n vËn cña cÊp ñy vµ chÝnh quyÒn.",
    "vni": "Ñieàu 1. Phaïm vi ñieàu chænh\nQuy cheá naøy quy ñònh veà coâng taùc daân vaän cuûa caáp uûy vaø chính quyeàn.",
}
NEW = ["Điều 1. Phạm vi điều chỉnh", "Quy chế này quy định về công tác dân vận của cấp ủy và chính quyền."]


@pytest.mark.parametrize("code", OLD)
def test_old_codes_become_unicode(code):
    assert lines(OLD[code].encode("latin-1")) == NEW


@pytest.mark.parametrize("code", OLD)
def test_old_codes_pasted_as_unicode_letters_become_vietnamese_too(code):
    assert lines(OLD[code].encode("utf-8")) == NEW


def test_unicode_stays_as_it_is_character_by_character():
    odd = "hoà\u0309 ho\u00e0 \u200bẩn\u00ad \u00a0 đð Đ 🏠 e\u0301"
    assert [block.text for block in read_text(odd.encode(), SOURCE).blocks] == [odd]


def test_each_line_is_found_again_in_the_file():
    reading = read_text(("\n\n" + TEXT.replace("\n", "\n\n")).encode(), SOURCE)
    rows = ("\n\n" + TEXT.replace("\n", "\n\n")).split("\n")
    for block in reading.blocks:
        (piece,) = block.pieces
        assert rows[piece.node][piece.offset :][: piece.end] == block.text


NO_TEXT = [b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)), b"abc\x00def", b"\x01\x02\x03 text", b"\xff\xfe\x00\xd8"]


@pytest.mark.parametrize("data", NO_TEXT)
def test_what_is_no_text_is_refused(data):
    assert not is_text(data)
    with pytest.raises(NotADocument):
        read_text(data, SOURCE)


def test_only_blank_lines_are_an_empty_document():
    with pytest.raises(EmptyDocument):
        read_text(b"\n \n\t\n", SOURCE)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1).filter(str.strip))
def test_any_unicode_text_is_read_or_refused_by_name(text):
    try:
        reading = read_text(text.encode(), SOURCE)
    except (NotADocument, EmptyDocument):
        return
    assert "".join("".join(block.text.split()) for block in reading.blocks) == "".join(text.split()) or reading.notes
