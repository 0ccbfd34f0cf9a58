"""The shadow of a text: NFC, plain spaces and hyphens, no invisible characters, and the way back to the text's own offsets."""

import re
import unicodedata

_LOOKALIKES = str.maketrans(
    {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " "}
)
_ODD_LETTERS = re.compile("[ðÐƉ–—‑‐−\u00a0\u202f\u2007\t]")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
# What is not one visible character for one character of the text: a letter with combining marks, an invisible character.
_CLUSTER = re.compile(f"[^\u0300-\u036f{_INVISIBLE}][\u0300-\u036f{_INVISIBLE}]+|[\u0300-\u036f{_INVISIBLE}]+")


class Shadow:
    """`text` is for matching; `start(i)` and `end(j)` give the offsets of text[i:j] in the original."""

    def __init__(self, original: str):
        self._starts: list[int] | None = None
        plain = original.isascii() or (unicodedata.is_normalized("NFC", original) and not _UNSEEN.search(original))
        text = original if plain else self._compose(original)
        self.text = text.translate(_LOOKALIKES) if _ODD_LETTERS.search(text) else text

    def _compose(self, original: str) -> str:
        """The text composed; fills the map back."""
        parts: list[str] = []
        self._starts, self._ends = [], []
        done = 0
        for match in _CLUSTER.finditer(original):
            self._keep(parts, original, done, match.start())
            seen = unicodedata.normalize("NFC", _UNSEEN.sub("", match.group()))
            parts.append(seen)
            self._starts += [match.start()] * len(seen)
            self._ends += [match.end()] * len(seen)
            done = match.end()
        self._keep(parts, original, done, len(original))
        return "".join(parts)

    def _keep(self, parts: list[str], original: str, start: int, end: int) -> None:
        parts.append(original[start:end])
        self._starts.extend(range(start, end))
        self._ends.extend(range(start + 1, end + 1))

    def start(self, i: int) -> int:
        return i if self._starts is None else self._starts[i]

    def end(self, j: int) -> int:
        return j if self._starts is None else self._ends[j - 1]
