"""Hồ sơ: the register of cases, with search, filters, deadlines and the way into each."""

import streamlit as st

from review_app import records
from review_app.parts import deadlines, frame, notices, session, uploads, warmup, words
from review_app.viewer import show_passage, show_table
from review_app.views.cases import card

PAGE = 20
STEPS = (
    "1. Mở hồ sơ mẫu để làm thử; làm gì trên hồ sơ mẫu cũng không ảnh hưởng hồ sơ thật.",
    "2. Với mỗi điểm: đọc câu hỏi, lời văn, căn cứ; bấm Góp ý, Sửa lời hoặc Không góp ý. Bấm xong là đã lưu.",
    "3. Sang trang Phiếu ý kiến để xem trước và tải phiếu. Khi có dự thảo thật, nạp ở trang Tiếp nhận.",
)
COLUMNS = [
    ("Số", "5.5rem"),
    ("Trích yếu", ""),
    ("Cơ quan gửi", "17%"),
    ("Nhận ngày", "6.6rem"),
    ("Hạn trả lời", "11.2rem"),
    ("Người rà soát", "13%"),
    ("Trạng thái", "9.5rem"),
]
SCOPES = {"": "Mọi hồ sơ", "open": "Đang xử lý", "late": "Quá hạn", "closed": "Đã gửi, đã lưu"}


def show() -> None:
    at = session.desk()
    st.title("Hồ sơ")
    ready = warmup.begin(at.store)
    _first_guide(at)
    if uploads.current(at.user.id):
        notices.tell("Có tệp vừa nạp đang được đọc; kết quả ở trang Tiếp nhận.", key="dang_doc_tep")
    _totals(at)
    chosen = _filter(at)
    page = st.session_state.setdefault("trang_hs", 0)
    found, total = records.find_cases(at, chosen, limit=PAGE, offset=page * PAGE)
    names = records.person_names(at)
    settings = records.read_settings(at)
    rows = [_row(c, names, settings) for c in found]
    show_table(
        COLUMNS, rows, "Không có hồ sơ nào theo điều kiện này.", key="bang_ho_so", link=1, selected=session.case_id(), on_pick=_picked
    )
    _pager(page, total)
    if not total and not ready.is_set():
        _await_sample(ready)
    if number := session.case_id():
        card.show(at, number)


@st.fragment(run_every=1)
def _await_sample(ready) -> None:
    """On the very first start the sample case is still being read."""
    if ready.is_set():
        st.rerun()
    notices.tell("Đang chuẩn bị hồ sơ mẫu, xin đợi ít giây…", key="dang_chuan_bi")


def _first_guide(at: records.Desk) -> None:
    """On a first start: the sample case and three steps."""
    found, total = records.find_cases(at, records.CaseFilter(), limit=2)
    if total > 1 or not all(c.sample for c in found):
        return
    show_passage([("tin dam", [("Bắt đầu với hồ sơ mẫu", "")]), *(("dong", [(step, "")]) for step in STEPS)], key="bat_dau")
    if found and st.button("Mở rà soát hồ sơ mẫu", type="primary"):
        frame.go("ra-soat", ho_so=found[0].id)


def _totals(at: records.Desk) -> None:
    seen = records.read_overview(at, records.CaseFilter(sample=False))
    runs = [(f"Đang xử lý {seen.open}", "nhan"), (f"◆ Sắp đến hạn {seen.due_soon}", "nhan kd"), (f"✖ Quá hạn {seen.late}", "nhan het")]
    runs.append((" không tính hồ sơ mẫu", ""))
    show_passage([("", runs)], key="tong_so")


def _filter(at: records.Desk) -> records.CaseFilter:
    """One box for how far a case is, one for who sent it; each choice says how many cases it holds."""
    seen = records.read_overview(at, records.CaseFilter())
    counts = {"": seen.total, "open": seen.open, "late": seen.late, "closed": seen.total - seen.open, **seen.by_status}
    names = {**SCOPES, **{key: f"– {name}" for key, name in records.STATUSES.items() if key in seen.by_status}}
    senders = ("", *records.list_senders(at))
    with st.container(key="loc"):
        a, b, c = st.columns([2, 1.2, 1.6], gap="small")
        text = a.text_input("Tìm theo số, trích yếu, cơ quan gửi", key="tim", on_change=_first_page)
        wanted = b.selectbox(
            "Trạng thái", list(names), format_func=lambda k: f"{names[k]} ({counts[k]})", key="loc_tt", on_change=_first_page
        )
        sender = c.selectbox(
            "Cơ quan gửi",
            senders,
            format_func=lambda s: f"{s or 'Mọi cơ quan'} ({seen.by_sender.get(s, 0) if s else seen.total})",
            key="loc_cq",
            on_change=_first_page,
        )
    return records.CaseFilter(
        text=text or "",
        statuses=(wanted,) if wanted in records.STATUSES else (),
        sender=sender,
        late=True if wanted == "late" else None,
        open={"open": True, "closed": False}.get(wanted),
    )


def _first_page() -> None:
    st.session_state["trang_hs"] = 0


def _row(case: records.Case, names: dict[int, str], settings: records.OfficeSettings) -> dict:
    people = ", ".join(names.get(i, "") for i in case.reviewers)
    return {
        "id": case.id,
        "cells": [
            case.number,
            case.title,
            case.sender,
            words.day(case.received),
            _due(case, settings),
            people,
            records.STATUSES.get(case.status, case.status),
        ],
    }


def _due(case: records.Case, settings: records.OfficeSettings) -> tuple[str, str]:
    said, kind = deadlines.standing(case, session.today(), settings)
    return f"{words.day(case.deadline)}\n{said}".strip(), kind


def _picked() -> None:
    if chosen := st.session_state["bang_ho_so"].pick:
        session.choose_case(int(chosen))


def _pager(page: int, total: int) -> None:
    pages = max(1, -(-total // PAGE))
    if pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("‹ Trang trước", on_click=_turn, args=(page - 1,), disabled=page == 0)
        st.text(f"Trang {page + 1}/{pages}, {total} hồ sơ")
        st.button("Trang sau ›", on_click=_turn, args=(page + 1,), disabled=page >= pages - 1)


def _turn(page: int) -> None:
    st.session_state["trang_hs"] = page
