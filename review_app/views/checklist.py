"""Danh mục kiểm tra: what the machine asks, how grave it is, and on which basis; and the parts where an office tunes it."""

from collections import Counter

import streamlit as st

from pipelines.types import Basis
from review_app import records
from review_app.parts import bases, judges, notices, session, words
from review_app.viewer import show_passage, show_table
from review_app.views.studio import editor, health, learning, register, terms, versions

GROUPS = {
    "A": "A. Thẩm quyền, căn cứ, hiệu lực",
    "B": "B. Thể thức",
    "C": "C. Dân chủ ở cơ sở, dân vận",
    "D": "D. Tôn giáo",
    "E": "E. Dân tộc",
    "F": "F. Quyền công dân",
    "G": "G. Tổ chức thực hiện",
    "H": "H. Ngôn ngữ, thuật ngữ",
    "Y": "Y. Mục riêng của cơ quan",
}


def show() -> None:
    at = session.desk()
    st.title("Danh mục kiểm tra")
    if "dm_phan" not in st.session_state:
        asked = st.query_params.get("phan", "")
        st.session_state["dm_phan"] = asked if asked in PARTS else "danh-sach"
    names = {key: name for key, (name, _) in PARTS.items()}
    chosen = st.segmented_control("Phần", list(names), format_func=names.get, key="dm_phan", label_visibility="collapsed", required=True)
    st.query_params["phan"] = chosen
    PARTS[chosen][1](at)


def _list(at: records.Desk) -> None:
    checklist = judges.checklist()
    used = records.used_checklist_version(at)
    which = f"phiên bản {used.number} của cơ quan" if used else "danh mục gốc theo chương trình"
    notices.line(
        f"{len(checklist.items)} mục kiểm tra, {which} (mã {checklist.version}). Mỗi mục nêu câu hỏi; người rà soát là người quyết định."
    )
    left, right = st.columns([1.35, 1], gap="large")
    with left:
        chosen = _filter(checklist)
        rows = [_row(item) for item in chosen]
        columns = [("Mã", "4rem"), ("Câu hỏi", ""), ("Mức độ", "8.5rem"), ("Chủ đề", "8rem")]
        with st.container(height=620, border=False):
            show_table(
                columns, rows, "Không có mục nào theo điều kiện này.", key="bang_muc", selected=st.session_state.get("muc"), on_pick=_picked
            )
    with right:
        item = next((i for i in checklist.items if i.code == st.session_state.get("muc")), chosen[0] if chosen else None)
        with st.container(horizontal=True):
            if item:
                st.button("Sửa mục này", on_click=_edit, args=(at, item.code), key="dm_sua")
            st.button("Thêm mục mới", on_click=_edit, args=(at, editor.NEW), key="dm_moi")
        if item:
            show_passage(_facts(item, checklist.versions[item.code]), key="muc_chi_tiet")


def _filter(checklist) -> list:
    levels = {s: f"{words.SHAPES[s]} {name}" for s, name in words.SEVERITY_NAMES.items()}
    severities = words.counted({"": "Mọi mức độ", **levels}, Counter(i.severity for i in checklist.items))
    topics = words.counted({"": "Mọi chủ đề", **words.TOPIC_NAMES}, Counter(i.topic for i in checklist.items))
    a, b, c, d = st.columns([1.1, 1.4, 1.2, 1.2], gap="small")
    text = a.text_input("Mã, câu hỏi", key="dm_tim").casefold().strip()
    found = Counter(i.code[0] for i in checklist.items)
    groups = words.counted({"": "Mọi nhóm", **{g: name for g, name in GROUPS.items() if found[g]}}, found)
    group = b.selectbox("Nhóm", list(groups), format_func=groups.get, key="dm_nhom")
    severity = c.selectbox("Mức độ", list(severities), format_func=severities.get, key="dm_muc")
    topic = d.selectbox("Chủ đề", list(topics), format_func=topics.get, key="dm_chu_de")
    return [
        i
        for i in checklist.items
        if i.code.startswith(group)
        and severity in ("", i.severity)
        and topic in ("", i.topic)
        and text in f"{i.code} {i.question}".casefold()
    ]


def _row(item) -> dict:
    said, kind = words.severity_run(item.severity)
    return {"id": item.code, "cells": [item.code, item.question, (said, kind), words.TOPIC_NAMES.get(item.topic, item.topic)]}


def _picked() -> None:
    if chosen := st.session_state["bang_muc"].pick:
        st.session_state["muc"] = chosen


def _edit(at: records.Desk, code: str) -> None:
    """Open the item, or a blank one, in the editor."""
    editor.open_item(records.working_overlay(at)[0], code)
    st.session_state["dm_phan"] = "soan"


def _facts(item, version: str) -> list:
    lines = [("to", [words.severity_run(item.severity), (f"  {item.code}", "")]), ("hoi", [(item.question, "")])]
    if item.ask:
        lines.append(("luu_y", [("Máy không tự xét được; mục này nêu một lần cho cả dự thảo để người rà soát trả lời.", "")]))
    lines += [("muc", [("Ý kiến gợi ý", "")]), ("", [(item.comment, "")])]
    if item.suggestion:
        lines += [("muc", [("Đề nghị sửa thành", "")]), ("vb", [(item.suggestion, "")])]
    if item.bases:
        lines.append(("muc", [("Căn cứ", "")]))
        for reference in item.bases:
            basis: Basis = judges.register().reference(reference.id, reference.article)
            lines += bases.lines(basis, session.today().isoformat())
    lines += _examples("Ví dụ phải nêu", item.hits) + _examples("Ví dụ không nêu", item.misses)
    return [*lines, ("nho", [(f"Phiên bản của mục: {version}", "")])]


def _examples(title: str, examples) -> list:
    return [("muc", [(title, "")]), *(("dong", [(f"• {e.text or ' / '.join(e.document)}", "")]) for e in examples)]


PARTS = {
    "danh-sach": ("Danh sách", _list),
    "soan": ("Soạn mục", editor.show),
    "suc-khoe": ("Sức khỏe", health.show),
    "phien-ban": ("Phiên bản", versions.show),
    "so-can-cu": ("Sổ căn cứ, tên mới", register.show),
    "thuat-ngu": ("Thuật ngữ", terms.show),
    "day-may": ("Dạy máy", learning.show),
}
