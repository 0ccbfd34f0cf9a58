"""Table rows are provisions; tables that lay out the page are not."""

from tests.structure.readings import draft_of, ids, provision, row, words

TASKS = (
    *row(3, 1, "TT", "Nội dung", "Thời hạn"),
    *row(3, 2, "(1)", "(2)", "(3)"),
    *row(3, 3, "1", "Họp dân bàn mức đóng góp", "Tháng 3"),
    *row(3, 4, "2", "Công khai kết quả\ntrên bảng tin", "Tháng 4"),
)


def test_a_row_is_one_provision_with_its_cells_joined_by_tabs():
    draft = draft_of("I. NHIỆM VỤ", *TASKS)
    assert ids(draft, "dong_bang") == [f"bang_1__dong_{n}" for n in range(1, 5)]
    assert words(draft, "bang_1__dong_4") == "2\tCông khai kết quả\ntrên bảng tin\tTháng 4"
    assert provision(draft, "bang_1__dong_4").label == "dòng 4, Bảng 1"
    assert provision(draft, "bang_1__dong_4").parent == "muc_I"


def test_head_rows_are_headings():
    draft = draft_of(*TASKS)
    assert [p.heading for p in draft.provisions] == [True, True, False, False]


def test_layout_tables_are_not_counted():
    head = row(1, 1, "ỦY BAN NHÂN DÂN\nXÃ HOA BAN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    draft = draft_of(*head, "KẾ HOẠCH", "Họp dân", "I. NHIỆM VỤ", *TASKS, *row(4, 1, "Nơi nhận:\n- Lưu: VT.", "CHỦ TỊCH"))
    assert ids(draft, "dong_bang") == [f"bang_1__dong_{n}" for n in range(1, 5)]


def test_a_boxed_text_is_read_as_paragraphs():
    draft = draft_of(*row(1, 1, "Điều 1. Phạm vi\n1. Toàn phường."))
    assert ids(draft) == ["dieu_1", "dieu_1__khoan_1"]


def test_a_number_in_a_cell_does_not_disturb_the_articles():
    draft = draft_of(
        "Điều 1. Mức chi",
        "1. Như sau:",
        *row(1, 1, "1. Thù lao", "50.000 đồng"),
        *row(1, 2, "2. In ấn", "theo thực tế"),
        "2. Nguồn: ngân sách.",
    )
    assert ids(draft, "khoan") == ["dieu_1__khoan_1", "dieu_1__khoan_2"]
