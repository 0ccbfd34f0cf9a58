"""From lines to paragraphs: running heads left out, columns of a header block put one after the other, wrapped lines joined."""

import re
from collections import Counter
from dataclasses import dataclass

from pipelines.intake.pdf_lines import Line

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
    group: list[tuple[Line, ...]] = []
    head = first
    for row in [*_rows(page.lines), ()]:
        if len(row) > 1 and (not group or _same_gutter(group[-1], row)):
            group.append(row)
            continue
        ordered += _flushed(group, head or _is_foot(group), page)
        group = [row] if len(row) > 1 else []
        if len(row) == 1:
            ordered.append((row[0], None))
            head = head and row[0].right - row[0].left < page.width * 0.5
    return ordered + _flushed(group, False, page)


def _rows(lines: tuple[Line, ...]) -> list[tuple[Line, ...]]:
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    return [tuple(row) for row in rows.values()]


def _same_gutter(above: tuple[Line, ...], below: tuple[Line, ...]) -> bool:
    return len(above) == len(below) and max(above[0].right, below[0].right) < min(above[1].left, below[1].left)


def _is_foot(group: list[tuple[Line, ...]]) -> bool:
    return bool(group) and bool(re.match(r"Nơi nhận|KT?\.|TM\.|T/M|K/T", " ".join(line.text for line in group[0])))


def _flushed(group: list[tuple[Line, ...]], columns: bool, page: Page) -> list[tuple[Line, Place]]:
    if columns or len(group) == 1 and len(group[0]) == 2:
        return [(row[side], None) for side in range(max(map(len, group), default=0)) for row in group if side < len(row)]
    key = round(group[0][0].baseline) if group else 0
    return [(line, (key, number, column)) for number, row in enumerate(group, 1) for column, line in enumerate(row, 1)]


def paragraphs(pages: list[Page]) -> list[Paragraph]:
    """In reading order, across page ends."""
    size = measure(pages) if any(page.lines for page in pages) else Measure(0, 0, 0)
    found: list[Paragraph] = []
    tables: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pages):
        for line, place in in_order(page, first=number == 0):
            if place:
                table = tables.setdefault((number, place[0]), len(tables) + 1)
                found.append(Paragraph([line], (table, *place[1:])))
            elif found and not found[-1].table and not _starts(found[-1].lines, line, size, page.width):
                found[-1].lines.append(line)
            else:
                found.append(Paragraph([line], None, "center" if _is_centred(line, page.width, size) else ""))
    return found


def _starts(paragraph: list[Line], line: Line, size: Measure, width: float) -> bool:
    """Does the line start a new paragraph?"""
    last = paragraph[-1]
    if _HEADING.match(last.text) or _MARKER.match(line.text) and (_ENDED.search(last.text) or _had_room(last, line, size)):
        return True
    if last.page == line.page and not 0 < last.baseline - line.baseline <= size.pitch + max(2.5, size.pitch * 0.14):
        return True
    if _is_centred(last, width, size) or _is_centred(line, width, size):
        return not _continues_title(paragraph, line, size, width)
    if _had_room(last, line, size) or _was_capitals(last) and not _was_capitals(line):
        return True
    return line.left > size.left + 8 and bool(_ENDED.search(last.text))


def _had_room(last: Line, line: Line, size: Measure) -> bool:
    """The next word would have fitted behind the last line, so its author ended the line."""
    return last.right + last.height * 0.4 + line.first_word < size.right - 1


def _was_capitals(line: Line) -> bool:
    """A line of a heading: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" ends before "Độc lập"."""
    return len(line.letters) > 5 and line.letters.isupper()


def _is_centred(line: Line, width: float, size: Measure) -> bool:
    middle = (size.left + size.right) / 2
    return line.left > size.left + 25 and abs((line.left + line.right) / 2 - middle) < width * 0.03


def _continues_title(paragraph: list[Line], line: Line, size: Measure, width: float) -> bool:
    last = paragraph[-1]
    alike = last.bold == line.bold and last.italic == line.italic and last.letters.isupper() == line.letters.isupper()
    both = _is_centred(last, width, size) and _is_centred(line, width, size)
    return both and alike and last.letters != "" and line.letters != "" and not _MARKER.match(line.text) and not _ENDED.search(last.text)


def joined(lines: list[Line]) -> tuple[str, list[tuple[int, Line]]]:
    """The paragraph's text, and where in it each line begins."""
    text, starts = "", []
    for line in lines:
        if text and not _GLUED.search(text):
            text += " "
        starts.append((len(text), line))
        text += line.text
    return text, starts
