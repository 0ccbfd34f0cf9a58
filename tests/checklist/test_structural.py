"""Items that judge the whole document: căn cứ, references, limits with their procedure, missing steps by scope."""

import datetime
import unicodedata

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
        (("1.", "2.", "3.", "1.", "2."), False),  # a list under a line that is no numbered unit begins anew
    ],
)
def test_numbers_run_on_without_jump_or_repeat(whole, numbers, wrong):
    lines = ("Điều 1. Phạm vi", *(["1. Gồm:"] if numbers[0] == "a)" else []), *(f"{n} Nội dung thứ {i}." for i, n in enumerate(numbers)))
    assert bool(whole(*lines, codes="B10")) == wrong


def test_a_wrapped_citation_is_no_point_out_of_order(whole):
    lines = ("Điều 1. Tiếp dân", "1. Văn phòng thực hiện các việc nêu tại điểm a), b),", "d) khoản 1 Điều 2 Quy chế này.", "2. Lưu hồ sơ.")
    assert not whole(*lines, codes="B10")


def test_points_lettered_by_the_word_processor_are_told_once(whole):
    points = ("a) Nhận đơn.", "b) Ghi sổ.", "c) Hẹn ngày.", "d) Trả lời.", "e) Lưu hồ sơ.")
    found = whole("Điều 1. Tiếp dân", "1. Sáng:", *points, "2. Chiều:", *points, "3. Tối:", "a) Trực.", "c) Ghi sổ.", codes="B10")
    assert [f.provision for f in found] == ["dieu_1__khoan_1__diem_e", "dieu_1__khoan_3__diem_c"]


@pytest.mark.parametrize(
    ("day", "basis"),
    [("2025-12-31", "hd-36-2018"), ("2026-05-26", "hd-36-2018"), ("2026-05-27", "hd-05-2026"), ("2026-11-15", "hd-05-2026")],
)
def test_the_rules_of_form_named_are_those_in_force_on_the_day(whole, day, basis):
    head = ("ĐẢNG ỦY XÃ HOA BAN", "Số: 12/KH-ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "KẾ HOẠCH", "hiến máu tình nguyện")
    (found,) = whole("1. Tổ chức vận động hiến máu.", codes="B02", day=day, head=head)
    assert [b.id for b in found.bases] == [basis]


HOUSES = "1. Danh sách 12 hộ được sửa nhà do Trưởng ban giảm nghèo chốt."
PUBLISHED = [
    ("2. Danh sách tặng quà Tết được niêm yết tại nhà văn hóa.", False),  # another matter
    ("2. Danh sách hộ vay vốn được niêm yết tại nhà văn hóa.", False),
    ("2. Danh sách hộ được sửa nhà niêm yết tại nhà văn hóa 10 ngày.", True),
    ("2. Mọi danh sách, kết quả bình xét được niêm yết tại nhà văn hóa 10 ngày.", True),  # names no matter: speaks of all
]


@pytest.mark.parametrize(("line", "healed"), PUBLISHED)
def test_a_step_about_another_matter_heals_nothing(whole, line, healed):
    found = whole("Điều 1. An sinh", HOUSES, "Điều 2. Việc khác", line, codes="C07")
    assert bool(found) != healed


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_amounts_days_and_appendices_are_read_in_letters_of_either_form(whole, form):
    lines = [
        "Điều 1. Nội dung",
        "1. Khẩn trương hoàn thiện nội quy chợ trong thời gian tới, xong trước ngày 15 tháng 3 năm 2027.",
        "2. Mức vật tư ghi ở Phụ lục số 2 kèm theo Quy chế này.",
        "3. Việc xử lý theo khoản 7 Điều 1 Quy chế này.",
    ]
    found = whole(*(unicodedata.normalize(form, line) for line in lines), codes="G02 B09 H03")
    assert {f.code for f in found} == {"B09", "H03"}


def test_an_appendix_is_there_though_its_heading_shares_a_line_with_other_words(whole):
    named = ("Điều 1. Danh mục", "1. Danh mục quy định tại Phụ lục số II kèm theo Quy chế này.")
    assert whole(*named, codes="B09")
    assert not whole(*named, "PHỤ LỤC II DANH MỤC TÀI SẢN (Kèm theo Quy chế)", codes="B09")


@pytest.mark.parametrize(
    ("addressed", "codes"),
    [
        ("Kính gửi: Hội đồng nhân dân xã Hoa Ban.", {"B06"}),
        ("Kính gửi: Hội đồng nhân dân xã Hoa Ban; Ủy ban Mặt trận Tổ quốc Việt Nam xã.", set()),
    ],
)
def test_as_above_means_those_whom_the_letter_addresses(checklist, build, addressed, codes):
    task = "1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc chi trả."
    lines = (*HEAD[:5], "TỜ TRÌNH", "Về mức hỗ trợ", addressed, task, "Nơi nhận:", "- Như trên;", "- Lưu: VT.", *TAIL[3:])
    findings, _ = run_checklist(checklist.only("B06"), build(reading_of(Example(document=lines))), datetime.date(2026, 11, 15))
    assert {f.code for f in findings} == codes
