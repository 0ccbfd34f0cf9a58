"""Documents without articles: I., 1., 1.1., a), "-", "+"."""

from tests.structure.readings import draft_of, ids, provision

PLAN = (
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Nâng cao chất lượng đối thoại.",
    "2. Yêu cầu",
    "a) Đúng đối tượng;",
    "b) Không phô trương, gồm:",
    "- Không treo băng rôn;",
    "+ Trừ ngày khai mạc;",
    "- Không phát quà.",
    "II. NHIỆM VỤ",
    "1. Các khu phố tổ chức họp dân.",
    "1.1. Thời gian: tháng 3.",
    "1.2. Thành phần:",
    "Mỗi hộ một người.",
    "2. Mặt trận giám sát.",
)


def test_ids_and_labels():
    labels = {p.id: p.label for p in draft_of(*PLAN).provisions}
    assert labels["muc_I"] == "mục I"
    assert labels["muc_I__2__a"] == "điểm a mục I.2"
    assert labels["muc_I__1__gach_1"] == "gạch đầu dòng thứ 1 mục I.1"
    assert labels["muc_II__1"] == "mục II.1"
    assert labels["muc_II__1__1_1"] == "mục II.1.1"
    assert labels["muc_II__1__1_2__doan_2"] == "đoạn 2 mục II.1.2"
    assert labels["muc_II__2"] == "mục II.2"


def test_bullets_nest_by_their_sign():
    draft = draft_of(*PLAN)
    assert provision(draft, "muc_I__2__b__gach_1__gach_1").parent == "muc_I__2__b__gach_1"
    assert provision(draft, "muc_I__2__b__gach_2").parent == "muc_I__2__b"


def test_titles_are_told_from_tasks():
    draft = draft_of(*PLAN)
    headings = [p.id for p in draft.provisions if p.heading]
    assert headings == ["muc_I", "muc_I__1", "muc_I__2", "muc_II"]


def test_numbers_may_start_without_roman_sections():
    draft = draft_of("1. Mục tiêu", "a) Đến năm 2027;", "2. Giải pháp: các hộ tự nguyện tham gia.")
    assert [(p.id, p.label) for p in draft.provisions] == [("muc_1", "mục 1"), ("muc_1__a", "điểm a mục 1"), ("muc_2", "mục 2")]


def test_capital_letters_stand_above_roman_numbers():
    draft = draft_of("A. TÌNH HÌNH", "I. KẾT QUẢ", "1. Đạt được nhiều kết quả.", "B. NHIỆM VỤ", "I. TRỌNG TÂM", "C. TỔ CHỨC")
    assert ids(draft) == ["muc_A", "muc_A__I", "muc_A__I__1", "muc_B", "muc_B__I", "muc_C"]
    assert provision(draft, "muc_A__I__1").label == "mục A.I.1"


def test_paragraphs_before_the_first_number_are_the_introduction():
    draft = draft_of("Thời gian qua, công tác tiếp dân được chú trọng.", "I. KẾT QUẢ", "Đã tiếp 20 lượt.")
    assert [p.label for p in draft.provisions] == ["đoạn 1 phần mở đầu", "mục I", "đoạn 1 mục I"]


def test_a_short_rule_is_no_title():
    draft = draft_of(
        "I. THU, CHI",
        "1. Không thu phí của hộ nghèo",
        "- Trừ trường hợp tự nguyện.",
        "2. Yêu cầu.",
        "- Đúng hạn.",
        "3. Khu phố họp hằng tháng.",
        "- Có biên bản.",
    )
    assert [p.id for p in draft.provisions if p.heading] == ["muc_I", "muc_I__2"]


def test_older_party_numbers_with_a_hyphen():
    draft = draft_of("I- TÌNH HÌNH", "1- Kết quả", "a- Đã tiếp 20 lượt;", "b- Đã trả lời.", "2- Hạn chế", "5 - 7 hộ chưa được mời họp.")
    assert ids(draft) == ["muc_I", "muc_I__1", "muc_I__1__a", "muc_I__1__b", "muc_I__2", "muc_I__2__doan_1"]


def test_a_decimal_amount_is_no_number():
    draft = draft_of("I. MỤC TIÊU", "1. Tăng thu nhập lên", "1.5 lần so với năm trước.", "1.1 Hộ nghèo giảm 2%.")
    assert ids(draft, "khoan") == ["muc_I__1", "muc_I__1__1_1"]
