"""PDF with a text layer, read with pdfium: paragraphs across pages, what is not read listed page by page."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from pipelines.errors import DamagedFile, EmptyDocument, EncryptedFile, NoTextLayer, SecretMarked, TooLarge
from pipelines.intake import secrecy
from pipelines.intake.pdf_guard import check_streams
from pipelines.intake.pdf_layout import Page, Paragraph, joined, paragraphs, split_running
from pipelines.intake.pdf_lines import is_broken, page_lines
from pipelines.intake.remarks import ANNOTATION, PICTURE, RUNNING_HEAD, SCANNED
from pipelines.types import Block, Piece, Reading, SourceFile, Unread

MAX_PAGES = 1_000
FEWEST_LETTERS = 20  # on a page that counts as text
NOTE = "Văn bản đọc từ PDF: đoạn, bảng được ghép lại theo vị trí dòng chữ, cần đối chiếu với bản gốc."

OVER_PICTURE = "Có trang là ảnh quét kèm lớp chữ do máy quét nhận dạng: có thể sai chữ, sai dấu; phải đối chiếu với bản gốc."


@contextmanager
def open_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Raises EncryptedFile, EmptyDocument, TooLarge for more than 1,000 pages, DamagedFile for whatever pdfium stumbles on inside."""
    check_streams(data)
    try:
        with pypdfium2.PdfDocument(data) as document:
            if not len(document):
                raise EmptyDocument()
            if len(document) > MAX_PAGES:
                raise TooLarge(f"Tệp PDF có hơn {MAX_PAGES} trang.")
            yield document
    except pypdfium2.PdfiumError as error:
        raise (EncryptedFile() if "password" in str(error).lower() else DamagedFile()) from None


def read_pdf(data: bytes, source: SourceFile) -> Reading:
    """Raises NoTextLayer for a scan or a font that cannot be read, SecretMarked also for a mark in a running head."""
    pages, unread, over_picture = [], [], False
    with open_pdf(data) as document:
        for number in range(len(document)):
            page = read_page(document, number)
            pages.append(page)
            unread += not_read(document, number, PICTURE if has_text(page) else SCANNED)
            over_picture = over_picture or _is_over_picture(document[number], page)
    if not any(map(has_text, pages)):
        if not unread and not any(page.lines for page in pages):
            raise EmptyDocument()
        raise NoTextLayer()
    return assemble(pages, unread, source, (NOTE, OVER_PICTURE) if over_picture else (NOTE,))


def assemble(pages: list[Page], unread: list[Unread], source: SourceFile, notes: tuple[str, ...]) -> Reading:
    """The reading of all pages; raises SecretMarked for a mark on any line, running heads too."""
    if secrecy.find_raw_mark((line.text for page in pages for line in page.lines), any(line.ocr for page in pages for line in page.lines)):
        raise SecretMarked()
    kept, dropped = split_running(pages)
    heads = [Unread(f"page[{line.page + 1}]/line[{line.row + 1}]/at[{round(line.left)}]", RUNNING_HEAD) for line in dropped]
    blocks = tuple(block_of(paragraph, number) for number, paragraph in enumerate(paragraphs(kept), 1))
    return Reading(source, blocks, unread=(*unread, *heads), notes=notes)


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """The text layer of a page."""
    page = document[number]
    text_page = page.get_textpage()  # held by name: pdfium frees it with its last reference
    return Page(*page.get_size(), tuple(page_lines(text_page.raw, number)))


def has_text(page: Page) -> bool:
    """A text layer worth the name: some letters, in fonts that lead back to Unicode."""
    text = "".join(line.text for line in page.lines)
    return sum(map(str.isalpha, text)) >= FEWEST_LETTERS and not is_broken(text)


def _is_over_picture(page: pypdfium2.PdfPage, size: Page) -> bool:
    """A text layer over a picture of most of the page: somebody's scanner recognised it."""
    if not has_text(size):
        return False
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) > 0.6 * size.width * size.height:
            return True
    return False


def not_read(document: pypdfium2.PdfDocument, number: int, reason: str) -> list[Unread]:
    """Pictures (with this reason) and annotations of a page."""
    page = document[number]
    count = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    found = [Unread(f"page[{number + 1}]/image[{index + 1}]", reason) for index in range(min(count, 500))]
    kinds = [_annotation_kind(page, index) for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), 500))]
    shown = [index for index, kind in enumerate(kinds) if kind not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)]
    return found + [Unread(f"page[{number + 1}]/annotation[{index + 1}]", ANNOTATION) for index in shown]


def _annotation_kind(page: pypdfium2.PdfPage, index: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    pdfium.FPDFPage_CloseAnnot(annotation)
    return kind


def block_of(paragraph: Paragraph, number: int) -> Block:
    """`Piece.part` is the page, `Piece.node` the printed line on it, `Piece.offset` a character of the page."""
    lines = paragraph.lines
    text, starts = joined(lines)
    ends = [start for start, _ in starts[1:]] + [len(text)]
    pieces = tuple(
        Piece(start, end, f"page[{line.page + 1}]", line.row, line.first, "ocr" if line.ocr else "text")
        for (start, line), end in zip(starts, ends, strict=True)
    )
    bold, italic = all(line.bold for line in lines), all(line.italic for line in lines)
    where, kind = f"page[{lines[0].page + 1}]/p[{number}]", "cell" if paragraph.table else "paragraph"
    return Block(kind, text, where, pieces, align=paragraph.align, bold=bold, italic=italic, table=paragraph.table)
