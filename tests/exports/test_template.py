"""An office's own template: filled with the same words as the built-in form, and harmless whatever stands in it."""

import dataclasses
import io

import docx
import pytest

from pipelines.errors import ExportError, UsageError
from pipelines.exports import EXPORTS
from pipelines.exports.fields import COMMENT_FIELDS, PAPERS, TEMPLATE_FIELDS, fields
from pipelines.exports.starter import check_template, fields_left_out, starter_template
from pipelines.types import Dossier
from tests.exports.office import a_file
from tests.exports.test_documents import STATE, text_of
from tests.factories import SETTINGS, a_sheet

HOSTILE = '<w:p/> & "x" {{ 7*7 }} {% for a in b %} {%p if x %} ]]> \x01'


def filled(template: bytes, sheet=None, key: str = "phieu") -> str:
    dossier = Dossier(sheet or a_sheet(2), templates={key: template})
    return text_of(docx.Document(io.BytesIO(EXPORTS[key].render(dossier))))


@pytest.mark.parametrize("key", PAPERS)
@pytest.mark.parametrize("settings", [SETTINGS, STATE])
def test_the_starting_template_says_what_the_built_in_form_says(key, settings):
    sheet = a_sheet(3, settings=settings)
    built_in = text_of(docx.Document(io.BytesIO(EXPORTS[key].render(Dossier(sheet)))))
    ours = filled(starter_template(key, settings.form), sheet, key)
    assert [line for line in ours.split("\n") if line.strip()] == [line for line in built_in.split("\n") if line.strip()]


def test_an_office_may_write_its_own_words_around_the_fields():
    text = filled(a_file("Kính trình đồng chí {{ nguoi_ky }}: có {{ y_kien|length }} ý kiến."))
    assert text == "Kính trình đồng chí Họ và tên: có 2 ý kiến."


def test_only_the_paper_with_a_template_is_filled_from_it():
    dossier = Dossier(a_sheet(1), templates={"phieu": a_file("{{ co_quan }}")})
    assert "Hồ sơ nhận được" in text_of(docx.Document(io.BytesIO(EXPORTS["cong_van"].render(dossier))))


def test_hostile_words_of_a_draft_stay_words():
    row = dataclasses.replace(a_sheet(1).rows[0], quote=HOSTILE, comment=HOSTILE)
    sheet = dataclasses.replace(a_sheet(1), rows=(row,))
    assert HOSTILE.replace("\x01", "") in filled(starter_template("phieu"), sheet)


def test_the_same_template_gives_the_same_bytes():
    dossier = Dossier(a_sheet(2), templates={"phieu": starter_template("phieu")})
    assert EXPORTS["phieu"].render(dossier) == EXPORTS["phieu"].render(dossier)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ khong_co }}", "khong_co"),
        ("{{ y_kien.khong_co }}", "khong_co"),
        ("{{ co_quan", "viết chưa đúng"),
        ("{% for x in y_kien %}", "viết chưa đúng"),
        ("{{ co_quan|khong_loc }}", "viết chưa đúng"),
        ("{{ co_quan.__class__.__mro__ }}", "không được phép"),
        ("{{ ''.__class__ }}", "không được phép"),
        ("{{ co_quan.format.__globals__ }}", "không được phép"),
        ("{{ y_kien.append(1) }}", "không được phép"),
        ("{{ 9**9**9 }}", "không được phép"),
        ("{{ 'a' * 10000000000 }}", "không được phép"),
        ("{{ range(99999999) }}", "range"),
        ("{% include '/etc/passwd' %}", "không điền được"),
        ("{{ 1 / 0 }}", "không điền được"),
    ],
)
def test_a_bad_or_hostile_template_is_refused_in_vietnamese(line, told):
    with pytest.raises(ExportError, match=told) as error:
        check_template(a_file(line), "phieu")
    assert "mẫu" in error.value.sentence.lower()


def test_a_file_that_is_no_template_is_refused():
    with pytest.raises(ExportError, match="Tệp mẫu không dùng được"):
        check_template(b"khong phai docx", "phieu")


def test_links_to_the_outside_and_live_fields_are_refused():
    document = docx.Document()
    document.part.relate_to("http://example.org/x", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(ExportError, match="liên kết ra ngoài"):
        check_template(buffer.getvalue(), "phieu")


@pytest.mark.parametrize(("code", "refused"), [(" PAGE ", False), (" NUMPAGES \\* MERGEFORMAT", False), (' INCLUDETEXT "c:/x" ', True)])
def test_only_page_numbers_may_be_fields(code, refused):
    document = docx.Document()
    field = document.add_paragraph()._p.makeelement(docx.oxml.ns.qn("w:fldSimple"), {docx.oxml.ns.qn("w:instr"): code})
    document.paragraphs[0]._p.append(field)
    buffer = io.BytesIO()
    document.save(buffer)
    if refused:
        with pytest.raises(ExportError, match="trường tự động"):
            check_template(buffer.getvalue(), "phieu")
    else:
        check_template(buffer.getvalue(), "phieu")


def test_an_unknown_paper_lists_the_choices():
    with pytest.raises(UsageError, match="khong_co"):
        starter_template("khong_co")


@pytest.mark.parametrize("key", PAPERS)
def test_the_list_of_fields_is_the_fields_there_are(key):
    words = fields(PAPERS[key], a_sheet(1))
    assert list(words) == list(TEMPLATE_FIELDS) and list(words["y_kien"][0]) == list(COMMENT_FIELDS)


@pytest.mark.parametrize("key", PAPERS)
def test_what_a_template_leaves_out_is_told(key):
    assert fields_left_out(starter_template(key), key) == ()
    without_table = a_file("{{ so_ky_hieu }} {{ mo_dau }}")
    assert "y_kien" in fields_left_out(without_table, key) and "mo_dau" not in fields_left_out(without_table, key)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ trich_yew }}", "có phải “trich_yeu” không"),
        ("{{ co_quan", "gần chỗ “{{ co_quan”"),
        ("{{ nguoi ky }}", "gần chỗ “{{ nguoi ky }}”"),
    ],
)
def test_the_refusal_shows_the_place_and_what_was_probably_meant(line, told):
    with pytest.raises(ExportError) as error:
        check_template(a_file("Kính gửi:", line), "phieu")
    assert told in error.value.message
