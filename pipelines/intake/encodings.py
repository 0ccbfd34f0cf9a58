"""Vietnamese text typed before Unicode: TCVN3 (ABC, fonts ".VnTime") and VNI (fonts "VNI-Times").

Both store Latin-1 characters that only their own fonts show as Vietnamese. TCVN3 has one code a letter; its capitals are the small codes
in a capitals font (".VnTimeH"). VNI writes a vowel and a mark behind it, so its text gets shorter when decoded.
"""

import re
import unicodedata
from functools import lru_cache

_TCVN3_CODES = (
    "¡¢£¤¥¦§¨©ª«¬\xad®"
    "µ¶·¸¹ »¼½¾Æ ÇÈÉÊË ÌÎÏÐÑ ÒÓÔÕÖ ×ØÜÝÞ ßáâãä åæçèé êëìíî ïñòóô õö÷øù úûüýþ"
).replace(" ", "")
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ"
    "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ"
).replace(" ", "")
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

# VNI: the mark behind a vowel. Its case follows the vowel's, and is ignored here.
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_SHAPES = {"â": ("\u0302", ""), "á": ("\u0302", "\u0301"), "à": ("\u0302", "\u0300"), "å": ("\u0302", "\u0309"), "ã": ("\u0302", "\u0303"), "ä": ("\u0302", "\u0323")}
_VNI_BREVES = {"ê": ("\u0306", ""), "é": ("\u0306", "\u0301"), "è": ("\u0306", "\u0300"), "ú": ("\u0306", "\u0309"), "ü": ("\u0306", "\u0303"), "ë": ("\u0306", "\u0323")}
_VNI_SINGLE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    small = dict(_VNI_SINGLE)
    for vowel in "aeouyôö":
        plain = _VNI_SINGLE.get(vowel, vowel)
        for mark, tone in _VNI_TONES.items():
            small[vowel + mark] = plain + tone
    for vowel in "aeo":
        small.update({vowel + mark: vowel + shape + tone for mark, (shape, tone) in _VNI_SHAPES.items()})
    small.update({"a" + mark: "a" + shape + tone for mark, (shape, tone) in _VNI_BREVES.items()})
    table = {}
    for code, letter in small.items():
        composed = unicodedata.normalize("NFC", letter)
        for each in (code, code.upper(), code[0].upper() + code[1:], code[0] + code[1:].upper()):
            table[each] = composed.upper() if each[0].isupper() else composed
    return table


_VNI = _vni_table()
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_UNICODE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300-\u036f\u1ea0-\u1ef9]")  # letters neither code can hold


def decode_tcvn3(text: str, capitals: bool = False) -> str:
    """TCVN3 to Unicode, as many characters as before; `capitals`: shown in a capitals font."""
    decoded = text.translate(_TCVN3)
    return "".join(each.upper() if len(each.upper()) == 1 else each for each in decoded) if capitals else decoded


def decode_vni(text: str) -> str:
    """VNI to Unicode; a vowel with its mark becomes one letter."""
    return _VNI_CODE.sub(lambda found: _VNI[found[0]], text)


def decode(text: str, code: str) -> str:
    """Text of a known code to Unicode; unchanged when it is Unicode already."""
    return text if not code or holds_unicode(text) else "".join(shown for shown, _, _ in decode_spans(text, code))


def decode_spans(text: str, code: str) -> list[tuple[str, int, int]]:
    """Decoded text with its places: (decoded, start, end) tile `text`.

    code: "tcvn3", "tcvn3h" (capitals font) or "vni". A stretch is as long decoded as in the file, or it is one VNI letter from two characters.
    """
    if code != "vni":
        return [(decode_tcvn3(text, capitals=code == "tcvn3h"), 0, len(text))]
    spans, plain = [], 0
    for found in _VNI_CODE.finditer(text):
        if found.end() - found.start() > 1:
            if plain < found.start():
                spans.append((decode_vni(text[plain : found.start()]), plain, found.start()))
            spans.append((_VNI[found[0]], found.start(), found.end()))
            plain = found.end()
    if plain < len(text):
        spans.append((decode_vni(text[plain:]), plain, len(text)))
    return spans


def is_legacy_font(name: str) -> str | None:
    """"tcvn3" for ".VnTime" and its family, "vni" for "VNI-Times" and its family, else None."""
    lowered = name.strip().lower()
    if lowered.startswith(".vn"):
        return "tcvn3"
    return "vni" if re.match(r"vni[- ]", lowered) else None


@lru_cache(maxsize=1024)
def font_code(name: str) -> str:
    """The code a run in this font is stored in: "tcvn3", "tcvn3h", "vni", "" Unicode."""
    code = is_legacy_font(name) or ""
    return "tcvn3h" if code == "tcvn3" and name.strip().endswith("H") else code


def holds_unicode(text: str) -> bool:
    """Is this Vietnamese in Unicode already (a legacy font left over from an earlier life of the file)?"""
    return bool(_UNICODE_ONLY.search(text))
