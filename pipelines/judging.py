"""Drafts are judged in processes of their own, so that a page answers while they work and two drafts are judged side by side.

`python -m pipelines.judging` is such a process. It takes JSON lines (a draft, the office's overlay on the checklist, the folder of
its topic model), answers each with a review, and ends with its standard input. It holds the topic model, so it also finds the
labelled provisions that a flagged one reads like.
"""

import atexit
import contextlib
import functools
import logging
import queue
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from pipelines.errors import JudgeStopped, PipelineError
from pipelines.intake.child import answer_stream, place_of, start
from pipelines.types import TOPICS, Draft, LabelledProvision, Review

SIDE_BY_SIDE = 2  # drafts judged at the same time, each process holding about 250 MB
HELD = 4  # checklists and models a process keeps, newest used first
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """A draft and what it is judged with, or the words of one provision to compare; without either only the tools are built."""

    draft: Draft | None = None
    text: str = ""  # to be compared with the labelled provisions
    topics: tuple[str, ...] = ()  # of them
    overlay: dict[str, str] = field(default_factory=dict)  # fields of pipelines.studio.Overlay
    model: str = ""  # folder of the office's topic model, "" the shipped one


@dataclass(frozen=True)
class Verdict:
    review: Review | None = None
    nearest: dict[str, tuple[LabelledProvision, ...]] = field(default_factory=dict)  # by topic
    failure: str = ""  # kind and place of an exception, without its words: those may quote the document


# ---------------------------------------------------------------- beside the program


class Judge:
    """One judging process."""

    def __init__(self):
        self._process = start("pipelines.judging")

    def do(self, task: Task) -> Verdict:
        """Raises JudgeStopped when the process has ended without an answer."""
        try:
            self._process.stdin.write(msgspec.json.encode(task) + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = b""
        if not line:
            raise JudgeStopped()
        return msgspec.json.decode(line, type=Verdict)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # words it no longer takes
                pipe.close()


class Judges:
    """A few judging processes, started when they are first needed; a task waits for one that is free."""

    def __init__(self, size: int = SIDE_BY_SIDE):
        self._seats: queue.LifoQueue[Judge | None] = queue.LifoQueue()  # the one used last is asked first: its tools are built
        for _ in range(size):
            self._seats.put(None)
        self.size = size

    def review(self, draft: Draft, overlay: dict[str, str] | None = None, model: str = "") -> Review:
        """The review; raises JudgeStopped when the process broke or was ended, and the next task gets a fresh one."""
        return self._do(Task(draft, overlay=overlay or {}, model=model)).review

    def nearest(self, text: str, topics: tuple[str, ...], model: str = "") -> dict[str, tuple[LabelledProvision, ...]]:
        """Topic → the labelled provisions of samples/ with it that read most like the text; {} without a topic model.

        Raises JudgeStopped.
        """
        return self._do(Task(text=text, topics=topics, model=model)).nearest

    def warm(self, overlay: dict[str, str] | None = None, model: str = "") -> None:
        """Start all processes and let them build their tools; returns when they are ready."""
        threads = [threading.Thread(target=self._do, args=(Task(overlay=overlay or {}, model=model),)) for _ in range(self.size)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def end(self) -> None:
        """End the processes that are not at work."""
        for _ in range(self.size):
            with contextlib.suppress(queue.Empty):
                if judge := self._seats.get_nowait():
                    judge.end()

    def _do(self, task: Task) -> Verdict:
        judge = self._seats.get()
        try:
            judge = judge or Judge()
            verdict = judge.do(task)
        except JudgeStopped:
            judge.end()
            judge = None
            raise
        finally:
            self._seats.put(judge)
        if verdict.failure:
            _log.error("judging failed at %s", verdict.failure)
            raise JudgeStopped()
        return verdict


@functools.cache
def shared_judges() -> Judges:
    """The processes of this program."""
    judges = Judges()
    atexit.register(judges.end)
    return judges


# ---------------------------------------------------------------- inside the process


def main() -> None:
    answers = answer_stream()
    for line in sys.stdin.buffer:
        answers.write(msgspec.json.encode(_judged(msgspec.json.decode(line, type=Task))) + b"\n")
        answers.flush()


def _judged(task: Task) -> Verdict:
    from pipelines.review import review_draft

    try:
        classifier = topic_classifier(task.model)[0]
        if task.topics:
            return Verdict(nearest=_nearest(classifier, task.text, task.topics))
        checklist = _checklist(tuple(sorted(task.overlay.items())))
        if task.draft is None:
            review_draft(_blank(), checklist, classifier)
            _nearest(classifier, "", TOPICS[:1])
            return Verdict()
        return Verdict(review_draft(task.draft, checklist, classifier))
    except Exception as error:  # noqa: BLE001 - whatever breaks, the process stays and the reviewer is told
        return Verdict(failure=place_of(error))


def _nearest(classifier, text: str, topics: tuple[str, ...]) -> dict[str, tuple[LabelledProvision, ...]]:
    return {topic: classifier.nearest(text, topic) for topic in topics} if classifier else {}


@functools.lru_cache(maxsize=HELD)
def _checklist(overlay: tuple[tuple[str, str], ...]):
    from pipelines.studio import Overlay, compose

    return compose(Overlay(**dict(overlay)))


@functools.lru_cache(maxsize=HELD)
def topic_classifier(folder: str = "") -> tuple[object | None, str]:
    """(classifier, why it is not the one asked for): a broken one gives way to the shipped one, a broken shipped one to None."""
    from pipelines.classifier import load_classifier

    try:
        return load_classifier(Path(folder) if folder else None), ""
    except PipelineError as error:
        return (topic_classifier()[0], error.sentence) if folder else (None, error.sentence)


def _blank() -> Draft:
    """One plain rule: judging it imports and builds whatever a first draft would wait for."""
    from pipelines.structure import build_draft
    from pipelines.types import Block, Reading, SourceFile

    rule = Block("paragraph", "Điều 1. Ủy ban nhân dân phường tiếp nhận ý kiến của Nhân dân trong thời hạn 05 ngày.", "body/p[1]")
    return build_draft(Reading(SourceFile("", "", "txt"), (rule,)))


if __name__ == "__main__":
    main()
