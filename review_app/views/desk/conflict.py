"""Two people, or two tabs, decided the same finding: both versions side by side, and the reviewer chooses."""

import streamlit as st

from pipelines.errors import PipelineError
from pipelines.types import Finding
from review_app import records
from review_app.parts import words
from review_app.viewer import show_passage
from review_app.views.desk import state
from review_app.views.desk.state import Desk


def show(desk: Desk) -> None:
    _dialog(desk)


def _forget() -> None:
    st.session_state.pop("xung_dot", None)


@st.dialog("Điểm này vừa được quyết định ở nơi khác", width="large", on_dismiss=_forget)
def _dialog(desk: Desk) -> None:
    finding, mine, theirs = st.session_state["xung_dot"]
    names = records.person_names(desk.at)
    left, right = st.columns(2)
    with left:
        st.subheader("Bản của tôi")
        _version(finding, mine.verdict, mine.comment, mine.wording, mine.reason, "xd_toi")
        if st.button("Giữ bản của tôi", type="primary", width="stretch"):
            _keep_mine(desk, finding, mine, theirs)
            st.rerun()
    with right:
        st.subheader("Bản đang lưu")
        if theirs is None:
            show_passage([("nho", [("Quyết định đã bị xóa.", "")])], key="xd_kia")
        else:
            _version(finding, theirs.verdict, theirs.comment, theirs.wording, theirs.reason, "xd_kia")
            show_passage([("nho", [(f"{names.get(theirs.by, '')}, {words.moment(theirs.at)}", "")])], key="xd_ai")
        if st.button("Giữ bản đang lưu", width="stretch"):
            _forget()
            state.select(finding.id)
            st.rerun()


def _version(finding: Finding, verdict: str, comment: str, wording: str, reason: str, key: str) -> None:
    lines = [("dam", [(words.VERDICT_NAMES[verdict], "")])]
    lines.append(("", [("Ý kiến: ", "dam"), (comment or finding.message, "")]))
    if wording or finding.suggestion:
        lines.append(("", [("Đề nghị sửa thành: ", "dam"), (wording or finding.suggestion, "")]))
    if reason:
        lines.append(("", [("Lý do: ", "dam"), (reason, "")]))
    show_passage(lines, key=key)


def _keep_mine(desk: Desk, finding: Finding, mine, theirs) -> None:
    _forget()
    try:
        records.save_decision(desk.at, desk.file.id, mine, theirs.version if theirs else 0)
    except records.StaleDecision as again:
        st.session_state["xung_dot"] = (finding, mine, again.theirs)
    except PipelineError as error:
        st.session_state["loi_luu"] = error
    else:
        st.session_state["vua_luu"] = "Đã lưu bản của tôi."
        state.select(finding.id)
