"""Items that judge the whole document: căn cứ, references, limits with their procedure, missing steps by scope."""

import datetime

import pytest

from pipelines.checklist import run_checklist
from pipelines.checklist.examples import reading_of
from pipelines.checklist.schema import Example

HEAD = (
    "ỦY BAN NHÂN DÂN",
    "XÃ HOA BAN",
    "Số:      /QC-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "QUY CHẾ",
    "Tiếp công dân",
)
TAIL = ("Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


@pytest.fixture(scope="module")
def whole(checklist, build):
    def run(*lines, codes, day="2026-11-15", head=HEAD):
        draft = build(reading_of(Example(document=(*head, *lines, *TAIL))))
        findings, failures = run_checklist(checklist.only(*codes.split()), draft, datetime.date.fromisoformat(day))
        assert failures == []
        return findings

    return run


BASES = [
    ("Căn cứ Nghị định số 64/2014/NĐ-CP ngày 26 tháng 6 năm 2014 của Chính phủ;", "2026-11-15", "Nghị định số 154/2026/NĐ-CP"),
    ("Căn cứ Nghị định số 64/2014/NĐ-CP ngày 26 tháng 6 năm 2014 của Chính phủ;", "2026-06-30", ""),
    ("Căn cứ Nghị định số 154/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ;", "2026-11-15", ""),
    ("Căn cứ Nghị định số 154/2026/NĐ-CP ngày 16 tháng 5 năm 2026 của Chính phủ;", "2026-11-15", "15/05/2026"),
    ("Căn cứ Nghị quyết số 25-NQ/TW của Ban Chấp hành Trung ương;", "2026-11-15", "phải ghi ngày"),
    ("Căn cứ Nghị quyết số 25-NQ/TW, ngày 03/6/2013 của Ban Chấp hành Trung ương;", "2026-11-15", ""),
    ("Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15;", "2026-11-15", ""),
    ("Căn cứ Quyết định số 4567/QĐ-UBND ngày 01 tháng 9 năm 2026 của Ủy ban nhân dân tỉnh;", "2026-11-15", ""),
]


@pytest.mark.parametrize(("line", "day", "said"), BASES)
def test_a_basis_is_judged_by_the_register_as_of_the_day(whole, line, day, said):
    found = whole(line, "Điều 1. Phạm vi", "1. Quy định việc tiếp công dân.", codes="A07", day=day)
    assert bool(found) == bool(said)
    assert all(said in f.message + " ".join(f.why) for f in found)


def test_a_wrong_reference_names_the_missing_place(whole):
    lines = ("Điều 1. Phạm vi", "1. Thực hiện theo khoản 4 Điều 2 Quy chế này.", "Điều 2. Nguyên tắc", "1. Công khai.", "2. Khách quan.")
    (found,) = whole(*lines, codes="H03")
    assert (found.quote, found.provision) == ("khoản 4 Điều 2", "dieu_1__khoan_1")
    assert "khoản 4 Điều 2" in found.message


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Giải quyết khiếu nại lần đầu trong 120 ngày tính từ ngày thụ lý.", True),
        ("Giải quyết khiếu nại lần đầu không quá 30 ngày; vụ việc phức tạp không quá 45 ngày.", False),
        ("Người dân khiếu nại trong thời hiệu 90 ngày kể từ ngày nhận được quyết định.", False),
        ("Thời hiệu khiếu nại là 60 ngày kể từ ngày nhận được quyết định.", True),
    ],
)
def test_a_limit_is_judged_with_its_procedure(judge, text, wrong):
    assert (judge(text, "F11") == {"F11"}) == wrong


def test_a_sound_clause_about_another_matter_does_not_heal_a_defective_one(whole):
    asked = ("Điều 1. Lấy ý kiến", "1. Xã tổ chức lấy ý kiến Nhân dân về mức thu trong tháng 6.")
    other = ("Điều 2. Chợ", "1. Ban quản lý chợ trả lời, giải trình thắc mắc của tiểu thương.")
    healed = ("2. Kết quả tiếp thu, giải trình được niêm yết trong 15 ngày.",)
    assert [f.provision for f in whole(*asked, *other, codes="C04")] == ["dieu_1__khoan_1"]
    assert whole(*asked, *healed, *other, codes="C04") == []


def test_an_absence_shows_what_makes_it_necessary_and_where_it_was_sought(whole):
    lines = ("Điều 1. Sắp xếp", "1. Sáp nhập khu 3 và khu 4 từ ngày 01/8.", "2. Nhập khu 5 và khu 6 thành khu Hòa Lạc.")
    (found,) = [f for f in whole(*lines, codes="C05") if "Sáp nhập" in f.quote]
    assert found.severity == "S1" and found.why[0].startswith("Trong toàn văn bản không thấy ")
    assert any("khu 5" in e.quote or "khu 6" in e.quote for e in found.evidence) or len(whole(*lines, codes="C05")) > 1


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        (("1.", "2.", "3."), False),
        (("1.", "3."), True),
        (("1.", "2.", "2."), True),
        (("a)", "b)", "c)", "d)", "đ)", "e)"), False),
        (("a)", "c)"), True),
    ],
)
def test_numbers_run_on_without_jump_or_repeat(whole, numbers, wrong):
    lines = ("Điều 1. Phạm vi", *(["1. Gồm:"] if numbers[0] == "a)" else []), *(f"{n} Nội dung thứ {i}." for i, n in enumerate(numbers)))
    assert bool(whole(*lines, codes="B10")) == wrong


@pytest.mark.parametrize(
    ("day", "basis"),
    [("2025-12-31", "hd-36-2018"), ("2026-05-26", "hd-36-2018"), ("2026-05-27", "hd-05-2026"), ("2026-11-15", "hd-05-2026")],
)
def test_the_rules_of_form_named_are_those_in_force_on_the_day(whole, day, basis):
    head = ("ĐẢNG ỦY XÃ HOA BAN", "Số: 12/KH-ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "KẾ HOẠCH", "hiến máu tình nguyện")
    (found,) = whole("1. Tổ chức vận động hiến máu.", codes="B02", day=day, head=head)
    assert [b.id for b in found.bases] == [basis]
