"""Every page opens, and the desk decides: driven without a browser through Streamlit's own test harness."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipelines.types import Decision, ItemFailure
from review_app import records
from review_app.parts import frame, reading, uploads
from review_app.parts.help_texts import PAGE_HELP
from tests.app import factory

VERDICTS = ("Góp ý", "Sửa lời", "Không góp ý")
PAGES = ("cases", "receive", "desk", "consensus", "sheet", "rounds", "overview", "checklist", "settings", "guide", "selfcheck")


def source_of(name: str) -> str:
    return f"from review_app.parts import frame\nfrom review_app.views import {name}\nframe.set_up()\nframe.page({name}.show)()\n"


def open_page(name: str, case: int | None = None, point: str | None = None) -> AppTest:
    """The page after its first run; any uncaught exception fails the test."""
    at = AppTest.from_string(source_of(name), default_timeout=30)
    if case:
        at.query_params["ho_so"] = str(case)
    if point:
        at.query_params["diem"] = point
    return run(at)


def run(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception, at.exception
    return at


def said(at: AppTest) -> str:
    """All words that reached the page through the components."""
    return " ".join(_strings([json.loads(e.proto.json) for e in at.get("bidi_component") if e.proto.json]))


def _strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inner for text in _strings(part)]


def press(at: AppTest, label: str) -> AppTest:
    next(b for b in at.button if b.label == label).click()
    return run(at)


def area(at: AppTest, label: str):
    return next(a for a in at.text_area if a.label == label)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_an_empty_office(office, name):
    at = open_page(name)
    assert at.get("bidi_component") or at.markdown


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_a_case(office, small_case, name):
    open_page(name, small_case[0])


def test_every_page_of_the_table_has_its_words_of_help():
    table = (Path(frame.__file__).parents[1] / "main.py").read_text(encoding="utf-8")
    assert set(re.findall(r'^    \("[^"]+", "([a-z-]+)", ', table, re.M)) == set(PAGE_HELP)


def test_several_files_are_followed_while_they_are_read(office):
    """Two files at the same step say the same words."""
    waiting = tuple((reading.Reading(name, b""), "du_thao") for name in ("mot.docx", "hai.docx"))
    uploads.begin(office.desk.user.id, uploads.Upload(waiting))
    at = open_page("receive")
    assert [t.value for t in at.text] == ["mot.docx", "hai.docx"]
    press(at, "Dừng đọc")
    assert all(job.cancel.is_set() for job, _ in waiting)


def read_upload(office) -> uploads.Upload:
    """Brought and read while no page looked."""
    job = reading.Reading("mot.docx", b"noi dung tep", review=factory.small_review())
    upload = uploads.Upload(((job, "du_thao"),))
    uploads.begin(office.desk.user.id, upload)
    return upload


def test_a_file_read_while_the_page_was_closed_becomes_a_case_when_it_opens_again(office):
    read_upload(office)
    words = said(open_page("receive"))
    assert "Đã lập hồ sơ" in words
    assert [c.title for c in records.find_cases(office.desk)[0]] == ["Quy chế về tiếp nhận ý kiến của Nhân dân"]


def test_the_details_to_check_survive_a_reload(office):
    read_upload(office)
    first = open_page("receive")
    again = AppTest.from_string(source_of("receive"), default_timeout=30)
    again.query_params["ho_so_moi"] = first.query_params["ho_so_moi"][0]
    assert "Đã lập hồ sơ" in said(run(again))


def test_two_tabs_that_see_a_reading_end_make_one_case(office):
    upload = read_upload(office)
    assert [uploads.take(office.desk.user.id, upload) for _ in range(2)] == [True, False]
    assert "1. Chọn tệp của hồ sơ" in [h.value for h in open_page("receive").subheader]


def test_another_user_does_not_see_the_upload(office):
    read_upload(office)
    assert uploads.current(office.desk.user.id + 1) is None


def test_the_register_shows_number_title_and_deadline(office, small_case):
    words = said(open_page("cases"))
    assert "Quy chế tiếp nhận ý kiến của Nhân dân" in words
    assert "còn " in words


def test_the_desk_shows_question_quote_basis_and_progress(office, small_case):
    words = said(open_page("desk", small_case[0]))
    assert "Có buộc người dân đóng góp tiền ngoài quy định của luật không?" in words
    assert "Mỗi hộ gia đình phải nộp 50.000 đồng một năm" in words
    assert "Luật Thực hiện dân chủ ở cơ sở" in words
    assert "Đã quyết định 0/5" in words
    assert "Đã đọc 12/13 phần" in words


def test_a_comment_is_stored_before_the_page_says_so_and_the_next_point_opens(office, small_case):
    at = open_page("desk", small_case[0])
    press(at, "Góp ý")
    assert office.verdicts(small_case[1]) == {"F04-6": "gop_y"}
    assert "Đã lưu: F04" in said(at)
    assert at.session_state["diem"] == "F03-7"


def test_each_point_has_verdict_buttons_of_its_own(office, small_case):
    """A second quick press is sent under the name of the button it was aimed at, which no longer stands on the page."""
    at = open_page("desk", small_case[0])
    before = {b.key for b in at.button if b.label in VERDICTS}
    after = {b.key for b in press(at, "Góp ý").button if b.label in VERDICTS}
    assert len(before) == len(after) == 3 and not before & after


def test_a_second_press_on_a_button_on_its_way_out_is_no_conflict(office, small_case, monkeypatch):
    at = press(open_page("desk", small_case[0]), "Góp ý")
    at.session_state["diem"] = "F04-6"
    with monkeypatch.context() as patch:  # as the page stood before the first press was answered
        patch.setattr(records, "read_decisions", lambda desk, file: {})
        press(run(at), "Góp ý")
    assert "xung_dot" not in at.session_state
    assert {finding: row.version for finding, row in records.read_decisions(office.desk, small_case[1]).items()} == {"F04-6": 1}


def test_each_finding_of_one_s_own_has_buttons_of_its_own(office, small_case):
    for words in ("Một.", "Hai."):
        at = press(open_page("desk", small_case[0]), "Thêm ý kiến về toàn văn bản")
        area(at, "Ý kiến đưa vào phiếu").set_value(words)
        at = press(at, "Lưu ý kiến")
    key = next(b.key for b in at.button if b.label == "Bỏ ý kiến này")
    at = run(open_page("desk", small_case[0], records.list_own_findings(office.desk, small_case[1])[0].key))
    assert next(b.key for b in at.button if b.label == "Bỏ ý kiến này") != key


def test_changed_words_are_kept_with_the_decision(office, small_case):
    at = open_page("desk", small_case[0])
    area(at, "Đề nghị sửa thành").set_value("do Nhân dân bàn và tự nguyện đóng góp")
    press(at, "Sửa lời")
    row = records.read_decisions(office.desk, small_case[1])["F04-6"]
    assert (row.verdict, row.wording, row.comment) == ("sua_loi", "do Nhân dân bàn và tự nguyện đóng góp", "")


def test_going_to_another_point_and_back_loses_nothing_typed(office, small_case):
    at = open_page("desk", small_case[0])
    area(at, "Ý kiến đưa vào phiếu").set_value("Đang viết dở")
    press(run(at), "Sau")
    assert area(at, "Ý kiến đưa vào phiếu").value != "Đang viết dở"
    press(at, "Trước")
    assert area(at, "Ý kiến đưa vào phiếu").value == "Đang viết dở"


def test_only_what_was_typed_counts_as_begun(office, small_case):
    at = open_page("desk", small_case[0])
    press(press(at, "Sau"), "Trước")
    assert records.read_unsaved(office.desk, small_case[1]) == {}
    box = area(at, "Ý kiến đưa vào phiếu")
    proposed = box.value
    run(box.set_value("Đang viết dở") and at)
    again = open_page("desk", small_case[0], "F04-6")
    assert area(again, "Ý kiến đưa vào phiếu").value == "Đang viết dở"
    run(area(again, "Ý kiến đưa vào phiếu").set_value(proposed) and again)
    assert records.read_unsaved(office.desk, small_case[1]) == {}


def test_saved_words_are_no_longer_begun(office, small_case):
    at = open_page("desk", small_case[0])
    area(at, "Ghi chú nội bộ, không đưa vào phiếu").set_value("Hỏi lại phường.")
    area(at, "Ý kiến đưa vào phiếu").set_value("Ý kiến của tôi.")
    press(run(at), "Lưu ghi chú")
    press(at, "Sửa lời")
    assert records.read_unsaved(office.desk, small_case[1]) == {}


def test_changing_nothing_is_no_change_of_words(office, small_case):
    at = press(open_page("desk", small_case[0]), "Sửa lời")
    assert office.verdicts(small_case[1]) == {}
    assert "chưa sửa gì" in said(at)


def test_leaving_a_point_out_needs_a_reason(office, small_case):
    at = press(open_page("desk", small_case[0]), "Không góp ý")
    assert office.verdicts(small_case[1]) == {}
    assert "lý do" in said(at).lower()
    at.text_input[0].set_value("Đã nêu ở điểm khác")
    press(at, "Không góp ý")
    assert office.verdicts(small_case[1]) == {"F04-6": "khong_gop_y"}


def test_undo_takes_the_last_decision_back(office, small_case):
    at = press(open_page("desk", small_case[0]), "Góp ý")
    press(at, "Hoàn tác")
    assert office.verdicts(small_case[1]) == {}
    assert at.session_state["diem"] == "F04-6"


def test_a_reopened_page_continues_where_it_stood(office, small_case):
    press(open_page("desk", small_case[0]), "Góp ý")
    words = said(open_page("desk", small_case[0]))
    assert "Đã quyết định 1/5" in words
    assert "Đã xem 2/5" in words  # the decided one and the one that opened after it


def test_the_filters_narrow_the_list(office, small_case):
    at = open_page("desk", small_case[0])
    at.selectbox(key="loc_chu_de").set_value("ton_giao")
    run(at)
    listed = next(json.loads(e.proto.json) for e in at.get("bidi_component") if "ds_diem" in e.proto.id)
    assert [row["code"] for row in listed["rows"]] == ["D02"]


def test_two_pages_on_one_case_never_overwrite_each_other(office, small_case):
    mine = open_page("desk", small_case[0])
    press(open_page("desk", small_case[0]), "Góp ý")
    mine.text_input[0].set_value("Máy hiểu chưa đúng nội dung")
    press(mine, "Không góp ý")
    assert office.verdicts(small_case[1]) == {"F04-6": "gop_y"}
    assert "Máy hiểu chưa đúng nội dung" in said(mine)
    press(mine, "Giữ bản của tôi")
    assert office.verdicts(small_case[1]) == {"F04-6": "khong_gop_y"}


def test_the_version_already_stored_can_be_kept(office, small_case):
    mine = open_page("desk", small_case[0])
    press(open_page("desk", small_case[0]), "Góp ý")
    press(mine, "Góp ý")
    press(mine, "Giữ bản đang lưu")
    assert office.verdicts(small_case[1]) == {"F04-6": "gop_y"}
    assert records.read_decisions(office.desk, small_case[1])["F04-6"].version == 1


def test_a_finding_of_one_s_own_on_the_whole_draft_is_stored(office, small_case):
    at = press(open_page("desk", small_case[0]), "Thêm ý kiến về toàn văn bản")
    press(at, "Lưu ý kiến")
    assert "Chưa nhập ý kiến" in said(at)
    area(at, "Ý kiến đưa vào phiếu").set_value("Đề nghị bổ sung quy định về công khai.")
    press(at, "Lưu ý kiến")
    own = records.list_own_findings(office.desk, small_case[1])
    assert [(o.comment, o.provision) for o in own] == [("Đề nghị bổ sung quy định về công khai.", None)]


def test_a_note_stays_with_its_point(office, small_case):
    at = open_page("desk", small_case[0])
    area(at, "Ghi chú nội bộ, không đưa vào phiếu").set_value("Hỏi lại phường về mức thu.")
    press(at, "Lưu ghi chú")
    assert [(n.finding, n.text) for n in records.list_notes(office.desk, small_case[1])] == [("F04-6", "Hỏi lại phường về mức thu.")]


@pytest.mark.parametrize("view", ["Bản đồ chủ đề", "Viện dẫn", "Xem lại lần hai", "Chưa đọc được"])
def test_each_view_of_the_left_column_opens(office, small_case, view):
    at = open_page("desk", small_case[0])
    at.session_state["khung_trai"] = view
    words = said(run(at))
    assert {
        "Bản đồ chủ đề": "dân vận",
        "Viện dẫn": "viện dẫn, ",
        "Xem lại lần hai": "Chưa trả lời",
        "Chưa đọc được": "một trăm nghìn đồng",
    }[view].lower() in words.lower()


def test_citations_that_lead_nowhere_are_listed(office):
    draft = factory.draft_of(
        [("dieu", "1", "Điều 1. Thu phí"), ("khoan", "1", "1. Mức thu theo khoản 2 Điều 19 Quy chế này và Luật số 10/2022/QH15.")]
    )
    case, _ = office.case(replace(factory.small_review(), draft=draft, findings=(), topics={}, second_look=()))
    at = open_page("desk", case)
    at.session_state["khung_trai"] = "Viện dẫn"
    words = said(run(at))
    assert "không có trong dự thảo" in words
    assert "còn hiệu lực" not in words
    at.checkbox(key="vd_tat_ca").check()
    assert "còn hiệu lực" in said(run(at))


def test_the_second_look_is_answered(office, small_case):
    at = open_page("desk", small_case[0])
    at.session_state["khung_trai"] = "Xem lại lần hai"
    press(run(at), "Không bỏ sót")
    assert list(records.read_second_looks(office.desk, small_case[1]).values()) == [False]


def test_the_second_look_leaves_out_what_has_a_point_already(office):
    review = factory.small_review()
    case, _ = office.case(replace(review, second_look=(review.findings[0].provision, *review.second_look)))
    at = open_page("desk", case)
    at.session_state["khung_trai"] = "Xem lại lần hai"
    words = said(run(at))
    assert "Đã trả lời 0/2" in words


def test_rules_only_and_broken_items_are_said_plainly(office):
    review = factory.small_review()
    case, _ = office.case(replace(review, versions={**review.versions, "topics": ""}, failures=(ItemFailure("C17", "hỏng"),)))
    words = said(open_page("desk", case))
    assert "Chỉ dùng danh mục kiểm tra" in words
    assert "C17" in words


def test_the_sheet_page_previews_the_decided_comments(office, small_case):
    records.save_decision(office.desk, small_case[1], Decision("F04-6", "gop_y"), 0)
    words = said(open_page("sheet", small_case[0]))
    assert "Đề nghị bỏ khoản thu bắt buộc" in words
    assert "Còn 4 điểm chưa quyết định" in words


def test_the_sheet_s_own_words_are_stored_at_once(office, small_case):
    at = open_page("sheet", small_case[0])
    area(at, "Ý kiến chung").set_value("Dự thảo cơ bản phù hợp.")
    run(at)
    assert records.sheet_words(office.desk, small_case[1]).general == "Dự thảo cơ bản phù hợp."


def test_words_of_two_tabs_on_one_sheet_are_both_kept_until_one_is_chosen(office, small_case):
    mine = open_page("sheet", small_case[0])
    records.save_sheet_words(office.desk, small_case[1], records.SheetWords("Bản của người kia."), 0)
    area(mine, "Ý kiến chung").set_value("Bản của tôi.")
    run(mine)
    assert "Bản của tôi." in said(mine)
    assert area(mine, "Ý kiến chung").value == "Bản của người kia."
    press(mine, "Giữ bản của tôi")
    assert records.sheet_words(office.desk, small_case[1]).general == "Bản của tôi."


def test_the_facts_of_a_case_are_corrected_in_the_register(office, small_case):
    at = open_page("cases", small_case[0])
    next(t for t in at.text_input if t.label == "Ngày nhận (ngày/tháng/năm)").set_value("31/02/2026")
    press(at, "Lưu thông tin hồ sơ")
    assert "Ngày nhập chưa đúng" in said(at)
    next(t for t in at.text_input if t.label == "Ngày nhận (ngày/tháng/năm)").set_value("16/11/2026")
    press(at, "Lưu thông tin hồ sơ")
    assert records.read_case(office.desk, small_case[0]).received.isoformat() == "2026-11-16"


def test_settings_are_saved_and_a_wrong_day_is_named(office):
    at = open_page("settings")
    next(t for t in at.text_input if t.label == "Cơ quan ban hành").set_value("BAN DÂN VẬN")
    area(at, "Ngày nghỉ theo thông báo").set_value("32/01/2026")
    press(at, "Lưu thiết lập")
    assert "Có ngày nhập chưa đúng" in said(at)
    area(at, "Ngày nghỉ theo thông báo").set_value("02/09/2026")
    press(at, "Lưu thiết lập")
    assert records.read_settings(office.desk).agency == "BAN DÂN VẬN"


def test_an_approved_sheet_locks_the_decisions(office, small_case):
    for finding in factory.small_review().findings:
        records.save_decision(office.desk, small_case[1], Decision(finding.id, "gop_y"), 0)
    records.approve(office.desk, small_case[0])
    at = open_page("desk", small_case[0])
    assert all(b.disabled for b in at.button if b.label in VERDICTS)


def test_hostile_words_stay_inside_components_and_plain_text(office):
    case, _ = office.case(factory.hostile_review(), title=factory.HOSTILE)
    for name in ("cases", "desk", "sheet"):
        at = open_page(name, case)
        markup = [e.value for kind in ("markdown", "caption", "title", "header", "subheader") for e in getattr(at, kind)]
        labels = [w.label for kind in ("button", "text_area", "text_input", "selectbox") for w in getattr(at, kind)]
        assert not any("evil" in text for text in [*markup, *labels])
        assert "evil.example" in said(at)
