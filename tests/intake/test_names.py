"""The sender's file name is a label only: it never becomes a path, whatever stands in it."""

import os

import pytest

from pipelines import intake
from pipelines.intake.names import LONGEST, label

EVIL = [
    "../../etc/passwd", "..\\..\\windows\\system32\\a.docx", "/etc/passwd", "C:\\a.docx", "\\\\server\\share\\a.docx", "a/../../b.docx",
    "CON.docx", "nul", "AUX.txt", "LPT1.docx", "com1", "a\x00.docx", "a\n.docx", "a\r\nSet-Cookie: x.docx", "\x1b[31m.docx", "\x7f.docx",
    "a" * 300 + ".docx", "ậ" * 300, "." * 50, "...", "..", ".", "", " ", "   .docx   ", "a.docx.", "-rf", "--help", "$(touch x).docx",
    "`touch x`", "a;touch x;.docx", "a|b&c.docx", "%00.docx", "%2e%2e%2f", "\u202excod.exe", "\u200b\u200e\u2066.docx", "<script>.docx",
    "'\";--.docx", "a:b*c?.docx", "\ud800.docx", "😀.docx", "~root/.ssh/id", "file:///etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("name", EVIL, ids=range(len(EVIL)))
def test_an_evil_name_is_only_a_label(name):
    shown = label(name)
    assert shown and len(shown) <= LONGEST
    assert not set(shown) & set("/\\\0\r\n\x1b\u202e\u200b")
    assert shown not in (".", "..")


def test_evil_names_leave_no_trace_and_do_not_change_the_reading(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in EVIL[::6]:
        reading = intake.read_bytes("Điều 1. Phạm vi".encode(), name)
        assert (reading.source.name, reading.source.format) == (label(name), "txt")
    assert os.listdir(tmp_path) == []


def test_a_good_name_stays_and_a_long_one_keeps_its_ending():
    assert label("Dự thảo Quy chế (lần 2).docx") == "Dự thảo Quy chế (lần 2).docx"
    assert label("a" * 300 + ".docx").endswith("a.docx")


def test_the_type_is_told_by_content_not_by_name(tmp_path):
    path = tmp_path / "anh.png"
    path.write_text("Điều 1. Phạm vi điều chỉnh", encoding="utf-8")
    assert intake.read_file(path).source.format == "txt"
    assert intake.read_file(path, "quy-che.docx").source.name == "quy-che.docx"
