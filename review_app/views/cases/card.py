"""The chosen case: its facts and files, who reviews it, where it goes next, and its removal."""

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import case_form, frame, notices, reading, session, words
from review_app.viewer import show_passage


def show(at: records.Desk, number: int) -> None:
    try:
        case = records.read_case(at, number)
    except records.NotFound:
        session.choose_case(None)
        return
    with st.container(border=True, key="ho_so_chon"):
        show_passage(_facts(at, case), key="ho_so_chon_chu")
        with st.container(horizontal=True):
            if st.button("Mở rà soát", type="primary", shortcut="Alt+O"):
                frame.go("ra-soat", ho_so=case.id)
            if st.button("Xem phiếu ý kiến"):
                frame.go("phieu", ho_so=case.id)
            if case.blind and st.button("Đối chiếu hai người rà soát"):
                frame.go("doi-chieu", ho_so=case.id)
            _moves(at, case)
            if at.user.can("delete"):
                st.button("Xóa hồ sơ…", on_click=_ask_delete, args=(case,))
        _edit(at, case)
        _reviewers(at, case)
        _again(at, case)
    if st.session_state.get("hoi_xoa") == case.id:
        _confirm_delete(at, case)


def _edit(at: records.Desk, case: records.Case) -> None:
    with st.expander("Sửa thông tin hồ sơ"):
        typed = case_form.boxes(case)
        if st.button("Lưu thông tin hồ sơ") and case_form.save(at, case, typed):
            st.rerun()


def _again(at: records.Desk, case: records.Case) -> None:
    """Read the drafts again with the checklist and model of today; decisions stay with their points."""
    if case.id in st.session_state.setdefault("doc_lai", {}):
        _again_progress(at, case)
    else:
        st.button("Đọc lại theo danh mục hiện hành", on_click=_begin_again, args=(at, case))


@st.fragment(run_every=1)
def _again_progress(at: records.Desk, case: records.Case) -> None:
    jobs = st.session_state["doc_lai"]
    if case.id not in jobs:
        return
    for number, (job, _) in enumerate(jobs[case.id]):
        notices.line(f"Đang đọc lại {job.name}: {job.error.message if job.error else job.phase}", key=f"dang_doc_lai_{number}")
    if all(job.finished for job, _ in jobs[case.id]):
        for job, file in jobs.pop(case.id):
            if job.review:
                records.save_review(at, file.id, job.review)
        st.rerun()


def _begin_again(at: records.Desk, case: records.Case) -> None:
    files = session.reviewed_files(at, case.id)
    st.session_state["doc_lai"][case.id] = [
        (reading.start(records.read_original(at, f.id), f.name), f) for f in files if f.round == case.round
    ]


def _reviewers(at: records.Desk, case: records.Case) -> None:
    """Who reviews it; only where the office has more than one person."""
    people = {p.id: p.name for p in records.list_people(at) if p.active}
    if len(people) < 2 or not at.user.can("assign"):
        return
    with st.expander("Phân công rà soát"):
        chosen = st.multiselect(
            "Người rà soát",
            list(people),
            [i for i in case.reviewers if i in people],
            format_func=people.get,
            key=f"pc_{case.id}_{case.version}",
        )
        blind = st.checkbox(
            "Rà soát độc lập: mỗi người không thấy quyết định của người kia cho đến khi đối chiếu",
            case.blind,
            key=f"dl_{case.id}_{case.version}",
        )
        if st.button("Lưu phân công"):
            try:
                records.assign(at, case.id, tuple(chosen), blind, case.version)
                st.rerun()
            except PipelineError as error:
                notices.refused(error)


def _facts(at: records.Desk, case: records.Case) -> list:
    kind = records.CASE_KINDS.get(case.kind, case.kind)
    asked = " ".join(filter(None, (case.request_number, words.day(case.request_date))))
    lines = [("to", [(case.title, "")]), ("", [(f"Hồ sơ {case.number} · {kind} · {case.sender}", "")])]
    if asked:
        lines.append(("", [(f"Công văn đề nghị: {asked}", "")]))
    for file in records.list_files(at, case.id):
        role = records.FILE_ROLES.get(file.role, file.role)
        trace = f"  {_size(file.size)} · mã tệp {file.sha256[:12]}…"
        lines.append(("dong", [(f"• {role}, lần {file.round}: ", "dam"), (file.name, ""), (trace, "nho")]))
    return lines


def _size(size: int) -> str:
    return f"{max(1, size // 1024)} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def _moves(at: records.Desk, case: records.Case) -> None:
    following = [s for s in records.next_statuses(at, case.id)]
    if not following:
        return
    chosen = st.selectbox(
        "Chuyển trạng thái", following, None, format_func=records.STATUSES.get, placeholder="Chuyển sang trạng thái…",
        label_visibility="collapsed", key=f"chuyen_{case.id}_{case.version}", width=260,
    )  # fmt: skip
    if chosen:
        try:
            records.move_case(at, case.id, chosen, case.version)
            st.rerun()
        except PipelineError as error:
            notices.refused(error)


def _ask_delete(case: records.Case) -> None:
    st.session_state["hoi_xoa"] = case.id


def _forget() -> None:
    st.session_state.pop("hoi_xoa", None)


@st.dialog("Xóa hẳn hồ sơ này?", on_dismiss=_forget)
def _confirm_delete(at: records.Desk, case: records.Case) -> None:
    notices.warn("Tệp gốc, kết quả đọc, quyết định và ghi chú của hồ sơ sẽ bị xóa hẳn, không lấy lại được. Nhật ký chỉ giữ dấu vết đã xóa.")
    with st.container(horizontal=True):
        if st.button("Xóa hẳn", type="primary"):
            _forget()
            records.delete_case(at, case.id)
            session.choose_case(None)
            st.rerun()
        if st.button("Giữ lại"):
            _forget()
            st.rerun()
