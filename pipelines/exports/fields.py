"""What a paper says, field by field: the built-in form and an office's own template are filled from the same words."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.exports import content
from pipelines.exports.form import Form, dated, form_of, place_and_date
from pipelines.exports.package import printable
from pipelines.sheet import SEVERITY_NAMES, topic_group
from pipelines.types import CommentSheet, SheetRow, SheetSettings

# Name of each field → what it prints, as the office reads it when it makes a template of its own. Lists of paragraphs end in "(danh sách)".
TEMPLATE_FIELDS = {
    "co_quan_cap_tren": "cơ quan cấp trên, chữ in hoa",
    "co_quan": "cơ quan ban hành, chữ in hoa",
    "so_ky_hieu": "số và ký hiệu, có chỗ trống để ghi số",
    "ngay_dong": "địa danh, ngày, tháng, năm",
    "ten_loai": "tên loại văn bản (công văn: để trống)",
    "trich_yeu": "trích yếu nội dung",
    "kinh_gui": "nơi kính gửi, có thể để trống",
    "mo_dau": "câu mở đầu",
    "ho_so": "phần I, hồ sơ nhận được (danh sách)",
    "y_kien_chung": "phần II, ý kiến chung (danh sách)",
    "y_kien_cu_the": "phần III, ý kiến cụ thể (danh sách)",
    "ket_luan": "phần IV, kết luận, đề nghị (danh sách)",
    "y_kien": "bảng ý kiến, mỗi ý kiến một dòng (danh sách)",
    "kem_theo": "dòng nhỏ dưới tên bảng ý kiến",
    "noi_nhan": "nơi nhận, kèm dấu câu (danh sách)",
    "quyen_han": "quyền hạn ký, ví dụ K/T TRƯỞNG BAN",
    "chuc_vu": "chức vụ người ký, chữ in hoa",
    "nguoi_ky": "họ và tên người ký",
    "ghi_chu": "chữ nhỏ cuối trang đầu: phiên bản chương trình, danh mục; mã kiểm tra tệp",
}
COMMENT_FIELDS = {
    "tt": "số thứ tự",
    "vi_tri": "điều, khoản, điểm",
    "noi_dung": "lời của dự thảo, trong ngoặc kép",
    "y_kien": "ý kiến thẩm định",
    "de_nghi": "câu chữ đề nghị",
    "can_cu": "căn cứ, mỗi căn cứ một dòng",
    "nhom": "nhóm nội dung",
    "muc_do": "mức độ",
}


@dataclass(frozen=True)
class Paper:
    kind: str  # tên loại; "" for a công văn, which has none
    symbol: str  # abbreviation of the kind in the number
    first_recipient: str
    opening: Callable[[CommentSheet], str]
    name: str  # as its appendix names it
    subject: Callable[[CommentSheet], str] = content.subject
    report: bool = False


PAPERS = {
    "phieu": Paper(
        *("PHIẾU Ý KIẾN THẨM ĐỊNH", "PYK", ""),
        lambda sheet: content.opening(sheet, "có ý kiến thẩm định như sau:"),
        "Phiếu ý kiến thẩm định",
        lambda sheet: f"đối với dự thảo {content.draft_name(sheet)}",
    ),
    "cong_van": Paper("", "CV", "Như trên", lambda sheet: content.opening(sheet, "có ý kiến tham gia như sau:"), "Công văn"),
    "bao_cao": Paper(
        *("BÁO CÁO", "BC", "Như trên"),
        lambda sheet: content.opening(sheet, "báo cáo kết quả thẩm định như sau:"),
        "Báo cáo",
        report=True,
    ),
}


def fields(paper: Paper, sheet: CommentSheet) -> dict:
    """All fields of the paper; text only, without characters that a file cannot hold."""
    settings, form = sheet.settings, form_of(sheet.settings)
    addressee = "" if paper.report and not form.report_addressed else settings.addressee
    return _printable(
        {
            "co_quan_cap_tren": _whole_place(settings.parent_agency.upper()),
            "co_quan": _whole_place(settings.agency.upper()) or "……………………",
            "so_ky_hieu": form.number.format(symbol=_symbol(paper, settings)),
            "ngay_dong": place_and_date(settings.place, content.written_date(sheet)),
            "ten_loai": paper.kind,
            "trich_yeu": _subject(paper, form, sheet),
            "kinh_gui": _addressees(form, addressee),
            "mo_dau": paper.opening(sheet),
            "ho_so": content.received_files(sheet),
            "y_kien_chung": content.general_opinion(sheet),
            "y_kien_cu_the": content.specific(sheet),
            "ket_luan": content.closing(sheet, form.ending),
            "y_kien": [_comment(row) for row in sheet.rows],
            "kem_theo": _attached_to(paper, form, sheet),
            "noi_nhan": _recipients(form, settings, paper.first_recipient if addressee else _unaddressed(paper, settings)),
            "quyen_han": settings.signer_authority,
            "chuc_vu": settings.signer_title.upper(),
            "nguoi_ky": settings.signer_name,
            "ghi_chu": content.small_print(sheet),
        }
    )


def paper_fields(key: str, sheet: CommentSheet) -> dict:
    """The fields of phieu, cong_van or bao_cao, as every export prints them."""
    return fields(PAPERS[key], sheet)


def _printable(value):
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list) else printable(value)


_TYPED_KIND = re.compile(r"^[\s\d.…/-]*(?:Số\b[\s:\d.…/-]*)?(?:(?:CV|PYK|BC)\s*[/-])?\s*", re.I)


def _symbol(paper: Paper, settings: SheetSettings) -> str:
    """Party: "CV/BXDĐ"; State: "BC-VHXH", and for a công văn the office's own symbol alone.

    Settings of older versions hold the whole symbol, "CV/BXDĐ": the kind is taken off, so that it is printed once.
    """
    own = _TYPED_KIND.sub("", settings.symbol, count=1) or "…"
    if settings.form == "dang":
        return f"{paper.symbol}/{own}"
    return f"{paper.symbol}-{own}" if paper.kind else own


def _subject(paper: Paper, form: Form, sheet: CommentSheet) -> str:
    """Party: small under a kind, with a capital in a công văn; State: the reverse, after "V/v"."""
    subject = paper.subject(sheet)
    if paper.kind:
        return subject if form.subject_italic else content.first_upper(subject)
    return content.first_upper(subject) if form.subject_italic else f"V/v {subject}"


def _attached_to(paper: Paper, form: Form, sheet: CommentSheet) -> str:
    """Which document the appendix belongs to: its number, date and issuer."""
    number = re.sub("^Số:?", "số", form.number.format(symbol=_symbol(paper, sheet.settings)))
    agency = sheet.settings.agency or "……………………"
    return f"(Kèm theo {paper.name} {number}{dated(form, content.written_date(sheet))} của {agency})"


_LONGEST_QUOTE = 600  # characters that the paper shows; Excel and the case file hold all of it
_PLACE = re.compile(r"(?:PHƯỜNG|XÃ|ĐẶC KHU|TỈNH|THÀNH PHỐ) \S.*$")


def _whole_place(name: str) -> str:
    """A name too long for its column breaks before "PHƯỜNG HOA BAN", not inside it."""
    return _PLACE.sub(lambda found: found[0].replace(" ", "\u00a0"), name)


def _addressees(form: Form, typed: str) -> str:
    """One body as it was typed; several, set apart by ";", each on a line of its own with a dash."""
    names = [name.strip(" -,;.") for name in typed.split(";") if name.strip(" -,;.")]
    return typed if len(names) < 2 else "\n".join(_dashed(form, names))


def _dashed(form: Form, names: list[str]) -> list[str]:
    each, last = form.list_end
    return [f"- {name}{each}" for name in names[:-1]] + [f"- {names[-1]}{last}"]


def _unaddressed(paper: Paper, settings: SheetSettings) -> str:
    """A report that has no "Kính gửi" names whom it is for first among its recipients."""
    return settings.addressee if paper.report else ""


def _comment(row: SheetRow) -> dict:
    return {
        "tt": str(row.number),
        "vi_tri": content.first_upper(row.label),
        "noi_dung": f"“{_shortened(row.quote)}”" if row.quote else "",
        "y_kien": row.comment,
        "de_nghi": row.wording,
        "can_cu": "\n".join(content.first_upper(content.cited(basis)) for basis in row.bases),
        "nhom": topic_group(row.topic),
        "muc_do": SEVERITY_NAMES[row.severity],
    }


def _shortened(quote: str) -> str:
    """A very long quote by its beginning and its end: the place is named beside it, and the draft is at hand."""
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    return f"{quote[:400].rsplit(' ', 1)[0]} … {quote[-150:].split(' ', 1)[-1]}"


def _recipients(form: Form, settings: SheetSettings, first: str) -> list[str]:
    named = [name.strip(" -,;.") for name in (*first.split(";"), *settings.recipients)]
    return _dashed(form, list(dict.fromkeys(name for name in named if name)) or ["Lưu"])
