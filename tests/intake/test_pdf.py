"""PDF with text: lines become paragraphs across pages, running heads go to the list of what is not read, columns stay apart."""

import re
import subprocess
from collections import Counter
from difflib import SequenceMatcher

import pytest

from pipelines.errors import DamagedFile, EmptyDocument, EncryptedFile, NoTextLayer, SecretMarked, TooLarge
from pipelines.intake import pdf as reader
from pipelines.intake.docx import read_docx
from pipelines.intake.pdf import read_pdf
from pipelines.intake.programs import find_soffice
from pipelines.intake.remarks import RUNNING_HEAD, SCANNED
from pipelines.types import SourceFile
from tests.intake.files import joined, pdf, pdf_of, picture_pdf

SOURCE = SourceFile("a.pdf", "", "pdf")
LEFT, INDENT, RIGHT_COLUMN = 70, 98, 320
FULL = "Quy chế này quy định về trách nhiệm, nội dung và phương thức công tác dân"  # as wide as the page allows
HALF = "vận của cấp ủy."


def texts(*pages) -> list[str]:
    return [block.text for block in read_pdf(pdf(*pages), SOURCE).blocks]


def column(*lines: str, left: float = LEFT, top: float = 720, pitch: float = 18) -> list[tuple[float, float, str]]:
    return [(left, top - pitch * number, line) for number, line in enumerate(lines)]


def test_wrapped_lines_are_joined_and_a_short_line_ends_a_paragraph():
    assert texts(column(FULL, HALF, FULL, HALF)) == [f"{FULL} {HALF}"] * 2


LABELS = ["Điều 2. Đối", "2. Cấp ủy", "b) Cấp ủy", "- Cấp ủy", "1.2. Cấp ủy", "II. MỤC", "Căn cứ Điều lệ", "Chương II"]


@pytest.mark.parametrize("label", LABELS)
def test_a_new_number_starts_a_paragraph_though_the_last_line_was_full(label):
    assert texts(column(FULL[:-1] + ";", label)) == [FULL[:-1] + ";", label]


@pytest.mark.parametrize("rest", ["- xã hội của phường.", "Điều 5 Quy chế này.", "1.200 hộ dân.", "a. b"])
def test_a_wrapped_line_that_only_looks_like_a_number_goes_on(rest):
    assert texts(column(FULL, rest)) == [f"{FULL} {rest}"]


def test_a_paragraph_goes_on_over_the_page_end_without_head_and_number():
    pages = [column("CÔNG BÁO/Số 12", top=815) + column(FULL) + column(str(n), left=295, top=30) for n in (1, 2, 3)]
    reading = read_pdf(pdf(*pages), SOURCE)
    assert [block.text for block in reading.blocks] == [" ".join([FULL] * 3)]
    assert [unread.reason for unread in reading.unread] == [RUNNING_HEAD] * 6
    assert len({unread.where for unread in reading.unread}) == 6
    assert [piece.part for piece in reading.blocks[0].pieces] == ["page[1]", "page[2]", "page[3]"]


def test_page_numbers_in_any_dress_are_left_out_and_words_at_the_edge_are_not():
    dress = ["1", "- 2 -", "Trang 3/5", "4/5", "5."]
    words = ["Đoạn mở đầu.", "Đoạn thứ hai.", "Điều 3. Trách nhiệm", "Điều 4. Trách nhiệm", "Điều 5. Trách nhiệm"]
    pages = [column(number, left=290, top=820) + column(word, top=800) + column(FULL) for number, word in zip(dress, words, strict=True)]
    reading = read_pdf(pdf(*pages), SOURCE)
    assert len(reading.unread) == len(dress)
    assert "".join(block.text for block in reading.blocks).replace(FULL, "").replace(" ", "") == "".join(words).replace(" ", "")


@pytest.mark.parametrize("by_column", [True, False], ids=["viết theo cột", "viết theo dòng"])
def test_the_two_columns_of_a_head_come_left_then_right(by_column):
    left = column("ĐẢNG ỦY PHƯỜNG", "Số 05-QC/ĐU", top=780)
    right = column("ĐẢNG CỘNG SẢN VIỆT NAM", "Yên Tử, ngày 5", left=RIGHT_COLUMN, top=780)
    head = left + right if by_column else [part for row in zip(left, right, strict=True) for part in row]
    assert texts(head + column(FULL, HALF, top=700)) == [
        "ĐẢNG ỦY PHƯỜNG", "Số 05-QC/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Yên Tử, ngày 5", f"{FULL} {HALF}",
    ]  # fmt: skip


def test_recipients_and_signature_come_left_then_right():
    foot = [(LEFT, 300, "Nơi nhận:"), (RIGHT_COLUMN, 300, "T/M BAN THƯỜNG VỤ"), (LEFT, 282, "- Tỉnh ủy,"), (RIGHT_COLUMN, 282, "BÍ THƯ")]
    assert texts(column(FULL, HALF) + foot)[1:] == ["Nơi nhận:", "- Tỉnh ủy,", "T/M BAN THƯỜNG VỤ", "BÍ THƯ"]


def test_rows_of_a_table_are_cells_with_their_place():
    table = [(x, y, f"{name}{y}") for y in (600, 582) for x, name in ((LEFT, "Vùng "), (250, "Lương "), (420, "Giờ "))]
    blocks = read_pdf(pdf(column(FULL, HALF) + table), SOURCE).blocks
    assert [(block.kind, block.text, block.table) for block in blocks[1:]] == [
        ("cell", "Vùng 600", (1, 1, 1)), ("cell", "Lương 600", (1, 1, 2)), ("cell", "Giờ 600", (1, 1, 3)),
        ("cell", "Vùng 582", (1, 2, 1)), ("cell", "Lương 582", (1, 2, 2)), ("cell", "Giờ 582", (1, 2, 3)),
    ]  # fmt: skip


def test_a_label_before_a_wide_gap_stays_with_its_text():
    assert texts([(LEFT, 700, "1."), (LEFT + 60, 700, "Nội dung khoản một của điều này.")]) == ["1. Nội dung khoản một của điều này."]


BROKEN = [("Quyết định số 12/2022/NĐ-", "CP", "NĐ-CP"), ("Luật số 43/2022/", "QH15", "2022/QH15")]


@pytest.mark.parametrize(("line", "rest", "whole"), BROKEN)
def test_a_number_broken_at_a_line_end_is_whole_again(line, rest, whole):
    (text,) = texts(column(FULL[: len(FULL) - len(line) - 1] + " " + line, rest + " ngày 5 tháng 3"))
    assert whole in text


def test_a_title_in_the_middle_is_one_paragraph_and_its_kind_another():
    middle = (LEFT + LEFT + 6 * len(FULL)) / 2
    title = ["QUYẾT ĐỊNH", "Ban hành Quy chế công tác dân vận", "của hệ thống chính trị phường"]
    lines = [(middle - 3 * len(line), 700 - 18 * number, line) for number, line in enumerate(title)]
    blocks = read_pdf(pdf(lines + column(FULL, HALF, top=600)), SOURCE).blocks
    assert [block.text for block in blocks[:2]] == [title[0], " ".join(title[1:])]
    assert [block.align for block in blocks] == ["center", "center", ""]


def test_pieces_cover_the_text():
    for block in read_pdf(pdf(column(FULL, FULL, HALF)), SOURCE).blocks:
        assert block.pieces[0].start == 0 and block.pieces[-1].end == len(block.text)
        assert all(a.end == b.start for a, b in zip(block.pieces, block.pieces[1:], strict=False))


def test_deflated_instructions_are_read():
    shown = b"BT /F 12 Tf 70 700 Td (Cong van ve viec tiep dan) Tj ET"
    for times in (1, 2):
        assert read_pdf(pdf_of(shown, times), SOURCE).blocks[0].text == "Cong van ve viec tiep dan"


def test_a_scan_has_no_text_layer():
    with pytest.raises(NoTextLayer):
        read_pdf(picture_pdf(bytes([255]) * 100, 10, 10), SOURCE)


def test_a_page_that_is_a_picture_among_text_is_listed():
    reading = read_pdf(joined(pdf(column(FULL)), picture_pdf(bytes([255]) * 100, 10, 10)), SOURCE)
    assert [(unread.where, unread.reason) for unread in reading.unread] == [("page[2]/image[1]", SCANNED)]
    assert reading.units == 2


def test_a_text_layer_that_a_scanner_recognised_is_named_as_such():
    reading = read_pdf(picture_pdf(bytes([255]) * 100, 10, 10, "Cong van so 12 ve viec tiep dan"), SOURCE)
    assert reading.blocks[0].text == "Cong van so 12 ve viec tiep dan"
    assert reader.OVER_PICTURE in reading.notes
    assert read_pdf(pdf(column(FULL)), SOURCE).notes == (reader.NOTE,)


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    with pytest.raises(TooLarge):
        read_pdf(pdf(column(FULL), column(FULL)), SOURCE)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (pdf(column(FULL), encrypt=True), EncryptedFile),
        (pdf(column(FULL))[:200], DamagedFile),
        (pdf([]), EmptyDocument),
        (pdf(column("MẬT", FULL)), SecretMarked),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data, error):
    with pytest.raises(error):
        read_pdf(data, SOURCE)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "articles"),
    [("CB_nghi-dinh-so-38-2022-nd-cp-37348", 5), ("CB_quyet-dinh-so-08-2022-qd-ttg-36945", 14), ("HD_06-HD-TW_thi-hanh-Dieu-le-Dang", 0)],
)
def test_every_article_of_a_real_pdf_is_found_in_order(shared, name, articles):
    reading = read_pdf((shared / "data/office" / f"{name}.pdf").read_bytes(), SOURCE)
    found = [int(match.group(1)) for block in reading.blocks if (match := re.match(r"Điều (\d+)\. ", block.text))]
    assert found == list(range(1, articles + 1))
    assert all("CÔNG BÁO/Số" not in block.text for block in reading.blocks)


@pytest.mark.shared
def test_the_numbered_sections_of_a_party_guidance_are_found_in_order(shared):
    reading = read_pdf((shared / "data/office/HD_06-HD-TW_thi-hanh-Dieu-le-Dang.pdf").read_bytes(), SOURCE)
    sections = [int(match.group(1)) for block in reading.blocks if (match := re.match(r"(\d+)\. [A-ZĐ]", block.text))]
    assert sections == list(range(1, 20))


@pytest.mark.office
@pytest.mark.shared
def test_a_draft_printed_to_pdf_reads_like_its_docx(shared, tmp_path):
    """Paragraph by paragraph: nine of ten are the same, and hardly a character is lost."""
    drafts = sorted((shared / "data/drafts").glob("*.docx"))
    command = [find_soffice(), f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), *map(str, drafts)], capture_output=True, check=True, timeout=180)
    shares = []
    for draft in drafts:
        word = [block for block in read_docx(draft.read_bytes(), SOURCE).blocks if block.kind in ("paragraph", "cell")]
        printed = read_pdf((tmp_path / f"{draft.stem}.pdf").read_bytes(), SOURCE).blocks
        pairs = SequenceMatcher(None, [squeezed(block.text) for block in word], [squeezed(block.text) for block in printed], autojunk=False)
        shares.append(sum(match.size for match in pairs.get_matching_blocks()) / len(word))
        lost = Counter("".join(squeezed(block.text) for block in word)) - Counter("".join(squeezed(block.text) for block in printed))
        assert lost.total() <= 0.002 * sum(len(block.text) for block in word), draft.name
    assert sum(shares) / len(shares) >= 0.9


def squeezed(text: str) -> str:
    return "".join(text.split())
