"""old_name: a name out of use since a day (register/names.yaml), used as if it still were.

Three guards: the day judged at; the name inside an older document's title or told as past (“cũ”, “nay là”, “trước ngày 01/7/2025”);
place names that live on in streets, schools and new wards (exceptions and spellings of the entry).
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Literal

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Pattern, Span
from pipelines.checklist.reading import ProvisionReading
from pipelines.checklist.register import OldName
from pipelines.language import fold

_PAST_BEFORE = re.compile(
    r"(?:trước (?:ngày )?(?:\d{1,2}/\d{1,2}/)?\d{4}|trước ngày \d|trước đây|(?<!giữ )(?<!tài )\bnguyên|sáp nhập|hợp nhất|chia tách|"
    r"trên cơ sở|kế thừa|chuyển (?:từ|đổi)|đổi tên|thay thế|bãi bỏ|tiền thân|truyền thống|lịch sử|con dấu|di tích|tên gọi|cột cũ|"
    r"trước (?:là|thuộc)|biên bản|giấy phép do|khác với|không còn|\bxưa|niên giám|đã bỏ|"
    r"nghỉ hưu|(?:luật|nghị định|nghị quyết)[^.;]{0,30} giao)"
    r"[\s,:]+(?:\S+\s){0,7}$",
    re.I,
)
_PAST_AFTER = re.compile(
    r"^[^.;:]{0,35}?(?:\(?\bcũ\b|\(?trước đây|trước sắp xếp|\(trước|trước (?:ngày )?(?:\d{1,2}/){0,2}20(?:[01]\d|2[0-5])|"
    r"\(?giải thể|hợp nhất|sáp nhập|kết thúc hoạt động|"
    r"bàn giao|bỏ rồi|\bxưa\b|lâu đời|nhiệm kỳ 20(?:1\d|2[01])|trước thời điểm|"
    r"như quy trình trước|(?:cấp|ban hành|lập|ký|công nhận)(?: từ)?(?: tháng \d+/| năm )(?:19\d\d|20[01]\d|202[0-4])|"
    r"\bđã\b)|^[^.;:]{0,45}?\bnay (?:là|thuộc|thực hiện|do|giao|theo|quản lý|chuyển|sau)\b|^[^.;:]{0,70}?được hiểu là",
    re.I,
)
# Told of the time before the change anywhere in the rest of the sentence.
_PAST_LATER = re.compile(
    r"trước (?:ngày )?(?:0?1/0?7/2025|0?1 tháng 0?7 năm 2025)|trước khi (?:thực hiện )?(?:sắp xếp|sáp nhập)|kết thúc hoạt động|"
    r"\bsau (?:ngày )?[\d/-]*19\d\d|\bnay là\b",
    re.I,
)
# A year before the change, told shortly before the name: “Kế hoạch phối hợp năm 2021 giữa Ban Dân tộc …”.
_OLD_YEAR = re.compile(
    r"(?:năm|tháng \d{1,2}/|giai đoạn|từ|\d/|[–-])\s*(?:19\d\d|20[01]\d|202[0-4])(?:\s*[–-]\s*(?:20[01]\d|202[0-5]))?"
    r"[,\s](?:\S+\s){0,9}$",
    re.I,
)
_DATE = re.compile(r"ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")
# Inside the title of a document (after its number, its issuer) or inside quotation marks the name of its time stands.
_TITLE_BEFORE = re.compile(
    r"(?:số\s*:?\s*\d+[^\s,;]*(?:,? ngày [\d/]+| ngày \d+ tháng \d+ năm \d+)?,?\s+(?:của|ngày)\s[^.;:]*"
    r"|/[A-ZĐ]+[^\s]*[^.;:]{0,200}|[“\"«][^”\"»]{0,200})$"
)
_REORGANISES = re.compile(r"sắp xếp\b.*đơn vị hành chính")  # such a draft must name the old units
_NOT_SENT = re.compile(r"\bkhông (?:còn )?(?:chuyển|gửi|qua|trình|thuộc|phải|do)(?:\s\S+){0,2}\s$", re.I)


@dataclasses.dataclass(frozen=True)
class OldNames:
    groups: tuple[Literal["dang", "cap_huyen", "dia_danh", "dan_toc", "ton_giao", "so_nganh"], ...]
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        for name, span in context.note(("old_names", reading.provision.id), lambda: _uses(context, reading)):
            if name.group not in self.groups:
                continue
            clause = reading.clause_of(span)
            stands, why, evidence = confirm(context, reading, clause, span, self.with_, self.unless, Guards(("lich_su",)))
            if stands:
                start, end = reading.chars(span)
                old = context.draft.text[start:end]
                new = name.new if name.sure else f"{name.new} (cần đối chiếu)"
                said = f"Tên này không còn dùng từ ngày {_day(name.since)}."
                yield Match(start, end, why=(said, *why), evidence=evidence, slots=(("cu", old), ("moi", new)))


def _uses(context: Context, reading: ProvisionReading) -> list[tuple[OldName, Span]]:
    """Every old name used as a living one, of all groups; of names inside each other the longest (“Ban Dân vận Huyện ủy”)."""
    if _REORGANISES.search(fold(context.header.title)):
        return []
    index, day = context.checklist.register.name_index, context.as_of.isoformat()
    called = {entry[1].text: entry for label in reading.labels if label in index for entry in index[label]}
    found = [(name, span) for name, pattern in called.values() if day >= name.since for span in _outside(reading, name, pattern)]
    found.sort(key=lambda use: (use[1][0], -use[1][1], use[0].id))
    kept: list[tuple[OldName, Span]] = []
    for name, span in found:
        if not any(a <= span[0] and span[1] <= b for _, (a, b) in kept[-4:]):
            kept.append((name, span))
    return [(name, span) for name, span in kept if _present(reading, span, name)]


def _outside(reading: ProvisionReading, name: OldName, pattern: Pattern) -> list[Span]:
    """Where the pattern stands, but inside a longer name that is in use."""
    shields = [s for shield in name.except_ for s in reading.spans(shield)]
    return [span for span in reading.spans(pattern) if not any(a <= span[0] and span[1] <= b for a, b in shields)]


def _present(reading: ProvisionReading, span: Span, name: OldName) -> bool:
    """Whether the name is used as a living one: not past, not in the title of a document, in a spelling that counts."""
    start, end = (c - reading.base for c in reading.chars(span))
    text = reading.text
    if name.cased and not text[start:end].startswith(name.cased):
        return False
    following = text[end : end + 60]
    if name.current and not _old_place(following, name.current, short=fold(text[start:end]).endswith("tp")):
        return False
    first, last = reading.sentence_of(span[0])
    before, after = text[reading.starts[first] : start], text[end : reading.ends[last - 1]]
    return not (
        _PAST_LATER.search(after)
        or _PAST_BEFORE.search(before)
        or _PAST_AFTER.search(following)
        or _done_before(following, name.since)
        or _OLD_YEAR.search(before)
        or _TITLE_BEFORE.search(before)
        or _NOT_SENT.search(before)
    )


def _done_before(following: str, since: str) -> bool:
    """Whether what follows is dated before the name went out of use: “… tỉnh Hải Dương thông qua ngày 21 tháng 10 năm 2023”."""
    date = _DATE.search(following)
    return date is not None and f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" < since


def _old_place(following: str, current: tuple[str, ...], short: bool) -> bool:
    """Whether a proper name follows (“thành phố Hạ Long”, “TP. Hạ Long”) that is none of those still in use."""
    proper = re.match(r"(?:\.(?=\s?\w+\s\w))?[ \u00a0]*(\w\S*(?: \S+){0,3})" if short else r"[ \u00a0](\w\S*(?: \S+){0,3})", following)
    return bool(proper) and proper[1][0].isupper() and not any(fold(proper[1]).startswith(fold(place)) for place in current)


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
