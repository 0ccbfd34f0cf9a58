"""The middle column: filters, twenty findings a page, steps."""

import streamlit as st

from pipelines.types import Finding
from review_app.parts import words
from review_app.viewer import show_findings
from review_app.views.desk import state, unsaved
from review_app.views.desk.state import PAGE, Desk, Filters

STATES = {"": "Mọi trạng thái", "chua": "Chưa quyết định", "roi": "Đã quyết định"}

ORDERS = {"du_thao": "Xếp theo thứ tự trong dự thảo", "muc_do": "Xếp theo mức độ"}


def filters(desk: Desk) -> Filters:
    """Four boxes; "" stands for any."""
    topics = {"": "Mọi chủ đề", **words.TOPIC_NAMES}
    severities = {"": "Mọi mức độ", **{s: f"{words.SHAPES[s]} {name}" for s, name in words.SEVERITY_NAMES.items()}}
    codes = ["", *sorted({f.code for f in desk.findings})]
    with st.container(key="loc_hep"):
        left, right = st.columns(2, gap="xsmall")
        topic = left.selectbox("Chủ đề", list(topics), format_func=topics.get, label_visibility="collapsed", key="loc_chu_de")
        severity = right.selectbox("Mức độ", list(severities), format_func=severities.get, label_visibility="collapsed", key="loc_muc_do")
        where = left.selectbox("Trạng thái", list(STATES), format_func=STATES.get, label_visibility="collapsed", key="loc_trang_thai")
        code = right.selectbox("Mã", codes, format_func=lambda c: c or "Mọi mã", label_visibility="collapsed", key="loc_ma")
        order = st.selectbox("Thứ tự", list(ORDERS), format_func=ORDERS.get, label_visibility="collapsed", key="loc_thu_tu")
    return Filters(topic, severity, where, code, order == "muc_do")


def show(desk: Desk, shown: list[Finding], finding: Finding | None) -> None:
    """The page of the list that holds the current finding."""
    at = next((i for i, f in enumerate(shown) if finding and f.id == finding.id), 0)
    pages = max(1, -(-len(shown) // PAGE))
    page = min(st.session_state.get("trang_ds", at // PAGE), pages - 1)
    if st.session_state.get("trang_cua") != (finding.id if finding else None):  # the selection moved: follow it
        page = at // PAGE
        st.session_state["trang_cua"] = finding.id if finding else None
    st.session_state["trang_ds"] = page
    rows = [_row(desk, f) for f in shown[page * PAGE : (page + 1) * PAGE]]
    show_findings(
        rows, finding.id if finding else None, "Không có điểm nào theo bộ lọc này.", key="ds_diem", paged=pages > 1, on_pick=_picked
    )
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="trang"):
            st.button("‹ Trang trước", on_click=_turn, args=(page - 1,), disabled=page == 0)
            st.text(f"Trang {page + 1}/{pages}")
            st.button("Trang sau ›", on_click=_turn, args=(page + 1,), disabled=page == pages - 1)


def _row(desk: Desk, finding: Finding) -> dict:
    return {
        "id": finding.id,
        "severity": finding.severity,
        "code": "Riêng" if finding.origin == "reviewer" else finding.code,
        "label": desk.label(finding),
        "line": words.shorten(finding.quote or finding.question or finding.message, 140),
        "verdict": desk.verdict(finding),
        "seen": finding.id in desk.seen,
        "begun": _begun(desk, finding),
    }


def _begun(desk: Desk, finding: Finding) -> bool:
    """Words for it were typed and not saved."""
    row = desk.decisions.get(finding.id)
    mark = f"{finding.id}_{row.version if row else 0}"
    return any(f"{box}_{mark}" in unsaved.held(desk) for box in ("y_kien", "loi", "ly_do"))


def _picked() -> None:
    chosen = st.session_state["ds_diem"].pick
    if chosen:
        state.select(chosen)


def _turn(page: int) -> None:
    st.session_state["trang_ds"] = page
