"""Tiếp thu: what became of each comment of the last round in the revised draft, and which risks the revision brought in."""

import json
import zlib
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from pipelines.types import CHANGES, TAKEN_UP, Followed
from review_app import records
from review_app.parts import case_bar, dossier, notices, session, unsaved, word_back, words
from review_app.viewer import fit_panes, show_passage, show_table

COLUMNS = [("TT", "2.2rem"), ("Vị trí cũ", "15%"), ("Vị trí mới", "15%"), ("Ý kiến đã gửi", ""), ("Tình trạng", "24%")]
MARKS = {"toan_bo": ("✓", "xong"), "mot_phan": ("◆", "gan"), "khong": ("✖", "tre"), "da_bo": ("✓", "xong")}
NAMES = {key: name.capitalize() for key, name in TAKEN_UP.items()}
LONGEST = 4000  # characters of a giải trình
SIGNS = {"giu": "", "bo": "del", "them": "ins"}
BOX = "tt_"  # before the finding: the name under which words typed below its comment are kept


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
    _body(at, file, dossier.followed_of(at, file))


def _body(at: records.Desk, file: records.CaseFile, followed: tuple[Followed, ...]) -> None:
    begun = _begun(at, file)
    chosen = _chosen(followed)
    _totals(followed)
    left, right = st.columns([1.15, 1], gap="medium")
    with left, st.container(key="tt_trai"):
        rows = [_row(one, one.row.finding in begun) for one in followed]
        selected = chosen.row.finding if chosen else None
        show_table(COLUMNS, rows, "Lần trước không có ý kiến nào.", key="tt_bang", link=1, selected=selected, on_pick=_picked)
        offered = _replies(file, followed)
        _risks(at, file)
    with right, st.container(key="chi_tiet"):
        if chosen:
            _detail(at, file, chosen, offered.get(chosen.row.finding, ""))
    fit_panes()


def _begun(at: records.Desk, file: records.CaseFile) -> set[str]:
    """Findings below whose comment words were typed and not confirmed; the first time, the page opens at the latest of them."""
    kept = [box.removeprefix(BOX) for box in unsaved.held(Reply(at, file)) if box.startswith(BOX)]
    if kept and not st.session_state.get(f"tt_mo_{file.id}"):
        st.session_state.setdefault("tt_chon", kept[-1])
    st.session_state[f"tt_mo_{file.id}"] = True
    return set(kept)


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
    runs = [(f"{name} {sum(one.status == key for one in followed)}", "nhan") for key, name in NAMES.items()]
    runs.append((f"Đã xác nhận {sum(one.confirmed for one in followed)}/{len(followed)}", "nhan"))
    if owed := sum(one.unanswered for one in followed):
        runs.append((f"◆ {owed} ý kiến không tiếp thu mà chưa có giải trình", "nhan kd"))
    if followed and all(one.confirmed for one in followed):
        runs.append(("Tải bảng tiếp thu, giải trình ở trang Phiếu ý kiến", "nhan con"))
    if said := st.session_state.pop("vua_luu", None):  # in this line, so that nothing on the page jumps
        runs.append((f"✓ {said}", "nhan con"))
    show_passage([("", runs)], key="tt_tong")


def _row(one: Followed, begun: bool) -> dict:
    mark, kind = MARKS[one.status]
    said = f"{mark} {NAMES[one.status]}" + ("" if one.confirmed else " (máy đề xuất)") + ("\n✎ Đang nhập dở" if begun else "")
    cells = [str(one.row.number), one.row.label, one.new_label or "đã bỏ", words.shorten(one.row.comment, 140), (said, kind)]
    return {"id": one.row.finding, "cells": cells}


def _picked() -> None:
    if chosen := st.session_state["tt_bang"].pick:
        st.session_state["tt_chon"] = chosen


def _chosen(followed: tuple[Followed, ...]) -> Followed | None:
    wanted = next((one for one in followed if one.row.finding == st.session_state.get("tt_chon")), None)
    return wanted or next((one for one in followed if not one.confirmed), followed[0] if followed else None)


def _detail(at: records.Desk, file: records.CaseFile, one: Followed, offered: str) -> None:
    """`offered` is a reply from Word: it fills the box of a comment that has no giải trình yet."""
    known = records.read_answers(at, file.id).get(one.row.finding)
    reply = Reply(at, file, one.row.finding, known.version if known else 0, one.status, one.answer or offered[:LONGEST])
    changes = ", ".join(CHANGES[key] for key in one.changes)
    lines = [("to", [(f"Ý kiến {one.row.number}: {one.row.label} → {one.new_label or 'đã bỏ'}", "")])]
    lines += [("nho", [("Bản sửa: ", "dam"), (changes, "")])]
    lines += [("muc", [("Ý kiến đã gửi", "")]), ("", [(one.row.comment, "")])]
    if one.row.wording.strip():
        lines += [("muc", [("Đã đề nghị sửa thành", "")]), ("vb", [(one.row.wording, "")])]
    lines += [("muc", [("Bản mới so với bản cũ", "")]), ("vb", [(text, SIGNS[sign]) for sign, text in one.comparison])]
    lines.append(("nho", [("Vì sao đề xuất: ", "dam"), (one.why, "")]))
    if offered and offered != (reply.kept[2] if reply.kept else reply.answer):  # the reviewer's own words stand in the box
        lines.append(("nho", [("Cơ quan trả lời trong tệp Word: ", "dam"), (offered, "")]))
    show_passage(lines, key="tt_chi_tiet", top=one.row.finding)
    _confirmation(reply, one)


# ---------------------------------------------------------------- confirming


@dataclass(frozen=True)
class Reply:
    """The two boxes below one comment. What is typed there is kept until it is confirmed, with the version it was typed over."""

    at: records.Desk
    file: records.CaseFile
    finding: str = ""
    version: int = 0
    status: str = ""  # as proposed or confirmed
    answer: str = ""

    @property
    def box(self) -> str:
        return f"{BOX}{self.finding}"

    @cached_property
    def mark(self) -> str:
        """Of the boxes on the page: another comment, version or proposal gets boxes of its own."""
        return f"{self.file.id}_{self.finding}_{self.version}_{zlib.crc32(self.answer.encode())}"

    @property
    def shown(self) -> tuple[str, str]:
        """(status, answer) as the boxes stand at this moment."""
        state = st.session_state
        return state.get(f"tt_tinh_trang_{self.mark}") or self.status, state.get(f"tt_giai_trinh_{self.mark}") or ""

    @property
    def kept(self) -> tuple[int, str, str] | None:
        """(version it was typed over, status, answer) not confirmed yet."""
        text = unsaved.held(self).get(self.box)
        return tuple(json.loads(text)) if text else None

    def noted(self, status: str, answer: str) -> str:
        return json.dumps([self.version, status, answer], ensure_ascii=False)


def _confirmation(reply: Reply, one: Followed) -> None:
    """Two boxes and the button; what somebody else confirmed meanwhile is never written over unseen."""
    mine = reply.kept
    overtaken = mine is not None and mine[0] != reply.version
    status, answer = mine[1:] if mine and not overtaken else (reply.status, reply.answer)
    given = {"on_change": _keep, "args": (reply,), "disabled": overtaken}
    at = list(NAMES).index(status)
    st.selectbox("Tình trạng tiếp thu", list(NAMES), at, format_func=NAMES.get, key=f"tt_tinh_trang_{reply.mark}", **given)
    label = "Giải trình của cơ quan soạn thảo"
    st.text_area(label, answer, height=110, max_chars=LONGEST, key=f"tt_giai_trinh_{reply.mark}", **given)
    with st.container(key="quyet"):
        pressed = {"on_click": _confirm, "args": (reply,), "disabled": overtaken}
        st.button("Xác nhận", type="primary", shortcut="Alt+1", key=f"tt_nut_{reply.mark}", **pressed)
        if one.unanswered and not answer.strip():  # under the button: going away, it does not move what is being pressed
            notices.warn("Không tiếp thu nhưng chưa có giải trình.", key="tt_thieu")
        if error := st.session_state.pop("loi_luu", None):
            notices.refused(error, key="tt_loi_hien")
        if overtaken:
            _choose(reply, *mine[1:])


def _choose(reply: Reply, status: str, answer: str) -> None:
    """Somebody confirmed in between: both versions stand here until one is chosen."""
    both = (("Bản của tôi, chưa lưu: ", status, answer), ("Bản đang lưu: ", reply.status, reply.answer))
    lines = [("", [(name, "dam"), (f"{NAMES[kind]}. {text}", "")]) for name, kind, text in both]
    show_passage(lines, key="tt_chua_luu_hien")
    with st.container(horizontal=True):
        st.button("Giữ bản của tôi", on_click=_save, args=(reply, status, answer))
        st.button("Giữ bản đang lưu", on_click=unsaved.drop, args=(reply, reply.box))


def _keep(reply: Reply) -> None:
    unsaved.put(reply, reply.box, reply.noted(*reply.shown), reply.noted(reply.status, reply.answer))


def _confirm(reply: Reply) -> None:
    status, answer = reply.shown
    _save(reply, status, answer.strip())


def _save(reply: Reply, status: str, answer: str) -> None:
    try:
        records.save_answer(reply.at, reply.file.id, reply.finding, status, answer, reply.version)
    except records.StaleRecord as error:
        theirs = error.theirs
        if theirs is None or (theirs.status, theirs.answer) != (status, answer):  # the same twice is a second press
            unsaved.put(reply, reply.box, reply.noted(status, answer), "")
            st.session_state["loi_luu"] = error
            st.session_state["tt_chon"] = reply.finding
            return
    except PipelineError as error:
        st.session_state["loi_luu"] = error
        return
    unsaved.drop(reply, reply.box)
    st.session_state["vua_luu"] = f"Đã lưu: {TAKEN_UP[status]}"
    st.session_state.pop("tt_chon", None)  # on to the next that is not confirmed


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
