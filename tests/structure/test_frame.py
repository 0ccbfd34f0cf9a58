"""The frame of a document is recognised and never judged."""

import pytest

from pipelines.types import Block
from tests.structure.readings import CLOSING, PARTY_HEAD, STATE_HEAD, draft_of, ids, provision, row

DECISION = (
    *STATE_HEAD,
    "QUYẾT ĐỊNH",
    "Về việc công nhận tổ hòa giải",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ",
    "Căn cứ Luật Hòa giải ở cơ sở số 35/2013/QH13;",
    "Theo đề nghị của Trưởng khu phố.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Công nhận tổ hòa giải khu phố 2.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    *CLOSING,
)


def test_head_title_grounds_recipients_and_signature_of_a_decision():
    draft = draft_of(*DECISION)
    kinds = [p.kind for p in draft.provisions]
    assert kinds.count("tieu_de") == 10 and kinds.count("can_cu") == 2 and kinds.count("noi_nhan") == 3 and kinds.count("chu_ky") == 3
    assert ids(draft, "ten_loai", "trich_yeu") == ["ten_loai", "trich_yeu"]
    assert [p.id for p in draft.provisions if p.judged] == ["dieu_1", "dieu_2"]


@pytest.mark.parametrize(
    "ground",
    [
        "Căn cứ Điều lệ Đảng Cộng sản Việt Nam;",
        "- Căn cứ Quyết định số 23-QĐ/TW, ngày 30/7/2021 của Bộ Chính trị;",
        "Xét đề nghị của Ban Tổ chức Đảng ủy;",
        "Theo đề nghị của Chánh Văn phòng,",
        "Thực hiện Kế hoạch số 12-KH/TU, ngày 05/01/2026 của Ban Thường vụ Tỉnh ủy;",
        "Triển khai Nghị quyết Đại hội Đảng bộ phường;",
        "Sau khi xem xét Tờ trình của Mặt trận phường;",
    ],
)
def test_grounds_in_their_many_forms(ground):
    draft = draft_of(*PARTY_HEAD, "KẾ HOẠCH", "đối thoại với Nhân dân", ground, "I. MỤC ĐÍCH", "Lắng nghe Nhân dân.")
    assert [draft.words(p) for p in draft.provisions if p.kind == "can_cu"] == [ground]


def test_the_same_words_inside_the_body_are_a_rule():
    draft = draft_of(
        *PARTY_HEAD, "KẾ HOẠCH", "đối thoại", "I. NHIỆM VỤ", "1. Họp dân.", "Căn cứ tình hình, các khu phố thu của mỗi hộ 50.000 đồng."
    )
    assert provision(draft, "muc_I__1__doan_2").judged


def test_the_enacting_formula_is_no_rule():
    draft = draft_of(
        *PARTY_HEAD,
        "QUY CHẾ",
        "tiếp dân",
        "- Căn cứ Điều lệ Đảng;",
        "Ban Chấp hành ban hành Quy chế với các nội dung sau:",
        "Điều 1. Phạm vi",
    )
    assert ids(draft, "can_cu") == ["can_cu_1", "can_cu_2"]


def test_the_title_may_run_over_lines():
    draft = draft_of(*STATE_HEAD, "NGHỊ QUYẾT", "Quy định mức hỗ trợ", "đối với tổ hòa giải trên địa bàn xã", "Điều 1. Phạm vi")
    assert len(ids(draft, "trich_yeu")) == 2


def test_an_official_letter_has_its_matter_under_the_number():
    head = row(
        1,
        1,
        "ỦY BAN NHÂN DÂN\nXÃ HOA BAN\nSố: 45/UBND-VP\nV/v góp ý dự thảo quy ước",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    )
    draft = draft_of(*head, "Kính gửi: Các khu phố trên địa bàn xã.", "Ủy ban nhân dân xã đề nghị các khu phố góp ý trước ngày 10/12/2026.")
    assert ids(draft, "trich_yeu") == ["trich_yeu"]
    assert [draft.words(p) for p in draft.provisions if p.judged] == ["Ủy ban nhân dân xã đề nghị các khu phố góp ý trước ngày 10/12/2026."]


def test_signature_and_recipients_as_paragraphs():
    draft = draft_of(
        "Điều 1. Công nhận tổ hòa giải.",
        "Nơi nhận:",
        "- Như Điều 1;",
        "- Lưu: VT.",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "(đã ký)",
        "Nguyễn Văn Thử",
    )
    assert [p.kind for p in draft.provisions] == ["dieu", "noi_nhan", "noi_nhan", "noi_nhan", "chu_ky", "chu_ky", "chu_ky", "chu_ky"]


def test_a_chapter_called_quyen_is_no_signature():
    draft = draft_of(
        "Chương I",
        "QUYỀN SỞ HỮU",
        "Điều 1. Chủ sở hữu",
        "1. Có quyền sử dụng.",
        "Chương II",
        "ĐẠI DIỆN",
        "Điều 2. Đại diện theo pháp luật.",
    )
    assert ids(draft, "chu_ky") == [] and ids(draft, "dieu") == ["dieu_1", "dieu_2"]


def test_page_heads_and_notes_stand_apart():
    draft = draft_of(
        Block("header", "DỰ THẢO LẦN 2", "header1/p[1]"),
        "Điều 1. Phạm vi áp dụng của Quy chế này là toàn phường.",
        Block("footnote", "1 Theo số liệu của phường.", "footnotes/p[1]"),
        Block("footer", "Trang 1", "footer1/p[1]"),
    )
    assert [(p.kind, p.label) for p in draft.provisions] == [
        ("dau_trang", "đầu trang"),
        ("dieu", "Điều 1"),
        ("ghi_chu", "chú thích 1"),
        ("chan_trang", "chân trang"),
    ]


def test_a_table_of_contents_makes_no_articles():
    draft = draft_of(
        "QUY CHẾ",
        "Tiếp dân",
        "MỤC LỤC",
        "Điều 1. Phạm vi ........ 2",
        "Điều 2. Nguyên tắc ........ 3",
        "Điều 1. Phạm vi",
        "Áp dụng toàn phường.",
        "Điều 2. Nguyên tắc",
        "Công khai.",
    )
    assert ids(draft, "dieu") == ["dieu_1", "dieu_2"]


def test_text_boxes_stand_where_they_are_and_number_nothing():
    draft = draft_of(
        Block("textbox", "DỰ THẢO LẦN 2", "body/p[1]/txbx[1]/p[1]"),
        "QUY CHẾ",
        "Tiếp dân",
        "Điều 1. Lịch tiếp dân",
        "1. Thứ Năm hằng tuần.",
        Block("textbox", "1. Lưu ý: nghỉ lễ thì chuyển sang ngày sau.", "body/p[5]/txbx[1]/p[1]"),
        "2. Tại trụ sở.",
    )
    assert ids(draft, "khoan") == ["dieu_1__khoan_1", "dieu_1__khoan_2"]
    assert [p.kind for p in draft.provisions][0] == "tieu_de"
    assert provision(draft, "dieu_1__khoan_1__doan_2").judged
