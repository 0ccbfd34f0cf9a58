"""The examples of an item, run at once: which sentences are caught and which are not."""

import dataclasses
import re
from collections.abc import Callable

from pipelines.checklist import strict_yaml
from pipelines.checklist.examples import fires
from pipelines.checklist.load import Checklist
from pipelines.checklist.schema import Example, Item
from pipelines.errors import ChecklistError
from pipelines.studio import plain
from pipelines.studio.overlay import PARTS, check_item, item_of, ordered


@dataclasses.dataclass(frozen=True)
class Line:
    """One example: its words, whether it must be caught, and whether it is (None: could not be tried)."""

    text: str
    wanted: bool
    caught: bool | None

    @property
    def right(self) -> bool:
        return self.caught is self.wanted


@dataclasses.dataclass(frozen=True)
class Trial:
    """What came of an edited item: the item when it could be built, else why not; the examples that could be run."""

    item: Item | None
    fault: str  # Vietnamese, without the place
    lines: tuple[Line, ...] = ()
    field: str = ""  # key of the entry the fault stands in, "" unknown
    row: int = 0  # line of the entry's YAML view, 0 unknown

    @property
    def good(self) -> bool:
        return self.item is not None and not self.fault and all(line.right for line in self.lines)


def read_item(entry: dict, checklist: Checklist, name: str = PARTS["items"]) -> Item:
    """The item of an entry, checked against the classes and bases of the checklist. Raises ChecklistError."""
    value = strict_yaml.parse(plain.write([ordered("items", entry)]), name).items()[0]
    item = item_of(value)
    check_item(item, value, checklist.lexicon, checklist.register)
    return item


def write_entry(entry: dict) -> str:
    """One entry as YAML, for the view of those who want it."""
    return plain.write(ordered("items", entry))


def read_entry(text: str) -> dict:
    """The entry of such a text, as plain values; not yet checked as an item. Raises ChecklistError with the line."""
    value = plain.value_of(plain.parse(text, PARTS["items"]))
    if not isinstance(value, dict):
        raise ChecklistError(f"{PARTS['items']}, dòng 1: chỗ này phải là các dòng “khóa: giá trị” của một mục.")
    return value


def try_entry(entry: dict, checklist: Checklist, build: Callable | None = None) -> Trial:
    """Build the item and run its examples; with fewer than three of a kind the examples there are run all the same.

    `build` (pipelines.structure.build_draft) is needed for examples that are whole documents.
    """
    fault, place = "", ("", 0)
    try:
        item = read_item(entry, checklist)
    except ChecklistError as error:
        fault, *place = _placed(entry, error.message)
        item = _without_enough_examples(entry, checklist)
        if item is None:
            return Trial(None, fault, (), *place)
    tried = with_item(checklist, item).only(item.code)
    wanted = [(e, True) for e in _examples(entry, "hits")] + [(e, False) for e in _examples(entry, "misses")]
    lines = tuple(Line(_words(example), want, _caught(tried, item.code, example, build)) for example, want in wanted)
    return Trial(item, fault, lines, *place)


def _placed(entry: dict, message: str) -> tuple[str, str, int]:
    """(the refusal without its place, the key of the entry it stands under, the line of the YAML view)."""
    found = re.match(r".*?, dòng (\d+): (.*)", message, re.S)
    if not found:
        return message, "", 0
    row = int(found[1])
    return found[2], plain.key_at(write_entry(entry), row), row


def with_item(checklist: Checklist, *items: Item) -> Checklist:
    """The checklist with these items in place of those of the same code."""
    codes = {item.code for item in items}
    kept = tuple(item for item in checklist.items if item.code not in codes)
    return dataclasses.replace(checklist, items=tuple(sorted((*kept, *items), key=lambda item: item.code)))


def _without_enough_examples(entry: dict, checklist: Checklist) -> Item | None:
    """The item as if its examples were enough, so that those already written can be run; None when something else is wrong."""
    filler = ["một", "hai", "ba"]
    try:
        return read_item(entry | {"hits": filler, "misses": filler}, checklist)
    except ChecklistError:
        return None


def _examples(entry: dict, key: str) -> list[Example]:
    found = []
    for raw in entry.get(key) or ():
        try:
            found.append(Example.from_yaml(strict_yaml.parse(plain.write([raw]), key).items()[0]))
        except ChecklistError:
            continue  # the item's own reading has named it already
    return found


def _words(example: Example) -> str:
    return example.text or " / ".join(example.document)


def _caught(checklist: Checklist, code: str, example: Example, build: Callable | None) -> bool | None:
    if example.document and build is None:
        return None
    try:
        return fires(checklist, code, example, build)
    except (RuntimeError, ValueError):
        return None
