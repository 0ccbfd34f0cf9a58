"""Vietnamese text typed before Unicode: TCVN3 (ABC, fonts ".VnTime") and VNI (fonts "VNI-Times").

Both store Latin-1 characters that only their own fonts show as Vietnamese. TCVN3 has one code a letter; its capitals are the small codes
in a capitals font (".VnTimeH"). VNI writes a vowel and a mark behind it, so its text gets shorter when decoded.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from pipelines.intake.syllables import is_syllable

_TCVN3_CODES = (
    "¡¢£¤¥¦§¨©ª«¬\xad®"
    "µ¶·¸¹ »¼½¾Æ ÇÈÉÊË ÌÎÏÐÑ ÒÓÔÕÖ ×ØÜÝÞ ßáâãä åæçèé êëìíî ïñòóô õö÷øù úûüýþ"
).replace(" ", "")
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ"
    "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ"
).replace(" ", "")
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)
_MINUS_FOR_U = re.compile(r"(?<=[^\W\d_])\u2212")  # PDF and .doc converters turn the code of ư, a soft hyphen, into a minus sign

# VNI: the mark behind a vowel → combining marks. Its case follows the vowel's, and is ignored here.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _CIRCUMFLEX, _BREVE = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323", "\u0302", "\u0306"
_TONES = (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
_VNI_TONES = dict(zip("øùûõï", _TONES, strict=True))
_VNI_CIRCUMFLEX = {"â": _CIRCUMFLEX} | {mark: _CIRCUMFLEX + tone for mark, tone in zip("àáåãä", _TONES, strict=True)}
_VNI_BREVE = {"ê": _BREVE} | {mark: _BREVE + tone for mark, tone in zip("èéúüë", _TONES, strict=True)}
_VNI_SINGLE = {"ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}


def _vni_table() -> dict[str, str]:
    small = dict(_VNI_SINGLE)
    for vowels, marks in (("aeiouyôö", _VNI_TONES), ("aeo", _VNI_CIRCUMFLEX), ("a", _VNI_BREVE)):
        small |= {vowel + mark: _VNI_SINGLE.get(vowel, vowel) + shown for vowel in vowels for mark, shown in marks.items()}
    table = {}
    for code, letter in small.items():
        composed = unicodedata.normalize("NFC", letter)
        for each in (code, code.upper(), code[0].upper() + code[1:], code[0] + code[1:].upper()):
            table[each] = composed.upper() if each[0].isupper() else composed
    return table


_VNI = _vni_table()
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2015\u2018-\u201f\u2026]+")
_HIGH = re.compile("[\xa1-\xff]")
_ASCII = re.compile("[A-Za-z]")
_SMALL = re.compile("[a-z]")
_TYPED_IN_CAPITALS = re.compile("^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$")
_FOREIGN = re.compile("[FJWZfjwz]")  # letters no Vietnamese word has
_ENOUGH = 3  # words with letters beyond ASCII
_READS_AS_IT_IS = 0.5
_READS_DECODED = 0.85
_STRAY = re.compile("[\x80-\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]")
_UNICODE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u0300-\u036f\u1ea0-\u1ef9]")  # letters neither code can hold


def decode_tcvn3(text: str, capitals: bool = False) -> str:
    """TCVN3 to Unicode, as many characters as before; `capitals`: shown in a capitals font."""
    decoded = _MINUS_FOR_U.sub("ư", text.translate(_TCVN3))
    return "".join(each.upper() if len(each.upper()) == 1 else each for each in decoded) if capitals else decoded


def decode_vni(text: str) -> str:
    """VNI to Unicode; a vowel with its mark becomes one letter."""
    return _VNI_CODE.sub(lambda found: _VNI[found[0]], text)


def decode(text: str, code: str) -> str:
    """Text of a known code to Unicode; unchanged when it is Unicode already."""
    return text if not code or holds_unicode(text) else "".join(shown for shown, _, _ in decode_spans(text, code))


def decode_spans(text: str, code: str) -> list[tuple[str, int, int]]:
    """Decoded text with its places: (decoded, start, end) tile `text`.

    code: "tcvn3", "tcvn3h" (capitals font) or "vni". A stretch is as long decoded as in the file, or it is one VNI letter for two.
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


def looks_latin_1(text: str) -> bool:
    """Has the text letters beyond ASCII, and none that only Unicode has?"""
    return bool(_HIGH.search(text)) and not holds_unicode(text)


def guess_legacy(text: str) -> str | None:
    """The code of a plain text without fonts, by its syllables: "tcvn3", "vni", or None (Unicode, other languages, too little to tell).

    Judge a whole text, or a paragraph of one that is mixed. Letters that only Unicode has settle it; so does text that reads as it stands.
    """
    if holds_unicode(text):
        return None
    words = [word for word in _WORD.findall(text) if len(word) > 1 and _HIGH.search(word)]  # a sign alone (£, ¬) tells nothing
    if len(words) < _ENOUGH or _share(words) > _READS_AS_IT_IS:
        return None
    shares = {code: _share_decoded(words, code) for code in ("tcvn3", "vni")}
    best = max(shares, key=shares.get)
    return best if shares[best] >= _READS_DECODED else None


class Assumed(NamedTuple):
    """The code that text in no legacy font may be in, found in other text of the file."""

    code: str
    everywhere: bool  # no text of the file is in Unicode


def assumed_code(text: str, assumed: Assumed) -> str:
    """The code of one such text; "" when it reads as it stands."""
    words = [word for word in _WORD.findall(text) if _HIGH.search(word)]
    if not words or holds_unicode(text):
        return ""
    as_it_stands, decoded = _share(words), _share_decoded(words, assumed.code)
    if decoded < as_it_stands or (not assumed.everywhere and as_it_stands in (decoded, 1)) or any(map(_FOREIGN.search, words)):
        return ""
    return "tcvn3h" if assumed.code == "tcvn3" and _is_typed_in_capitals(text) else assumed.code


def undecoded(text: str, code: str) -> int:
    """How many letters of a text in this code the code does not know."""
    rest = _VNI_CODE.sub("", text) if code == "vni" else text.translate(dict.fromkeys(_TCVN3))
    return len(_STRAY.findall(rest))


def decode_plain(text: str, code: str) -> str:
    """A plain text decoded; TCVN3 words typed in capitals, which only their font showed as such, become capitals again."""
    if code != "tcvn3":
        return decode(text, code)
    return "\n".join(_decode_line(line) for line in text.split("\n"))


def _decode_line(line: str) -> str:
    if _is_typed_in_capitals(line):
        return decode_tcvn3(line, capitals=True)
    return _WORD.sub(lambda found: decode_tcvn3(found[0], capitals=bool(_TYPED_IN_CAPITALS.search(found[0]))), line)


def _is_typed_in_capitals(line: str) -> bool:
    return len(_ASCII.findall(line)) > 1 and not _SMALL.search(line)


def _share(words: list[str]) -> float:
    """How many of the words are Vietnamese syllables; a capital in the middle of a small word is none."""
    return sum(is_syllable(word) and (word.islower() or word.isupper() or word.istitle()) for word in words) / len(words)


def _share_decoded(words: list[str], code: str) -> float:
    """Case says nothing here: the capitals of TCVN3 are small codes in a capitals font."""
    return sum(is_syllable(decode(word, code)) for word in words) / len(words)
