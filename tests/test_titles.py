"""Words typed in capitals on a first page, as a sentence would write them."""

import pytest

from pipelines.titles import agency_name, sentence_case


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("ỦY BAN NHÂN DÂN PHƯỜNG HOA BAN", "Ủy ban nhân dân phường Hoa Ban"),
        ("ĐẢNG ỦY PHƯỜNG HOA BAN", "Đảng ủy phường Hoa Ban"),
        ("Ban Xây dựng Đảng", "Ban Xây dựng Đảng"),
        ("", ""),
    ],
)
def test_an_agency_is_written_as_in_a_sentence(name, written):
    assert agency_name(name, "Giao Ủy ban nhân dân phường, Đảng ủy phường thực hiện.") == written


def test_a_title_takes_its_capitals_from_the_draft_itself():
    text = "Việc bảo vệ hồ Yên Trung do Nhân dân thực hiện."
    assert sentence_case("BẢO VỆ HỒ YÊN TRUNG", text) == "Bảo vệ hồ Yên Trung"
