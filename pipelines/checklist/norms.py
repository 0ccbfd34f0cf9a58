"""A clause read as a norm: who must / may / must not do which act, on what, how much, by when, on which ground, under which condition.

What the clause leaves unsaid is inherited: from the clause before it in the sentence, from the lead-in (“Nghiêm cấm các hành vi:” then
“a) …”), from the heading (“Điều 9. Trách nhiệm của Ủy ban nhân dân phường”).
"""

import dataclasses

from pipelines.checklist.context import Context
from pipelines.checklist.guards import GUARDS
from pipelines.checklist.patterns import Pattern, Span, parse
from pipelines.checklist.reading import Clause, ProvisionReading

# Lexicon classes by the role their words play in a norm; nearer the top wins where two stand at one place.
ACTORS = {
    "tin_do": "tổ chức, cá nhân tôn giáo",
    "nguoi_dan": "người dân, hộ gia đình",
    "can_bo": "cán bộ, công chức, đảng viên",
    "mttq": "Mặt trận, đoàn thể",
    "cap_uy": "cấp ủy, tổ chức đảng",
    "co_quan": "cơ quan, tổ chức",
}
MODALITIES = {"cam": "không được", "phai": "phải", "khuyen_khich": "được khuyến khích", "de_nghi": "được đề nghị", "duoc": "được"}
_CONDITION, _EXCEPTION, _GROUND = "<dieu_kien>", "<ngoai_le>", "<tham_quyen>"
_AMOUNT, _LIMIT, _DAY = parse("<so_tien>"), parse("<thoi_han>"), parse("<ngay>")


@dataclasses.dataclass(frozen=True)
class Norm:
    clause: Clause
    act: Span  # syllables of the act
    who: str  # one of ACTORS, "" unknown
    who_from: str  # clause, sentence, lead, ""
    modality: str  # one of MODALITIES, "" stated as a fact or a task
    negated: bool
    amount: Span | None
    limit: Span | None  # a time limit or a day
    ground: bool
    condition: bool
    exception: bool

    def understood(self, reading: ProvisionReading) -> str:
        """One Vietnamese sentence: the norm as understood."""
        start, end = reading.chars(self.act)
        act = reading.text[start - reading.base : end - reading.base]
        parts = [ACTORS.get(self.who, "(câu này không ghi rõ ai)"), MODALITIES.get(self.modality, ""), f"“{act}”"]
        for span, name in ((self.amount, "mức"), (self.limit, "thời hạn")):
            if span is not None:
                a, b = reading.chars(span)
                parts.append(f", {name} “{reading.text[a - reading.base : b - reading.base]}”")
        said = " ".join(filter(None, parts)).replace(" ,", ",")
        return f"Máy hiểu câu này là: {said}{', có kèm điều kiện' if self.condition else ''}."


def read_norm(context: Context, reading: ProvisionReading, act: Span) -> Norm:
    """The norm around an act."""
    clause = reading.clause_of(act)
    who, who_from = _actor(context, reading, clause, act)
    sentence = clause.sentence
    return Norm(
        clause,
        act,
        who,
        who_from,
        _modality(context, reading, clause, act),
        GUARDS["phu_dinh"].silences(context, reading, clause, act),
        _within(reading.spans(_AMOUNT), sentence),
        _within(reading.spans(_LIMIT), sentence) or _within(reading.spans(_DAY), sentence),
        _within(reading.marks.get(_GROUND, []), sentence) is not None,
        _within(reading.marks.get(_CONDITION, []), sentence) is not None,
        _within(reading.marks.get(_EXCEPTION, []), sentence) is not None,
    )


def norms_of(context: Context, reading: ProvisionReading, acts: tuple[Pattern, ...]) -> list[Norm]:
    """One norm for each place an act of the patterns stands."""
    return [read_norm(context, reading, span) for span in context.places(acts, reading)]


def _within(spans: list[Span], stretch: Span) -> Span | None:
    return next((s for s in spans if stretch[0] <= s[0] and s[1] <= stretch[1]), None)


def _actor(context: Context, reading: ProvisionReading, clause: Clause, act: Span) -> tuple[str, str]:
    """The nearest actor before the act in its clause, else one after “do …”, else earlier in the sentence, else in the lines above."""
    for stretch, place in (((clause.first, act[0]), "clause"), ((clause.sentence[0], act[0]), "sentence")):
        found = _nearest(reading, stretch)
        if found:
            return found, place
    for above in context.lead(reading.provision):
        found = _nearest(above, (0, len(above.norms)))
        if found:
            return found, "lead"
    return "", ""


def _nearest(reading: ProvisionReading, stretch: Span) -> str:
    best, name = -1, ""
    for actor in ACTORS:
        for a, b in reading.marks.get(f"<{actor}>", ()):
            if stretch[0] <= a and b <= stretch[1] and b > best:
                best, name = b, actor
    return name


def _modality(context: Context, reading: ProvisionReading, clause: Clause, act: Span) -> str:
    for stretch in ((clause.first, act[1]), (clause.sentence[0], act[1])):
        found = _last_modality(reading, stretch)
        if found:
            return found
    for above in context.lead(reading.provision):
        if above.text.rstrip().endswith(":") or above.provision.heading:
            found = _last_modality(above, (0, len(above.norms)))
            if found:
                return found
    return ""


def _last_modality(reading: ProvisionReading, stretch: Span) -> str:
    best, name = -1, ""
    for modality in MODALITIES:
        for a, b in reading.marks.get(f"<{modality}>", ()):
            if stretch[0] <= a and b <= stretch[1] and b > best:
                best, name = b, modality
    return name
