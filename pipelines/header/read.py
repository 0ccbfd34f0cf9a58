"""What the first page says about the document: system, kind, number, issuer, date, title, signing authority."""

import re
from collections.abc import Sequence
from itertools import takewhile

from pipelines.header import names
from pipelines.header.lines import Line, clean, split_lines
from pipelines.header.opening import opening_roles
from pipelines.types import Block, Header

_BODY = re.compile(
    r"^(?:Điều|Chương|Phần|Mục)\s+(?:thứ\s|[\dIVXLC]+)|^(?:[IVX]+|\d{1,2})\s*[.)/]\s+\S|^(?:CHƯƠNG|PHẦN|MỤC)\s+(?:THỨ\s|[\dIVXLC]+)"
)
# Where two columns, or two lines of one column, were merged into one line of text; tried in this order.
_CUTS = (
    re.compile(r"[\s|_-]*(?=CỘNG H[OÒ]A? XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*[-–])"),
    re.compile(r"(?<=ạnh phúc)[\s_*–—-]*", re.I),
    re.compile(r"\s+(?=(?:Số|SỐ)\s*[:.]?\s*[\d./…_ ]*[-/]?\w*/?)"),
    re.compile(r"\s+(?=V/[vV]\b|Về [a-zđ])"),
    re.compile(r"(?<=\w)(?<!VĂN)\s+(?=(?:SỞ|CỤC|TỔNG CỤC|TRUNG TÂM|VĂN PHÒNG|CHI CỤC|PHÒNG)(?:\s|$))|(?<=TRUNG ƯƠNG)\s+(?=BAN\s)"),
)
_COLUMNS = re.compile(r"\t+|\s\|\s|\s{3,}(?=\S[^,;\t]{1,40},\s*ngày\b)")
_NUMBER_PLACE = re.compile(r"^((?:Số|SỐ)\s*[:.]?\s*[^,]*?[-/]\s?[A-ZĐ][\w/-]*)\s+(?=[A-ZĐ][^,]*,\s*ngày\b)")
_TAIL_RULE = re.compile(r"[\s_*–—-]+$")
_NUMBER_ONLY = re.compile(r"^[\d.… ]*\s*/?\d{0,4}\s*[-/]\s*[A-ZĐ][\w/ĐƯ-]*$")
_PARTY_NUMBER = re.compile(r"[-–/]\s*[A-ZĐi]+\s*/\s*(?:TW|TU|ĐU|HU|QU|ThU|ĐUK|CB|CU|BTV|BDV|BTG|VPTW|UBKT|BTC|BNC)")
_NUMBERED_KIND = re.compile(r"số\s*:?\s*\d+[\w/ĐƯ-]*")
_COMMUNITY = ("HƯƠNG ƯỚC", "QUY ƯỚC")


def read_header(blocks: Sequence[Block]) -> Header:
    """Header facts of the main document. Unknown fields stay empty; `date` is None while the draft leaves it open."""
    lines = [
        line for i, block in enumerate(blocks[:120]) if block.kind in ("paragraph", "cell", "textbox") for line in split_lines(i, block)
    ]
    roles = opening_roles(lines, lambda text: bool(_BODY.match(text)))
    by_role: dict[str, list[Line]] = {}
    for line, role in zip(lines, roles, strict=False):
        by_role.setdefault(role, []).append(line)
    head = _fragments(by_role.get("tieu_de", []))
    named = next((line.text for line in by_role.get("ten_loai", [])), "")
    grounds = [line.text for line in by_role.get("can_cu", [])]
    kind = names.kind_of(named) or names.numbered_kind(named)
    number = _number(head) or (_NUMBERED_KIND.search(named).group() if names.numbered_kind(named) else "")
    kind = kind or names.abbreviated_kind(number)
    parent, issuer = _issuers(head)
    place, date = _date(head)
    return Header(
        system=_system(head, number, f"{parent} {issuer}", kind, grounds),
        kind=kind.capitalize() or ("Công văn" if _is_letter(lines, roles, number) else ""),
        number=number,
        issuer=issuer,
        parent_issuer=parent,
        date=date,
        place=place,
        title=_title(named, kind, [line.text for line in by_role.get("trich_yeu", [])], head),
        signer=_signer(blocks),
    )


def _fragments(lines: list[Line]) -> list[str]:
    """Head lines cut where two columns were merged into one line; a number broken over two lines is joined."""
    parts: list[str] = []
    for line in lines:
        raw = line.source.text if "\n" not in line.source.text else line.text
        for column in _COLUMNS.split(raw):
            parts += _cut(clean(column))
    joined: list[str] = []
    for part in parts:
        if joined and re.fullmatch(r"(?:Luật |Bộ luật )?S[ốỐ]\s*[:.]?", joined[-1], re.I) and _NUMBER_ONLY.match(part):
            joined[-1] += " " + part
        else:
            joined.append(part)
    return joined


def _cut(text: str) -> list[str]:
    pieces = [text]
    for pattern in _CUTS[: -1 if not text.isupper() else None]:
        pieces = [part for piece in pieces for part in pattern.split(piece)]
    pieces = [part for piece in pieces for part in re.split(_NUMBER_PLACE, piece)]
    return [bare for piece in pieces if (bare := piece.strip() if names.RULE.match(piece) else _TAIL_RULE.sub("", piece).strip())]


def _number(head: list[str]) -> str:
    return next((part for part in head if names.NUMBER.match(names.capitals(part)) and not names.DATE.search(part)), "")


def _date(head: list[str]) -> tuple[str, str | None]:
    """Place and ISO date; the date is None when day, month or year is left open."""
    for part in head:
        if match := names.DATE.search(part):
            day, month, year = match.groups()
            place = re.sub(r"[\s,;.]+$", "", part[: match.start()])
            full = day and month and len(year) == 4 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
            return place, f"{year}-{int(month):02d}-{int(day):02d}" if full else None
    return "", None


def _issuers(head: list[str]) -> tuple[str, str]:
    """Parent agency and agency. "ỦY BAN NHÂN DÂN" over "TỈNH …" is one agency; a long name runs over lines."""
    agencies: list[str] = []
    for part in head:
        loud = names.capitals(part)
        if names.NUMBER.match(loud) or names.DATE.search(part):
            if agencies:
                break
            continue
        if (
            not part.isupper()
            or part.endswith(":")
            or names.NATION.search(loud)
            or names.PARTY.search(loud)
            or names.DRAFT_MARK.match(loud)
            or names.RULE.match(part)
        ):
            continue
        if agencies and _same_agency(agencies[-1], loud):
            agencies[-1] += " " + part
        else:
            agencies.append(part)
    agencies = [part for part in dict.fromkeys(agencies) if part != "VĂN BẢN QUY PHẠM PHÁP LUẬT"]
    return (agencies[-2] if len(agencies) > 1 else "", agencies[-1] if agencies else "")


def _same_agency(before: str, loud: str) -> bool:
    """A place under a bare "ỦY BAN NHÂN DÂN", or the rest of a long name."""
    if names.PLACE.match(loud):
        return bool(names.BARE_AGENCY.match(names.capitals(before)))
    return not names.AGENCY.match(loud)


def _system(head: list[str], number: str, issuer: str, kind: str, grounds: list[str]) -> str:
    """Mass organisations and a community's own covenant stand outside both systems of forms."""
    if kind in _COMMUNITY or names.MASS.search(names.capitals(issuer)):
        return "khac"
    loud = [names.capitals(part) for part in head]
    if any(names.NATION.search(part) for part in loud):
        return "nha_nuoc"
    if any(names.PARTY.search(part) for part in loud) or _PARTY_NUMBER.search(number):
        return "dang"
    if re.search(r"/\d{4}/|-UBND|-HĐND|-CP\b|/QH\d", number):
        return "nha_nuoc"
    return "dang" if any("Điều lệ Đảng" in ground for ground in grounds) else "khac"


def _is_letter(lines: list[Line], roles: list[str], number: str) -> bool:
    opening = [line.text for line in lines[: len(roles)]]
    return bool(number) and any(names.ABOUT.match(text) or names.ADDRESSEE.match(text) or " V/v " in text for text in opening)


def _title(named: str, kind: str, lines: list[str], head: list[str]) -> str:
    """Lines under the kind, or the matter under an official letter's number; what it is attached to is left out."""
    if not kind and not lines:
        lines = [part for part in head if names.ABOUT.match(part)][:1]
    own = _NUMBERED_KIND.sub("", named[len(kind) :]).strip(" :.") if kind else ""
    lone = len(lines) == 1
    parts = [own, *(line for line in lines if not names.ATTACHED.match(line) and (lone or not _bracketed(line)))]
    title = " ".join(part for part in parts if part)
    return title if kind else names.ABOUT.sub("", title)


def _bracketed(line: str) -> bool:
    return line.startswith("(") and line.endswith(")")


def _signer(blocks: Sequence[Block]) -> str:
    """The first signature's authority and title lines, joined by " / "; a person's name is left out."""
    found: list[str] = []
    for i, block in enumerate(blocks):
        short = len(block.text) < 200 and (found or block.text.lstrip()[:2].isupper() or "\n" in block.text)
        for line in split_lines(i, block) if short else ():
            text = _loud_head(line.text)
            loud = names.capitals(text)
            if names.AUTHORITY.match(loud) or (found or i > len(blocks) // 2) and names.TITLE.match(loud) and text.count(" ") < 10:
                found.append(text)
            elif found:
                return " / ".join(found)
    return " / ".join(found)


def _loud_head(text: str) -> str:
    """The leading words in capitals: a signature run into one line ends with the signer's name."""
    words = takewhile(str.isupper, text.split())
    return " ".join(words)
