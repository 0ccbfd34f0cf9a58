"""The sentences that all three papers share, in administrative Vietnamese."""

import re

from pipelines.exports.form import date_in_words, form_of, vietnamese_date
from pipelines.sheet import place_name
from pipelines.types import CommentSheet


def first_upper(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def draft_name(sheet: CommentSheet) -> str:
    """The draft as a sentence names it: "Kế hoạch chỉnh trang tuyến phố …"."""
    kind, title = sheet.header.kind, sheet.header.title
    return " ".join(part for part in (kind, title[:1].lower() + title[1:] if title else "") if part) or "văn bản"


def subject(sheet: CommentSheet) -> str:
    """Trích yếu: "thẩm định dự thảo Quy chế …"."""
    return f"thẩm định dự thảo {draft_name(sheet)}"


def opening(sheet: CommentSheet, end: str) -> str:
    """"Nhận được Công văn số …, ngày … của …, Ban … có ý kiến như sau:"."""
    request = sheet.received
    parts = ["Nhận được"]
    parts.append(f"văn bản số {request['so_den']}" if request.get("so_den") else "văn bản đề nghị thẩm định")
    if request.get("ngay"):
        parts[-1] += f", ngày {date_in_words(form_of(sheet.settings), request['ngay'])}"
    if request.get("co_quan"):
        parts.append(f"của {request['co_quan']}")
    agency = sheet.settings.agency or "cơ quan thẩm định"
    return f"{' '.join(parts)} về việc {subject(sheet)}; sau khi nghiên cứu, {agency} {end}"


def written_date(sheet: CommentSheet) -> str | None:
    """The sheet's date; while it is open, the year of the request and its deadline when both fall in one year."""
    if sheet.date:
        return sheet.date
    years = {sheet.received[key][:4] for key in ("ngay", "ngay_nhan", "han") if sheet.received.get(key)}
    return years.pop() if len(years) == 1 else None


def received_files(sheet: CommentSheet) -> list[str]:
    """What came in, which round, by when it is due."""
    lines = [f"Dự thảo: tệp “{sheet.source.name}”."]
    facts = [
        ("Lần thẩm định", sheet.received.get("lan", "")),
        ("ngày nhận", vietnamese_date(sheet.received.get("ngay_nhan"))),
        ("hạn trả lời", vietnamese_date(sheet.received.get("han"))),
    ]
    told = [f"{name}: {value}" for name, value in facts if value]
    if told:
        sentence = "; ".join(told)
        lines.append(f"{first_upper(sentence)}.")
    return lines


def general_opinion(sheet: CommentSheet) -> list[str]:
    """The reviewer's own words; without them a plain sentence on what was looked at."""
    if sheet.general.strip():
        return [part.strip() for part in sheet.general.split("\n") if part.strip()]
    return [
        "Dự thảo đã được xem xét về các nội dung liên quan công tác dân vận; tôn giáo, dân tộc; quyền công dân; "
        "thể thức và kỹ thuật trình bày văn bản."
    ]


def closing(sheet: CommentSheet, ending: str) -> list[str]:
    """The conclusion, closed as the form asks ("." for the Party, "./." for the State)."""
    text = sheet.conclusion.strip() or (
        "Đề nghị cơ quan chủ trì soạn thảo nghiên cứu, tiếp thu, giải trình các ý kiến nêu trên trước khi trình cấp có thẩm quyền xem xét"
        if sheet.rows
        else "Thống nhất với nội dung dự thảo"
    )
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    return [*parts[:-1], parts[-1].rstrip("./ ") + ending]


def specific(sheet: CommentSheet) -> list[str]:
    """How many comments there are, which groups have none, and what could not be read."""
    lines = []
    if sheet.rows:
        lines.append(f"Có {len(sheet.rows)} ý kiến cụ thể, nêu tại Phụ lục kèm theo.")
    lines += [f"{name}: không có ý kiến." for name in sheet.silent_topics]
    if sheet.unread:
        lines.append("Các phần của dự thảo chưa đọc được nên chưa có ý kiến:")
        lines += [f"- {place_name(unread.where)}: {unread.reason};" for unread in sheet.unread]
    return lines


_PLACE = re.compile(r"^Điều (\d+[a-zđ]?) khoản (\d+[a-zđ]?)(?: điểm ([a-zđ]))?\b")


def cited(basis: str) -> str:
    """The basis with its place named from the smallest unit up, as laws are cited: "điểm a khoản 1 Điều 16 Luật …"."""
    return _PLACE.sub(lambda found: f"{f'điểm {found[3]} ' if found[3] else ''}khoản {found[2]} Điều {found[1]}", basis)


HEAD_SHOWN = 16  # characters of the audit trail's head on paper: enough to find its entry, short enough to type


def small_print(sheet: CommentSheet) -> str:
    """For the foot of the first page: with what the sheet was made and which file it speaks of; the full codes are in `inventory`."""
    units, read = sheet.coverage
    names = (("program", "chương trình phiên bản"), ("checklist", "danh mục kiểm tra"))
    made_with = ", ".join(f"{name} {sheet.versions[key]}" for key, name in names if sheet.versions.get(key))
    parts = [f"Lập với {made_with}." if made_with else "", f"Mã kiểm tra tệp dự thảo: {sheet.source.sha256[:8]}."]
    parts.append(f"Đã đọc {read}/{units} phần nội dung.")
    if sheet.undecided:
        parts.append(f"Còn {sheet.undecided} gợi ý của chương trình chưa được người thẩm định quyết định.")
    if sheet.audit_head:
        parts.append(f"Mã nhật ký: {sheet.audit_head[:HEAD_SHOWN]}.")
    return " ".join(part for part in (*parts, *sheet.notes) if part)


def inventory(sheet: CommentSheet, files: dict[str, str]) -> list[str]:
    """For the copy in the case file, what proves it later: the codes of all files, all versions, the end of the audit trail."""
    units, read = sheet.coverage
    names = {"program": "chương trình", "checklist": "danh mục kiểm tra", "register": "sổ căn cứ", "topics": "mô hình phân loại"}
    lines = ["BẢN KÊ TỆP VÀ MÃ KIỂM TRA", "", f"Dự thảo: {sheet.source.name}", f"Mã kiểm tra tệp dự thảo (SHA-256): {sheet.source.sha256}"]
    lines.append(f"Đã đọc {read}/{units} phần nội dung; còn {sheet.undecided} gợi ý chưa quyết định.")
    lines += [f"Phiên bản {name}: {sheet.versions[key]}" for key, name in names.items() if sheet.versions.get(key)]
    if sheet.audit_head:
        lines.append(f"Mã cuối nhật ký: {sheet.audit_head}")
        lines.append("Đối chiếu nhật ký với mã này: python3 start.py verify --head MÃ")
    return [*lines, "", "Các tệp (mã kiểm tra SHA-256):", *(f"{code}  {name}" for name, code in files.items())]
