"""Documents of articles: Phần, Chương, Mục, Tiểu mục, Điều, khoản, điểm, gạch đầu dòng, đoạn."""

import unicodedata

import pytest

from tests.structure.readings import draft_of, ids, provision, words

REGULATION = (
    "Chương I",
    "QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi điều chỉnh",
    "Quy chế này quy định việc tiếp dân của cấp ủy phường.",
    "Điều 2. Nguyên tắc",
    "1. Tôn trọng ý kiến của Nhân dân.",
    "2. Khi tiếp nhận, cán bộ có trách nhiệm:",
    "a) Ghi sổ, gồm:",
    "- Họ tên người phản ánh;",
    "- Nội dung phản ánh;",
    "đ) Trả lời đúng hạn.",
    "Người tiếp nhận chịu trách nhiệm trước Bí thư.",
    "Chương II",
    "TỔ CHỨC THỰC HIỆN",
    "Mục 1",
    "TRÁCH NHIỆM",
    "Điều 3. Văn phòng Đảng ủy theo dõi việc thực hiện Quy chế này.",
)


def test_each_unit_gets_its_id_and_the_label_a_person_would_write():
    draft = draft_of(*REGULATION)
    labels = {p.id: p.label for p in draft.provisions}
    assert labels == {
        "chuong_1": "Chương I",
        "dieu_1": "Điều 1",
        "dieu_1__doan_1": "đoạn 1 Điều 1",
        "dieu_2": "Điều 2",
        "dieu_2__khoan_1": "khoản 1 Điều 2",
        "dieu_2__khoan_2": "khoản 2 Điều 2",
        "dieu_2__khoan_2__diem_a": "điểm a khoản 2 Điều 2",
        "dieu_2__khoan_2__diem_a__gach_1": "gạch đầu dòng thứ 1 điểm a khoản 2 Điều 2",
        "dieu_2__khoan_2__diem_a__gach_2": "gạch đầu dòng thứ 2 điểm a khoản 2 Điều 2",
        "dieu_2__khoan_2__diem_đ": "điểm đ khoản 2 Điều 2",
        "dieu_2__khoan_2__doan_2": "đoạn 2 khoản 2 Điều 2",
        "chuong_2": "Chương II",
        "chuong_2__muc_1": "Mục 1 Chương II",
        "dieu_3": "Điều 3",
    }


def test_a_title_line_belongs_to_its_chapter():
    draft = draft_of(*REGULATION)
    assert words(draft, "chuong_1") == "Chương I\nQUY ĐỊNH CHUNG"
    assert provision(draft, "chuong_1").blocks == (0, 2)


def test_titles_are_headings_and_rules_are_judged():
    draft = draft_of(*REGULATION)
    assert provision(draft, "dieu_1").heading and not provision(draft, "dieu_1").judged
    assert provision(draft, "dieu_3").judged
    assert not provision(draft, "dieu_2__khoan_2").heading, "a lead-in is no title"


def test_a_duplicate_number_is_told_apart():
    draft = draft_of("Điều 4. Họp", "1. Mỗi tháng họp một lần.", "1. Biên bản do thư ký ghi.", "2. Kết luận được thông báo.")
    assert ids(draft, "khoan") == ["dieu_4__khoan_1", "dieu_4__khoan_1~2", "dieu_4__khoan_2"]


def test_decimals_nest_under_their_clause():
    draft = draft_of(
        "Điều 6. Cơ quan phối hợp", "1. Ban Tổ chức", "1.1. Hướng dẫn quy trình.", "1.2. Kiểm tra.", "2. Văn phòng", "2.1. Theo dõi."
    )
    assert [(p.id, p.label) for p in draft.provisions if p.number == "2.1"] == [("dieu_6__khoan_2__khoan_2_1", "khoản 2.1 Điều 6")]
    assert provision(draft, "dieu_6__khoan_1__khoan_1_2").parent == "dieu_6__khoan_1"


def test_article_and_first_clause_on_one_line_are_two_provisions():
    draft = draft_of("Điều 4. 1. Người dân được phản ánh trực tiếp.", "2. Cán bộ ghi nhận đầy đủ.")
    assert words(draft, "dieu_4") == "Điều 4. "
    assert words(draft, "dieu_4__khoan_1") == "1. Người dân được phản ánh trực tiếp."
    assert ids(draft, "khoan") == ["dieu_4__khoan_1", "dieu_4__khoan_2"]


def test_words_under_a_bare_number_are_its_own():
    draft = draft_of("Điều 7.", "Quy chế này có hiệu lực kể từ ngày ký.")
    assert words(draft, "dieu_7") == "Điều 7.\nQuy chế này có hiệu lực kể từ ngày ký."


def test_a_number_cut_from_its_word_is_rejoined():
    draft = draft_of("Điều", "5. Kinh phí", "1. Do ngân sách bảo đảm.")
    assert ids(draft) == ["dieu_5", "dieu_5__khoan_1"]


def test_a_paragraph_cut_by_the_page_is_one_provision():
    draft = draft_of("Điều 8. Cấp ủy lãnh đạo việc tiếp dân và xử lý phản ánh của", "người dân trên địa bàn phường.")
    assert ids(draft) == ["dieu_8"]


@pytest.mark.parametrize("letters", ["abcdđe", "abcdef"])
def test_vietnamese_letters_and_those_of_word_are_one_series(letters):
    draft = draft_of("Điều 1. Hồ sơ", "1. Gồm:", *(f"{letter}) Giấy tờ loại {letter}." for letter in letters))
    assert ids(draft, "diem") == [f"dieu_1__khoan_1__diem_{letter}" for letter in letters]


def test_i_is_a_letter_after_h_and_a_roman_number_otherwise():
    letters = draft_of("Điều 1. Hồ sơ", "1. Gồm:", *(f"{x}) Giấy tờ." for x in "abcdđeghi"))
    assert ids(letters, "diem")[-1] == "dieu_1__khoan_1__diem_i"
    nested = draft_of("Điều 1. Hồ sơ", "1. Gồm:", "a) Đơn, kèm:", "i) Bản sao;", "ii) Ảnh;", "b) Biên bản.")
    assert ids(nested, "diem") == [
        "dieu_1__khoan_1__diem_a",
        "dieu_1__khoan_1__diem_a__diem_i",
        "dieu_1__khoan_1__diem_a__diem_ii",
        "dieu_1__khoan_1__diem_b",
    ]


def test_a_sentence_that_cites_an_article_opens_none():
    draft = draft_of("Điều 1. Phạm vi", "Điều 5 Luật Tiếp công dân được áp dụng trong trường hợp này.", "Điều 2. Đối tượng")
    assert ids(draft, "dieu") == ["dieu_1", "dieu_2"]


def test_amounts_and_dates_at_the_head_of_a_line_are_no_numbers():
    draft = draft_of("Điều 1. Mức hỗ trợ", "1. Hằng tháng:", "30.000 đồng một người;", "2026 là năm đầu thực hiện.")
    assert ids(draft, "khoan") == ["dieu_1__khoan_1"]


@pytest.mark.parametrize(
    "disguise",
    [lambda s: unicodedata.normalize("NFD", s), lambda s: s.replace(" ", "\u00a0"), lambda s: s.replace("Đ", "Ð"), lambda s: "\u200b" + s],
    ids=["nfd", "nbsp", "look-alike", "zero-width"],
)
def test_spelling_of_the_file_does_not_matter(disguise):
    plain, disguised = draft_of(*REGULATION), draft_of(*map(disguise, REGULATION))
    assert ids(disguised) == ids(plain)
    assert [p.label for p in disguised.provisions] == [p.label for p in plain.provisions]


def test_parts_and_subsections():
    draft = draft_of(
        "PHẦN THỨ NHẤT", "NHỮNG VẤN ĐỀ CHUNG", "Chương 1", "Mục I. TRÁCH NHIỆM", "Tiểu mục 2", "CẤP XÃ", "Điều 9. Chủ tịch ký."
    )
    assert ids(draft) == ["phan_1", "chuong_1", "chuong_1__muc_1", "chuong_1__muc_1__tieu_muc_2", "dieu_9"]
    assert provision(draft, "phan_1").label == "Phần thứ nhất"
