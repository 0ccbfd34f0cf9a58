"""Mentions of documents: "Nghị định số 88/2024/NĐ-CP ngày 15/7/2024 của Chính phủ", "Luật Đất đai năm 2013", "Quy chế này"."""

import re
from dataclasses import dataclass, replace

from pipelines.citations import wording as w
from pipelines.citations.laws import name_end


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
    for match in w.KIND.finditer(text):
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
    for match in w.KINDLESS.finditer(text):
        number = _number(match.group("n"))
        kind = next(
            (w.ABBREVIATIONS[part] for part in re.split(r"[/-]", number) if part in w.ABBREVIATIONS),
            "Luật" if re.search(r"/QH\d+$", number) else "",
        )
        if kind and match.start("n") not in taken and not w.OTHER_PAPER.search(text, max(0, match.start() - 14), match.start()):
            more.append(_dated(text, Mention(match.start(), match.end(), kind, number, year=_year_of(number))))
    return more


def _full_kind(written: str) -> str:
    plain = w.SPACE.sub(" ", written)
    return w.SHORT_KINDS.get(plain) or plain.capitalize()


def _read(text: str, start: int, end: int, kind: str) -> Mention | None:
    capital = text[start].isupper()
    if match := w.NUMBERED.match(text, end):
        return _dated(text, _titled(text, Mention(start, match.end(), kind, _number(match.group("n")), year=_year_of(match.group("n")))))
    if capital and (match := w.THIS.match(text, end)):
        return Mention(start, match.end(), kind, this=True)
    if match := w.OPEN.match(text, end):
        return _dated(text, Mention(start, match.end(), kind))
    if kind in w.LAWS:
        return _law(text, start, end, kind, capital)
    if not capital:
        return _named(text, start, end, kind, numbered_only=True)
    if (match := w.BARE.match(text, end)) and (match.group("so") or kind in w.BY_BARE_NUMBER):
        return _dated(text, Mention(start, match.end(), kind, match.group("n")))
    if kind == "Điều lệ" and (match := w.CHARTER.match(text, end)):
        return Mention(start, match.end(), kind, name=_tidy(text[start : match.end()]))
    return _named(text, start, end, kind)


def _titled(text: str, mention: Mention) -> Mention:
    """ "Luật số 25/2018/QH14 Tố cáo ngày 12/6/2018": the name may stand between the number and the date."""
    gap = w.SPACE.match(text, mention.end) if mention.kind in w.LAWS else None
    stop = name_end(text, gap.end()) if gap else 0
    if gap and stop > gap.end() and w.DATE.match(text, stop):
        return replace(mention, end=stop, name=f"{mention.kind} {_tidy(text[gap.end() : stop])}")
    return mention


def _law(text: str, start: int, end: int, kind: str, capital: bool) -> Mention | None:
    """A law by its name, with its number, date or year if they follow."""
    if kind == "Hiến pháp":
        if not capital:
            return None
        match = w.NATION.match(text, end)
        return _dated(text, Mention(start, match.end() if match else end, kind, name="Hiến pháp"))
    gap = w.SPACE.match(text, end)
    name_start = gap.end() if gap else end
    stop = name_end(text, name_start) if gap else end
    if stop == name_start or not (capital or text[name_start].isupper() or text.endswith("điều của ", 0, start)):
        return Mention(start, end, kind, loose=True) if capital else None
    mention = Mention(start, stop, kind, name=f"{kind} {_tidy(text[name_start:stop])}")
    if (tail := w.NAME_TAIL.match(text, stop)) and (match := w.NUMBERED.match(text, tail.end())):
        mention = replace(mention, end=match.end(), number=_number(match.group("n")), year=_year_of(match.group("n")))
    return _dated(text, mention)


def _named(text: str, start: int, end: int, kind: str, numbered_only: bool = False) -> Mention | None:
    """ "Quy chế làm việc": a document by what it is about; "Báo cáo thẩm tra số 12/BC-BPC" keeps its number."""
    if (listed := w.LISTED.match(text, end)) and (numbered := w.NUMBERED.match(text, listed.end())):
        mention = Mention(
            start, numbered.end(), kind, _number(numbered.group("n")), year=_year_of(numbered.group("n")), issuer=_tidy(listed.group("i"))
        )
        return _dated(text, mention)
    gap = w.SPACE.match(text, end)
    match = w.UNKNOWN_NAME.match(text, gap.end()) if gap else None
    stop = match.end() if match else end
    if match and (numbered := w.NUMBERED.match(text, stop)) and "số" in text[stop : numbered.start("n")].lower():
        name = _tidy(text[start:stop])
        return _dated(
            text, Mention(start, numbered.end(), kind, _number(numbered.group("n")), year=_year_of(numbered.group("n")), name=name)
        )
    if numbered_only:
        return None
    return Mention(start, stop, kind, name=_tidy(text[start:stop]) if match else "", loose=True)


def _dated(text: str, mention: Mention) -> Mention:
    """Take in the date and issuer that follow, in either order."""
    if match := w.DATE.match(text, mention.end):
        mention = replace(mention, end=match.end(), date=_iso(match), year=int(match.group("y")))
    elif match := w.OPEN_DATE.match(text, mention.end):
        mention = replace(mention, end=match.end(), year=int(match.group("y")) if match.group("y") else mention.year)
    elif match := w.YEAR.match(text, mention.end):
        mention = replace(mention, end=match.end(), year=int(match.group("y")))
        if mention.name and not mention.number and (numbered := w.NUMBERED.match(text, match.end())):
            return _dated(text, replace(mention, end=numbered.end(), number=_number(numbered.group("n"))))
    issuer = w.ISSUER.match(text, mention.end)
    if not issuer or not issuer.group("i")[0].isupper():
        return mention
    mention = replace(mention, issuer=_tidy(issuer.group("i")))
    if mention.date is None and (match := w.LATER_DATE.match(text, issuer.end())):
        mention = replace(mention, end=match.end(), date=_iso(match), year=int(match.group("y")))
    return mention


def _further(text: str, first: Mention, found: list[Mention]) -> int:
    """ "các Nghị định số 12/2020/NĐ-CP, 34/2021/NĐ-CP và 56/2022/NĐ-CP": the kind is said once."""
    last = first
    while match := w.FURTHER.match(text, last.end):
        last = _dated(text, Mention(match.start("n"), match.end(), first.kind, _number(match.group("n")), year=_year_of(match.group("n"))))
        found.append(last)
    return last.end


def _iso(match: re.Match) -> str | None:
    day, month, year = int(match.group("d")), int(match.group("m")), int(match.group("y"))
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= 31 and 1 <= month <= 12 else None


def _number(written: str) -> str:
    return w.SPACE.sub("", written)


def _year_of(number: str) -> int | None:
    match = re.search(r"/\s?((?:19|20)\d\d)\s?/", number)
    return int(match.group(1)) if match else None


def _tidy(text: str) -> str:
    return w.SPACE.sub(" ", text).strip()
