"""Đăng nhập: shown instead of any page when the office turned login on."""

import streamlit as st

from pipelines.errors import PipelineError
from review_app.parts import frame, notices, session


def show() -> None:
    _, middle, _ = st.columns([1, 1.1, 1])
    with middle, st.form("dang_nhap"):
        st.text(frame.PROGRAM)
        st.title("Đăng nhập")
        login = st.text_input("Tên đăng nhập", max_chars=64)
        password = st.text_input("Mật khẩu", type="password", max_chars=200)
        if st.form_submit_button("Đăng nhập", type="primary", width="stretch"):
            _enter(login, password)


def _enter(login: str, password: str) -> None:
    try:
        session.log_in(login.strip(), password)
    except PipelineError as error:
        notices.refused(error)
        return
    st.rerun()
