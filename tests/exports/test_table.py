"""The spreadsheet: one row a comment, filters, a frozen head, never a formula."""

import dataclasses
import io

import openpyxl

from pipelines.exports import EXPORTS
from pipelines.types import Dossier
from tests.factories import a_sheet


def opened(sheet):
    return openpyxl.load_workbook(io.BytesIO(EXPORTS["bang"].render(Dossier(sheet)))).active


def test_every_comment_is_a_row_under_a_frozen_head_with_filters():
    page = opened(a_sheet(5))
    assert [page.cell(n, 1).value for n in range(2, 7)] == [1, 2, 3, 4, 5]
    assert page.freeze_panes == "A2" and page.auto_filter.ref == "A1:I6"


def test_a_quote_that_looks_like_a_formula_stays_text():
    row = dataclasses.replace(a_sheet(1).rows[0], quote="=1+1", comment="@SUM(A1)", wording="+84", label="-2")
    page = opened(dataclasses.replace(a_sheet(1), rows=(row,)))
    assert "f" not in {cell.data_type for cell in page[2]}
    assert page["C2"].value == "=1+1"


def test_rows_are_as_high_as_their_fullest_cell():
    row = dataclasses.replace(a_sheet(1).rows[0], wording="", quote="x", bases=())
    short, long = (dataclasses.replace(row, comment=text) for text in ("ngắn", "dài " * 200))
    heights = [opened(dataclasses.replace(a_sheet(1), rows=(row,))).row_dimensions[2].height for row in (short, long)]
    assert heights[0] < 40 and 200 < heights[1] <= 409
