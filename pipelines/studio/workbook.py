"""An overlay as an Excel workbook and back: exact both ways, bad rows named by sheet, row and column, nothing half taken.

Cells are written as text, never as formulas. A workbook from outside is opened only within limits on its real size.
"""

import dataclasses
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from pipelines.checklist import strict_yaml
from pipelines.checklist.load import Checklist
from pipelines.errors import ChecklistError
from pipelines.studio import plain
from pipelines.studio.overlay import KEYS, Overlay, check_item, compose_values, item_of, ordered, shipped, with_register, with_terms
from pipelines.studio.sheets import SHEETS, Column

LARGEST = 20_000_000  # bytes, of the file and of all its parts inflated
_PARTS, _ROWS, _CELL = 300, 5_000, 32_000
_STEP = "Sửa các chỗ được nêu trong Excel rồi nạp lại; chưa có gì thay đổi."
_ANEW = "Xuất lại tệp Excel từ trang này, chép các hàng đã soạn sang rồi nạp tệp ấy; chưa có gì thay đổi."


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


@dataclasses.dataclass(frozen=True)
class Row:
    """A row whose cells could be read."""

    entry: dict
    value: strict_yaml.Value  # the same; its refusals name sheet and row


def read_workbook(data: bytes, base: Checklist | None = None) -> Overlay:
    """The overlay of a workbook that is wholly good. Raises WorkbookError that names every bad row, ChecklistError for the whole."""
    book, base = _open(data), base or shipped()
    problems: list[str] = []
    rows = {part: _rows(book, part, problems) for part in SHEETS}
    problems += _unfit(rows, base, whole=not problems)
    if problems:
        raise WorkbookError(tuple(problems))
    compose_values({part: [row.value for row in found] for part, found in rows.items()}, base)
    overlay = Overlay()
    for part, found in rows.items():
        overlay = overlay.holding(part, [row.entry for row in found])
    return overlay


def _unfit(rows: dict[str, list[Row]], base: Checklist, whole: bool) -> list[str]:
    """What is wrong with rows whose cells are right; words and bases that other rows bring are known only when the `whole` was read."""
    problems: list[str] = []
    lexicon, register = base.lexicon, base.register
    try:
        lexicon = with_terms(lexicon, [row.value for row in rows["glossary"]])
        register = with_register(register, [row.value for row in rows["bases"]], [row.value for row in rows["names"]])
    except ChecklistError as error:
        problems.append(_in_column(error.message, rows))
        whole = False
    for row in rows["items"]:
        try:
            if not row.entry.get("off"):
                item = item_of(row.value)
                if whole:
                    check_item(item, row.value, lexicon, register)
        except ChecklistError as error:
            problems.append(_in_column(error.message, rows))
    return problems


def _in_column(message: str, rows: dict[str, list[Row]]) -> str:
    """The refusal with the column in place of a line that nobody sees in a workbook."""
    found = re.match(r"(Bảng “(.+?)”, hàng \d+), dòng (\d+): (.*)", message, re.S)
    if not found:
        return message
    place, title, line, said = found.groups()
    part = next(part for part, (name, _) in SHEETS.items() if name == title)
    entry = next(row.entry for row in rows[part] if row.value.file == place)
    key = plain.key_at(plain.write(ordered(part, entry)), int(line))
    names = {column.key: column.name for column in SHEETS[part][1]}
    column = "" if key == KEYS[part] else f", cột “{names.get(key, names['rest'])}”"
    said = re.sub(r"^thiếu khóa “(\w+)”", lambda m: f"thiếu ô “{names.get(m[1], m[1])}”", said)
    return f"{place}{column}: {said.replace(' (hits)', '').replace(' (misses)', '')}"


def _rows(book, part: str, problems: list[str]) -> list[Row]:
    """The rows of a sheet whose cells can be read; what is wrong with the others goes to `problems`."""
    title, columns = SHEETS[part]
    if title not in book.sheetnames:
        if part == "items":
            problems.append(f"Thiếu bảng “{title}”; các bảng có trong tệp: {'; '.join(book.sheetnames)[:200]}.")
        return []
    sheet = book[title]
    if (sheet.max_row or 0) > _ROWS:
        problems.append(f"Bảng “{title}” có quá {_ROWS} hàng.")
        return []
    lines = sheet.iter_rows(max_col=60)
    heads = [str(cell.value).strip() if cell.value is not None else "" for cell in next(lines, ())]
    faults = _wrong_heads(heads, columns)
    problems += [f"Bảng “{title}”, hàng 1: {fault}" for fault in faults]
    if columns[0].name not in heads:
        return []
    names = {column.name: column for column in columns}
    places = [names.get(head) for head in heads]
    known: dict[str, int] = {}
    found = []
    for number, cells in enumerate(lines, 2):
        place = f"Bảng “{title}”, hàng {number}"
        entry, faults = _entry(cells, places)
        problems += [f"{place}, {fault}" for fault in faults]
        if not entry or faults:
            continue
        if fault := _no_key(entry.get(KEYS[part]), columns[0].name, known, number):
            problems.append(f"{place}: {fault}")
        else:
            found.append(Row(entry, strict_yaml.parse(plain.write(ordered(part, entry)), place)))
    return found


def _wrong_heads(heads: list[str], columns: tuple[Column, ...]) -> list[str]:
    names = [column.name for column in columns]
    if names[0] not in heads:
        return [f"thiếu cột “{names[0]}”."]
    faults = [f"không có cột “{head[:40]}”; các cột dùng được: {'; '.join(names)}." for head in heads if head and head not in names]
    return faults + [f"cột “{head}” có hai lần." for head in dict.fromkeys(heads) if head and heads.count(head) > 1]


def _no_key(key, column: str, known: dict[str, int], number: int) -> str:
    """Why a row cannot be told from the others; "" when it can."""
    if not key:
        return f"thiếu ô “{column}”."
    if key in known:
        return f"“{key}” đã có ở hàng {known[key]}."
    known[key] = number
    return ""


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
        raise WorkbookError(("Tệp lớn quá 20 MB.",), _ANEW)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if len(names) > _PARTS or len(set(names)) < len(names):
                raise WorkbookError(("Cấu trúc bên trong tệp không an toàn nên không được nạp.",), _ANEW)
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
        raise WorkbookError(("Tệp giải nén ra lớn quá mức cho phép.",), _ANEW)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise WorkbookError(("Cấu trúc bên trong tệp không an toàn nên không được nạp.",), _ANEW)
    return len(content)
