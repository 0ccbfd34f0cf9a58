"""Deadlines are told in working days, and "soon" is what the office says it is."""

from dataclasses import replace
from datetime import date

import pytest

from review_app import records
from review_app.parts import deadlines

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def case(office):
    made = records.create_case(office.desk, records.CaseDraft("Kế hoạch", received=date(2026, 11, 20), not_secret=True))
    assert made.deadline == FRIDAY
    return made


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 20), ("○ còn 5 ngày làm việc", "mo")),
        (date(2026, 11, 24), ("◆ còn 3 ngày làm việc", "gan")),
        (FRIDAY, ("◆ hạn hôm nay", "gan")),
        (date(2026, 11, 28), ("✖ vừa quá hạn", "tre")),
        (date(2026, 11, 30), ("✖ quá 1 ngày làm việc", "tre")),
    ],
)
def test_a_weekend_is_not_counted(case, today, said):
    assert deadlines.standing(case, today, records.OfficeSettings()) == said


def test_soon_is_a_setting(case):
    assert deadlines.standing(case, date(2026, 11, 20), records.OfficeSettings(remind_days=5))[1] == "gan"


def test_nothing_runs_once_the_answer_is_out(case):
    assert deadlines.standing(replace(case, status="da_gui"), date(2027, 1, 1), records.OfficeSettings()) == ("", "xong")
