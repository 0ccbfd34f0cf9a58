"""What a paragraph or run looks like after its styles: name, alignment, bold, italic, hidden, font code, numbering."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipelines.intake.encodings import font_code
from pipelines.intake.package import attr, child, children, is_on, local, value_of

_ALIGN = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right", "both": "both", "distribute": "both"}


_LONGEST_CHAIN = 20  # styles based on one another; Word itself stops far earlier
_LONGEST_NAME = 255


class Look(NamedTuple):
    """How the characters of a run are set. `code`: what their font stores them in (see encodings.font_code)."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    code: str = ""


@dataclass(frozen=True)
class ParagraphStyle:
    ids: tuple[str, ...]  # the style and those it is based on, nearest first
    name: str = ""
    align: str = ""
    num_id: str = ""  # nearest numId of the chain, "0" switched off
    level: str = ""  # nearest ilvl of the chain


class Styles:
    """styles.xml with its theme's fonts. A missing or broken part means: no styles."""

    def __init__(self, root=None, theme=None):
        self._elements = {attr(each, "styleId"): each for each in children(root, "style")}
        self._default = next((key for key, each in self._elements.items() if _is_default(each)), "")
        self._theme = _theme_fonts(theme)
        defaults = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
        self._plain = self.direct(defaults, Look())
        self.paragraph = lru_cache(maxsize=None)(self._paragraph)
        self.look = lru_cache(maxsize=None)(self._look)

    @property
    def list_styles(self) -> dict[str, str]:
        """Numbering style → its numId."""
        found = {}
        for key, each in self._elements.items():
            number = child(child(child(each, "pPr"), "numPr"), "numId")
            if attr(each, "type") == "numbering" and number is not None:
                found[key] = attr(number, "val")
        return found

    def _chain(self, style_id: str) -> list:
        """The style's elements, nearest first; a circle ends where it closes."""
        chain, seen = [], set()
        while style_id in self._elements and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            chain.append(self._elements[style_id])
            based = child(self._elements[style_id], "basedOn")
            style_id = "" if based is None else attr(based, "val")
        return chain

    def _paragraph(self, style_id: str) -> ParagraphStyle:
        chain = self._chain(style_id if style_id in self._elements else self._default)
        name, align, num_id, level = "", "", "", ""
        for each in chain:
            properties = child(each, "pPr")
            name = name or value_of(child(each, "name"))
            align = align or _ALIGN.get(value_of(child(properties, "jc")), "")
            numbers = child(properties, "numPr")
            num_id = num_id or value_of(child(numbers, "numId"))
            level = level or value_of(child(numbers, "ilvl"))
        return ParagraphStyle(tuple(attr(each, "styleId") for each in chain), name[:_LONGEST_NAME], align, num_id, level)

    def _look(self, paragraph_style: str, run_style: str) -> Look:
        """Of a run without direct formatting: on/off properties of paragraph and character style cancel each other out, as in Word."""
        base = self._plain
        for style_id in (paragraph_style if paragraph_style in self._elements else self._default, run_style):
            own = Look(code=base.code)
            for each in reversed(self._chain(style_id)):
                own = self.direct(child(each, "rPr"), own)
            base = Look(base.bold ^ own.bold, base.italic ^ own.italic, base.hidden ^ own.hidden, own.code)
        return base

    def direct(self, properties, look: Look) -> Look:
        """`look` overridden by the direct properties of an rPr element (or None)."""
        if properties is None:
            return look
        bold, italic, hidden, code = look
        for each in properties:
            name = local(each.tag)
            if name == "rFonts":
                code = self._code(each, code)
            elif name == "b":
                bold = is_on(each)
            elif name == "i":
                italic = is_on(each)
            elif name == "vanish":
                hidden = is_on(each)
        return Look(bold, italic, hidden, code)

    def _code(self, fonts, inherited: str) -> str:
        """Vietnamese letters beyond ASCII are set in the hAnsi font."""
        for slot in ("hAnsi", "ascii"):
            theme = self._theme and self._theme.get(attr(fonts, slot + "Theme")[:5])
            if font := theme or attr(fonts, slot):
                return font_code(font)
        return inherited


def _is_default(style) -> bool:
    return attr(style, "type") == "paragraph" and attr(style, "default") in ("1", "true", "on")


def _theme_fonts(theme) -> dict[str, str]:
    """"major" and "minor" → the Latin typeface of the theme."""
    found = {}
    for slot in ("major", "minor"):
        for each in [] if theme is None else theme.iter("{*}" + slot + "Font"):
            latin = child(each, "latin")
            if latin is not None:
                found[slot] = latin.get("typeface", "")
    return found


def alignment(value: str) -> str:
    """Of a paragraph's own jc."""
    return _ALIGN.get(value, "")
