"""Each earlier comment: where it went, and never a false "đã tiếp thu"."""

import dataclasses
import random

import pytest

from pipelines.rounds import align, follow, new_risks
from pipelines.rounds.compare import count as count_of
from pipelines.rounds.compare import forms
from pipelines.types import ItemFailure, SheetRow
from tests.factories import a_finding, a_review
from tests.rounds.revisions import OPERATIONS, Revision, draft_of
from tests.rounds.test_align import published, samples

QUOTE = "mỗi hộ nộp 300.000 đồng trước ngày 30/6"
WORDING = "vận động các hộ đóng góp tự nguyện, không ấn định mức"
OLD = (
    "Điều 1. Đóng góp",
    f"1. Để làm đường, {QUOTE} cho tổ trưởng tổ dân phố, có sổ theo dõi.",
    "2. Tổ dân phố công khai việc thu, chi tại nhà văn hóa.",
    "Điều 2. Giám sát",
    "1. Ban giám sát đầu tư của cộng đồng theo dõi việc thi công tuyến đường.",
)


def followed(new_lines, fires=(), origin="checklist", wording=WORDING, failures=(), quote=QUOTE):
    """The one comment on the old draft, followed into the new lines; `fires` are words the item is found on again."""
    old, new = draft_of(list(OLD)), draft_of(list(new_lines))
    finding = a_finding(old, quote, origin=origin, suggestion=wording)
    row = SheetRow(1, finding.id, "khoản 1 Điều 1", quote, "quyen_cong_dan", "S1", "Đề nghị bỏ mức cố định.", wording, (), finding.start)
    again = dataclasses.replace(a_review(new, *(a_finding(new, words) for words in fires)), failures=failures)
    return follow([row], a_review(old, finding), again, align(old, new), "Ban Xây dựng Đảng")[0]


def with_line(text, at=1):
    return [*OLD[:at], text, *OLD[at + 1 :]]


def test_the_wording_asked_for_is_taken_up():
    result = followed(with_line(f"1. Để làm đường, {WORDING} cho tổ trưởng tổ dân phố, có sổ theo dõi."))
    assert (result.status, result.new_label) == ("toan_bo", "khoản 1 Điều 1")


def test_the_quoted_words_struck_out_and_not_found_again_are_taken_up():
    assert followed(with_line("1. Để làm đường, tổ dân phố bàn bạc với Nhân dân, có sổ theo dõi.")).status == "toan_bo"


def test_a_removed_provision_is_said_to_be_removed():
    result = followed([OLD[0], "1. Tổ dân phố công khai việc thu, chi tại nhà văn hóa.", *OLD[3:]])
    assert (result.status, result.new_label, result.new_text) == ("da_bo", "", "")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("nothing changed", OLD),
        ("only the provision beside it changed", with_line("2. Tổ dân phố công khai việc thu, chi trên loa và tại nhà văn hóa.", 2)),
        ("words around the quote changed", with_line(f"1. Nhằm làm đường ngõ, {QUOTE} cho kế toán của phường, có biên lai.")),
        ("letter case and spacing changed", with_line(f"1. Để làm đường, {QUOTE.upper().replace(' ', '  ')} cho tổ trưởng, có sổ.")),
        ("only renumbered", [OLD[0], "1. Quy định chung về đóng góp của Nhân dân.", OLD[1].replace("1.", "2.", 1), *OLD[3:]]),
        ("only moved", [OLD[0], "1. " + OLD[2][3:], *OLD[3:], "2. " + OLD[1][3:]]),
        ("split, the quote in one half", [OLD[0], f"1. Để làm đường, {QUOTE} cho tổ trưởng.", "2. Việc thu có sổ theo dõi.", *OLD[2:]]),
        ("merged with the next", [OLD[0], OLD[1].rstrip(".") + "; " + OLD[2][3:], *OLD[3:]]),
    ],
)  # fmt: skip
def test_words_that_still_stand_are_not_taken_up_even_if_the_item_is_silent(name, lines):
    assert followed(lines).status == "khong", name


def test_changed_words_that_carry_the_same_risk_are_not_taken_up():
    again = "từng hộ đóng 250.000 đồng"
    assert followed(with_line(f"1. Để làm đường, {again} cho tổ trưởng, có sổ theo dõi."), fires=(again,)).status == "khong"


def test_the_wording_beside_the_old_words_is_taken_up_in_part():
    assert followed(with_line(f"1. Để làm đường, {QUOTE}; {WORDING}, có sổ theo dõi.")).status == "mot_phan"


def test_a_slight_change_of_the_quoted_words_is_at_most_part():
    assert followed(with_line("1. Để làm đường, mỗi hộ nộp 300.000 đồng trước ngày 31/7 cho tổ trưởng, có sổ.")).status == "mot_phan"


@pytest.mark.parametrize(
    "more", [{"origin": "reviewer"}, {"origin": "classifier"}, {"failures": (ItemFailure("F04", "lỗi"),)}], ids=lambda m: str(m)[:24]
)
def test_silence_says_nothing_when_the_item_did_not_run(more):
    assert followed(with_line("1. Để làm đường, tổ dân phố bàn bạc với Nhân dân, có sổ theo dõi."), **more).status == "mot_phan"


def test_both_texts_are_spelled_by_the_comparison():
    result = followed(with_line("1. Để làm đường, tổ dân phố bàn với Nhân dân, có sổ."))
    assert "".join(words for sign, words in result.comparison if sign != "them") == result.old_text == OLD[1]
    assert "".join(words for sign, words in result.comparison if sign != "bo") == result.new_text


def test_not_taken_up_without_an_answer_is_a_warning():
    result = followed(OLD)
    assert result.unanswered
    assert not dataclasses.replace(result, answer="Mức thu theo nghị quyết của khu phố.").unanswered


def test_a_risk_that_came_with_the_revision_is_new_and_an_old_one_is_not():
    risky = "thu hồi thẻ bảo hiểm của hộ không tham gia"
    lines = [*OLD, f"2. Phường {risky} họp."]
    old, new = draft_of(list(OLD)), draft_of(lines)
    before, after = a_review(old, a_finding(old, QUOTE)), a_review(new, a_finding(new, QUOTE), a_finding(new, risky))
    assert [f.quote for f in new_risks(before, after, align(old, new))] == [risky]


def test_what_the_checklist_finds_only_now_on_old_words_is_no_risk_of_the_revision():
    old, new = draft_of(list(OLD)), draft_of([*OLD, "2. Kết quả giám sát được công khai."])
    assert not new_risks(a_review(old), a_review(new, a_finding(new, QUOTE)), align(old, new))


def silent_cases(bases: list, count: int):
    """Quotes that still stand after a generated revision, while the item is silent on the new version: (quote, status)."""
    for seed in range(count):
        rng = random.Random(seed)
        old = rng.choice(bases)
        revision = Revision(old, rng)
        for _ in range(rng.choice([2, 5, 9])):
            revision.change(rng.choice(OPERATIONS))
        new, _ = revision.build()
        judged = [p for p in old.provisions if p.judged]
        words = forms(old.text)
        quotes = {" ".join(old.words(p).split()[2:8]) for p in rng.sample(judged, min(12, len(judged)))}
        single = sorted(quote for quote in quotes if quote in old.text and count_of(forms(quote), words) == 1)
        findings = [a_finding(old, quote, code=f"Z{n}") for n, quote in enumerate(single)]
        rows = [SheetRow(n, f.id, "", f.quote, f.topic, "S1", f.message, "", (), f.start) for n, f in enumerate(findings, 1)]
        for result in follow(rows, a_review(old, *findings), a_review(new), align(old, new)):
            if count_of(forms(result.row.quote), forms(new.text)):
                yield result.row.quote, result.status


def test_no_comment_is_called_taken_up_while_its_words_stand():
    results = list(silent_cases(samples(), 8))
    assert len(results) > 40
    assert [quote for quote, status in results if status != "khong"] == []


@pytest.mark.slow
def test_no_comment_is_called_taken_up_while_its_words_stand_in_two_hundred_revisions():
    assert [quote for quote, status in silent_cases(samples(), 200) if status != "khong"] == []


@pytest.mark.slow
@pytest.mark.shared
def test_no_comment_is_called_taken_up_in_two_hundred_revisions_of_published_documents(shared):
    results = list(silent_cases(published(shared, 50), 200))
    print(f"{len(results)} ý kiến còn nguyên lời trong bản sửa, gọi nhầm là đã tiếp thu: {sum(status != 'khong' for _, status in results)}")
    assert len(results) > 1000
    assert [quote for quote, status in results if status != "khong"] == []


def absent(new_lines, fires=False, wording="Giao Ban giám sát đầu tư của cộng đồng giám sát việc thu, chi"):
    """A comment on what the document lacks, which quotes nothing, followed into the new lines."""
    old, new = draft_of(list(OLD)), draft_of(list(new_lines))
    lacking = dataclasses.replace(a_finding(old, QUOTE, code="G01"), provision=None, quote="", start=0, end=0)
    row = SheetRow(1, lacking.id, "Toàn văn bản", "", "dan_van", "S2", "Đề nghị bổ sung giám sát.", wording, ())
    return follow([row], a_review(old, lacking), a_review(new, *([lacking] if fires else [])), align(old, new))[0]


ADDED = "3. Giao Ban giám sát đầu tư của cộng đồng giám sát việc thu, chi, báo cáo hằng quý."


@pytest.mark.parametrize(
    ("lines", "fires", "status"),
    [
        (OLD, False, "khong"),
        ([*OLD[:3], ADDED, *OLD[3:]], True, "khong"),
        ([*OLD[:3], ADDED, *OLD[3:]], False, "toan_bo"),
        ([*OLD[:3], "3. Tổ dân phố lập nhóm người dân theo dõi việc thu.", *OLD[3:]], False, "mot_phan"),
    ],
)
def test_what_was_lacking_must_have_come_in(lines, fires, status):
    assert absent(lines, fires).status == status
