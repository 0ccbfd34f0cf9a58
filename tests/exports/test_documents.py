"""Phiếu, công văn, báo cáo: the form of the Party or the State, and every comment on the page."""

import dataclasses
import io
import re
import zipfile

import docx
import pytest
from docx.shared import Pt

from pipelines.exports import EXPORTS
from pipelines.exports.fields import paper_fields
from pipelines.exports.form import place_and_date
from pipelines.types import Dossier, Unread
from tests.factories import SETTINGS, a_sheet

STATE = dataclasses.replace(SETTINGS, form="nha_nuoc", symbol="UBND-VX")


def opened(kind: str, sheet) -> docx.document.Document:
    return docx.Document(io.BytesIO(EXPORTS[kind].render(Dossier(sheet))))


def millimetres(*lengths) -> list[int]:
    return [round(length.mm) for length in lengths]


def text_of(document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", ["phieu", "cong_van", "bao_cao"])
def test_every_comment_stands_on_the_paper_with_its_parts(kind):
    text = text_of(opened(kind, a_sheet(3)))
    for row in a_sheet(3).rows:
        for part in (row.label[0].upper() + row.label[1:], row.quote, row.comment, row.wording, *row.bases):
            assert part in text


def test_party_form_has_the_partys_title_number_and_ending():
    text = text_of(opened("cong_van", a_sheet()))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text and "CỘNG HÒA XÃ HỘI" not in text
    assert "-CV/BXDĐ" in text and "Số:" not in text
    assert "./." not in text


def test_state_form_has_the_motto_number_with_colon_and_ending():
    text = text_of(opened("cong_van", a_sheet(settings=STATE)))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text and "ĐẢNG CỘNG SẢN" not in text
    assert "Số:" in text and "/UBND-VX" in text
    assert "./." in text


def test_page_is_a4_with_the_margins_of_the_rules_and_the_table_lies_across():
    first, second = opened("phieu", a_sheet()).sections
    assert millimetres(first.page_width, first.page_height) == [210, 297]
    assert millimetres(first.top_margin, first.bottom_margin, first.left_margin, first.right_margin) == [20, 20, 30, 15]
    assert second.page_width > second.page_height


def test_body_is_times_new_roman_14():
    font = opened("phieu", a_sheet()).styles["Normal"].font
    assert (font.name, font.size) == ("Times New Roman", Pt(14))


def test_the_file_opens_as_a_vietnamese_document_of_today():
    with zipfile.ZipFile(io.BytesIO(EXPORTS["phieu"].render(Dossier(a_sheet())))) as package:
        styles, settings = package.read("word/styles.xml").decode(), package.read("word/settings.xml").decode()
        assert "docProps/thumbnail.jpeg" not in package.namelist()
    assert 'w:lang w:val="vi-VN"' in styles
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)


def test_names_of_the_office_come_from_settings_only():
    empty = dataclasses.replace(SETTINGS, agency="", parent_agency="", place="", symbol="", signer_name="", recipients=(), addressee="")
    text = text_of(opened("phieu", a_sheet(settings=empty)))
    assert "Hoa Ban" not in text.replace("Ủy ban nhân dân phường Hoa Ban", "")
    assert "Uông Bí" not in text


def test_what_was_not_read_is_listed():
    sheet = a_sheet(0, unread=(Unread("body/p[7]", "ảnh, chưa đọc được"),))
    assert "đoạn 7: ảnh, chưa đọc được" in text_of(opened("phieu", sheet))


def test_a_silent_group_is_said_to_be_silent():
    assert "Tôn giáo, dân tộc: không có ý kiến." in text_of(opened("phieu", a_sheet()))


@pytest.mark.parametrize("typed", ["BXDĐ", "CV/BXDĐ", "-CV/BXDĐ", "PYK/BXDĐ", "Số …-CV/BXDĐ", "Số: 12-CV/BXDĐ", "cv/BXDĐ"])
@pytest.mark.parametrize(("kind", "printed"), [("cong_van", "-CV/BXDĐ"), ("phieu", "-PYK/BXDĐ"), ("bao_cao", "-BC/BXDĐ")])
def test_the_kind_is_printed_once_however_the_symbol_was_typed(kind, printed, typed):
    line = paper_fields(kind, a_sheet(settings=dataclasses.replace(SETTINGS, symbol=typed)))["so_ky_hieu"]
    assert line.endswith(printed) and line.count("/") == 1


@pytest.mark.parametrize(("typed", "kind", "printed"), [("UBND-VX", "cong_van", "/UBND-VX"), ("VHXH", "bao_cao", "/BC-VHXH"),
                                                        ("BC-VHXH", "bao_cao", "/BC-VHXH"), ("CVP", "bao_cao", "/BC-CVP")])  # fmt: skip
def test_a_symbol_of_the_state_keeps_its_own_letters(typed, kind, printed):
    settings = dataclasses.replace(STATE, symbol=typed)
    assert paper_fields(kind, a_sheet(settings=settings))["so_ky_hieu"].endswith(printed)


def test_small_print_is_in_words_that_a_reader_knows():
    text = paper_fields("cong_van", a_sheet(audit_head="ab" * 32))["ghi_chu"]
    assert text == (
        "Lập với chương trình phiên bản 0.1.0, danh mục kiểm tra abc123. Mã kiểm tra tệp dự thảo: abababab. Đã đọc 120/120 phần nội dung."
        " Mã nhật ký: abababababababab."
    )


def test_versions_and_undecided_stand_in_small_print():
    footer = opened("phieu", a_sheet(undecided=3)).sections[0].first_page_footer.paragraphs[0]
    assert "danh mục kiểm tra abc123" in footer.text and "Còn 3 gợi ý" in footer.text
    assert footer.runs[0].font.size <= Pt(9)


def test_without_comments_there_is_no_table_page():
    assert len(opened("phieu", a_sheet(0)).sections) == 1


@pytest.mark.parametrize(
    ("date", "line"),
    [
        ("2026-02-05", "Hoa Ban, ngày 05 tháng 02 năm 2026"),
        ("2026-11-26", "Hoa Ban, ngày 26 tháng 11 năm 2026"),
        ("2026-03-09", "Hoa Ban, ngày 09 tháng 3 năm 2026"),
        (None, "Hoa Ban, ngày       tháng       năm"),
        ("2026", "Hoa Ban, ngày       tháng       năm 2026"),
        ("2026-11", "Hoa Ban, ngày       tháng 11 năm 2026"),
    ],
)
def test_days_under_ten_and_months_one_and_two_take_a_zero(date, line):
    assert place_and_date("Hoa Ban", date) == line


def test_an_open_date_leaves_room_and_prints_the_year_that_is_certain():
    received = {"ngay": "2026-11-20", "han": "2026-11-27"}
    assert "ngày       tháng       năm 2026" in text_of(opened("phieu", a_sheet(received=received)))
    over_the_year = {"ngay": "2026-12-28", "han": "2027-01-05"}
    assert "năm 2026\n" not in text_of(opened("phieu", a_sheet(received=over_the_year)))


@pytest.mark.parametrize(("settings", "line", "italic"), [(SETTINGS, "Thẩm định dự thảo", True), (STATE, "V/v thẩm định dự thảo", None)])
def test_a_letter_carries_its_subject_under_the_number_as_its_system_asks(settings, line, italic):
    paragraph = opened("cong_van", a_sheet(settings=settings)).tables[0].cell(0, 0).paragraphs[-1]
    assert paragraph.text.startswith(line) and paragraph.runs[0].italic is italic


@pytest.mark.parametrize(("settings", "date"), [(SETTINGS, "ngày 20/11/2026"), (STATE, "ngày 20 tháng 11 năm 2026")])
def test_the_request_is_dated_as_its_system_asks(settings, date):
    assert f"văn bản số 45/UBND, {date} của" in text_of(opened("phieu", a_sheet(settings=settings)))


def test_signature_and_last_sentence_stay_on_one_page():
    document = opened("phieu", a_sheet())
    assert document.tables[1].rows[0]._tr.xpath("./w:trPr/w:cantSplit")
    last = [p for p in document.paragraphs if "xem xét." in p.text][-1]
    assert last.paragraph_format.keep_with_next


def appendix(kind: str, settings=SETTINGS):
    document = opened(kind, a_sheet(2, settings=settings, date="2026-11-26"))
    lines = [p.text for p in document.paragraphs]
    return document, lines[lines.index("Phụ lục") :]


@pytest.mark.parametrize(
    ("kind", "settings", "attached"),
    [
        ("cong_van", SETTINGS, "(Kèm theo Công văn số        -CV/BXDĐ, ngày 26/11/2026 của Ban Xây dựng Đảng)"),
        ("bao_cao", STATE, "(Kèm theo Báo cáo số        /BC-UBND-VX ngày 26 tháng 11 năm 2026 của Ban Xây dựng Đảng)"),
    ],
)
def test_the_table_is_an_appendix_that_names_its_document(kind, settings, attached):
    document, lines = appendix(kind, settings)
    assert lines[:3] == ["Phụ lục", "BẢNG Ý KIẾN CỤ THỂ", attached]
    assert "nêu tại Phụ lục kèm theo" in text_of(document)


def test_pages_of_an_appendix_are_counted_anew_by_the_rules_of_the_state_only():
    numbered = [doc.sections[1]._sectPr.xpath("w:pgNumType/@w:start") for doc, _ in (appendix("phieu"), appendix("phieu", STATE))]
    assert numbered == [[], ["1"]]
    document, _ = appendix("phieu", STATE)
    assert document.sections[1].first_page_footer.paragraphs[0].text == ""  # the small print stands once


def test_a_report_of_the_party_has_recipients_only_at_its_end():
    party, state = (text_of(opened("bao_cao", a_sheet(settings=each))) for each in (SETTINGS, STATE))
    assert "Kính gửi" not in party and "Như trên" not in party and "- Ủy ban nhân dân phường Hoa Ban," in party
    assert "Kính gửi: Ủy ban nhân dân phường Hoa Ban" in state and "- Như trên;" in state


def test_places_in_laws_are_named_from_the_smallest_unit_up():
    bases = ("Điều 16 khoản 1 điểm a Luật Phí và lệ phí", "Điều 15 Luật X", "điều khoản thi hành")
    row = dataclasses.replace(a_sheet(1).rows[0], bases=bases)
    sheet = dataclasses.replace(a_sheet(1), rows=(row,))
    told = paper_fields("phieu", sheet)["y_kien"][0]["can_cu"].split("\n")
    assert told == ["Điểm a khoản 1 Điều 16 Luật Phí và lệ phí", "Điều 15 Luật X", "Điều khoản thi hành"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Quyết định số 23-QĐ/TW, ngày", 1), ("Nghị định số 30/2020/NĐ-CP", 1), ("34/2007/PL-UBTVQH11", 0), ("tổ dân phố - khu", 0)],
)
def test_no_line_ends_inside_a_short_document_number(text, kept):
    row = dataclasses.replace(a_sheet(1).rows[0], comment=text)
    document = opened("phieu", dataclasses.replace(a_sheet(1), rows=(row,)))
    cell = document.tables[-1].rows[1].cells[3]
    assert text in cell.text and len(cell._tc.xpath(".//w:noBreakHyphen")) == kept


def test_a_tall_row_may_break_across_pages_and_a_short_one_does_not():
    rows = (a_sheet(1).rows[0], dataclasses.replace(a_sheet(1).rows[0], comment="Đề nghị nêu rõ căn cứ. " * 24))
    table = opened("phieu", dataclasses.replace(a_sheet(2), rows=rows)).tables[-1]
    assert [bool(row._tr.xpath("w:trPr/w:cantSplit")) for row in table.rows] == [True, True, False]


def test_a_long_name_of_an_agency_breaks_before_the_name_of_its_place():
    assert paper_fields("phieu", a_sheet(settings=dataclasses.replace(STATE, parent_agency="Ủy ban nhân dân phường Hoa Ban")))[
        "co_quan_cap_tren"
    ] == "ỦY BAN NHÂN DÂN PHƯỜNG\u00a0HOA\u00a0BAN"


@pytest.mark.parametrize(("settings", "ends"), [(SETTINGS, (",", ".")), (STATE, (";", "."))])
def test_several_addressees_stand_one_below_the_other(settings, ends):
    both = dataclasses.replace(settings, addressee="Ủy ban nhân dân phường Hoa Ban; Hội đồng nhân dân phường Hoa Ban")
    lines = [p.text for p in opened("cong_van", a_sheet(settings=both)).paragraphs]
    at = lines.index("Kính gửi:")
    assert lines[at + 1 : at + 3] == [f"- Ủy ban nhân dân phường Hoa Ban{ends[0]}", f"- Hội đồng nhân dân phường Hoa Ban{ends[1]}"]


def test_a_very_long_quote_is_shown_by_its_beginning_and_its_end():
    words = " ".join(f"chữ{n}" for n in range(500))
    sheet = dataclasses.replace(a_sheet(1), rows=(dataclasses.replace(a_sheet(1).rows[0], quote=words),))
    shown = paper_fields("phieu", sheet)["y_kien"][0]["noi_dung"]
    assert shown.startswith("“chữ0 chữ1 ") and shown.endswith("chữ499”") and " … " in shown and len(shown) < 600
