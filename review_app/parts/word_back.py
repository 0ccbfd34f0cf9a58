"""Comments that come back in a Word file: what a colleague edited goes into the sheet, what the agency replied becomes giải trình."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from pipelines.types import Decision, ReturnedComment, SheetRow
from review_app import records
from review_app.parts import notices, words
from review_app.parts.compare import compared
from review_app.viewer import show_passage

SHOWN = 20  # comments of others that are listed


def uploaded(label: str, rows: Sequence[SheetRow], key: str) -> tuple[ReturnedComment, ...]:
    """The comments of the uploaded .docx, matched to the rows; none before an upload or after a refusal. The file is not stored."""
    file = st.file_uploader(label, ["docx"], key=key, max_upload_size=30)
    if file is None:
        return ()
    try:
        back = pipelines.read_comments(file.getvalue(), rows)
    except PipelineError as error:
        notices.refused(error, key=f"{key}_loi")
        return ()
    known = sum(bool(one.finding) for one in back)
    notices.tell(f"Tệp có {len(back)} góp ý, {known} góp ý thuộc phiếu này.", key=f"{key}_thay")
    return back


def others(back: Sequence[ReturnedComment], key: str) -> None:
    """Comments of the file that belong to no row: shown, never taken over by themselves."""
    found = [one for one in back if not one.finding][:SHOWN]
    lines = [("dong", [(f"• {one.author}, về “{words.shorten(one.quote, 80)}”: ", "dam"), (one.comment, "")]) for one in found]
    if lines:
        show_passage([("muc", [("Góp ý khác trong tệp", "")]), *lines], key=key)


# ---------------------------------------------------------------- replies


def replies(back: Sequence[ReturnedComment]) -> dict[str, str]:
    """Finding → the replies under its comment, one after another."""
    told = {one.finding: "\n".join(answer.text.strip() for answer in one.answers if answer.text.strip()) for one in back if one.finding}
    return {finding: text for finding, text in told.items() if text}


# ---------------------------------------------------------------- edits


def edits(at: records.Desk, file: records.CaseFile, rows: tuple[SheetRow, ...]) -> None:
    """The rows whose words were changed in Word, old against new, and the button that takes them over."""
    if said := st.session_state.pop("vb_da_nhan", None):
        notices.done(said, key="vb_da_nhan_hien")
    if error := st.session_state.pop("vb_loi", None):
        notices.refused(error, key="vb_loi_hien")
    back = uploaded("Tệp .docx kèm góp ý đã sửa trong Word", rows, f"vb_tep_{file.id}")
    edited = [one for one in back if one.edited]
    by_finding = {row.finding: row for row in rows}
    lines = [line for one in edited for line in _difference(by_finding[one.finding], one)]
    if lines:
        show_passage(lines, key="vb_khac")
        st.button(f"Nhận {len(edited)} ý kiến đã sửa vào phiếu", type="primary", on_click=_take, args=(at, file, edited))
    elif back:
        notices.line("Lời các góp ý của phiếu không thay đổi.", key="vb_nhu_cu")
    others(back, "vb_khac_nguoi")


def _difference(row: SheetRow, one: ReturnedComment) -> list:
    lines = [("muc", [(f"Ý kiến {row.number}, {row.label}", "")]), ("", compared(row.comment, one.comment))]
    return lines if row.wording == one.wording else [*lines, ("vb", compared(row.wording, one.wording))]


def _take(at: records.Desk, file: records.CaseFile, edited: list[ReturnedComment]) -> None:
    decisions = records.read_decisions(at, file.id)
    own = {each.key: each for each in records.list_own_findings(at, file.id)}
    try:
        for one in edited:
            if one.finding in own:
                mine = own[one.finding]
                records.save_own_finding(at, replace(mine, comment=one.comment, wording=one.wording), mine.version)
            else:
                now = decisions[one.finding]
                records.save_decision(at, file.id, Decision(one.finding, "sua_loi", one.comment, one.wording, now.reason), now.version)
    except PipelineError as error:
        st.session_state["vb_loi"] = error
        return
    st.session_state["vb_da_nhan"] = f"Đã nhận {len(edited)} ý kiến đã sửa vào phiếu."
