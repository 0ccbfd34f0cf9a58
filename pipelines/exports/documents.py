"""The three papers of a thẩm định, as Party or State documents: phiếu ý kiến, công văn góp ý, báo cáo thẩm định.

They share one content (workflow.md §4); they differ in header, addressee and the words of opening and close. An office
that has its own .docx template for a paper gets that filled instead.
"""

import io
from collections.abc import Callable

from pipelines.exports import page
from pipelines.exports.comment_table import comment_table
from pipelines.exports.export import DOCX, Export
from pipelines.exports.fields import paper_fields
from pipelines.exports.form import Form, form_of
from pipelines.exports.package import repack
from pipelines.exports.template import render_template
from pipelines.types import Dossier

PARTS = (
    ("I. Hồ sơ nhận được", "ho_so"),
    ("II. Ý kiến chung", "y_kien_chung"),
    ("III. Ý kiến cụ thể", "y_kien_cu_the"),
    ("IV. Kết luận, đề nghị", "ket_luan"),
)


def render(key: str) -> Callable[[Dossier], bytes]:
    """A function from dossier to the paper's .docx bytes."""

    def write(dossier: Dossier) -> bytes:
        sheet = dossier.sheet
        words = paper_fields(key, sheet)
        template = dossier.templates.get(key)
        if template:
            return render_template(template, words)
        return saved(compose(form_of(sheet.settings), words, sheet.settings.agency))

    return write


def compose(form: Form, words: dict, author: str):
    """The python-docx document: header, text in four parts, signature; the table of comments on its own landscape pages."""
    document = page.new_document(form, author)
    page.header_block(document, form, words)
    if words["ten_loai"]:
        page.title_block(document, form, words["ten_loai"], words["trich_yeu"])
    if words["kinh_gui"]:
        page.addressee_line(document, form, words["kinh_gui"])
    page.body(document, words["mo_dau"])
    for heading, key in PARTS:
        page.body(document, heading, bold=True, keep=True)
        for paragraph in words[key]:
            page.body(document, paragraph)
    page.closing_block(document, form, words)
    page.add(document.sections[0].first_page_footer.paragraphs[0], words["ghi_chu"], 8, italic=True)
    if words["y_kien"]:
        comment_table(document, form, words)
    return document


def saved(document) -> bytes:
    """The document's bytes, the same each time."""
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


PHIEU = Export("phieu", "Phiếu ý kiến thẩm định (.docx)", ".docx", DOCX, render("phieu"))
CONG_VAN = Export("cong_van", "Công văn góp ý (.docx)", ".docx", DOCX, render("cong_van"))
BAO_CAO = Export("bao_cao", "Báo cáo thẩm định (.docx)", ".docx", DOCX, render("bao_cao"))
