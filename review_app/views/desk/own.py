"""A finding of the reviewer's own, on words chosen in the viewer, on a whole provision or on the draft."""

import json
from dataclasses import replace

import streamlit as st

from pipelines.errors import PipelineError
from pipelines.types import SEVERITIES, TOPICS
from review_app import records
from review_app.parts import unsaved, words
from review_app.viewer import show_passage
from review_app.views.desk import state
from review_app.views.desk.state import Desk

ALL_TOPICS = (*TOPICS, "the_thuc")
OPEN = "rieng"  # beside the words of an unsaved finding: its place in the draft


def begin(desk: Desk, place: dict) -> None:
    """Open the form for a place the viewer reported; a place outside the draft is ignored."""
    text = desk.review.draft.text
    start, end = place.get("start"), place.get("end")
    if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
        start, end = _whole_words(text, start, end)
        st.session_state["rieng"] = {"provision": _around(desk, start), "start": start, "end": end}
    elif place.get("provision") in desk.provisions:
        provision = desk.provisions[place["provision"]]
        st.session_state["rieng"] = {"provision": provision.id, "start": provision.start, "end": provision.start}
    elif place == {}:
        st.session_state["rieng"] = {"provision": None, "start": 0, "end": 0}


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The choice without blanks at its ends, and no syllable cut in two."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _around(desk: Desk, start: int) -> str | None:
    """The provision whose own words hold the character."""
    return next((p.id for p in desk.review.draft.provisions if p.start <= start < p.end), None)


def form(desk: Desk) -> None:
    place = st.session_state["rieng"]
    provision = desk.provisions.get(place["provision"] or "")
    quote = desk.review.draft.text[place["start"] : place["end"]]
    lines = [("to", [("Thêm ý kiến của mình", "")]), ("dam", [(provision.label if provision else "Toàn văn bản", "")])]
    show_passage([*lines, *([("vb", [(quote, "moc")])] if quote else [])], key="rieng_noi_dung")
    key = f"rieng_{place['provision']}_{place['start']}_{place['end']}"
    _boxes(desk, key, records.OwnFinding(0, desk.file.id, **place, quote="", topic="dan_van", severity="S2", comment="", wording=""))
    with st.container(horizontal=True, key="quyet"):
        st.button("Lưu ý kiến", type="primary", shortcut="Alt+1", key=f"luu_{key}", on_click=_add, args=(desk, dict(place), quote, key))
        st.button("Hủy", shortcut="Alt+0", on_click=_drop, args=(desk, key))


def edit(desk: Desk, own: records.OwnFinding) -> None:
    key = f"sua_{own.id}_{own.version}"
    _boxes(desk, key, own)
    with st.container(horizontal=True, key="quyet"):
        st.button("Lưu ý kiến", type="primary", shortcut="Alt+1", key=f"luu_{key}", on_click=_change, args=(desk, own, key))
        st.button("Bỏ ý kiến này", shortcut="Alt+3", key=f"bo_{own.id}", on_click=_remove, args=(desk, own))


def _boxes(desk: Desk, key: str, own: records.OwnFinding) -> None:
    left, right = st.columns(2, gap="xsmall")
    left.selectbox("Chủ đề", ALL_TOPICS, ALL_TOPICS.index(own.topic), format_func=words.TOPIC_NAMES.get, key=f"{key}_chu_de")
    levels = {s: f"{words.SHAPES[s]} {words.SEVERITY_NAMES[s]}" for s in SEVERITIES}
    right.selectbox("Mức độ", SEVERITIES, SEVERITIES.index(own.severity), format_func=levels.get, key=f"{key}_muc_do")
    _area(desk, f"{key}_y_kien", "Ý kiến đưa vào phiếu", own.comment, 130)
    _area(desk, f"{key}_loi", "Đề nghị sửa thành", own.wording, 100)


def _area(desk: Desk, box: str, label: str, stored: str, height: int) -> None:
    text = unsaved.held(desk).get(box, stored)
    st.text_area(label, text, key=box, height=height, max_chars=4000, on_change=_keep_typed, args=(desk, box, stored))


def _keep_typed(desk: Desk, box: str, stored: str) -> None:
    """With a new finding's words goes its place in the draft, so that the form comes back after F5."""
    place = st.session_state.get("rieng")
    unsaved.keep(desk, box, stored, **({OPEN: json.dumps(place)} if place else {}))


def resume(desk: Desk) -> None:
    """Once a session: the form that was open with words in it when the page was reloaded or closed."""
    first = not st.session_state.get(f"da_mo_lai_{desk.file.id}")
    st.session_state[f"da_mo_lai_{desk.file.id}"] = True
    typed = unsaved.held(desk)
    place = json.loads(typed.get(OPEN, "{}")) if any(box.startswith(f"{OPEN}_") for box in typed) else None
    if first and place and (place["provision"] is None or place["provision"] in desk.provisions):
        st.session_state["rieng"] = place


def _forget(desk: Desk, key: str) -> None:
    unsaved.drop(desk, f"{key}_y_kien", f"{key}_loi", OPEN)


def _typed(key: str) -> dict[str, str]:
    names = {"chu_de": "topic", "muc_do": "severity", "y_kien": "comment", "loi": "wording"}
    return {english: (st.session_state.get(f"{key}_{name}") or "").strip() for name, english in names.items()}


def _add(desk: Desk, place: dict, quote: str, key: str) -> None:
    new = records.OwnFinding(id=0, file_id=desk.file.id, quote=quote, **place, **_typed(key))
    saved = _keep(desk, new, 0)
    if saved:
        _forget(desk, key)
        state.select(saved.key)
        st.session_state["vua_luu"] = "Đã lưu ý kiến của mình. Hoàn tác: Alt+Z."


def _change(desk: Desk, own: records.OwnFinding, key: str) -> None:
    if _keep(desk, replace(own, **_typed(key)), own.version):
        _forget(desk, key)
        st.session_state["vua_luu"] = "Đã lưu ý kiến của mình. Hoàn tác: Alt+Z."


def _keep(desk: Desk, own: records.OwnFinding, seen: int) -> records.OwnFinding | None:
    if not own.comment:
        st.session_state["loi_luu"] = records.BadInput("comment", "Chưa nhập ý kiến.", "Nhập nội dung ý kiến rồi bấm lưu.")
        return None
    try:
        return records.save_own_finding(desk.at, own, seen)
    except PipelineError as error:
        st.session_state["loi_luu"] = error
        st.session_state["chua_luu"] = f"{own.comment}\n{own.wording}".strip()
        return None


def _remove(desk: Desk, own: records.OwnFinding) -> None:
    try:
        records.remove_own_finding(desk.at, own.id, own.version)
    except PipelineError as error:
        st.session_state["loi_luu"] = error
        return
    st.session_state["vua_luu"] = "Đã bỏ ý kiến của mình. Hoàn tác: Alt+Z."
    state.select(None)


def _drop(desk: Desk, key: str) -> None:
    _forget(desk, key)
    st.session_state.pop("rieng", None)
