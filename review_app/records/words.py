"""Text on its way into the store: what people typed is kept, what no screen or database can carry is taken out."""

import unicodedata

from review_app.records.errors import BadInput

LONGEST = 20_000
_BIDI = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def typed(field: str, text: str, longest: int = LONGEST) -> str:
    """The text without control characters and lone surrogates. Raises BadInput when it is too long."""
    kept = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    if len(kept) > longest:
        raise BadInput(field, f"Nội dung dài quá {longest:,} chữ.".replace(",", "."))
    return kept


def label(name: str) -> str:
    """A file name as a label on screens: no path to follow, no letters that turn the reading direction."""
    kept = typed("name", name.translate(_BIDI).replace("\n", " ").replace("\t", " "), longest=10**6).strip()
    return kept[:255] or "tep-khong-ten"


def searchable(text: str) -> str:
    """Lower case without accents, for the register's search box: "Quy chế" → "quy che"."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())
