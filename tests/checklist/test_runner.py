"""Running items over a draft: isolation, one finding a provision and item, order, explanations, the same result each time."""

import dataclasses
import datetime

import pytest

from pipelines.checklist import load_checklist, run_checklist
from pipelines.checklist.cases import case_of, level_of, scope_note
from pipelines.checklist.conditions import Match
from pipelines.checklist.examples import draft_of
from pipelines.checklist.schema import Example, Find
from pipelines.structure import build_draft
from pipelines.types import Block, Header, Reading, SourceFile

DAY = datetime.date(2026, 11, 15)
SOURCE = SourceFile("thu.docx", "0" * 64, "docx")
LINES = (
    "ỦY BAN NHÂN DÂN", "PHƯỜNG HOA BAN", "Số:      /QC-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "QUY CHẾ", "Quản lý chợ", "Điều 1. Thu, nộp",
    "1. Mỗi hộ kinh doanh nộp phí trật tự 50.000 đồng một tháng cho phường; mỗi quầy nộp 20.000 đồng một ngày.",
    "2. Hồ sơ gửi Phòng Kinh tế huyện Hoa Ban trước ngày 15 hằng tháng.",
    "Điều 2. Công khai", "1. Khu phố đọc trên loa truyền thanh danh sách hộ chưa nộp phí.",
    "2. Khu phố không đọc tên hộ nào trên loa.",
)  # fmt: skip


@pytest.fixture(scope="module")
def draft():
    return build_draft(Reading(SOURCE, tuple(Block("paragraph", line, f"body/p[{n}]") for n, line in enumerate(LINES, 1))))


@dataclasses.dataclass(frozen=True)
class Broken:
    def find_document(self, context):
        raise ZeroDivisionError("một lỗi trong mục")


@dataclasses.dataclass(frozen=True)
class Everywhere:
    """Matches the first words of every provision, twice."""

    def find(self, context, reading):
        for _ in range(2):
            yield Match(reading.base, reading.base + 6)


def with_primitive(checklist, code, primitive, **changes):
    items = tuple(dataclasses.replace(i, find=Find((primitive,)), **changes) if i.code == code else i for i in checklist.items)
    return dataclasses.replace(checklist, items=items)


def test_quotes_are_the_drafts_own_characters_and_lie_in_their_provision(checklist, draft):
    findings, failures = run_checklist(checklist, draft, DAY)
    assert failures == [] and {"F08", "A12"} <= {f.code for f in findings}
    places = {p.id: p for p in draft.provisions}
    for f in findings:
        assert draft.text[f.start : f.end] == f.quote and f.quote.strip() == f.quote
        assert f.provision is None or places[f.provision].start <= f.start < places[f.provision].end
        assert all(draft.text[e.start : e.end] == e.quote for e in f.evidence)


def test_one_finding_for_a_provision_and_item(checklist, draft):
    findings, _ = run_checklist(checklist, draft, DAY)
    assert len({(f.code, f.provision) for f in findings}) == len(findings)


def test_the_gravest_come_first_then_document_order(checklist, draft):
    findings, _ = run_checklist(checklist, draft, DAY)
    assert [(f.severity, f.start) for f in findings] == sorted((f.severity, f.start) for f in findings)


def test_the_same_draft_gives_the_same_findings(draft):
    assert run_checklist(load_checklist(), draft, DAY) == run_checklist(load_checklist(), draft, DAY)


def test_a_broken_item_is_named_and_the_others_run(checklist, draft):
    whole, _ = run_checklist(checklist, draft, DAY)
    findings, failures = run_checklist(with_primitive(checklist, "F08", Broken()), draft, DAY)
    assert [(f.code, f.reason) for f in failures] == [("F08", "ZeroDivisionError")]
    assert {f.code for f in findings} == {f.code for f in whole} - {"F08"}


def test_repeats_in_one_provision_are_gathered(checklist, draft):
    findings, _ = run_checklist(with_primitive(checklist.only("A09"), "A09", Everywhere(), at_most=0), draft, DAY)
    assert len(findings) == sum(p.judged for p in draft.provisions)


def test_a_limit_a_document_turns_the_rest_into_evidence(checklist, draft):
    findings, _ = run_checklist(with_primitive(checklist.only("A09"), "A09", Everywhere(), at_most=2), draft, DAY)
    assert len(findings) == 2
    assert len(findings[0].evidence) >= sum(p.judged for p in draft.provisions) - 2


def test_a_question_the_machine_cannot_judge_is_asked_once(checklist, draft):
    findings, _ = run_checklist(with_primitive(checklist.only("A10"), "A10", Everywhere()), draft, DAY)
    assert [f.severity for f in findings] == ["S3"]
    assert "không" in findings[0].message


def test_the_more_specific_item_wins_on_the_same_words(checklist, draft):
    pair = checklist.only("H01", "G02")
    items = tuple(dataclasses.replace(i, find=Find((Everywhere(),)), at_most=0) for i in pair.items)
    findings, _ = run_checklist(dataclasses.replace(pair, items=items), draft, DAY)
    assert {f.code for f in findings} == {"G02"}
    assert all(f.also == ("H01",) for f in findings)


def test_a_finding_explains_itself(checklist, draft):
    findings, _ = run_checklist(checklist, draft, DAY)
    name = next(f for f in findings if f.code == "A12")
    assert "“Phòng Kinh tế huyện”" in name.message and "{" not in name.message
    assert name.why[0].startswith("Tên này không còn dùng từ ngày 01/07/2025")
    assert name.question.endswith("?") and name.item_version == checklist.versions["A12"]
    assert name.bases[0].id == "nq-203-2025-qh15"


def test_ids_stay_when_other_provisions_change(checklist, draft):
    findings, _ = run_checklist(checklist, draft, DAY)
    lines = (*LINES[:-1], "2. Ban quản lý chợ trực từ 6 giờ.")
    other = build_draft(Reading(SOURCE, tuple(Block("paragraph", line, f"body/p[{n}]") for n, line in enumerate(lines, 1))))
    again, _ = run_checklist(checklist, other, DAY)
    kept = {f.id for f in findings if f.provision != "dieu_2__khoan_2"}
    assert kept <= {f.id for f in again}
    assert len({f.id for f in findings}) == len(findings)


def test_an_item_meant_for_party_documents_is_not_run_on_others(checklist, draft):
    findings, _ = run_checklist(with_primitive(checklist, "B02", Everywhere()), draft, DAY)
    assert "B02" not in {f.code for f in findings}


@pytest.mark.parametrize(
    ("header", "case"),
    [
        (Header(system="dang", kind="Nghị quyết"), "van_ban_dang"),
        (Header(system="nha_nuoc", kind="Kế hoạch"), "van_ban_chinh_quyen"),
        (Header(system="khac", kind="Hương ước"), "van_ban_chinh_quyen"),
        (Header(system="khac", kind="Đề án", title="tổ chức Đại hội MTTQ Việt Nam phường"), "de_an_dai_hoi"),
        (Header(system="khac", kind="Hồ sơ", title="đề nghị công nhận điển hình “Dân vận khéo”"), "ho_so_dan_van_kheo"),
    ],
)
def test_what_is_appraised_is_told_from_the_first_page(header, case):
    assert case_of(header) == case


@pytest.mark.parametrize(("kind", "judged"), [("Quy chế", True), ("Luật", False), ("Án lệ", False), ("Thông tư liên tịch", False)])
def test_what_only_a_local_draft_may_not_set_is_not_asked_of_central_documents(judge, kind, judged):
    assert bool(judge("Mỗi hộ kinh doanh nộp phí trật tự 50.000 đồng một tháng cho phường.", "A06", kind=kind)) is judged


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH", "tren_xa"),
        ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI", "tren_xa"),
        ("BỘ TÀI CHÍNH", "tren_xa"),
        ("ĐẢNG ỦY XÃ BA CHẼ", "xa"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG UÔNG BÍ THÀNH PHỐ HẢI PHÒNG", "xa"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH LÀO CAI", "tren_xa"),
        ("CHI BỘ KHU PHỐ VĨNH XUÂN", "xa"),
        ("", "xa"),
    ],
)
def test_who_issues_is_told_from_the_first_page(issuer, level):
    assert level_of(Header(issuer=issuer)) == level


def test_a_province_may_task_its_own_offices(judge):
    task = "Giao Sở Xây dựng bố trí kinh phí sửa đường trên địa bàn xã, báo cáo Ủy ban nhân dân trong tháng 12."
    assert judge(task, "A11", header={"issuer": "ỦY BAN NHÂN DÂN XÃ HOA BAN"})
    assert not judge(task, "A11", header={"issuer": "ỦY BAN NHÂN DÂN TỈNH HOA BAN"})


def test_the_reviewer_is_told_where_not_all_items_are_asked():
    assert scope_note(Header(system="nha_nuoc", kind="Thông tư")).startswith("Thông tư là văn bản trung ương")
    assert scope_note(Header(system="nha_nuoc", kind="Quy chế")) == scope_note(Header(system="khac", kind="")) == ""


def test_a_worked_example_is_no_rule(judge):
    levy = "Hộ kinh doanh nộp phí trật tự 50.000 đồng một tháng cho phường."
    assert judge(levy, "A06")
    assert not judge(f"Ví dụ: {levy}", "A06")
    assert not judge(levy, "A06", context="Ví dụ 2:")
    assert judge(f"{levy} Ví dụ: hộ ông B có hai quầy.", "A06")  # what stands before the example is a rule


def test_a_bare_sum_says_nothing_of_who_pays(judge):
    assert not judge("5.000.000 đồng/năm", "A06", context="")


def test_a_short_quote_carries_what_stands_beside_it_in_its_sentence(judge):
    text = "Khu phố phát phiếu, bố trí lịch thu dọn, đọc trên loa danh sách hộ chưa nộp phí, rồi gửi về phường."
    (found,) = judge(text, "F08", findings=True)
    assert len(found.quote.split()) >= 8
    assert "danh sách hộ chưa nộp phí" in found.quote


def test_apart_each_item_says_what_it_would_say_alone(checklist):
    meeting = "Điểm nhóm chỉ sinh hoạt khi phường đồng ý từng buổi, danh sách người dự kèm số căn cước gửi công an trước ba ngày."
    draft = draft_of(Example(text=meeting, context="Điều 5. Tổ chức", kind="Quy chế"))
    together, _ = run_checklist(checklist, draft, DAY)
    apart, _ = run_checklist(checklist, draft, DAY, apart=True)
    assert {f.id for f in together} < {f.id for f in apart}
    assert {f.code for f in apart} == {f.code for f in together} | {code for f in together for code in f.also}
