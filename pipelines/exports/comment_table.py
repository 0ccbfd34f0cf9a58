"""The table of comments on landscape pages: header row repeated, no row split across pages."""

from pipelines.exports import page
from pipelines.exports.content import subject
from pipelines.exports.form import Form
from pipelines.sheet import SEVERITY_NAMES, topic_group
from pipelines.types import CommentSheet, SheetRow

# 257 mm of usable width; group and severity share the comment's column (workflow.md §4.3).
COLUMNS = (
    ("TT", 11),
    ("Vị trí", 29),
    ("Nội dung dự thảo", 60),
    ("Ý kiến thẩm định", 62),
    ("Đề nghị sửa thành", 52),
    ("Căn cứ", 43),
)
SIZE = 12


def comment_table(document, form: Form, sheet: CommentSheet) -> None:
    """A new landscape section with the table of all comments."""
    from docx.enum.section import WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    page.set_page(section, form, landscape=True)
    page.line(document, "BẢNG Ý KIẾN CỤ THỂ", form.body_size, bold=True, align="center")
    page.line(document, f"(kèm theo ý kiến {subject(sheet)})", form.body_size, italic=True, align="center", after=6)
    table = _empty(document)
    for row in sheet.rows:
        _fill(table, row)


def _empty(document):
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    page.set_widths(table, tuple(width for _, width in COLUMNS))
    for cell, (name, _) in zip(table.rows[0].cells, COLUMNS, strict=True):
        _write(cell, [(name, {"bold": True})], align="center")
    _mark_row(table.rows[0], "w:tblHeader")
    _mark_row(table.rows[0], "w:cantSplit")
    return table


def _fill(table, row: SheetRow) -> None:
    added = table.add_row()
    _mark_row(added, "w:cantSplit")
    columns = (
        [(str(row.number), {})],
        [(row.label, {})],
        [(f"“{row.quote}”" if row.quote else "(không có trong dự thảo)", {})],
        [(row.comment, {}), (f"({topic_group(row.topic)}; {SEVERITY_NAMES[row.severity]})", {"italic": True})],
        [(row.wording, {})],
        [(basis, {}) for basis in row.bases] or [("", {})],
    )
    for index, (cell, lines) in enumerate(zip(added.cells, columns, strict=True)):
        _write(cell, lines, align="left" if index else "center")


def _write(cell, lines: list[tuple[str, dict]], align: str) -> None:
    cell._tc.remove(cell.paragraphs[0]._p)
    for text, style in lines:
        page.line(cell, text, SIZE, align=align, before=2, after=2, **style)


def _mark_row(row, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))
