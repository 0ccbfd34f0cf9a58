"""frequency: how often something is held, against the least that the rules ask of this person (reception of citizens by leaders)."""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Pattern
from pipelines.checklist.quantities import number_of
from pipelines.checklist.reading import Clause, ProvisionReading
from pipelines.language import fold

_N = r"(\d+|một|hai|ba|bốn|năm)"
_UNIT = r"(tháng|quý|năm|tuần)"
_PER_MONTH = {"tuần": 4.0, "tháng": 1.0, "quý": 1 / 3, "năm": 1 / 12}
_TIMES = (
    re.compile(rf"{_N}\s*(?:\([^)]*\)\s*)?(?:ngày|buổi|lần|kỳ)\s*(?:/|trong|mỗi|một|trên)\s*(?:một\s+|01\s+|mỗi\s+)?{_UNIT}"),
    re.compile(rf"(?:mỗi|hằng|hàng|trong)\s+{_UNIT}\s+(?:ít nhất\s+|tối thiểu\s+)?{_N}\s*(?:ngày|buổi|lần|kỳ)"),
    re.compile(rf"{_N}\s*(?:ngày|buổi|lần|kỳ)\s*(?:hằng|hàng)\s+{_UNIT}"),
)
_DAYS = re.compile(r"ngày\s+\d{1,2}(?!\s*/)(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2})*\s+(?:hằng|hàng|mỗi|của)\s*(?:các\s+)?(tháng|quý)")
_WEEKDAY = re.compile(
    r"(?:sáng|chiều)?\s*thứ\s+(?:hai|ba|tư|năm|sáu|bảy|\d)[^.;]{0,40}?"
    r"(?:(?:hằng|hàng|mỗi|trong)\s+tuần|đầu tiên|thứ nhất|cuối|tuần đầu)"
)
_BARE = re.compile(r"(?:mỗi|một)\s+(quý|năm|tháng)\s+(?:tiếp|một)|(?:hằng|hàng)\s+(quý|năm)\b")


@dataclasses.dataclass(frozen=True)
class Duty:
    who: tuple[Pattern, ...]
    at_least: float  # times a month
    rule: str  # Vietnamese: "ít nhất 02 ngày trong một tháng"


@dataclasses.dataclass(frozen=True)
class Frequency:
    when: tuple[Pattern, ...]
    duties: tuple[Duty, ...]  # the first whose words stand in the sentence or above decides
    unless: Scoped = Scoped()
    guards: Guards = Guards(("lich_su",))

    def calls(self) -> tuple[Pattern, ...] | None:
        return self.when

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        for span in context.places(self.when, reading):
            clause = reading.clause_of(span)
            duty = self._duty(context, reading, clause)
            found = per_month(self._sentence(reading, clause))
            if duty is None or found is None or found >= duty.at_least:
                continue
            stands, why, evidence = confirm(context, reading, clause, span, Scoped(), self.unless, self.guards)
            if stands:
                why = (f"Quy định hiện hành: {duty.rule}.", *why)
                yield Match(*reading.chars(span), why=why, evidence=evidence, slots=(("muc", duty.rule),))

    def _duty(self, context: Context, reading: ProvisionReading, clause: Clause) -> Duty | None:
        for scope in ("sentence", "lead"):
            for duty in self.duties:
                if context.first(duty.who, scope, reading, clause):
                    return duty
        return None

    @staticmethod
    def _sentence(reading: ProvisionReading, clause: Clause) -> str:
        a, b = reading.chars(clause.sentence)
        return reading.text[a - reading.base : b - reading.base]


def per_month(text: str) -> float | None:
    """How often a month the sentence says, None if it says nothing."""
    said = fold(text)
    for form in _TIMES:
        m = form.search(said)
        if m:
            first, second = m.groups()
            number, unit = (first, second) if second in _PER_MONTH else (second, first)
            return (number_of(number) or 0) * _PER_MONTH[unit]
    m = _DAYS.search(said)
    if m:
        return len(re.findall(r"\d{1,2}", m.group())) * _PER_MONTH[m[1]]
    m = _WEEKDAY.search(said)
    if m:
        return 1.0 if m.group().endswith(("đầu tiên", "thứ nhất", "cuối", "tuần đầu")) else 4.0
    m = _BARE.search(said)
    return _PER_MONTH[m[1] or m[2]] if m else None
