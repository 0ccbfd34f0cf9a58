"""The line that says which case is open, on the pages that work inside a case."""

import streamlit as st

from review_app import records
from review_app.parts import deadlines, notices, session, words
from review_app.viewer import show_passage


def opened(at: records.Desk) -> tuple[records.Case, records.CaseFile | None] | None:
    """The case in the address and the file at work (None: nothing has been read yet); None, and a way to choose, without a case."""
    number = session.case_id()
    if number is None:
        _choose(at)
        return None
    try:
        case = records.read_case(at, number)
    except records.NotFound as gone:
        session.choose_case(None)
        notices.refused(gone)
        _choose(at)
        return None
    files = session.reviewed_files(at, number)
    if len(files) < 2:
        show(at, case)
        return case, (session.file_of(files) if files else None)
    left, right = st.columns([2.2, 1], vertical_alignment="center")
    with left:
        show(at, case)
    with right, st.container(key="loc_tep"):
        return case, _choose_file(files)


def show(at: records.Desk, case: records.Case) -> None:
    due = deadlines.short(case, session.today(), records.read_settings(at))
    runs = [(session.page_name(), "ten-trang"), (f"Hồ sơ {case.number}  ", "dam"), (words.shorten(case.title, 96), ""), ("  ·  ", ""), due]
    show_passage([("", [*runs, ("  ·  ", ""), (records.STATUSES.get(case.status, case.status), "nhan")])], key="thanh_ho_so")


def _choose_file(files: list[records.CaseFile]) -> records.CaseFile:
    chosen = session.file_of(files)
    names = {f.id: f"{records.FILE_ROLES.get(f.role, f.role)}, lần {f.round}: {f.name}" for f in files}
    at = [f.id for f in files].index(chosen.id)
    picked = st.selectbox("Tệp đang xem", list(names), at, format_func=names.get, label_visibility="collapsed", key="tep_dang_xem")
    if picked != chosen.id:
        session.choose_case(chosen.case_id, picked)
        st.rerun()
    return chosen


def _choose(at: records.Desk) -> None:
    show_passage([("", [(session.page_name(), "ten-trang")])], key="ten_trang")
    found, _ = records.find_cases(at, records.CaseFilter(), limit=50)
    if not found:
        notices.tell("Chưa có hồ sơ nào. Sang trang Tiếp nhận để nạp dự thảo đầu tiên.")
        return
    names = {c.id: f"{c.number} – {words.shorten(c.title, 110)}" for c in found}
    picked = st.selectbox("Chọn hồ sơ", list(names), None, format_func=names.get, placeholder="Chọn hồ sơ cần làm việc", key="chon_ho_so")
    if picked:
        session.choose_case(picked)
        st.rerun()
