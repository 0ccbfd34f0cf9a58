"""The parts of the checklist page: each opens, an item is built, saved, signed and used, a noisy one is mended from its rejections."""

import pytest
import streamlit as st

from pipelines.types import Decision
from review_app import records
from review_app.parts import judges
from review_app.views import checklist
from review_app.views.studio import working
from tests.app import factory
from tests.app.test_pages import area, open_page, press, run, said
from tests.studio.factory import ITEM, TERM, full_overlay


def open_part(name: str, **state):
    at = open_page("checklist")
    at.session_state["dm_phan"] = name
    for key, value in state.items():
        at.session_state[key] = value
    return run(at)


def box(at, label: str):
    return next(b for b in (*at.text_input, *at.text_area, *at.selectbox, *at.multiselect, *at.checkbox, *at.toggle) if b.label == label)


@pytest.mark.parametrize("name", list(checklist.PARTS))
def test_every_part_opens_in_an_empty_office(office, name):
    open_part(name)


@pytest.mark.parametrize("name", list(checklist.PARTS))
def test_every_part_opens_with_changes_and_cases(office, small_case, name):
    records.save_overlay(office.desk, full_overlay(), 0)
    records.turn_teaching(office.desk, True)
    open_part(name)


@pytest.mark.parametrize("code", ["A04", "C01", "F04", "H03", "A08", "B01"])
def test_items_of_every_kind_open_in_the_editor(office, code):
    at = open_part("soan", muc=code)
    assert box(at, "Mã").value == code and "Còn để trống" not in said(at)


def test_what_is_still_missing_is_named_by_the_boxes(office):
    assert "Còn để trống: Câu hỏi kiểm tra, Ý kiến gợi ý, Nêu khi gặp." in said(open_part("soan"))


def edited(office, **state):
    """The editor with the invented item typed in; its examples come from the YAML box."""
    from pipelines import studio

    at = open_part("soan", **state)
    box(at, "YAML của mục").set_value(studio.write_entry(ITEM))
    return press(at, "Đưa YAML này vào biểu mẫu")


def test_an_item_is_tried_looked_at_saved_signed_and_then_used(office, small_case):
    at = edited(office)
    assert "Cả 6 câu đều đúng." in said(at)
    save = next(b for b in at.button if b.label == "Lưu mục vào bản soạn")
    assert save.disabled  # not before its effect was looked at
    at = press(at, "Xem ảnh hưởng")
    assert "Chạy 1 dự thảo" in said(at) and "Nêu thêm: 0" in said(at)
    at = press(at, "Lưu mục vào bản soạn")
    assert "Đã lưu mục Y01." in said(at)
    assert "Y01" not in {item.code for item in judges.checklist().items}
    at = press(open_part("phien-ban"), "Ký và đưa vào dùng")
    assert "Đã ký phiên bản 1" in said(at)
    assert "Y01" in {item.code for item in judges.checklist().items}


def test_another_kind_of_rule_takes_the_place_of_the_blank_one(office):
    at = open_part("soan")
    box(at, "Thêm một cách tìm (đúng một cách là nêu)").set_value("norm")
    at = press(run(at), "Thêm")
    assert "Còn để trống: Câu hỏi kiểm tra, Ý kiến gợi ý, Làm việc gì." in said(at)
    area(at, "Làm việc gì").set_value("nộp tiền")
    box(at, "Thêm một cách tìm (đúng một cách là nêu)").set_value("phrase")
    at = press(run(at), "Thêm")
    assert [a.label for a in at.text_area if a.label in ("Làm việc gì", "Nêu khi gặp một trong các cụm từ")] == [
        "Làm việc gì",
        "Nêu khi gặp một trong các cụm từ",
    ]


def test_a_bad_yaml_text_is_refused_and_the_form_stays(office):
    at = open_part("soan", muc="A04")
    box(at, "YAML của mục").set_value('code: "A04"\nmuc: "x"\n')
    at = press(at, "Đưa YAML này vào biểu mẫu")
    assert "không có khóa “muc”" in said(at) and box(at, "Mã").value == "A04"


def test_an_edited_item_must_be_looked_at_again(office, small_case):
    at = press(edited(office), "Xem ảnh hưởng")
    area(at, "Nêu khi gặp một trong các cụm từ").set_value("(ki ốt|sạp|quầy) …6 hộ khẩu (tại phường|thường trú)\nđất chợ")
    at = run(at)
    assert next(b for b in at.button if b.label == "Lưu mục vào bản soạn").disabled


def test_an_item_is_taken_out_and_comes_back(office):
    at = press(open_part("soan", muc="H01"), "Bỏ mục này khỏi danh mục")
    assert records.working_overlay(office.desk)[0].entries("items") == {"H01": {"code": "H01", "off": True}}
    press(open_part("soan", muc="H01"), "Trở lại như trước khi cơ quan sửa")
    assert records.working_overlay(office.desk)[0].entries("items") == {}
    assert "Đã bỏ mục H01" in said(at)


def test_one_person_cannot_sign_what_quietens_a_grave_item(office):
    records.save_overlay(office.desk, full_overlay().put("items", {"code": "F02", "severity": "S3"}), 0)
    at = open_part("phien-ban")
    assert "làm giảm" in said(at) and "F02" in said(at)
    at = press(at, "Ký và đưa vào dùng")
    assert "CAN_NGUOI_THU_HAI" in said(at)
    assert records.used_checklist_version(office.desk) is None


def test_a_noisy_item_is_mended_from_its_rejections(office):
    lines = [
        ("khoan", str(n), f"{n}. Thu phí {x} theo nghị quyết của Hội đồng nhân dân tỉnh.")
        for n, x in enumerate(("chợ", "bến", "rác", "xe"), 1)
    ]
    draft = factory.draft_of(lines)
    findings = tuple(factory.finding_on(draft, i, line[2][3:-1], "A06") for i, line in enumerate(lines))
    _, file = office.case(factory.Review(draft, findings, versions=factory.VERSIONS))
    for finding in findings:
        records.save_decision(office.desk, file, Decision(finding.id, "khong_gop_y", reason="HĐND tỉnh đã quy định"), 0)
    at = open_part("suc-khoe", sk_muc="A06")
    assert "HĐND tỉnh đã quy định – 4 lần" in said(at) and "4 của 4 điểm bị bỏ có cụm" in said(at)
    at = press(at, "Mở mục để sửa với ngoại lệ này")
    assert box(at, "Mã").value == "A06"
    assert any("nghị quyết" in (a.value or "") for a in at.text_area if a.label.startswith("Không nêu khi trong cùng câu có"))
    assert records.list_checklist_versions(office.desk) == ()  # a proposal changes nothing by itself


def test_the_answers_to_second_looks_tell_how_much_the_machine_misses(office, small_case):
    assert "Xem lại chỗ máy chưa nêu" not in said(open_part("suc-khoe"))
    for number, provision in enumerate(["muc_I__1", "muc_I__2", "muc_I__3", "muc_I__4"]):
        records.answer_second_look(office.desk, small_case[1], provision, number == 0)
    shown = said(open_part("suc-khoe"))
    assert "Xem lại chỗ máy chưa nêu: sót 1/4, tức 25" in shown and "70" in shown


def test_a_term_and_a_basis_are_added(office):
    at = open_part("thuat-ngu")
    box(at, "Thuật ngữ").set_value("thợ chài bến Sông")
    at = press(run(at), "Lưu thuật ngữ vào bản soạn")
    assert "thợ chài bến Sông" in said(at)
    at = press(open_part("so-can-cu"), "Thêm căn cứ")
    typed = {
        "Số, ký hiệu": "15/2026/QĐ-UBND", "Tên văn bản": "Quy định quản lý chợ",
        "Cách in trên phiếu": "Quyết định số 15/2026/QĐ-UBND", "Cơ quan ban hành": "Ủy ban nhân dân tỉnh",
        "Tình trạng, ghi bằng lời": "còn hiệu lực",
        "Ngày ban hành": "02/03/2026", "Nguồn (mỗi dòng một nguồn)": "Công báo tỉnh số 12",
    }  # fmt: skip
    for label, value in typed.items():
        box(at, label).set_value(value)
    press(run(at), "Lưu căn cứ vào bản soạn")
    overlay = records.working_overlay(office.desk)[0]
    assert overlay.entries("bases")["15-2026-qd-ubnd"]["ngay_ban_hanh"] == "2026-03-02"
    assert "thợ chài bến Sông" in overlay.entries("glossary")


@pytest.mark.parametrize(
    "text, taken, id",
    [("15/2026/QĐ-UBND", [], "15-2026-qd-ubnd"), ("Tổ dân phố Bến Cũ", ["to-dan-pho-ben-cu"], "to-dan-pho-ben-cu-2"), (" ", [], "")],
)
def test_a_new_entry_gets_a_code_of_its_own(text, taken, id):
    assert working.id_from(text, taken) == id


def test_a_basis_says_what_a_change_of_it_touches(office, small_case):
    at = open_part("so-can-cu", sc_cc="luat-thdccs-2022")
    assert "mục kiểm tra" in said(at) and "1 hồ sơ đang xử lý" in said(at) and "01/" in said(at)


def test_a_changed_basis_shows_how_findings_print_it_and_what_is_found_anew(office, small_case):
    at = open_part("so-can-cu", sc_cc="luat-thdccs-2022")
    assert next(b for b in at.button if b.label == "Xem ảnh hưởng").disabled  # nothing was changed yet
    box(at, "Cách in trên phiếu").set_value("Luật Dân chủ cơ sở")
    box(at, "Hết hiệu lực từ").set_value("01/01/2026")
    at = run(at)
    assert "Điều 15 Luật Dân chủ cơ sở" in said(at) and "còn hiệu lực del" in said(at) and "hết hiệu lực ins" in said(at)
    at = press(at, "Xem ảnh hưởng")
    assert "dự thảo và mẫu câu trong" in said(at) and "Nêu thêm: " in said(at)
    assert records.list_checklist_versions(office.desk) == ()


def test_a_term_shows_its_effect_before_it_is_saved(office, small_case):
    at = open_part("thuat-ngu")
    box(at, "Thuật ngữ").set_value("thợ chài bến Sông")
    at = press(run(at), "Xem ảnh hưởng")
    assert "Nêu thêm: 0" in said(at) and records.list_checklist_versions(office.desk) == ()


def test_the_whole_preparation_shows_its_effect_before_it_is_signed(office, small_case):
    records.save_overlay(office.desk, full_overlay().put("items", {"code": "F04", "off": True}), 0)
    at = press(open_part("phien-ban"), "Xem ảnh hưởng")
    assert "F04: mẫu" in said(at) and records.used_checklist_version(office.desk) is None


def test_who_may_not_edit_only_looks(office, monkeypatch):
    reviewer = records.Desk(office.desk.store, records.add_user(office.desk, "xem", "Người xem", ("chuyen_vien",)))
    monkeypatch.setattr("review_app.parts.session.desk", lambda: reviewer)
    at = open_part("soan", muc="A04")
    assert all(b.disabled for b in at.button if b.label in ("Lưu mục vào bản soạn", "Bỏ mục này khỏi danh mục"))
    assert "Quản trị danh mục" in said(at)


def test_an_answer_with_one_key_becomes_a_label(office, small_case):
    records.turn_teaching(office.desk, True)
    at = open_part("day-may")
    assert "có chạm đến chủ đề ấy không?" in said(at)
    before = said(at)
    at = press(at, "Chạm rõ")
    assert len(records.labelled_rows(office.desk)) == 1 and said(at) != before
    assert "Chạm rõ." in said(at)
    at = press(press(at, "Trả lời lại câu vừa rồi"), "Không")
    assert [set(row["labels"].values()) for row in records.labelled_rows(office.desk)] == [{0}]
    st.cache_resource.clear()


def test_an_old_version_is_taken_up_again(office):
    quiet_nothing = full_overlay().drop("items", "H01").drop("glossary", TERM["term"])
    for overlay in (quiet_nothing, quiet_nothing.drop("names", "to_dan_pho_cu")):
        prepared = records.save_overlay(office.desk, overlay, 0)
        records.sign_checklist(office.desk, prepared.number, prepared.version)
    at = press(open_part("phien-ban", pb_chon="1"), "Soạn lại theo bản này")
    assert "bản soạn" in said(at) and records.prepared_checklist_version(office.desk).note == "Trở lại phiên bản 1"
    at = open_part("phien-ban", pb_chon="0")
    assert next(b for b in at.button if b.label == "Soạn lại theo bản này").disabled  # one preparation at a time


def test_a_preparation_that_no_longer_fits_the_program_can_be_looked_at_and_thrown_away(office, monkeypatch):
    records.save_overlay(office.desk, full_overlay(), 0)
    monkeypatch.setattr("review_app.views.studio.versions._fault", lambda overlay: "căn cứ không còn trong sổ.")
    at = open_part("phien-ban")
    assert "chưa dùng được" in said(at)
    assert next(b for b in at.button if b.label == "Ký và đưa vào dùng").disabled
    press(at, "Bỏ hẳn bản soạn")
    assert records.list_checklist_versions(office.desk) == ()
