"""A scanned PDF is recognised page by page in Vietnamese, marked as such, with progress and cancel."""

import threading
import time

import pytest

from pipelines import intake
from pipelines.errors import EmptyDocument, NoTextLayer, ReadCancelled, SecretMarked
from pipelines.intake import ocr, programs
from tests.intake.files import joined, pdf, picture_pdf, scan

PAGE = [
    (70, 760, "Điều 1. Phạm vi điều chỉnh"),
    (70, 730, "Quy chế này quy định về công tác dân vận của cấp ủy."),
    (70, 700, "Điều 2. Đối tượng áp dụng"),
]


def test_without_the_program_the_refusal_names_it_and_what_installs_it(monkeypatch):
    monkeypatch.setattr(programs, "find_tesseract", lambda: None)
    with pytest.raises(NoTextLayer) as refusal:
        intake.read_bytes(picture_pdf(bytes([255]) * 100, 10, 10), "a.pdf")
    assert programs.install_command("tesseract") in refusal.value.next_step


@pytest.mark.ocr
def test_a_scan_becomes_paragraphs_marked_as_recognised():
    seen = []
    reading = intake.read_bytes(scan(PAGE, PAGE), "a.pdf", progress=lambda share, label: seen.append((share, label)))
    assert [block.text for block in reading.blocks][:3] == [text for _, _, text in PAGE]
    assert {piece.kind for block in reading.blocks for piece in block.pieces} == {"ocr"}
    assert reading.source.format == "scan"
    assert ocr.NOTE in reading.notes and "từ OCR" in ocr.NOTE
    assert seen[1:] == [(0.0, "Nhận dạng chữ: trang 1/2"), (0.5, "Nhận dạng chữ: trang 2/2")]
    assert len(reading.unread) == 2


@pytest.mark.ocr
def test_pages_with_a_text_layer_keep_it():
    mixed = joined(pdf([(70, 700, "Điều 1. Phạm vi điều chỉnh của Quy chế")]), scan(PAGE[2:]))
    reading = intake.read_bytes(mixed, "a.pdf")
    assert [(block.text, block.pieces[0].kind) for block in reading.blocks] == [
        ("Điều 1. Phạm vi điều chỉnh của Quy chế", "text"),
        ("Điều 2. Đối tượng áp dụng", "ocr"),
    ]
    assert reading.source.format == "pdf"


@pytest.mark.ocr
@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_mark_seen_in_a_scan_is_refused(mark):
    with pytest.raises(SecretMarked):
        intake.read_bytes(scan([(80, 790, mark), *PAGE]), "a.pdf")


@pytest.mark.ocr
def test_recognition_can_be_cancelled():
    cancel, start = threading.Event(), time.monotonic()
    with pytest.raises(ReadCancelled):
        intake.read_bytes(scan(*[PAGE] * 6), "a.pdf", progress=lambda share, label: cancel.set(), cancel=cancel)
    assert time.monotonic() - start < 10


@pytest.mark.ocr
def test_a_picture_without_words_is_an_empty_document():
    with pytest.raises(EmptyDocument):
        intake.read_bytes(picture_pdf(bytes([255]) * 10_000, 100, 100), "a.pdf")
