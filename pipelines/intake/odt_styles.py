"""Styles and lists of an OpenDocument text: what a run looks like, and the number a list item shows.

OpenDocument 1.3: styles inherit from a parent and from their family's default (16.2); lists 5.3, 16.30.
"""

from dataclasses import dataclass

from pipelines.intake.encodings import font_code
from pipelines.intake.number_formats import show
from pipelines.intake.package import attr_local, local

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_ALIGN = {"center": "center", "end": "right", "right": "right", "justify": "both", "start": "left", "left": "left"}
_PLAIN_BULLETS = "-–+*•"
_LONGEST_CHAIN = 50  # parents followed; a file may make a style its own ancestor


class Styles:
    """Properties by (family, name), parents resolved."""

    def __init__(self, *roots):
        self._own: dict[tuple[str, str], dict[str, str]] = {}
        self._parent: dict[tuple[str, str], str] = {}
        self.titles: dict[str, str] = {}
        for root in roots:
            for element in root.iter() if root is not None else ():
                if local(element.tag) in ("style", "default-style"):
                    self._add(element)

    def _add(self, element) -> None:
        key = (attr_local(element, "family"), attr_local(element, "name") or "")
        own = self._own.setdefault(key, {})
        self._parent[key] = attr_local(element, "parent-style-name") or ""
        self.titles[key[1]] = attr_local(element, "display-name") or key[1]
        if attr_local(element, "list-style-name"):
            own["list"] = attr_local(element, "list-style-name")
        for group in element:
            if local(group.tag) in ("text-properties", "paragraph-properties"):
                own.update({local(name): value for name, value in group.attrib.items()})

    def value(self, family: str, name: str, prop: str) -> str:
        """The property's value, "" when neither the style nor an ancestor nor the default sets it."""
        for _ in range(_LONGEST_CHAIN):
            own = self._own.get((family, name), {})
            if prop in own:
                return own[prop]
            if not name:
                return ""
            name = self._parent.get((family, name), "")
        return ""

    def align(self, name: str) -> str:
        return _ALIGN.get(self.value("paragraph", name, "text-align"), "")


@dataclass(frozen=True)
class Look:
    """What a run looks like, as far as a reader of words cares."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    code: str = ""

    def within(self, styles: Styles, family: str, name: str) -> "Look":
        """This look changed by a style."""
        weight, slant, display = (styles.value(family, name, prop) for prop in ("font-weight", "font-style", "display"))
        font = styles.value(family, name, "font-name") or styles.value(family, name, "font-family")
        return Look(
            weight in ("bold", "700", "800", "900") if weight else self.bold,
            slant in ("italic", "oblique") if slant else self.italic,
            display == "none" if display else self.hidden,
            font_code(font.strip("'\"")) if font else self.code,
        )


@dataclass(frozen=True)
class _Level:
    form: str  # num-format; "" shows nothing
    prefix: str
    suffix: str
    shown: int  # levels written, the last being its own
    start: int
    bullet: str


class Lists:
    """The running numbers of all lists."""

    def __init__(self, *roots):
        self._levels: dict[tuple[str, int], _Level] = {}
        self._running: dict[str, dict[int, int]] = {}  # list style → level → last value
        for root in roots:
            for element in root.iter() if root is not None else ():
                if local(element.tag) in ("list-style", "outline-style"):
                    name = attr_local(element, "name") if local(element.tag) == "list-style" else ""
                    for level in element:
                        self._levels[name, whole(attr_local(level, "level"), 1)] = _level(level)

    def enter(self, style: str, depth: int, continues: bool) -> None:
        """A list begins: unless it continues an earlier one, its levels start anew."""
        running = self._running.setdefault(style, {})
        if not continues:
            for level in [level for level in running if level >= depth]:
                del running[level]

    def next(self, style: str, depth: int, start: int | None) -> str:
        """Count one item and give its number as shown, "" for none."""
        level = self._levels.get((style, depth))
        if level is None:
            return ""
        if level.bullet:
            return level.bullet if level.bullet in _PLAIN_BULLETS else "•"
        running = self._running.setdefault(style, {})
        running[depth] = start if start is not None else running.get(depth, level.start - 1) + 1
        for deeper in [other for other in running if other > depth]:
            del running[deeper]
        return self._written(style, depth, level, running)

    def _written(self, style: str, depth: int, level: _Level, running: dict[int, int]) -> str:
        parts = []
        for each in range(max(1, depth - level.shown + 1), depth + 1):
            at = self._levels.get((style, each))
            if at and at.form:
                parts.append(show(running.get(each, at.start), _FORMATS.get(at.form, "decimal")))
        return f"{level.prefix}{'.'.join(parts)}{level.suffix}" if level.form else ""


def _level(element) -> _Level:
    bullet = attr_local(element, "bullet-char") or "" if local(element.tag) == "list-level-style-bullet" else ""
    return _Level(
        attr_local(element, "num-format") or "",
        attr_local(element, "num-prefix") or "",
        attr_local(element, "num-suffix") or "",
        whole(attr_local(element, "display-levels"), 1),
        whole(attr_local(element, "start-value"), 1),
        bullet,
    )


def whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
