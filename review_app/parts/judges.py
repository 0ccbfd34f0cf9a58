"""The checklist, the register and the topic classifier: built once a process, shared by all sessions, never in a page module."""

import threading
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

import pipelines
from pipelines.errors import PipelineError
from pipelines.types import Review
from review_app import records
from review_app.parts import session

_building = threading.Lock()
_judging = threading.Lock()  # the word segmenter keeps one state for the process; side by side it would gain nothing anyway


READING = 0.55  # share of the whole work that reading takes, for the progress bar


@dataclass(frozen=True)
class Judges:
    checklist: object
    classifier: object | None  # None: rules-only mode
    rules_only: str  # Vietnamese sentence why there is no classifier; "" when there is one


@st.cache_resource(show_spinner=False, max_entries=2)
def _classifier(folder: Path | None) -> tuple[object | None, str]:
    """The model in the folder (None: the shipped one); a broken one of the office gives way to the shipped one."""
    try:
        return pipelines.load_classifier(folder), ""
    except PipelineError as error:
        return (None, error.sentence) if folder is None else (_classifier(None)[0], error.sentence)


def judges() -> Judges:
    """With the checklist the office has signed last. Raises ChecklistError when no good checklist is there."""
    with _building:
        return Judges(records.active_checklist(session.store()), *_classifier(records.used_model_folder(session.store())))


def register():
    """The register of legal bases, with the office's own entries."""
    return judges().checklist.register


def review_bytes(data: bytes, name: str, progress=None, cancel=None) -> Review:
    """Read and judge one file; raises IntakeError kinds. Files are read side by side, judged one after the other."""
    say = progress or (lambda share, phase: None)
    draft = pipelines.read_draft(data, name, progress=lambda share, phase: say(share * READING, phase), cancel=cancel)
    say(READING, "Đang đợi máy xét xong tệp trước")
    tools = judges()
    with _judging:
        say(READING, "Đang đối chiếu danh mục kiểm tra")
        return pipelines.review_draft(draft, tools.checklist, tools.classifier)
