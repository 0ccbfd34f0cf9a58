"""Cutting a provision's words into sentences and clauses, over syllables with exact offsets.

A clause ends at a sentence end, at ; : , at a bracket or a dash between spaces, and before a conjunction that opens a new thought; a
piece shorter than SHORTEST syllables stays with the piece before it.
"""

import bisect
import re

from pipelines.language import syllables

SHORTEST = 4
_SENTENCE_END = re.compile(r"[;!?\n](?=\s|$|[^\s])|\.(?=\s|$|[”\"’»/])|…(?=\s|$)")
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|TX|TT|P|Q|TM|KT|TL|ThS|TS|PGS|GS|BS|Ths|St|tr|No)\.$")
_CUT = re.compile(r"[,:;]\s|\s[–—-]\s|\(|\)")
_OPENERS = ("đồng thời", "trường hợp", "trừ", "nếu", "nhưng", "thì", "và", "mà", "khi", "để", "song", "hoặc")
_FIRST = {opener.split()[0]: opener for opener in _OPENERS}
Span = tuple[int, int]


def sentences(text: str, starts: list[int], count: int) -> list[Span]:
    """Half-open ranges of syllables, one a sentence; they tile all syllables."""
    cuts = [0]
    for m in _SENTENCE_END.finditer(text):
        if text[m.start()] == "." and _ABBREVIATED.search(text, max(0, m.start() - 5), m.start() + 1):
            continue
        i = bisect.bisect_left(starts, m.end())
        if i > cuts[-1]:
            cuts.append(i)
    if cuts[-1] != count:
        cuts.append(count)
    return list(zip(cuts, cuts[1:], strict=False))


def clauses(text: str, starts: list[int], ends: list[int], norms: list[str], sentence: Span) -> list[Span]:
    """Half-open ranges of syllables, one a clause; they tile the sentence."""
    first, last = sentence
    at = {bisect.bisect_left(starts, m.end()) for m in _CUT.finditer(text, starts[first], ends[last - 1])}
    at |= {i for i in range(first + 1, last) if norms[i] in _FIRST and opener(norms, i)}
    cuts = [first]
    for i in sorted(at):
        if i - cuts[-1] >= SHORTEST and last - i >= SHORTEST:
            cuts.append(i)
    cuts.append(last)
    return list(zip(cuts, cuts[1:], strict=False))


def opener(norms: list[str], i: int) -> str:
    """The conjunction that stands at syllable i, "" if none."""
    found = _FIRST.get(norms[i], "") if i < len(norms) else ""
    return found if " " not in found or " ".join(norms[i : i + 2]) == found else ""


def split_clauses(text: str) -> list[Span]:
    """(start, end) in characters of every clause of the text."""
    cut = syllables(text)
    starts, ends, norms = [a for a, _, _ in cut], [b for _, b, _ in cut], [n for _, _, n in cut]
    pieces = [piece for s in sentences(text, starts, len(cut)) for piece in clauses(text, starts, ends, norms, s)]
    return [(starts[a], ends[b - 1]) for a, b in pieces]
