"""What people see in Word and simple readers lose: every kind is read exactly once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.intake.docx import read_docx
from pipelines.types import Reading, SourceFile
from tests.intake import docx_factory as f

SOURCE = SourceFile("du-thao.docx", "", "docx")
WORD = f.run("CHỮ")
PARAGRAPH = f.p(WORD)
CELL_TABLE = f.table(f.row(f.cell(PARAGRAPH)))
SEPARATOR = "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
NOTE = f"<w:footnote w:id='2'>{PARAGRAPH}</w:footnote>"
EQUATION = "<m:oMath><m:f><m:num><m:r><m:t>CHỮ</m:t></m:r></m:num><m:den><m:r><m:t>x</m:t></m:r></m:den></m:f></m:oMath>"
DROP_DOWN = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="khác"/>'
    '<w:listEntry w:val="CHỮ"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
RUBY = f"<w:r><w:ruby><w:rubyPr/><w:rt>{f.run('đọc')}</w:rt><w:rubyBase>{WORD}</w:rubyBase></w:ruby></w:r>"
MERGED = f.table(
    f.row(f.cell(PARAGRAPH, properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')),
    f.row(f.cell(f.p(), properties='<w:gridSpan w:val="2"/><w:vMerge/>')),
)
BEGIN, SEPARATE, END, CODE = f.mark("begin"), f.mark("separate"), f.mark("end"), f.run(" IF ", tag="instrText")
NESTED_FIELD = BEGIN + CODE + f.field("PAGE", "9") + CODE + SEPARATE + WORD + END
PLACEHOLDER = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{WORD}</w:sdtContent></w:sdt>"

VISIBLE = {
    "paragraph": f.docx(PARAGRAPH),
    "tracked insertion": f.docx(f.p("a ", f.ins(WORD))),
    "tracked move": f.docx(f.p(f'<w:moveTo w:id="3" w:author="A">{WORD}</w:moveTo>')),
    "inserted paragraph": f.docx(f.p(f.ins(WORD), properties='<w:rPr><w:ins w:id="1" w:author="A"/></w:rPr>')),
    "inserted row": f.docx(f.table(f.row(f.cell(f.p(f.ins(WORD))), properties='<w:ins w:id="1" w:author="A"/>'))),
    "content control around paragraphs": f.docx(f.sdt(PARAGRAPH)),
    "content control in a line": f.docx(f.p("a ", f.sdt(WORD))),
    "content control around a cell": f.docx(f.table(f.row(f.cell(f.p("a")), f.sdt(f.cell(PARAGRAPH))))),
    "content control around a row": f.docx(f.table(f.sdt(f.row(f.cell(PARAGRAPH))))),
    "content control in a cell": f.docx(f.table(f.row(f.cell(f.sdt(PARAGRAPH))))),
    "nested content controls": f.docx(f.sdt(f.sdt(f.p(f.sdt(f.sdt(WORD)))))),
    "text box": f.docx(f.p("a", f.run(inside=f.drawing_box(PARAGRAPH)))),
    "text box of old Word": f.docx(f.p("a", f.run(inside=f.vml_box(PARAGRAPH)))),
    "text box in both forms": f.docx(f.p(f.run(inside=f.alternate(f.drawing_box(PARAGRAPH), f.vml_box(PARAGRAPH))))),
    "text box in the older form only": f.docx(f.p(f.run(inside=f.alternate("<w:drawing/>", f.vml_box(PARAGRAPH))))),
    "text box in a text box": f.docx(f.p(f.run(inside=f.drawing_box(f.p(f.run(inside=f.vml_box(PARAGRAPH))))))),
    "table in a text box": f.docx(f.p(f.run(inside=f.drawing_box(CELL_TABLE)))),
    "drawing canvas": f.docx(f.p("<w:r><w:drawing><a:txBody><a:p><a:r><a:t>CHỮ</a:t></a:r></a:p></a:txBody></w:drawing></w:r>")),
    "word art": f.docx(f.p(f.run(inside='<w:pict><v:shape><v:textpath string="CHỮ"/></v:shape></w:pict>'))),
    "cell": f.docx(CELL_TABLE),
    "nested table": f.docx(f.table(f.row(f.cell(CELL_TABLE, f.p())))),
    "merged cells": f.docx(MERGED),
    "footnote": f.docx(f.p("a", f.run(inside='<w:footnoteReference w:id="2"/>')), footnotes=SEPARATOR + NOTE),
    "endnote": f.docx(f.p("a", f.run(inside='<w:endnoteReference w:id="2"/>')), endnotes=NOTE.replace("footnote", "endnote")),
    "header": f.docx(f.p("a"), headers=(PARAGRAPH,)),
    "footer": f.docx(f.p("a"), footers=(PARAGRAPH,)),
    "table in a header": f.docx(f.p("a"), headers=(CELL_TABLE,)),
    "text box in a header": f.docx(f.p("a"), headers=(f.p(f.run(inside=f.vml_box(PARAGRAPH))),)),
    "result of a field": f.docx(f.p(f.field(" REF muc_1 ", "CHỮ"))),
    "result of a field around a field": f.docx(f.p(NESTED_FIELD)),
    "field that never closes": f.docx(f.p(BEGIN, WORD)),
    "field over two paragraphs": f.docx(f.p(BEGIN, CODE, SEPARATE, "a") + f.p(WORD, END)),
    "simple field": f.docx(f.p(f'<w:fldSimple w:instr="DATE">{WORD}</w:fldSimple>')),
    "drop-down field": f.docx(f.p(DROP_DOWN)),
    "smart tag": f.docx(f.p(f'<w:smartTag w:element="place"><w:smartTagPr/>{WORD}</w:smartTag>')),
    "custom XML around a paragraph": f.docx(f'<w:customXml w:element="x">{PARAGRAPH}</w:customXml>'),
    "custom XML in a line": f.docx(f.p(f'<w:customXml w:element="x">{WORD}</w:customXml>')),
    "equation": f.docx(f.p(EQUATION)),
    "equation paragraph": f.docx(f"<m:oMathPara>{EQUATION}</m:oMathPara>"),
    "hyperlink": f.docx(f.p(f'<w:hyperlink r:id="rId5">{WORD}</w:hyperlink>')),
    "ruby": f.docx(f.p(RUBY)),
    "symbol": f.docx(f.p("CH", '<w:r><w:sym w:font="Times New Roman" w:char="1EEE"/></w:r>')),
    "direction run": f.docx(f.p(f'<w:dir w:val="ltr">{WORD}</w:dir>')),
    "unknown wrapper": f.docx(f'<x:khung xmlns:x="urn:x">{f.p(f"<x:bao>{WORD}</x:bao>")}</x:khung>'),
    "outside any paragraph": f.docx(WORD + f.p("a")),
    "insertion around a paragraph": f.docx(f.ins(PARAGRAPH)),
    "paragraph in a row without a cell": f.docx(f.table(f.row(PARAGRAPH))),
    "placeholder of an empty control": f.docx(f.p(PLACEHOLDER)),
    "strict format": f.docx(f.p("a ", f.ins(WORD)), strict=True),
}


def read(data: bytes) -> Reading:
    return read_docx(data, SOURCE)


@pytest.mark.parametrize("kind", VISIBLE)
def test_visible_text_is_read_once(kind):
    reading = read(VISIBLE[kind])
    assert sum(block.text.count("CHỮ") for block in reading.blocks) == 1
    assert not [aside for aside in reading.asides if "CHỮ" in aside.text]


NOT_READ = {
    "altChunk": '<w:altChunk r:id="rId9"/>',
    "image": f.p(f.run(inside=f.picture())),
    "image of old Word": f.p(f.run(inside='<w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict>')),
    "embedded object": f.p(f.run(inside='<w:object><v:shape><v:imagedata r:id="rId9"/></v:shape><o:OLEObject/></w:object>')),
    "chart": f.p(f.run(inside='<w:drawing><c:chart r:id="rId9"/></w:drawing>')),
    "SmartArt": f.p(f.run(inside='<w:drawing><dgm:relIds r:dm="rId9"/></w:drawing>')),
    "sub document": f.p('<w:subDoc r:id="rId9"/>'),
    "control": f.p(f.run(inside='<w:control r:id="rId9"/>')),
}


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_cannot_be_read_is_listed_with_its_place(kind):
    reading = read(f.docx(f.p("a") + NOT_READ[kind]))
    (unread,) = reading.unread
    assert unread.where.startswith("body/") and "chưa đọc được" in unread.reason
    assert reading.units == 2


def test_a_line_or_frame_without_text_is_no_unit():
    reading = read(f.docx(f.p("a") + f.p(f.run(inside='<w:pict><v:line from="0,0" to="9,0"/></w:pict>'))))
    assert reading.units == 1


# ---------------------------------------------------------------- any document

words = st.text("abđêữ", min_size=1, max_size=4)


@st.composite
def documents(draw):
    """(body, every visible word of it): wrappers of all kinds around each other, each word with its own number."""
    visible: list[str] = []

    def word() -> str:
        visible.append(f"{draw(words)}{len(visible)}_")
        return visible[-1]

    def inline(depth: int) -> str:
        kind = draw(st.sampled_from(["run", "run", "ins", "sdt", "tag", "link", "field", "box", "both", "del"] if depth < 3 else ["run"]))
        if kind == "run":
            return f.run(word())
        if kind == "del":
            return f.deleted("BỎ")
        if kind == "field":
            return f.field("BỎ", word())
        if kind == "both":
            return f.run(inside=f.alternate(f.drawing_box(block(depth + 1)), f.vml_box(f.p("BỎ"))))
        if kind == "box":
            return f.run(inside=f.vml_box(block(depth + 1)))
        content = "".join(inline(depth + 1) for _ in range(draw(st.integers(1, 2))))
        if kind == "ins":
            return f.ins(content)
        if kind == "sdt":
            return f.sdt(content)
        return f"<w:smartTag>{content}</w:smartTag>" if kind == "tag" else f"<w:hyperlink>{content}</w:hyperlink>"

    def block(depth: int) -> str:
        kind = draw(st.sampled_from(["p", "p", "tbl", "sdt"] if depth < 3 else ["p"]))
        if kind == "p":
            return f.p(*(inline(depth) for _ in range(draw(st.integers(0, 3)))))
        content = "".join(block(depth + 1) for _ in range(draw(st.integers(1, 2))))
        return f.sdt(content) if kind == "sdt" else f.table(f.row(f.cell(content), f.cell(f.p(word()))))

    body = "".join(block(0) for _ in range(draw(st.integers(1, 3))))
    return body + f.p(word()), visible


@given(documents())
def test_every_word_of_any_document_appears_exactly_once(document):
    body, visible = document
    reading = read(f.docx(body))
    text = "\n".join(block.text for block in reading.blocks)
    assert [text.count(word) for word in visible] == [1] * len(visible)
    assert "BỎ" not in text
    assert len({block.where for block in reading.blocks}) == len(reading.blocks)
