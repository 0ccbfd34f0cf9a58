"""A Word draft becomes blocks in document order, each with its place, its look and the map to the file's characters."""

import re
import zipfile
from io import BytesIO

import pytest
from lxml import etree

from pipelines.errors import DamagedFile, EmptyDocument, EncryptedFile, UnsafeFile
from pipelines.intake.docx import read_docx
from pipelines.types import Block, Reading, SourceFile
from tests.intake import docx_factory as f

SOURCE = SourceFile("du-thao.docx", "", "docx")


def read(body: str, **parts) -> Reading:
    return read_docx(f.docx(body, **parts), SOURCE)


def only_block(body: str, **parts) -> Block:
    (block,) = read(body, **parts).blocks
    return block


# ---------------------------------------------------------------- order and places


def test_blocks_come_in_document_order_each_at_its_own_place():
    reading = read(
        f.p("một", f.run(inside='<w:footnoteReference w:id="5"/>'))
        + f.p()
        + f.p("hai", f.run(inside=f.vml_box(f.p("khung")), tag="t"))
        + f.table(f.row(f.cell(f.p("ô 1"), f.p("ô 1b")), f.cell(f.table(f.row(f.cell(f.p("trong")))), f.p("ô 2"))))
        + f.sdt(f.p("ba")),
        headers=(f.p("đầu 1"), f.p("đầu 2")),
        footers=(f.p("chân"),),
        footnotes=f'<w:footnote w:id="5">{f.p("chú")}</w:footnote>',
    )
    assert [(block.kind, block.where, block.text, block.table) for block in reading.blocks] == [
        ("header", "header1/p[1]", "đầu 1", None),
        ("header", "header2/p[1]", "đầu 2", None),
        ("paragraph", "body/p[1]", "một[1]", None),
        ("paragraph", "body/p[3]", "hai", None),
        ("textbox", "body/p[3]/textbox[1]/p[1]", "khung", None),
        ("cell", "body/tbl[1]/tr[1]/tc[1]/p[1]", "ô 1", (1, 1, 1)),
        ("cell", "body/tbl[1]/tr[1]/tc[1]/p[2]", "ô 1b", (1, 1, 1)),
        ("cell", "body/tbl[1]/tr[1]/tc[2]/tbl[1]/tr[1]/tc[1]/p[1]", "trong", (2, 1, 1)),
        ("cell", "body/tbl[1]/tr[1]/tc[2]/p[1]", "ô 2", (1, 1, 2)),
        ("paragraph", "body/p[4]", "ba", None),
        ("footer", "footer1/p[1]", "chân", None),
        ("footnote", "footnote[1]/p[1]", "chú", None),
    ]
    assert reading.units == 12


def test_a_merged_cell_pushes_its_neighbours_to_their_real_column():
    wide = f.row(f.cell(f.p("rộng"), properties='<w:gridSpan w:val="3"/>'), f.cell(f.p("cuối")))
    late = f.row(f.cell(f.p("lùi")), properties='<w:gridBefore w:val="2"/>')
    assert [block.table for block in read(f.table(wide, late)).blocks] == [(1, 1, 1), (1, 1, 4), (1, 2, 3)]


def test_an_absurd_grid_span_costs_nothing():
    cell = f.cell(f.p("a"), properties='<w:gridSpan w:val="999999999"/>')
    assert len(read(f.table(f.row(cell, cell))).blocks) == 2


def test_an_empty_paragraph_is_no_unit_unless_it_shows_a_number():
    numbering = f.abstract(1, f.level(0, "%1.")) + f.num(1, 1)
    reading = read(f.p() + f.p("  ") + f.p(properties=f.num_pr(1)) + f.p("a"), numbering=numbering)
    assert [(block.text, block.number) for block in reading.blocks] == [("1. ", "1."), ("a", "")]


# ---------------------------------------------------------------- characters


@pytest.mark.parametrize(
    "content, text",
    [
        (f.run("a", inside="<w:tab/><w:t>b</w:t>"), "a\tb"),
        (f.run("a", inside="<w:br/><w:t>b</w:t>"), "a\nb"),
        (f.run("a", inside="<w:cr/><w:t>b</w:t>"), "a\nb"),
        (f.run(inside='<w:br w:type="page"/><w:t>b</w:t>'), "b"),
        (f.run("12", inside="<w:noBreakHyphen/><w:t>KH</w:t>"), "12-KH"),
        (f.run("dân", inside="<w:softHyphen/><w:t>vận</w:t>"), "dân\xadvận"),
        ("<w:r><w:t>a\n   b</w:t></w:r>", "a    b"),
        ("<w:r><w:t> a </w:t></w:r>", " a "),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Arial" w:char="khong"/><w:t>a</w:t></w:r>', "a"),
        ("<w:r><w:t>a<!-- ghi chú -->b</w:t></w:r>", "ab"),
        (f.run("&amp; <b> “”"), "&amp; <b> “”"),
    ],
)
def test_what_stands_in_a_line(content, text):
    assert only_block(f.p(content)).text == text


def test_footnotes_count_by_reference_and_their_marks_never_join_a_number():
    own_mark = f.run(inside="<w:footnoteRef/>")
    notes = "".join(f'<w:footnote w:id="{key}">{f.p(own_mark, text)}</w:footnote>' for key, text in ((3, " ba"), (8, " tám")))
    body = f.p("khoản 2", f.run(inside='<w:footnoteReference w:id="8"/>'), " và", f.run(inside='<w:footnoteReference w:id="3"/>'))
    assert [block.text for block in read(body, footnotes=notes).blocks] == ["khoản 2[1] và[2]", "[2] ba", "[1] tám"]


# ---------------------------------------------------------------- the map to the file


RICH = (
    f.p("một ", f.run("hai", inside="<w:tab/><w:t>ba</w:t>"), f.ins(f.run(" bốn")), f.field("PAGE", "5"), properties=f.num_pr(1))
    + f.p(f.run(inside=f.alternate(f.drawing_box(f.p("khung")), f.vml_box(f.p("khung")))), "sau", f.sdt(f.run("<&>")))
    + f.table(f.row(f.cell(f.p(f.deleted("bỏ"), "ô"))))
    + f.p("<w:r><w:t>dòng\nhai</w:t></w:r>")
    + f.p(f.run("C«ng t¸c", f.font(".VnTime")), f.run("coâng taùc", f.font("VNI-Times")))
)


def elements(data: bytes, part: str) -> list:
    """All elements of a part in document order, parsed independently of the reader."""
    return list(etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(part)).iter("*"))


def test_the_pieces_tile_the_text_and_point_to_its_characters():
    data = f.docx(RICH, numbering=f.abstract(1, f.level(0, "Điều %1.")) + f.num(1, 1), headers=(f.p("đầu"),))
    kinds = set()
    for block in read_docx(data, SOURCE).blocks:
        assert "".join(block.text[piece.start : piece.end] for piece in block.pieces) == block.text
        assert [piece.start for piece in block.pieces[1:]] == [piece.end for piece in block.pieces[:-1]]
        for piece in block.pieces:
            kinds.add(piece.kind)
            shown = block.text[piece.start : piece.end]
            if piece.kind == "number":
                assert piece.node == -1 and shown.rstrip() == block.number
            elif piece.kind != "mark" and not piece.code:
                assert elements(data, piece.part)[piece.node].text[piece.offset : piece.offset + len(shown)] == shown
            elif piece.kind == "mark":
                assert etree.QName(elements(data, piece.part)[piece.node]).localname in ("tab", "t")
    assert kinds == {"number", "text", "mark", "inserted", "field"}


def test_a_vni_letter_maps_to_both_of_its_characters():
    data = f.docx(f.p(f.run("coâng ta", f.font("VNI-Times")), f.run("ùc", f.font("VNI-Times"))))
    (block,) = read_docx(data, SOURCE).blocks
    assert block.text == "công tác"
    nodes = elements(data, "word/document.xml")
    pieces = [(block.text[p.start : p.end], nodes[p.node].text[p.offset :], p.code) for p in block.pieces]
    assert pieces == [("c", "coâng ta", "vni"), ("ô", "oâng ta", "vni"), ("ng t", "ng ta", "vni"), ("á", "a", "vni"), ("c", "c", "vni")]


# ---------------------------------------------------------------- what is kept apart


def test_deleted_moved_hidden_text_and_comments_are_kept_apart():
    body = (
        f.p("giữ ", f.deleted("bỏ ", "đi"), "lại", f'<w:moveFrom w:id="4" w:author="C" w:date="2026">{f.run("dời")}</w:moveFrom>')
        + f.p(f.run("ẩn", "<w:vanish/>"), "hiện", '<w:commentRangeStart w:id="7"/>', " rõ", f.run(inside='<w:commentReference w:id="7"/>'))
        + f.p(f.deleted("cả đoạn"))
    )
    comments = f'<w:comment w:id="7" w:author="Lê D" w:date="2026-05-05">{f.p("xem")}{f.p("lại")}</w:comment>'
    reading = read(body, comments=comments)
    assert [block.text for block in reading.blocks] == ["giữ lại", "hiện rõ"]
    assert [(a.kind, a.text, a.where, a.block, a.offset, a.author, a.date) for a in reading.asides] == [
        ("deleted", "bỏ đi", "body/p[1]", 0, 4, "Trần B", "2026-01-03T00:00:00Z"),
        ("moved_from", "dời", "body/p[1]", 0, 7, "C", "2026"),
        ("hidden", "ẩn", "body/p[2]", 1, 0, "", ""),
        ("comment", "xem\nlại", "body/p[2]", 1, 4, "Lê D", "2026-05-05"),
        ("deleted", "cả đoạn", "body/p[3]", 2, 0, "Trần B", "2026-01-03T00:00:00Z"),
    ]


HIDDEN = "<w:vanish/>"
APART = {
    "hidden by a character style": (
        f.p("a", f.run("ẨN", '<w:rStyle w:val="An"/>')),
        f.style("An", kind="character", run_properties=HIDDEN),
    ),
    "hidden by a paragraph style": (f.p("a") + f.styled("ẨN", "An"), f.style("An", run_properties=HIDDEN)),
    "hidden by an inherited style": (f.p("a") + f.styled("ẨN", "B"), f.style("An", run_properties=HIDDEN) + f.style("B", based="An")),
    "deleted row": (f.p("a") + f.table(f.row(f.cell(f.p("ẨN")), properties='<w:del w:id="1" w:author="A"/>')), ""),
    "deleted cell": (f.p("a") + f.table(f.row(f.cell(f.p("ẨN"), properties='<w:cellDel w:id="1" w:author="A"/>'))), ""),
    "deleted text box": (f.p("a", f"<w:del>{f.run(inside=f.vml_box(f.p('ẨN')))}</w:del>"), ""),
    "deleted word art": (f.p("a", "<w:del>", f.run(inside='<w:pict><v:textpath string="ẨN"/></w:pict>'), "</w:del>"), ""),
    "inserted, then deleted": (f.p("a", f.ins(f.deleted("ẨN"))), ""),
    "deletion around a paragraph": (f.p("a") + f"<w:del>{f.p('ẨN')}</w:del>", ""),
}


@pytest.mark.parametrize("kind", APART)
def test_text_out_of_sight_is_an_aside(kind):
    body, styles = APART[kind]
    reading = read(body, styles=styles)
    assert [block.text for block in reading.blocks] == ["a"]
    assert [aside.text for aside in reading.asides] == ["ẨN"]


def test_a_run_can_be_shown_again_against_its_style():
    styles = f.style("An", run_properties=HIDDEN) + f.style("Hien", kind="character", run_properties=HIDDEN)
    body = f.p(f.run("a", '<w:vanish w:val="0"/>'), f.run("b", '<w:rStyle w:val="Hien"/>'), properties='<w:pStyle w:val="An"/>')
    assert only_block(body, styles=styles).text == "ab"


def test_a_note_whose_reference_is_deleted_is_kept_apart():
    reference = f.run(inside='<w:footnoteReference w:id="1"/>')
    reading = read(f.p("a", f"<w:del>{reference}</w:del>"), footnotes=f'<w:footnote w:id="1">{f.p("chú")}</w:footnote>')
    assert [(aside.kind, aside.text) for aside in reading.asides] == [("hidden", "chú")]


# ---------------------------------------------------------------- look


def test_look_and_style_are_read_through_the_styles():
    styles = (
        f.style("Thuong", default=True)
        + f.style("Goc", '<w:jc w:val="center"/>', run_properties="<w:b/>")
        + f.style("TieuDe", based="Goc", run_properties="<w:i/>")
        + f.style("Dam", kind="character", run_properties="<w:b/>")
    )
    body = f.styled("a", "TieuDe") + f.p("b", f.run("c", "<w:b/>")) + f.p("d", properties='<w:jc w:val="end"/>')
    bold_run = f.run("e", '<w:rStyle w:val="Dam"/>')
    body += f.p(bold_run, "  ") + f.p(bold_run, properties='<w:pStyle w:val="Goc"/>')
    blocks = read(body, styles=styles).blocks
    assert [(b.style, b.align, b.bold, b.italic) for b in blocks] == [
        ("TieuDe", "center", True, True),
        ("Thuong", "", False, False),
        ("Thuong", "right", False, False),
        ("Thuong", "", True, False),
        ("Goc", "center", False, False),  # bold of both styles cancels out, as Word shows it
    ]


def test_a_note_mark_does_not_make_a_bold_title_plain():
    body = f.p(f.run("Tiêu đề", "<w:b/>", '<w:footnoteReference w:id="1"/>'))
    assert read(body, footnotes=f'<w:footnote w:id="1">{f.p("chú")}</w:footnote>').blocks[0].bold


def test_headers_of_one_name_and_notes_of_two_parts_keep_places_of_their_own():
    part = f.part("hdr", f.p("x")).encode()
    notes = f.part("footnotes", f'<w:footnote w:id="1">{f.p("chú")}</w:footnote>').encode()
    rows = '<Relationship Id="h1" Type="x/header" Target="a/header1.xml"/><Relationship Id="h2" Type="x/header" Target="b/header1.xml"/>'
    rows += '<Relationship Id="n1" Type="x/footnotes" Target="a/f.xml"/><Relationship Id="n2" Type="x/footnotes" Target="b/f.xml"/>'
    members = {"word/a/header1.xml": part, "word/b/header1.xml": part, "word/a/f.xml": notes, "word/b/f.xml": notes}
    body = f.p("a", f.run(inside='<w:footnoteReference w:id="1"/>'))
    where = [block.where for block in read(body, relationships=rows, members=members).blocks]
    assert where == ["header1/p[1]", "header1_/p[1]", "body/p[1]", "footnote[1]/p[1]", "footnote[2]/p[1]"]


def test_styles_in_a_circle_end():
    styles = f.style("A", based="B") + f.style("B", based="A", run_properties="<w:b/>")
    assert only_block(f.styled("a", "A"), styles=styles).bold


# ---------------------------------------------------------------- legacy fonts


THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
    '<a:minorFont><a:latin typeface=".VnTime"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
RUN_FONT = f.font(".VnTime")
DEFAULTS = f"<w:docDefaults><w:rPrDefault><w:rPr>{RUN_FONT}</w:rPr></w:rPrDefault></w:docDefaults>"
THEMED = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsiTheme="minorHAnsi"/></w:rPr></w:rPrDefault></w:docDefaults>'
LEGACY = {
    "its run": (f.p(f.run("C«ng t¸c d©n vËn", RUN_FONT)), {}),
    "its paragraph style": (f.styled("C«ng t¸c d©n vËn", "Cu"), {"styles": f.style("Cu", run_properties=RUN_FONT)}),
    "the style it is based on": (
        f.styled("C«ng t¸c d©n vËn", "Moi"),
        {"styles": f.style("Cu", run_properties=RUN_FONT) + f.style("Moi", based="Cu")},
    ),
    "its character style": (
        f.p(f.run("C«ng t¸c d©n vËn", '<w:rStyle w:val="Cu"/>')),
        {"styles": f.style("Cu", kind="character", run_properties=RUN_FONT)},
    ),
    "the defaults": (f.p("C«ng t¸c d©n vËn"), {"styles": DEFAULTS}),
    "the theme": (f.p("C«ng t¸c d©n vËn"), {"styles": THEMED, "theme": THEME}),
    "VNI": (f.p(f.run("Coâng taùc daân vaän", f.font("VNI-Times"))), {}),
    "Unicode in a legacy font": (f.p(f.run("Công tác dân vận", RUN_FONT)), {}),
}


@pytest.mark.parametrize("kind", LEGACY)
def test_a_legacy_code_is_known_by(kind):
    body, parts = LEGACY[kind]
    assert only_block(body, **parts).text == "Công tác dân vận"


def test_capitals_fonts_and_soft_hyphens_of_tcvn3():
    body = f.p(f.run("MËT", f.font(".VnTimeH")), f.run(" m", RUN_FONT, "<w:softHyphen/><w:t>a</w:t>"))
    assert only_block(body).text == "MẬT mưa"


def test_each_run_is_decoded_by_its_own_font():
    body = f.p(f.run("d©n", RUN_FONT), " vận © ", f.run("daân", f.font("VNI-Times")))
    assert only_block(body).text == "dân vận © dân"


STRANGE = f.font("VNSTCVN3")
IN_TCVN3 = f.run("Ban Th­êng vô §¶ng ñy x· ban hµnh Quy chÕ", STRANGE)


def test_a_legacy_code_is_told_by_the_syllables_where_the_font_name_says_nothing():
    numbering = f.abstract(1, f.level(0, "§iÒu %1.")) + f.num(1, 1)
    body = f.p(IN_TCVN3) + f.p(f.run("ph¹m vi", STRANGE), properties=f.num_pr(1)) + f.p(f.run("CH¦¥NG I §IÒU KHO¶N", STRANGE))
    body += f.p("Điều khoản © 2020") + f.p("café")
    reading = read(body, numbering=numbering)
    assert [block.text for block in reading.blocks] == [
        "Ban Thường vụ Đảng ủy xã ban hành Quy chế",
        "Điều 1. phạm vi",
        "CHƯƠNG I ĐIỀU KHOẢN",
        "Điều khoản © 2020",
        "café",
    ]
    assert [note for note in reading.notes if "bảng mã cũ" in note]


def test_foreign_words_alone_are_left_as_they_are():
    assert only_block(f.p("café à la carte, déjà vu, Größe, señor")).text == "café à la carte, déjà vu, Größe, señor"


def test_deleted_text_in_a_legacy_font_is_decoded_too():
    (aside,) = read(f.p("a", f"<w:del>{f.run('d©n', RUN_FONT, tag='delText')}</w:del>")).asides
    assert aside.text == "dân"


def test_a_leftover_legacy_font_on_blanks_and_figures_is_no_legacy_text():
    reading = read(f.p("Công tác", f.run(" 12 ", RUN_FONT), f.run("dân vận", RUN_FONT)))
    assert (reading.blocks[0].text, reading.notes) == ("Công tác 12 dân vận", ())
    assert not any(piece.code for piece in reading.blocks[0].pieces)


def test_letters_no_table_knows_are_reported():
    reading = read(f.p("a") + f.p(f.run("d©n ÀÅ", RUN_FONT)))
    assert reading.notes[-1] == "Có 2 ký tự không giải mã được, chỗ đầu tiên: body/p[2]."


# ---------------------------------------------------------------- remarks


def test_invisible_controls_inside_words_are_reported_and_kept():
    reading = read(f.p("bình thường\u200b ") + f.p("dân\u200bvận và tôn\xadgi\u202eáo"))
    assert reading.blocks[1].text == "dân\u200bvận và tôn\xadgi\u202eáo"
    assert reading.notes == ("Có 3 chỗ ký tự ẩn nằm giữa từ (có thể che từ khóa), chỗ đầu tiên: body/p[2].",)


def test_a_formula_is_read_and_its_loss_of_form_is_said():
    reading = read(f.p("a = ", "<m:oMath><m:r><m:t>b</m:t></m:r></m:oMath>"))
    assert reading.blocks[0].text == "a = b"
    assert reading.notes == ("Có 1 công thức chỉ đọc được chữ và số, không giữ được cách trình bày, chỗ đầu tiên: body/p[1].",)


def test_a_clean_draft_has_no_remark():
    assert read(f.p("Điều 1. Phạm vi điều chỉnh")).notes == ()


# ---------------------------------------------------------------- odd and broken files


def test_dangling_and_external_relationships_are_tolerated():
    rows = '<Relationship Id="x1" Type="http://x/header" Target="mat.xml"/><Relationship Id="x2" Type="http://x/image" Target="NULL"/>'
    rows += '<Relationship Id="x3" Type="http://x/footer" Target="http://127.0.0.1/x.xml" TargetMode="External"/><Relationship Id="x4"/>'
    assert only_block(f.p("a"), relationships=rows).text == "a"


def test_a_broken_helping_part_does_not_stop_the_reading():
    assert only_block(f.p("a"), members={"word/styles.xml": b"<hong", "word/numbering.xml": b""}).text == "a"


def without(data: bytes, name: str, content: bytes | None = None) -> bytes:
    archive = zipfile.ZipFile(BytesIO(data))
    files = {each: archive.read(each) for each in archive.namelist() if each != name}
    return f.package(files if content is None else {**files, name: content})


DTD = b'<!DOCTYPE document [<!ENTITY x "y">]><document><body><p><r><t>&x;</t></r></p></body></document>'
REFUSED = {
    "no zip": (b"PK nothing", DamagedFile),
    "cut in half": (f.docx(f.p("a"))[:300], DamagedFile),
    "no document": (without(f.docx(f.p("a")), "word/document.xml"), DamagedFile),
    "document is no XML": (without(f.docx(f.p("a")), "word/document.xml", b"\x00\xff"), DamagedFile),
    "document type declaration": (without(f.docx(f.p("a")), "word/document.xml", DTD), UnsafeFile),
    "empty body": (f.docx(f.p() + f.p("  ")), EmptyDocument),
    "only page numbers": (f.docx(f.p(), footers=(f.p(f.field("PAGE", "1")),)), EmptyDocument),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_has_a_named_refusal(kind):
    data, refusal = REFUSED[kind]
    with pytest.raises(refusal):
        read_docx(data, SOURCE)


def test_an_encrypted_member_is_named():
    data = bytearray(f.docx(f.p("a")))
    for match in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[match.start() + 8] |= 1
    with pytest.raises(EncryptedFile):
        read_docx(bytes(data), SOURCE)


def test_a_draft_of_pictures_only_is_declared_not_refused():
    reading = read(f.p(f.run(inside=f.picture())))
    assert (len(reading.blocks), len(reading.unread), reading.units) == (0, 1, 1)
