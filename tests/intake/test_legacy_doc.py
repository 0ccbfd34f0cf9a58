"""Old .doc files: all stories are read in memory; LibreOffice, where it is, brings numbers and tables."""

import os
import socket
import subprocess
import threading
import time

import pytest

from pipelines import intake
from pipelines.errors import ConverterMissing, ReadCancelled, ReadTimeout, SecretMarked
from pipelines.intake import convert, legacy_doc, programs
from pipelines.intake.legacy_doc import read_doc
from pipelines.types import SourceFile
from tests.intake.files import doc

SOURCE = SourceFile("a.doc", "", "doc")
DRAFT = "ĐẢNG ỦY PHƯỜNG\rĐiều 1. Phạm vi điều chỉnh\rQuy chế này quy định.\r"


def texts(data: bytes) -> list[str]:
    return [block.text for block in read_doc(data, SOURCE).blocks]


def test_paragraphs_come_in_order_with_unique_places():
    reading = read_doc(doc(DRAFT), SOURCE)
    assert [block.text for block in reading.blocks] == DRAFT.split("\r")[:-1]
    assert len({block.where for block in reading.blocks}) == 3


def test_headers_and_text_boxes_are_stories_of_their_own():
    blocks = read_doc(doc(DRAFT, header="Đầu trang\r", textbox="Khung\r"), SOURCE).blocks
    assert [(block.kind, block.text) for block in blocks[3:]] == [("header", "Đầu trang"), ("textbox", "Khung")]


def test_cells_carry_their_place():
    blocks = read_doc(doc("a\x07b\x07\x07c\x07d\x07\x07sau\re\x07\x07"), SOURCE).blocks
    assert [(block.text, block.table) for block in blocks] == [
        ("a", (1, 1, 1)), ("b", (1, 1, 2)), ("c", (1, 2, 1)), ("d", (1, 2, 2)), ("sau", None), ("e", (2, 1, 1)),
    ]  # fmt: skip


def test_fields_show_their_result():
    assert texts(doc('Theo \x13 HYPERLINK "http://x" \x14Quyết định \x13 REF a \x1423\x15\x15 này\r')) == ["Theo Quyết định 23 này"]


def test_signs_and_pictures():
    reading = read_doc(doc("a\x1eb\x1fc\x0bd\x01\x08\r"), SOURCE)
    assert [block.text for block in reading.blocks] == ["a-bc\nd"]
    assert [unread.reason for unread in reading.unread] == ["ảnh hoặc đối tượng, chưa đọc được"] * 2
    assert reading.units == 3


def test_tcvn3_in_eight_bits_becomes_unicode():
    data = doc("§iÒu 1. Ph¹m vi ®iÒu chØnh\rQuy chÕ nµy quy ®Þnh vÒ c«ng t¸c d©n vËn cña cÊp ñy.\r", eight_bit=True)
    assert texts(data) == ["Điều 1. Phạm vi điều chỉnh", "Quy chế này quy định về công tác dân vận của cấp ủy."]


def test_without_a_converter_the_reviewer_is_told_what_may_be_missing(monkeypatch):
    monkeypatch.setattr(convert, "find_soffice", lambda: None)
    reading = intake.read_bytes(doc(DRAFT), "a.doc")
    assert reading.source.format == "doc"
    assert reading.notes == (legacy_doc.NOTE,)


def test_a_file_older_than_word_97_needs_the_converter(monkeypatch):
    monkeypatch.setattr(convert, "find_soffice", lambda: None)
    data = bytearray(doc(DRAFT))
    data[514:516] = b"\x68\x00"
    with pytest.raises(ConverterMissing) as refusal:
        intake.read_bytes(bytes(data), "a.doc")
    assert programs.install_command("soffice") in refusal.value.next_step


def test_optional_programs_are_named_with_what_installs_them(monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda name: None)
    monkeypatch.setattr(programs.Path, "is_file", lambda path: False)
    office, tesseract = intake.optional_programs()
    assert (office.found, tesseract.found) == ("", "")
    assert "libreoffice" in office.install.lower() and "tesseract" in tesseract.install.lower()
    assert office.needed_for and tesseract.needed_for


# ---------------------------------------------------------------- with LibreOffice


def made_by_office(folder, html: str) -> bytes:
    (folder / "a.html").write_text(f"<html><head><meta charset='utf-8'></head><body>{html}</body></html>", encoding="utf-8")
    command = [programs.find_soffice(), f"-env:UserInstallation={(folder / 'p').as_uri()}", "--headless", "--infilter=HTML (StarWriter)"]
    command += ["--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "a.html")]
    subprocess.run(command, capture_output=True, check=True, timeout=90)
    return (folder / "a.doc").read_bytes()


@pytest.mark.office
def test_libreoffice_brings_tables_and_the_format_stays_doc(tmp_path):
    data = made_by_office(tmp_path, "<p>Điều 1. Phạm vi</p><table><tr><td>Ô một</td><td>Ô hai</td></tr></table>")
    reading = intake.read_bytes(data, "a.doc")
    assert (reading.source.format, reading.notes) == ("doc", (convert.NOTE,))
    places = [(block.text, block.table) for block in reading.blocks]
    assert places == [("Điều 1. Phạm vi", None), ("Ô một", (1, 1, 1)), ("Ô hai", (1, 1, 2))]


@pytest.mark.office
def test_conversion_opens_no_connection_for_linked_pictures(tmp_path):
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: _accept(server, calls), daemon=True).start()
        port = server.getsockname()[1]
        data = made_by_office(tmp_path, f'<p>Điều 1</p><img src="http://127.0.0.1:{port}/a.png" width="9" height="9">')
        calls.clear()
        reading = intake.read_bytes(data, "a.doc")
        server.close()
    assert [block.text for block in reading.blocks] == ["Điều 1"]
    assert calls == []


def _accept(server: socket.socket, calls: list) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        calls.append(1)
        connection.close()


@pytest.mark.office
def test_a_marked_doc_never_reaches_the_converter(monkeypatch):
    monkeypatch.setattr(convert, "doc_to_docx", lambda *_: pytest.fail("đã ghi tệp mật ra đĩa"))
    with pytest.raises(SecretMarked):
        intake.read_bytes(doc("Nội dung\r", header="TỐI MẬT\r"), "a.doc")


@pytest.mark.office
def test_the_conversion_can_be_cancelled_and_is_killed_at_its_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(convert.tempfile, "tempdir", str(tmp_path))
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(ReadCancelled):
        convert.doc_to_docx(doc(DRAFT), cancel)
    with pytest.raises(ReadTimeout):
        convert.doc_to_docx(doc(DRAFT), seconds=0.1)
    assert list(tmp_path.iterdir()) == []


def test_folders_left_by_a_killed_program_are_swept(tmp_path, monkeypatch):
    monkeypatch.setattr(convert.tempfile, "tempdir", str(tmp_path))
    old, new = tmp_path / f"{convert.PREFIX}old", tmp_path / f"{convert.PREFIX}new"
    for folder in (old, new):
        folder.mkdir()
    then = time.time() - convert.STALE - 10
    os.utime(old, (then, then))
    convert.sweep()
    assert [folder.name for folder in tmp_path.iterdir()] == [new.name]


@pytest.mark.shared
def test_real_files_are_read_in_full(shared):
    pairs = {"HD_36-HD-VPTW_the-thuc-van-ban-Dang": 700, "PL1_30-2020_the-thuc_doc": 580}
    for name, fewest in pairs.items():
        assert len(read_doc((shared / "data/office" / f"{name}.doc").read_bytes(), SOURCE).blocks) >= fewest


@pytest.mark.shared
def test_the_direct_reading_has_the_words_of_the_same_draft_as_docx(shared):
    from pipelines.intake.docx import read_docx

    folder = shared / "data/office"
    old = read_doc((folder / "HD_36-HD-VPTW_the-thuc-van-ban-Dang.doc").read_bytes(), SOURCE)
    new = read_docx((folder / "HD_36-HD-VPTW_the-thuc-van-ban-Dang.docx").read_bytes(), SOURCE)
    assert ["".join(block.text.split()) for block in old.blocks] == ["".join(block.text.split()) for block in new.blocks]
