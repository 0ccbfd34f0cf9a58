"""Thuật ngữ: words of the office that count as words of a class, so that rules about “người dân” or “nộp tiền” know them."""

import streamlit as st

from pipelines import studio
from review_app import records
from review_app.parts import notices
from review_app.viewer import show_table
from review_app.views.studio import effects, working

SHOWN = 24  # words of a class, to give an idea of it


def show(at: records.Desk) -> None:
    working.say()
    own, _ = working.overlay(at)
    checklist = working.checklist(own)
    names = studio.choices.class_words(checklist)
    notices.line(
        "Mỗi thuật ngữ được xếp vào một lớp từ; mọi mục kiểm tra dùng lớp ấy sẽ hiểu thuật ngữ như các từ khác trong lớp. "
        "Ví dụ “thợ chài” xếp vào lớp “người dân, hộ gia đình”.",
        key="tn_nhac",
    )
    left, right = st.columns([1.3, 1], gap="large")
    found = own.entries("glossary")
    with left:
        rows = [{"id": term, "cells": [term, names.get(e["class"], e["class"]), e.get("note", "")]} for term, e in found.items()]
        columns = [("Thuật ngữ", ""), ("Lớp từ", ""), ("Ghi chú", "")]
        show_table(
            columns, rows, "Chưa có thuật ngữ nào của cơ quan.", key="tn_bang", selected=st.session_state.get("tn_chon"), on_pick=_picked
        )
    with right:
        _form(at, own, names, checklist)


def _picked() -> None:
    if chosen := st.session_state["tn_bang"].pick:
        st.session_state["tn_chon"] = chosen


def _form(at: records.Desk, own: studio.Overlay, names: dict[str, str], checklist) -> None:
    found, chosen = own.entries("glossary"), st.session_state.get("tn_chon", "")
    before = found.get(chosen, {})
    ids, mark, may = list(names), chosen if before else "", at.user.can("checklist")
    term = st.text_input("Thuật ngữ", before.get("term", ""), key=f"tn_tu_{mark}", max_chars=120, disabled=bool(before)).strip()
    now = ids.index(before.get("class", "nguoi_dan"))
    class_ = st.selectbox("Lớp từ", ids, now, names.get, key=f"tn_lop_{mark}")
    known = [phrase for word in checklist.lexicon.classes[class_].words for phrase in word.parts[0].labels]
    notices.line(f"Đã có trong lớp: {'; '.join(known[:SHOWN])}{' …' if len(known) > SHOWN else ''}", key="tn_mau")
    note = st.text_input("Ghi chú", before.get("note", ""), key=f"tn_ghi_{mark}", max_chars=300).strip()
    entry = {"term": term, "class": class_} | ({"note": note} if note else {})
    with st.container(horizontal=True):
        st.button("Lưu thuật ngữ vào bản soạn", type="primary", disabled=not (may and term), on_click=_save, args=(at, entry), key="tn_luu")
        if before:
            st.button("Bỏ thuật ngữ", disabled=not may, on_click=_drop, args=(at, chosen), key="tn_bo")
            st.button("Thêm thuật ngữ khác", on_click=lambda: st.session_state.pop("tn_chon", None), key="tn_khac")
    effects.reached(at, own, own.put("glossary", entry) if term else own, "tn_anh_huong")


def _save(at: records.Desk, entry: dict) -> None:
    if working.save(at, lambda own: own.put("glossary", entry), f"Đã lưu thuật ngữ “{entry['term']}”."):
        st.session_state["tn_chon"] = entry["term"]


def _drop(at: records.Desk, term: str) -> None:
    if working.save(at, lambda own: own.drop("glossary", term), f"Đã bỏ thuật ngữ “{term}”."):
        st.session_state.pop("tn_chon", None)
