"""The register of cases: search, filter, deadlines, figures."""

from datetime import date

import pytest

from pipelines.types import Decision
from review_app.records import (
    Agency,
    CaseDraft,
    CaseFilter,
    OfficeSettings,
    approve,
    find_cases,
    list_deadlines,
    list_senders,
    move_case,
    read_case,
    read_overview,
    save_decision,
    save_settings,
)
from review_app.records.cases import insert_case
from tests.records.conftest import a_case, a_file, person


@pytest.fixture
def register(desk):
    """Three cases: late, due, sent."""
    late = a_case(desk, "Quy chế phối hợp dân vận", received=date(2026, 11, 2), kind="dieu_5_3", sender="Đảng ủy Đặc khu")
    due = a_case(desk, "Kế hoạch 100% thu_phí", received=date(2026, 11, 24), request_number="45/UBND-VP")
    sent = a_case(desk, "Đề án tôn giáo", received=date(2026, 10, 1))
    a_file(desk, sent)
    approve(desk, sent.id)
    move_case(desk, sent.id, "da_gui", sent.version)
    return late, due, sent


def titles(desk, **wanted):
    return [case.title.split()[0] for case in find_cases(desk, CaseFilter(**wanted))[0]]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Đề", "Kế", "Quy"]),
        ({"text": "quy che DAN VAN"}, ["Quy"]),
        ({"text": "đề án"}, ["Đề"]),
        ({"text": "01/2026"}, ["Quy"]),
        ({"text": "45/ubnd"}, ["Kế"]),
        ({"text": "dac khu"}, ["Quy"]),
        ({"text": "100%"}, ["Kế"]),
        ({"text": "%"}, ["Kế"]),
        ({"text": "_"}, ["Kế"]),
        ({"text": "' OR 1=1"}, []),
        ({"kinds": ("dieu_5_3",)}, ["Quy"]),
        ({"statuses": ("da_gui", "luu")}, ["Đề"]),
        ({"sender": "Đảng ủy Đặc khu"}, ["Quy"]),
        ({"late": True}, ["Quy"]),
        ({"late": False}, ["Đề", "Kế"]),
        ({"open": True}, ["Kế", "Quy"]),
        ({"open": False}, ["Đề"]),
        ({"received_from": date(2026, 11, 1), "received_to": date(2026, 11, 10)}, ["Quy"]),
        ({"reviewer": 1}, ["Đề", "Kế", "Quy"]),
        ({"reviewer": 2}, []),
    ],
)
def test_the_register_is_searched_without_accents_and_filtered(desk, register, wanted, found):
    assert titles(desk, **wanted) == found


def test_pages_of_the_register_tile_the_whole(desk, register):
    pages = [find_cases(desk, CaseFilter(), limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [len(page) for page, _ in pages] == [2, 1, 0] and {total for _, total in pages} == {3}


def test_the_calendar_shows_open_cases_on_the_day_they_are_due(desk, register):
    late, due, _ = register
    found = list_deadlines(desk, date(2026, 11, 1), date(2026, 12, 31))
    assert {day: [case.id for case in cases] for day, cases in found.items()} == {late.deadline: [late.id], due.deadline: [due.id]}


def test_a_case_is_late_until_the_answer_is_sent(desk, register):
    late, _, sent = register
    assert late.late(date(2026, 11, 26)) and not late.late(late.deadline)
    assert not read_case(desk, sent.id).late(date(2027, 1, 1))


def test_the_sample_case_is_left_out_of_figures_and_deadlines_on_request(desk, register):
    sample = insert_case(desk, CaseDraft("Hồ sơ mẫu", not_secret=True), sample=True)
    assert read_overview(desk).total == 4 and read_overview(desk, CaseFilter(sample=False)).total == 3
    assert sample.id not in [case.id for cases in list_deadlines(desk, sample.deadline, sample.deadline).values() for case in cases]


def test_senders_come_from_cases_and_settings(desk, register):
    save_settings(desk, OfficeSettings(agencies=(Agency("Công an"),)), 0)
    assert list_senders(desk) == ("Công an", "Đảng ủy Đặc khu", "Ủy ban nhân dân phường Hoa Ban")


def test_the_overview_counts(desk, register, clock):
    late, due, sent = register
    overview = read_overview(desk)
    assert (overview.total, overview.open, overview.late, overview.due_soon) == (3, 2, 1, 1)
    assert overview.by_status == {"tiep_nhan": 2, "da_gui": 1}
    assert overview.by_sender == {"Ủy ban nhân dân phường Hoa Ban": 2, "Đảng ủy Đặc khu": 1}
    assert overview.by_month == {"2026-10": 1, "2026-11": 2}
    assert overview.by_topic == {"quyen_cong_dan": 1, "dan_van": 1} and overview.by_severity == {"S1": 1, "S2": 1}
    assert overview.days_to_approval == (40,)
    assert read_overview(desk, CaseFilter(late=True)).total == 1


def test_time_of_work_counts_between_the_changes_of_one_person_without_pauses(desk, clock):
    case = a_case(desk)
    file, other = a_file(desk, case), person(desk, "an")
    for number, (who, minutes) in enumerate([(desk, 0), (desk, 4), (other, 1), (desk, 3), (desk, 60), (desk, 2)]):
        clock.move(minutes=minutes)
        save_decision(who, file.id, Decision(f"F{number}", "gop_y"), 0)
    assert read_overview(desk).minutes_of_work == {case.id: 10}  # 4 + (1 + 3) + 2


def test_an_empty_register_has_an_overview(desk):
    overview = read_overview(desk)
    assert (overview.total, overview.by_topic, overview.days_to_approval) == (0, {}, ())
    assert find_cases(desk) == ((), 0)
