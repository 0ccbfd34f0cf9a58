"""A file is read in a process of its own: whatever it does there, the program goes on and gives a named refusal."""

import logging
import pathlib
import threading
import time

import psutil
import pytest

from pipelines import intake
from pipelines.errors import DamagedFile, ReadCancelled, ReadTimeout
from pipelines.intake import process, wire
from pipelines.intake.child import place_of
from pipelines.types import Aside, Block, Piece, Reading, SourceFile, Unread
from tests.intake import docx_factory as f

DRAFT = f.docx(f.p("Điều 1. Phạm vi điều chỉnh"))


@pytest.fixture
def unruly(monkeypatch):
    monkeypatch.setattr(process, "WORKER", "tests.intake.unruly_worker")
    return lambda word, **options: process.read_in_child(word.encode(), {"name": "a", "sha256": "", "cpu_seconds": 30}, **options)


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


@pytest.mark.parametrize("word", ["loop", "sleep"])
def test_a_reader_over_its_time_is_killed(unruly, word):
    start = time.monotonic()
    with pytest.raises(ReadTimeout):
        unruly(word, seconds=0.8)
    assert time.monotonic() - start < 3
    assert children() == []


def test_a_reader_over_its_processor_time_is_ended_by_the_system(monkeypatch):
    monkeypatch.setattr(process, "WORKER", "tests.intake.unruly_worker")
    with pytest.raises(ReadTimeout):
        process.read_in_child(b"loop", {"name": "a", "sha256": "", "cpu_seconds": 1})


@pytest.mark.slow
def test_a_reader_over_its_memory_is_refused(unruly):
    with pytest.raises(ReadTimeout):
        unruly("allocate")


def test_memory_is_watched_where_the_system_sets_no_limit(unruly, monkeypatch):
    monkeypatch.setattr(process, "MEMORY", 2**20)
    with pytest.raises(ReadTimeout):
        unruly("sleep")


@pytest.mark.parametrize("word", ["segfault", "quit_silently"])
def test_a_reader_that_dies_is_a_damaged_file(unruly, word):
    with pytest.raises(DamagedFile):
        unruly(word)


def test_an_unexpected_exception_is_logged_by_place_without_the_document_words(unruly, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(DamagedFile):
        unruly("raise_unexpected")
    assert "KeyError unruly_worker.py" in caplog.text
    assert "bí mật" not in caplog.text


def test_what_a_library_prints_does_not_reach_the_answer(unruly):
    assert unruly("print_noise").blocks[0].text == "print_noise"


def test_the_reading_process_cannot_write_a_file(unruly):
    with pytest.raises(DamagedFile):
        unruly("write_file")
    written = pathlib.Path.home() / "tham-dinh-test.txt"
    content = written.read_text() if written.exists() else ""
    written.unlink(missing_ok=True)
    assert content == ""


def test_grandchildren_are_ended_too(unruly):
    with pytest.raises(ReadTimeout):
        unruly("start_child", seconds=1.5)
    assert [p for p in psutil.process_iter(["cmdline"]) if "61.25" in " ".join(p.info["cmdline"] or ())] == []


def test_cancelling_ends_the_reading_at_once(unruly):
    cancel, start = threading.Event(), time.monotonic()
    threading.Timer(0.4, cancel.set).start()
    with pytest.raises(ReadCancelled):
        unruly("sleep", cancel=cancel)
    assert time.monotonic() - start < 3
    assert children() == []


def test_progress_comes_through(unruly):
    seen = []
    unruly("done", progress=lambda share, label: seen.append((share, label)))
    assert seen == [(0.5, "nửa chừng")]


def test_a_second_reader_is_served_while_a_hostile_file_hangs(unruly, monkeypatch):
    hanging = threading.Thread(target=lambda: pytest.raises(ReadTimeout, unruly, "loop", seconds=4))
    hanging.start()
    time.sleep(0.5)
    monkeypatch.setattr(process, "WORKER", "pipelines.intake.worker")
    start = time.monotonic()
    assert len(intake.read_bytes(DRAFT, "a.docx").blocks) == 1
    waited = time.monotonic() - start
    hanging.join()
    assert waited < 2


def test_a_reading_passes_the_process_border_unchanged():
    pieces = (Piece(0, 3, "word/document.xml", 7, 0, "number"),)
    block = Block("cell", "Điều 1. a😀", "body/tbl[1]", pieces, "Điều 1.", "S", "both", True)
    reading = Reading(
        SourceFile("a\n.docx", "ab", "docx"),
        (block, Block("cell", "b", "w", table=(1, 2, 3), level=0)),
        (Aside("deleted", "x", "w", 0, 1, "A", "2026"),),
        (Unread("w", "ảnh"),),
        ("ghi chú",),
    )
    line = wire.to_line(wire.Answer(reading=reading))
    assert line.count(b"\n") == 1
    assert wire.answer_of(line).reading == reading


def test_a_refusal_passes_the_process_border_with_its_words():
    back = wire.error_of(wire.answer_of(wire.to_line(wire.refuse(ReadTimeout("Quá lâu.", "Thử lại.")))).refusal)
    assert (type(back), back.message, back.next_step) == (ReadTimeout, "Quá lâu.", "Thử lại.")


def test_the_place_of_a_bug_holds_no_words_of_the_document():
    try:
        raise ValueError("chữ của dự thảo")
    except ValueError as error:
        assert place_of(error).startswith("ValueError test_worker.py:")


def test_starting_the_reading_process_costs_little():
    """At most 0.4 s of processor time: it imports lxml and this room, nothing of the judgement."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    intake.read_bytes("Điều 1. Phạm vi".encode(), "a.txt")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.4
