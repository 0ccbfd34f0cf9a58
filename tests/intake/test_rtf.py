"""RTF: everything Word shows is read, hidden and deleted text is kept apart, old fonts are decoded."""

import pytest

from pipelines.errors import IntakeError
from pipelines.intake.rtf import read_rtf
from pipelines.types import SourceFile
from tests.intake.files import rtf, rtf_lines, rtf_text

SOURCE = SourceFile("a.rtf", "", "rtf")
FONTS = (
    r"{\f0\fcharset163 Times New Roman;}{\f1\fnil\fcharset0 .VnTime;}{\f2\fnil .VnTimeH;}"
    r"{\f3 VNI-Times;}{\f4\fcharset163{\*\falt Arial}Arial;}"
)


def read(body: str, fonts: str = FONTS):
    return read_rtf(rtf(body, fonts), SOURCE)


def texts(body: str, fonts: str = FONTS) -> list[str]:
    return [block.text for block in read(body, fonts).blocks]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (rtf_text("Điều 1. Phạm vi 😀") + r"\par", "Điều 1. Phạm vi 😀"),
        (r"{\uc0\u272 i\u7873 u 1}\par", "Điều 1"),
        (r"{\uc2\u272 XXi\u7873 YYu}\par", "Điều"),
        (r"a\tab b\line c\~d\_e\emdash f\-g\par", "a\tb\nc\xa0d\u2011e—f\xadg"),
        (r"\'abngoặc\'bb".replace("ặ", r"\u7863?") + r"\par", "«ngoặc»"),
        (r"\{\\\}\par", "{\\}"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt b\'e0i}}\par", "bài"),
        (r"{\upr{sai}{\*\ud{" + rtf_text("đúng") + r"}}}\par", "đúng"),
        (r"{\*\unknown{\b ẩn}}hiện\par".replace("ẩn", "an").replace("hiện", "hien"), "hien"),
        (r"{\bkmkstart dau}sau\par", "sau"),
        (r"{\mmath{\*\moMath{\mr\mscr0 x+1}}}\par", "x+1"),
        (r"{\pict\bin5 }}}}}}\par sau\par", "sau"),
    ],
)
def test_words_come_as_word_shows_them(body, shown):
    assert texts(body) == [shown]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"\f1 C\'abng t\'b8c d\'a9n v\'cbn\par", "Công tác dân vận"),
        (r"\f2 c\'abng t\'b8c d\'a9n v\'cbn\par", "CÔNG TÁC DÂN VẬN"),
        (r"\f3 Coâng taùc daân vaän\par".replace("â", r"\'e2").replace("ù", r"\'f9").replace("ä", r"\'e4"), "Công tác dân vận"),
        (r"\f1 \u272?i\u7873?u\par", "Điều"),
    ],
    ids=["TCVN3", "TCVN3 chữ hoa", "VNI", "Unicode trong phông cũ"],
)
def test_old_fonts_are_decoded_run_by_run(body, shown):
    assert texts(body) == [shown]


def test_a_windows_1258_font_keeps_its_tone_marks():
    assert texts(r"\f0 Ti\'ea\'ecng\par")[0].startswith("Ti")
    assert "\u0301" in texts(r"\f0 Ti\'ea\'ecng\par")[0]


def test_each_story_is_a_block_of_its_own_kind():
    reading = read(
        r"{\header Dau trang\par}{\footer Chan trang\par}Than{\footnote Chu thich\par}{\footnote\ftnalt Cuoi\par}"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Khung\par}}{\shprslt Khung\par}} bai\par"
    )
    assert {block.kind: block.text for block in reading.blocks} == {
        "header": "Dau trang", "footer": "Chan trang", "paragraph": "Than bai", "footnote": "Chu thich", "endnote": "Cuoi",
        "textbox": "Khung",
    }  # fmt: skip
    assert len(reading.blocks) == 6


def test_list_numbers_are_read_as_automatic_numbers():
    (block,) = read(r"{\listtext 1.\tab}N\'e9i dung\par".replace(r"\'e9", "o")).blocks
    assert (block.number, block.text) == ("1.", "1.\tNoi dung")
    assert (block.pieces[0].kind, block.pieces[0].node) == ("number", -1)


def test_deleted_hidden_text_and_comments_are_kept_apart():
    reading = read(r"Giu {\deleted xoa }{\v an }{\revised them}{\*\annotation loi ban\par}\par")
    assert [block.text for block in reading.blocks] == ["Giu them"]
    assert [(aside.kind, aside.text) for aside in reading.asides] == [("deleted", "xoa "), ("hidden", "an "), ("comment", "loi ban")]
    assert [piece.kind for piece in reading.blocks[0].pieces] == ["text", "inserted"]


def test_cells_carry_their_table_row_and_column():
    row = r"\trowd\intbl {} \cell\intbl {}\par\intbl {}\cell\row"
    reading = read(row.format("a", "b", "c") + row.format("d", "e", "f") + r"\pard giua\par" + row.format("g", "h", "i"))
    places = {block.text.strip(): block.table for block in reading.blocks}
    assert places == {
        "a": (1, 1, 1), "b": (1, 1, 2), "c": (1, 1, 2), "d": (1, 2, 1), "e": (1, 2, 2), "f": (1, 2, 2), "giua": None,
        "g": (2, 1, 1), "h": (2, 1, 2), "i": (2, 1, 2),
    }  # fmt: skip


def test_pictures_and_objects_are_listed_as_not_read():
    reading = read(r"a{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}{\object{\*\objdata 01}{\result{\pict 00}}}\par")
    assert [unread.reason.split(",")[0] for unread in reading.unread] == ["ảnh", "đối tượng nhúng", "ảnh"]
    assert reading.units == 1 + 3


def test_alignment_and_weight_are_known():
    first, second = read(r"\qc\b DIEU 1\par\pard\qj\b0 a {\b b}\par").blocks
    assert (first.align, first.bold, second.align, second.bold) == ("center", True, "both", False)


def test_places_are_unique():
    reading = read("".join(rf"dong {n}\par " for n in range(50)) + r"{\footnote a\par}{\footnote b\par}")
    places = [block.where for block in reading.blocks]
    assert len(set(places)) == len(places) == 52


@pytest.mark.parametrize("body", ["{" * 5000, "}" * 50 + "a", "\\", r"\bin99999999 a", r"\u99999999999 a", r"\'zz", r"\uc-5\u300 a\par"])
def test_broken_rtf_ends_in_a_reading_or_a_named_refusal(body):
    try:
        read_rtf(b"{\\rtf1" + body.encode(), SOURCE)
    except IntakeError as error:
        assert error.code


def test_a_long_draft_is_read_in_linear_time():
    reading = read_rtf(rtf_lines(*(f"Dòng {n}" for n in range(5_000))), SOURCE)
    assert len(reading.blocks) == 5_000
