"""Deadlines in working days, with Vietnam's holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_app.records import OfficeSettings, add_working_days, holidays_of, is_working_day, working_days_between
from review_app.records.lunar import lunar_date

OFFICE = OfficeSettings()

# Published first days of the lunar year; 1985, 2007 and 2030 differ from China's by the time zone or the leap month.
TET = {
    1985: (1, 21), 2007: (2, 17), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22),
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 2),
}  # fmt: skip
GIO_TO = {2022: (4, 10), 2023: (4, 29), 2024: (4, 18), 2025: (4, 7), 2026: (4, 26)}


@pytest.mark.parametrize(("year", "day"), TET.items())
def test_tet_falls_on_the_published_day(year, day):
    assert lunar_date(year, 1, 1) == date(year, *day)


@pytest.mark.parametrize(("year", "day"), GIO_TO.items())
def test_gio_to_falls_on_the_tenth_of_the_third_lunar_month(year, day):
    assert lunar_date(year, 3, 10) == date(year, *day)


@given(st.integers(1900, 2100))
def test_every_lunar_new_year_lies_between_late_january_and_late_february(year):
    assert date(year, 1, 20) <= lunar_date(year, 1, 1) <= date(year, 2, 21)


def test_a_holiday_on_a_weekend_is_made_up_on_the_next_working_day():
    days = holidays_of(OFFICE, 2026)
    assert days[date(2026, 4, 27)] == "Nghỉ bù Giỗ Tổ Hùng Vương"  # 26/4/2026 is a Sunday
    assert date(2026, 4, 28) not in days


def test_the_long_holiday_of_2023_is_found_whole():
    spring = [day for day in holidays_of(OFFICE, 2023) if date(2023, 4, 28) < day < date(2023, 5, 5)]
    assert spring == [date(2023, 4, 29), date(2023, 4, 30), date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3)]


@pytest.mark.parametrize(("year", "beside"), [(2021, 3), (2023, 1), (2024, 3), (2025, 1), (2026, 1)])
def test_the_second_day_of_quoc_khanh_joins_the_weekend(year, beside):
    assert date(year, 9, beside) in holidays_of(OFFICE, year)


def test_the_day_of_receipt_is_not_counted():
    assert add_working_days(date(2026, 11, 26), 1, OFFICE) == date(2026, 11, 27)  # Thursday → Friday
    assert add_working_days(date(2026, 11, 27), 1, OFFICE) == date(2026, 11, 30)  # Friday → Monday


def test_five_days_across_tet_end_after_the_holiday():
    assert add_working_days(date(2026, 2, 13), 5, OFFICE) == date(2026, 2, 27)


def test_the_offices_own_list_replaces_the_computed_days_of_that_year_only():
    own = OfficeSettings(holidays=(date(2026, 11, 24),))
    assert list(holidays_of(own, 2026)) == [date(2026, 11, 24)]
    assert date(2027, 9, 2) in holidays_of(own, 2027)


def test_a_saturday_worked_in_exchange_counts():
    own = OfficeSettings(make_up_days=(date(2026, 11, 28),))
    assert is_working_day(date(2026, 11, 28), own) and not is_working_day(date(2026, 11, 28), OFFICE)
    assert add_working_days(date(2026, 11, 27), 1, own) == date(2026, 11, 28)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 60))
def test_counting_back_gives_the_term_again(start, count):
    end = add_working_days(start, count, OFFICE)
    assert is_working_day(end, OFFICE)
    assert working_days_between(start, end, OFFICE) == count
    assert end - start >= timedelta(days=count)
