"""A draft file made in code, read by the real reader, with a sheet of comments on it."""

import io

import docx

from pipelines.sheet import build_sheet
from pipelines.types import Decision, Dossier, Followed
from tests.factories import SETTINGS, a_finding, a_review

LINES = (
    "KẾ HOẠCH",
    "1. Mỗi hộ mặt đường góp 1.200.000 đồng để lát lại vỉa hè, thu xong trong tháng 02/2027.",
    "2. Hộ đã nhận hỗ trợ ký cam kết không có đơn thư về sau.",
)
QUOTES = ("góp 1.200.000 đồng để lát lại vỉa hè", "cam kết không có đơn thư")


def a_file(*lines: str, split: int = 0) -> bytes:
    """A .docx of these paragraphs; with `split`, each paragraph in runs of that many characters, every second one bold."""
    document = docx.Document()
    for line in lines:
        paragraph = document.add_paragraph()
        parts = [line[i : i + split] for i in range(0, len(line), split)] if split else [line]
        for number, part in enumerate(parts):
            paragraph.add_run(part).bold = True if number % 2 else None
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def draft_of(data: bytes):
    import hashlib

    from pipelines.intake.docx import read_docx
    from pipelines.structure import build_draft
    from pipelines.types import SourceFile

    return build_draft(read_docx(data, SourceFile("du-thao.docx", hashlib.sha256(data).hexdigest(), "docx")))


def dossier_with_original(data: bytes | None = None, quotes: tuple[str, ...] = QUOTES) -> Dossier:
    """The file, its review with a finding a quote, and the sheet that takes up all of them."""
    data = data or a_file(*LINES)
    draft = draft_of(data)
    review = a_review(draft, *(a_finding(draft, quote) for quote in quotes))
    sheet = build_sheet(review, [Decision(f.id, "gop_y") for f in review.findings], SETTINGS, date="2026-11-26")
    return Dossier(sheet, review, data, followed=tuple(a_followed(row) for row in sheet.rows))


def a_followed(row, status: str = "khong", **more) -> Followed:
    """What became of a row: by default nothing, and the agency has not said why."""
    told = {"why": "Nội dung đã góp ý còn nguyên.", "changes": ("renumbered",), "new_label": "mục I.3", "agency": SETTINGS.agency}
    texts = {"old_text": row.quote, "new_text": row.quote, "comparison": (("giu", row.quote),)}
    return Followed(**({"row": row, "status": status} | told | texts | more))
