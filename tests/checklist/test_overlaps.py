"""One point a place: of several codes on one provision one finding stands and names the others."""

import dataclasses

import pytest

from pipelines.checklist.overlaps import one_point
from pipelines.types import Finding


def finding(code: str, start: int = 0, end: int = 40, severity: str = "S1") -> Finding:
    return Finding(code, code, "quyen_cong_dan", severity, "dieu_1", "chữ" * 10, start, end, "Đề nghị sửa.", "")


def standing(findings, chances, yields=None) -> dict[str, tuple[str, ...]]:
    return {f.code: f.also for f in one_point(findings, yields or {}, chances)}


@pytest.mark.parametrize(
    ("findings", "chances", "expected"),
    [
        ((finding("F04"), finding("A06")), {"F04": 0.9, "A06": 0.3}, {"F04": ("A06",)}),
        ((finding("F04"), finding("A06")), {"F04": 0.6, "A06": 0.5}, {"F04": (), "A06": ()}),  # none is clearly likelier
        ((finding("F04"), finding("A06", 40, 80)), {"F04": 0.9, "A06": 0.6}, {"F04": (), "A06": ()}),  # other words: a defect of its own?
        ((finding("F04"), finding("A06", 40, 80)), {"F04": 0.9, "A06": 0.3}, {"F04": ("A06",)}),  # likelier by far
        ((finding("F18", severity="S2"), finding("F03")), {"F18": 0.9, "F03": 0.3}, {"F18": (), "F03": ()}),  # the graver never gives way
        ((finding("F03"), finding("F18", severity="S2")), {"F03": 0.9, "F18": 0.3}, {"F03": ("F18",)}),
        ((finding("F04"), finding("A06")), {"F04": 0.9}, {"F04": (), "A06": ()}),  # a rule matched the other
        ((finding("F04"), finding("A06"), finding("G03")), {"F04": 0.9, "A06": 0.3, "G03": 0.2}, {"F04": ("A06", "G03")}),
    ],
)
def test_the_likelier_of_two_likenesses_stands_and_names_the_other(findings, chances, expected):
    assert standing(findings, chances) == expected


def test_a_code_yields_to_the_one_its_item_names_whatever_the_chances():
    assert standing((finding("H01"), finding("G02")), {"H01": 0.9}, {"H01": ("G02",)}) == {"G02": ("H01",)}


def test_a_likeness_gives_way_to_what_a_rule_found_there_and_never_the_other_way():
    pair = (finding("F07"), finding("F03"))
    assert {f.code for f in one_point(pair, {}, {"F03": 0.5}, {"F07"})} == {"F07"}
    assert {f.code for f in one_point(pair, {}, {"F03": 0.99}, {"F07"})} == {"F07", "F03"}


def test_no_code_and_no_words_are_lost():
    found = [finding(code, at, at + 30) for code, at in (("F04", 0), ("A06", 10), ("G03", 40), ("F19", 200))]
    kept = one_point(found, {}, {"F04": 0.95, "A06": 0.6, "G03": 0.2, "F19": 0.5})
    assert {f.code for f in kept} | {code for f in kept for code in f.also} == {f.code for f in found}
    assert [(e.start, e.end) for f in kept for e in f.evidence if f.code == "F04"] == [(40, 70), (200, 230)]


def test_another_provision_is_another_point():
    elsewhere = dataclasses.replace(finding("A06"), provision="dieu_2")
    assert standing((finding("F04"), elsewhere), {"F04": 0.95, "A06": 0.2}) == {"F04": (), "A06": ()}
