"""Bảng tổng hợp ý kiến, tiếp thu, giải trình: four columns on A4 landscape, and the same as a spreadsheet.

Layout: workflow.md §5.1; the two columns for programs, hidden in print: §5.4.
"""

import io
from collections import Counter

from pipelines.exports import page
from pipelines.exports.comment_table import fill_row, ruled_table
from pipelines.exports.content import cited, draft_name, first_upper
from pipelines.exports.export import DOCX, XLSX, Export
from pipelines.exports.form import form_of, vietnamese_date
from pipelines.exports.package import repack
from pipelines.exports.table import spreadsheet
from pipelines.sheet import topic_group
from pipelines.types import TAKEN_UP, CommentSheet, Dossier, Followed

COLUMNS = (
    ("NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN", 40),
    ("CHỦ THỂ GÓP Ý", 32),
    ("NỘI DUNG GÓP Ý", 98),
    ("NỘI DUNG TIẾP THU, GIẢI TRÌNH", 87),
)
SHEET_COLUMNS = (*((name, round(width * 0.75)) for name, width in COLUMNS), ("trang_thai", 12), ("vi_tri_moi", 20))
MISSING = "(Không tiếp thu nhưng chưa có giải trình của cơ quan chủ trì soạn thảo.)"
_LONGEST = 900  # characters of the new text on paper; the case file holds all of it


def render(dossier: Dossier) -> bytes:
    """The table as a .docx of its own, with title and opening paragraph."""
    sheet, form = dossier.sheet, form_of(dossier.sheet.settings)
    document = page.new_document(form, sheet.settings.agency)
    page.set_page(document.sections[0], form, landscape=True)
    page.line(document, "BẢNG TỔNG HỢP Ý KIẾN, TIẾP THU, GIẢI TRÌNH", form.body_size, bold=True, align="center")
    page.line(document, f"Ý kiến góp ý đối với dự thảo {draft_name(sheet)}", form.body_size, bold=True, align="center", after=6)
    for paragraph in opening(sheet, dossier.followed):
        page.body(document, paragraph)
    page.line(document, "", 6)
    table = ruled_table(document, COLUMNS)
    for followed in dossier.followed:
        fill_row(table, COLUMNS, _cells(followed))
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def render_table(dossier: Dossier) -> bytes:
    """The same four columns as a spreadsheet, with status and new place for programs in hidden columns."""
    rows = [
        ["\n".join(text for text, _ in lines) for lines in _cells(followed)] + [followed.status, followed.new_label]
        for followed in dossier.followed
    ]
    return spreadsheet("Tiếp thu, giải trình", SHEET_COLUMNS, rows, dossier.sheet.settings.agency, hidden=2)


def opening(sheet: CommentSheet, followed: tuple[Followed, ...]) -> list[str]:
    """What was asked, how many comments there were, and how many were taken up; what is still open is said."""
    agencies = "; ".join(dict.fromkeys(f.agency for f in followed if f.agency)) or "cơ quan thẩm định"
    request = sheet.received.get("so_den", "")
    day = vietnamese_date(sheet.received.get("ngay"))
    told = f" kèm theo văn bản số {request}{f', ngày {day}' if day else ''}" if request else ""
    count = Counter(f.status for f in followed)
    results = "; ".join(f"{name}: {count[key]}" for key, name in TAKEN_UP.items())
    lines = [
        f"Căn cứ ý kiến của {agencies} đối với dự thảo {draft_name(sheet)} và bản dự thảo đã chỉnh sửa{told}, "
        "kết quả tiếp thu, giải trình như sau:",
        f"1. Tổng số ý kiến góp ý: {len(followed)}.",
        f"2. Kết quả: {results}.",
    ]
    open_answers, unconfirmed = sum(f.unanswered for f in followed), sum(not f.confirmed for f in followed)
    if open_answers:
        lines.append(f"Có {open_answers} ý kiến không được tiếp thu mà chưa có giải trình.")
    if unconfirmed:
        lines.append(f"Có {unconfirmed} kết quả do chương trình đối chiếu đề xuất, chưa được người thẩm định xác nhận.")
    return lines


def _cells(followed: Followed) -> tuple[list[tuple[str, dict]], ...]:
    row = followed.row
    moved = followed.new_label and followed.new_label != row.label
    comment = [(row.comment, {})]
    if row.wording:
        comment.append((f"Đề nghị sửa thành: “{row.wording}”", {}))
    if row.bases:
        comment.append((f"Căn cứ: {'; '.join(map(cited, row.bases))}", {}))
    return (
        [(first_upper(row.label) + (f" (nay là {followed.new_label})" if moved else ""), {}), (topic_group(row.topic), {"italic": True})],
        [(followed.agency, {})],
        comment,
        _response(followed),
    )


def _response(followed: Followed) -> list[tuple[str, dict]]:
    lines: list[tuple[str, dict]] = [(first_upper(TAKEN_UP[followed.status]) + ".", {"bold": True})]
    if followed.new_text and followed.status in ("toan_bo", "mot_phan"):
        lines.append((f"Dự thảo mới: “{_shortened(followed.new_text)}”", {}))
    if followed.answer.strip():
        lines.append((f"Giải trình: {followed.answer.strip()}", {}))
    elif followed.unanswered:
        lines.append((MISSING, {"italic": True}))
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


RESPONSES = Export("tiep_thu", "Bảng tiếp thu, giải trình (.docx)", ".docx", DOCX, render, needs_followed=True)
RESPONSES_TABLE = Export("tiep_thu_bang", "Bảng tiếp thu, giải trình (.xlsx)", ".xlsx", XLSX, render_table, needs_followed=True)
