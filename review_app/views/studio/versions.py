"""Phiên bản: the office's checklist in numbered versions, compared, signed, gone back to, handed over and taken in."""

import streamlit as st

from pipelines import studio
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import compare, notices, words
from review_app.viewer import show_passage, show_table
from review_app.views.studio import effects, exchange, spelled, working

AROUND = 60  # characters of unchanged words shown beside a change


def show(at: records.Desk) -> None:
    working.say()
    found = records.list_checklist_versions(at)
    names = records.person_names(at)
    used = next((v for v in found if v.signed), None)
    prepared = found[0] if found and not found[0].signed else None
    if used and (fault := _fault(used.overlay)):
        notices.warn(
            f"Phiên bản {used.number} không còn hợp với chương trình sau cập nhật nên bản tốt gần nhất đang được dùng. {fault}",
            key="pb_hong",
        )
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        if prepared:
            _prepared(at, prepared, used, names)
        else:
            notices.tell("Không có bản nào đang soạn. Sửa một mục, căn cứ hoặc thuật ngữ thì bản soạn mới được lập.", key="pb_khong_soan")
        _table(at, found, used, names)
    with right:
        _update(at, used)
        exchange.show(at, prepared or used)
        _look_up(at, names)


def _fault(overlay: studio.Overlay) -> str:
    """Why the overlay does not fit the program as it is now; "" when it does."""
    try:
        working.checklist(overlay)
    except PipelineError as error:
        return error.message
    return ""


# ---------------------------------------------------------------- in preparation


def _prepared(at: records.Desk, version, used, names: dict[int, str]) -> None:
    st.subheader("Bản đang soạn")
    authors = ", ".join(names.get(each, "người đã xóa") for each in version.authors)
    notices.line(f"Bản số {version.number}, sửa lần cuối {words.moment(version.at)}; người soạn: {authors}.", key="pb_soan")
    _differences(used.overlay if used else studio.Overlay(), version.overlay, "pb_khac")
    fault = _fault(version.overlay)
    if fault:
        notices.warn(
            f"Bản soạn này chưa dùng được: {fault} Xuất YAML, sửa dòng được nêu rồi nạp lại, hoặc bỏ bản soạn.", key="pb_soan_hong"
        )
    quiet = () if fault else records.silenced_by(at, version)
    if quiet:
        said = f"Bản này làm giảm {len(quiet)} mục mức Bắt buộc sửa ({', '.join(quiet[:12])}): phải do một lãnh đạo không tham gia soạn ký."
        said += " Thêm người và vai trò ở trang Thiết lập."
        notices.warn(said, key="pb_giam")
    if not fault:
        effects.reached(at, used.overlay if used else studio.Overlay(), version.overlay, "pb_anh_huong")
    note = st.text_input("Ghi chú của phiên bản", version.note, key=f"pb_ghi_chu_{version.number}_{version.version}", max_chars=500)
    with st.container(horizontal=True):
        st.button("Lưu ghi chú", on_click=_note, args=(at, version, note), disabled=not at.user.can("checklist") or note == version.note)
        st.button(
            "Ký và đưa vào dùng",
            type="primary",
            on_click=_sign,
            args=(at, version),
            disabled=bool(fault) or not at.user.can("sign"),
            key="pb_ky",
        )
        with st.popover("Bỏ bản soạn"):
            st.text("Các sửa đổi trong bản này sẽ mất.")
            st.button("Bỏ hẳn bản soạn", on_click=_discard, args=(at, version), disabled=not at.user.can("checklist"), key="pb_bo")


def _act(action, done: str) -> None:
    try:
        action()
        st.session_state["dm_xong"] = done
    except PipelineError as error:
        st.session_state["dm_loi"] = error


def _note(at: records.Desk, version, note: str) -> None:
    _act(lambda: records.save_overlay(at, version.overlay, version.version, note), "Đã lưu ghi chú.")


def _sign(at: records.Desk, version) -> None:
    done = f"Đã ký phiên bản {version.number}. Từ nay dự thảo nạp vào được xét theo phiên bản này; kết quả đã có không thay đổi."
    _act(lambda: records.sign_checklist(at, version.number, version.version), done)


def _discard(at: records.Desk, version) -> None:
    _act(lambda: records.discard_preparation(at, version.number, version.version), "Đã bỏ bản soạn.")
    st.session_state.pop("soan", None)


def _differences(before: studio.Overlay, after: studio.Overlay, key: str) -> None:
    """What the later one changed, field by field, in words."""
    lines = []
    for one in studio.compare(before, after):
        lines.append(("muc", [(f"{studio.PARTS[one.part].removesuffix(' của cơ quan')}: {one.key}", ""), (f"  {_kind(one)}", "nho")]))
        lines += _fields(one)
    show_passage(lines or [("nho", [("Không khác bản trước.", "")])], key=key)


def _kind(one) -> str:
    if one.after is None:
        return "bỏ sửa đổi của cơ quan"
    if one.after.get("off"):
        return "đưa ra khỏi danh mục"
    return "thêm" if one.before is None and studio.shipped_entry(one.part, one.key) is None else "sửa"


def _fields(one) -> list:
    before = (studio.shipped_entry(one.part, one.key) or {}) | (one.before or {})
    after = one.after or {}
    found = []
    for name, value in after.items():
        if name in (studio.KEYS[one.part], "off") or before.get(name) == value or (not value and name not in before):
            continue
        old = spelled.text(before.get(name, ""))
        runs = _near_changes(compare.compared(old, spelled.text(value))) if old else [(words.shorten(spelled.text(value), 400), "ins")]
        found.append(("dong", [(f"{spelled.field(name)}: ", "nho"), *runs]))
    return found


def _near_changes(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The changed words with a few words around them: a long rule of which one word changed is not read anew."""
    last = len(runs) - 1
    return [(text if kind else _middle_out(text, n > 0, n < last), kind) for n, (text, kind) in enumerate(runs)]


def _middle_out(text: str, after: bool, before: bool) -> str:
    """An unchanged stretch, shortened; `after` and `before`: a change stands on that side of it."""
    if len(text) <= 2 * AROUND:
        return text
    head = text[:AROUND].rsplit(" ", 1)[0] + " " if after else ""
    tail = " " + text[-AROUND:].split(" ", 1)[-1] if before else ""
    return f"{head}…{tail}"


# ---------------------------------------------------------------- all versions


def _table(at: records.Desk, found, used, names: dict[int, str]) -> None:
    st.subheader("Các phiên bản")
    rows = [_row(version, used, names) for version in found]
    rows.append({"id": "0", "cells": ["gốc", "theo chương trình", "", "", ("đang dùng", "xong") if used is None else ""]})
    columns = [("Số", "3.5rem"), ("Lập", "9rem"), ("Ký", "11rem"), ("Ghi chú", ""), ("", "6rem")]
    show_table(columns, rows, "", key="pb_bang", selected=st.session_state.get("pb_chon"), on_pick=_picked)
    chosen = st.session_state.get("pb_chon")
    if chosen is not None:
        _chosen(at, int(chosen), found, used)


def _row(version, used, names: dict[int, str]) -> dict:
    signed = f"{words.moment(version.signed)}\n{names.get(version.signed_by, '')}" if version.signed else "chưa ký"
    state = ("đang dùng", "xong") if used and version.number == used.number else ("đang soạn", "gan") if not version.signed else ""
    made = f"{words.moment(version.at)}\n{names.get(version.by, '')}"
    return {"id": str(version.number), "cells": [str(version.number), made, signed, version.note, state]}


def _picked() -> None:
    if chosen := st.session_state["pb_bang"].pick:
        st.session_state["pb_chon"] = chosen


def _chosen(at: records.Desk, number: int, found, used) -> None:
    version = next((v for v in found if v.number == number), None)
    before = next((v.overlay for v in found if v.number < number), studio.Overlay())
    if version:
        notices.line(f"Phiên bản {number} so với phiên bản trước (danh mục {version.checklist}):", "dam", key="pb_so_ten")
        _differences(before, version.overlay, "pb_so")
    if number != (used.number if used else 0) and (version is None or version.signed):
        busy = not found[0].signed
        st.button(
            "Soạn lại theo bản này", on_click=_back, args=(at, number), disabled=busy or not at.user.can("checklist"), key="pb_tro_lai"
        )
        if busy:
            notices.line("Đang có bản soạn: ký hoặc bỏ bản ấy rồi mới soạn lại theo bản cũ.", key="pb_ban")


def _back(at: records.Desk, number: int) -> None:
    _act(lambda: records.go_back_to(at, number), "Đã lập bản soạn theo bản được chọn; lãnh đạo ký thì mới được dùng.")


def _update(at: records.Desk, used) -> None:
    """What an update of the program changed under the office's own words: a person chooses, place by place."""
    own, _ = records.working_overlay(at)
    conflicts = [c for c in studio.update_conflicts(used.overlay, used.base) if c.key in own.entries(c.part)] if used else []
    if not conflicts:
        return
    st.subheader("Bản cập nhật chương trình chạm vào phần cơ quan đã sửa")
    notices.line("Lời của cơ quan vẫn được dùng cho đến khi chọn khác.", key="pb_cap_nhat_nhac")
    for number, one in enumerate(conflicts):
        lines = [("muc", [(f"{one.key}: {spelled.field(one.field)}", "")])]
        lines.append(("dong", [("cơ quan: ", "nho"), (words.shorten(spelled.text(one.mine or "(bỏ)"), 300), "")]))
        lines.append(("dong", [("bản mới: ", "nho"), (words.shorten(spelled.text(one.theirs or "(không còn)"), 300), "")]))
        show_passage(lines, key=f"pb_cap_nhat_{number}")
        st.button("Lấy theo bản mới", on_click=_take_shipped, args=(at, one), disabled=not at.user.can("checklist"), key=f"pb_lay_{number}")
    st.button("Giữ lời của cơ quan ở mọi chỗ còn lại", on_click=_keep_own, args=(at,), disabled=not at.user.can("checklist"), key="pb_giu")


def _take_shipped(at: records.Desk, conflict) -> None:
    working.save(at, lambda own: studio.take_shipped(own, conflict), f"Đã lấy {conflict.key} theo bản mới.")


def _keep_own(at: records.Desk) -> None:
    """Saved as it is, against what is shipped now: the next update is compared with that."""
    working.save(at, lambda own: own, "Đã giữ lời của cơ quan.")


def _look_up(at: records.Desk, names: dict[int, str]) -> None:
    """Which version an old sheet rests on, by the code it prints."""
    st.subheader("Phiếu cũ dùng phiên bản nào")
    code = st.text_input("Mã danh mục in trên phiếu", key="pb_ma", max_chars=12).strip()
    if not code:
        return
    origin = records.checklist_origin(at, code)
    if origin is None:
        notices.warn("Chưa từng dùng danh mục mang mã này ở đây. Xem lại mã; phiếu có thể do cơ quan khác lập.", key="pb_thay")
        return
    for number, line in enumerate(_told(origin, names)):
        notices.line(line, "dong", key=f"pb_thay_{number}")


def _told(origin, names: dict[int, str]) -> list[str]:
    """Which version it was, signed by whom, and with which program it was first used."""
    lines = [_version_told(version, names) for version in origin.versions] or ["Danh mục gốc theo chương trình, cơ quan chưa sửa gì."]
    if origin.since:
        lines.append(f"Dùng lần đầu {words.moment(origin.since)}, với chương trình {origin.program}.")
    return [*lines, "Phiếu cũ được lập lại từ kết quả và quyết định đã lưu, nên không đổi theo danh mục đang dùng."]


def _version_told(version, names: dict[int, str]) -> str:
    signed = f"ký {words.moment(version.signed)}, người ký: {names.get(version.signed_by, 'người đã xóa')}" if version.signed else "chưa ký"
    note = f" Ghi chú: {version.note}." if version.note else ""
    return f"Phiên bản {version.number}, lập {words.moment(version.at)}, {signed}.{note}"
