"""Starts the reading process, feeds it, watches its time and memory, kills it with all its children."""

import logging
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from pipelines.errors import DamagedFile, ReadCancelled, ReadTimeout
from pipelines.intake import wire
from pipelines.intake.child import start
from pipelines.types import Reading

SECONDS = 30.0  # a file may take
MEMORY = 2**30  # bytes the process may hold
WORKER = "pipelines.intake.worker"  # the module the reading process runs
TICK = 0.05  # seconds between two looks at cancel, time and memory

Progress = Callable[[float, str], None]
_log = logging.getLogger(__name__)


def read_in_child(
    data: bytes, request: dict, progress: Progress | None = None, cancel: threading.Event | None = None, seconds: float = SECONDS
) -> Reading:
    """The reading the child made. `seconds` may pass between two signs of life.

    Raises what the child refused with, ReadTimeout, ReadCancelled, or DamagedFile when the child died of the file.
    """
    child = start(WORKER)
    try:
        answers: queue.SimpleQueue = queue.SimpleQueue()
        for work in (lambda: _feed(child, request, data), lambda: _listen(child, answers)):
            threading.Thread(target=work, daemon=True).start()
        return _wait(child, answers, progress or (lambda share, label: None), cancel, seconds)
    finally:
        kill_tree(child)


def _feed(child: subprocess.Popen, request: dict, data: bytes) -> None:
    """A child that is gone meanwhile is the listener's to report."""
    with suppress(OSError), child.stdin:
        child.stdin.write(wire.to_line(request))
        child.stdin.write(data)


def _listen(child: subprocess.Popen, answers: queue.SimpleQueue) -> None:
    with suppress(OSError, ValueError):  # closed while it was killed
        for line in child.stdout:
            answers.put(line)
    answers.put(None)


def _wait(child: subprocess.Popen, answers: queue.SimpleQueue, progress: Progress, cancel, seconds: float) -> Reading:
    watched = psutil.Process(child.pid)
    deadline = time.monotonic() + seconds
    while True:
        if cancel and cancel.is_set():
            raise ReadCancelled()
        try:
            line = answers.get(timeout=TICK)
        except queue.Empty:
            if time.monotonic() > deadline or _memory(watched) > MEMORY:
                raise ReadTimeout() from None
            continue
        if line is None:
            raise _death(child)
        answer = wire.answer_of(line)
        if answer.progress is None:
            return _result(answer)
        deadline = time.monotonic() + seconds
        progress(*answer.progress)


def _result(answer: wire.Answer) -> Reading:
    if answer.bug:
        _log.error("reader failed at %s", answer.bug)
    if answer.refusal:
        raise wire.error_of(answer.refusal)
    return answer.reading


def _death(child: subprocess.Popen) -> Exception:
    """A child that went without an answer: killed by its processor limit, or by what the file did to a library."""
    code = child.wait()
    _log.error("reader ended without an answer, status %s", code)
    return ReadTimeout() if code in (-9, -24) else DamagedFile()  # SIGKILL, SIGXCPU


def _memory(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def kill_tree(child: subprocess.Popen) -> None:
    """End a process this module started, with its children; nothing when it has ended already."""
    try:
        family = psutil.Process(child.pid).children(recursive=True) if child.poll() is None else []
    except psutil.Error:
        family = []
    for one in (*family, child):
        try:
            one.kill()
        except (psutil.Error, OSError):
            continue  # it ended by itself meanwhile
    child.wait()
    if child.stdout:
        child.stdout.close()
