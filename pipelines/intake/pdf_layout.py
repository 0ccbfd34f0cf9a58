"""From lines to paragraphs: running heads left out, columns of a header block put one after the other, wrapped lines joined."""

import re
from collections import Counter
from dataclasses import dataclass

from pipelines.intake.pdf_lines import Line

CELL_MARGINS = 10.8  # points between the words of two table cells, as Word sets them
EDGE = 0.11  # share of the page's height, at the top and at the bottom, where running heads stand
_PAGE_NUMBER = re.compile(r"^\W*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*$", re.I)
_MARKER = re.compile(
    r"^(?:Điều\s+\d+[a-z]?\s*[.:]|\(?\d{1,3}(?:\.\d{1,3})*[.)]\s|\d{1,2}(?:\.\d{1,2})+\s|[a-zđ]{1,2}\)|[IVXLC]{1,6}\s*[.\-)]\s|[-–+•*]\s"
    r"|(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|PHỤ LỤC|Phụ lục)\s+[IVXLCA-Z\d]+\b|Căn cứ\s|Nơi nhận|Kính gửi)"
)
_HEADING = re.compile(r"^(?:chương|phần|mục|tiểu mục|phụ lục)\s+[ivxlc\d]+\W*$", re.I)
_ENDED = re.compile(r"[.;:!?…][”\"’)\]]*$")
_GLUED = re.compile(r"[\w][-/]$")  # "NĐ-" / "2022/": the number goes on without a space


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]


Place = tuple[int, int, int] | None  # table, row, column


Row = tuple[Line | None, ...]  # the parts of a printed line, None for a column that is empty in it


@dataclass(frozen=True)
class Paragraph:
    lines: list[Line]
    table: Place = None
    align: str = ""


@dataclass(frozen=True)
class Measure:
    """Of the whole document."""

    left: float  # margin that wrapped lines start at
    right: float  # where full lines end
    pitch: float  # from one line to the next


def split_running(pages: list[Page]) -> tuple[list[Page], list[Line]]:
    """Pages without running heads and page numbers, and the lines left out."""
    repeated = Counter(key for page in pages for key in {_key(line) for line in page.lines if _at_edge(line, page)})
    often = max(2, min(3, len(pages) // 2))
    kept, dropped = [], []
    for page in pages:
        heads = {id(line) for line in page.lines if _at_edge(line, page) and (_is_number(line) or repeated[_key(line)] >= often)}
        dropped += [line for line in page.lines if id(line) in heads]
        kept.append(Page(page.width, page.height, tuple(line for line in page.lines if id(line) not in heads)))
    return kept, dropped


def _key(line: Line) -> str:
    return re.sub(r"[\d\s]", "", line.text)


def _is_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.match(line.text))


def _at_edge(line: Line, page: Page) -> bool:
    """One of the two outermost printed lines near the top or bottom edge, and no provision ("Điều 5." may open many pages)."""
    if page.height * EDGE < line.baseline < page.height * (1 - EDGE) or _MARKER.match(line.text) and not _is_number(line):
        return False
    printed = sorted({round(each.baseline) for each in page.lines})
    return round(line.baseline) in (*printed[:2], *printed[-2:])


def measure(pages: list[Page]) -> Measure:
    """Margins and pitch most lines agree on."""
    wide = [line for page in pages for line in page.lines if line.right - line.left > page.width * 0.45]
    lefts = Counter(round(line.left) for line in wide or [line for page in pages for line in page.lines])
    rights = sorted(line.right for line in wide) or [pages[0].width - min(lefts)]  # short lines only: margins alike
    common = [left for left, count in lefts.items() if count >= max(1, max(lefts.values()) // 4)]
    gaps = Counter(
        round(above.baseline - below.baseline)
        for page in pages
        for above, below in zip(page.lines, page.lines[1:], strict=False)
        if 4 < above.baseline - below.baseline < 60
    )
    return Measure(float(min(common)), rights[int(len(rights) * 0.97)], float(gaps.most_common(1)[0][0]) if gaps else 14.0)


def in_order(page: Page, first: bool) -> list[tuple[Line, Place]]:
    """Lines of a page as they are read, each with its table place when it stands in a table.

    Printed lines of two parts with one gutter are read left part first when they are the head of a document (agency | national
    title) or its foot (recipients | signature), row by row when they are a table.
    """
    ordered: list[tuple[Line, Place]] = []
    group: list[Row] = []
    head = first
    for printed in [*_rows(page.lines), ()]:
        row = _beside(printed, group) if group else printed
        if row and len(row) > 1:
            group.append(row)
            continue
        ordered += _flushed(group, head or _is_foot(group))
        group = [printed] if len(printed) > 1 else []
        if len(printed) == 1:
            ordered.append((printed[0], None))
            head = head and printed[0].right - printed[0].left < page.width * 0.5
    return ordered + _flushed(group, head or _is_foot(group))


def _rows(lines: tuple[Line, ...]) -> list[Row]:
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    return [tuple(row) for row in rows.values()]


def _beside(row: Row, group: list[Row]) -> Row | None:
    """The row set into the columns of the group above it, a lone part on its side of the gutter; None when it does not fit."""
    above = [part for part in group[-1] if part]
    if not row or not 0 < above[0].baseline - row[0].baseline < 3.5 * max(part.height for part in above):
        return None
    gutter = max(each[0].right for each in group if each[0]), min(each[1].left for each in group if each[1])
    if len(row) == 1 and len(group[0]) == 2:
        if row[0].right < gutter[1]:
            return (row[0], None)
        return (None, row[0]) if row[0].left > gutter[0] else None
    return row if len(row) == len(group[0]) and max(gutter[0], row[0].right) < min(gutter[1], row[1].left) else None


def _is_foot(group: list[Row]) -> bool:
    return bool(group) and bool(re.match(r"Nơi nhận|KT?\.|TM\.|T/M|K/T", " ".join(line.text for line in group[0] if line)))


def _flushed(group: list[Row], columns: bool) -> list[tuple[Line, Place]]:
    if columns or len(group) == 1 and len(group[0]) == 2:
        return [(row[side], None) for side in range(max(map(len, group), default=0)) for row in group if side < len(row) and row[side]]
    key = round(group[0][0].baseline) if group else 0
    return [(line, (key, number, column)) for number, row in enumerate(group, 1) for column, line in enumerate(row, 1) if line]


def paragraphs(pages: list[Page]) -> list[Paragraph]:
    """In reading order, across page ends."""
    size = measure(pages) if any(page.lines for page in pages) else Measure(0, 0, 0)
    found: list[Paragraph] = []
    tables: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pages):
        limits = _limits(page, size)
        for line, place in in_order(page, first=number == 0):
            if place:
                table = tables.setdefault((number, place[0]), len(tables) + 1)
                found.append(Paragraph([line], (table, *place[1:])))
            elif found and not _starts(found[-1], line, size, limits, page.width):
                found[-1].lines.append(line)
            else:
                found.append(Paragraph([line], None, "center" if _is_centred(line, page.width, size) else ""))
    return found


def _limits(page: Page, size: Measure) -> dict[int, float]:
    """Where each line's column ends (by the line's identity): before its neighbour on the right, else at the margin."""
    near = 2 * size.pitch
    limits = {}
    for line in page.lines:
        beside = [other.left for other in page.lines if other.left > line.right and abs(other.baseline - line.baseline) <= near]
        limits[id(line)] = min(beside, default=size.right + CELL_MARGINS) - CELL_MARGINS
    return limits


def _starts(paragraph: Paragraph, line: Line, size: Measure, limits: dict[int, float], width: float) -> bool:
    """Does the line start a new paragraph?"""
    last = paragraph.lines[-1]
    limit = limits.get(id(last), size.right)
    in_cell = _in_cell(last, line)
    if last.is_rule or line.is_rule or _HEADING.match(last.text) or paragraph.table and not in_cell:
        return True
    if last.page == line.page and not _is_below(last, line, size):
        return True
    ended, room = bool(_ENDED.search(last.text)), _had_room(last, line, limit)
    if _MARKER.match(line.text) and (ended or room) or limit < size.right - 1 and not in_cell:
        return True
    if _was_capitals(last) and (not _was_capitals(line) or last.left > (size.left + size.right) / 2):
        return True
    if line.text[0].islower() and not ended and not _MARKER.match(line.text):  # a Vietnamese paragraph opens with a capital or a number
        return False
    if _is_centred(last, width, size) or _is_centred(line, width, size):
        return not _continues_title(last, line, room, size, width)
    ground = paragraph.lines[0].text.startswith(("Căn cứ", "- Căn cứ", "Theo")) and last.text.endswith(";")  # căn cứ end with a semicolon
    return room or ground or line.left > size.left + 8 and ended


def _is_below(last: Line, line: Line, size: Measure) -> bool:
    """The next line of the same column."""
    near = size.pitch * 0.4 < last.baseline - line.baseline <= size.pitch * 1.14 + 2
    return near and line.left < last.right and line.right > last.left


def _in_cell(last: Line, line: Line) -> bool:
    """Two lines of one column set flush left."""
    return abs(last.left - line.left) < 2.5 and last.baseline > line.baseline


def _had_room(last: Line, line: Line, limit: float) -> bool:
    """The next word would have fitted behind the last line, so its author ended the line."""
    return last.right + last.height * 0.4 + line.first_word < limit - 1


def _was_capitals(line: Line) -> bool:
    """A line of a heading: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" ends before "Độc lập"."""
    return len(line.letters) > 3 and line.letters.isupper()


def _is_centred(line: Line, width: float, size: Measure) -> bool:
    """White space on both sides, about the same; a first line's indent has none on its right."""
    before, behind = line.left - size.left, size.right - line.right
    return before > 25 and behind > 15 and abs(before - behind) < width * 0.06


def _continues_title(last: Line, line: Line, room: bool, size: Measure, width: float) -> bool:
    alike = last.bold == line.bold and last.italic == line.italic and last.letters.isupper() == line.letters.isupper()
    fits = _is_centred(last, width, size) and _is_centred(line, width, size) or not room
    return alike and fits and not _MARKER.match(line.text) and not _ENDED.search(last.text)


def joined(lines: list[Line]) -> tuple[str, list[tuple[int, Line]]]:
    """The paragraph's text, and where in it each line begins."""
    text, starts = "", []
    for line in lines:
        if text and not _GLUED.search(text):
            text += " "
        starts.append((len(text), line))
        text += line.text
    return text, starts
