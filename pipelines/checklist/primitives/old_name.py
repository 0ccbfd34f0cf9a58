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

_PAST_BEFORE = re.compile(
    r"(?:trước (?:ngày )?(?:\d{1,2}/\d{1,2}/)?\d{4}|trước ngày \d|trước đây|(?<!giữ )(?<!tài )\bnguyên|sáp nhập|hợp nhất|chia tách|"
    r"trên cơ sở|kế thừa|chuyển (?:từ|đổi)|đổi tên|thay thế|bãi bỏ)\s(?:\S+\s){0,7}$",
    re.I,
)
_PAST_AFTER = re.compile(
    r"^[^.;:]{0,25}?(?:\(?\bcũ\b|\(?trước đây|nay là|nay thuộc|trước sắp xếp|\(trước|trước khi|"
    r"đã (?:được )?(?:sắp xếp|hợp nhất|giải thể|cấp|hoàn thành|ban hành))",
    re.I,
)
# Inside the title of a document (after its number, its issuer) or inside quotation marks the name of its time stands.
_TITLE_BEFORE = re.compile(
    r"(?:số\s*:?\s*\d+[^\s,;]*(?:,? ngày [\d/]+| ngày \d+ tháng \d+ năm \d+)?,?\s+(?:của|ngày)\s[^.;:]*"
    r"|/[A-ZĐ]+[^\s]*[^.;:]{0,200}|[“\"«][^”\"»]{0,200})$"
)


@dataclasses.dataclass(frozen=True)
class OldNames:
    groups: tuple[Literal["dang", "cap_huyen", "dia_danh", "dan_toc", "ton_giao", "so_nganh"], ...]
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        index, day = context.checklist.register.name_index, context.as_of.isoformat()
        called = {entry[1].text: entry for label in reading.marks if label in index for entry in index[label]}
        for name, pattern in called.values():
            if name.group in self.groups and day >= name.since:
                yield from self._uses(context, reading, name, pattern)

    def _uses(self, context: Context, reading: ProvisionReading, name: OldName, pattern: Pattern) -> Iterator[Match]:
        shields = [s for shield in name.except_ for s in reading.spans(shield)]
        for span in reading.spans(pattern):
            if any(a <= span[0] and span[1] <= b for a, b in shields) or not _present(reading, span, name):
                continue
            clause = reading.clause_of(span)
            stands, why, evidence = confirm(context, reading, clause, span, self.with_, self.unless, Guards(("lich_su",)))
            if stands:
                start, end = reading.chars(span)
                old = context.draft.text[start:end]
                new = name.new if name.sure else f"{name.new} (cần đối chiếu)"
                said = f"tên không còn dùng từ ngày {_day(name.since)}"
                yield Match(start, end, why=(said, *why), evidence=evidence, slots=(("cu", old), ("moi", new)))


def _present(reading: ProvisionReading, span: Span, name: OldName) -> bool:
    """Whether the name is used as a living one: not past, not in the title of a document, in a spelling that counts."""
    start, end = (c - reading.base for c in reading.chars(span))
    text = reading.text
    if name.cased and not text[start:end].startswith(name.cased):
        return False
    sentence = reading.sentence_of(span[0])
    begin = reading.starts[sentence[0]]
    before, after = text[begin:start], text[end : end + 60]
    return not (_PAST_BEFORE.search(before) or _PAST_AFTER.search(after) or _TITLE_BEFORE.search(before))


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


