"""Whether the sentence around a match denies, bars, ends or blames the very act, or tells it as an example: then it is a sound rule that
looks like a defect.

Unlike a guard (which an item chooses and which looks around the matched words), this reads the frame of the whole sentence and of the line
above it, and holds for every item that says how it may be cured:
    deny        an office's act against people: a denial of it, a ban not aimed at people, its end or blame cure it
    officials   a restriction of people: a ban or an end cures only where it names officials; “Nghiêm cấm …” alone is the defect itself
    none        form, names, missing steps: nothing cures
"""

from pipelines.checklist.context import Context
from pipelines.checklist.guards import subject_of
from pipelines.checklist.patterns import Span, parse
from pipelines.checklist.reading import ProvisionReading

CURES = ("deny", "officials", "none")
# From one of these on the sentence says something new.
_STOPS = frozenset(("thì", "nhưng", "song", "trừ"))
_DENIAL = parse(
    "(không|không được|không được phép|tuyệt đối không|tuyệt đối không được|không có việc|chưa được|không bắt buộc|"
    "không tự ý|không được tự ý|không được phép tự ý) <viec_hai>"
)
# First syllables of what only an office does to people: “chấm dứt việc cản trở …”, “nghiêm cấm việc yêu cầu …”.
_RESTRICTING = frozenset(
    ["cấm", "hạn", "cản", "ngăn", "gây", "ép", "buộc", "yêu", "từ", "bắt", "đòi", "thu", "chuyển", "tiết", "trù", "đe", "giao"]
)


def cured(context: Context, reading: ProvisionReading, match: Span, cure: str) -> bool:
    """Whether the frame of the sentence, or the line above, turns the matched syllables into a sound rule."""
    if cure == "none":
        return False
    if told_as_example(context, reading, match):
        return True
    if cure == "deny" and any(_covers(reading, sign, match) for sign in reading.spans(_DENIAL)):
        return True
    if any(_covers(reading, ban, match) and _shields(context, reading, ban, cure) for ban in reading.marks.get("<lenh_cam>", ())):
        return True
    signs = [*reading.marks.get("<cham_dut>", ()), *(reading.marks.get("<cham_dut_hanh_vi>", ()) if cure == "deny" else ())]
    if any(_covers(reading, sign, match) and (cure == "deny" or _blames_officials(reading, sign)) for sign in signs):
        return True
    return _under_ban(context, reading, cure)


def told_as_example(context: Context, reading: ProvisionReading, match: Span) -> bool:
    """“Ví dụ: …”: what follows shows how a rule is meant, from there to the end of the provision and in all below it."""
    own = any(first <= match[0] and _opens_example(reading, first) for first, last in reading.sentences if first < last)
    return own or any(_opens_example(above, 0) for above in context.lead(reading.provision) if above.norms)


def _opens_example(reading: ProvisionReading, first: int) -> bool:
    return reading.norms[first : first + 2] == ["ví", "dụ"]


def _covers(reading: ProvisionReading, sign: Span, match: Span) -> bool:
    """The sign stands before the end of the match, in its sentence, and nothing new begins between them."""
    if sign[0] >= match[1] - 1 or reading.sentence_of(sign[0]) != reading.sentence_of(match[0]):
        return False
    return _STOPS.isdisjoint(reading.norms[sign[1] : match[0]])


def _shields(context: Context, reading: ProvisionReading, ban: Span, cure: str) -> bool:
    subject = subject_of(context, reading, ban)
    plain = subject == "" and reading.norms[ban[0]] in ("nghiêm", "cấm")
    return subject == "can_bo" or (plain and (cure == "deny" or not _RESTRICTING.isdisjoint(reading.norms[ban[1] : ban[1] + 2])))


def _blames_officials(reading: ProvisionReading, sign: Span) -> bool:
    """Officials named right at the sign, or the act ended is itself a restriction (“chấm dứt việc cản trở …”)."""
    near = any(sign[0] <= a <= sign[1] + 3 for a, _ in reading.marks.get("<can_bo>", ()))
    return near or not _RESTRICTING.isdisjoint(reading.norms[sign[1] : sign[1] + 2])


def _under_ban(context: Context, reading: ProvisionReading, cure: str) -> bool:
    """“Nghiêm cấm các hành vi sau đây:” or “Điều 6. Những việc cán bộ không được làm” above the line."""
    for above in context.lead(reading.provision)[:2]:
        if above.provision.heading or above.text.rstrip().endswith(":"):
            for ban in above.marks.get("<lenh_cam>", ()):
                subject = subject_of(context, above, ban)
                office = not _RESTRICTING.isdisjoint(reading.norms[:2])  # “a) Yêu cầu …”
                return subject == "can_bo" or (subject != "nguoi_dan" and (cure == "deny" or office))
    return False
