"""Words typed and not saved yet, on any page about a file. A moment after the last key they are in the store."""

from typing import Protocol

import streamlit as st

from pipelines.errors import PipelineError
from review_app import records


class OnFile(Protocol):
    """Whoever types, and the file it is about: the desk, or the reply below a comment."""

    @property
    def at(self) -> records.Desk: ...

    @property
    def file(self) -> records.CaseFile: ...


def held(desk: OnFile) -> dict[str, str]:
    """Box → text, as the store had it when this session opened the file and as typed since."""
    place = f"do_dang_{desk.file.id}"
    if place not in st.session_state:
        st.session_state[place] = records.read_unsaved(desk.at, desk.file.id)
    return st.session_state[place]


def keep(desk: OnFile, key: str, proposed: str, **more: str) -> None:
    """The box of that key may have changed; `more` are facts that belong to it. Words as proposed are nothing to keep.

    Streamlit reports a change of boxes that were left untouched too, when a press overtakes the page.
    """
    text = st.session_state.get(key)
    if text is not None:
        put(desk, key, text, proposed, **more)


def put(desk: OnFile, box: str, text: str, proposed: str, **more: str) -> None:
    """As `keep`, for a page that says itself what stands in its box."""
    if text == held(desk).get(box):
        return
    if text == proposed:
        drop(desk, box)
    else:
        _write(desk, {box: text, **more})


def drop(desk: OnFile, *keys: str) -> None:
    """These boxes were saved, or given up."""
    known = {key: None for key in keys if key in held(desk)}
    if known:
        _write(desk, known)


def _write(desk: OnFile, changes: dict[str, str | None]) -> None:
    mine = held(desk)
    for key, text in changes.items():
        mine.pop(key, None)
        if text is not None:
            mine[key] = text
    try:
        records.keep_unsaved(desk.at, desk.file.id, changes)
    except PipelineError as error:
        st.session_state["loi_luu"] = error
