"""The two systems of form: Party (Hướng dẫn 05-HD/VPTW 2026, Hướng dẫn 36-HD/VPTW 2018) and State (Nghị định 30/2020/NĐ-CP).

Sizes are in points, margins in millimetres, as the two rules give them.
"""

from dataclasses import dataclass

from pipelines.types import SheetSettings

ROOM = " " * 5  # for a handwritten number

@dataclass(frozen=True)
class Form:
    motto: tuple[str, ...]  # right column of the header, above place and date
    motto_sizes: tuple[int, ...]
    header_widths: tuple[int, int]  # of the two columns, millimetres
    rule_indents: tuple[int, int]  # of the line under agency (State) and motto, from both sides of the column
    agency_size: int
    under_agency: str  # the mark between agency and number
    number: str  # format of number and symbol
    number_size: int
    subject_italic: bool  # trích yếu of a công văn, and "Kính gửi"
    kind_size: int
    body_size: int
    recipients_style: str  # underline (Party) or bold italic (State)
    recipients_size: int
    list_end: tuple[str, str]  # after each recipient, after the last
    title_bold: bool  # chức vụ in bold
    appendix_counts_anew: bool  # its pages have numbers of their own
    report_addressed: bool  # whether a báo cáo has "Kính gửi" (the Party: only công văn and tờ trình)
    ending: str  # after the last sentence
    margins: tuple[int, int, int, int] = (20, 20, 30, 15)  # top, bottom, left, right


DANG = Form(
    motto=("ĐẢNG CỘNG SẢN VIỆT NAM",),
    motto_sizes=(15,),
    header_widths=(80, 85),
    rule_indents=(0, 4),
    agency_size=14,
    under_agency="*",
    number="Số        -{symbol}",
    number_size=14,
    subject_italic=True,
    kind_size=16,
    body_size=14,
    recipients_style="underline",
    recipients_size=12,
    list_end=(",", "."),
    title_bold=False,
    appendix_counts_anew=False,
    report_addressed=False,
    ending=".",
)
NHA_NUOC = Form(
    motto=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    motto_sizes=(12, 13),
    header_widths=(66, 99),
    rule_indents=(20, 20),
    agency_size=12,
    under_agency="",
    number="Số:        /{symbol}",
    number_size=13,
    subject_italic=False,
    kind_size=14,
    body_size=14,
    recipients_style="bold italic",
    recipients_size=11,
    list_end=(";", "."),
    title_bold=True,
    appendix_counts_anew=True,
    report_addressed=True,
    ending="./.",
)


def form_of(settings: SheetSettings) -> Form:
    return NHA_NUOC if settings.form == "nha_nuoc" else DANG


def place_and_date(place: str, date: str | None) -> str:
    """"Uông Bí, ngày 05 tháng 02 năm 2026": days under 10 and months 1, 2 take a zero.

    `date` is ISO, or its beginning ("2026", "2026-11"); what is open leaves room for the hand that signs.
    """
    year, month, day = [*(date or "").split("-"), "", ""][:3]
    if month:
        month = f"{int(month):02d}" if int(month) < 3 else str(int(month))
    if day:
        day = f"{int(day):02d}"
    return f"{place or '…………'}, ngày {day or ROOM} tháng {month or ROOM} năm {year or ROOM}".rstrip()


def dated(form: Form, date: str | None) -> str:
    """", ngày 20/11/2026" with the Party, " ngày 20 tháng 11 năm 2026" with the State, with room for what is open."""
    if form is DANG and date and date.count("-") == 2:
        return f", ngày {vietnamese_date(date)}"
    return ("," if form is DANG else "") + place_and_date("", date).partition(",")[2]


def vietnamese_date(date: str | None) -> str:
    """ISO date as dd/mm/yyyy; "" for none."""
    return "/".join(reversed(date.split("-"))) if date else ""


def date_in_words(form: Form, date: str) -> str:
    """The date of a document referred to: "20/11/2026" with the Party, "20 tháng 11 năm 2026" with the State."""
    return vietnamese_date(date) if form is DANG else place_and_date("", date).partition("ngày ")[2]
