"""The comments as a spreadsheet: filters, frozen header, no formula whatever a draft says."""

import io

from pipelines.exports.content import cited, first_upper
from pipelines.exports.export import XLSX, Export
from pipelines.exports.package import printable, repack
from pipelines.sheet import SEVERITY_NAMES, topic_group
from pipelines.types import Dossier, SheetRow

# Widths in characters; together they print on A4 landscape at about three quarters of their size.
COLUMNS = (
    ("TT", 5),
    ("Vị trí", 14),
    ("Nội dung dự thảo", 29),
    ("Nhóm", 12),
    ("Ý kiến thẩm định", 34),
    ("Đề nghị sửa thành", 29),
    ("Căn cứ", 23),
    ("Mức độ", 9),
    ("Cơ quan soạn thảo phản hồi", 19),
)
_HEAD, _ROW, _NUMBER = "Tiêu đề cột", "Dòng ý kiến", "Số thứ tự"  # names of the styles, as the reader sees them in the program
_LETTERS = 1.1  # of this type in one unit of width
_LINE, _TALLEST = 15.75, 409  # points: one line of 12 pt type, the most that a row may have


def render(dossier: Dossier) -> bytes:
    """One worksheet with a row a comment; the last column is left for the drafting agency."""
    rows = [_values(row) for row in dossier.sheet.rows]
    return spreadsheet("Ý kiến thẩm định", COLUMNS, rows, dossier.sheet.settings.agency)


def spreadsheet(title: str, columns: tuple[tuple[str, int], ...], rows: list[list], author: str, hidden: int = 0) -> bytes:
    """A workbook of one page: frozen head with filters, text only; the last `hidden` columns are not shown or printed."""
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    page.title = title
    _add_styles(book)
    _head(page, columns, hidden)
    for line, values in enumerate(rows, 2):
        _write(page, line, values, _ROW)
        page.row_dimensions[line].height = _height(values, columns)
    page.auto_filter.ref = f"A1:{page.cell(1, len(columns)).column_letter}{max(2, len(rows) + 1)}"
    page.freeze_panes = "A2"
    _print_setup(page)
    book.properties.creator = printable(author)
    buffer = io.BytesIO()
    book.save(buffer)
    return repack(buffer.getvalue())


def _head(page, columns: tuple[tuple[str, int], ...], hidden: int) -> None:
    names = [name for name, _ in columns]
    _write(page, 1, names, _HEAD)
    page.row_dimensions[1].height = _height(names, columns)
    for column, (_, width) in enumerate(columns, 1):
        letter = page.cell(1, column).column_letter
        page.column_dimensions[letter].width = width
        page.column_dimensions[letter].hidden = column > len(columns) - hidden


def _write(page, line: int, values: list, style: str) -> None:
    for column, value in enumerate(values, 1):
        cell = page.cell(line, column)
        if isinstance(value, int):
            cell.value, cell.style = value, _NUMBER
        else:
            cell.value, cell.style = printable(value), style
            cell.data_type = "s"  # a quoted "=…" stays text


def _add_styles(book) -> None:
    """The looks of the three kinds of cell by name: a look of its own for each cell costs more than all the words."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    thin = Side(style="thin")
    for name in (_HEAD, _ROW, _NUMBER):
        font = Font(name="Times New Roman", size=12, bold=name == _HEAD)
        alignment = Alignment("left" if name == _ROW else "center", wrap_text=True, vertical="center" if name == _HEAD else "top")
        book.add_named_style(NamedStyle(name, font, border=Border(thin, thin, thin, thin), alignment=alignment))


def _values(row: SheetRow) -> list:
    return [
        row.number,
        first_upper(row.label),
        row.quote,
        topic_group(row.topic),
        row.comment,
        row.wording,
        first_upper("; ".join(map(cited, row.bases))),
        SEVERITY_NAMES[row.severity],
        "",
    ]


def _height(values: list, columns: tuple[tuple[str, int], ...]) -> float:
    """Points that the fullest cell needs: a spreadsheet program does not fit a row that it did not write."""
    cells = [(str(value).split("\n"), round(width * _LETTERS)) for value, (_, width) in zip(values, columns, strict=True)]
    return min(_TALLEST, _LINE * max(sum(1 + len(part) // letters for part in parts) for parts, letters in cells))


def _print_setup(page) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.page_margins.left = page.page_margins.right = 0.4  # inches
    page.page_margins.top = page.page_margins.bottom = 0.75
    page.page_margins.header = page.page_margins.footer = 0.35
    page.oddHeader.center.text, page.oddFooter.center.text = page.title, "&P/&N"


TABLE = Export("bang", "Bảng ý kiến (.xlsx)", ".xlsx", XLSX, render)
