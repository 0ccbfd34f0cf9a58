"""Word-level comparison of two wordings, as runs for the passage component."""

import difflib
import re

WORD = re.compile(r"\s+|[^\s]+")

ALIKE = 0.4  # share of the old words that must stay for a word-by-word view


def compared(old: str, new: str) -> list[tuple[str, str]]:
    """Runs (text, "" | "del" | "ins") that read as the old wording without the ins and as the new one without the del."""
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if _shared(matcher, before) < ALIKE:  # another sentence altogether: word by word it would read as noise
        return [(old, "del"), (" ", ""), (new, "ins")] if old else [(new, "ins")]
    runs: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            runs.append(("".join(before[i1:i2]), ""))
            continue
        if i2 > i1:
            runs.append(("".join(before[i1:i2]), "del"))
        if j2 > j1:
            runs.append(("".join(after[j1:j2]), "ins"))
    return runs


def _shared(matcher: difflib.SequenceMatcher, before: list[str]) -> float:
    words = sum(not w.isspace() for w in before)
    kept = sum(not w.isspace() for block in matcher.get_matching_blocks() for w in before[block.a : block.a + block.size])
    return kept / words if words else 0.0
