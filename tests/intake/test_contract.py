"""What every reader owes: nothing lost, places unique, pieces that lead back to the file, the same result each time, refusals by name."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import IntakeError
from pipelines.intake import formats
from pipelines.intake.detect import detect
from pipelines.intake.formats import FORMATS
from pipelines.types import Reading
from tests.intake import docx_factory as f
from tests.intake import files

LINES = (
    "ĐẢNG ỦY PHƯỜNG YÊN TỬ",
    "QUY CHẾ",
    "Điều 1. Phạm vi điều chỉnh",
    "1. Quy chế này quy định việc tiếp thu ý kiến Nhân dân.",
    "a) Tôn trọng, lắng nghe;",
    "b) Công khai, kịp thời.",
    "Điều 2. Hiệu lực thi hành",
    "Quy chế có hiệu lực từ ngày ký.",
)
SAMPLES = {
    "docx": f.docx("".join(f.p(line) for line in LINES)),
    "doc": files.doc("".join(line + "\r" for line in LINES)),
    "odt": files.odt("".join(files.odt_p(line) for line in LINES)),
    "rtf": files.rtf_lines(*LINES),
    "pdf": files.pdf([(70, 780 - 20 * number, line) for number, line in enumerate(LINES)]),
    "txt": "\n".join(LINES).encode(),
}


def read(data: bytes) -> Reading:
    return formats.read_here(data, {"name": "du-thao", "sha256": "ab"}, lambda share, label: None)


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_format_is_told_by_content(kind):
    assert detect(SAMPLES[kind]) == kind


def test_every_format_of_the_table_has_a_sample_and_a_reader():
    assert set(FORMATS) == {*SAMPLES, "scan"}
    assert all(callable(how.load()) for how in FORMATS.values())


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_same_draft_has_the_same_lines_in_every_format(kind):
    reading = read(SAMPLES[kind])
    assert tuple(block.text for block in reading.blocks) == LINES
    assert (reading.source.format, reading.source.name, reading.source.sha256) == (kind, "du-thao", "ab")


LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "Mn"), max_codepoint=0x1FFFF)
LINE = st.text(LETTERS, min_size=1, max_size=40).filter(str.strip)
OPEN_LINE = LINE.filter(lambda line: "mật" not in unicodedata.normalize("NFC", line).lower())  # a secrecy mark is refused by right
DRAFTS = st.lists(OPEN_LINE, min_size=1, max_size=6)


@pytest.mark.parametrize("make", [
    lambda lines: f.docx("".join(f.p(f.t(line)) for line in lines)),
    lambda lines: files.rtf_lines(*lines),
    lambda lines: files.odt("".join(files.odt_p(line) for line in lines)),
    lambda lines: files.doc("".join(line + "\r" for line in lines)),
], ids=["docx", "rtf", "odt", "doc"])  # fmt: skip
@given(lines=DRAFTS)
def test_no_character_of_any_text_is_lost(make, lines):
    shown = "".join(block.text for block in read(make(lines)).blocks)
    assert "".join(shown.split()) == "".join("".join(lines).split())


@pytest.mark.parametrize("kind", SAMPLES)
def test_places_are_unique_and_units_add_up(kind):
    reading = read(SAMPLES[kind])
    places = [unit.where for unit in (*reading.blocks, *reading.unread)]
    assert len(set(places)) == len(places) == reading.units


@pytest.mark.parametrize("kind", SAMPLES)
def test_pieces_tile_the_text(kind):
    for block in read(SAMPLES[kind]).blocks:
        assert block.pieces[0].start == 0 and block.pieces[-1].end == len(block.text)
        assert all(a.end == b.start and a.start < a.end for a, b in zip(block.pieces, block.pieces[1:], strict=False))


@pytest.mark.parametrize("kind", SAMPLES)
def test_reading_twice_gives_the_same(kind):
    assert read(SAMPLES[kind]) == read(SAMPLES[kind])


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_damaged_file_ends_in_a_reading_or_a_named_refusal(kind):
    chance, data = random.Random(kind), SAMPLES[kind]
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        del broken[chance.randrange(len(broken)) :: chance.choice((1, 10**6))]
        try:
            read(bytes(broken))
        except IntakeError as refusal:
            assert refusal.code and refusal.message and refusal.next_step


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "txt"])
def test_half_a_file_is_refused_or_says_what_it_has(kind):
    half = SAMPLES[kind][: len(SAMPLES[kind]) // 2]
    try:
        reading = read(half)
    except IntakeError as refusal:
        assert refusal.code in ("TEP_HONG", "TEP_RONG", "KHONG_PHAI_VAN_BAN")
    else:
        assert "".join(LINES).startswith("".join(block.text for block in reading.blocks)[:20])


@pytest.mark.shared
def test_real_office_files_keep_the_contract(shared):
    for path in sorted((shared / "data/office").glob("[!E]*.*")):
        reading = read(path.read_bytes())
        places = [unit.where for unit in (*reading.blocks, *reading.unread)]
        assert len(set(places)) == len(places) == reading.units, path.name
        assert all(block.pieces and block.pieces[-1].end == len(block.text) for block in reading.blocks), path.name


@pytest.mark.shared
def test_the_real_file_with_an_empty_body_is_refused(shared):
    (path,) = (shared / "data/office").glob("EMPTY*.docx")
    with pytest.raises(IntakeError) as refusal:
        read(path.read_bytes())
    assert refusal.value.code == "TEP_RONG"
