"""Two texts word by word, as data: what stayed, what went, what came."""

import difflib
import functools
import re

from pipelines.language import syllables

_SHORT = 10  # syllables
_WORD = re.compile(r"\S+\s*|\s+")


def compare(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """("giu" | "bo" | "them", words) in order; "giu" and "bo" spell the old text, "giu" and "them" the new one.

    A kept word is kept to the letter, so that both texts are spelled exactly.
    """
    ours, theirs = _WORD.findall(old), _WORD.findall(new)
    parts: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(("giu", "".join(ours[a:b])))
            continue
        if b > a:
            parts.append(("bo", "".join(ours[a:b])))
        if d > c:
            parts.append(("them", "".join(theirs[c:d])))
    return tuple(parts)


@functools.lru_cache(maxsize=4096)
def forms(text: str) -> tuple[str, ...]:
    """Folded syllables: letter case, tone-mark placement, spacing and punctuation do not count as a change."""
    return tuple(form for _, _, form in syllables(text))


def count(words: tuple[str, ...], text: tuple[str, ...]) -> int:
    """How often the words stand in the text, one after another."""
    if not words:
        return 0
    size = len(words)
    return sum(1 for at in range(len(text) - size + 1) if text[at] == words[0] and text[at : at + size] == words)


def share_kept(words: tuple[str, ...], text: tuple[str, ...]) -> float:
    """Share of the words that the text still holds in their order, 0 to 1; of a long passage only runs of two and more count."""
    if not words:
        return 0.0
    shortest = 1 if len(words) < _SHORT else 2
    blocks = difflib.SequenceMatcher(None, words, text, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= shortest) / len(words)
