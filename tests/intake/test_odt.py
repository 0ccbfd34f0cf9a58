"""OpenDocument text: paragraphs, lists, tables, notes, frames, tracked changes."""

import pytest

from pipelines.errors import DamagedFile, EncryptedFile
from pipelines.intake.odt import read_odt
from pipelines.types import SourceFile
from tests.intake.files import odt, odt_p, package

SOURCE = SourceFile("a.odt", "", "odt")


def read(body: str, styles: str = "", automatic: str = ""):
    return read_odt(odt(body, styles, automatic), SOURCE)


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("Điều <text:span>1.</text:span> Phạm vi", "Điều 1. Phạm vi"),
        ("  một\n   hai  ", "một hai "),
        ('một<text:s text:c="3"/>hai<text:tab/>ba<text:line-break/>bốn', "một   hai\tba\nbốn"),
        ("một <text:a>liên kết</text:a> hai", "một liên kết hai"),
        ("một<text:bookmark-start/><text:soft-page-break/> hai", "một hai"),
        ("trang <text:page-number>3</text:page-number>", "trang 3"),
    ],
)
def test_a_paragraph_comes_as_it_is_shown(inside, shown):
    assert texts(f"<text:p>{inside}</text:p>") == [shown]


NUMBERED = """<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/>
</text:list-style><text:list-style style:name="D"><text:list-level-style-number text:level="1" style:num-format="1"
style:num-prefix="Điều " style:num-suffix="." text:start-value="5"/></text:list-style>
<text:list-style style:name="G"><text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>"""


def items(*texts_: str, style: str = "L", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{each if each.startswith('<') else odt_p(each)}</text:list-item>" for each in texts_)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def test_list_numbers_are_counted_as_shown():
    item = f"<text:list-item>{odt_p('con')}</text:list-item>"
    nested = f"<text:p>ba</text:p><text:list>{item}{item}</text:list>"
    body = items("một", "hai", nested, "bốn") + items("lại") + items("tiếp", more='text:continue-numbering="true"')
    body += items("điều", style="D") + items("gạch", style="G")
    numbers = [block.number for block in read(body, automatic=NUMBERED).blocks]
    assert numbers == ["1.", "2.", "3.", "a)", "b)", "4.", "1.", "2.", "Điều 5.", "-"]


def test_the_second_paragraph_of_an_item_has_no_number():
    blocks = read(items(odt_p("một") + odt_p("thêm"), "hai"), automatic=NUMBERED).blocks
    assert [(block.number, block.text) for block in blocks] == [("1.", "1. một"), ("", "thêm"), ("2.", "2. hai")]


def test_tables_notes_frames_and_margins_are_read_as_such():
    table = "<table:table><table:table-row>{}</table:table-row><table:table-row>{}</table:table-row></table:table>"
    cells = "".join(f"<table:table-cell>{odt_p(each)}</table:table-cell>" for each in "ab")
    note = "<text:note text:note-class='{}'><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"
    reading = read(
        f"<text:p>Thân{note.format('footnote', odt_p('chú'))}{note.format('endnote', odt_p('cuối'))} bài</text:p>"
        + table.format(cells, cells)
        + f"<text:p><draw:frame><draw:text-box>{odt_p('khung')}</draw:text-box></draw:frame></text:p>",
        styles=f"<style:master-page><style:header>{odt_p('đầu')}</style:header><style:footer>{odt_p('chân')}</style:footer></style:master-page>",
    )
    assert [(block.kind, block.text, block.table) for block in reading.blocks] == [
        ("paragraph", "Thân bài", None), ("footnote", "chú", None), ("endnote", "cuối", None),
        ("cell", "a", (1, 1, 1)), ("cell", "b", (1, 1, 2)), ("cell", "a", (1, 2, 1)), ("cell", "b", (1, 2, 2)),
        ("textbox", "khung", None), ("header", "đầu", None), ("footer", "chân", None),
    ]  # fmt: skip
    places = [block.where for block in reading.blocks]
    assert len(set(places)) == len(places)


def test_tracked_changes_comments_and_hidden_text_are_kept_apart():
    changes = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    hidden = "<style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>"
    reading = read(
        changes + "<text:p>giữ <text:change text:change-id='c1'/><text:change-start text:change-id='c2'/>thêm"
        "<text:change-end text:change-id='c2'/><text:span text:style-name='H'>ẩn</text:span>"
        "<office:annotation><text:p>lời bàn</text:p></office:annotation></text:p>",
        automatic=hidden,
    )
    assert [block.text for block in reading.blocks] == ["giữ thêm"]
    assert [(aside.kind, aside.text) for aside in reading.asides] == [("deleted", "bỏ"), ("hidden", "ẩn"), ("comment", "lời bàn")]
    assert [piece.kind for piece in reading.blocks[0].pieces] == ["text", "inserted"]


def test_styles_give_weight_alignment_and_old_fonts():
    automatic = (
        "<style:style style:name='B' style:family='paragraph' style:display-name='Tiêu đề'>"
        "<style:paragraph-properties fo:text-align='center'/>"
        "<style:text-properties fo:font-weight='bold'/></style:style>"
        "<style:style style:name='C' style:family='paragraph' style:parent-style-name='B'/>"
        "<style:style style:name='V' style:family='text'><style:text-properties style:font-name='.VnTimeH'/></style:style>"
    )
    (block,) = read("<text:p text:style-name='C'><text:span text:style-name='V'>c«ng t¸c</text:span></text:p>", automatic=automatic).blocks
    assert (block.text, block.bold, block.align) == ("CÔNG TÁC", True, "center")


def test_pictures_and_formulas_are_listed_as_not_read():
    body = "<text:p>a<draw:frame><draw:image/></draw:frame><draw:frame><draw:object/><draw:image/></draw:frame></text:p>"
    reading = read(body)
    assert [unread.reason for unread in reading.unread] == ["ảnh, chưa đọc được", "đối tượng nhúng, chưa đọc được"]
    assert reading.units == 3


def test_damaged_and_protected_files_are_refused():
    with pytest.raises(DamagedFile):
        read_odt(package({"mimetype": "application/vnd.oasis.opendocument.text"}), SOURCE)
    with pytest.raises(EncryptedFile):
        read_odt(odt(odt_p("a"), **{"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}), SOURCE)


def test_a_style_that_is_its_own_ancestor_ends():
    automatic = "<style:style style:name='A' style:family='paragraph' style:parent-style-name='A'/>"
    assert texts("<text:p text:style-name='A'>a</text:p>", automatic=automatic) == ["a"]
