"""Tổng quan: how many cases stand where, what is late, what the drafts touch, and the calendar of deadlines."""

import calendar
from datetime import date, timedelta

import streamlit as st

from review_app import records
from review_app.parts import deadlines, frame, notices, session, words
from review_app.viewer import show_passage, show_table

WEEK = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def show() -> None:
    at = session.desk()
    st.title("Tổng quan")
    seen = records.read_overview(at, records.CaseFilter(sample=False))
    _totals(seen)
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        st.subheader("Lịch hạn trả lời")
        _calendar(at)
    with right:
        _bars(seen)


def _totals(seen: records.Overview) -> None:
    runs = [(f"Tất cả {seen.total}", "nhan"), (f"Đang xử lý {seen.open}", "nhan"), (f"◆ Sắp đến hạn {seen.due_soon}", "nhan kd")]
    runs.append((f"✖ Quá hạn {seen.late}", "nhan het"))
    if seen.days_to_approval:
        middle = sorted(seen.days_to_approval)[len(seen.days_to_approval) // 2]
        runs.append((f"Từ nhận đến duyệt: {middle} ngày làm việc (trung vị)", "nhan"))
    if seen.minutes_of_work:
        spent = sum(seen.minutes_of_work.values()) // len(seen.minutes_of_work)
        runs += [(f"Thời gian rà soát: {spent} phút mỗi hồ sơ", "nhan")] if spent else []
    show_passage([("", runs)], key="tq_tong")


def _bars(seen: records.Overview) -> None:
    st.subheader("Theo trạng thái")
    _chart({records.STATUSES.get(k, k): n for k, n in seen.by_status.items()}, "tq_trang_thai")
    st.subheader("Theo cơ quan gửi")
    _chart(dict(sorted(seen.by_sender.items(), key=lambda pair: -pair[1])[:8]), "tq_co_quan")
    st.subheader("Điểm được nêu theo chủ đề")
    _chart({words.TOPIC_NAMES.get(k, k): n for k, n in seen.by_topic.items()}, "tq_chu_de")
    st.subheader("Điểm được nêu theo mức độ")
    _chart({" ".join(words.severity_run(k)[:1]): n for k, n in sorted(seen.by_severity.items())}, "tq_muc_do")


def _chart(counts: dict[str, int], key: str) -> None:
    """Bars with their number beside them: readable without colour and in print."""
    most = max(counts.values(), default=1) or 1
    rows = [{"cells": [name or "(không ghi)", (str(n), "", n / most)]} for name, n in counts.items() if n]
    show_table([("", "42%"), ("Số lượng", "")], rows, "Chưa có số liệu.", key=key)


# ---------------------------------------------------------------- calendar


def _calendar(at: records.Desk) -> None:
    today = session.today()
    shift = st.session_state.setdefault("tq_thang", 0)
    first = _month(today, shift)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("‹ Tháng trước", on_click=_turn, args=(-1,))
        st.text(f"Tháng {first.month}/{first.year}")
        st.button("Tháng sau ›", on_click=_turn, args=(1,))
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    due = records.list_deadlines(at, weeks[0][0], weeks[-1][-1])
    off = {
        day: name
        for year in {weeks[0][0].year, weeks[-1][-1].year}
        for day, name in records.holidays_of(records.read_settings(at), year).items()
    }
    rows = [{"cells": [_cell(day, first, today, due.get(day, ()), off.get(day, "")) for day in week]} for week in weeks]
    show_table([(name, "14.28%") for name in WEEK], rows, "", key="tq_lich")
    _coming(at, today)


def _month(today: date, shift: int) -> date:
    months = today.year * 12 + today.month - 1 + shift
    return date(months // 12, months % 12 + 1, 1)


def _turn(step: int) -> None:
    st.session_state["tq_thang"] += step


def _cell(day: date, first: date, today: date, cases, holiday: str) -> tuple[str, str]:
    head = f"{day.day}{' (hôm nay)' if day == today else ''}"
    lines = [head, holiday, *(f"◆ {case.number}" for case in cases)]
    kind = "tre" if cases and day < today else "gan" if cases else "mo" if day.month != first.month or holiday or day.weekday() > 4 else ""
    return "\n".join(filter(None, lines)), kind


def _coming(at: records.Desk, today: date) -> None:
    """The next four weeks and what is already late; a row opens the case."""
    due = records.list_deadlines(at, today - timedelta(days=365), today + timedelta(days=28))
    settings = records.read_settings(at)
    rows = [
        {
            "id": case.id,
            "cells": [(words.day(day), "tre" if day < today else ""), case.number, case.title, deadlines.standing(case, today, settings)],
        }
        for day, cases in sorted(due.items())
        for case in cases
    ]
    notices.line("Hạn đã qua và bốn tuần tới", "muc")
    columns = [("Hạn", "6.5rem"), ("Số", "5rem"), ("Trích yếu", ""), ("Thời hạn", "12rem")]
    picked = show_table(columns, rows, "Không có hạn nào.", key="tq_sap_den", link=2).pick
    if picked:
        frame.go("ra-soat", ho_so=picked)

