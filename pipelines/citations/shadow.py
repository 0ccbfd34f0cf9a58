"""The shadow of a text: NFC, plain spaces and hyphens, no invisible characters, and the way back to the text's own offsets."""

import re
import unicodedata

_LOOKALIKES = str.maketrans({"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " "})
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_CLUSTER = re.compile(f"[{_INVISIBLE}]|[^\u0300-\u036f][\u0300-\u036f{_INVISIBLE}]*|[\u0300-\u036f]+", re.S)
_UNSEEN = re.compile(f"[{_INVISIBLE}]")


class Shadow:
    """`text` is for matching; `start(i)` and `end(j)` give the offsets of text[i:j] in the original."""

    def __init__(self, original: str):
        self._starts: list[int] | None = None
        if original.isascii() or (unicodedata.is_normalized("NFC", original) and not _UNSEEN.search(original)):
            self.text = original.translate(_LOOKALIKES)
            return
        self._compose(original)

    def _compose(self, original: str) -> None:
        characters: list[str] = []
        self._starts, self._ends = [], []
        for match in _CLUSTER.finditer(original):
            seen = unicodedata.normalize("NFC", _UNSEEN.sub("", match.group()))
            for character in seen:
                characters.append(character)
                self._starts.append(match.start())
                self._ends.append(match.end())
        self.text = "".join(characters).translate(_LOOKALIKES)

    def start(self, i: int) -> int:
        return i if self._starts is None else self._starts[i]

    def end(self, j: int) -> int:
        return j if self._starts is None else self._ends[j - 1]
