"""Several people in one office: login, roles, two blind reviewers, approval."""

import pytest

from pipelines.types import Decision
from review_app import records
from tests.app import factory
from tests.app.test_pages import open_page, press, run, said

PASSWORD = "mat-khau-thu-nghiem-1"


@pytest.fixture
def pair(office, small_case):
    """A leader and two reviewers on one blind case; (case id, file id, first desk, second desk)."""
    case, file = small_case
    one = records.add_user(office.desk, "chi.a", "Chị A", ("chuyen_vien",), PASSWORD)
    two = records.add_user(office.desk, "anh.b", "Anh B", ("chuyen_vien",), PASSWORD)
    records.assign(office.desk, case, (one.id, two.id), True, records.read_case(office.desk, case).version)
    store = office.desk.store
    return case, file, records.Desk(store, one), records.Desk(store, two)


def test_pages_ask_for_the_password_once_the_office_turned_login_on(office, small_case):
    records.set_password(office.desk, office.desk.user.id, PASSWORD)
    records.turn_login(office.desk, True)
    at = open_page("cases")
    assert "Quy chế tiếp nhận" not in said(at)
    at.text_input[0].set_value(office.desk.user.login)
    at.text_input[1].set_value("sai")
    press(at, "Đăng nhập")
    assert "không đúng" in said(at)
    at.text_input[0].set_value(office.desk.user.login)
    at.text_input[1].set_value(PASSWORD)
    press(at, "Đăng nhập")
    assert "Quy chế tiếp nhận" in said(at)


def test_consensus_shows_nothing_before_both_have_finished(office, pair):
    case, file, one, two = pair
    records.save_decision(one, file, Decision("F04-6", "khong_gop_y", reason="Lý do chỉ của chị A"), 0)
    at = open_page("consensus", case)
    assert "Lý do chỉ của chị A" not in said(at)
    assert "đang rà soát" in said(at)


def test_two_reviewers_come_to_one_set_of_decisions(office, pair):
    case, file, one, two = pair
    for desk in (one, two):
        records.save_decision(desk, file, Decision("F03-7", "gop_y"), 0)
    records.save_decision(one, file, Decision("F04-6", "khong_gop_y", reason="Lý do chỉ của chị A"), 0)
    records.save_decision(two, file, Decision("F04-6", "gop_y", comment="Ý kiến của anh B"), 0)
    records.finish_review(one, file)
    records.finish_review(two, file)
    at = press(open_page("consensus", case), "Mở đối chiếu")
    words = said(at)
    assert "Hai bên cùng quyết định 2 điểm, giống nhau 1" in words
    press(at, "Nhận các điểm hai bên giống nhau")
    assert office.verdicts(file) == {"F03-7": "gop_y"}
    at.session_state["dc_chon"] = "F04-6"
    run(at)
    assert {"Lý do: Lý do chỉ của chị A", "Ý kiến của anh B"} <= set(_texts(at))
    at.button(key="dc_lay_1").click()
    run(at)
    assert office.verdicts(file) == {"F03-7": "gop_y", "F04-6": "gop_y"}


def _texts(at) -> list[str]:
    import json

    from tests.app.test_pages import _strings

    return _strings([json.loads(e.proto.json) for e in at.get("bidi_component") if e.proto.json])


def test_the_leader_approves_and_reopens_on_the_sheet_page(office, small_case):
    for finding in factory.small_review().findings:
        records.save_decision(office.desk, small_case[1], Decision(finding.id, "gop_y"), 0)
    at = press(open_page("sheet", small_case[0]), "Duyệt và khóa phiếu")
    assert records.read_approval(office.desk, small_case[0]) is not None
    assert "phiếu đã khóa" in said(at)
    press(at, "Mở lại phiếu để sửa")
    assert records.read_approval(office.desk, small_case[0]) is None


def test_people_are_added_on_the_settings_page(office):
    at = open_page("settings")
    next(t for t in at.text_input if t.label == "Tên đăng nhập (chữ không dấu, số)").set_value("chi.c")
    [t for t in at.text_input if t.label == "Họ và tên"][0].set_value("Chị C")
    next(t for t in at.text_input if t.label == "Mật khẩu ban đầu").set_value(PASSWORD)
    press(at, "Thêm người dùng")
    assert [p.name for p in records.list_people(office.desk) if p.login == "chi.c"] == ["Chị C"]


def test_the_overview_counts_and_its_calendar_shows_the_deadline(office, small_case):
    words = said(open_page("overview"))
    assert "Đang xử lý 1" in words
    assert "◆ 01/" in words
    assert "Ủy ban nhân dân phường Thử Nghiệm" in words
