"""Groups of article references: "điểm a, b khoản 1 Điều 5", "các điều 5, 7 và khoản 2 Điều 9", "từ Điều 5 đến Điều 9"."""

import re
from dataclasses import dataclass

from pipelines.citations.model import Article

_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}[a-zđ]?(?![\w%]|[.,/-]\d)"
_ARTICLE = r"\d{1,3}[a-zđ]?(?![\w%]|[.,/-]\d)"
_LETTER = r"[a-zđ](?:\.?\d{1,2})?(?!\w)"
_ROMAN = r"(?:[IVXL]{1,5}(?:\.\d{1,2}){0,3}|[A-Z](?:\.[IVXL]{1,5})?)(?!\w)"
_JOIN = r"\s*(?:,|;|và|hoặc|đến|tới|-|,\s*và)\s*"
# A number that goes on a list must be followed by something a list of articles can be followed by.
_FOLLOWERS = (
    "và|hoặc|đến|tới|của|này|nêu|trên|tại|trong|thì|được|nói|[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Cc]hương|Luật|Bộ luật|Nghị|Quy|Quyết|Thông"
    "|Pháp|Hiến|Kế|Chỉ|Hướng|Phương"
)
_AFTER = rf"(?=\s*(?:[,;.:)”\"]|$|\n|-\s*\d|(?:{_FOLLOWERS})(?!\w)))"


def _list(value: str) -> str:
    return rf"{value}(?:{_JOIN}(?:{value}){_AFTER})*"


_ATOM = re.compile(
    r"(?<![\w-])(?:(?:[Cc]ác|[Nn]hững)\s+)?(?:(?P<d>[Đđ]iều|ĐIỀU)\s+(?P<dv>" + _list(_ARTICLE) + r"|này(?!\w))"
    r"|(?P<k>[Kk]hoản)\s+(?P<kv>" + _list(_NUMBER) + r"|này(?!\w))"
    r"|(?P<p>[Đđ]iểm)\s+(?P<pv>" + _list(f"(?:{_LETTER}|{_NUMBER})") + r"|này(?!\w))"
    r"|(?P<t>[Tt]iết)\s+(?P<tv>" + _list(f"(?:{_LETTER}|{_NUMBER})") + r")"
    r"|(?P<m>[Mm]ục)\s+(?P<mv>" + _list(f"(?:{_ROMAN}|{_NUMBER})") + r"|này(?!\w)))"
)
_GLUE = re.compile(r"\s*(?:,|;|và|hoặc|,\s*và|,\s*hoặc|đến|tới|-|của|tại|(?:cho\s+)?đến(?:\s+hết)?|\()?\s*(?:từ\s+)?")
_NOT_UNIT = re.compile(
    r"(?:thời|địa|quan|đặc|ưu|nhược|trọng|cao|số|tiêu|thí|chấm|cộng|các|tài|hợp|chuyên|danh|hạng|giao|nhiều|một|hai|ba)\s+$", re.I
)
# At the head of a line these number the line itself: "Điều 5. Phạm vi điều chỉnh", "Mục 1", "Điều 3:".
_HEADS_LINE = re.compile(r"(?:^|\n)[\s“\"«*#]*$")
_AFTER_HEAD = re.compile(r"\s*(?:[.:)…]|-\s|\n|$|[.]?\s*\[)")
# "mục" is a common word and numbers parts of annexes: alone it counts only after these.
_BEFORE_SECTION = re.compile(r"(?:tại|theo|ở|trong|và|của|,|quy định|nêu|[Tt]iểu|với)\s*\(?$")
_WORDS = re.compile(r"\s*([^\W\d_]{2,}(?:\s+[^\W\d_]{2,})?)(?!\w)")
_OF_DOCUMENT = re.compile(
    r"\s*(?:của\s+)?(?:Kế hoạch|Quy|Nghị|Quyết định|Hướng dẫn|Chương trình|Đề án|Phương án|Thông|Kết luận|Chỉ thị|Báo cáo)"
)
_ANNEX = re.compile(
    r"\s*,?\s*(?:của\s+|thuộc\s+|trong\s+|tại\s+)?(?:(?:các|bản)\s+)?(?:[Pp]hụ lục|PHỤ LỤC|[Pp]hần\s+[“\"IVXLC\d]|[Dd]anh mục|[Bb]iểu"
    r"|[Mm]ẫu|[Bb]ảng|[Đđ]ề án|[Tt]ờ khai|[Đđ]ơn)"
)
_NOT_NUMBER = re.compile(r"\s*(?:%|triệu|tỷ|tỉ|nghìn|ngàn|đồng|người|lần|ngày|tháng|năm|USD|VNĐ|lớp|trường|chợ|hộ|tế|đến từ)(?!\w)")
_VALUE = re.compile(
    r"(?P<to>đến|tới|-)?\s*(?<!\w)(?P<v>[IVXL]+(?:\.\d+)*|[A-Z](?:\.[IVXL]+)?(?!\w)|\d+(?:\.\d+)*[a-zđ]?|[a-zđ](?:\.?\d+)?(?!\w))"
)
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"


@dataclass(slots=True)
class Group:
    """Neighbouring references that belong to the same document."""

    start: int
    end: int
    articles: tuple[Article, ...]
    this: bool  # names "Điều này", "khoản này": surely this document
    weak: bool = False  # "điểm 10": a reference only where its document is named


@dataclass(slots=True)
class _Atom:
    unit: str  # d điều, k khoản, p điểm, t tiết, m mục
    values: list[str]
    start: int
    end: int
    ranged: bool = False  # comes after "đến": closes a range that the atom before opened


def find_groups(text: str) -> list[Group]:
    """Every group of article references of a shadow text, in order."""
    groups: list[Group] = []
    run: list[_Atom] = []
    for match in _ATOM.finditer(text):
        atom = _atom(text, match)
        if atom is None:
            continue
        if run and (glue := _GLUE.fullmatch(text, run[-1].end, atom.start)) and _chains(run[-1], atom, glue.group()):
            atom.ranged = bool(re.search(r"đến|tới|-", glue.group())) and atom.unit == run[-1].unit
            run.append(atom)
            continue
        _close(text, run, groups)
        run = [atom]
    _close(text, run, groups)
    return groups


def _atom(text: str, match: re.Match) -> _Atom | None:
    unit = next(u for u in "dkptm" if match.group(u))
    written = match.group(unit + "v")
    if _NOT_NUMBER.match(text, match.end()) or (unit in "ptm" and _NOT_UNIT.search(text, max(0, match.start() - 8), match.start())):
        return None
    heads = written != "này" and _HEADS_LINE.search(text, max(0, match.start() - 6), match.start())
    if heads and (_AFTER_HEAD.match(text, match.end()) or _shouts(text, match.end())):
        return None
    return _Atom(unit, ["này"] if written == "này" else _expand(written), match.start(), match.end())


def _expand(written: str) -> list[str]:
    """The values of a list, ranges filled in: "1, 3 đến 5" → 1 3 4 5."""
    values: list[str] = []
    for match in _VALUE.finditer(written):
        value = match.group("v")
        if match.group("to") and values:
            values += _between(values[-1], value)
        values.append(value)
    return values


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit():
        return [str(n) for n in range(int(first) + 1, int(last))] if int(last) - int(first) < 200 else []
    if first in _VIETNAMESE and last in _VIETNAMESE:
        return list(_VIETNAMESE[_VIETNAMESE.index(first) + 1 : _VIETNAMESE.index(last)])
    return []


def _chains(before: _Atom, atom: _Atom, glue: str) -> bool:
    """Do two neighbouring references go on as one group? "Điều này" closes one; "của" only goes outwards ("khoản 2 của Điều 5")."""
    if "(" in glue or "của" in glue or "tại" in glue:
        return "tpkmd".index(atom.unit) > "tpkmd".index(before.unit) or "(" in glue
    return not (before.values == ["này"] and before.unit == "d")


def _close(text: str, run: list[_Atom], groups: list[Group]) -> None:
    if not run or not _counts(text, run):
        return
    inner = [atom for atom in run if atom.unit != "t"]  # "tiết" is finer than an article can say
    articles = _descending(inner) if inner and inner[0].unit == "d" and inner[-1].unit != "d" else _ascending(inner)
    if articles:
        weak = all(atom.unit == "p" and atom.values[0][:1].isdigit() for atom in inner)
        groups.append(Group(run[0].start, run[-1].end, tuple(articles), any("này" in atom.values for atom in run), weak))


def _counts(text: str, run: list[_Atom]) -> bool:
    """Sections of annexes and forms are not counted; "Mục 1" alone only where a reference can stand."""
    if any(atom.unit == "d" for atom in run):
        return True
    if _ANNEX.match(text, run[-1].end) or _shouts(text, run[-1].end):
        return False
    return (
        run[0].unit in "kpt"
        or bool(_OF_DOCUMENT.match(text, run[-1].end))
        or bool(_BEFORE_SECTION.search(text, max(0, run[0].start - 12), run[0].start))
    )


def _shouts(text: str, position: int) -> bool:
    """Words in capitals follow: a title, "Mục 1 TRÁCH NHIỆM"."""
    match = _WORDS.match(text, position)
    return bool(match) and match.group(1).isupper() and " " in match.group(1)


def _ascending(run: list[_Atom]) -> list[Article]:
    """Innermost first: points wait for their clause, clauses for their article."""
    done: list[Article] = []
    waiting: list[Article] = []  # of the article still to come
    points: list[str] = []  # of the clause still to come
    for atom in run:
        values = _ranged(atom, done, waiting, points)
        if atom.unit == "p":
            points += values
        elif atom.unit == "k":
            waiting += [Article("", value, point) for value in values[:1] for point in points or [""]]
            waiting += [Article("", value, "") for value in values[1:]]
            points = []
        else:
            waiting += [Article("", "", point) for point in points]
            points = []
            done += [_placed(atom.unit, values[0], article) for article in waiting] if values else []
            done += [_placed(atom.unit, value, Article()) for value in (values[1:] if waiting else values)]
            waiting = []
    return done + waiting + [Article("", "", point) for point in points]


def _placed(unit: str, value: str, article: Article) -> Article:
    return article._replace(dieu=value) if unit == "d" else article._replace(muc=value)


def _ranged(atom: _Atom, done: list[Article], waiting: list[Article], points: list[str]) -> list[str]:
    """The values of an atom; after "đến" with those between it and the one before."""
    if not atom.ranged:
        return atom.values
    last = {"d": done and done[-1].dieu, "k": waiting and waiting[-1].khoan, "p": points and points[-1]}.get(atom.unit)
    return _between(last, atom.values[0]) + atom.values if last else atom.values


def _descending(run: list[_Atom]) -> list[Article]:
    """Article first: "Điều 5 khoản 2 điểm a"."""
    done: list[Article] = []
    dieu = khoan = ""
    for i, atom in enumerate(run):
        inner = run[i + 1].unit if i + 1 < len(run) else ""
        if atom.unit == "d":
            dieu, khoan = atom.values[-1], ""
            done += [Article(value) for value in (atom.values[:-1] if inner in ("k", "p") and inner else atom.values)]
        elif atom.unit == "k":
            khoan = atom.values[-1]
            done += [Article(dieu, value) for value in (atom.values[:-1] if inner == "p" else atom.values)]
        elif atom.unit == "p":
            done += [Article(dieu, khoan, value) for value in atom.values]
    return done
