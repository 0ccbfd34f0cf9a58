"""Silencers: what turns a clause that looks like a defect into a sound one. Each is one function with scope and direction.

A guard gets the core of the match (the syllables that carry the act) and says whether the words around it heal it.
Their words are lexicon classes in models/lexicon/pham_vi.yaml, so an office can add a wording without code.
"""

import dataclasses
from collections.abc import Callable

from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Span, parse
from pipelines.checklist.reading import Clause, ProvisionReading

REACH = 7  # syllables between a negation and the act it governs
_SANCTION = frozenset(["thì", "bị", "phạt", "nếu"])
# A negation reaches no further than a condition or a contrast.
_STOPS = frozenset(["nếu", "khi", "mà", "nhưng", "trừ", "thì", "nhằm"])


@dataclasses.dataclass(frozen=True)
class Guard:
    silences: Callable[[Context, ProvisionReading, Clause, Span], bool]
    passed: str = ""  # Vietnamese sentence for the reviewer: what would have healed it and was not found; "" says nothing to her


def _spans(reading: ProvisionReading, label: str) -> list[Span]:
    return reading.marks.get(label, [])


def _governs(reading: ProvisionReading, sign: Span, core: Span, reach: int = REACH) -> bool:
    """Whether a sign before the core (or reaching into it) governs it: near, in the same sentence, no stop between.

    A core that itself begins with the sign is not governed by it: whoever wrote the pattern meant those words.
    """
    if sign[0] < core[0] < sign[1]:
        return True
    if not sign[1] <= core[0] <= sign[1] + reach or reading.sentence_of(sign[0]) != reading.sentence_of(core[0]):
        return False
    return not _STOPS.intersection(reading.norms[sign[1] : core[0]])


def negated(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """“không yêu cầu …”, “không thu …”, “bãi bỏ việc …” before the act, or “… là trái quy định” after it."""
    if any(_governs(reading, sign, core) for sign in _spans(reading, "<phu_dinh>")) or _bare_negation(reading, clause, core):
        return True
    return any(core[1] <= a <= core[1] + 12 and b <= clause.sentence[1] for a, b in _spans(reading, "<bi_coi_la_sai>"))


def _bare_negation(reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """“không” right before the act, unless it is the condition of a sanction (“hộ không nộp thì …”)."""
    if core[0] == 0 or reading.norms[core[0] - 1] not in ("không", "chẳng"):
        return False
    sentence = reading.norms[clause.sentence[0] : clause.sentence[1]]
    return clause.opener not in ("nếu", "khi", "trường hợp") and _SANCTION.isdisjoint(sentence)


def bars_officials(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """A ban on officials, agencies or on a way of acting protects the people: “Nghiêm cấm …”, “Cán bộ không được: a) …”.

    A ban aimed at people is no shield: “Người dân không được …”, “Nghiêm cấm các hộ …”. Where the core itself begins with the ban, only
    officials named as its subject heal it.
    """
    for ban in _spans(reading, "<lenh_cam>"):
        subject = subject_of(context, reading, ban)
        if ban[0] == core[0] and subject == "can_bo":
            return True
        if ban[0] < core[0] and _governs(reading, ban, core, 25) and subject != "nguoi_dan":
            return True
    for above in context.lead(reading.provision):
        for ban in _spans(above, "<lenh_cam>"):
            if above.text.rstrip().endswith(":") or above.provision.heading:
                return subject_of(context, above, ban) != "nguoi_dan"
    return False


def subject_of(context: Context, reading: ProvisionReading, ban: Span) -> str:
    """Whom the ban is aimed at: "can_bo", "nguoi_dan" or "" nobody named. “cấm” names them after it, “không được” before it."""
    if reading.norms[ban[0]] in ("nghiêm", "cấm"):
        named = [k for k in ("can_bo", "co_quan", "cap_uy", "nguoi_dan") for a, _ in _spans(reading, f"<{k}>") if ban[1] <= a <= ban[1] + 1]
    else:
        first, _ = reading.sentence_of(ban[0])
        kinds = ("nguoi_dan", "can_bo", "co_quan", "cap_uy", "mttq")
        villages = _spans(reading, "<khu_dan_cu>")  # “Nhân dân các bản không được …” is aimed at people
        before = [(s[1], k) for k in kinds for s in _spans(reading, f"<{k}>") if first <= s[0] < ban[0] and s not in villages]
        named = [max(before)[1]] if before else []
    if not named:
        return ""
    return "nguoi_dan" if named[0] == "nguoi_dan" else "can_bo"


def excepted(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """The words stand in an exception: “trừ trường hợp …”, “ngoại trừ …”, “không áp dụng đối với …”."""
    return any(_governs(reading, sign, core, 15) for sign in _spans(reading, "<ngoai_le>"))


def authorised(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """The clause or its sentence names who may set the rule: a law, a decree, the provincial council."""
    first, last = clause.sentence
    if any(first <= a and b <= last for a, b in _spans(reading, "<tham_quyen>")):
        return True
    return any(first <= a and b <= last for a, b in reading.spans(_CITED))


def people_decide(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """“do Nhân dân bàn và quyết định”, “cộng đồng dân cư biểu quyết”."""
    return bool(_spans(reading, "<nhan_dan_quyet>"))


def historical(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """Told as past: “trước đây”, “giai đoạn 2021-2025 đã”, “đã hoàn thành”."""
    first, last = clause.sentence
    return any(first <= a < last for a, _ in _spans(reading, "<lich_su>"))


def reported(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """Told as an abuse to end or to find out: “khắc phục tình trạng …”, “phát hiện, xử lý việc …”, “kiểm tra việc …”."""
    return any(_governs(reading, sign, core, 15) for sign in _spans(reading, "<tuong_thuat>"))


def voluntary(context: Context, reading: ProvisionReading, clause: Clause, core: Span) -> bool:
    """“tự nguyện, không ấn định mức”, “tùy khả năng”: truly free, not only called so."""
    first, last = clause.sentence
    return any(first <= a and b <= last for a, b in _spans(reading, "<tuy_tam>"))


_CITED = parse("<van_ban>")
GUARDS: dict[str, Guard] = {
    "phu_dinh": Guard(negated),
    "cam_can_bo": Guard(bars_officials),
    "ngoai_le": Guard(excepted),
    "tham_quyen": Guard(authorised, "Câu này không dẫn luật hay cơ quan có thẩm quyền quy định việc đó."),
    "nhan_dan_quyet": Guard(people_decide, "Không thấy ghi việc này do Nhân dân bàn và quyết định."),
    "lich_su": Guard(historical),
    "tuong_thuat": Guard(reported),
    "tu_nguyen": Guard(voluntary, "Không thấy ghi đóng góp tùy khả năng, không ấn định mức."),
}
DEFAULT_GUARDS = ("phu_dinh", "cam_can_bo", "ngoai_le", "lich_su", "tuong_thuat")
