"""The sheet's own words, general opinion and conclusion: edited on the sheet page, stored at once."""

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices
from review_app.viewer import show_passage


def read(at: records.Desk, file_id: int):
    """The words as stored: `.general`, `.conclusion`, `.version`."""
    return records.sheet_words(at, file_id)


def edit(at: records.Desk, file: records.CaseFile, conclusions: tuple[str, ...]) -> None:
    """Two boxes; leaving one, or a pause in typing, stores it."""
    written = read(at, file.id)
    mark = _mark(file.id, written.version)
    arguments = {"on_change": _save, "args": (at, file.id, mark, written.version)}
    st.text_area("Ý kiến chung", written.general, key=f"chung_{mark}", height=130, max_chars=8000, **arguments)
    st.text_area("Kết luận, đề nghị", written.conclusion, key=f"ket_{mark}", height=80, max_chars=4000, **arguments)
    st.pills("Mẫu kết luận", conclusions, key=f"mau_ket_{mark}", wrap=True, on_change=_take, args=(at, file.id, mark, written.version))
    if error := st.session_state.pop("loi_phieu", None):
        notices.refused(error, key="loi_phieu_hien")
    if mine := st.session_state.get("phieu_chua_luu"):
        _unsaved(at, file.id, mine, written.version)


def _mark(file_id: int, version: int) -> str:
    """Of the boxes: the same while only this page saves, so that typing goes on; new ones when another's words came in."""
    first, latest = st.session_state.get(f"phieu_moc_{file_id}", (version, version))
    first = first if latest == version else version
    st.session_state[f"phieu_moc_{file_id}"] = (first, version)
    return f"{file_id}_{first}"


def _unsaved(at: records.Desk, file_id: int, mine: tuple[str, str], version: int) -> None:
    """Somebody saved in between: the boxes show theirs, mine stand here until one is chosen."""
    show_passage([("dam", [("Bản của tôi, chưa lưu", "")]), ("", [(mine[0], "")]), ("", [(mine[1], "")])], key="phieu_chua_luu_hien")
    with st.container(horizontal=True):
        st.button("Giữ bản của tôi", on_click=_keep_mine, args=(at, file_id, mine, version))
        st.button("Giữ bản đang lưu", on_click=st.session_state.pop, args=("phieu_chua_luu", None))


def _keep_mine(at: records.Desk, file_id: int, mine: tuple[str, str], version: int) -> None:
    try:
        records.save_sheet_words(at, file_id, records.SheetWords(*mine), version)
        st.session_state.pop("phieu_chua_luu")
    except PipelineError as error:
        st.session_state["loi_phieu"] = error


def _take(at: records.Desk, file_id: int, mark: str, version: int) -> None:
    if chosen := st.session_state.get(f"mau_ket_{mark}"):
        st.session_state[f"ket_{mark}"] = f"{chosen}."
        _save(at, file_id, mark, version)


def _save(at: records.Desk, file_id: int, mark: str, version: int) -> None:
    general, conclusion = (st.session_state.get(f"{name}_{mark}") or "" for name in ("chung", "ket"))
    try:
        saved = records.save_sheet_words(at, file_id, records.SheetWords(general.strip(), conclusion.strip()), version)
        st.session_state[f"phieu_moc_{file_id}"] = (st.session_state[f"phieu_moc_{file_id}"][0], saved.version)
    except records.StaleRecord as error:
        st.session_state["loi_phieu"] = error
        st.session_state["phieu_chua_luu"] = (general.strip(), conclusion.strip())
    except PipelineError as error:
        st.session_state["loi_phieu"] = error
