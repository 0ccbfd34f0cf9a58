"""Small browser components for what Streamlit cannot show safely: the draft, the list of findings, passages and tables.

Each stands in files of its own name beside this module. Whatever data they are given reaches the page by textContent only,
so nothing that a draft contains can become markup, load an address or run.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

HERE = Path(__file__).parent


def _read(name: str, kind: str) -> str | None:
    path = HERE / f"{name}.{kind}"
    return path.read_text(encoding="utf-8") if path.exists() else None


def _component(name: str):
    return st.components.v2.component(f"tham_dinh_{name}", html=_read(name, "html"), css=_read(name, "css"), js=_read(name, "js"))


_document = _component("document")
_pointer = _component("pointer")
_findings = _component("findings")
_passage = _component("passage")
_table = _component("table")
_wording = _component("wording")
_lines = _component("lines")
_cookie = _component("cookie")
_fit = _component("fit")


def _nothing() -> None:
    """A component reports a value only when a callback is named."""


def show_document(model: dict, state: dict, key: str, on_pick: Callable = _nothing, on_own: Callable = _nothing):
    """The draft with clickable marks. Result: `.pick` a finding id, `.own` {"start","end"} or {"provision"}; each None unless just chosen.

    model: see `document.document_model`; sent again and redrawn only when it changes. state: selected, provision, decided, visit.
    """
    _pointer(data=state, key=f"{key}_tro")
    return _document(data=model, key=key, on_pick_change=on_pick, on_own_change=on_own)


def show_findings(rows: list[dict], selected: str | None, empty: str, key: str, paged: bool = False, on_pick: Callable = _nothing):
    """The list of findings; rows hold id, severity, code, label, line, verdict, seen, begun. Result: `.pick` a finding id or None."""
    return _findings(data={"rows": rows, "selected": selected, "empty": empty, "paged": paged}, key=key, on_pick_change=on_pick)


def show_passage(paragraphs: list, key: str | None = None, top: str | None = None, on_pick: Callable = _nothing):
    """Paragraphs as (classes, [(text, class[, target])]); a run with a target is a button. Result: `.pick` the target or None.

    A new value of `top` scrolls the detail pane back to its first line.
    """
    data = {"paragraphs": paragraphs} | ({"top": top} if top is not None else {})
    return _passage(data=data, key=key, on_pick_change=on_pick)


def show_table(columns: list, rows: list[dict], empty: str, key: str, link: int = 0, selected=None, on_pick: Callable = _nothing):
    """A table; columns as (name, css width or ""), rows as {"id"?, "cells": [text or (text, class[, share 0…1])]}.

    Result: `.pick` the id of the row just chosen, or None.
    """
    data = {"columns": columns, "rows": rows, "empty": empty, "link": link, "selected": selected}
    return _table(data=data, key=key, on_pick_change=on_pick)


def edit_lines(lines: list[str], verdicts: list[tuple[str, bool]], turn: int, label: str, hint: str, key: str):
    """Boxes for sentences, one each, with ✓ or ✗ beside those in `verdicts`. Result: `.lines` as typed, None before the first change.

    A new `turn` puts `lines` into the boxes; until then what is typed stands.
    """
    data = {"lines": lines, "verdicts": verdicts, "turn": turn, "label": label, "hint": hint, "least": 3}
    return _lines(data=data, key=key, on_lines_change=_nothing)


def keep_cookie(name: str, value: str, seconds: int) -> None:
    """Keep a value in this browser for so long; an empty one removes it."""
    _cookie(data={"name": name, "token": value, "seconds": seconds}, key=f"giu_{name}")


def fit_panes() -> None:
    """The panes of the desk end at the foot of the window."""
    _fit(key="vua_khung")


def style(name: str) -> str:
    """A style sheet of this folder for the pages around the components: "page", "large"."""
    return _read(name, "css") or ""


def speak_vietnamese() -> None:
    """Streamlit's own labels turn Vietnamese; once a page."""
    _wording(key="chu_viet")
