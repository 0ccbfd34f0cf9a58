"""An overlay as an Excel workbook and back: exact both ways, bad rows named by sheet, row and column, nothing half taken.

Cells are written as text, never as formulas. A workbook from outside is opened only within limits on its real size.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from pipelines.checklist import strict_yaml
from pipelines.checklist.load import Checklist
from pipelines.errors import ChecklistError
from pipelines.studio import plain
from pipelines.studio.overlay import KEYS, Overlay, compose, compose_values
from pipelines.studio.sheets import SHEETS, Column

LARGEST = 20_000_000  # bytes, of the file and of all its parts inflated
_PARTS, _ROWS, _CELL = 300, 5_000, 32_000
_STEP = "Sửa các hàng được nêu trong Excel rồi nạp lại; chưa có gì thay đổi."


class WorkbookError(ChecklistError):
    """A workbook that was not taken: `problems` lists what is wrong, one Vietnamese sentence each."""

    code = "BANG_TINH_SAI"

    def __init__(self, problems: tuple[str, ...], next_step: str = _STEP):
        self.problems = problems
        super().__init__(" ".join(problems[:20]), next_step)

    def __reduce__(self):
        return (type(self), (self.problems, self.next_step))


def write_workbook(overlay: Overlay) -> bytes:
    """The .xlsx file. Raises ChecklistError for an entry longer than an Excel cell may be."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill

    book = openpyxl.Workbook()
    book.remove(book.active)
    for part, (title, columns) in SHEETS.items():
        sheet = book.create_sheet(title)
        for at, column in enumerate(columns, 1):
            head = sheet.cell(1, at, column.name)
            head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E8E2D0")
            sheet.column_dimensions[head.column_letter].width = column.width
        sheet.freeze_panes = "B2"
        for row, entry in enumerate(overlay.entries(part).values(), 2):
            for at, text in _cells(entry, columns):
                if len(text) > _CELL:
                    raise ChecklistError(f"Mục {entry[KEYS[part]]} có ô dài quá {_CELL} chữ nên không ghi ra Excel được; dùng tệp YAML.")
                cell = sheet.cell(row, at, text)
                cell.data_type, cell.quotePrefix, cell.alignment = "s", True, Alignment(wrap_text=True, vertical="top")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cells(entry: dict, columns: tuple[Column, ...]) -> Iterator[tuple[int, str]]:
    known = {column.key for column in columns}
    rest = {key: value for key, value in entry.items() if key not in known}
    for at, column in enumerate(columns, 1):
        if column.key == "rest" and rest:
            yield at, column.write(rest)
        elif column.key in entry:
            yield at, column.write(entry[column.key])


def read_workbook(data: bytes, base: Checklist | None = None) -> Overlay:
    """The overlay of a workbook that is wholly good. Raises WorkbookError that names every bad row, ChecklistError for the whole."""
    book = _open(data)
    problems: list[str] = []
    overlay = Overlay()
    for part, (title, columns) in SHEETS.items():
        if title in book.sheetnames:
            overlay = overlay.holding(part, _entries(book[title], part, columns, problems))
        elif part == "items":
            problems.append(f"Thiếu bảng “{title}”; các bảng có trong tệp: {', '.join(book.sheetnames)[:200]}.")
    if problems:
        raise WorkbookError(tuple(problems))
    compose(overlay, base)
    return overlay


def _entries(sheet, part: str, columns: tuple[Column, ...], problems: list[str]) -> list[dict]:
    """The good rows of a sheet; what is wrong with the others goes to `problems`."""
    title = sheet.title
    if (sheet.max_row or 0) > _ROWS:
        problems.append(f"Bảng “{title}” có quá {_ROWS} hàng.")
        return []
    rows = sheet.iter_rows(max_col=60)
    heads = [str(cell.value).strip() if cell.value is not None else "" for cell in next(rows, ())]
    names = {column.name: column for column in columns}
    if columns[0].name not in heads:
        problems.append(f"Bảng “{title}”, hàng 1: thiếu cột “{columns[0].name}”.")
        return []
    problems += [
        f"Bảng “{title}”, hàng 1: không có cột “{head[:40]}”; các cột dùng được: {', '.join(names)}."
        for head in heads
        if head and head not in names
    ]
    problems += [f"Bảng “{title}”, hàng 1: cột “{head}” có hai lần." for head in dict.fromkeys(heads) if head and heads.count(head) > 1]
    places = [names.get(head) for head in heads]
    found: dict[str, int] = {}
    entries = []
    for number, row in enumerate(rows, 2):
        entry, faults = _entry(row, places)
        problems += [f"Bảng “{title}”, hàng {number}, {fault}" for fault in faults]
        if faults or not entry:
            continue
        fault = _fault(part, entry, found, number)
        if fault:
            problems.append(f"Bảng “{title}”, hàng {number}: {fault}")
        else:
            entries.append(entry)
    return entries


def _entry(row, places: list[Column | None]) -> tuple[dict, list[str]]:
    entry: dict = {}
    faults = []
    for cell, column in zip(row, places, strict=False):
        if column is None or cell.value is None or cell.value == "":
            continue
        try:
            if cell.data_type == "f":
                raise ChecklistError("ô có công thức; thay bằng chữ.")
            value = column.read(cell.value)
            if column.key == "rest" and not isinstance(value, dict):
                raise ChecklistError("phải là các dòng “khóa: giá trị”.")
            entry |= value if column.key == "rest" else {column.key: value}
        except ChecklistError as error:
            faults.append(f"cột “{column.name}”: {error.message}")
    return entry, faults


def _fault(part: str, entry: dict, found: dict[str, int], number: int) -> str:
    """What is wrong with a row as a whole; "" when it stands."""
    key = entry.get(KEYS[part])
    if not key:
        return f"thiếu ô “{SHEETS[part][1][0].name}”."
    if key in found:
        return f"“{key}” đã có ở hàng {found[key]}."
    found[key] = number
    if part != "items":
        return ""
    try:
        compose_values({"items": strict_yaml.parse(plain.write([entry]), "hàng").items(), "bases": [], "names": [], "glossary": []})
    except ChecklistError as error:
        return "" if _needs_other_sheets(error.message) else re.sub(r"^hàng, dòng \d+: ", "", error.message)
    return ""


def _needs_other_sheets(message: str) -> bool:
    """A class or basis that another sheet of the same workbook may bring: judged with the whole."""
    return "không có căn cứ “" in message or "không có lớp từ" in message


def _open(data: bytes):
    import openpyxl

    _guard(data)
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=False, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises many kinds for a broken part; all mean the same to the office
        raise WorkbookError(
            ("Tệp không phải là bảng tính Excel (.xlsx) đọc được.",), "Mở tệp bằng Excel, lưu lại dạng .xlsx rồi nạp lại."
        ) from error


def _guard(data: bytes) -> None:
    """Raises WorkbookError for what is no workbook, holds macros or is larger inside than allowed."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise WorkbookError(("Tệp là Excel đời cũ (.xls) hoặc có mật khẩu.",), "Bỏ mật khẩu, lưu lại dạng .xlsx rồi nạp lại.")
    if len(data) > LARGEST:
        raise WorkbookError(("Tệp lớn quá 20 MB.",))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _PARTS or len(set(names)) < len(names):
                raise WorkbookError(("Cấu trúc bên trong tệp không an toàn nên không được nạp.",))
            if "xl/workbook.xml" not in names:
                raise WorkbookError(("Tệp không phải là bảng tính Excel (.xlsx).",), "Chọn tệp .xlsx đã xuất từ trang này.")
            if any("vbaProject" in name for name in names):
                raise WorkbookError(("Tệp có chứa macro nên không được nạp.",), "Lưu lại dạng .xlsx (không macro) rồi nạp lại.")
            left = LARGEST
            for name in names:
                left -= _inflate(archive, name, left)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise WorkbookError(
            ("Tệp không phải là bảng tính Excel (.xlsx) hoặc đã hỏng.",), "Mở tệp bằng Excel, lưu lại dạng .xlsx rồi nạp lại."
        ) from error


def _inflate(archive: zipfile.ZipFile, name: str, left: int) -> int:
    """Real size of a part; refuses one beyond what is left and one that declares entities."""
    with archive.open(name) as stream:
        content = stream.read(left + 1)
    if len(content) > left:
        raise WorkbookError(("Tệp giải nén ra lớn quá mức cho phép.",))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise WorkbookError(("Cấu trúc bên trong tệp không an toàn nên không được nạp.",))
    return len(content)
