"""Automatic numbers as Word shows them: num → abstractNum → level, and the counters while a document is read.

Word keeps one counter per abstractNum and level. A paragraph raises its own level and restarts the deeper ones, unless their
lvlRestart says otherwise ("Điều" running through the chapters is lvlRestart 0). A num with a startOverride begins anew at its first use.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.intake.number_formats import show
from pipelines.intake.package import attr, child, children, is_on, whole

_PLACE = re.compile(r"%([1-9])")
_DASHES = "-‐‑‒–—−\uf02d\uf0be"
_SUFFIX = {"tab": " ", "space": " ", "nothing": ""}
_LEVELS = 9
_LONGEST = 255  # characters of a number, as in Word


@dataclass(frozen=True)
class Level:
    start: int = 0
    format: str = "decimal"
    text: str = ""
    legal: bool = False  # isLgl: every number in it is shown as decimal
    restart: int | None = None  # 1-based level after which it restarts; 0 never; None any shallower one
    suffix: str = " "
    style: str = ""  # paragraph style tied to this level
    font: str = ""  # font the number is set in, "" the paragraph's


@dataclass(frozen=True)
class Num:
    abstract: str  # key of the counters
    levels: dict[int, Level]
    starts: dict[int, int]  # startOverride by level


class Shown(NamedTuple):
    """An automatic number: its text ("" none), what separates it from the paragraph, and the font it is set in."""

    number: str = ""
    suffix: str = ""
    level: int = 0
    font: str = ""


NO_NUMBER = Shown()


def read_level(element) -> Level:
    """One w:lvl; what the file leaves out has Word's default."""
    fonts = child(child(element, "rPr"), "rFonts")
    font = "" if fonts is None else attr(fonts, "hAnsi") or attr(fonts, "ascii")

    def value(name: str, default: str = "") -> str:
        found = child(element, name)
        return default if found is None else attr(found, "val", default)

    restart = value("lvlRestart")
    return Level(
        start=whole(value("start")),
        format=_format(element),
        text=value("lvlText")[:_LONGEST],
        legal=is_on(child(element, "isLgl")),
        restart=whole(restart) if restart else None,
        suffix=_SUFFIX.get(value("suff", "tab"), " "),
        style=value("pStyle"),
        font=font,
    )


def _format(level) -> str:
    """numFmt, also when newer Word wraps it in mc:AlternateContent."""
    found = next((each for each in level.iter("{*}numFmt", "numFmt")), None)
    return "decimal" if found is None else attr(found, "val", "decimal")


def _index(element) -> int:
    """0 to 8; what is no level of Word's counts as the last."""
    index = whole(attr(element, "ilvl"))
    return index if 0 <= index < _LEVELS else _LEVELS - 1


class Numbering:
    """The definitions of numbering.xml. `list_styles`: numbering style id → numId (where numStyleLink leads)."""

    def __init__(self, root=None, list_styles: dict[str, str] | None = None):
        self._abstracts = {attr(each, "abstractNumId"): each for each in children(root, "abstractNum")}
        self._links = {attr(link, "val"): key for key, each in self._abstracts.items() if (link := child(each, "styleLink")) is not None}
        self._elements = {attr(each, "numId"): each for each in children(root, "num")}
        self._list_styles = list_styles or {}
        self._nums: dict[str, Num | None] = {}
        self._base: dict[str, dict[int, Level]] = {}

    def num(self, num_id: str) -> Num | None:
        """The resolved definition; None for numId 0, an unknown one or a broken chain."""
        if num_id not in self._nums:
            self._nums[num_id] = self._resolve(num_id)
        return self._nums[num_id]

    def _resolve(self, num_id: str) -> Num | None:
        element = self._elements.get(num_id)
        key = self._abstract_of(num_id, set())
        if element is None or key is None or num_id == "0":
            return None
        levels, starts = dict(self._levels(key)), {}
        for override in children(element, "lvlOverride"):
            index = _index(override)
            if (level := child(override, "lvl")) is not None:
                levels[index] = read_level(level)
            if (start := child(override, "startOverride")) is not None:
                starts[index] = whole(attr(start, "val"))
        return Num(key, levels, starts)

    def _abstract_of(self, num_id: str, seen: set[str]) -> str | None:
        element = self._elements.get(num_id)
        pointer = child(element, "abstractNumId")
        if pointer is None or num_id in seen:
            return None
        key = attr(pointer, "val")
        link = child(self._abstracts.get(key), "numStyleLink")
        if link is None:
            return key if key in self._abstracts else None
        style = attr(link, "val")
        if style in self._links:
            return self._links[style]
        return self._abstract_of(self._list_styles.get(style, ""), seen | {num_id})

    def _levels(self, key: str) -> dict[int, Level]:
        if key not in self._base:
            self._base[key] = {_index(each): read_level(each) for each in children(self._abstracts[key], "lvl")}
        return self._base[key]

    def level_of_style(self, num_id: str, styles: tuple[str, ...]) -> int | None:
        """The level tied to the first of these paragraph styles, if any."""
        num = self.num(num_id)
        tied = {} if num is None else {level.style: index for index, level in num.levels.items() if level.style}
        return next((tied[style] for style in styles if style in tied), None)


@dataclass
class Counters:
    """The running numbers of one story (the body, a header, the notes)."""

    numbering: Numbering
    _values: dict[str, dict[int, int]] = field(default_factory=dict)
    _used: set[tuple[str, int]] = field(default_factory=set)

    def next(self, num_id: str, index: int) -> Shown:
        """Counts one paragraph and returns its number; an empty one when the paragraph has no valid numbering."""
        num = self.numbering.num(num_id)
        if num is None or not 0 <= index < _LEVELS or index not in num.levels:
            return NO_NUMBER
        values = self._values.setdefault(num.abstract, {})
        self._raise(num_id, num, index, values)
        level = num.levels[index]
        number = _bullet(level) if level.format == "bullet" else _written(num, index, values)
        return Shown(number, level.suffix if number else "", index, level.font)

    def _raise(self, num_id: str, num: Num, index: int, values: dict[int, int]) -> None:
        first = (num_id, index) not in self._used
        self._used.add((num_id, index))
        for skipped in [each for each in num.levels if each < index and each not in values]:  # Word counts a level jumped over as used
            values[skipped] = _start(num, skipped)
            self._used.add((num_id, skipped))
        if index not in values or (first and index in num.starts):
            values[index] = _start(num, index)
        else:
            values[index] += 1
        for deeper in [each for each in values if each > index]:
            if _restarts(num.levels.get(deeper), deeper, index):
                del values[deeper]


def _start(num: Num, index: int) -> int:
    return num.starts.get(index, num.levels[index].start if index in num.levels else 1)


def _restarts(level: Level | None, own: int, used: int) -> bool:
    """Does the use of a shallower level restart this one? A lvlRestart naming its own or a deeper level is void."""
    if level is None or level.restart is None or level.restart > own:
        return True
    return used + 1 <= level.restart


def _written(num: Num, index: int, values: dict[int, int]) -> str:
    legal = num.levels[index].legal

    def one(match) -> str:
        place = int(match[1]) - 1
        if place > index or place not in num.levels:
            return ""
        kind = num.levels[place].format
        return show(values.get(place, _start(num, place)), "decimal" if legal and kind != "none" else kind)

    return _PLACE.sub(one, num.levels[index].text)[:_LONGEST]


def _bullet(level: Level) -> str:
    """Vietnamese drafts use the dash and the plus as bullets with a meaning; every other glyph is a dot."""
    glyph = level.text.strip()[:1]
    if glyph and glyph in _DASHES:
        return "-"
    return glyph if glyph in "+*" else "•"
