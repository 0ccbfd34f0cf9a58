"""The program's log: ids only, limited in size."""

import logging

import pytest

from review_app.records import log
from review_app.records.log import log_event, log_failure, set_up_log


@pytest.fixture
def written(tmp_path, monkeypatch):
    """The log file's reader; the logger is a fresh one."""
    monkeypatch.setattr(log, "LOGGER", logging.getLogger(f"test.{tmp_path.name}"))
    path = set_up_log(tmp_path)
    assert set_up_log(tmp_path) == path
    yield lambda: path.read_text(encoding="utf-8")
    for handler in log.LOGGER.handlers:
        handler.close()


def test_an_event_is_one_line_of_ids(written):
    log_event("file_added", case=3, file=12, seconds=0.5)
    line = written()
    assert line.endswith("INFO file_added case=3 file=12 seconds=0.5\n") and line.count("\n") == 1


@pytest.mark.parametrize("text", ["Mỗi hộ nộp 200.000 đồng", "Nguyễn An", "a\nb", "x" * 65, ""])
def test_words_do_not_enter_the_log(written, text):
    log_event("saved", note=text)
    assert "note=?" in written() and (not text or text not in written())


def test_a_failure_is_told_by_kind_and_place_without_its_message(written):
    try:
        raise ValueError("Mỗi hộ nộp 200.000 đồng")
    except ValueError as error:
        log_failure(error)
    assert "ValueError at test_log.py:" in written() and "hộ" not in written()


def test_the_log_is_limited_in_size(written, tmp_path, monkeypatch):
    log.LOGGER.handlers[0].maxBytes = 1000
    for number in range(200):
        log_event("saved", case=number)
    sizes = [path.stat().st_size for path in (tmp_path / "logs").iterdir()]
    assert len(sizes) == log.BACKUPS + 1 and max(sizes) <= 1000
