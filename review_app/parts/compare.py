"""Word-level comparison of two wordings, as runs for the passage component."""

import difflib
import re

WORD = re.compile(r"\s+|[^\s]+")


def compared(old: str, new: str) -> list[tuple[str, str]]:
    """Runs (text, "" | "del" | "ins") that read as the old wording without the ins and as the new one without the del."""
    before, after = WORD.findall(old), WORD.findall(new)
    runs: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("".join(before[i1:i2]), ""))
            continue
        if i2 > i1:
            runs.append(("".join(before[i1:i2]), "del"))
        if j2 > j1:
            runs.append(("".join(after[j1:j2]), "ins"))
    return runs
