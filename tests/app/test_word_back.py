"""The Word file with comments comes back: a colleague's edits go into the sheet, the agency's replies become giải trình."""

import pytest

import pipelines
from pipelines.types import Decision
from review_app import records
from review_app.parts import dossier
from tests.app.test_pages import area, open_page, press, run, said
from tests.exports.office import LINES, QUOTES, a_file, draft_of
from tests.exports.test_returned import changed, replied
from tests.factories import a_finding, a_review

EDITED = "Đề nghị bỏ hẳn khoản thu."


@pytest.fixture
def sent(office):
    """(case id, file, the annotated .docx): a real file whose two findings stand on the sheet."""
    data = a_file(*LINES)
    draft = draft_of(data)
    review = a_review(draft, *(a_finding(draft, quote) for quote in QUOTES))
    case = records.create_case(office.desk, records.CaseDraft("Kế hoạch vỉa hè", not_secret=True))
    file = records.add_file(office.desk, case.id, data, "ke-hoach.docx")
    records.save_review(office.desk, file.id, review)
    for finding in review.findings:
        records.save_decision(office.desk, file.id, Decision(finding.id, "gop_y"), 0)
    return case.id, file, pipelines.EXPORTS["du_thao"].render(dossier.dossier_of(office.desk, file))


def upload(at, data: bytes):
    at.file_uploader[0].set_value(("tra-lai.docx", data, "application/octet-stream"))
    return run(at)


def test_edits_made_in_word_are_shown_and_taken_over_when_asked(office, sent):
    case, file, data = sent
    back = changed(lambda xml: xml.replace("Đề nghị bỏ mức đóng góp cố định.", EDITED, 1), data)
    at = upload(open_page("sheet", case), back)
    assert "Tệp có 2 góp ý, 2 góp ý thuộc phiếu này." in said(at)
    before = records.read_decisions(office.desk, file.id)
    assert {row.verdict for row in before.values()} == {"gop_y"}
    press(at, "Nhận 1 ý kiến đã sửa vào phiếu")
    words = [row.comment for row in dossier.sheet_of(office.desk, file)[0].rows]
    assert words == [EDITED, "Đề nghị bỏ mức đóng góp cố định."]
    assert "Đã nhận 1 ý kiến đã sửa vào phiếu." in said(at)


def test_a_finding_of_one_s_own_comes_back_too(office, sent):
    case, file, _ = sent
    start = draft_of(a_file(*LINES)).text.index("ký cam kết")
    texts = {"topic": "dan_van", "severity": "S2", "comment": "Ý kiến riêng ban đầu.", "wording": ""}
    records.save_own_finding(office.desk, records.OwnFinding(0, file.id, None, "ký cam kết", start, start + 10, **texts))
    data = pipelines.EXPORTS["du_thao"].render(dossier.dossier_of(office.desk, file))
    back = changed(lambda xml: xml.replace("Ý kiến riêng ban đầu.", "Ý kiến riêng đã sửa."), data)
    press(upload(open_page("sheet", case), back), "Nhận 1 ý kiến đã sửa vào phiếu")
    assert [own.comment for own in records.list_own_findings(office.desk, file.id)] == ["Ý kiến riêng đã sửa."]


def test_an_approved_sheet_takes_no_edits_and_says_so(office, sent):
    case, file, data = sent
    records.approve(office.desk, case)
    back = changed(lambda xml: xml.replace("Đề nghị bỏ mức đóng góp cố định.", EDITED, 1), data)
    at = press(upload(open_page("sheet", case), back), "Nhận 1 ý kiến đã sửa vào phiếu")
    assert "đã được lãnh đạo duyệt nên không sửa được" in said(at)
    assert EDITED not in [row.comment for row in dossier.sheet_of(office.desk, file)[0].rows]


def test_a_file_without_changes_or_of_another_kind_is_told_plainly(office, sent):
    case, _, data = sent
    assert "Lời các góp ý của phiếu không thay đổi." in said(upload(open_page("sheet", case), data))
    assert "mã" in said(upload(open_page("sheet", case), b"khong phai tep Word"))


@pytest.fixture
def revised(office, sent):
    """(case id, file of the second round, the annotated .docx that went out in the first)."""
    case, _, data = sent
    records.approve(office.desk, case)
    paper = a_file(*LINES, "3. Điều mới.")
    new = records.add_file(office.desk, case, paper, "sua.docx", "du_thao", 2)
    records.save_review(office.desk, new.id, a_review(draft_of(paper)))
    return case, new, data


def test_the_agency_s_replies_fill_the_box_and_wait_for_the_reviewer(office, revised):
    case, new, data = revised
    at = upload(open_page("rounds", case), replied(data, "Giữ nguyên vì hộ dân đã thống nhất."))
    assert "1 ý kiến có câu trả lời" in said(at)
    assert area(at, "Giải trình của cơ quan soạn thảo").value == "Giữ nguyên vì hộ dân đã thống nhất."
    assert records.read_answers(office.desk, new.id) == {}
    press(at, "Xác nhận")
    assert [row.answer for row in records.read_answers(office.desk, new.id).values()] == ["Giữ nguyên vì hộ dân đã thống nhất."]


def test_words_being_typed_stand_when_a_reply_comes_in_from_word(revised):
    case, _, data = revised
    at = open_page("rounds", case)
    area(at, "Giải trình của cơ quan soạn thảo").set_value("Đang viết dở")
    upload(run(at), replied(data, "Giữ nguyên vì hộ dân đã thống nhất."))
    assert area(at, "Giải trình của cơ quan soạn thảo").value == "Đang viết dở"
    assert "Giữ nguyên vì hộ dân đã thống nhất." in said(at)
