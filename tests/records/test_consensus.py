"""Two reviewers blind to each other, then one set of decisions; the leader's approval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.types import Decision
from review_app.records import (
    CaseLocked,
    Desk,
    NotAllowed,
    StillBlind,
    WrongStatus,
    add_file,
    add_note,
    adopt_agreed,
    adopt_own,
    approve,
    assign,
    finish_review,
    lane_own_findings,
    list_notes,
    list_own_findings,
    open_consensus,
    read_agreement,
    read_approval,
    read_case,
    read_decisions,
    read_finished,
    read_history,
    read_lanes,
    read_settings,
    reopen,
    save_decision,
    save_own_finding,
    save_review,
    save_settings,
    save_sheet_words,
    sheet_inputs,
    sheet_words,
    verify_trail,
)
from review_app.records.consensus import agreement
from review_app.records.models import SheetWords
from tests.records.conftest import a_case, a_file, changed, person, sample_review
from tests.records.test_decisions import own


@pytest.fixture
def blind(desk):
    """A leader, two officers on a blind case, and its draft."""
    an, binh = person(desk, "an"), person(desk, "binh")
    case = a_case(desk)
    case = assign(desk, case.id, (an.user.id, binh.user.id), True, case.version)
    return desk, an, binh, a_file(desk, case)


def decide(at: Desk, file, finding: str, verdict: str = "gop_y", seen: int = 0):
    return save_decision(at, file.id, Decision(finding, verdict, reason="vì đã rõ"), seen)


def test_blind_reviewers_decide_the_same_finding_without_meeting(blind):
    _, an, binh, file = blind
    decide(an, file, "F04-10")
    decide(binh, file, "F04-10", "khong_gop_y")
    assert read_decisions(an, file.id)["F04-10"].verdict == "gop_y"
    assert read_decisions(binh, file.id)["F04-10"].verdict == "khong_gop_y"


def test_nothing_of_the_other_shows_before_consensus(blind):
    desk, an, binh, file = blind
    decide(an, file, "F04-10")
    save_own_finding(an, own(file.id))
    add_note(an, file.id, "riêng")
    save_sheet_words(an, file.id, SheetWords("riêng", ""), 0)
    for other in (binh, desk):
        assert read_decisions(other, file.id) == {} and list_own_findings(other, file.id) == ()
        assert list_notes(other, file.id) == () and read_history(other, file.id) == ()
        assert sheet_words(other, file.id) == SheetWords()
        for peek in (read_lanes, read_agreement, lane_own_findings, adopt_agreed):
            with pytest.raises(StillBlind):
                peek(other, file.id)
    with pytest.raises(StillBlind):
        sheet_inputs(an, file.id)
    with pytest.raises(NotAllowed):
        decide(desk, file, "F04-10")  # not one of its reviewers


def test_consensus_opens_when_all_have_finished_or_the_leader_says_so(blind):
    desk, an, binh, file = blind
    finish_review(an, file.id)
    with pytest.raises(StillBlind):
        open_consensus(an, file.case_id)
    finish_review(binh, file.id)
    assert read_finished(desk, file.id) == (an.user.id, binh.user.id)
    opened = open_consensus(an, file.case_id)
    assert opened.consensus and opened.status == "soat_cheo"


def test_the_leader_may_open_early_and_a_reviewer_may_take_back_having_finished(blind):
    desk, an, _, file = blind
    finish_review(an, file.id)
    finish_review(an, file.id, done=False)
    assert read_finished(desk, file.id) == ()
    assert open_consensus(desk, file.case_id).consensus


def test_after_opening_what_was_agreed_is_taken_over_and_the_rest_is_decided_together(blind):
    desk, an, binh, file = blind
    decide(an, file, "F04-10")
    decide(binh, file, "F04-10")
    decide(an, file, "C06-45")
    decide(binh, file, "C06-45", "khong_gop_y")
    open_consensus(desk, file.case_id)
    assert adopt_agreed(an, file.id) == 1 and adopt_agreed(binh, file.id) == 0
    assert set(read_decisions(an, file.id)) == {"F04-10"}
    decide(binh, file, "C06-45")
    assert {key: row.verdict for key, row in read_decisions(an, file.id).items()} == {"F04-10": "gop_y", "C06-45": "gop_y"}
    assert read_lanes(an, file.id)[binh.user.id]["C06-45"].verdict == "khong_gop_y"  # what each said alone stays on record


def test_an_own_finding_of_a_blind_reviewer_reaches_the_sheet_once_adopted(blind):
    desk, an, _, file = blind
    mine = save_own_finding(an, own(file.id))
    with pytest.raises(StillBlind):
        adopt_own(desk, mine.id)
    open_consensus(desk, file.case_id)
    assert sheet_inputs(desk, file.id).own_findings == ()
    assert [each.id for each in lane_own_findings(desk, file.id)[an.user.id]] == [mine.id]
    adopt_own(desk, mine.id)
    assert [each.id for each in sheet_inputs(desk, file.id).own_findings] == [mine.key]


def test_agreement_counts_items_all_have_decided(blind):
    desk, an, binh, file = blind
    for finding, theirs in (("F04-10", "gop_y"), ("C06-45", "khong_gop_y")):
        decide(an, file, finding)
        decide(binh, file, finding, theirs)
    decide(an, file, "A02-1")
    open_consensus(desk, file.case_id)
    found = read_agreement(desk, file.id)
    assert (found.both, found.agreed, found.share) == (2, 1, 0.5)
    assert {item.finding: item.agreed for item in found.items} == {"F04-10": True, "C06-45": False, "A02-1": False}


def test_kappa_is_the_textbook_value():
    # 20 items both yes, 15 both no, 5 and 10 apart: kappa 0.4 (the usual example of Cohen's formula)
    yes, no = "gop_y", "khong_gop_y"
    pairs = [(yes, yes)] * 20 + [(yes, no)] * 5 + [(no, yes)] * 10 + [(no, no)] * 15
    found = agreement({1: {str(n): a for n, (a, _) in enumerate(pairs)}, 2: {str(n): b for n, (_, b) in enumerate(pairs)}})
    assert found.kappa == pytest.approx(0.4)


@given(st.lists(st.tuples(st.sampled_from(["gop_y", "sua_loi", "khong_gop_y"]), st.sampled_from(["gop_y", "sua_loi", "khong_gop_y"]))))
def test_kappa_never_passes_one_and_does_not_depend_on_who_comes_first(pairs):
    first = {str(n): a for n, (a, _) in enumerate(pairs)}
    second = {str(n): b for n, (_, b) in enumerate(pairs)}
    one, other = agreement({1: first, 2: second}), agreement({1: second, 2: first})
    assert one.kappa == other.kappa and (one.kappa is None or one.kappa <= 1)
    assert one.agreed == sum(a == b for a, b in pairs)


# ---------------------------------------------------------------- approval


def test_a_case_that_is_not_ready_is_not_approved(blind):
    desk, _, _, file = blind
    empty = a_case(desk)
    with pytest.raises(WrongStatus):
        approve(desk, empty.id)
    add_file(desk, empty.id, b"x", "chua phan tich.docx")
    with pytest.raises(WrongStatus):
        approve(desk, empty.id)
    with pytest.raises(StillBlind):
        approve(desk, file.case_id)


def test_approval_locks_the_round_and_stands_in_the_trail(desk):
    case = a_case(desk)
    a_file(desk, case)
    approval = approve(desk, case.id)
    assert read_case(desk, case.id).status == "da_duyet"
    assert read_approval(desk, case.id) == approval
    assert verify_trail(desk.store, approval.audit_head).ok
    with pytest.raises(CaseLocked):
        approve(desk, case.id)


def test_an_approved_sheet_can_be_made_again_whatever_happens_to_the_settings(desk, clock):
    case = a_case(desk, request_number="45/UBND")
    file = a_file(desk, case)
    settings = read_settings(desk)
    save_settings(desk, changed(settings, agency="Ban Xây dựng Đảng", recipients=("Lưu",)), 0)
    approve(desk, case.id)
    before = sheet_inputs(desk, file.id)
    save_settings(desk, changed(settings, agency="Tên khác"), 1)
    clock.move(days=30)
    after = sheet_inputs(desk, file.id)
    assert after == before and after.approved
    assert after.settings.agency == "Ban Xây dựng Đảng" and after.settings.addressee == case.sender
    assert after.received == {
        "so_den": "45/UBND", "ngay": "", "co_quan": case.sender, "lan": "1", "ngay_nhan": "2026-11-26", "han": "2026-12-03",
    }  # fmt: skip


def test_reopening_lets_work_go_on_and_the_old_approval_is_no_longer_in_force(desk):
    case = a_case(desk)
    file = a_file(desk, case)
    first = approve(desk, case.id)
    assert reopen(desk, case.id).status == "du_thao_phieu"
    assert read_approval(desk, case.id) is None
    decide(desk, file, "F04-10")
    second = approve(desk, case.id)
    assert second.content_hash != first.content_hash
    reopen(desk, case.id)
    with pytest.raises(WrongStatus):
        reopen(desk, case.id)


def test_the_same_content_has_the_same_hash(desk):
    case = a_case(desk)
    a_file(desk, case)
    first = approve(desk, case.id)
    reopen(desk, case.id)
    assert approve(desk, case.id).content_hash == first.content_hash


def test_the_sheet_is_built_from_what_the_records_hand_over(desk):
    from pipelines.sheet import build_sheet

    case = a_case(desk)
    file = a_file(desk, case)
    decide(desk, file, "F04-10")
    save_own_finding(desk, own(file.id))
    save_sheet_words(desk, file.id, SheetWords("Cơ bản nhất trí.", "Đủ điều kiện trình."), 0)
    given = sheet_inputs(desk, file.id)
    sheet = build_sheet(
        given.review, given.decisions, given.settings, received=given.received, own_findings=given.own_findings,
        conclusion=given.conclusion, general=given.general, date=given.date, audit_head=given.audit_head,
    )  # fmt: skip
    assert [row.finding for row in sheet.rows] == ["F04-10", "rieng_1"]
    assert (sheet.general, sheet.date, len(sheet.audit_head)) == ("Cơ bản nhất trí.", "2026-11-26", 64)


def test_a_new_round_of_a_blind_case_is_blind_again_and_the_old_one_stays_readable(blind):
    desk, an, binh, file = blind
    decide(an, file, "F04-10")
    decide(binh, file, "F04-10")
    open_consensus(desk, file.case_id)
    adopt_agreed(desk, file.id)
    approve(desk, file.case_id)
    revised = add_file(desk, file.case_id, b"ban sua", "b.docx")
    save_review(desk, revised.id, sample_review())
    decide(an, revised, "F04-10")
    assert read_decisions(binh, revised.id) == {}
    assert set(read_decisions(binh, file.id)) == {"F04-10"}
    assert not read_case(desk, file.case_id).consensus


def test_consensus_of_a_case_reviewed_together_makes_no_sense(desk):
    with pytest.raises(WrongStatus):
        open_consensus(desk, a_case(desk).id)
