"""Automatic numbers come out as Word shows them."""

import random

import pytest

from pipelines.intake.docx import read_docx
from pipelines.intake.number_formats import show
from pipelines.types import SourceFile
from tests.intake import docx_factory as f
from tests.intake.slow_numbering import numbers as slowly

SOURCE = SourceFile("du-thao.docx", "", "docx")


def shown(body: str, numbering: str, styles: str = "") -> list[str]:
    """The number of every block, in order."""
    return [block.number for block in read_docx(f.docx(body, numbering=numbering, styles=styles), SOURCE).blocks]


def paragraphs(*places: tuple[int, int]) -> str:
    return "".join(f.listed("x", num, level) for num, level in places)


REGULATION = f.abstract(
    1,
    f.level(0, "Chương %1", "upperRoman"),
    f.level(1, "Điều %2.", more='<w:lvlRestart w:val="0"/>'),
    f.level(2, "%3."),
    f.level(3, "%4)", "lowerLetter"),
)
OUTLINE = f.abstract(1, f.level(0, "%1."), f.level(1, "%1.%2."), f.level(2, "%1.%2.%3."))
PLAIN = f.abstract(1, f.level(0, "%1."))
LINKED = (
    f.style("Dieu", f.num_pr(1, None))
    + f.style("Khoan", f.num_pr(1, 1))
    + f.style("KhoanCon", based="Khoan")
    + f.style("Tat", f.num_pr(0, None), based="Dieu")
)
TIED = f.abstract(1, f.level(0, "Điều %1.", more='<w:pStyle w:val="Dieu"/>'), f.level(1, "%2.", more='<w:pStyle w:val="Khoan"/>'))
DELETED_MARK = '<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>'
LIST_STYLE = f.style("Ds", f.num_pr(1, None), kind="numbering")
REPLACED = f'<w:lvlOverride w:ilvl="0">{f.level(0, "Mục %1:", "upperRoman")}</w:lvlOverride>'


def fonted(text: str, font: str) -> str:
    return f.abstract(1, f.level(0, text, more=f"<w:rPr>{f.font(font)}</w:rPr>")) + f.num(1, 1)


# By hand: what Word prints in front of each paragraph.
TRUTH = {
    "words in the number": (paragraphs((1, 0), (1, 1)), REGULATION + f.num(1, 1), "", ["Chương I", "Điều 1."]),
    "Điều runs on through the chapters": (
        paragraphs((1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2), (1, 3)),
        REGULATION + f.num(1, 1),
        "",
        ["Chương I", "Điều 1.", "Điều 2.", "1.", "2.", "a)", "Chương II", "Điều 3.", "1.", "a)"],
    ),
    "deeper levels start again": (
        paragraphs((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)),
        OUTLINE + f.num(1, 1),
        "",
        ["1.", "1.1.", "1.2.", "2.", "2.1.", "2.1.1."],
    ),
    "two lists of one definition count on": (paragraphs((1, 0), (2, 0), (1, 0)), PLAIN + f.num(1, 1) + f.num(2, 1), "", ["1.", "2.", "3."]),
    "a list told to start again does so once": (
        paragraphs((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)),
        PLAIN + f.num(1, 1) + f.num(2, 1, f.start_override(0, 1)),
        "",
        ["1.", "2.", "1.", "2.", "3."],
    ),
    "a start of its own": (paragraphs((1, 0), (1, 0)), f.abstract(1, f.level(0, "%1.", start=5)) + f.num(1, 1), "", ["5.", "6."]),
    "the number comes with the style": (
        f.styled("x", "Dieu") + f.styled("x", "Khoan") + f.styled("x", "KhoanCon") + f.styled("x", "Dieu"),
        TIED + f.num(1, 1),
        LINKED,
        ["Điều 1.", "1.", "2.", "Điều 2."],
    ),
    "numId 0 in the paragraph switches off": (
        f.styled("x", "Dieu") + f.styled("x", "Dieu", f.num_pr(0)) + f.styled("x", "Dieu"),
        TIED + f.num(1, 1),
        LINKED,
        ["Điều 1.", "", "Điều 2."],
    ),
    "numId 0 in a style switches off": (f.styled("x", "Dieu") + f.styled("x", "Tat"), TIED + f.num(1, 1), LINKED, ["Điều 1.", ""]),
    "a deleted paragraph is not counted": (
        f.listed("x", 1) + f.p(f.deleted("x"), properties=f.num_pr(1) + DELETED_MARK) + f.listed("x", 1),
        PLAIN + f.num(1, 1),
        "",
        ["1.", "2."],
    ),
    "an inserted paragraph is": (
        f.listed("x", 1) + f.p(f.ins(f.run("x")), properties=f.num_pr(1)) + f.listed("x", 1),
        PLAIN + f.num(1, 1),
        "",
        ["1.", "2.", "3."],
    ),
    "legal numbers are decimal": (
        paragraphs((1, 0), (1, 1)),
        f.abstract(1, f.level(0, "%1.", "upperRoman"), f.level(1, "%1.%2.", "lowerLetter", more="<w:isLgl/>")) + f.num(1, 1),
        "",
        ["I.", "1.1."],
    ),
    "a list style stands for the definition": (
        paragraphs((2, 0), (2, 0)),
        f.abstract(1, f.level(0, "%1/"), more='<w:styleLink w:val="Ds"/>') + f.abstract(2, more='<w:numStyleLink w:val="Ds"/>')
        + f.num(1, 1) + f.num(2, 2),
        LIST_STYLE,
        ["1/", "2/"],
    ),
    "a level replaced in one list": (
        paragraphs((1, 0), (2, 0)),
        PLAIN + f.num(1, 1) + f.num(2, 1, REPLACED),
        "",
        ["1.", "Mục II:"],
    ),
    "restart after a chosen level": (
        paragraphs((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)),
        f.abstract(1, f.level(0, "%1."), f.level(1, "%2)"), f.level(2, "(%3)", more='<w:lvlRestart w:val="1"/>')) + f.num(1, 1),
        "",
        ["1.", "1)", "(1)", "2)", "(2)", "2.", "1)", "(1)"],
    ),
    "letters after z are doubled": (
        paragraphs(*[(1, 0)] * 28),
        f.abstract(1, f.level(0, "%1)", "lowerLetter")) + f.num(1, 1),
        "",
        [f"{letter})" for letter in [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"]],
    ),
    "Vietnamese words": (
        paragraphs(*[(1, 0)] * 3),
        f.abstract(1, f.level(0, "Phần thứ %1", "vietnameseCounting")) + f.num(1, 1),
        "",
        ["Phần thứ một", "Phần thứ hai", "Phần thứ ba"],
    ),
    "bullets": (
        paragraphs((1, 0), (1, 1), (1, 2), (1, 3)),
        f.abstract(1, *(f.level(at, glyph, "bullet") for at, glyph in enumerate(["-", "\uf0b7", "+", "–"]))) + f.num(1, 1),
        "",
        ["-", "•", "+", "-"],
    ),
    "a level jumped over counts as used": (
        paragraphs((1, 1), (1, 1), (1, 0), (1, 1)),
        OUTLINE + f.num(1, 1),
        "",
        ["1.1.", "1.2.", "2.", "2.1."],
    ),
    "words of the number in TCVN3": (paragraphs((1, 0)), fonted("§iÒu %1.", ".VnTime"), "", ["Điều 1."]),
    "words of the number in capitals": (paragraphs((1, 0)), fonted("Ch­¬ng %1", ".VnTimeH"), "", ["CHƯƠNG 1"]),
    "no number at all": (paragraphs((1, 0), (7, 0)), f.abstract(1, f.level(0, "", "none")) + f.num(1, 1), "", ["", ""]),
    "words without a count": (paragraphs((1, 0)), f.abstract(1, f.level(0, "Ghi chú:", "none")) + f.num(1, 1), "", ["Ghi chú:"]),
}


@pytest.mark.parametrize("case", TRUTH)
def test_numbers_are_those_that_word_prints(case):
    body, numbering, styles, expected = TRUTH[case]
    assert shown(body, numbering, styles) == expected


@pytest.mark.parametrize("suffix, text", [("tab", "1. x"), ("space", "1. x"), ("nothing", "1.x"), ("", "1. x")])
def test_what_separates_number_and_text(suffix, text):
    more = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    numbering = f.abstract(1, f.level(0, "%1.", more=more)) + f.num(1, 1)
    (block,) = read_docx(f.docx(f.listed("x", 1), numbering=numbering), SOURCE).blocks
    assert (block.text, block.number, block.level) == (text, "1.", 0)


def test_the_body_the_headers_and_the_text_boxes_count_apart():
    body = f.listed("a", 1) + f.p(f.run(inside=f.vml_box(f.listed("b", 1))), properties=f.num_pr(1)) + f.listed("c", 1)
    data = f.docx(body, headers=(f.listed("d", 1),), numbering=PLAIN + f.num(1, 1))
    assert [block.text for block in read_docx(data, SOURCE).blocks] == ["1. d", "1. a", "2. ", "1. b", "3. c"]


def test_an_empty_continued_cell_shows_and_counts_no_number():
    empty = f.p(properties=f.num_pr(1))
    rows = (
        f.row(f.cell(f.listed("a", 1), properties='<w:vMerge w:val="restart"/>')),
        f.row(f.cell(empty, properties="<w:vMerge/>")),
        f.row(f.cell(empty)),
    )
    assert shown(f.table(*rows), PLAIN + f.num(1, 1)) == ["1.", "2."]


BROKEN = {
    "unknown list": PLAIN,
    "list without definition": f.num(1, 8),
    "link to nowhere": f.abstract(1, more='<w:numStyleLink w:val="Khong"/>') + f.num(1, 1),
    "level missing": f.abstract(1, f.level(3, "%4.")) + f.num(1, 1),
    "numbers that are none": '<w:abstractNum w:abstractNumId="x"/><w:num w:numId="1"><w:abstractNumId/></w:num>',
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_numbering_shows_no_number(case):
    assert shown(f.listed("x", 1), BROKEN[case]) == [""]


def test_list_styles_in_a_circle_end():
    numbering = f.abstract(1, more='<w:numStyleLink w:val="Ds"/>') + f.num(1, 1)
    assert shown(f.listed("x", 1), numbering, LIST_STYLE) == [""]


# ---------------------------------------------------------------- against a slow reckoning

FORMS = ["decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "none"]


def random_level(rng: random.Random, index: int) -> dict:
    places = "".join(f"%{place + 1}." for place in range(index + 1) if rng.random() < 0.6)
    return dict(
        start=rng.choice([0, 1, 1, 1, 3, 25]),
        form=rng.choice(FORMS),
        text=rng.choice(["", "Điều ", "("]) + places + rng.choice(["", f"%{index + 1}", ")"]),
        legal=rng.random() < 0.15,
        restart=rng.choice([None, None, None, *range(0, index + 2)]),
    )


def random_definition(rng: random.Random) -> tuple[dict, dict, list]:
    depth = rng.randint(1, 5)
    abstracts = {key: {index: random_level(rng, index) for index in range(depth)} for key in range(rng.randint(1, 2))}
    nums = {}
    for num in range(1, rng.randint(2, 4)):
        overrides = {index: rng.randint(0, 9) for index in range(depth) if rng.random() < 0.2}
        replaced = {index: random_level(rng, index) for index in range(depth) if rng.random() < 0.1}
        nums[num] = (rng.choice(list(abstracts)), overrides, replaced)
    return abstracts, nums, [(rng.choice(list(nums)), rng.randrange(depth)) for _ in range(rng.randint(1, 25))]


def level_xml(index: int, level: dict) -> str:
    more = "<w:isLgl/>" if level["legal"] else ""
    more += "" if level["restart"] is None else f'<w:lvlRestart w:val="{level["restart"]}"/>'
    return f.level(index, level["text"], level["form"], level["start"], more)


def definition_xml(abstracts: dict, nums: dict) -> str:
    text = "".join(f.abstract(key, *(level_xml(index, level) for index, level in levels.items())) for key, levels in abstracts.items())
    for num, (key, overrides, replaced) in nums.items():
        rows = "".join(f.start_override(index, start) for index, start in overrides.items())
        rows += "".join(f'<w:lvlOverride w:ilvl="{index}">{level_xml(index, level)}</w:lvlOverride>' for index, level in replaced.items())
        text += f.num(num, key, rows)
    return text


def test_500_random_definitions_agree_with_the_slow_reckoning():
    rng = random.Random(20261126)
    for _ in range(500):
        abstracts, nums, used = random_definition(rng)
        assert shown(paragraphs(*used), definition_xml(abstracts, nums)) == slowly(abstracts, nums, used)


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize(
    "form, expected",
    [
        ("decimal", {1: "1", 100: "100"}),
        ("decimalZero", {1: "01", 10: "10", 123: "123"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV", 40: "XL", 1999: "MCMXCIX"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa", 0: ""}),
        ("vietnameseCounting", {5: "năm", 10: "mười", 15: "mười lăm", 20: "hai mươi", 21: "hai mươi mốt", 35: "ba mươi lăm"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 112: "112th", 21: "21st"}),
        ("cardinalText", {1: "One", 12: "Twelve", 42: "Forty-two"}),
        ("none", {7: ""}),
        ("japaneseCounting", {7: "7"}),
    ],
)
def test_formats(form, expected):
    assert {value: show(value, form) for value in expected} == expected
