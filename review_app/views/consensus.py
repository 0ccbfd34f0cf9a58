"""Đối chiếu: two reviewers who worked unseen by each other come to one set of decisions."""

import streamlit as st

from pipelines.errors import PipelineError
from pipelines.types import Decision, Finding
from review_app import records
from review_app.parts import case_bar, notices, session, words
from review_app.viewer import show_passage, show_table


def show() -> None:
    at = session.desk()
    opened = case_bar.opened(at)
    if opened is None:
        return
    case, file = opened
    if not case.blind:
        notices.tell(
            "Trang này đối chiếu ý kiến của hai người rà soát độc lập; hồ sơ này không phân công rà soát độc lập nên không cần đối chiếu. "
            "Muốn xem bản sửa đã tiếp thu góp ý thế nào, mở trang Tiếp thu."
        )
        return
    if file is None:
        notices.tell("Hồ sơ này chưa có tệp nào được đọc.")
        return
    if not case.consensus:
        _before(at, case, file)
        return
    _agreement(at, file)


def _before(at: records.Desk, case: records.Case, file: records.CaseFile) -> None:
    """Who has finished; nobody's decisions are shown yet."""
    names, done = records.person_names(at), records.read_finished(at, file.id)
    rows = [{"cells": [names.get(i, ""), ("✓ đã rà soát xong", "xong") if i in done else ("○ đang rà soát", "mo")]} for i in case.reviewers]
    show_table([("Người rà soát", "50%"), ("Tình trạng", "")], rows, "Chưa phân công ai.", key="dc_nguoi")
    with st.container(horizontal=True):
        if at.user.id in case.reviewers and at.user.id not in done:
            st.button("Tôi đã rà soát xong", type="primary", on_click=_try, args=(records.finish_review, at, file.id))
        st.button("Mở đối chiếu", on_click=_try, args=(records.open_consensus, at, case.id))
    if error := st.session_state.pop("dc_loi", None):
        notices.refused(error)


def _try(action, *arguments) -> None:
    try:
        action(*arguments)
    except PipelineError as error:
        st.session_state["dc_loi"] = error


# ---------------------------------------------------------------- side by side


def _agreement(at: records.Desk, file: records.CaseFile) -> None:
    found = records.read_agreement(at, file.id)
    _, review = session.review_of(at, file.id)
    names = records.person_names(at)
    said = f"Hai bên cùng quyết định {found.both} điểm, giống nhau {found.agreed}"
    if found.share is not None:
        said += f" ({found.share:.0%})"
    if found.kappa is not None:
        said += f"; hệ số kappa {found.kappa:.2f}".replace(".", ",")
    notices.line(f"{said}.", "dam", key="dc_ty_le")
    st.button("Nhận các điểm hai bên giống nhau", on_click=_try, args=(records.adopt_agreed, at, file.id))
    if error := st.session_state.pop("dc_loi", None):
        notices.refused(error, key="dc_loi_hien")
    findings = {f.id: f for f in review.findings}
    settled = records.read_decisions(at, file.id)
    left, right = st.columns([1.2, 1], gap="large")
    people = sorted({person for item in found.items for person in item.verdicts})
    with left:
        _table(found, findings, settled, people, names)
    with right:
        chosen = st.session_state.get("dc_chon") or next(
            (i.finding for i in found.items if not i.agreed and not _settled(settled, i.finding)), None
        )
        if chosen in findings:
            _choose(at, file, findings[chosen], settled.get(chosen), people, names)
    _own(at, file, names)


def _settled(settled, finding: str) -> bool:
    return finding in settled and settled[finding].decided


def _table(found: records.Agreement, findings: dict[str, Finding], settled, people: list[int], names: dict[int, str]) -> None:
    rows = []
    for item in sorted((i for i in found.items if i.finding in findings), key=lambda i: findings[i.finding].start):
        finding = findings[item.finding]
        verdicts = [words.VERDICT_NAMES[item.verdicts.get(p, "")] for p in people]
        mark = ("✓ giống", "xong") if item.agreed else ("✖ khác", "tre")
        final = words.VERDICT_NAMES[settled[item.finding].verdict] if _settled(settled, item.finding) else ("chưa thống nhất", "mo")
        rows.append(
            {"id": item.finding, "cells": [finding.code, words.shorten(finding.quote or finding.question, 80), *verdicts, mark, final]}
        )
    columns = [("Mã", "3.5rem"), ("Điểm", ""), *((names.get(p, ""), "15%") for p in people), ("So sánh", "5.5rem"), ("Thống nhất", "15%")]
    with st.container(height=560, border=False):
        show_table(
            columns, rows, "Chưa ai quyết định điểm nào.", key="dc_bang", link=1, selected=st.session_state.get("dc_chon"), on_pick=_picked
        )


def _picked() -> None:
    if chosen := st.session_state["dc_bang"].pick:
        st.session_state["dc_chon"] = chosen


def _choose(at, file, finding: Finding, row, people: list[int], names: dict[int, str]) -> None:
    lanes = records.read_lanes(at, file.id)
    show_passage(
        [("to", [words.severity_run(finding.severity), (f"  {finding.code}", "")]), ("vb", [(finding.quote or finding.question, "")])],
        key="dc_diem",
    )
    for number, person in enumerate(people):
        theirs = lanes.get(person, {}).get(finding.id)
        if not theirs or not theirs.decided:
            notices.line(f"{names.get(person, '')}: chưa quyết định", key=f"dc_nguoi_{number}")
            continue
        lines = [("dam", [(f"{names.get(person, '')}: {words.VERDICT_NAMES[theirs.verdict]}", "")])]
        lines.append(("", [(theirs.comment or finding.message, "")]))
        lines += [("vb", [(theirs.wording, "")])] if theirs.wording else []
        lines += [("nho", [(f"Lý do: {theirs.reason}", "")])] if theirs.reason else []
        show_passage(lines, key=f"dc_nguoi_{number}")
        st.button(
            "Lấy theo ý kiến này", key=f"dc_lay_{number}", on_click=_take, args=(at, file.id, theirs.decision, row.version if row else 0)
        )


def _take(at: records.Desk, file_id: int, decision: Decision, seen: int) -> None:
    _try(records.save_decision, at, file_id, decision, seen)
    st.session_state.pop("dc_chon", None)


def _own(at: records.Desk, file: records.CaseFile, names: dict[int, str]) -> None:
    lanes = records.lane_own_findings(at, file.id)
    if not any(lanes.values()):
        return
    st.subheader("Ý kiến riêng của từng người")
    for person, found in lanes.items():
        for own in found:
            show_passage(
                [("", [(f"{names.get(person, '')}: ", "dam"), (own.comment, "")]), *([("vb", [(own.quote, "")])] if own.quote else [])],
                key=f"dc_rieng_{own.id}",
            )
            st.button("Đưa vào phiếu chung", key=f"dc_nhan_{own.id}", on_click=_try, args=(records.adopt_own, at, own.id))
