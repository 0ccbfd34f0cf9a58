"""Whatever stands in a file, reading it ends in blocks or in a named refusal."""

import io
import random
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.errors import IntakeError, TooLarge
from pipelines.intake.docx import read_docx
from pipelines.types import Reading, SourceFile
from tests.intake import docx_factory as f
from tests.intake.test_docx import RICH
from tests.intake.test_docx_visible import VISIBLE

SOURCE = SourceFile("du-thao.docx", "", "docx")
NUMBERING = f.abstract(1, f.level(0, "Điều %1."), f.level(1, "%1.%2", "lowerRoman")) + f.num(1, 1, f.start_override(0, 3))
STYLES = f.style("A", f.num_pr(1, None), default=True) + f.style("B", based="A", kind="character", run_properties="<w:vanish/>")
FULL = f.docx(
    RICH + f.p("x", properties=f'<w:pStyle w:val="A"/>{f.num_pr(1, 1)}') + "".join(VISIBLE.keys()) + f.p(f.run(inside=f.picture())),
    headers=(f.p("đầu"),),
    numbering=NUMBERING,
    styles=STYLES,
    footnotes=f'<w:footnote w:id="1">{f.p("chú")}</w:footnote>',
    comments=f'<w:comment w:id="1">{f.p("xem")}</w:comment>',
)
MEMBERS = {name: zipfile.ZipFile(io.BytesIO(FULL)).read(name) for name in zipfile.ZipFile(io.BytesIO(FULL)).namelist()}
NAMES = [
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "moveFrom", "moveTo", "fldChar", "fldSimple",
    "pict", "drawing", "txbxContent", "textpath", "object", "ruby", "rt", "rubyBase", "sym", "AlternateContent",
    "Choice", "Fallback", "footnoteReference", "footnoteRef", "commentReference", "altChunk", "pPr", "rPr", "numPr",
    "numId", "ilvl", "tcPr", "gridSpan", "vMerge", "trPr", "gridBefore", "br", "tab", "style", "basedOn",
    "abstractNum", "num", "lvl", "lvlText", "start", "numFmt", "lvlOverride", "startOverride", "body", "hdr",
    "footnote", "oMath",
]
ATTRIBUTES = ["val", "id", "fldCharType", "char", "type", "string"]
VALUES = [
    *("", "0", "1", "-1", "9" * 40, "1e9", "x", "\u0663", "begin", "separate", "end", "continue"),
    *("A", "B", "true", "%1%2%9", "D800", "F0B7"),
]


def outcome(data: bytes) -> Reading | IntakeError:
    """What reading gives; anything but blocks or a refusal of ours fails the test."""
    try:
        reading = read_docx(data, SOURCE)
    except IntakeError as refusal:
        return refusal
    assert reading.units == len(reading.blocks) + len(reading.unread)
    assert len({block.where for block in reading.blocks}) == len(reading.blocks)
    for block in reading.blocks:
        assert block.text and "".join(block.text[piece.start : piece.end] for piece in block.pieces) == block.text
    for aside in reading.asides:
        assert 0 <= aside.block <= len(reading.blocks)
        assert aside.offset == 0 or aside.offset <= len(reading.blocks[aside.block].text)
    return reading


@st.composite
def trees(draw, depth: int = 0) -> str:
    """Any elements with any properties inside each other."""
    name = draw(st.sampled_from(NAMES))
    attributes = draw(st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=3))
    text = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    inner = draw(st.sampled_from(["", "chữ", "&#x200b;", "\n"]))
    children = "" if depth > 3 else "".join(draw(st.lists(trees(depth + 1), max_size=2)))
    return f"<w:{name}{text}>{inner}{children}</w:{name}>"


@given(st.lists(trees(), min_size=1, max_size=4), st.lists(trees(), max_size=2), st.lists(trees(), max_size=2))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=60)
def test_any_elements_in_any_order_are_read_or_refused(body, numbering, styles):
    outcome(f.docx("".join(body) + f.p("x", properties=f.num_pr(1)), numbering="".join(numbering), styles="".join(styles)))


@given(st.sampled_from(sorted(MEMBERS)), st.data())
@settings(max_examples=150)
def test_a_member_with_changed_bytes_is_read_or_refused(name, data):
    content = bytearray(MEMBERS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        kind = data.draw(st.sampled_from(["flip", "cut", "copy"]))
        if kind == "flip":
            content[at] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del content[at : at + data.draw(st.integers(1, 60))]
        else:
            content[at:at] = content[max(0, at - data.draw(st.integers(1, 90))) : at]
        if not content:
            break
    outcome(f.package({**MEMBERS, name: bytes(content)}))


@given(st.integers(0, len(FULL) - 1), st.integers(0, 255), st.integers(0, 40))
@settings(max_examples=150)
def test_a_container_with_changed_bytes_is_read_or_refused(at, byte, cut):
    outcome(FULL[:at] + bytes([byte]) + FULL[at + cut :])


@pytest.mark.slow
def test_many_swapped_fragments_are_read_or_refused():
    rng = random.Random(7)
    pieces = [content.split(b"<") for content in MEMBERS.values()]
    for _ in range(3000):
        name = rng.choice(list(MEMBERS))
        tokens = MEMBERS[name].split(b"<")
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(tokens))
            tokens[at] = rng.choice(rng.choice(pieces))
        outcome(f.package({**MEMBERS, name: b"<".join(tokens)}))


def nested(element: str, times: int, inside: str) -> str:
    return f"<w:{element}>" * times + inside + f"</w:{element}>" * times


@pytest.mark.parametrize("element", ["sdt", "ins", "tbl", "txbxContent", "smartTag", "r"])
def test_deep_nesting_within_the_limit_is_read(element):
    reading = outcome(f.docx(nested(element, 240, f.p("đáy")) + f.p("x")))
    assert "đáy" in [block.text for block in reading.blocks]


def test_nesting_beyond_the_limit_is_refused():
    assert isinstance(outcome(f.docx(nested("sdt", 5000, f.p("đáy")))), TooLarge | IntakeError)


def test_a_member_that_inflates_beyond_the_limit_is_refused():
    huge = b"<a>" + b" " * (41 * 1024 * 1024) + b"</a>"
    assert isinstance(outcome(f.package({**MEMBERS, "word/document.xml": huge})), TooLarge)


MANY = 40_000


def wrapped() -> str:
    return "<mc:AlternateContent><mc:Choice>" * 100 + "<w:r/>" * MANY + "</mc:Choice></mc:AlternateContent>" * 100


def references() -> str:
    return "".join(f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in range(MANY))


def style_chain() -> str:
    return "".join(f.style(f"s{at}", based=f"s{at - 1}") for at in range(5_000))


ENDLESS_NUMBER = f.abstract(1, f.level(0, "%1" * 100_000, "lowerLetter", start=32_000)) + f.num(1, 1)
COSTLY = {
    "alternatives in each other": lambda: f.docx(f.p(wrapped())),
    "one deletion of many runs": lambda: f.docx(f.p("x", f"<w:del>{f.run('bỏ', tag='delText') * MANY}</w:del>")),
    "fields in each other": lambda: f.docx(f.p(f.mark("begin") * MANY, f.run("x") * MANY, f.mark("end") * MANY, "y")),
    "many notes": lambda: f.docx(f.p("x", references())),
    "a long chain of styles": lambda: f.docx("".join(f.styled("x", f"s{at}") for at in range(5_000)), styles=style_chain()),
    "endless numbers": lambda: f.docx(f.listed("x", 1) * 5_000, numbering=ENDLESS_NUMBER),
    "many levels": lambda: f.docx(f.listed("x", 1, 8) * 5_000, numbering=f.abstract(1, f.level(8, "%1") * MANY) + f.num(1, 1)),
    "many list styles": lambda: f.docx(f.p("x"), styles="".join(f.style(f"s{at}", f.num_pr(at), kind="numbering") for at in range(MANY))),
    "many cells in a row": lambda: f.docx(f.table(f.row(f.cell(f.p("x"), properties='<w:gridSpan w:val="999999"/>') * 20_000))),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", COSTLY)
def test_reading_costs_no_more_than_the_file_is_long(case):
    """Work that grew with the square of the length would take minutes here."""
    data = COSTLY[case]()
    began = time.process_time()
    outcome(data)
    assert time.process_time() - began < 8
