"""Internal references against the draft's own tree."""

import pytest

from pipelines.citations import Linker, find_citations, resolve_internal
from pipelines.structure import build_draft
from pipelines.types import Block, Draft, Reading, SourceFile


def draft_of(*lines: str) -> Draft:
    blocks = tuple(Block("paragraph", line, f"body/p[{i + 1}]") for i, line in enumerate(lines))
    return build_draft(Reading(SourceFile("du-thao.docx", "", "docx"), blocks))


def status(draft: Draft, id: str, which: int = 0) -> str:
    provision = next(p for p in draft.provisions if p.id == id)
    citation = find_citations(draft.words(provision))[which]
    return resolve_internal(citation, draft, provision).status


def regulation(line: str) -> Draft:
    """A regulation of four articles whose Điều 2 khoản 2 is the line."""
    return draft_of(
        "QUY CHẾ",
        "Tiếp dân của phường",
        "Điều 1. Phạm vi",
        "1. Toàn phường.",
        "2. Trừ đơn vị quân đội.",
        "Điều 2. Nguyên tắc",
        "1. Công khai, gồm:",
        "a) Lịch tiếp dân;",
        "b) Kết quả.",
        f"2. {line}",
        "Điều 3. Trách nhiệm",
        "1. Văn phòng theo dõi.",
        "Điều 4. Hiệu lực",
        "1. Từ ngày ký.",
    )


HERE = "dieu_2__khoan_2"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Thực hiện theo khoản 1 Điều 3.", "exists"),
        ("Thực hiện theo khoản 1 Điều 3 Quy chế này.", "exists"),
        ("Công khai nội dung tại điểm b khoản 1 Điều này.", "exists"),
        ("Áp dụng các điều 1, 3 và khoản 1 Điều 4.", "exists"),
        ("Thực hiện theo Điều này.", "exists"),
        ("Thực hiện theo khoản 3 Điều 1.", "missing"),
        ("Thực hiện theo Điều 9.", "missing"),
        ("Thực hiện theo Điều 9 Quy chế này.", "missing"),
        ("Công khai nội dung tại điểm d khoản 1 Điều này.", "missing"),
        ("Áp dụng từ Điều 1 đến Điều 5.", "missing"),
        ("Thực hiện theo khoản 7 Điều 3 của Quy chế.", "missing"),
        ("Thực hiện theo Điều 9 Quy chế; hồ sơ lưu tại phường.", "missing"),
        ("Thực hiện theo khoản 1 Điều 3 của Quy chế.", "exists"),
        ("Quy chế số 12/QC-UBND ngày 05/3/2024 nêu rõ, thực hiện theo Điều 9 Quy chế.", "other_document"),
        ("Thực hiện theo Điều 9 của Quyết định.", "other_document"),
        ("Thực hiện theo Điều 30 Luật Tố cáo.", "other_document"),
        ("Thực hiện theo khoản 7 Điều 5 của Quy chế làm việc.", "other_document"),
        ("Thực hiện theo Điều 12 Quyết định số 217-QĐ/TW.", "other_document"),
        ("Thực hiện theo Điều 12 của pháp luật về tiếp công dân.", "other_document"),
        ("Thực hiện theo Điều 9 Luật này.", "unknown"),
        ("Thực hiện theo mục IV.", "unknown"),
        ("Thực hiện Quy chế này.", "exists"),
    ],
)
def test_existing_missing_other_unknown(line, expected):
    assert status(regulation(line), HERE) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("khoản 2 mục I Kế hoạch này", "exists"),
        ("khoản 7 mục I Kế hoạch này", "missing"),
        ("khoản 7 mục I", "unknown"),
        ("khoản 7 mục I Kế hoạch số 12/KH-UBND ngày 01/02/2026", "other_document"),
    ],
)
def test_a_plan_without_articles_counts_its_sections(words, expected):
    lines = ("I. MỤC ĐÍCH", "1. Sạch đẹp.", "2. An toàn.", "II. TỔ CHỨC", f"1. Thực hiện theo {words}.")
    draft = draft_of("KẾ HOẠCH", "Chỉnh trang tuyến phố", *lines)
    assert status(draft, "muc_II__1") == expected


def test_a_bare_article_beside_another_document_raises_no_alarm():
    assert status(regulation("Nghị định số 64/2014/NĐ-CP được áp dụng, trong đó Điều 30 nói về người đại diện."), HERE, 1) == "unknown"


def test_a_resolution_names_what_it_found_and_what_is_missing():
    draft = regulation("Áp dụng khoản 1 Điều 3 và Điều 9.")
    provision = next(p for p in draft.provisions if p.id == HERE)
    resolution = Linker(draft).resolve(find_citations(draft.words(provision))[0], provision)
    assert resolution.targets == ("dieu_3__khoan_1",)
    assert [article.dieu for article in resolution.missing] == ["9"]


ATTACHED = (
    "QUYẾT ĐỊNH",
    "Ban hành Quy chế tiếp dân",
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp dân.",
    "Điều 2. Trưởng khu phố chịu trách nhiệm thi hành Quyết định này theo Điều 3 Quy chế.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "QUY CHẾ",
    "Tiếp dân",
    "(Ban hành kèm theo Quyết định số 5/QĐ-UBND)",
    "Điều 1. Phạm vi",
    "1. Quy chế này áp dụng toàn phường theo Điều 2 Quyết định này.",
    "Điều 2. Trách nhiệm",
    "1. Văn phòng thực hiện khoản 1 Điều 3.",
    "Điều 3. Hiệu lực",
    "1. Từ ngày ký Quyết định, theo Điều 4 Quy chế này.",
)


@pytest.mark.parametrize(
    ("id", "which", "expected"),
    [
        ("kem_theo_1__dieu_2__khoan_1", 0, "exists"),
        ("kem_theo_1__dieu_1__khoan_1", 1, "exists"),
        ("kem_theo_1__dieu_3__khoan_1", 0, "missing"),
    ],
)
def test_each_part_counts_its_own_articles(id, which, expected):
    assert status(draft_of(*ATTACHED), id, which) == expected


def test_the_decision_is_found_from_inside_its_regulation():
    draft = draft_of(*ATTACHED)
    provision = next(p for p in draft.provisions if p.id == "kem_theo_1__dieu_1__khoan_1")
    citation = find_citations(draft.words(provision))[1]
    assert resolve_internal(citation, draft, provision).targets == ("dieu_2",)


@pytest.mark.parametrize(("said", "expected"), [("điểm b", "exists"), ("điểm e", "missing")])
def test_a_point_of_this_khoan_is_sought_among_its_letters(said, expected):
    draft = draft_of(
        "QUY CHẾ", "Tiếp dân", "Điều 1. Lịch tiếp dân", "1. Văn phòng niêm yết:", f"a) Lịch theo {said} khoản này;", "b) Tên người tiếp."
    )
    assert status(draft, "dieu_1__khoan_1__diem_a") == expected


def test_a_point_of_this_khoan_is_left_alone_where_the_khoan_has_no_letters():
    draft = draft_of("QUY CHẾ", "Tiếp dân", "Điều 1. Lịch tiếp dân", "1. Văn phòng niêm yết lịch theo điểm b khoản này.")
    assert status(draft, "dieu_1__khoan_1") == "unknown"


def test_quoted_and_amended_text_counts_in_the_amended_document():
    draft = draft_of(
        "QUYẾT ĐỊNH",
        "Sửa đổi, bổ sung một số điều của Quy chế tiếp dân",
        "Điều 1. Sửa đổi Quy chế",
        "1. Sửa đổi khoản 2 Điều 15 như sau:",
        "“2. Trả lời theo khoản 7 Điều 20.”",
        "2. Bãi bỏ Điều 18.",
        "Điều 2. Hiệu lực",
        "1. Từ ngày ký.",
    )
    for id in ("dieu_1__khoan_1", "trich_1__khoan_2", "dieu_1__khoan_2"):
        assert status(draft, id) == "other_document"


def test_an_extract_raises_no_alarm_for_articles_it_leaves_out():
    draft = draft_of("Điều 5. Nội dung", "1. Theo Điều 2.", "2. Theo khoản 9 Điều 6.", "Điều 6. Trách nhiệm", "1. Văn phòng.")
    assert status(draft, "dieu_5__khoan_1") == "unknown"
    assert status(draft, "dieu_5__khoan_2") == "missing"


def test_sections_of_a_document_without_articles():
    draft = draft_of(
        "I. MỤC ĐÍCH", "1. Lắng nghe Nhân dân.", "II. NHIỆM VỤ", "1. Thực hiện theo mục I.1 Kế hoạch này.", "2. Theo khoản 2 Điều 5."
    )
    assert status(draft, "muc_II__1") in ("exists", "unknown")
    assert status(draft, "muc_II__2") == "unknown"
