"""Cases: numbers, deadlines, the workflow, assignment."""

from datetime import date

import pytest

from review_app.records import (
    BadInput,
    CaseDraft,
    CaseLocked,
    NotAllowed,
    NotFound,
    StaleRecord,
    WrongStatus,
    add_user,
    approve,
    assign,
    create_case,
    delete_case,
    move_case,
    next_statuses,
    read_case,
    read_settings,
    save_settings,
    update_case,
)
from tests.records.conftest import a_case, a_file, changed, person


def test_cases_are_numbered_by_the_year_they_were_received_in(desk):
    numbers = [a_case(desk, received=day).number for day in (date(2026, 1, 5), date(2026, 3, 1), date(2027, 1, 4), date(2026, 12, 31))]
    assert numbers == ["01/2026", "02/2026", "01/2027", "03/2026"]


def test_a_deleted_number_is_not_given_again(desk):
    a_case(desk)
    delete_case(desk, a_case(desk).id)
    assert a_case(desk).number == "03/2026"


def test_the_deadline_follows_the_offices_setting_for_the_kind_unless_given(desk):
    settings = read_settings(desk)
    save_settings(desk, changed(settings, deadline_days=(("dieu_21", 3), ("dieu_5_3", 10))), settings.version)
    received = date(2026, 11, 26)
    assert a_case(desk, received=received).deadline == date(2026, 12, 1)
    assert a_case(desk, received=received, kind="dieu_5_3").deadline == date(2026, 12, 10)
    assert a_case(desk, received=received, working_days=1).deadline == date(2026, 11, 27)


def test_a_case_received_today_is_the_receivers_own(desk):
    case = a_case(desk)
    assert (case.received, case.reviewers, case.status) == (date(2026, 11, 26), (desk.user.id,), "tiep_nhan")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("title", {"title": "  "}),
        ("kind", {"kind": "nghi_dinh"}),
        ("working_days", {"working_days": 0}),
        ("working_days", {"working_days": 400}),
        ("sender", {"sender": "x" * 301}),
        ("reviewers", {"reviewers": (99,)}),
    ],
)
def test_a_wrong_field_is_named(desk, field, wrong):
    with pytest.raises(BadInput) as refused:
        create_case(desk, CaseDraft(**{"title": "Quy chế", **wrong}))
    assert refused.value.field == field


def test_a_refused_case_uses_no_number(desk):
    with pytest.raises(BadInput):
        a_case(desk, reviewers=(99,))
    assert a_case(desk).number == "01/2026"


def test_letters_no_screen_can_show_do_not_enter(desk):
    case = a_case(desk, title="Quy\x00 chế\ud800 làm việc", sender="Đảng ủy\x07")
    assert (case.title, case.sender) == ("Quy chế làm việc", "Đảng ủy")


def test_correcting_a_case_moves_its_deadline(desk):
    case = a_case(desk, received=date(2026, 11, 26))
    better = update_case(desk, case.id, CaseDraft("Tên đúng", working_days=10, request_number="12-CV/ĐU"), case.version)
    assert (better.title, better.received, better.deadline) == ("Tên đúng", date(2026, 11, 26), date(2026, 12, 10))
    assert better.number == case.number


def test_a_correction_over_a_newer_one_is_refused_and_shows_it(desk):
    case = a_case(desk)
    update_case(desk, case.id, CaseDraft("Của người khác"), case.version)
    with pytest.raises(StaleRecord) as refused:
        update_case(desk, case.id, CaseDraft("Của tôi"), case.version)
    assert refused.value.theirs.title == "Của người khác"


def test_an_unknown_case_is_named_as_gone(desk):
    with pytest.raises(NotFound):
        read_case(desk, 404)


def test_before_approval_the_case_moves_freely_but_not_past_it(desk):
    case = a_case(desk)
    allowed = next_statuses(desk, case.id)
    assert "ra_soat" in allowed and "luu" in allowed
    assert not {"da_duyet", "da_gui", "ket_luan"} & set(allowed)
    moved = move_case(desk, case.id, "kiem_tra", case.version)
    assert moved.status == "kiem_tra"
    with pytest.raises(WrongStatus):
        move_case(desk, case.id, "da_gui", moved.version)


def test_after_approval_it_goes_on_and_not_back(desk):
    case = a_case(desk)
    a_file(desk, case)
    approve(desk, case.id)
    assert next_statuses(desk, case.id) == ("da_gui", "tiep_thu", "doi_chieu", "ket_luan", "luu")
    with pytest.raises(CaseLocked):
        update_case(desk, case.id, CaseDraft("Tên khác"), read_case(desk, case.id).version)


def test_only_a_leader_hands_a_case_to_others(desk):
    officer = person(desk, "chuyen.vien")
    with pytest.raises(NotAllowed):
        a_case(officer, reviewers=(desk.user.id,))
    assert a_case(officer).reviewers == (officer.user.id,)


def test_assigning_moves_the_case_on_and_blind_review_needs_two(desk):
    case, other = a_case(desk), add_user(desk, "hai", "Hai", ("chuyen_vien",))
    with pytest.raises(BadInput):
        assign(desk, case.id, (other.id,), True, case.version)
    assigned = assign(desk, case.id, (desk.user.id, other.id), True, case.version)
    assert (assigned.reviewers, assigned.blind, assigned.status) == ((desk.user.id, other.id), True, "phan_cong")


def test_work_moves_the_case_forward_by_itself_and_never_back(desk):
    from pipelines.types import Decision
    from review_app.records import save_decision

    case = a_case(desk)
    file = a_file(desk, case)
    assert read_case(desk, case.id).status == "may_goi_y"
    save_decision(desk, file.id, Decision("F04-10", "gop_y"), 0)
    assert read_case(desk, case.id).status == "ra_soat"
    move_case(desk, case.id, "du_thao_phieu", case.version)
    save_decision(desk, file.id, Decision("F04-10", "gop_y", "khác"), 1)
    assert read_case(desk, case.id).status == "du_thao_phieu"
