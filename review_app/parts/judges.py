"""What drafts are judged with: the office's checklist and register here, the judging itself in processes of its own."""

import threading
from dataclasses import asdict

import pipelines
from pipelines.types import LabelledProvision, Review
from review_app import records
from review_app.parts import session

_building = threading.Lock()

READING = 0.55  # share of the whole work that reading takes, for the progress bar


def checklist():
    """The one the office has signed last. Raises ChecklistError when no good checklist is there."""
    with _building:
        return records.active_checklist(session.store())


def register():
    """The register of legal bases, with the office's own entries."""
    return checklist().register


def classifier() -> tuple[object | None, str]:
    """(topic model in use, Vietnamese sentence why it is not the one asked for); None: the checklist works alone."""
    return pipelines.topic_classifier(_model())


def warm() -> None:
    """Start the judging processes; returns when they are ready."""
    checklist()
    pipelines.shared_judges().warm(*_tools())


def review_bytes(data: bytes, name: str, progress=None, cancel=None) -> Review:
    """Read and judge one file; raises IntakeError kinds, JudgeStopped."""
    say = progress or (lambda share, phase: None)
    draft = pipelines.read_draft(data, name, progress=lambda share, phase: say(share * READING, phase), cancel=cancel)
    say(READING, "Đang đối chiếu danh mục kiểm tra")
    return pipelines.shared_judges().review(draft, *_tools())


def nearest(text: str, topics: tuple[str, ...]) -> dict[str, tuple[LabelledProvision, ...]]:
    """Topic → the labelled provisions with it that read most like the text; {} without a topic model. Raises JudgeStopped."""
    return pipelines.shared_judges().nearest(text, topics, _model())


def _tools() -> tuple[dict[str, str], str]:
    return asdict(records.active_overlay(session.store())), _model()


def _model() -> str:
    return str(records.used_model_folder(session.store()) or "")
