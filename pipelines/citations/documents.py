"""Mentions of documents: "Nghị định số 88/2024/NĐ-CP ngày 15/7/2024 của Chính phủ", "Luật Đất đai năm 2013", "Quy chế này"."""

import re
from dataclasses import dataclass, replace

from pipelines.citations.laws import STOPS, name_end

KINDS = (
    "Nghị quyết liên tịch", "Thông tư liên tịch", "Văn bản hợp nhất", "Chương trình hành động", "Chương trình phối hợp", "Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị",
    "Quy chế", "Quy định", "Quy ước", "Hương ước", "Quy trình", "Quy tắc", "Nội quy", "Kế hoạch liên tịch", "Kế hoạch", "Chương trình", "Đề án", "Phương án", "Dự án", "Hướng dẫn liên tịch",
    "Hướng dẫn", "Kết luận", "Thông báo", "Thông tri", "Thông cáo", "Tờ trình", "Báo cáo", "Công điện", "Công văn", "Văn bản", "Điều lệ", "Sắc lệnh", "Lệnh", "Biên bản", "Đề cương",
    "Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp", "Giấy mời", "Chiến lược", "Án lệ", "Tiêu chí", "Danh mục", "Cam kết", "Công ước", "Hiệp định",
)  # fmt: skip
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
# Kinds that are cited by their bare number: "Nghị quyết 18", "Đề án 06".
_BY_BARE_NUMBER = ("Nghị quyết", "Chỉ thị", "Kết luận", "Nghị định", "Thông tư", "Quyết định", "Quy định", "Đề án", "Chương trình", "Hướng dẫn", "Kế hoạch")
_KIND = re.compile(
    r"(?<![\w-])(?P<kind>"
    + "|".join(f"[{k[0]}{k[0].lower()}]" + k[1:].replace(" ", r"\s+") for k in sorted(KINDS, key=len, reverse=True))
    + "|"
    + "|".join(k.upper().replace(" ", r"\s+") for k in sorted(KINDS, key=len, reverse=True))
    + r"|NQ|QĐ|NĐ|TT|CT|KH)(?!\w)"
)
_SEGMENT = r"[A-ZĐƯ]+(?:[a-zđ]{1,3}[A-ZĐƯ]*)?(?:[A-ZĐƯ]*\d{0,3})(?:&[A-ZĐ]{1,6})?(?:\.[IVX]+|\.[A-ZĐ]{2,})?(?![\wÀ-ỹ])"
_NUMBER = rf"(?P<n>\d{{1,6}}[a-zđ]?(?:\s?[/-]\s?(?:19|20)\d\d)?(?:\s?[/-]\s?{_SEGMENT}){{1,4}})"
_NUMBERED = re.compile(r"\s*(?:[Ss][ốỐ]\s*)?:?\s*" + _NUMBER)
_ONLY_NUMBER = re.compile(r"\s*" + _NUMBER)
_FURTHER = re.compile(r"\s*(?:,|;|và|hoặc|, và)\s*(?:[Ss][ốỐ]\s*)?" + _NUMBER)
_OPEN = re.compile(rf"\s*[Ss][ốỐ]\s*:?\s*[.…_\s]*(?:/\s*)?(?:\d{{4}})?(?:\s?[/-]\s?{_SEGMENT}){{1,3}}")
_BARE = re.compile(r"\s*(?P<so>số\s*)?:?\s*(?P<n>\d{1,4})(?![\w%]|[.,/-]\s?\d|\s?-\s?[A-ZĐ]|\s+(?:điều|khoản|người|ngày|tháng|năm|%|luật|nội dung|đại biểu|kỳ|bản|văn bản|mục|nhiệm vụ|chỉ tiêu|lần)(?!\w))")
_THIS = re.compile(r"\s+này(?!\w)")
_DAY = r"(?i:ngày)\s*(?P<d>\d{1,2})\s*(?i:tháng|[/.-])\s*(?P<m>\d{1,2})\s*(?i:,?\s*năm|[/.-])\s*(?P<y>\d{4})"
_DATE = re.compile(r"\s*[,;]?\s*\(?\s*(?:(?:được\s+)?(?:ban hành|ký|thông qua)\s+)?" + _DAY)
_OPEN_DATE = re.compile(r"\s*,?\s*ngày[\s.…_]*\d{0,2}[\s.…_]*tháng[\s.…_]*\d{0,2}[\s.…_]*năm[\s.…_]*(?P<y>\d{4})?(?!\d)")
_YEAR = re.compile(r"\s*,?\s*(?:\(?(?:tháng\s+\d{1,2}\s+)?năm\s+|\s)(?P<y>(?:19[4-9]|20[0-4])\d)(?!\w|[/.-]\d|\s*(?:-|đến)\s*\d)")
_ISSUER = re.compile(
    r"\s*,?\s*của\s+(?P<i>[^\W\d_][^;.:()“”\"\n,]{1,110}?(?:, Thể thao(?: và Du lịch)?|, Thương binh và Xã hội|, Thông tin(?: và Thể thao)?|, Thể dục thể thao)?)"
    r"(?=\s*(?:[;.:()“”\"\n,]|$)|\s+" + STOPS.replace("|và|", "|và(?! (?:Môi trường|Công nghệ|Đào tạo|Tôn giáo|Xã hội|Du lịch|Dân vận|Phát triển|Truyền thông|Đầu tư|Nhỏ))|")
    + r"|\s+(?:chỉ đạo|yêu cầu|tổ chức|điều chỉnh|xử lý|Quy định|Quy chế|Về|Ban hành|Thực hiện|Triển khai|Hướng dẫn|Phê duyệt|Sửa đổi)(?!\w))"
)  # fmt: skip
_LATER_DATE = re.compile(r"\s*,?\s*" + _DAY)
_NAME_TAIL = re.compile(r"\s*[,(]?\s*(?=(?:[Ss]ố|ngày|năm)\s*:?\s*\d|(?:19|20)\d\d(?!\d))")
_CHARTER = re.compile(
    r"\s+(?:Đảng(?:\s+[Cc]ộng\s+sản\s+Việt\s+Nam)?(?!\w)|(?:Mặt trận Tổ quốc|Công đoàn|Đoàn Thanh niên|Hội)(?:\s+(?!Việt|" + STOPS + r")[^\W\d_]+){0,7}\s+Việt\s+Nam|Đoàn(?= TNCS|\s*[,;.)]))"
)
_NATION = re.compile(r"\s+nước\s+(?:Cộng\s+h(?:òa|oà)\s+[Xx]ã\s+hội\s+[Cc]hủ\s+nghĩa\s+Việt\s+Nam|CHXHCN\s+Việt\s+Nam|Việt Nam)")
_NAMED = re.compile(r"\s+(?!" + STOPS + r")[^\W\d_]+(?: (?!" + STOPS + r")[^\W\d_]+){0,11}")
_LISTED = re.compile(r"\s+của\s+(?P<i>[^\W\d_][^:;.()\n,]{2,60}):\s*(?=số\s)")
# A number without its kind, "các công điện: số 217/CĐ-TTg": the kind is read from the number.
_KINDLESS = re.compile(r"(?<!\w)số\s*:?\s*" + _NUMBER)
_OTHER_PAPER = re.compile(r"(?:[Mm]ẫu|[Hh]ợp đồng|[Bb]iểu|phép|[Bb]ảng|[Pp]hụ lục|chứng nhận|hồ sơ|tài khoản|[Hh]óa đơn|mã|vận đơn)\s+$")
_ABBREVIATIONS = {
    "NĐ": "Nghị định", "NQ": "Nghị quyết", "NQLT": "Nghị quyết liên tịch", "QĐ": "Quyết định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "CT": "Chỉ thị", "KH": "Kế hoạch",
    "CĐ": "Công điện", "CV": "Công văn", "TTr": "Tờ trình", "BC": "Báo cáo", "TB": "Thông báo", "KL": "Kết luận", "HD": "Hướng dẫn", "QC": "Quy chế", "CTr": "Chương trình", "VBHN": "Văn bản hợp nhất",
}  # fmt: skip
_TIDY = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a shadow text."""

    start: int
    end: int
    kind: str
    number: str = ""
    date: str | None = None
    year: int | None = None
    issuer: str = ""
    name: str = ""
    this: bool = False  # "Quy chế này"
    loose: bool = False  # a named document without a number; counts only after articles: "Điều 5 Quy chế làm việc"


def find_mentions(text: str) -> list[Mention]:
    """Every mention of a shadow text, in order, not overlapping."""
    found: list[Mention] = []
    position = 0
    for match in _KIND.finditer(text):
        if match.start() < position:
            continue
        kind = _full_kind(match.group("kind"))
        mention = _read(text, match.start(), match.end(), kind)
        if mention is None:
            continue
        found.append(mention)
        position = match.end() if mention.loose else mention.end
        if mention.number and not mention.loose:
            position = _further(text, mention, found)
    return sorted(found + _kindless(text, found), key=lambda m: m.start) if "số" in text else found


def _kindless(text: str, found: list[Mention]) -> list[Mention]:
    taken = {match for mention in found if mention.number for match in range(mention.start, mention.end)}
    more = []
    for match in _KINDLESS.finditer(text):
        number = _number(match.group("n"))
        kind = next((_ABBREVIATIONS[part] for part in re.split(r"[/-]", number) if part in _ABBREVIATIONS), "Luật" if re.search(r"/QH\d+$", number) else "")
        if kind and match.start("n") not in taken and not _OTHER_PAPER.search(text, max(0, match.start() - 14), match.start()):
            more.append(_dated(text, Mention(match.start(), match.end(), kind, number, year=_year_of(number))))
    return more


def _full_kind(written: str) -> str:
    short = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "NĐ": "Nghị định", "TT": "Thông tư", "CT": "Chỉ thị", "KH": "Kế hoạch"}
    plain = _TIDY.sub(" ", written)
    return short.get(plain) or plain.capitalize()


def _read(text: str, start: int, end: int, kind: str) -> Mention | None:
    capital = text[start].isupper()
    if match := _NUMBERED.match(text, end):
        return _dated(text, _titled(text, Mention(start, match.end(), kind, _number(match.group("n")), year=_year_of(match.group("n")))))
    if capital and (match := _THIS.match(text, end)):
        return Mention(start, match.end(), kind, this=True)
    if match := _OPEN.match(text, end):
        return _dated(text, Mention(start, match.end(), kind))
    if kind in _LAWS:
        return _law(text, start, end, kind, capital)
    if not capital:
        return None
    if (match := _BARE.match(text, end)) and (match.group("so") or kind in _BY_BARE_NUMBER):
        return _dated(text, Mention(start, match.end(), kind, match.group("n")))
    if kind == "Điều lệ" and (match := _CHARTER.match(text, end)):
        return Mention(start, match.end(), kind, name=_tidy(text[start : match.end()]))
    return _named(text, start, end, kind)


def _titled(text: str, mention: Mention) -> Mention:
    """ "Luật số 25/2018/QH14 Tố cáo ngày 12/6/2018": the name may stand between the number and the date."""
    gap = _TIDY.match(text, mention.end) if mention.kind in _LAWS else None
    stop = name_end(text, gap.end()) if gap else 0
    if gap and stop > gap.end() and _DATE.match(text, stop):
        return replace(mention, end=stop, name=f"{mention.kind} {_tidy(text[gap.end() : stop])}")
    return mention


def _law(text: str, start: int, end: int, kind: str, capital: bool) -> Mention | None:
    """A law by its name, with its number, date or year if they follow."""
    if kind == "Hiến pháp":
        if not capital:
            return None
        match = _NATION.match(text, end)
        return _dated(text, Mention(start, match.end() if match else end, kind, name="Hiến pháp"))
    gap = _TIDY.match(text, end)
    name_start = gap.end() if gap else end
    stop = name_end(text, name_start) if gap else end
    if stop == name_start or not (capital or text[name_start].isupper() or text.endswith("điều của ", 0, start)):
        return Mention(start, end, kind, loose=True) if capital else None
    mention = Mention(start, stop, kind, name=f"{kind} {_tidy(text[name_start:stop])}")
    if (tail := _NAME_TAIL.match(text, stop)) and (match := _NUMBERED.match(text, tail.end())):
        mention = replace(mention, end=match.end(), number=_number(match.group("n")), year=_year_of(match.group("n")))
    return _dated(text, mention)


def _named(text: str, start: int, end: int, kind: str) -> Mention | None:
    """ "Quy chế làm việc": a document by what it is about; "Báo cáo thẩm tra số 12/BC-BPC" keeps its number."""
    if (listed := _LISTED.match(text, end)) and (numbered := _NUMBERED.match(text, listed.end())):
        mention = Mention(start, numbered.end(), kind, _number(numbered.group("n")), year=_year_of(numbered.group("n")), issuer=_tidy(listed.group("i")))
        return _dated(text, mention)
    match = _NAMED.match(text, end)
    stop = match.end() if match else end
    if match and (numbered := _NUMBERED.match(text, stop)) and "số" in text[stop : numbered.start("n")].lower():
        name = _tidy(text[start:stop])
        return _dated(text, Mention(start, numbered.end(), kind, _number(numbered.group("n")), year=_year_of(numbered.group("n")), name=name))
    return Mention(start, stop, kind, name=_tidy(text[start:stop]) if match else "", loose=True)


def _dated(text: str, mention: Mention) -> Mention:
    """Take in the date and issuer that follow, in either order."""
    if match := _DATE.match(text, mention.end):
        mention = replace(mention, end=match.end(), date=_iso(match), year=int(match.group("y")))
    elif match := _OPEN_DATE.match(text, mention.end):
        mention = replace(mention, end=match.end(), year=int(match.group("y")) if match.group("y") else mention.year)
    elif match := _YEAR.match(text, mention.end):
        mention = replace(mention, end=match.end(), year=int(match.group("y")))
        if mention.name and not mention.number and (numbered := _NUMBERED.match(text, match.end())):
            return _dated(text, replace(mention, end=numbered.end(), number=_number(numbered.group("n"))))
    issuer = _ISSUER.match(text, mention.end)
    if not issuer or not issuer.group("i")[0].isupper():
        return mention
    mention = replace(mention, issuer=_tidy(issuer.group("i")))
    if mention.date is None and (match := _LATER_DATE.match(text, issuer.end())):
        mention = replace(mention, end=match.end(), date=_iso(match), year=int(match.group("y")))
    return mention


def _further(text: str, first: Mention, found: list[Mention]) -> int:
    """ "các Nghị định số 12/2020/NĐ-CP, 34/2021/NĐ-CP và 56/2022/NĐ-CP": the kind is said once."""
    last = first
    while match := _FURTHER.match(text, last.end):
        last = _dated(text, Mention(match.start("n"), match.end(), first.kind, _number(match.group("n")), year=_year_of(match.group("n"))))
        found.append(last)
    return last.end


def _iso(match: re.Match) -> str | None:
    day, month, year = int(match.group("d")), int(match.group("m")), int(match.group("y"))
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= 31 and 1 <= month <= 12 else None


def _number(written: str) -> str:
    return _TIDY.sub("", written)


def _year_of(number: str) -> int | None:
    match = re.search(r"/\s?((?:19|20)\d\d)\s?/", number)
    return int(match.group(1)) if match else None


def _tidy(text: str) -> str:
    return _TIDY.sub(" ", text).strip()
