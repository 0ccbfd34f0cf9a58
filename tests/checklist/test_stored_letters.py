"""However a file stores its letters, every item finds the same, and quotes the draft's own characters."""

import dataclasses
import datetime
import unicodedata

import pytest

from pipelines.checklist import load_checklist, run_checklist
from pipelines.checklist.examples import draft_of, reading_of
from pipelines.checklist.primitives import PRIMITIVES
from pipelines.checklist.schema import Example, Item
from pipelines.language import Plain

ITEMS = {item.code: item for item in load_checklist().items}
WAYS = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "hidden marks": lambda text: text.replace("ch", "c\u00adh").replace(" n", " \u200bn"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "foreign đ": lambda text: text.replace("đ", "ð").replace("Đ", "Ð"),
}

HOUSE_USES_NOT = ("norm", "tokens", "regex")


def stored(example: Example, way) -> Example:
    return dataclasses.replace(
        example, text=way(example.text), context=way(example.context), document=tuple(way(line) for line in example.document)
    )


def only_with(item: Item, primitive: type) -> Item:
    """The item with nothing but its primitives of this kind."""
    return dataclasses.replace(item, find=dataclasses.replace(item.find, any=tuple(p for p in item.find.any if type(p) is primitive)))


def found(checklist, build, code: str, example: Example) -> list[str]:
    """The quotes of the item's findings, plainly read; each was checked to be the draft's own characters."""
    draft = build(reading_of(example)) if example.document else draft_of(example)
    day = datetime.date.fromisoformat(example.date)
    findings, failures = run_checklist(checklist.only(code), draft, day, case=ITEMS[code].cases[0])
    assert failures == []
    for quoted in (place for f in findings for place in (f, *f.evidence)):
        assert draft.text[quoted.start : quoted.end] == quoted.quote
    return [Plain(f.quote).text for f in findings]


@pytest.mark.parametrize("code", ITEMS)
def test_decomposed_letters_are_read_as_composed_ones(checklist, build, code):
    for example in ITEMS[code].hits + ITEMS[code].misses:
        assert found(checklist, build, code, stored(example, WAYS["decomposed"])) == found(checklist, build, code, example), example


@pytest.mark.parametrize("code", ITEMS)
def test_nothing_a_reader_cannot_see_changes_what_is_found(checklist, build, code):
    for example in (*ITEMS[code].hits[:2], *ITEMS[code].misses[:2]):
        expected = found(checklist, build, code, example)
        for name, way in WAYS.items():
            assert found(checklist, build, code, stored(example, way)) == expected, (name, example)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [name for name in PRIMITIVES if name not in HOUSE_USES_NOT])
def test_every_primitive_finds_in_every_way_of_storing(checklist, build, name, way):
    code = next(code for code, item in ITEMS.items() if any(type(p) is PRIMITIVES[name] for p in item.find.any))
    alone = dataclasses.replace(checklist, items=tuple(only_with(item, PRIMITIVES[name]) for item in checklist.items if item.code == code))
    hits = [e for e in ITEMS[code].hits if found(alone, build, code, e)]
    assert hits
    assert all(found(alone, build, code, stored(example, WAYS[way])) for example in hits)
