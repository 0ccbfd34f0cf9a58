"""Decisions become a sheet: what the reviewer took up, in document order, and what nobody may call silent."""

import pytest

from pipelines.sheet import build_sheet, place_name
from pipelines.titles import sentence_case
from pipelines.types import Decision, SheetSettings
from tests.factories import a_draft, a_finding, a_review

LINES = ("1. Mỗi hộ nộp 200.000 đồng.", "2. Nhà chùa xin phép từng buổi lễ.", "3. Kết thúc./.")


def a_case():
    draft = a_draft(*LINES)
    money = a_finding(draft, "nộp 200.000 đồng")
    worship = a_finding(draft, "xin phép từng buổi lễ", code="D02", topic="ton_giao")
    return draft, money, worship, a_review(draft, worship, money)


def sheet_of(review, *decisions, **more):
    return build_sheet(review, decisions, SheetSettings(), **more)


def test_rows_stand_in_document_order_whatever_the_order_of_decisions():
    _, money, worship, review = a_case()
    sheet = sheet_of(review, Decision(worship.id, "gop_y"), Decision(money.id, "gop_y"))
    assert [row.label for row in sheet.rows] == ["mục I.1", "mục I.2"]
    assert [row.number for row in sheet.rows] == [1, 2]


def test_a_rejected_finding_makes_no_row():
    _, money, worship, review = a_case()
    sheet = sheet_of(review, Decision(money.id, "khong_gop_y", reason="đã có nghị quyết"), Decision(worship.id, "gop_y"))
    assert [row.finding for row in sheet.rows] == [worship.id]


def test_edited_words_replace_the_proposed_ones():
    _, money, _, review = a_case()
    row = sheet_of(review, Decision(money.id, "sua_loi", comment="Ý kiến đã sửa", wording="Lời văn đã sửa")).rows[0]
    assert (row.comment, row.wording) == ("Ý kiến đã sửa", "Lời văn đã sửa")


def test_a_group_with_something_undecided_is_not_called_silent():
    _, money, _, review = a_case()
    sheet = sheet_of(review, Decision(money.id, "khong_gop_y", reason="x"))
    assert "Tôn giáo, dân tộc" not in sheet.silent_topics
    assert "Quyền công dân" in sheet.silent_topics
    assert sheet.undecided == 1


def test_the_reviewers_own_finding_is_a_comment():
    draft, *_, review = a_case()
    own = a_finding(draft, "Kết thúc./.", code="RIENG", topic="the_thuc", severity="S3", origin="reviewer")
    assert [row.quote for row in sheet_of(review, own_findings=[own]).rows] == ["Kết thúc./."]


def test_an_unverified_basis_is_printed_with_its_mark():
    _, money, _, review = a_case()
    bases = sheet_of(review, Decision(money.id, "gop_y")).rows[0].bases
    assert "cần đối chiếu" in bases[1] and "cần đối chiếu" not in bases[0]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("HOẠT ĐỘNG CỦA BAN DÂN VẬN THÀNH ỦY UÔNG BÍ", "Hoạt động của Ban Dân vận Thành ủy Uông Bí"),
        ("KỲ HỌP HĐND PHƯỜNG NĂM 2027", "Kỳ họp HĐND phường năm 2027"),
        ("QUYỀN LÀM CHỦ CỦA NHÂN DÂN", "Quyền làm chủ của Nhân dân"),
        ("về Công tác dân vận", "về Công tác dân vận"),
    ],
)
def test_a_title_in_capitals_is_written_as_a_sentence_writes_it(title, written):
    text = "Giao Ban Dân vận Thành ủy Uông Bí trình kỳ họp HĐND phường.\nHĐND PHƯỜNG NĂM"
    assert sentence_case(title, text) == written


def test_the_sheet_carries_the_title_so_written():
    draft = a_draft("1. Giao Ban Dân vận Thành ủy Uông Bí.", title="QUY CHẾ CỦA BAN DÂN VẬN THÀNH ỦY")
    assert sheet_of(a_review(draft)).header.title == "Quy chế của Ban Dân vận Thành ủy"


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("body/p[41]", "đoạn 41"),
        ("body/tbl[2]/tr[3]/tc[1]/p[1]", "bảng 2, dòng 3, ô 1, đoạn 1"),
        ("header1/p[1]", "đầu trang 1, đoạn 1"),
        ("footnote[3]/p[1]", "chú thích 3, đoạn 1"),
    ],
)
def test_places_of_the_file_are_named_in_words(where, name):
    assert place_name(where) == name
