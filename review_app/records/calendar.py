"""Working days of a Vietnamese office.

Saturday and Sunday are free; so are the holidays of Điều 112 Bộ luật Lao động 2019: 1/1, Tết (five days), Giỗ Tổ (10/3 lunar),
30/4, 1/5, Quốc khánh (2/9 and the day beside it). A holiday on a free day is made up on the next working day (Điều 111 khoản 3).
Which days Tết takes and swaps of working days are announced every year: the list in the settings replaces what is computed here.
"""

from datetime import date, timedelta
from functools import lru_cache

from review_app.records.lunar import lunar_date
from review_app.records.settings import OfficeSettings

_DAY = timedelta(days=1)


def holidays_of(settings: OfficeSettings, year: int) -> dict[date, str]:
    """Days off of that year besides weekends, in order, with their Vietnamese names: the office's own list if it has one for that year."""
    own = sorted(day for day in settings.holidays if day.year == year)
    return dict.fromkeys(own, "Ngày nghỉ theo thông báo") if own else dict(_computed(year))


def is_working_day(day: date, settings: OfficeSettings) -> bool:
    if day in settings.make_up_days:
        return True
    return day.weekday() < 5 and day not in holidays_of(settings, day.year)


def add_working_days(start: date, count: int, settings: OfficeSettings) -> date:
    """The last day of a term of `count` working days; the day of receipt is not counted (Điều 147 Bộ luật Dân sự 2015)."""
    day = start
    while count > 0:
        day += _DAY
        count -= is_working_day(day, settings)
    return day


def working_days_between(first: date, last: date, settings: OfficeSettings) -> int:
    """Working days after `first` up to and including `last`; 0 when last is not later."""
    return sum(is_working_day(first + i * _DAY, settings) for i in range(1, (last - first).days + 1))


@lru_cache(maxsize=256)
def _computed(year: int) -> tuple[tuple[date, str], ...]:
    days: dict[date, str] = {}
    for day, name in _legal(year):
        days[day] = name
    for day, name in _legal(year):
        if day.weekday() >= 5:
            free = _next_working(day, days)
            days[free] = f"Nghỉ bù {name}"
    return tuple(sorted((day, name) for day, name in days.items() if day.year == year))


def _legal(year: int) -> list[tuple[date, str]]:
    tet = lunar_date(year, 1, 1)
    return [
        (date(year, 1, 1), "Tết Dương lịch"),
        *((tet + i * _DAY, "Tết Nguyên đán") for i in range(-1, 4)),
        (lunar_date(year, 3, 10), "Giỗ Tổ Hùng Vương"),
        (date(year, 4, 30), "Ngày Chiến thắng"),
        (date(year, 5, 1), "Ngày Quốc tế lao động"),
        (date(year, 9, 2), "Quốc khánh"),
        (_beside_national_day(year), "Quốc khánh"),
    ]


def _beside_national_day(year: int) -> date:
    """The day before or after 2/9, whichever joins the weekend, as it has been announced in recent years."""
    after = date(year, 9, 2).weekday() in (0, 3, 6)
    return date(year, 9, 3 if after else 1)


def _next_working(day: date, taken: dict[date, str]) -> date:
    while day.weekday() >= 5 or day in taken:
        day += _DAY
    return day
