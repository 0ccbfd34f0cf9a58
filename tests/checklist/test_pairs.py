"""Minimal pairs: the plain act is found, the same act denied, barred, ended, blamed or lawfully set is not."""

import pytest

from tests.checklist.pairs import AMOUNTS, FRAMES, LEADS, SEEDS, SETTLED

PAIRS = [
    *((f"{who} {act}.", frame.format(Who=who, act=act), "", codes) for act, who, codes in SEEDS for frame in FRAMES),
    *((f"{who} {act}.", f"a) {act[0].upper()}{act[1:]};", lead, codes) for act, who, codes in SEEDS for lead in LEADS),
    *((f"{what}.", frame.format(what=what), "", codes) for what, codes in AMOUNTS for frame in SETTLED),
]


@pytest.fixture(scope="module")
def verdicts(judge):
    """text and context → the codes found; each judged once."""
    known = {}

    def codes(text, lead=""):
        if (text, lead) not in known:
            known[text, lead] = judge(text, context=lead or "Điều 5. Tổ chức thực hiện")
        return known[text, lead]

    return codes


def test_there_are_enough_pairs_and_each_is_its_own():
    assert len(PAIRS) == len(set(PAIRS)) >= 300


def test_nearly_all_pairs_are_told_apart(verdicts):
    wrong = []
    for defect, sound, lead, codes in PAIRS:
        wanted = set(codes.split())
        if not verdicts(defect) & wanted or verdicts(sound, lead) & wanted:
            wrong.append((defect, sound, lead))
    assert len(wrong) <= 0.03 * len(PAIRS), "\n".join(f"{d} | {lead} {s}" for d, s, lead in wrong)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Người dân không được tụ tập cầu nguyện tại nhà riêng.", "D01"),
        ("Nghiêm cấm các hộ dân tụ tập cầu nguyện tại nhà.", "D01"),
        ("Hộ chưa nộp quỹ thì khu phố không xác nhận hồ sơ vay vốn.", "F03"),
    ],
)
def test_a_ban_on_people_is_no_shield(judge, text, code):
    assert code in judge(text)
