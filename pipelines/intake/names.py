"""The name a sender gave a file: a label for people, never a path."""

import unicodedata

LONGEST = 120  # characters
UNNAMED = "du-thao"


def label(name: str) -> str:
    """The last part of the name without control, bidirectional and path characters, cut to 120 characters with its ending kept."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    if len(clean) > LONGEST:
        stem, dot, ending = clean.rpartition(".")
        keep = f"{dot}{ending}" if dot and len(ending) <= 5 else ""
        clean = clean[: LONGEST - len(keep)] + keep
    return clean or UNNAMED
