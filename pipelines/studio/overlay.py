"""What an office changes: an overlay on the shipped checklist, register and lexicon, and the checklist that comes of the two.

items     list of items; with a known code only the keys it names are replaced and those of `without` removed, `off: true` takes the
          item out
bases     list of legal bases, in the same way by id
names     list of old → new names, in the same way by id
glossary  list of terms of the office: {term, class, note}; a term counts as a word of its class
"""

import dataclasses
import difflib
import functools
import hashlib
from collections.abc import Iterable, Mapping

from pipelines.checklist import load as loading
from pipelines.checklist import load_checklist, strict_yaml
from pipelines.checklist import register as registers
from pipelines.checklist.lexicon import Lexicon
from pipelines.checklist.load import Checklist
from pipelines.checklist.patterns import Pattern
from pipelines.checklist.register import LegalBasis, OldName, Register
from pipelines.checklist.schema import Item
from pipelines.errors import ChecklistError
from pipelines.studio import plain
from pipelines.studio.caution import check_expressions

PARTS = {
    "items": "Mục kiểm tra của cơ quan",
    "bases": "Căn cứ của cơ quan",
    "names": "Tên cũ, tên mới của cơ quan",
    "glossary": "Thuật ngữ của cơ quan",
}
KEYS = {"items": "code", "bases": "id", "names": "id", "glossary": "term"}
Pairs = dict[str, strict_yaml.Value]


@dataclasses.dataclass(frozen=True)
class Overlay:
    """YAML texts, each a list or empty."""

    items: str = ""
    bases: str = ""
    names: str = ""
    glossary: str = ""

    def entries(self, part: str) -> dict[str, dict]:
        """Code, id or term → the entry as plain values. Raises ChecklistError."""
        values = _unique(plain.read(getattr(self, part), PARTS[part]), KEYS[part])
        return {key: plain.value_of(value) for key, value in values.items()}

    def put(self, part: str, entry: dict) -> "Overlay":
        """With this entry in place of the one of the same key, or at the end."""
        entries = self.entries(part)
        entries[entry[KEYS[part]]] = entry
        return self.holding(part, entries.values())

    def drop(self, part: str, key: str) -> "Overlay":
        """Without the entry: what was shipped counts again."""
        entries = self.entries(part)
        entries.pop(key, None)
        return self.holding(part, entries.values())

    def holding(self, part: str, entries: Iterable[dict]) -> "Overlay":
        """With exactly these entries; their keys are put in the order of the fields, so that one content has one text."""
        return dataclasses.replace(self, **{part: plain.write([ordered(part, entry) for entry in entries])})


@dataclasses.dataclass(frozen=True)
class Term:
    """A term of the office and the lexicon class whose words it joins."""

    term: Pattern
    class_: str
    note: str = ""


_FIELDS = {"items": Item, "bases": LegalBasis, "names": OldName, "glossary": Term}


def ordered(part: str, entry: dict) -> dict:
    """The entry with its keys in the order of the fields, unknown ones last."""
    names = [KEYS[part], *(field.name.rstrip("_") for field in dataclasses.fields(_FIELDS[part]))]
    return {name: entry[name] for name in dict.fromkeys((*names, *sorted(entry))) if name in entry}


def compose(overlay: Overlay, base: Checklist | None = None) -> Checklist:
    """The checklist in use: shipped (or `base`) with the overlay upon it; without changes the shipped one itself.

    Raises ChecklistError with the part, the line and the valid choices.
    """
    if overlay == Overlay():
        return base or shipped()
    return compose_values({part: plain.read(getattr(overlay, part), name) for part, name in PARTS.items()}, base)


def compose_values(values: Mapping[str, list[strict_yaml.Value]], base: Checklist | None = None) -> Checklist:
    """`compose` of entries as read, so that refusals name the file they came from."""
    base = base or shipped()
    lexicon = with_terms(base.lexicon, values["glossary"])
    register = with_register(base.register, values["bases"], values["names"])
    items, versions, lines = {i.code: i for i in base.items}, dict(base.versions), dict(base.lines)
    for code, value in _unique(values["items"], "code").items():
        if _is_off(value):
            items.pop(code, None)
            versions.pop(code, None)
            continue
        items[code] = item_of(value)
        check_item(items[code], value, lexicon, register)
        versions[code], lines[code] = _hash(repr(items[code])), f"{value.file}, dòng {value.line}"
    _check_still_used(items, register)
    words = repr([(part, [plain.value_of(value) for value in values[part]]) for part in ("bases", "names", "glossary")])
    version = _hash(repr(sorted(versions.items())) + words + base.version)
    return Checklist(tuple(items[code] for code in sorted(items)), versions, lexicon, register, version, lines)


def item_of(value: strict_yaml.Value) -> Item:
    """One item of the overlay, completed by what was shipped under its code."""
    pairs = value.pairs()
    pairs.pop("off", None)
    removed = {entry.scalar("str") for entry in pairs.pop("without").items()} if "without" in pairs else set()
    before = {key: entry for key, entry in shipped_pairs("items").get(_key(value, "code"), {}).items() if key not in removed}
    item = strict_yaml.build(Item, value, before | pairs)
    check_expressions(item, value)
    return item


def check_item(item: Item, value: strict_yaml.Value, lexicon: Lexicon, register: Register) -> None:
    """Lexicon classes and legal bases exist. Raises ChecklistError that lists the choices."""
    for pattern in item.patterns:
        for label in pattern.labels:
            if label.startswith("<") and not lexicon.knows(label):
                raise value.refuse(f"mục {item.code}: không có lớp từ {label} (mẫu “{pattern.text}”); {_near_classes(label, lexicon)}.")
    for reference in item.bases:
        if reference.id not in register.bases:
            near = _near(reference.id, {id: basis.cach_in for id, basis in register.bases.items()})
            raise value.refuse(f"mục {item.code}: không có căn cứ “{reference.id}” trong sổ; {near}cả sổ có ở phần Sổ căn cứ, tên mới.")


def _near_classes(wanted: str, lexicon: Lexicon) -> str:
    names = {id: one.name for id, one in lexicon.classes.items()}
    return f"{_near(wanted.strip('<>'), names)}cả {len(names)} lớp có ở phần Thuật ngữ"


def _near(wanted: str, names: Mapping[str, str]) -> str:
    """The choices most like what was written: all of them, a hundred and more, would hide the one that was meant."""
    found = "; ".join(f"{id} ({names[id]})" for id in difflib.get_close_matches(wanted, names, 6, 0.4))
    return f"chọn một trong các mã gần giống: {found}; " if found else ""


def with_terms(lexicon: Lexicon, terms: list[strict_yaml.Value]) -> Lexicon:
    """The lexicon with the office's terms among the words of their classes. Raises ChecklistError."""
    classes, phrases = dict(lexicon.classes), list(lexicon.terms)
    for term, value in _unique(terms, "term").items():
        made = strict_yaml.build(Term, value)
        if len(made.term.parts) > 1 or made.term.parts[0].labels[0].startswith("<"):
            raise value.refuse(f"“{term}”: thuật ngữ chỉ gồm chữ, không dùng “…” và “<…>”.")
        if made.class_ not in classes:
            raise value.refuse(f"không có lớp từ “{made.class_}”; {_near_classes(made.class_, lexicon)}.")
        old = classes[made.class_]
        classes[made.class_] = dataclasses.replace(old, words=(*old.words, made.term))
        phrases += made.term.parts[0].labels
    return dataclasses.replace(lexicon, classes=classes, terms=tuple(phrases))


def with_register(register: Register, own: list[strict_yaml.Value], renamed: list[strict_yaml.Value]) -> Register:
    """The register with the office's entries. Raises ChecklistError."""
    if not own and not renamed:
        return register
    bases = dict(register.bases)
    for id, value in _unique(own, "id").items():
        if _is_off(value):
            bases.pop(id, None)
        else:
            bases[id] = _dated(LegalBasis, value, shipped_pairs("bases").get(id, {}))
    for entry in bases.values():
        for other in entry.thay_the + entry.bi_thay_the_boi:
            if other not in bases:
                raise ChecklistError(f"{PARTS['bases']}: “{entry.id}” nhắc “{other}” chưa có trong sổ.")
    names = {name.id: name for name in register.names}
    for id, value in _unique(renamed, "id").items():
        if _is_off(value):
            names.pop(id, None)
        else:
            names[id] = _dated(OldName, value, shipped_pairs("names").get(id, {}))
    said = repr([plain.value_of(value) for value in (*own, *renamed)])
    return Register(bases, tuple(names.values()), _hash(register.version + said))


def _dated(kind: type, value: strict_yaml.Value, before: Pairs):
    """A register entry; a date that is none is refused by name."""
    try:
        pairs = value.pairs()
        removed = {entry.scalar("str") for entry in pairs.pop("without").items()} if "without" in pairs else set()
        return strict_yaml.build(kind, value, {key: entry for key, entry in before.items() if key not in removed} | pairs)
    except ChecklistError as error:
        if "isoformat" in error.message or "month" in error.message or "day is" in error.message:
            raise value.refuse('ngày viết sai; viết năm-tháng-ngày trong ngoặc kép, ví dụ "2026-07-01".') from error
        raise


def _check_still_used(items: Mapping[str, Item], register: Register) -> None:
    for item in items.values():
        for reference in item.bases:
            if reference.id not in register.bases:
                raise ChecklistError(f"{PARTS['bases']}: mục {item.code} đang dùng căn cứ “{reference.id}” nên chưa bỏ được khỏi sổ.")


def _is_off(value: strict_yaml.Value) -> bool:
    off = value.pairs().get("off")
    return off is not None and off.scalar("bool") == "true"


def _unique(values: list[strict_yaml.Value], key: str) -> dict[str, strict_yaml.Value]:
    found: dict[str, strict_yaml.Value] = {}
    for value in values:
        name = _key(value, key)
        if name in found:
            raise value.refuse(f"“{name}” viết hai lần (lần đầu ở dòng {found[name].line}).")
        found[name] = value
    return found


def _key(value: strict_yaml.Value, key: str) -> str:
    pairs = value.pairs()
    if key not in pairs:
        raise value.refuse(f"thiếu khóa “{key}”.")
    text = pairs[key].scalar("str").strip()
    if not text or (key == "code" and not 1 <= len(text) <= 20):
        raise pairs[key].refuse("mã để trống hoặc dài quá 20 chữ.")
    return text


@functools.cache
def shipped() -> Checklist:
    """The checklist as the program brings it, read once."""
    return load_checklist()


@functools.cache
def shipped_pairs(part: str) -> dict[str, Pairs]:
    """Code or id → the keys of the shipped entry, as they stand in its file."""
    files = {
        "items": sorted(loading.FOLDER.glob("*.yaml")),
        "bases": [registers.FOLDER / "legal_bases.yaml"],
        "names": [registers.FOLDER / "names.yaml"],
    }[part]
    entries = (value.pairs() for file in files for value in strict_yaml.read(file).items())
    return {pairs[KEYS[part]].scalar("str"): pairs for pairs in entries}


def shipped_entry(part: str, key: str) -> dict | None:
    """The shipped entry as plain values, None for one of the office's own."""
    pairs = shipped_pairs(part).get(key) if part != "glossary" else None
    return None if pairs is None else {name: plain.value_of(value) for name, value in pairs.items()}


def whole_entry(overlay: Overlay, part: str, key: str) -> dict:
    """The entry in force: shipped keys under the office's. Raises KeyError for an unknown key."""
    before, own = shipped_entry(part, key), overlay.entries(part).get(key)
    if before is None and own is None:
        raise KeyError(key)
    own = own or {}
    removed = own.get("without", ())
    return {name: value for name, value in (before or {}).items() if name not in removed} | {k: v for k, v in own.items() if k != "without"}


def only_changes(part: str, entry: dict) -> dict:
    """What the overlay has to hold of a whole entry: its key, the values that differ from what was shipped, the keys taken away."""
    before = shipped_entry(part, entry[KEYS[part]])
    if before is None:
        return entry
    changed = {name: value for name, value in entry.items() if name == KEYS[part] or before.get(name) != value}
    removed = [name for name in before if name not in entry]
    return changed | ({"without": removed} if removed else {})


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
