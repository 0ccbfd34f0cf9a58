"""Lunar dates of Vietnam (UTC+7), for Tết and Giỗ Tổ: new moons and the sun's longitude after Meeus, Astronomical Algorithms.

The month that holds the winter solstice is the eleventh; when thirteen moons lie between two solstices, the first one without
a principal solar term is the leap month. Good for 1900–2100 (checked in the tests against published Tết dates).
"""

from datetime import date, timedelta
from math import floor, pi, sin

_UTC_OFFSET = 7 / 24
_FIRST_MOON = 2415021.076998695  # Julian date of the new moon of 1 January 1900
_MONTH = 29.530588853  # mean synodic month, days
_JULIAN_OF_ORDINAL = 1721425  # Julian day number at noon minus date.toordinal()


def lunar_date(year: int, month: int, day: int) -> date:
    """The solar date of a day of the lunar year that begins in `year` (months 1–12, not the leap one)."""
    eleventh = _month_eleven(year - 1)
    offset = month + 1  # months after the eleventh: first month = 2
    leap = _leap_offset(year - 1)
    if leap is not None and offset >= leap:
        offset += 1
    moon = floor(0.5 + (eleventh - _FIRST_MOON) / _MONTH)
    return date.fromordinal(_new_moon_day(moon + offset) - _JULIAN_OF_ORDINAL) + timedelta(days=day - 1)


def _new_moon_day(k: int) -> int:
    """Julian day number, in Vietnam, of the k-th new moon after that of 1 January 1900."""
    t = k / 1236.85
    degrees = pi / 180
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * degrees)
    sun = (359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3) * degrees
    moon = (306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3) * degrees
    node = (21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3) * degrees
    terms = (
        (0.1734 - 0.000393 * t) * sin(sun), 0.0021 * sin(2 * sun), -0.4068 * sin(moon), 0.0161 * sin(2 * moon), -0.0004 * sin(3 * moon),
        0.0104 * sin(2 * node), -0.0051 * sin(sun + moon), -0.0074 * sin(sun - moon), 0.0004 * sin(2 * node + sun),
        -0.0004 * sin(2 * node - sun), -0.0006 * sin(2 * node + moon), 0.0010 * sin(2 * node - moon), 0.0005 * sin(2 * moon + sun),
    )  # fmt: skip
    dynamic_minus_universal = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + sum(terms) - dynamic_minus_universal + 0.5 + _UTC_OFFSET)


def _solar_term(day: int) -> int:
    """Which twelfth of the ecliptic (0 from the spring equinox) the sun stands in at midnight before that day, in Vietnam."""
    t = (day - 2451545.5 - _UTC_OFFSET) / 36525
    degrees = pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * degrees
    mean = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    centre = (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor(((mean + centre) % 360) / 30)


def _month_eleven(year: int) -> int:
    """Julian day number of the first day of the eleventh lunar month of that solar year."""
    last_day = date(year, 12, 31).toordinal() + _JULIAN_OF_ORDINAL
    k = floor((last_day - 2415021) / _MONTH)
    start = _new_moon_day(k)
    return _new_moon_day(k - 1) if _solar_term(start) >= 9 else start


def _leap_offset(year: int) -> int | None:
    """Months after the eleventh of `year` at which the leap month lies; None in a year of twelve months."""
    first, following = _month_eleven(year), _month_eleven(year + 1)
    if following - first < 365:
        return None
    k = floor(0.5 + (first - _FIRST_MOON) / _MONTH)
    terms = [_solar_term(_new_moon_day(k + i)) for i in range(15)]
    return next(i for i in range(1, 14) if terms[i] == terms[i + 1])
