"""One point a place: of several codes on one provision one finding stands and names the others."""

import pytest

from pipelines.checklist.overlaps import RULED, Point, one_point
from pipelines.types import Finding


def point(code, chance=None, said=(0, 40), severity="S1", provision="dieu_1", firm=False) -> Point:
    quote = "chữ" * 10
    finding = Finding(code, code, "quyen_cong_dan", severity, provision, quote, *said, "Đề nghị sửa.", "")
    return Point(finding, said, chance, firm)


def standing(*points: Point, yields=None) -> dict[str, tuple[str, ...]]:
    return {f.code: f.also for f in one_point(points, yields or {})}


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ((point("F04", 0.9), point("A06", 0.3)), {"F04": ("A06",)}),
        ((point("F04", 0.55), point("A06", 0.5)), {"F04": (), "A06": ()}),  # none is clearly likelier
        ((point("F04", 0.9), point("A06", 0.8, (40, 80))), {"F04": (), "A06": ()}),  # other words: a defect of its own?
        ((point("F04", 0.9), point("A06", 0.3, (40, 80))), {"F04": ("A06",)}),  # likelier by far
        ((point("F18", 0.9, severity="S2"), point("F03", 0.3)), {"F18": (), "F03": ()}),  # the graver never gives way
        ((point("F03", 0.9), point("F18", 0.3, severity="S2")), {"F03": ("F18",)}),
        ((point("F03", 0.9), point("H01")), {"F03": (), "H01": ()}),  # another question
        ((point("F04", 0.9), point("A06", 0.3), point("G03", 0.2)), {"F04": ("A06", "G03")}),
        ((point("F04", 0.95), point("A06", 0.2, provision="dieu_2")), {"F04": (), "A06": ()}),  # another provision, another point
    ],
)
def test_the_likelier_of_two_likenesses_stands_and_names_the_other(points, expected):
    assert standing(*points) == expected


def test_a_code_yields_to_the_one_its_item_names_whatever_the_chances():
    assert standing(point("H01", 0.9), point("G02"), yields={"H01": ("G02",)}) == {"G02": ("H01",)}


def test_a_code_that_gave_way_to_one_that_gives_way_is_named_by_the_last():
    chain = (point("F09", 0.6, severity="S2"), point("D01", 0.5), point("F03", 0.95))
    assert standing(*chain, yields={"F09": ("D01",)}) == {"F03": ("D01", "F09")}


def test_a_grave_finding_is_not_buried_under_a_lesser_one_that_is_more_specific():
    assert standing(point("D02"), point("D06", severity="S2"), yields={"D02": ("D06",)}) == {"D02": (), "D06": ()}


def test_a_likeness_gives_way_to_what_a_rule_found_there_and_never_the_other_way():
    ruled = point("F07", RULED, firm=True)
    assert standing(ruled, point("F03", 0.5)) == {"F07": ("F03",)}
    assert standing(ruled, point("F03", 0.99)) == {"F07": (), "F03": ()}


def test_words_quoted_only_for_the_readers_sake_are_no_overlap():
    beside = Point(point("A06", 0.5, (30, 70)).finding, (50, 70), 0.5, firm=False)
    assert standing(point("F04", 0.65), beside) == {"F04": (), "A06": ()}


def test_no_code_and_no_words_are_lost():
    points = [point("F04", 0.95), point("A06", 0.6, (10, 40)), point("G03", 0.2, (40, 70)), point("F19", 0.5, (200, 230))]
    kept = one_point(points, {})
    assert {f.code for f in kept} | {code for f in kept for code in f.also} == {p.finding.code for p in points}
    assert [(e.start, e.end) for f in kept for e in f.evidence if f.code == "F04"] == [(40, 70), (200, 230)]
