"""Blocks → tree → text gives the same characters, whatever the lines say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.structure import build_draft
from pipelines.types import Block, Draft, Reading, SourceFile

HEADS = (
    "Điều 5.", "Điều 1. Phạm vi", "Điều 1.", "Điều 2. 1. Người dân", "1.", "1. a)", "1) ", "(2) x", "a)", "đ) ", "i) ", "I. ",
    "II. MỤC TIÊU", "A. ", "1.1. ", "2.1 Nội dung",
    "- ", "+ ", "* ", "Chương II", "QUY ĐỊNH CHUNG", "Phần thứ nhất", "Mục 1", "Tiểu mục 2", "Phụ lục I", "MỤC LỤC", "QUYẾT ĐỊNH",
    "QUYẾT ĐỊNH:", "QUY CHẾ", "Căn cứ Luật",
    "(Ban hành kèm theo Quyết định số 1)", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn Thử",
    "Sửa đổi khoản 2 như sau:", "“Điều 7. ", "”.", "“",
    "Kính gửi:", "V/v góp ý", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số: /QĐ-UBND", "*", "-----", "", " ",
    "\u00a0", "\u200b", "Bảng 1", "68", "1.200",
)  # fmt: skip
TAILS = ("", " trách nhiệm của cấp ủy;", " phải thực hiện.", " gồm:", "\nnhư sau:", "\t12", " ”.", " Ủy ban", " e\u0302\u0301", "\u00a0x")
LINE = st.builds(lambda head, tail: head + tail, st.sampled_from(HEADS), st.sampled_from(TAILS))
KIND = st.sampled_from(["paragraph"] * 12 + ["header", "footer", "footnote", "textbox", "cell"])


def _blocks(drawn) -> tuple[Block, ...]:
    blocks = []
    for i, (text, kind, row, column) in enumerate(drawn):
        table = (1 + row // 3, row, column) if kind == "cell" else None
        blocks.append(Block(kind, text, f"body/p[{i}]", table=table, bold=row % 2 == 0, align="center" if column == 2 else ""))
    return tuple(blocks)


BLOCKS = st.lists(st.tuples(LINE, KIND, st.integers(1, 6), st.integers(1, 3)), max_size=40).map(_blocks)


def assert_tiles(draft: Draft) -> None:
    position, ids = 0, set()
    for provision in draft.provisions:
        assert provision.start >= position
        assert not draft.text[position : provision.start].strip("\n\t \u00a0\u200b")
        assert provision.end > provision.start
        assert provision.parent is None or provision.parent in ids
        assert provision.id not in ids
        ids.add(provision.id)
        position = provision.end
    assert not draft.text[position:].strip("\n\t \u00a0\u200b")


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_own_words_tile_the_text(blocks):
    assert_tiles(build_draft(Reading(SourceFile("x.docx", "", "docx"), blocks)))


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_every_block_stands_in_the_text_at_its_offset(blocks):
    draft = build_draft(Reading(SourceFile("x.docx", "", "docx"), blocks))
    for block, offset in zip(draft.blocks, draft.offsets, strict=True):
        assert draft.text[offset : offset + len(block.text)] == block.text


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_a_provision_lies_inside_the_blocks_it_names(blocks):
    draft = build_draft(Reading(SourceFile("x.docx", "", "docx"), blocks))
    for provision in draft.provisions:
        first, last = provision.blocks
        assert draft.offsets[first] <= provision.start < provision.end <= draft.offsets[last - 1] + len(draft.blocks[last - 1].text)
        assert provision.where == draft.blocks[first].where
