"""Paragraphs, tables and page set-up of a Vietnamese administrative document, on python-docx."""

import copy
import functools
import re

from pipelines.exports.form import Form
from pipelines.exports.package import printable

FONT = "Times New Roman"
_HYPHEN = "\u2011"
_DOCUMENT_NUMBER = re.compile(r"(?<![\w/-])\d+(?:/\d{4})?[-/]\w{2,4}[-/]\w{2,5}(?![\w/-])")


def new_document(form: Form, author: str):
    """An empty A4 document in the form's margins and type, page number at the top from the second page."""
    import docx

    document = docx.Document()
    _set_type(document, form)
    _set_properties(document, author)
    set_page(document.sections[0], form, landscape=False)
    _page_number(document.sections[0], form.body_size)
    return document


def _set_type(document, form: Form) -> None:
    """Times New Roman, single spacing, Vietnamese for the spelling checker."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(form.body_size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(0), 1.0
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")


def _set_properties(document, author: str) -> None:
    """Who wrote it; neither the picture nor the old-version mode of the library's blank document."""
    from docx.oxml.ns import qn

    document.core_properties.author = printable(author)
    document.core_properties.comments = ""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[name]
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word opens the paper in "chế độ tương thích"


def set_page(section, form: Form, landscape: bool) -> None:
    """A4; on a landscape page the binding margin stays at the top edge of the paper."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    top, bottom, left, right = form.margins
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        top, bottom, left, right = left, right, bottom, top
    else:
        section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(10)


def count_anew(section) -> None:
    """Pages of the section are counted from 1, which is not shown."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    margins = section._sectPr.find(qn("w:pgMar"))
    margins.addnext(numbers)
    section.first_page_footer.is_linked_to_previous = False


def _page_number(section, size: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.name, run.font.size = FONT, Pt(size)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def line(container, text: str = "", size: float | None = None, bold=False, italic=False, underline=False, align="left", before=0, after=0):
    """One paragraph; `align` is left, center, right or both. Returns it."""
    paragraph = container.add_paragraph()
    paragraph._p.append(copy.deepcopy(_look_of_paragraph(align, before, after)))
    add(paragraph, text, size, bold, italic, underline)
    return paragraph


def add(paragraph, text: str, size: float | None = None, bold=False, italic=False, underline=False):
    """One run at the end of the paragraph."""
    look = _look_of_run(size, bold, italic, underline) if size or bold or italic or underline else None
    for number, part in enumerate(_unbroken(printable(text)).split(_HYPHEN)):
        run = paragraph.add_run()
        if look is not None:
            run._r.append(copy.deepcopy(look))
        run.text = part
        if number:
            run._r.insert(look is not None, _no_break_hyphen())
    return run


def _unbroken(text: str) -> str:
    """Short numbers of documents with hyphens at which no line ends: "23-QĐ/TW" reads as one word; a longer one may need the break."""
    return _DOCUMENT_NUMBER.sub(lambda found: found[0].replace("-", _HYPHEN), text)


def _no_break_hyphen():
    from docx.oxml import OxmlElement

    return OxmlElement("w:noBreakHyphen")


@functools.cache
def _look_of_paragraph(align: str, before: float, after: float):
    """The w:pPr, made once and copied: a sheet of eighty comments has a thousand paragraphs of four looks."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    pattern = Paragraph(OxmlElement("w:p"), None)
    pattern.alignment = getattr(WD_ALIGN_PARAGRAPH, {"both": "JUSTIFY"}.get(align, align.upper()))
    pattern.paragraph_format.space_before, pattern.paragraph_format.space_after = Pt(before), Pt(after)
    return pattern._p.pPr


@functools.cache
def _look_of_run(size: float | None, bold: bool, italic: bool, underline: bool):
    from docx.oxml import OxmlElement
    from docx.shared import Pt
    from docx.text.run import Run

    pattern = Run(OxmlElement("w:r"), None)
    pattern.bold, pattern.italic, pattern.underline = bold or None, italic or None, underline or None
    if size:
        pattern.font.size = Pt(size)
    return pattern._r.rPr


def body(container, text: str, bold=False, keep=False):
    """A paragraph of the text proper: both margins, first line 10 mm in, 6 pt apart, lines of at least 18 pt."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Mm, Pt

    paragraph = line(container, text, bold=bold, align="both", before=6)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.line_spacing_rule, paragraph.paragraph_format.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(18)
    paragraph.paragraph_format.keep_with_next = keep or None
    return paragraph


def rule(container, left_mm: float, right_mm: float, after: float = 0) -> None:
    """A thin line across the container, drawn in by the given distances; the paragraph that carries it is 2 pt high."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    paragraph = line(container, "", after=after)
    paragraph.paragraph_format.line_spacing_rule, paragraph.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(left_mm), Mm(right_mm)
    border, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._p.get_or_add_pPr().append(border)


def columns(container, widths_mm: tuple[float, ...]):
    """A borderless one-row table that stays on one page; returns its cells, each with its first empty paragraph removed."""
    table = container.add_table(rows=1, cols=len(widths_mm))
    set_widths(table, widths_mm)
    _no_padding(table)
    mark_row(table.rows[0], "w:cantSplit")
    for cell in table.rows[0].cells:
        cell._tc.remove(cell.paragraphs[0]._p)
    return table.rows[0].cells


def _no_padding(table) -> None:
    """Words in the cells stand exactly at the margins of the page, in line with the text above and below."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    padding = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        padding.append(element)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    table._tbl.tblPr.append(padding) if look is None else look.addprevious(padding)


def mark_row(row, name: str) -> None:
    """Set an on/off property of a table row: w:cantSplit, w:tblHeader."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def empty_row(table):
    """One row more with the widths of the first and nothing in its cells: copied, which is quicker than made anew."""
    from docx.oxml.ns import qn
    from docx.table import _Row

    row = copy.deepcopy(table._tbl.find(qn("w:tr")))
    for element in [*row.iter(qn("w:trPr"), qn("w:p"))]:
        element.getparent().remove(element)
    table._tbl.append(row)
    return _Row(row, table)


def set_widths(table, widths_mm: tuple[float, ...]) -> None:
    """Fixed column widths, in the grid too: LibreOffice reads only the grid."""
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)


def header_block(document, form: Form, words: dict) -> None:
    """Agencies, number and (for a công văn) the subject on the left; motto, place and date on the right."""
    left, right = columns(document, form.header_widths)
    if words["co_quan_cap_tren"]:
        line(left, words["co_quan_cap_tren"], form.agency_size, align="center")
    line(left, words["co_quan"], form.agency_size, bold=True, align="center")
    if form.under_agency:
        line(left, form.under_agency, form.agency_size, align="center")
    else:
        rule(left, form.rule_indents[0], form.rule_indents[0], after=4)
    line(left, words["so_ky_hieu"], form.number_size, align="center")
    if not words["ten_loai"]:
        line(left, words["trich_yeu"], 12, italic=form.subject_italic, align="center", before=0 if form.subject_italic else 6)
    for text, size in zip(form.motto, form.motto_sizes, strict=True):
        line(right, text, size, bold=True, align="center")
    rule(right, form.rule_indents[1], form.rule_indents[1])
    line(right, words["ngay_dong"], form.body_size, italic=True, align="center", before=8)


def title_block(document, form: Form, kind: str, subject: str) -> None:
    """Tên loại and trích yếu, centred, with the five hyphens of the Party's form below."""
    line(document, kind, form.kind_size, bold=True, align="center", before=18)
    line(document, subject, form.body_size, bold=True, align="center")
    if form.under_agency:
        line(document, "-----", form.body_size, align="center", after=6)
    else:
        rule(document, 60, 60, after=6)


def addressee_line(document, form: Form, addressee: str) -> None:
    """"Kính gửi: …", centred; several bodies one below the other under the colon. "Kính gửi" is italic in the Party's form."""
    if "\n" in addressee:
        _addressee_list(document, form, addressee.split("\n"))
        return
    paragraph = line(document, "", form.body_size, align="center", before=12, after=6)
    add(paragraph, "Kính gửi: ", form.body_size, italic=form.subject_italic)
    add(paragraph, addressee, form.body_size)


def _addressee_list(document, form: Form, lines: list[str]) -> None:
    from docx.shared import Mm

    head = line(document, "Kính gửi:", form.body_size, italic=form.subject_italic, before=12)
    head.paragraph_format.left_indent = Mm(35)
    for number, text in enumerate(lines, 1):
        each = line(document, text, form.body_size, after=6 if number == len(lines) else 0)
        each.paragraph_format.left_indent, each.paragraph_format.first_line_indent = Mm(58), Mm(-4)


def closing_block(document, form: Form, words: dict) -> None:
    """Nơi nhận on the left; authority, office and name on the right, together on one page with the end of the text."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    left, right = columns(document, (85, 80))
    style = {"underline": form.recipients_style == "underline", "bold": "bold" in form.recipients_style}
    line(left, "Nơi nhận:", form.body_size if style["underline"] else 12, italic=not style["underline"], before=12, **style)
    for recipient in words["noi_nhan"]:
        line(left, recipient, form.recipients_size)
    authority = words["quyen_han"]
    if authority:
        line(right, authority, form.body_size, bold=True, align="center", before=12)
    line(right, words["chuc_vu"], form.body_size, bold=form.title_bold, align="center", before=0 if authority else 12)
    for _ in range(4):
        line(right, "", form.body_size, align="center")
    line(right, words["nguoi_ky"], form.body_size, bold=True, align="center")
