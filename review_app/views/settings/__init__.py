"""Thiết lập: what the office prints on its sheets, and how its terms are counted."""

from dataclasses import replace

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices, session, words
from review_app.views.settings import people, safety, templates

PARTS = ["Cơ quan và thời hạn", "Mẫu văn bản", "Người dùng", "Sao lưu"]


def show() -> None:
    at = session.desk()
    st.title("Thiết lập")
    office, forms, folk, care = st.tabs(PARTS, on_change="rerun", key="tl_phan")
    with office:
        _office(at)
    if forms.open:  # it fills a paper; the others are always there, so that what is typed in them outlives a look at another
        with forms:
            templates.show(at)
    with folk:
        people.show(at)
    with care:
        safety.show(at)


def _office(at: records.Desk) -> None:
    settings = records.read_settings(at)
    notices.line(
        "Tên cơ quan, địa danh, ký hiệu, người ký và nơi nhận được in trên phiếu đúng như khai ở đây. "
        "Tên cơ quan viết như trong câu (Ban Xây dựng Đảng Đảng ủy phường …), không viết hoa cả tên; phần đầu văn bản tự in hoa."
    )
    paper, terms = st.columns(2, gap="large")
    with paper:
        printed = _printed(settings)
    with terms:
        counted = _terms(settings)
    if said := st.session_state.pop("tl_da_luu", None):  # where the button was just pressed, far below the top
        notices.done(said)
    if st.button("Lưu thiết lập", type="primary", shortcut="Alt+S", disabled=not at.user.can("settings")):
        _save(at, settings, printed, counted)


def _printed(settings: records.OfficeSettings) -> dict:
    st.subheader("In trên phiếu")
    boxes = (
        ("parent_agency", "Cơ quan cấp trên trực tiếp"),
        ("agency", "Cơ quan ban hành"),
        ("place", "Địa danh"),
        ("symbol", "Ký hiệu cơ quan, ví dụ BXDĐ (chương trình tự thêm tên loại: CV, PYK, BC)"),
        ("signer_authority", "Quyền hạn ký, ví dụ K/T TRƯỞNG BAN"),
        ("signer_title", "Chức vụ người ký"),
        ("signer_name", "Họ và tên người ký"),
        ("addressee", "Kính gửi (nhiều nơi: cách nhau bằng dấu chấm phẩy; để trống: cơ quan gửi của từng hồ sơ)"),
    )
    typed = {name: st.text_input(label, getattr(settings, name), max_chars=300, key=f"tl_{name}").strip() for name, label in boxes}
    recipients = st.text_area(
        "Nơi nhận, mỗi dòng một nơi (công văn, báo cáo tự thêm “Như trên”)", "\n".join(settings.recipients), height=110, key="tl_noi_nhan"
    )
    form = st.radio(
        "Thể thức",
        list(records.FORMS),
        list(records.FORMS).index(settings.form),
        format_func=records.FORMS.get,
        horizontal=True,
        key="tl_the_thuc",
    )
    return {**typed, "recipients": _lines(recipients), "form": form}


def _terms(settings: records.OfficeSettings) -> dict:
    st.subheader("Thời hạn trả lời (ngày làm việc)")
    days = tuple(
        (kind, int(st.number_input(label, 1, 365, settings.days_for(kind), key=f"tl_han_{kind}")))
        for kind, label in records.CASE_KINDS.items()
    )
    remind = int(st.number_input("Nhắc trước khi đến hạn", 0, 30, settings.remind_days, key="tl_nhac"))
    st.subheader("Ngày nghỉ")
    notices.line("Ngày lễ, Tết được tính sẵn. Khai ở đây khi có thông báo nghỉ chính thức của năm; mỗi dòng một ngày, ví dụ 02/09/2026.")
    holidays = st.text_area("Ngày nghỉ theo thông báo", "\n".join(map(words.day, settings.holidays)), height=110, key="tl_nghi")
    make_up = st.text_area("Ngày làm bù (thứ Bảy, Chủ nhật)", "\n".join(map(words.day, settings.make_up_days)), height=80, key="tl_bu")
    _holidays_this_year(settings)
    st.subheader("Quy định thể thức áp dụng")
    for rule in settings.form_rules:
        notices.line(f"{records.FORMS[rule.form]}: {rule.name}, từ {words.day(rule.since)}", "dong")
    return {"deadline_days": days, "remind_days": remind, "holidays": holidays, "make_up_days": make_up}


def _holidays_this_year(settings: records.OfficeSettings) -> None:
    year = session.today().year
    found = records.holidays_of(settings, year)
    with st.expander("Ngày nghỉ đang áp dụng trong năm"):
        for when, name in sorted(found.items()):
            notices.line(f"{words.day(when)}: {name}", "dong")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _save(at: records.Desk, settings: records.OfficeSettings, printed: dict, counted: dict) -> None:
    try:
        for name in ("holidays", "make_up_days"):
            counted[name] = tuple(filter(None, map(words.read_day, _lines(counted[name]))))
    except ValueError:
        notices.warn("Có ngày nhập chưa đúng: viết mỗi dòng một ngày theo dạng ngày/tháng/năm, ví dụ 02/09/2026.")
        return
    try:
        records.save_settings(at, replace(settings, **printed, **counted), settings.version)
    except PipelineError as error:
        notices.refused(error)
        return
    st.session_state["tl_da_luu"] = "Đã lưu thiết lập. Các phiếu lập sau thời điểm này in theo thiết lập mới."
    st.rerun()
