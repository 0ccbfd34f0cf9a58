"""How a deadline reads: in working days everywhere, as terms are set, and "soon" as the office's settings say."""

from datetime import date

from review_app import records
from review_app.parts import words


def standing(case: records.Case, today: date, settings: records.OfficeSettings) -> tuple[str, str]:
    """("còn 3 ngày làm việc", class for its colour) with a mark that needs no colour; ("", "xong") once the answer is out."""
    if case.closed:
        return "", "xong"
    if case.late(today):
        over = records.working_days_between(case.deadline, today, settings)
        return f"✖ quá {over} ngày làm việc" if over else "✖ vừa quá hạn", "tre"
    left = records.working_days_between(today, case.deadline, settings)
    soon = left <= settings.remind_days
    said = f"còn {left} ngày làm việc" if left else "hạn hôm nay" if case.deadline == today else "còn dưới 1 ngày làm việc"
    return f"{'◆' if soon else '○'} {said}", "gan" if soon else "mo"


def short(case: records.Case, today: date, settings: records.OfficeSettings) -> tuple[str, str]:
    """The day itself, and how it stands when it is near or past."""
    said, kind = standing(case, today, settings)
    day = f"hạn {words.day(case.deadline)}"
    return (f"{day}, {said[2:]}", {"tre": "het", "gan": "kd"}[kind]) if kind in ("tre", "gan") else (day, "")
