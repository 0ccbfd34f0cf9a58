"""Bảng tổng hợp ý kiến, tiếp thu, giải trình: four columns, every comment, nothing claimed that nobody confirmed."""

import io

import docx
import openpyxl
import pytest

from pipelines.exports import EXPORTS
from pipelines.exports.responses import MISSING, opening
from pipelines.types import Dossier
from tests.exports.office import a_followed
from tests.factories import a_sheet

SHEET = a_sheet(4)
FOLLOWED = (
    a_followed(SHEET.rows[0], "toan_bo", new_text="Vận động tự nguyện, không ấn định mức.", confirmed=True),
    a_followed(SHEET.rows[1], "mot_phan", confirmed=True),
    a_followed(SHEET.rows[2], "khong", answer="Mức thu theo nghị quyết của hội nghị nhân dân."),
    a_followed(SHEET.rows[3], "khong"),
)


def rendered(key: str) -> bytes:
    return EXPORTS[key].render(Dossier(SHEET, followed=FOLLOWED))


def test_the_paper_is_a_landscape_table_of_the_four_columns():
    document = docx.Document(io.BytesIO(rendered("tiep_thu")))
    assert document.sections[0].page_width > document.sections[0].page_height
    names = [cell.text for cell in document.tables[0].rows[0].cells]
    assert names == ["NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN", "CHỦ THỂ GÓP Ý", "NỘI DUNG GÓP Ý", "NỘI DUNG TIẾP THU, GIẢI TRÌNH"]
    assert len(document.tables[0].rows) == 5


def test_each_row_tells_old_and_new_place_comment_and_result():
    rows = docx.Document(io.BytesIO(rendered("tiep_thu"))).tables[0].rows
    place, agency, comment, result = (cell.text for cell in rows[1].cells)
    assert "Khoản 1 Điều 5 (nay là mục I.3)" in place and agency == "Ban Xây dựng Đảng"
    assert SHEET.rows[0].comment in comment and SHEET.rows[0].wording in comment
    assert result.startswith("Tiếp thu toàn bộ.") and "Vận động tự nguyện" in result


def test_not_taken_up_shows_the_answer_or_that_it_is_missing():
    rows = docx.Document(io.BytesIO(rendered("tiep_thu"))).tables[0].rows
    assert "Giải trình: Mức thu theo nghị quyết" in rows[3].cells[3].text
    assert MISSING in rows[4].cells[3].text and MISSING not in rows[3].cells[3].text


def test_the_opening_counts_results_open_answers_and_unconfirmed_proposals():
    text = "\n".join(opening(SHEET, FOLLOWED))
    assert "Tổng số ý kiến góp ý: 4" in text
    assert "tiếp thu toàn bộ: 1; tiếp thu một phần: 1; không tiếp thu: 2; điều khoản đã bỏ: 0" in text
    assert "Có 1 ý kiến không được tiếp thu mà chưa có giải trình." in text
    assert "Có 2 kết quả do chương trình đối chiếu đề xuất" in text


def test_the_spreadsheet_hides_the_columns_for_programs():
    page = openpyxl.load_workbook(io.BytesIO(rendered("tiep_thu_bang"))).active
    assert [page.cell(n, 5).value for n in range(2, 6)] == ["toan_bo", "mot_phan", "khong", "khong"]
    assert [page.column_dimensions[letter].hidden for letter in "ADEF"] == [False, False, True, True]
    assert page.freeze_panes == "A2"


@pytest.mark.parametrize("key", ["tiep_thu", "tiep_thu_bang"])
def test_a_first_round_has_no_such_table(key):
    assert not EXPORTS[key].possible(Dossier(SHEET))
