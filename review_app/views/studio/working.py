"""The version in preparation, as the editing parts of the page use it: what it holds, and saving one entry into it."""

import re
import unicodedata
from collections.abc import Callable, Collection

import streamlit as st

from pipelines import studio
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices


def overlay(at: records.Desk) -> tuple[studio.Overlay, int]:
    """(the overlay editors go on from, what to give back as `seen`)."""
    return records.working_overlay(at)


@st.cache_resource(show_spinner=False, max_entries=4)
def checklist(of: studio.Overlay):
    """The whole checklist of an overlay, made once."""
    return studio.compose(of)


def id_from(text: str, taken: Collection[str]) -> str:
    """A code of letters and figures for a new entry, made of its own words; "" for no words."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    made = "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))[:50]
    return next((id for n in range(1, 1000) if (id := made if n == 1 else f"{made}-{n}") not in taken), "") if made else ""


def save(at: records.Desk, change: Callable[[studio.Overlay], studio.Overlay], done: str) -> bool:
    """Put a change into the version in preparation; what it refuses is said on the next run. For use as a callback."""
    own, seen = records.working_overlay(at)
    try:
        version = records.save_overlay(at, change(own), seen)
    except PipelineError as error:
        st.session_state["dm_loi"] = error
        return False
    st.session_state["dm_xong"] = f"{done} Đang nằm trong bản soạn số {version.number}; lãnh đạo ký ở phần Phiên bản thì mới được dùng."
    return True


def say() -> None:
    """What the last action did or why it was refused."""
    if error := st.session_state.pop("dm_loi", None):
        notices.refused(error, key="dm_loi_hien")
    if done := st.session_state.pop("dm_xong", None):
        notices.done(done, key="dm_xong_hien")
