"""Sổ căn cứ, tên mới: legal bases and old → new names of the office, and what a change of status touches."""

import streamlit as st

from pipelines import studio
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import bases, notices, session, words
from review_app.viewer import show_passage, show_table
from review_app.views.studio import effects, working

NEW = "+"


def show(at: records.Desk) -> None:
    working.say()
    own, _ = working.overlay(at)
    checklist = working.checklist(own)
    kind = st.radio("Sổ", ["Căn cứ pháp lý", "Tên cũ, tên mới"], horizontal=True, key="sc_loai", label_visibility="collapsed")
    left, right = st.columns([1.1, 1], gap="large")
    if kind == "Căn cứ pháp lý":
        with left:
            id = _pick_basis(checklist.register, own)
        with right:
            _basis(at, own, checklist, id)
    else:
        with left:
            id = _pick_name(checklist.register, own)
        with right:
            _name(at, own, id, [name.id for name in checklist.register.names])


def _table(columns: list, rows: list[dict], key: str, chosen: str) -> None:
    """A table whose picked row is kept under `chosen`."""

    def pick() -> None:
        if picked := st.session_state[key].pick:
            st.session_state[chosen] = picked

    show_table(columns, rows, "Không có dòng nào.", key=key, selected=st.session_state.get(chosen), on_pick=pick)


def _found(text: str, *parts: str) -> bool:
    return text.casefold().strip() in " ".join(parts).casefold()


# ---------------------------------------------------------------- legal bases


def _pick_basis(register, own: studio.Overlay) -> str:
    text = st.text_input("Tìm theo số, tên", key="sc_tim")
    st.button("Thêm căn cứ", on_click=lambda: st.session_state.update(sc_cc=NEW), key="sc_them")
    today, mine = session.today(), own.entries("bases")
    rows = []
    for id, entry in register.bases.items():
        if _found(text, entry.so_ky_hieu, entry.ten, entry.cach_in):
            said, kind = bases.STATES[register.status(id, today).state]
            state = (said.removesuffix(", có hiệu lực"), {"con": "xong", "het": "tre"}.get(kind, "gan"))
            rows.append({"id": id, "cells": [entry.cach_in, state, "của cơ quan" if id in mine else ""]})
    with st.container(height=560, border=False):
        _table([("Căn cứ", ""), ("Tình trạng", "9rem"), ("", "6.5rem")], rows, "sc_bang", "sc_cc")
    return st.session_state.get("sc_cc", "")


def _basis(at: records.Desk, own: studio.Overlay, checklist, id: str) -> None:
    register = checklist.register
    if not id or (id != NEW and id not in register.bases):
        notices.line("Chọn một căn cứ ở bên trái để xem và sửa.", key="sc_chon")
        return
    before = {} if id == NEW else studio.whole_entry(own, "bases", id)
    entry = _basis_boxes(before, list(register.bases), register, id)
    may = at.user.can("checklist")
    ready = all(entry.get(key) for key in ("id", "so_ky_hieu", "ten", "cach_in", "co_quan_ban_hanh", "tinh_trang", "nguon"))
    if not ready:
        notices.line("Cần đủ: số ký hiệu, tên, cách in, cơ quan ban hành, tình trạng và nguồn.", key="sc_thieu")
    with st.container(horizontal=True):
        st.button(
            "Lưu căn cứ vào bản soạn", type="primary", disabled=not (may and ready), on_click=_save_basis, args=(at, entry), key="sc_luu"
        )
        if id in own.entries("bases"):
            st.button("Trở lại như trước", disabled=not may, on_click=_drop, args=(at, "bases", id), key="sc_goc")
    after = _with(own, "bases", entry) if ready and entry != before else own
    if id != NEW:
        _touched(at, checklist, after, id)
    effects.reached(at, own, after, "sc_anh_huong")


def _with(own: studio.Overlay, part: str, entry: dict) -> studio.Overlay:
    return own.put(part, studio.only_changes(part, entry))


def _basis_boxes(before: dict, ids: list[str], register, mark: str) -> dict:
    entry = dict(before)
    boxes = (
        ("so_ky_hieu", "Số, ký hiệu"), ("ten", "Tên văn bản"), ("cach_in", "Cách in trên phiếu"), ("co_quan_ban_hanh", "Cơ quan ban hành"),
        ("tinh_trang", "Tình trạng, ghi bằng lời"),
    )  # fmt: skip
    for key, label in boxes:
        entry[key] = st.text_input(label, before.get(key, ""), key=f"sc_{key}_{mark}", max_chars=500).strip()
    if not before:
        entry["id"] = working.id_from(entry["so_ky_hieu"], ids)
    days = st.columns(3)
    for place, (key, label) in zip(
        days, (("ngay_ban_hanh", "Ngày ban hành"), ("hieu_luc_tu", "Hiệu lực từ"), ("het_hieu_luc", "Hết hiệu lực từ")), strict=True
    ):
        _day(place, entry, before, key, label, mark)
    states = list(studio.CHECKED_WORDS)
    now = states.index(before.get("kiem_chung", "can_kiem_tra"))
    entry["kiem_chung"] = st.radio(
        "Kiểm chứng với văn bản công bố", states, now, studio.CHECKED_WORDS.get, key=f"sc_kc_{mark}", horizontal=True
    )
    names = {id: register.bases[id].cach_in for id in ids}
    later = before.get("bi_thay_the_boi", [])
    chosen = st.multiselect("Bị thay thế bởi", ids, later, names.get, key=f"sc_tt_{mark}", placeholder="chọn")
    _optional(entry, "bi_thay_the_boi", chosen)
    sources = st.text_area("Nguồn (mỗi dòng một nguồn)", "\n".join(before.get("nguon", [])), key=f"sc_nguon_{mark}", height=80)
    _optional(entry, "nguon", [line.strip() for line in sources.splitlines() if line.strip()])
    return entry


def _day(place, entry: dict, before: dict, key: str, label: str, mark: str) -> None:
    text = place.text_input(label, words.day(before.get(key, "")), key=f"sc_{key}_{mark}", placeholder="ngày/tháng/năm")
    try:
        day = words.read_day(text)
        _optional(entry, key, day.isoformat() if day else "")
    except ValueError:
        with place:
            notices.warn("Viết ngày/tháng/năm.", key=f"sc_sai_{key}")


def _optional(entry: dict, key: str, value) -> None:
    entry.pop(key, None)
    entry |= {key: value} if value else {}


def _touched(at: records.Desk, checklist, after: studio.Overlay, id: str) -> None:
    """What a change of this basis concerns: items that cite it, open cases whose findings rest on it, how these print it from then on."""
    items = [item.code for item in checklist.items if any(reference.id == id for reference in item.bases)]
    cases = records.open_cases_citing(at, {id})
    lines = [("muc", [("Căn cứ này đang được dùng ở", "")])]
    lines.append(("dong", [(f"• {len(items)} mục kiểm tra: {', '.join(items) or 'không có'}", "")]))
    lines.append(("dong", [(f"• {len(cases)} hồ sơ đang xử lý", "")]))
    lines += [("dong", [(f"   {case.number} – {words.shorten(case.title, 90)}: {len(cited)} điểm", "")]) for case, cited in cases[:12]]
    lines += _printed(checklist.register, after, id, {basis.article for _, cited in cases for basis in cited})
    show_passage(lines, key="sc_cham")


def _printed(register, after: studio.Overlay, id: str, articles: set[str]) -> list:
    """The basis as findings print it now and will print it, with its status, where these differ."""
    try:
        changed = working.checklist(after).register
    except PipelineError:  # said beside the button that looks further
        return []
    lines, today = [], session.today()
    for article in sorted(articles) or [""]:
        old, new = (each.printed(each.reference(id, article)) for each in (register, changed))
        if old != new:
            lines.append(("dong", [("• in trên phiếu: ", "nho"), (old, "del"), (" → ", ""), (new, "ins")]))
    old, new = (bases.STATES[each.status(id, today).state][0].split(",")[0] for each in (register, changed))
    if old != new:
        lines.append(("dong", [("• tình trạng đến hôm nay: ", "nho"), (old, "del"), (" → ", ""), (new, "ins")]))
    if lines:
        lines.insert(0, ("muc", [("Sửa như trên thì thay đổi", "")]))
        lines.append(("nho", [("Phiếu đã lập giữ nguyên lời cũ; dự thảo xét sau khi ký mới in theo lời mới.", "")]))
    return lines


def _save_basis(at: records.Desk, entry: dict) -> None:
    if working.save(at, lambda own: _with(own, "bases", entry), f"Đã lưu căn cứ {entry['so_ky_hieu']}."):
        st.session_state["sc_cc"] = entry["id"]


def _drop(at: records.Desk, part: str, id: str) -> None:
    working.save(at, lambda own: own.drop(part, id), "Đã trở lại như trước.")


# ---------------------------------------------------------------- names


def _pick_name(register, own: studio.Overlay) -> str:
    text = st.text_input("Tìm theo tên cũ, tên mới", key="sc_tim_ten")
    st.button("Thêm tên", on_click=lambda: st.session_state.update(sc_ten=NEW), key="sc_them_ten")
    mine = own.entries("names")
    rows = [
        {
            "id": name.id,
            "cells": ["; ".join(p.text for p in name.old), name.new, words.day(name.since), "của cơ quan" if name.id in mine else ""],
        }
        for name in register.names
        if _found(text, name.new, *(p.text for p in name.old))
    ]
    with st.container(height=560, border=False):
        _table([("Tên cũ", ""), ("Tên mới", ""), ("Từ ngày", "6.5rem"), ("", "6rem")], rows, "sc_bang_ten", "sc_ten")
    return st.session_state.get("sc_ten", "")


def _name(at: records.Desk, own: studio.Overlay, id: str, ids: list[str]) -> None:
    if not id:
        notices.line("Chọn một tên ở bên trái để xem và sửa.", key="sc_chon_ten")
        return
    before = {} if id == NEW else studio.whole_entry(own, "names", id)
    entry = dict(before)
    old = st.text_area("Tên cũ (mỗi dòng một cách viết)", "\n".join(before.get("old", [])), key=f"sc_cu_{id}", height=90)
    entry["old"] = [line.strip() for line in old.splitlines() if line.strip()]
    if id == NEW:
        entry["id"] = working.id_from(entry["old"][0] if entry["old"] else "", ids)
    entry["new"] = st.text_input("Tên mới", before.get("new", ""), key=f"sc_moi_{id}", max_chars=300).strip()
    left, right = st.columns(2)
    _day(left, entry, before, "since", "Không dùng tên cũ từ ngày", id)
    groups = list(studio.GROUP_WORDS)
    entry["group"] = right.selectbox(
        "Nhóm", groups, groups.index(before.get("group", "dia_danh")), studio.GROUP_WORDS.get, key=f"sc_nhom_{id}"
    )
    sure = st.checkbox("Chắc chắn một tên mới duy nhất", bool(before.get("sure", True)), key=f"sc_chac_{id}")
    if not sure or "sure" in before:
        entry["sure"] = sure
    ready = all(entry.get(key) for key in ("id", "old", "new", "since"))
    may = at.user.can("checklist")
    with st.container(horizontal=True):
        st.button(
            "Lưu tên vào bản soạn", type="primary", disabled=not (may and ready), on_click=_save_name, args=(at, entry), key="sc_luu_ten"
        )
        if id in own.entries("names"):
            st.button("Trở lại như trước", disabled=not may, on_click=_drop, args=(at, "names", id), key="sc_goc_ten")
    effects.reached(at, own, _with(own, "names", entry) if ready and entry != before else own, "sc_anh_huong_ten")


def _save_name(at: records.Desk, entry: dict) -> None:
    if working.save(at, lambda own: _with(own, "names", entry), f"Đã lưu tên “{entry['new']}”."):
        st.session_state["sc_ten"] = entry["id"]
