"""The right column: one finding with its question, words, reasons and bases, and the reviewer's decision on it."""

import streamlit as st

from pipelines.errors import PipelineError
from pipelines.types import Decision, Finding
from review_app import records
from review_app.parts import bases, compare, notices, unsaved, words
from review_app.viewer import show_passage
from review_app.views.desk import own, state
from review_app.views.desk.state import DRAFT, Desk

REASONS = ("Đã có căn cứ pháp luật", "Máy hiểu chưa đúng nội dung", "Đã nêu ở điểm khác", "Không thuộc phạm vi của Ban")
NOTHING_SHOWN = "Không có điểm nào theo bộ lọc này. Có thể bôi đen đoạn văn trong dự thảo để thêm ý kiến của mình."
NOTHING_FOUND = (
    "Máy không nêu điểm nào. Điều đó không có nghĩa là dự thảo không có vấn đề: xin đọc và bôi đen đoạn văn để thêm ý kiến của mình."
)
BUTTONS = (("gop_y", "Góp ý", "Alt+1"), ("sua_loi", "Sửa lời", "Alt+2"), ("khong_gop_y", "Không góp ý", "Alt+3"))
BLANK = " "  # a wording the reviewer emptied: "" would bring the proposed one back
CONTEXT = 220  # characters of the provision shown around the quoted words


def show(desk: Desk, finding: Finding | None, shown: list[Finding]) -> None:
    if st.session_state.get("rieng"):
        own.form(desk)
        return
    if finding is None:
        notices.tell(NOTHING_SHOWN if desk.findings else NOTHING_FOUND)
        return
    if finding.id not in desk.seen:
        records.mark_seen(desk.at, desk.file.id, finding.id)
    _facts(desk, finding)
    if finding.id in desk.own:
        own.edit(desk, desk.own[finding.id])
    else:
        _decide(desk, finding, shown)
    _notes(desk, finding)


# ---------------------------------------------------------------- facts


def _facts(desk: Desk, finding: Finding) -> None:
    head = [words.severity_run(finding.severity), ("  ", ""), (finding.code if finding.origin != "reviewer" else "Ý kiến riêng", "dam")]
    head += [(" · ", ""), (desk.label(finding), "dam"), (" · ", ""), (words.TOPIC_NAMES.get(finding.topic, finding.topic), "")]
    lines = [("", head)]
    if finding.question:
        lines.append(("hoi", [(finding.question, "")]))
    lines += _quoted(desk, finding)
    lines += _bases(desk, finding)
    if finding.why:
        lines.append(("nho", [("Vì sao nêu: ", "dam"), (" ".join(finding.why), "")]))
    if finding.also:
        lines.append(("nho", [(f"Cùng đoạn này còn có: {', '.join(finding.also)}", "")]))
    show_passage(lines, key="noi_dung_diem", top=finding.id, on_pick=_go_to_evidence)


def _go_to_evidence() -> None:
    """A press on further evidence brings its place in the draft into view."""
    if place := st.session_state["noi_dung_diem"].pick:
        st.session_state["den_cho"] = int(place)
        st.session_state["khung_trai"] = DRAFT
        st.session_state["luot"] = st.session_state.get("luot", 0) + 1


def _quoted(desk: Desk, finding: Finding) -> list:
    """The provision's own words with the quoted ones marked, and further evidence elsewhere in the draft."""
    text = desk.review.draft.text
    provision = desk.provision(finding)
    if not finding.quote:
        here = [("vb", [(words.shorten(text[provision.start : provision.end], CONTEXT), "")])] if provision else []
        if finding.id in desk.own:
            return here
        return [*here, ("nho", [("Nội dung này cần có nhưng chưa thấy trong dự thảo.", "")])]
    first, last = (provision.start, provision.end) if provision else (finding.start, finding.end)
    start, end = max(first, finding.start - CONTEXT), max(min(last, finding.end + CONTEXT), finding.end)
    before, after = text[start : finding.start], text[finding.end : end]
    if start > first:
        before = "… " + before.partition(" ")[2]
    if end < last:
        after = after.rpartition(" ")[0] + " …"
    runs = [(before, ""), (finding.quote, "moc"), (after, "")]
    more = [e for e in finding.evidence if e.quote and not start <= e.start < e.end <= end]  # what is shown above is not repeated
    return [("vb", runs), *(("nho", [("Đối chiếu với: ", ""), (words.shorten(e.quote, 200), "dan", str(e.start))]) for e in more)]


def _bases(desk: Desk, finding: Finding) -> list:
    if not finding.bases:
        return []
    return [("muc", [("Căn cứ", "")]), *(line for basis in finding.bases for line in bases.lines(basis, desk.review.as_of, folded=True))]


# ---------------------------------------------------------------- decision


def _decide(desk: Desk, finding: Finding, shown: list[Finding]) -> None:
    row = desk.decisions.get(finding.id)
    mark = f"{finding.id}_{row.version if row else 0}"
    _area(desk, f"y_kien_{mark}", "Ý kiến đưa vào phiếu", (row and row.comment) or finding.message, 118)
    wording = _area(desk, f"loi_{mark}", "Đề nghị sửa thành", (row and row.wording) or finding.suggestion, 90)
    if wording and finding.quote:
        show_passage([("nho", [("So với dự thảo: ", "dam"), *compare.compared(finding.quote, wording)])], key="so_sanh")
    st.pills("Lý do thường gặp khi không góp ý", REASONS, key=f"mau_{mark}", wrap=True, on_change=_take_reason, args=(desk, mark))
    reason, stored = f"ly_do_{mark}", row.reason if row else ""
    if kept := unsaved.held(desk).get(reason, stored):
        st.session_state.setdefault(reason, kept)
    st.text_input("Lý do (bắt buộc khi không góp ý)", key=reason, max_chars=500, on_change=unsaved.keep, args=(desk, reason, stored))
    _buttons(desk, finding, shown)


def _area(desk: Desk, key: str, label: str, proposed: str, height: int) -> str:
    """A box that keeps what is typed: going to another point and back, F5 or a closed tab lose nothing."""
    text = unsaved.held(desk).get(key, proposed)
    return st.text_area(label, text, key=key, height=height, max_chars=4000, on_change=unsaved.keep, args=(desk, key, proposed))


def _take_reason(desk: Desk, mark: str) -> None:
    if chosen := st.session_state.get(f"mau_{mark}"):
        st.session_state[f"ly_do_{mark}"] = chosen
        unsaved.keep(desk, f"ly_do_{mark}", "")


def _buttons(desk: Desk, finding: Finding, shown: list[Finding]) -> None:
    """The three verdicts; their callbacks read the boxes, which may have changed with this very click.

    Each point has buttons of its own: a second quick press belongs to the point it was aimed at, not to the next one.
    """
    row, verdict = desk.decisions.get(finding.id), desk.verdict(finding)
    after = state.next_undecided(desk, shown, finding) or finding
    locked = records.read_approval(desk.at, desk.case.id, desk.file.round) is not None
    with st.container(key="quyet"):
        for column, (kind, label, shortcut) in zip(st.columns((1, 1, 1.3), gap="xsmall"), BUTTONS, strict=True):
            style = "primary" if verdict == kind else "secondary"
            given = {"on_click": _save, "args": (desk, finding, kind, after.id), "disabled": locked, "type": style, "shortcut": shortcut}
            column.button(label, key=f"nut_{kind}_{finding.id}", width="stretch", **given)
        if row and row.verdict:
            notices.line(f"Đã lưu lúc {words.moment(row.at)}: {words.VERDICT_NAMES[row.verdict]}", key="da_luu")


def _save(desk: Desk, finding: Finding, verdict: str, after: str) -> None:
    row = desk.decisions.get(finding.id)
    mark = f"{finding.id}_{row.version if row else 0}"
    if st.session_state.get("vua_quyet") == (mark, verdict):  # a second press on a button that is on its way out
        return
    boxes = {name: (st.session_state.get(f"{name}_{mark}") or "").strip() for name in ("y_kien", "loi", "ly_do")}
    try:
        decision = _decision(finding, verdict, boxes)
        records.save_decision(desk.at, desk.file.id, decision, row.version if row else 0)
    except records.StaleDecision as conflict:
        st.session_state["xung_dot"] = (finding, decision, conflict.theirs)
        return
    except PipelineError as error:
        st.session_state["loi_luu"] = error
        return
    unsaved.drop(desk, *(f"{name}_{mark}" for name in boxes))
    st.session_state["vua_quyet"] = (mark, verdict)
    st.session_state["vua_luu"] = f"Đã lưu: {finding.code}, {desk.label(finding)} – {words.VERDICT_NAMES[verdict]}. Hoàn tác: Alt+Z."
    state.select(after)


def _decision(finding: Finding, verdict: str, boxes: dict[str, str]) -> Decision:
    """What the boxes say. Words left as proposed are kept as "", so that the sheet follows the proposal."""
    comment = "" if boxes["y_kien"] == finding.message else boxes["y_kien"]
    wording = "" if boxes["loi"] == finding.suggestion else boxes["loi"] or BLANK
    if verdict == "sua_loi" and not (comment or wording):
        raise records.BadInput(
            "loi", "Ý kiến và lời đề nghị chưa sửa gì.", "Sửa một trong hai ô rồi bấm Sửa lời, hoặc bấm Góp ý để giữ nguyên."
        )
    return Decision(finding.id, verdict, comment, wording, boxes["ly_do"] if verdict == "khong_gop_y" else "")


# ---------------------------------------------------------------- notes


def _notes(desk: Desk, finding: Finding) -> None:
    notes = [n for n in records.list_notes(desk.at, desk.file.id) if n.finding == finding.id]
    key = f"ghi_chu_{finding.id}_{len(notes)}"
    with st.expander(f"Ghi chú ({len(notes)})", key="ghi_chu", expanded=key in unsaved.held(desk)):
        names = records.person_names(desk.at)
        show_passage(
            [("nho", [(f"{words.moment(n.at)} · {names.get(n.by, '')}: ", "dam"), (n.text, "")]) for n in notes], key="cac_ghi_chu"
        )
        text = unsaved.held(desk).get(key, "")
        label = "Ghi chú nội bộ, không đưa vào phiếu"
        st.text_area(label, text, key=key, height=70, max_chars=2000, on_change=unsaved.keep, args=(desk, key, ""))
        st.button("Lưu ghi chú", on_click=_add_note, args=(desk, finding, key))


def _add_note(desk: Desk, finding: Finding, key: str) -> None:
    text = (st.session_state.get(key) or "").strip()
    if text:
        records.add_note(desk.at, desk.file.id, text, finding.id)
        unsaved.drop(desk, key)
