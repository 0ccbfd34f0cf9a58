"""Scanned PDF pages, recognised one by one by tesseract with Vietnamese; pages that have a text layer keep it.

A page costs some ten seconds, so each one reports progress. Everything passes through pipes: no picture is written to disk.
"""

import os
import subprocess
from collections.abc import Callable

from pipelines.errors import ConverterMissing, EmptyDocument
from pipelines.intake.pdf import assemble, has_text, not_read, open_pdf, read_page
from pipelines.intake.pdf_layout import Page
from pipelines.intake.pdf_lines import Line, is_label
from pipelines.intake.programs import VIETNAMESE
from pipelines.types import Reading, SourceFile

DPI = 300
MAX_PIXELS = 20_000_000  # of one page's picture
LEAST_CONFIDENCE = 20.0  # of a sign that is no word, in per cent; below it is speckle
WIDE_GAP = 2.2  # white space between words, in heights of a word, that separates columns
NOTE = "Văn bản từ OCR (nhận dạng chữ trong ảnh quét): có thể sai chữ, dấu; phải đối chiếu với bản gốc."
PICTURE = "ảnh, con dấu hoặc chữ ký trong trang, chưa đọc được"


def read_scan(data: bytes, source: SourceFile, request: dict, progress: Callable[[float, str], None]) -> Reading:
    """Raises ConverterMissing when tesseract fails, EmptyDocument when no page holds a word."""
    pages, unread = [], []
    with open_pdf(data) as document:
        count = len(document)
        for number in range(count):
            progress(number / count, f"Nhận dạng chữ: trang {number + 1}/{count}")
            page = read_page(document, number)
            if not has_text(page):
                picture, scale = _picture(document[number], page)
                page = Page(page.width, page.height, tuple(_lines(_recognise(picture, request["tesseract"]), number, page, scale)))
            pages.append(page)
            unread += not_read(document, number, PICTURE)
    if not any(page.lines for page in pages):
        raise EmptyDocument()
    return assemble(pages, unread, source, (NOTE,))


def _picture(page, size: Page) -> tuple[bytes, float]:
    """The page in grey as a PGM picture, and its pixels per point."""
    scale = min(DPI / 72, (MAX_PIXELS / max(1.0, size.width * size.height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows, stride, width, height = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
    pixels = rows if stride == width else b"".join(rows[at : at + width] for at in range(0, stride * height, stride))
    return b"P5 %d %d 255\n" % (width, height) + pixels, scale


def _recognise(picture: bytes, tesseract: str) -> str:
    """Tesseract's table of words."""
    command = [tesseract, "stdin", "stdout", "-l", VIETNAMESE, "--dpi", str(DPI), "--psm", "3", "tsv"]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, check=False, creationflags=hidden, env={**os.environ, "OMP_THREAD_LIMIT": "1"}
        )
    except OSError:
        raise ConverterMissing("Không chạy được Tesseract để nhận dạng chữ.") from None
    if done.returncode:
        raise ConverterMissing("Tesseract không nhận dạng được trang này.")
    return done.stdout.decode("utf-8", "replace")


def _lines(table: str, number: int, page: Page, scale: float) -> list[Line]:
    rows: dict[tuple[str, ...], list[list[str]]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and (any(map(str.isalnum, cells[11])) or float(cells[10]) >= LEAST_CONFIDENCE):
            rows.setdefault(tuple(cells[1:5]), []).append(cells)
    return [_line(part, row, number, page, scale) for row, words in enumerate(rows.values()) for part in _columns(words)]


def _columns(words: list[list[str]]) -> list[list[list[str]]]:
    parts: list[list[list[str]]] = [[]]
    for word, before in zip(words, [None, *words], strict=False):
        gap = int(word[6]) - int(before[6]) - int(before[8]) if before else 0
        if before and gap > WIDE_GAP * max(int(before[9]), int(word[9])) and not is_label("".join(each[11] for each in parts[-1])):
            parts.append([])
        parts[-1].append(word)
    return [part for part in parts if any(word[11].strip() for word in part)]


def _line(words: list[list[str]], row: int, number: int, page: Page, scale: float) -> Line:
    boxes = [tuple(int(cell) / scale for cell in word[6:10]) for word in words]  # left, top, width, height
    heights = sorted(box[3] for box in boxes)
    bottom = sorted(box[1] + box[3] for box in boxes)[len(boxes) // 2]
    left, right = boxes[0][0], boxes[-1][0] + boxes[-1][2]
    text = " ".join(word[11] for word in words)
    return Line(number, row, text, left, right, page.height - bottom, heights[len(heights) // 2], first_word=boxes[0][2], ocr=True)
