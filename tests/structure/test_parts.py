"""Attached regulations, appendices, quoted articles: each counts its numbers on its own."""

from tests.structure.readings import CLOSING, STATE_HEAD, draft_of, ids, provision, words

DECISION_WITH_REGULATION = (
    *STATE_HEAD,
    "QUYẾT ĐỊNH",
    "Ban hành Quy chế tiếp dân",
    "Căn cứ Luật Tiếp công dân số 42/2013/QH13;",
    "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp dân.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    *CLOSING,
    "QUY CHẾ",
    "Tiếp dân của Ủy ban nhân dân xã",
    "(Ban hành kèm theo Quyết định số      /QĐ-UBND của Ủy ban nhân dân xã)",
    "Điều 1. Phạm vi",
    "1. Quy chế này quy định việc tiếp dân.",
    "Điều 2. Đối tượng",
    "1. Cán bộ, công chức xã.",
)


def test_an_attached_regulation_starts_its_articles_again():
    draft = draft_of(*DECISION_WITH_REGULATION)
    assert ids(draft, "dieu") == ["dieu_1", "dieu_2", "kem_theo_1__dieu_1", "kem_theo_1__dieu_2"]
    attached = provision(draft, "kem_theo_1__dieu_1__khoan_1")
    assert attached.label == "khoản 1 Điều 1 Quy chế kèm theo"
    assert attached.scope == "kem_theo_1"
    assert provision(draft, "kem_theo_1").kind == "kem_theo" and provision(draft, "kem_theo_1").label == "Quy chế kèm theo"


def test_its_title_is_frame():
    draft = draft_of(*DECISION_WITH_REGULATION)
    assert ids(draft, "trich_yeu") == ["trich_yeu", "kem_theo_1__trich_yeu", "kem_theo_1__trich_yeu~2"]


def test_an_unannounced_restart_is_told_apart_too():
    draft = draft_of(
        "Điều 1. Phê duyệt Điều lệ.",
        "Điều 2. Quyết định có hiệu lực từ ngày ký.",
        "Điều 1. Tên gọi",
        "1. Tên hội.",
        "Điều 2. Tôn chỉ",
        "1. Tự nguyện.",
    )
    assert ids(draft, "dieu") == ["dieu_1", "dieu_2", "kem_theo_1__dieu_1", "kem_theo_1__dieu_2"]


def test_an_attached_plan_counts_roman_sections():
    draft = draft_of(
        "Điều 1. Ban hành Kế hoạch.",
        *CLOSING,
        "KẾ HOẠCH",
        "Đối thoại năm 2027",
        "(Kèm theo Quyết định số 5/QĐ-UBND)",
        "I. MỤC TIÊU",
        "1. Mọi khu phố.",
    )
    assert provision(draft, "kem_theo_1__muc_I__1").label == "mục I.1 Kế hoạch kèm theo"


def test_appendices_count_on_their_own():
    draft = draft_of(
        "Điều 1. Mức chi tại Phụ lục I.",
        "PHỤ LỤC I",
        "MỨC CHI HÒA GIẢI",
        "(Kèm theo Quyết định số 3)",
        "1. Chi thù lao.",
        "Phụ lục II",
        "1. Chi in ấn.",
    )
    assert ids(draft) == ["dieu_1", "phu_luc_1", "phu_luc_1__muc_1", "phu_luc_2", "phu_luc_2__muc_1"]
    assert words(draft, "phu_luc_1") == "PHỤ LỤC I\nMỨC CHI HÒA GIẢI\n(Kèm theo Quyết định số 3)"
    assert provision(draft, "phu_luc_1__muc_1").label == "mục 1 Phụ lục I"


def test_a_form_named_between_articles_opens_no_appendix():
    draft = draft_of("Điều 1. Hồ sơ", "1. Theo mẫu sau:", "Mẫu số 01", "Điều 2. Thời hạn", "1. Trong 05 ngày.")
    assert ids(draft, "dieu") == ["dieu_1", "dieu_2"]


AMENDING = (
    "QUYẾT ĐỊNH",
    "Sửa đổi, bổ sung một số điều của Quy chế tiếp dân",
    "Điều 1. Sửa đổi, bổ sung một số điều của Quy chế",
    "1. Sửa đổi khoản 2 Điều 5 như sau:",
    "“2. Văn phòng trả lời trong 05 ngày.”",
    "2. Bổ sung Điều 7a như sau:",
    "“Điều 7a. Đối thoại",
    "1. Mỗi quý một lần.",
    "2. Mời các tầng lớp Nhân dân.”",
    "3. Sửa đổi điểm a khoản 1 Điều 9 như sau: “a) Ghi biên bản.”",
    "Điều 2. Hiệu lực",
    "Quyết định này có hiệu lực kể từ ngày ký.",
)


def test_quoted_articles_do_not_disturb_the_outer_numbers():
    draft = draft_of(*AMENDING)
    assert [i for i in ids(draft, "dieu", "khoan") if not i.startswith("trich")] == [
        "dieu_1",
        "dieu_1__khoan_1",
        "dieu_1__khoan_2",
        "dieu_1__khoan_3",
        "dieu_2",
    ]
    assert [i for i in ids(draft) if i.startswith("trich_") and "yeu" not in i] == [
        "trich_1__khoan_2",
        "trich_2__dieu_7a",
        "trich_2__dieu_7a__khoan_1",
        "trich_2__dieu_7a__khoan_2",
    ]


def test_quoted_provisions_say_where_they_are_quoted():
    draft = draft_of(*AMENDING)
    quoted = provision(draft, "trich_2__dieu_7a__khoan_1")
    assert quoted.quoted and quoted.scope == "trich_2"
    assert quoted.label == "khoản 1 Điều 7a (nội dung sửa đổi tại khoản 2 Điều 1)"
    assert provision(draft, "trich_1__khoan_2").parent == "dieu_1__khoan_1"


def test_a_quotation_that_never_closes_swallows_nothing():
    draft = draft_of(
        "Điều 1. Sửa đổi", "1. Sửa đổi khoản 2 Điều 5 như sau:", "“2. Trả lời trong 05 ngày.", "2. Bãi bỏ Điều 6.", "Điều 2. Hiệu lực"
    )
    assert "dieu_1__khoan_2" in ids(draft) and "dieu_2" in ids(draft)


def test_a_slogan_in_quotes_is_no_amendment():
    draft = draft_of(
        "Điều 1. Khẩu hiệu", "1. Thực hiện phương châm như sau:", "“Dân biết, dân bàn, dân làm, dân kiểm tra”.", "2. Niêm yết tại trụ sở."
    )
    assert not any(p.quoted for p in draft.provisions)
