"""Rà soát: the desk. One list and one detail pane beside the draft; every decision is stored before the page says so."""

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import case_bar, notices, session, words
from review_app.viewer import fit_panes, show_passage
from review_app.views.desk import citations, conflict, detail, own, panels, points, state, topics
from review_app.views.desk.state import DRAFT, Desk

LEFT = {
    DRAFT: None,
    "Bản đồ chủ đề": topics.show,
    "Viện dẫn": citations.show,
    "Xem lại lần hai": panels.second_look,
    "Chưa đọc được": panels.unread,
}


def show() -> None:
    at = session.desk()
    opened = case_bar.opened(at)
    if opened is None:
        return
    case, file = opened
    if file is None:
        notices.tell("Hồ sơ này chưa có tệp nào được đọc. Sang trang Tiếp nhận để nạp dự thảo.")
        return
    _workbench(case, file)


@st.fragment
def _workbench(case: records.Case, file: records.CaseFile) -> None:
    """Everything below the bar runs alone on a click, so that an answer comes at once."""
    try:
        _body(state.load(case, file))
    except PipelineError as error:
        notices.refused(error)


def _body(desk: Desk) -> None:
    own.resume(desk)
    _status_line(desk)
    _messages(desk)
    left, middle, right = st.columns([1.22, 0.62, 0.98], gap="small")
    with middle:
        filters = points.filters(desk)
        shown = desk.shown(filters)
        finding = state.current(desk, shown)
        points.show(desk, shown, finding)
        _steps(desk, shown, finding)
    with left:
        _left(desk, finding.id if finding else None)
    with right, st.container(key="chi_tiet"):
        detail.show(desk, finding, shown)
    fit_panes()


def _left(desk: Desk, selected: str | None) -> None:
    st.session_state.setdefault("khung_trai", DRAFT)
    view = st.segmented_control(
        "Khung bên trái", list(LEFT), required=True, key="khung_trai", label_visibility="collapsed", width="stretch"
    )
    if LEFT[view]:
        LEFT[view](desk)
    else:
        panels.draft(desk, selected)


def _status_line(desk: Desk) -> None:
    draft, total = desk.review.draft, len(desk.findings)
    seen = sum(f.id in desk.seen for f in desk.findings)
    runs = [
        (f"Đã xem {seen}/{total}", "nhan"),
        (f"Đã quyết định {desk.done()}/{total}", "nhan"),
        (f"Đã đọc {len(draft.blocks)}/{draft.units} phần", "nhan"),
    ]
    if draft.unread:
        runs.append((f"◆ {len(draft.unread)} nội dung chưa đọc được", "nhan kd"))
    runs.append((f" xét theo ngày {words.day(desk.review.as_of)}  ", ""))
    if said := st.session_state.pop("vua_luu", None):  # in this line, so that nothing on the page jumps
        runs.append((f"✓ {said}", "nhan con"))
    show_passage([("nho", runs)], key="tien_do")


def _messages(desk: Desk) -> None:
    """Banners: what a reviewer must know before she trusts the list, then what has just happened."""
    if not desk.review.versions.get("topics"):
        notices.warn(
            "Chỉ dùng danh mục kiểm tra: mô hình chủ đề không sẵn sàng khi đọc tệp này, nên không có bản đồ chủ đề.", key="chi_danh_muc"
        )
    if note := pipelines.scope_note(desk.review.draft.header):
        notices.tell(note)
    if desk.review.failures:
        codes = ", ".join(sorted(f.code for f in desk.review.failures))
        notices.warn(f"Mục kiểm tra bị lỗi trên dự thảo này nên chưa được xét: {codes}. Cần tự xem các nội dung đó.", key="muc_loi")
    if error := st.session_state.pop("loi_luu", None):
        notices.refused(error, key="loi_luu_hien")
    if typed := st.session_state.pop("chua_luu", None):
        notices.tell(f"Nội dung vừa nhập, chưa lưu: {typed}", key="chua_luu_hien")
    if st.session_state.get("xung_dot"):
        conflict.show(desk)


def _steps(desk: Desk, shown: list, finding) -> None:
    """Steps through the list, all with their keys on the button."""
    before, after = state.neighbour(shown, finding, -1), state.neighbour(shown, finding, 1)
    undecided = state.next_undecided(desk, shown, finding)
    with st.container(key="buoc"):
        first, second = st.columns(2, gap="xsmall")
        first.button("Trước", shortcut="Alt+Up", key="truoc", width="stretch", disabled=before is None, on_click=_select, args=(before,))
        second.button("Sau", shortcut="Alt+Down", key="sau", width="stretch", disabled=after is None, on_click=_select, args=(after,))
        first.button(
            "Chưa quyết",
            shortcut="Alt+N",
            key="chua_quyet",
            width="stretch",
            disabled=undecided is None,
            on_click=_select,
            args=(undecided,),
        )
        second.button("Hoàn tác", shortcut="Alt+Z", key="hoan_tac", width="stretch", on_click=_undo, args=(desk,))
        st.button("Thêm ý kiến về toàn văn bản", shortcut="Alt+M", key="them_chung", width="stretch", on_click=own.begin, args=(desk, {}))


def _select(finding) -> None:
    if finding:
        state.select(finding.id)


def _undo(desk: Desk) -> None:
    try:
        change = records.undo(desk.at, desk.file.id)
    except PipelineError as error:
        st.session_state["loi_luu"] = error
        return
    st.session_state["vua_luu"] = "Đã hoàn tác thao tác gần nhất."
    if change.kind == "decision":
        state.select(change.key)
