"""A checklist out and in: Excel and YAML to edit elsewhere, a pack for another office; conflicts are shown, a person chooses."""

import datetime

import streamlit as st

from pipelines import studio
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices, words
from review_app.viewer import show_passage
from review_app.views.studio import spelled, working

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(at: records.Desk, version) -> None:
    """`version`: what is handed out, None while the office has changed nothing."""
    st.subheader("Xuất")
    overlay = version.overlay if version else studio.Overlay()
    number = version.number if version else 0
    with st.container(horizontal=True):
        st.download_button("Excel", studio.write_workbook(overlay), f"danh-muc-{number}.xlsx", XLSX, key="xu_excel")
        st.download_button("YAML", studio.write_yaml(overlay), f"danh-muc-{number}.yaml", "text/yaml", key="xu_yaml")
        if version:
            pack = studio.Pack(overlay, records.read_settings(at).agency, datetime.date.today().isoformat(), number, version.checklist)
            st.download_button(
                "Gói cho cơ quan khác", studio.write_pack(pack), f"goi-danh-muc-{number}.zip", "application/zip", key="xu_goi"
            )
    notices.line("Excel và YAML chứa phần cơ quan đã thêm, sửa, bỏ; nạp lại thì được đúng như cũ.", key="xu_nhac")
    if at.user.can("checklist"):
        _take_in(at)


def _take_in(at: records.Desk) -> None:
    st.subheader("Nạp")
    turn = st.session_state.setdefault("nap_luot", 0)
    file = st.file_uploader("Tệp .xlsx, .yaml hoặc gói .zip", ["xlsx", "yaml", "yml", "zip"], key=f"nap_{turn}", max_upload_size=20)
    if file is None:
        return
    try:
        theirs, said = _read(file.getvalue(), file.name)
    except PipelineError as error:
        for number, problem in enumerate(getattr(error, "problems", ())[:40]):
            notices.line(f"• {problem}", "dong", key=f"nap_sai_{number}")
        notices.refused(error if not getattr(error, "problems", ()) else _short(error), key="nap_loi")
        return
    own, _ = working.overlay(at)
    merged, conflicts = studio.merge(own, theirs)
    notices.line(said, key="nap_doc")
    replace = st.radio("Cách nạp", WAYS, key="nap_cach", horizontal=True) == WAYS[1]
    taken = [] if replace or not conflicts else _conflicts(conflicts)
    st.button("Đưa vào bản soạn", type="primary", on_click=_store, args=(at, theirs if replace else merged, taken), key="nap_luu")


WAYS = ["Gộp với phần của cơ quan", "Thay toàn bộ phần của cơ quan"]


def _short(error: PipelineError) -> PipelineError:
    return type(error)((f"Tệp có {len(error.problems)} chỗ sai, chưa nạp gì.",))


def _read(data: bytes, name: str) -> tuple[studio.Overlay, str]:
    """(overlay, what was read): told apart by content for packs and workbooks, the rest is YAML."""
    if data[:2] == b"PK" and not name.casefold().endswith(".xlsx"):
        pack = studio.read_pack(data)
        office = pack.office or "cơ quan không ghi tên"
        return pack.overlay, f"Gói của {office}, phiên bản {pack.number}, ngày {words.day(pack.date)}: {_counted(pack.overlay)}."
    if name.casefold().endswith(".xlsx"):
        overlay = studio.read_workbook(data)
    else:
        overlay = studio.read_yaml(data.decode("utf-8-sig", "replace"), "Tệp YAML")
    return overlay, f"Đọc được {_counted(overlay)}."


def _counted(overlay: studio.Overlay) -> str:
    counts = {"items": "mục", "bases": "căn cứ", "names": "tên cũ, mới", "glossary": "thuật ngữ"}
    return ", ".join(f"{len(overlay.entries(part))} {name}" for part, name in counts.items())


def _conflicts(conflicts: tuple) -> list:
    """Those for which the other side is to be taken."""
    notices.warn(f"{len(conflicts)} chỗ hai bên khác nhau; đánh dấu chỗ muốn lấy theo tệp nạp vào.", key="nap_khac")
    taken = []
    for number, one in enumerate(conflicts):
        show_passage([("muc", [(one.key, "")]), ("dong", _fields(one))], key=f"nap_cho_{number}")
        if st.checkbox("Lấy theo tệp nạp vào", key=f"nap_lay_{number}"):
            taken.append(one)
    return taken


def _fields(one) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    for name in {**one.mine, **one.theirs}:
        mine, theirs = (words.shorten(spelled.text(side.get(name, "")) or "(không có)", 120) for side in (one.mine, one.theirs))
        if one.mine.get(name) != one.theirs.get(name):
            runs += [(f"{spelled.field(name)}: ", "nho"), (mine, "del"), (" → ", ""), (theirs, "ins"), ("  ", "")]
    return runs


def _store(at: records.Desk, overlay: studio.Overlay, taken: list) -> None:
    for one in taken:
        overlay = studio.take_theirs(overlay, one)
    if working.save(at, lambda _: overlay, "Đã nạp."):
        st.session_state["nap_luot"] += 1
        st.session_state.pop("soan", None)
