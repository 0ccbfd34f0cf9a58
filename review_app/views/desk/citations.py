"""The Viện dẫn view: every reference of the draft with what the register, or the draft itself, knows of it."""

from datetime import date

import streamlit as st

import pipelines
from review_app.parts import judges, notices, words
from review_app.viewer import show_table
from review_app.views.desk.state import DRAFT, Desk

STATES = {
    "con": ("✓ còn hiệu lực", "xong"),
    "het": ("✖ hết hiệu lực", "tre"),
    "chua": ("✖ chưa có hiệu lực", "tre"),
    "khong_ro": ("◆ chưa rõ, cần đối chiếu", "gan"),
    "ngoai_so": ("◆ ngoài sổ, cần đối chiếu", "gan"),
    "co": ("✓ có trong dự thảo", "xong"),
    "thieu": ("✖ không có trong dự thảo", "tre"),
}
SOUND = ("con", "co")
COLUMNS = [("Vị trí", "20%"), ("Viện dẫn", "36%"), ("Tình trạng", "22%"), ("Ghi chú", "")]


def show(desk: Desk) -> None:
    found = _cited(desk)
    doubtful = [c for c in found if c.state not in SOUND]
    notices.line(f"{len(found)} viện dẫn, {len(doubtful)} cần xem; “ngoài sổ” không có nghĩa là hết hiệu lực.")
    all_of_them = st.checkbox("Hiện cả các viện dẫn đã đúng", key="vd_tat_ca")
    rows = [_row(c) for c in (found if all_of_them else doubtful)]
    with st.container(height=560, border=False, key="vien_dan"):
        show_table(COLUMNS, rows, "Không có viện dẫn nào cần xem.", key="bang_vien_dan", on_pick=_go)


def _cited(desk: Desk) -> tuple:
    """Held in this session: the quotes are words of the draft."""
    held = st.session_state.get("_vien_dan")
    if not held or held[0] != desk.review_id:
        day = date.fromisoformat(desk.review.as_of) if desk.review.as_of else date.today()
        held = (desk.review_id, pipelines.list_citations(desk.review.draft, judges.register(), day))
        st.session_state["_vien_dan"] = held
    return held[1]


def _row(cited) -> dict:
    return {"id": cited.provision, "cells": [cited.label, (words.shorten(cited.quote, 160), "vb"), STATES[cited.state], (cited.note, "mo")]}


def _go() -> None:
    if chosen := st.session_state["bang_vien_dan"].pick:
        st.session_state["den_dieu"] = chosen
        st.session_state["luot"] = st.session_state.get("luot", 0) + 1
        st.session_state["khung_trai"] = DRAFT
