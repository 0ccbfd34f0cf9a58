"""Sức khỏe: how each item fares in use, which never fires, which overlap, and what the rejections have in common."""

import streamlit as st

from pipelines import studio
from review_app import records
from review_app.parts import judges, notices, words
from review_app.viewer import show_passage, show_table
from review_app.views.studio import editor, spelled, working

DRAFTS = 500


def show(at: records.Desk) -> None:
    checklist = judges.checklist()
    outcomes, drafts = _outcomes(at)
    found = studio.health([item.code for item in checklist.items], outcomes, drafts)
    _summary(found, drafts, *records.second_look_counts(at))
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        order = st.selectbox("Xếp theo", list(ORDERS), key="sk_xep")
        questions = {item.code: words.shorten(item.question, 60) for item in checklist.items}
        rows = [_row(one, questions[one.code]) for one in sorted(found, key=ORDERS[order])]
        columns = [
            ("Mục", "3.6rem"),
            ("Câu hỏi", "34%"),
            ("Nêu", "3.5rem"),
            ("Nhận", "4rem"),
            ("Bỏ", "3.5rem"),
            ("Tỷ lệ nhận (khoảng 95 %)", ""),
            ("", "6.5rem"),
        ]
        with st.container(height=560, border=False):
            show_table(columns, rows, "Chưa có mục nào.", key="sk_bang", selected=st.session_state.get("sk_muc"), on_pick=_picked)
    with right:
        chosen = next((one for one in found if one.code == st.session_state.get("sk_muc")), None)
        if chosen:
            _detail(at, chosen, outcomes)
        _overlaps(outcomes)


def _outcomes(at: records.Desk):
    """Read anew only after something was written; held in this session, for they quote drafts."""
    head = records.trail_head(at.store)
    held = st.session_state.get("sk_so_lieu")
    if not held or held[0] != head:
        held = st.session_state["sk_so_lieu"] = (head, records.read_outcomes(at, DRAFTS))
    return held[1]


ORDERS = {
    "nhiều lần bị bỏ nhất": lambda one: (-one.rejected, one.code),
    "tỷ lệ nhận thấp nhất": lambda one: (one.precision if one.precision is not None else 2, one.code),
    "nêu nhiều nhất": lambda one: (-one.fired, one.code),
    "mã mục": lambda one: one.code,
}


def _summary(found, drafts: int, missed: int, answered: int) -> None:
    decided, accepted = sum(one.decided for one in found), sum(one.accepted for one in found)
    runs = [
        (f"{drafts} dự thảo", "nhan"),
        (f"{sum(one.fired for one in found)} điểm được nêu", "nhan"),
        (f"{decided} điểm đã quyết định", "nhan"),
    ]
    if decided:
        low, high = studio.wilson(accepted, decided)
        runs.append((f"Người rà soát nhận {spelled.share(accepted / decided)} ({spelled.share(low)} – {spelled.share(high)})", "nhan"))
    if answered:
        low, high = studio.wilson(missed, answered)
        seen = f"Xem lại chỗ máy chưa nêu: sót {missed}/{answered}, tức {spelled.share(missed / answered)}"
        runs.append((f"{seen} ({spelled.share(low)} – {spelled.share(high)})", "nhan"))
    silent = [one.code for one in found if one.silent]
    show_passage([("", runs)], key="sk_tong")
    if silent:
        notices.warn(
            f"{len(silent)} mục chưa từng nêu điểm nào trong {drafts} dự thảo: {', '.join(silent)}. Xem lại cách tìm của các mục này.",
            key="sk_im",
        )


def _row(one, question: str) -> dict:
    share: object = ""
    if one.decided:
        low, high = one.interval
        share = (f"{spelled.share(one.precision)} ({spelled.share(low)} – {spelled.share(high)})", "", one.precision)
    state = ("chưa từng nêu", "het") if one.silent else ("hay bị bỏ", "gan") if one.decided >= 5 and one.precision < 0.5 else ""
    return {"id": one.code, "cells": [one.code, question, str(one.fired), str(one.accepted), str(one.rejected), share, state]}


def _picked() -> None:
    if chosen := st.session_state["sk_bang"].pick:
        st.session_state["sk_muc"] = chosen


def _detail(at: records.Desk, one, outcomes) -> None:
    lines = [("to", [(f"Mục {one.code}", "")])]
    if one.reasons:
        lines.append(("muc", [("Lý do bỏ", "")]))
        lines += [("dong", [(f"• {words.shorten(reason, 160)} – {count} lần", "")]) for reason, count in one.reasons[:6]]
    found = studio.suggestions(one.code, outcomes)
    if found:
        lines.append(("muc", [("Gợi ý từ các điểm bị bỏ", "")]))
    for each in found:
        lost = f"; {each.accepted} điểm đã nhận cũng có cụm này" if each.accepted else ""
        lines.append(("dong", [(f"• {each.rejected} của {each.of} điểm bị bỏ có cụm “{each.phrase}”{lost}", "")]))
    if not found and one.rejected:
        lines.append(("nho", [("Chưa thấy cụm từ chung nào trong các điểm bị bỏ.", "")]))
    show_passage(lines, key="sk_chi_tiet")
    if found:
        chosen = st.selectbox("Đưa cụm từ vào ngoại lệ của mục", [each.phrase for each in found], key="sk_cum")
        phrase = st.text_input("Cụm từ sẽ thêm (nên bớt còn vài chữ thật đặc trưng)", chosen, key=f"sk_chu_{chosen}", max_chars=120).strip()
        st.button(
            "Mở mục để sửa với ngoại lệ này",
            on_click=_mend,
            args=(at, one.code, phrase),
            disabled=not (phrase and at.user.can("checklist")),
            key="sk_sua",
        )
        notices.line("Gợi ý không tự thay đổi gì. Mục ở mức Bắt buộc sửa chỉ được giảm khi có người thứ hai ký.", key="sk_nhac")


def _mend(at: records.Desk, code: str, phrase: str) -> None:
    """The item in the editor, with the phrase among what must not stand in the sentence; nothing is saved yet."""
    entry = studio.whole_entry(working.overlay(at)[0], "items", code)
    found = entry["find"] if isinstance(entry["find"], list) else [entry["find"]]
    entry["find"] = [_except(rule, phrase) for rule in found]
    editor.fill(code, entry)
    st.session_state["dm_phan"] = "soan"


def _except(rule: dict, phrase: str) -> dict:
    if "unless" not in rule and rule["primitive"] not in ("phrase", "norm", "absence", "regex", "detector"):
        return rule
    unless = dict(rule.get("unless", {}))
    unless["sentence"] = [*unless.get("sentence", []), phrase]
    return rule | {"unless": unless}


def _overlaps(outcomes) -> None:
    pairs = studio.overlaps(outcomes)
    lines = [("muc", [("Các mục hay nêu cùng một chỗ", "")])]
    lines += [("dong", [(f"• {a} và {b}: {n} lần trên {of} lần nêu của mục ít hơn", "")]) for a, b, n, of in pairs[:8]]
    if not pairs:
        lines.append(("nho", [("Chưa có hai mục nào trùng nhau đáng kể.", "")]))
    show_passage(lines, key="sk_trung")
