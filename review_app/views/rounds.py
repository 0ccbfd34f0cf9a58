"""Tiếp thu: what became of each comment of the last round in the revised draft, and which risks the revision brought in."""

import zlib

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from pipelines.types import CHANGES, TAKEN_UP, Followed
from review_app import records
from review_app.parts import case_bar, dossier, notices, session, word_back, words
from review_app.viewer import show_passage, show_table

COLUMNS = [("TT", "2.2rem"), ("Vị trí cũ", "15%"), ("Vị trí mới", "15%"), ("Ý kiến đã gửi", ""), ("Tình trạng", "22%")]
MARKS = {"toan_bo": ("✓", "xong"), "mot_phan": ("◆", "gan"), "khong": ("✖", "tre"), "da_bo": ("✓", "xong")}
LONGEST = 4000  # characters of a giải trình
SIGNS = {"giu": "", "bo": "del", "them": "ins"}


def show() -> None:
    at = session.desk()
    opened = case_bar.opened(at)
    if opened is None:
        return
    _, file = opened
    if file is None or dossier.before(at, file) is None:
        notices.tell(
            "Chưa có bản sửa để đối chiếu. Khi cơ quan soạn thảo gửi bản sửa: sang trang Tiếp nhận, chọn hồ sơ này ở ô Nạp vào và đánh dấu "
            "“Đây là bản sửa của lần thẩm định mới”."
        )
        return
    followed = dossier.followed_of(at, file)
    _totals(followed)
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        show_table(COLUMNS, [_row(one) for one in followed], "Lần trước không có ý kiến nào.", key="tt_bang", link=3, on_pick=_picked)
        offered = _replies(file, followed)
        _risks(at, file)
    with right:
        chosen = _chosen(followed)
        if chosen:
            _detail(at, file, chosen, offered.get(chosen.row.finding, ""))


def _replies(file: records.CaseFile, followed: tuple[Followed, ...]) -> dict[str, str]:
    """Finding → what the agency replied under the comment in the Word file it sent back."""
    with st.expander("Lấy giải trình từ tệp Word cơ quan soạn thảo gửi lại"):
        back = word_back.uploaded("Tệp .docx kèm góp ý đã được trả lời", [one.row for one in followed], f"tt_tep_{file.id}")
        found = word_back.replies(back)
        if back:
            told = f"{len(found)} ý kiến có câu trả lời, đã điền sẵn vào ô Giải trình. Xem rồi bấm Xác nhận từng ý kiến."
            notices.line(told if found else "Không có câu trả lời nào dưới các góp ý của phiếu.", key="tt_tra_loi")
        word_back.others(back, "tt_gop_y_khac")
        return found


def _totals(followed: tuple[Followed, ...]) -> None:
    counts = [(name, sum(one.status == key for one in followed)) for key, name in TAKEN_UP.items()]
    runs = [(f"{name.capitalize()} {number}", "nhan") for name, number in counts]
    runs.append((f"Đã xác nhận {sum(one.confirmed for one in followed)}/{len(followed)}", "nhan"))
    if owed := sum(one.unanswered for one in followed):
        runs.append((f"◆ {owed} ý kiến không tiếp thu mà chưa có giải trình", "nhan kd"))
    show_passage([("", runs)], key="tt_tong")


def _row(one: Followed) -> dict:
    mark, kind = MARKS[one.status]
    said = f"{mark} {TAKEN_UP[one.status]}" + ("" if one.confirmed else " (máy đề xuất)")
    cells = [str(one.row.number), one.row.label, one.new_label or "đã bỏ", words.shorten(one.row.comment, 140), (said, kind)]
    return {"id": one.row.finding, "cells": cells}


def _picked() -> None:
    if chosen := st.session_state["tt_bang"].pick:
        st.session_state["tt_chon"] = chosen


def _chosen(followed: tuple[Followed, ...]) -> Followed | None:
    wanted = next((one for one in followed if one.row.finding == st.session_state.get("tt_chon")), None)
    return wanted or next((one for one in followed if not one.confirmed), followed[0] if followed else None)


def _detail(at: records.Desk, file: records.CaseFile, one: Followed, offered: str) -> None:
    changes = ", ".join(CHANGES[key] for key in one.changes)
    lines = [("to", [(f"Ý kiến {one.row.number}: {one.row.label} → {one.new_label or 'đã bỏ'}", "")]), ("nho", [(changes, "")])]
    lines += [("muc", [("Ý kiến đã gửi", "")]), ("", [(one.row.comment, "")])]
    if one.row.wording.strip():
        lines += [("muc", [("Đã đề nghị sửa thành", "")]), ("vb", [(one.row.wording, "")])]
    lines += [("muc", [("Bản mới so với bản cũ", "")]), ("vb", [(text, SIGNS[sign]) for sign, text in one.comparison])]
    lines.append(("nho", [("Vì sao đề xuất: ", "dam"), (one.why, "")]))
    show_passage(lines, key="tt_chi_tiet")
    _confirmation(at, file, one, offered)


# ---------------------------------------------------------------- confirming


def _confirmation(at: records.Desk, file: records.CaseFile, one: Followed, offered: str) -> None:
    """Two boxes and the button; what somebody else confirmed meanwhile is never written over unseen.

    `offered` is a reply from Word: it fills the box of a comment that has no giải trình yet.
    """
    known = records.read_answers(at, file.id).get(one.row.finding)
    version = known.version if known else 0
    answer = one.answer or offered[:LONGEST]
    mark = f"{file.id}_{one.row.finding}_{version}_{zlib.crc32(answer.encode())}"
    statuses = list(TAKEN_UP)
    st.selectbox("Tình trạng tiếp thu", statuses, statuses.index(one.status), format_func=TAKEN_UP.get, key=f"tt_tinh_trang_{mark}")
    st.text_area("Giải trình của cơ quan soạn thảo", answer, height=110, max_chars=LONGEST, key=f"tt_giai_trinh_{mark}")
    if one.unanswered and not answer:
        notices.warn("Không tiếp thu nhưng chưa có giải trình.", key="tt_thieu")
    st.button("Xác nhận", type="primary", shortcut="Alt+1", on_click=_confirm, args=(at, file, one.row.finding, mark, version))
    if error := st.session_state.pop("tt_loi", None):
        notices.refused(error, key="tt_loi_hien")
    mine = st.session_state.get("tt_chua_luu")
    if mine and mine[0] == one.row.finding:
        _unsaved(at, file, mine, version)


def _unsaved(at: records.Desk, file: records.CaseFile, mine: tuple[str, str, str], version: int) -> None:
    """Somebody confirmed in between: the boxes show theirs, mine stands here until one is chosen."""
    _, status, answer = mine
    show_passage([("dam", [("Bản của tôi, chưa lưu", "")]), ("", [(f"{TAKEN_UP[status]}. {answer}", "")])], key="tt_chua_luu_hien")
    with st.container(horizontal=True):
        st.button("Giữ bản của tôi", on_click=_save, args=(at, file, *mine, version))
        st.button("Giữ bản đang lưu", on_click=st.session_state.pop, args=("tt_chua_luu", None))


def _confirm(at: records.Desk, file: records.CaseFile, finding: str, mark: str, version: int) -> None:
    status, answer = st.session_state[f"tt_tinh_trang_{mark}"], (st.session_state[f"tt_giai_trinh_{mark}"] or "").strip()
    _save(at, file, finding, status, answer, version)


def _save(at: records.Desk, file: records.CaseFile, finding: str, status: str, answer: str, version: int) -> None:
    try:
        records.save_answer(at, file.id, finding, status, answer, version)
    except PipelineError as error:
        st.session_state["tt_loi"] = error
        if isinstance(error, records.StaleRecord):
            st.session_state["tt_chua_luu"] = (finding, status, answer)
            st.session_state["tt_chon"] = finding
        return
    for done in ("tt_chua_luu", "tt_chon"):  # on to the next that is not confirmed
        st.session_state.pop(done, None)


# ---------------------------------------------------------------- new risks


def _risks(at: records.Desk, file: records.CaseFile) -> None:
    """What only the revision brought in."""
    old, new = (records.latest_review(at, f.id).review for f in (dossier.before(at, file), file))
    found = pipelines.new_risks(old, new, pipelines.align(old.draft, new.draft))
    labels = {p.id: p.label for p in new.draft.provisions}
    st.subheader("Điểm mới phát sinh trong bản sửa")
    rows = [
        {
            "cells": [
                words.severity_run(f.severity),
                f.code,
                labels.get(f.provision or "", "Toàn văn bản"),
                (words.shorten(f.quote or f.question, 120), "vb"),
            ]
        }
        for f in found
    ]
    show_table(
        [("Mức độ", "9rem"), ("Mã", "4rem"), ("Vị trí", "20%"), ("Nội dung", "")], rows, "Bản sửa không phát sinh điểm mới.", key="tt_moi"
    )
