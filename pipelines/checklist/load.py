"""models/checklist/*.yaml → a Checklist: frozen, with a version that changes when any word of it changes."""

import dataclasses
import functools
import hashlib
import itertools
import pathlib

from pipelines.checklist import strict_yaml
from pipelines.checklist.lexicon import FOLDER as LEXICON_FOLDER
from pipelines.checklist.lexicon import Lexicon, load_lexicon
from pipelines.checklist.patterns import Automaton, Part
from pipelines.checklist.register import Register, load_register
from pipelines.checklist.schema import Item

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "models" / "checklist"


@dataclasses.dataclass(frozen=True)
class Checklist:
    items: tuple[Item, ...]  # by code
    versions: dict[str, str]  # code → version of that item
    lexicon: Lexicon
    register: Register
    version: str
    lines: dict[str, str] = dataclasses.field(default_factory=dict)  # code → "file, dòng n", for messages

    @functools.cached_property
    def automaton(self) -> Automaton:
        names = (pattern for name in self.register.names for pattern in (*name.old, *name.except_))
        return self.lexicon.automaton(itertools.chain(names, (pattern for item in self.items for pattern in item.patterns)))

    @functools.cached_property
    def parts(self) -> dict[str, list[Part]]:
        """label → the parts of all items' patterns in which it is a choice; kept here, so that the id of a part stays its own."""
        found: dict[str, list[Part]] = {}
        parts = {id(part): part for item in self.items for pattern in item.patterns for part in pattern.parts}
        for part in parts.values():
            for label in part.labels:
                found.setdefault(label, []).append(part)
        return found

    @functools.cached_property
    def part_ids(self) -> frozenset[int]:
        return frozenset(id(part) for parts in self.parts.values() for part in parts)

    def item(self, code: str) -> Item:
        return next(item for item in self.items if item.code == code)

    def only(self, *codes: str) -> "Checklist":
        """The same checklist with these items alone: an edited item runs again by itself."""
        part = dataclasses.replace(self, items=tuple(item for item in self.items if item.code in codes))
        # They know a little more than the part needs, and are not built anew.
        part.__dict__.update(automaton=self.automaton, parts=self.parts, part_ids=self.part_ids)
        return part


def load_checklist(path: pathlib.Path | str | None = None) -> Checklist:
    """The checklist of a folder or file, as shipped when none is named. Raises ChecklistError with file and line.

    What an office changes is laid over it by pipelines.studio.compose.
    """
    entries: dict[str, dict[str, strict_yaml.Value]] = {}
    places: dict[str, strict_yaml.Value] = {}
    for value in _entries(pathlib.Path(path or FOLDER)):
        pairs = value.pairs()
        code = _code(value, pairs)
        if code in entries:
            raise value.refuse(f"mã “{code}” đã có ở {places[code].file}, dòng {places[code].line}.")
        entries[code], places[code] = pairs, value
    return _checklist(entries, places)


def _checklist(entries: dict, places: dict) -> Checklist:
    lexicon, register = load_lexicon(), load_register()
    items, versions = [], {}
    for code in sorted(entries):
        item = strict_yaml.build(Item, places[code], entries[code])
        _check(item, places[code], lexicon, register)
        items.append(item)
        versions[code] = _hash(repr(item))
    words = "".join(p.read_text(encoding="utf-8") for p in sorted(LEXICON_FOLDER.glob("*.yaml")))
    lines = {code: f"{places[code].file}, dòng {places[code].line}" for code in entries}
    return Checklist(tuple(items), versions, lexicon, register, _hash(repr(versions) + words), lines)


def _check(item: Item, place: strict_yaml.Value, lexicon: Lexicon, register: Register) -> None:
    """What only the whole house can say: lexicon classes and legal bases exist."""
    for pattern in item.patterns:
        for label in pattern.labels:
            if label.startswith("<") and not lexicon.knows(label):
                raise place.refuse(f"mục {item.code}: không có lớp từ {label} (mẫu “{pattern.text}”).")
    for reference in item.bases:
        if reference.id not in register.bases:
            raise place.refuse(f"mục {item.code}: không có căn cứ “{reference.id}” trong sổ đăng ký căn cứ.")


def _entries(path: pathlib.Path) -> list[strict_yaml.Value]:
    if not path.exists():
        raise strict_yaml.ChecklistError(f"{path.name}: không có tệp hoặc thư mục này.")
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [value for file in files for value in strict_yaml.read(file).items()]


def _code(value: strict_yaml.Value, pairs: dict[str, strict_yaml.Value]) -> str:
    if "code" not in pairs:
        raise value.refuse("thiếu khóa “code”.")
    return pairs["code"].scalar("str")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
