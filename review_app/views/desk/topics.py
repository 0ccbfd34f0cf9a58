"""The Bản đồ chủ đề view: where the four topics lie, what deserves reading first, and why a provision is listed."""

from functools import partial

import streamlit as st

from pipelines.errors import JudgeStopped
from pipelines.types import TOPICS, LabelledProvision, Provision, TopicFlag
from review_app.parts import judges, notices, words
from review_app.viewer import show_passage, show_table
from review_app.views.desk.state import DRAFT, Desk

WORDS = 6  # shown beside a provision
EXAMPLES = 2  # shown for each topic
ORDERS = {"du_thao": "Xếp theo thứ tự trong dự thảo", "nen_doc": "Xếp theo thứ tự nên đọc trước"}
STRENGTHS = {1: "có liên quan", 2: "chạm rõ"}
ORDER, CHOSEN = "thu_tu_chu_de", "vi_sao"  # kept while other views stand in the column: the order, the provision being explained


def show(desk: Desk) -> None:
    """The list of provisions; a row opens its provision with the reasons in place of the list."""
    if not desk.review.topics:
        notices.tell("Chưa có bản đồ chủ đề: đang làm việc chỉ với danh mục kiểm tra.")
        return
    touched = [p for p in desk.review.draft.provisions if _raised(desk, p)]
    listed = _by_attention(desk, touched) if _order() == "nen_doc" else touched
    at = next((i for i, p in enumerate(listed) if (desk.review_id, p.id) == st.session_state.get(CHOSEN)), None)
    if at is None:
        _list(desk, listed)
    else:
        _steps(desk, listed, at)
        with st.container(height=540, border=False, key="khung_vi_sao"):
            _reasons(desk, listed[at])
            _alike(desk, listed[at])


def _list(desk: Desk, listed: list[Provision]) -> None:
    counts = {t: sum(any(f.topic == t for f in _raised(desk, p)) for p in listed) for t in TOPICS}
    notices.line("Số điều khoản có liên quan: " + "; ".join(f"{words.TOPIC_NAMES[t]} {n}" for t, n in counts.items()))
    with st.container(key="loc_hep_chu_de"):
        given = {"format_func": ORDERS.get, "label_visibility": "collapsed", "key": "loc_thu_tu_chu_de", "on_change": _reorder}
        st.selectbox("Thứ tự", list(ORDERS), list(ORDERS).index(_order()), **given)
    columns = [("Điều khoản", "24%"), *((words.TOPIC_NAMES[t], "") for t in TOPICS), ("Từ ngữ làm căn cứ", "32%")]
    with st.container(height=520, border=False, key="ban_do"):
        none = "Không điều khoản nào liên quan đến bốn chủ đề."
        show_table(columns, [_row(desk, p) for p in listed], none, key="bang_chu_de", on_pick=partial(_choose, desk))


def _order() -> str:
    return st.session_state.get(ORDER, "du_thao")


def _reorder() -> None:
    st.session_state[ORDER] = st.session_state["loc_thu_tu_chu_de"]


def _raised(desk: Desk, provision: Provision) -> list[TopicFlag]:
    return [f for f in desk.review.topics.get(provision.id, ()) if f.flag]


def _by_attention(desk: Desk, touched: list[Provision]) -> list[Provision]:
    """What deserves reading most first; in a review stored without that order, the likeliest to touch a topic."""
    rank = {key: place for place, key in enumerate(desk.review.reading_order)}
    if rank:
        return sorted(touched, key=lambda p: rank[p.id])
    return sorted(touched, key=lambda p: -max(f.score for f in desk.review.topics[p.id]))


def _row(desk: Desk, provision: Provision) -> dict:
    level = {f.topic: f.level for f in _raised(desk, provision)}
    cells = [("● rõ", "S1c") if level.get(t) == "rõ" else ("○ có thể", "S2c") if t in level else ("", "") for t in TOPICS]
    own, above = _weighed(*_raised(desk, provision))
    return {"id": provision.id, "cells": [provision.label, *cells, (", ".join((own or above)[:WORDS]), "mo")]}


def _weighed(*flags: TopicFlag) -> tuple[list[str], list[str]]:
    """The words that weighed most: the provision's own, and those of its headings ("›" in front of them in a flag)."""
    met: dict[str, str] = {}
    for word in (word for flag in flags for word, _ in flag.why):
        met.setdefault(word.casefold(), word.replace("_", " "))
    return [word for word in met.values() if not word.startswith("›")], [word.lstrip("›") for word in met.values() if word.startswith("›")]


def _choose(desk: Desk) -> None:
    if chosen := st.session_state["bang_chu_de"].pick:
        _open(desk, chosen)


def _open(desk: Desk, provision: str | None) -> None:
    st.session_state[CHOSEN] = (desk.review_id, provision)


# ---------------------------------------------------------------- why


def _steps(desk: Desk, listed: list[Provision], at: int) -> None:
    """Back to the list, or on through it in its order."""
    here, before, after = listed[at].id, listed[at - 1].id, listed[(at + 1) % len(listed)].id
    with st.container(horizontal=True, vertical_alignment="center", key="buoc_chu_de"):
        st.button("‹ Danh sách", key="ve_danh_sach", on_click=_open, args=(desk, None))
        st.button("‹ Trước", key=f"cd_truoc_{here}", disabled=at == 0, on_click=_open, args=(desk, before))
        st.text(f"{at + 1}/{len(listed)}")
        st.button("Sau ›", key=f"cd_sau_{here}", disabled=at + 1 == len(listed), on_click=_open, args=(desk, after))
        st.button("Xem trong dự thảo", key=f"cd_du_thao_{here}", on_click=_go, args=(here,))


def _go(provision: str) -> None:
    st.session_state["den_dieu"] = provision
    st.session_state["luot"] = st.session_state.get("luot", 0) + 1
    st.session_state["khung_trai"] = DRAFT


def _reasons(desk: Desk, provision: Provision) -> None:
    text = words.shorten(desk.review.draft.words(provision), 700)
    lines = [("dam", [(provision.label, "")]), ("vb", [(text, "")])]
    for flag in _raised(desk, provision):
        own, above = _weighed(flag)
        runs = [(f"{words.TOPIC_NAMES[flag.topic]}: {flag.level}.", "dam")]
        runs += [(f" Từ ngữ làm căn cứ: {', '.join(own)}.", "")] if own else []
        runs += [(f" Ở đề mục: {', '.join(above)}.", "")] if above else []
        lines.append(("", runs))
    show_passage(lines, key="vi_sao_chu")


def _alike(desk: Desk, provision: Provision) -> None:
    """Labelled provisions to compare with; the reasons above stand already while they are sought."""
    try:
        found = _nearest(desk, provision)
    except JudgeStopped:
        notices.warn("Chưa tìm được câu mẫu gần nhất. Về danh sách rồi bấm lại điều khoản này.", key="cau_mau_loi")
        return
    lines, told = [], set()
    for topic, near in found.items():
        fresh = [one for one in near if one.id not in told][:EXAMPLES]
        told.update(one.id for one in fresh)
        lines += [("muc", [(f"Câu mẫu gần nhất về {words.TOPIC_NAMES[topic].lower()}", "")])] if fresh else []
        lines += [line for one in fresh for line in (("vb", [(one.text, "")]), ("nho", [(f"Nhãn: {_labels(one)}", "")]))]
    show_passage(lines, key="cau_mau")


def _nearest(desk: Desk, provision: Provision) -> dict[str, tuple[LabelledProvision, ...]]:
    """Held in this session until another provision is chosen."""
    held, wanted = st.session_state.get("_cau_mau"), (desk.review_id, provision.id)
    if not held or held[0] != wanted:
        topics = tuple(f.topic for f in _raised(desk, provision))
        held = (wanted, judges.nearest(desk.review.draft.words(provision), topics))
        st.session_state["_cau_mau"] = held
    return held[1]


def _labels(one: LabelledProvision) -> str:
    return "; ".join(f"{words.TOPIC_NAMES[t]} ({STRENGTHS[one.labels[t]]})" for t in TOPICS if one.labels.get(t))
