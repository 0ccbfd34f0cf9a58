"""The left column: the draft itself, provisions for a second look, and what was not read."""

import streamlit as st

from pipelines.types import Provision
from review_app import records
from review_app.parts import notices, words
from review_app.viewer import show_document, show_passage, show_table
from review_app.viewer.document import document_model
from review_app.views.desk import own, state
from review_app.views.desk.state import Desk


def draft(desk: Desk, selected: str | None) -> None:
    """The document with its marks."""
    version = f"{desk.review_id}|{','.join(f'{o.key}.{o.version}' for o in desk.own.values())}"
    finding = next((f for f in desk.findings if f.id == selected), None)
    target = st.session_state.get("den_dieu") or (finding.provision if finding and not finding.quote else None)
    here = {
        "selected": None if st.session_state.get("den_dieu") else selected,
        "provision": target,
        "at": st.session_state.get("den_cho"),
        "evidence": [[e.start, e.end] for e in finding.evidence if not finding.start <= e.start < e.end <= finding.end] if finding else [],
        "decided": {f.id: desk.verdict(f) for f in desk.findings},
        "visit": st.session_state.get("luot", 0),
    }
    st.session_state["_desk"] = desk
    show_document(_model(desk, version), here, key="van_ban", on_pick=_picked, on_own=_chosen)


def _model(desk: Desk, version: str) -> dict:
    held = st.session_state.get("_model")
    if not held or held[0] != (desk.file.id, version):
        held = ((desk.file.id, version), document_model(desk.review.draft, desk.findings, version))
        st.session_state["_model"] = held
    return held[1]


def _picked() -> None:
    chosen = st.session_state["van_ban"].pick
    if chosen:
        state.select(chosen)


def _chosen() -> None:
    place = st.session_state["van_ban"].own
    if place:
        own.begin(st.session_state["_desk"], dict(place))


# ---------------------------------------------------------------- second look


def second_look(desk: Desk) -> None:
    """Unflagged provisions near the threshold, without a point: from the answers the rate of misses in daily use is estimated."""
    answers = records.read_second_looks(desk.at, desk.file.id)
    listed = _unraised(desk)
    if not listed:
        notices.tell("Không có điều khoản nào máy còn phân vân mà chưa nêu điểm.")
        return
    notices.tell("Các điều khoản dưới đây máy còn phân vân về chủ đề và chưa nêu điểm nào. Xin đọc lại: có nội dung cần góp ý không?")
    notices.line(f"Đã trả lời {sum(p.id in answers for p in listed)}/{len(listed)}")
    for number, provision in enumerate(listed):
        answer = answers.get(provision.id)
        said = {True: "Có bỏ sót", False: "Không bỏ sót", None: "Chưa trả lời"}[answer]
        with st.container(border=True, key=f"xem_lai_{number}"):
            text = words.shorten(desk.review.draft.words(provision), 700)
            show_passage([("", [(provision.label, "dam"), (f" · {said}", "nho")]), ("vb", [(text, "")])], key=f"xem_lai_chu_{number}")
            with st.container(horizontal=True):
                st.button("Có, thêm ý kiến", key=f"co_{number}", on_click=_missed, args=(desk, provision))
                st.button("Không bỏ sót", key=f"khong_{number}", on_click=_sound, args=(desk, provision))


def _unraised(desk: Desk) -> list[Provision]:
    """Those to look at again on which the machine raised nothing."""
    raised = [(f.provision, f.start if f.quote else -1) for f in desk.review.findings]
    listed = [desk.provisions[i] for i in desk.review.second_look if i in desk.provisions]
    return [p for p in listed if not any(at == p.id or p.start <= start < p.end for at, start in raised)]


def _missed(desk: Desk, provision: Provision) -> None:
    records.answer_second_look(desk.at, desk.file.id, provision.id, True)
    own.begin(desk, {"provision": provision.id})


def _sound(desk: Desk, provision: Provision) -> None:
    records.answer_second_look(desk.at, desk.file.id, provision.id, False)


# ---------------------------------------------------------------- coverage


def unread(desk: Desk) -> None:
    """The ledger: every unit of the file was read or stands here."""
    draft_ = desk.review.draft
    notices.line(f"Đã đọc {len(draft_.blocks)}/{draft_.units} phần của tệp (đoạn, ô bảng, đầu trang, cước chú…).", "")
    if draft_.unread:
        rows = [{"cells": [u.reason, (u.where, "mo")]} for u in draft_.unread]
        show_table([("Nội dung chưa đọc được", "60%"), ("Vị trí trong tệp", "")], rows, "", key="chua_doc")
        notices.warn("Phần chưa đọc được sẽ ghi trong phiếu; cần xem trực tiếp trên bản gốc.")
    else:
        notices.done("Mọi phần của tệp đều đã được đọc.")
    for number, note in enumerate(draft_.notes):
        notices.warn(note, key=f"luu_y_doc_{number}")
    kinds = {
        "deleted": "đoạn bị xóa (sửa đổi theo dõi)",
        "moved_from": "đoạn đã chuyển đi",
        "hidden": "đoạn chữ ẩn",
        "comment": "nhận xét trong tệp",
    }
    found = [(name, sum(a.kind == kind for a in draft_.asides)) for kind, name in kinds.items()]
    if draft_.asides:
        notices.tell("Để riêng, không tính là nội dung dự thảo: " + "; ".join(f"{n} {name}" for name, n in found if n))
        rows = [{"cells": [(kinds.get(a.kind, a.kind), "mo"), (a.text, "vb")]} for a in draft_.asides]
        show_table([("Loại", "30%"), ("Nội dung", "")], rows, "", key="de_rieng")
