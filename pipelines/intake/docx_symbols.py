"""w:sym: one glyph of a symbol font, given by its code."""

from pipelines.intake.package import attr

_SYMBOL = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    **{0xB7: "•", 0x2D: "-", 0xBE: "-", 0xAE: "→", 0xAC: "←", 0xDE: "⇒"},
    **{0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB9: "≠", 0xB0: "°", 0xE5: "∑"},
}
_WINGDINGS = {
    **{0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x28: "☎", 0x2A: "✉"},
    **{0xA7: "▪", 0x6E: "■", 0x6C: "●", 0xD8: "➢", 0xE0: "→", 0xDF: "←"},
}


def symbol(element) -> str:
    """The character people see; the code itself where no table knows the glyph."""
    try:
        code = int(attr(element, "char"), 16)
    except ValueError:
        return ""
    font = attr(element, "font").lower()
    table = _WINGDINGS if "dings" in font else _SYMBOL if "symbol" in font else {}
    glyph = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if glyph in table:
        return table[glyph]
    return chr(code) if 0x20 <= code <= 0xFFFF and not 0xD800 <= code <= 0xDFFF else ""
