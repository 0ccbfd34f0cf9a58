"""Every item of the house's checklist: its hits hit, its misses miss, its bases stand in the register, its words are for people."""

import re

import pytest

from pipelines.checklist import load_checklist
from pipelines.checklist.examples import fires

CODES = [f"{group}{n:02d}" for group, last in zip("ABCDEFGH", (12, 12, 19, 10, 6, 20, 9, 8), strict=True) for n in range(1, last + 1)]
ITEMS = {item.code: item for item in load_checklist().items}
HITS = [(code, n) for code, item in ITEMS.items() for n in range(len(item.hits))]
MISSES = [(code, n) for code, item in ITEMS.items() for n in range(len(item.misses))]


def test_the_catalogue_is_whole():
    assert len(CODES) == 96
    assert sorted(ITEMS) == CODES


@pytest.mark.parametrize(("code", "n"), HITS)
def test_a_hit_hits(checklist, build, code, n):
    assert fires(checklist, code, ITEMS[code].hits[n], build)


@pytest.mark.parametrize(("code", "n"), MISSES)
def test_a_miss_misses(checklist, build, code, n):
    assert not fires(checklist, code, ITEMS[code].misses[n], build)


@pytest.mark.parametrize("code", CODES)
def test_an_item_speaks_to_people(code):
    item = ITEMS[code]
    assert item.question.endswith("?") and item.comment.endswith(".")
    assert not re.search(r"[<>]|…\d", item.comment + item.question + item.suggestion)
    assert all(other in ITEMS for other in item.yields_to)


def test_severities_are_those_of_the_catalogue_unless_a_machine_cannot_judge():
    asked = {code for code, item in ITEMS.items() if item.ask}
    assert asked == {"A10", "C19"}
    assert all(ITEMS[code].severity == "S3" for code in asked)
    assert {code for code, item in ITEMS.items() if item.severity == "S1"} == {
        "A01", "A02", "A03", "A04", "A05", "A06", "B01", "C01", "C03", "C05", "C06", "C17", "D01", "D02", "D05", "E01",
        "F01", "F02", "F03", "F04", "F06", "F07", "F08", "F10", "F14",
    }  # fmt: skip


def test_examples_are_enough_and_no_two_are_the_same():
    for item in ITEMS.values():
        examples = item.hits + item.misses
        assert len(item.hits) >= 3 and len(item.misses) >= 3
        assert len({repr(e) for e in examples}) == len(examples), item.code


def test_every_item_but_form_names_a_basis(checklist):
    for item in ITEMS.values():
        assert item.bases, item.code
        for reference in item.bases:
            printed = checklist.register.printed(checklist.register.reference(reference.id, reference.article))
            assert printed and "None" not in printed
