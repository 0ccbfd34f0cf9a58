"""The middle column: filters, twenty findings a page, steps."""

from collections import Counter

import streamlit as st

from pipelines.types import Finding
from review_app.parts import unsaved, words
from review_app.viewer import show_findings
from review_app.views.desk import state
from review_app.views.desk.state import PAGE, Desk, Filters

STATES = {"": "Mọi điểm", "chua": "Chưa quyết", "roi": "Đã quyết"}
ORDERS = {"du_thao": "Xếp theo thứ tự trong dự thảo", "muc_do": "Xếp theo mức độ"}


def filters(desk: Desk) -> Filters:
    """Four boxes; "" stands for any. Each choice says how many points it lets through."""
    topics = words.counted({"": "Mọi chủ đề", **words.TOPIC_NAMES}, Counter(f.topic for f in desk.findings))
    levels = {s: f"{words.SHAPES[s]} {name}" for s, name in words.SEVERITY_NAMES.items()}
    severities = words.counted({"": "Mọi mức độ", **levels}, Counter(f.severity for f in desk.findings))
    states = words.counted(STATES, Counter("roi" if desk.verdict(f) else "chua" for f in desk.findings))
    found = Counter(f.code for f in desk.findings)
    codes = words.counted({"": "Mọi mã", **{code: _name(code) for code in sorted(found)}}, found)
    with st.container(key="loc_hep"):
        left, right = st.columns([1.15, 1], gap="xsmall")
        topic = left.selectbox("Chủ đề", list(topics), format_func=topics.get, label_visibility="collapsed", key="loc_chu_de")
        code = right.selectbox("Mã", list(codes), format_func=codes.get, label_visibility="collapsed", key="loc_ma")
        severity = left.selectbox("Mức độ", list(severities), format_func=severities.get, label_visibility="collapsed", key="loc_muc_do")
        where = right.selectbox("Quyết định", list(states), format_func=states.get, label_visibility="collapsed", key="loc_trang_thai")
        order = st.selectbox("Thứ tự", list(ORDERS), format_func=ORDERS.get, label_visibility="collapsed", key="loc_thu_tu")
    return Filters(topic, severity, where, code, order == "muc_do")


def _name(code: str) -> str:
    """As the list shows it; RIENG is the code of a reviewer's own findings."""
    return "Riêng" if code == "RIENG" else code


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
        "code": _name(finding.code),
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
