"""Numbers as drafters write them."""

import pytest

from pipelines.checklist.primitives.frequency import per_month
from pipelines.checklist.quantities import QUANTITIES, limits, number_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("ba mươi", 30),
        ("chín", 9),
        ("một trăm hai mươi", 120),
        ("mươi", 0),
        ("vài", None),
    ],
)
def test_a_number_is_read_in_digits_or_words(text, value):
    assert number_of(text) == value


def test_limits_carry_their_unit_and_working_days():
    found = limits("trả lời trong 10 ngày làm việc, chậm nhất mười lăm ngày; ngày 20 hằng tháng; 03 (ba) tháng")
    assert [(x.number, x.unit, x.working) for x in found] == [(10, "ngày", True), (15, "ngày", False), (3, "tháng", False)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("tiếp công dân ngày 15 hằng tháng", 1),
        ("tiếp dân vào ngày 05 và ngày 20 hằng tháng", 2),
        ("tiếp công dân thứ Tư hằng tuần", 4),
        ("tiếp dân 02 ngày mỗi tháng", 2),
        ("tiếp dân ít nhất 01 ngày trong tháng", 1),
        ("mỗi tháng tiếp dân", 1),
        ("mỗi quý tiếp dân một buổi", 1 / 3),
        ("tiếp dân khi có yêu cầu", None),
        ("tiếp dân vào thứ Hai đầu tiên của tháng", 1),
    ],
)
def test_how_often_a_month(text, times):
    assert per_month(text) == (pytest.approx(times) if times is not None else None)


@pytest.mark.parametrize(
    "text",
    [
        *("phân công một đồng chí phụ trách", "hai đồng thời báo cáo", "ba đồng bào dân tộc", "năm đồng ý"),
        *("các sở, ban, ngành", "Thôn Suối Ngàn và thôn Bản Lướt"),
    ],
)
def test_a_comrade_is_no_money(text):
    assert not QUANTITIES["so_tien"].search(text)


@pytest.mark.parametrize(
    "text",
    [
        *("50.000 đồng", "2 triệu đồng", "2,5 triệu", "năm mươi nghìn đồng", "300.000đ", "10 tỷ đồng", "một triệu rưỡi đồng"),
        "vài nghìn đồng",
    ],
)
def test_money_is_money(text):
    assert QUANTITIES["so_tien"].search(text)
