"""The three papers of a thẩm định, as Party or State documents: phiếu ý kiến, công văn góp ý, báo cáo thẩm định.

They share one content (workflow.md §4); they differ in header, addressee and the words of opening and close.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.exports import page
from pipelines.exports.comment_table import comment_table
from pipelines.exports.content import closing, first_upper, general_opinion, opening, received_files, small_print, subject, written_date
from pipelines.exports.export import DOCX, Export
from pipelines.exports.form import form_of
from pipelines.exports.package import repack
from pipelines.sheet import place_name
from pipelines.types import CommentSheet, Dossier, SheetSettings


@dataclass(frozen=True)
class Paper:
    kind: str  # tên loại; "" for a công văn, which has none
    symbol: str  # abbreviation of the kind in the number
    first_recipient: str
    opening: Callable[[CommentSheet], str]


PAPERS = {
    "phieu": Paper("PHIẾU Ý KIẾN THẨM ĐỊNH", "PYK", "", lambda sheet: opening(sheet, "có ý kiến thẩm định như sau:")),
    "cong_van": Paper("", "CV", "Như trên", lambda sheet: opening(sheet, "có ý kiến tham gia như sau:")),
    "bao_cao": Paper("BÁO CÁO", "BC", "Như trên", lambda sheet: opening(sheet, "báo cáo kết quả thẩm định như sau:")),
}


def render(paper: Paper) -> Callable[[Dossier], bytes]:
    """A function from dossier to the paper's .docx bytes."""

    def write(dossier: Dossier) -> bytes:
        document = compose(paper, dossier.sheet)
        buffer = io.BytesIO()
        document.save(buffer)
        return repack(buffer.getvalue())

    return write


def compose(paper: Paper, sheet: CommentSheet):
    """The python-docx document: header, text in four parts, signature; the table of comments on its own landscape pages."""
    settings, form = sheet.settings, form_of(sheet.settings)
    document = page.new_document(form, settings.agency)
    headline = "" if paper.kind else first_upper(subject(sheet)) if form.subject_italic else subject(sheet)
    page.header_block(document, form, settings, _symbol(paper, settings), headline, written_date(sheet))
    if paper.kind:
        page.title_block(document, form, paper.kind, subject(sheet) if form.subject_italic else first_upper(subject(sheet)))
    if settings.addressee:
        page.addressee_line(document, form, settings.addressee)
    page.body(document, paper.opening(sheet))
    _parts(document, sheet, form.ending)
    page.closing_block(document, form, settings, paper.first_recipient if settings.addressee else "")
    small_print(document, sheet)
    if sheet.rows:
        comment_table(document, form, sheet)
    return document


def _symbol(paper: Paper, settings: SheetSettings) -> str:
    """Party: "CV/BXDĐ"; State: "BC-VHXH", and for a công văn the office's own symbol alone."""
    own = settings.symbol or "…"
    if settings.form == "dang":
        return f"{paper.symbol}/{own}"
    return f"{paper.symbol}-{own}" if paper.kind else own


def _parts(document, sheet: CommentSheet, ending: str) -> None:
    for heading, paragraphs in (
        ("I. Hồ sơ nhận được", received_files(sheet)),
        ("II. Ý kiến chung", general_opinion(sheet)),
        ("III. Ý kiến cụ thể", _specific(sheet)),
        ("IV. Kết luận, đề nghị", closing(sheet, ending)),
    ):
        page.body(document, heading, bold=True, keep=True)
        for paragraph in paragraphs:
            page.body(document, paragraph)


def _specific(sheet: CommentSheet) -> list[str]:
    lines = []
    if sheet.rows:
        lines.append(f"Có {len(sheet.rows)} ý kiến cụ thể, nêu tại Bảng ý kiến cụ thể kèm theo.")
    lines += [f"{name}: không có ý kiến." for name in sheet.silent_topics]
    if sheet.unread:
        lines.append("Các phần của dự thảo chưa đọc được nên chưa có ý kiến:")
        lines += [f"- {place_name(unread.where)}: {unread.reason};" for unread in sheet.unread]
    return lines


PHIEU = Export("phieu", "Phiếu ý kiến thẩm định (.docx)", ".docx", DOCX, render(PAPERS["phieu"]))
CONG_VAN = Export("cong_van", "Công văn góp ý (.docx)", ".docx", DOCX, render(PAPERS["cong_van"]))
BAO_CAO = Export("bao_cao", "Báo cáo thẩm định (.docx)", ".docx", DOCX, render(PAPERS["bao_cao"]))
