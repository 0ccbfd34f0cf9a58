"""The shadow of a text: as it is plainly read, and with every dash a hyphen and every tab a space."""

import re

from pipelines.language import Plain

_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\t": " "})
_DASH = re.compile("[–—‑‐−\t]")


class Shadow(Plain):
    """`text` is for matching; `span(i, j)` gives the offsets of text[i:j] in the original."""

    def __init__(self, original: str):
        super().__init__(original)
        if _DASH.search(self.text):
            self.text = self.text.translate(_DASHES)
