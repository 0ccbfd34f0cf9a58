"""People of the office, their roles and passwords, and whether a login is asked for. A single machine needs none of it."""

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices
from review_app.viewer import show_table


def show(at: records.Desk) -> None:
    if said := st.session_state.pop("nd_da_luu", None):
        notices.done(said, key="nd_da_luu_hien")
    folk = records.list_people(at)
    rows = [
        {"cells": [p.name, p.login, _roles(p), "đang làm" if p.active else ("đã nghỉ", "mo"), "có" if p.has_password else "chưa đặt"]}
        for p in folk
    ]
    show_table(
        [("Họ và tên", "24%"), ("Tên đăng nhập", "18%"), ("Vai trò", ""), ("Tình trạng", "12%"), ("Mật khẩu", "12%")],
        rows,
        "",
        key="bang_nguoi",
    )
    if not at.user.can("people"):
        notices.tell("Chỉ lãnh đạo được thêm người và đổi vai trò.")
        return
    _login(at)
    left, right = st.columns(2, gap="large")
    with left:
        _add(at)
    with right:
        _change(at, folk)


def _roles(person: records.User) -> str:
    return ", ".join(records.ROLES[role] for role in person.roles)


def _do(action, *arguments, said: str) -> None:
    """Carry out one change; a refusal is shown in place, success after the page is drawn again."""
    try:
        action(*arguments)
    except PipelineError as error:
        notices.refused(error)
        return
    st.session_state["nd_da_luu"] = said
    st.rerun()


def _login(at: records.Desk) -> None:
    on = records.login_on(at.store)
    notices.line("Đang bật đăng nhập: mỗi người dùng tài khoản của mình." if on else "Đang dùng một máy, không cần đăng nhập.", "")
    if on:
        if st.button("Tắt đăng nhập"):
            _do(records.turn_login, at, False, said="Đã tắt đăng nhập.")
    elif st.button("Bật đăng nhập"):
        _do(records.turn_login, at, True, said="Đã bật đăng nhập.")


def _add(at: records.Desk) -> None:
    with st.form("them_nguoi", clear_on_submit=True):
        st.subheader("Thêm người dùng")
        name = st.text_input("Họ và tên", max_chars=100)
        login = st.text_input("Tên đăng nhập (chữ không dấu, số)", max_chars=64)
        roles = st.multiselect("Vai trò", list(records.ROLES), ["chuyen_vien"], format_func=records.ROLES.get)
        password = st.text_input("Mật khẩu ban đầu", type="password", max_chars=200)
        if st.form_submit_button("Thêm người dùng"):
            _do(records.add_user, at, login.strip(), name.strip(), tuple(roles), password or None, said="Đã thêm người dùng.")


def _change(at: records.Desk, folk) -> None:
    st.subheader("Sửa người dùng")
    names = {p.id: p for p in folk}
    chosen = names[st.selectbox("Chọn người", list(names), format_func=lambda i: names[i].name, key="nd_chon")]
    name = st.text_input("Họ và tên", chosen.name, max_chars=100, key=f"nd_ten_{chosen.id}")
    roles = st.multiselect("Vai trò", list(records.ROLES), list(chosen.roles), format_func=records.ROLES.get, key=f"nd_vai_{chosen.id}")
    active = st.checkbox("Đang làm việc", chosen.active, key=f"nd_lam_{chosen.id}")
    password = st.text_input("Mật khẩu mới (để trống: giữ nguyên)", type="password", max_chars=200, key=f"nd_mk_{chosen.id}")
    if st.button("Lưu người dùng"):
        _do(_save, at, chosen, name.strip(), tuple(roles), active, password, said="Đã lưu người dùng.")


def _save(at: records.Desk, person: records.User, name: str, roles: tuple[str, ...], active: bool, password: str) -> None:
    if name != person.name:
        records.set_name(at, person.id, name)
    if set(roles) != set(person.roles):
        records.set_roles(at, person.id, roles)
    if active != person.active:
        records.set_active(at, person.id, active)
    if password:
        records.set_password(at, person.id, password)
