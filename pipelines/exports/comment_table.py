"""Tables on landscape pages: header row repeated on each page, short rows never split across pages."""

from pipelines.exports import page
from pipelines.exports.form import Form

# 257 mm of usable width; group and severity share the comment's column (workflow.md §4.3).
COLUMNS = (
    ("TT", 11),
    ("Vị trí", 27),
    ("Nội dung dự thảo", 54),
    ("Ý kiến thẩm định", 64),
    ("Đề nghị sửa thành", 52),
    ("Căn cứ", 49),
)
SIZE = 12
_WHOLE_ROW = 14  # lines up to which a row is kept on one page; a taller one would leave half a page empty
_LETTER = 2.1  # millimetres, of a letter of this size on the average

Lines = list[tuple[str, dict]]  # paragraphs of a cell: text and style of page.line


def comment_table(document, form: Form, words: dict) -> None:
    """The table of all comments as the paper's appendix, on landscape pages of its own.

    Form of an appendix: Hướng dẫn 36-HD/VPTW, II.4.5; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần III, where its pages are counted anew.
    """
    from docx.enum.section import WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = form.appendix_counts_anew
    if form.appendix_counts_anew:
        page.count_anew(section)
    page.set_page(section, form, landscape=True)
    page.line(document, "Phụ lục", form.body_size, bold=True, align="center")
    page.line(document, "BẢNG Ý KIẾN CỤ THỂ", form.body_size, bold=True, align="center")
    page.line(document, words["kem_theo"], form.body_size, italic=True, align="center", after=6)
    table = ruled_table(document, COLUMNS)
    for comment in words["y_kien"]:
        fill_row(table, COLUMNS, _cells(comment), centred_first=True)


def ruled_table(document, columns: tuple[tuple[str, int], ...]):
    """A table of one header row with these names and widths in millimetres."""
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    page.set_widths(table, tuple(width for _, width in columns))
    for cell, (name, _) in zip(table.rows[0].cells, columns, strict=True):
        cell._tc.remove(cell.paragraphs[0]._p)
        _write(cell, [(name, {"bold": True})], align="center")
    page.mark_row(table.rows[0], "w:cantSplit")
    page.mark_row(table.rows[0], "w:tblHeader")
    return table


def fill_row(table, columns: tuple[tuple[str, int], ...], values: tuple[Lines, ...], centred_first: bool = False) -> None:
    """One row more in a table with these columns; each value is a list of paragraphs."""
    row = page.empty_row(table)
    if max(_height(width, lines) for (_, width), lines in zip(columns, values, strict=True)) <= _WHOLE_ROW:
        page.mark_row(row, "w:cantSplit")
    for index, (cell, lines) in enumerate(zip(row.cells, values, strict=True)):
        _write(cell, lines, align="center" if centred_first and not index else "left")


def _height(width: int, lines: Lines) -> int:
    """About how many lines they take in a column of that width."""
    letters = max(1, int((width - 4) / _LETTER))
    return sum(1 + len(text) // letters for text, _ in lines if text)


def _cells(comment: dict) -> tuple[Lines, ...]:
    group = "; ".join(part for part in (comment["nhom"], comment["muc_do"]) if part)
    return (
        [(comment["tt"], {})],
        [(comment["vi_tri"], {})],
        [(comment["noi_dung"], {})],
        [(comment["y_kien"], {}), (f"({group})" if group else "", {"italic": True})],
        [(comment["de_nghi"], {})],
        [(basis, {}) for basis in comment["can_cu"].split("\n")],
    )


def _write(cell, lines: Lines, align: str) -> None:
    for text, style in lines:
        page.line(cell, text, SIZE, align=align, before=2, after=2, **style)

