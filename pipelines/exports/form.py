"""The two systems of form: Party (Hướng dẫn 05-HD/VPTW 2026, Hướng dẫn 36-HD/VPTW 2018) and State (Nghị định 30/2020/NĐ-CP).

Sizes are in points, margins in millimetres, as the two rules give them.
"""

from dataclasses import dataclass

from pipelines.types import SheetSettings


@dataclass(frozen=True)
class Form:
    motto: tuple[str, ...]  # right column of the header, above place and date
    motto_sizes: tuple[int, ...]
    header_widths: tuple[int, int]  # of the two columns, millimetres
    rule_indents: tuple[int, int]  # of the line under agency (State) and motto, from both sides of the column
    agency_size: int
    under_agency: str  # the mark between agency and number
    number: str  # format of number and symbol
    kind_size: int
    body_size: int
    recipients_style: str  # underline (Party) or bold italic (State)
    recipients_size: int
    list_end: tuple[str, str]  # after each recipient, after the last
    title_bold: bool  # chức vụ in bold
    ending: str  # after the last sentence
    margins: tuple[int, int, int, int] = (20, 20, 30, 15)  # top, bottom, left, right


DANG = Form(
    motto=("ĐẢNG CỘNG SẢN VIỆT NAM",),
    motto_sizes=(15,),
    header_widths=(80, 85),
    rule_indents=(0, 6),
    agency_size=14,
    under_agency="*",
    number="Số        -{symbol}",
    kind_size=16,
    body_size=14,
    recipients_style="underline",
    recipients_size=12,
    list_end=(",", "."),
    title_bold=False,
    ending=".",
)
NHA_NUOC = Form(
    motto=("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    motto_sizes=(12, 13),
    header_widths=(66, 99),
    rule_indents=(20, 22),
    agency_size=12,
    under_agency="",
    number="Số:        /{symbol}",
    kind_size=14,
    body_size=14,
    recipients_style="bold italic",
    recipients_size=11,
    list_end=(";", "."),
    title_bold=True,
    ending="./.",
)


def form_of(settings: SheetSettings) -> Form:
    return NHA_NUOC if settings.form == "nha_nuoc" else DANG


def place_and_date(place: str, date: str | None) -> str:
    """"Uông Bí, ngày 05 tháng 02 năm 2026": days under 10 and months 1, 2 take a zero; an open date leaves room."""
    where = place or "…………"
    if not date:
        return f"{where}, ngày        tháng        năm"
    year, month, day = (int(part) for part in date.split("-"))
    return f"{where}, ngày {day:02d} tháng {month:02d} năm {year}" if month < 3 else f"{where}, ngày {day:02d} tháng {month} năm {year}"


def vietnamese_date(date: str | None) -> str:
    """ISO date as dd/mm/yyyy; "" for none."""
    return "/".join(reversed(date.split("-"))) if date else ""
