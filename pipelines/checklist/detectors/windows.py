"""Clauses as the detectors read them: tokens with numbers made alike, and the windows a defect of 3–20 words fits into.

A defect is rarely a whole clause: "…đo đạc, tách thửa, cấp giấy chứng nhận cho nhà chùa đã ủng hộ đầy đủ các
quỹ của xã…". So a clause is cut at its commas, and each piece, each pair of neighbours and the whole are judged apart.
"""

import functools
import re

from pipelines.language import IN_PARTS, INVISIBLE, fold

_TOKEN = re.compile(rf"[^\W\d_][\w\u0300-\u036f{INVISIBLE}]*|\d[\d.,/:]*\d|\d|[%,;:.()\n]")
_PLAIN_TOKEN = re.compile(r"[^\W\d_]\w*|\d[\d.,/:]*\d|\d|[%,;:.()\n]")  # the same where no letter is stored in parts
CLAUSE_END = frozenset(";:.\n")
MARKS = CLAUSE_END | frozenset(",()")
SHORTEST, LONGEST, STRETCH = 5, 26, 18  # syllables: of a piece on its own, of two neighbours together, of a cut from a long piece


@functools.lru_cache(maxsize=65536)
def plain(form: str) -> str:
    """The token's common form: "#" for a number, the folded syllable, a mark as it stands."""
    if form[0].isdigit():
        return "#"
    return fold(form)


def tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, common form) of each syllable, number and clause mark; "%" becomes the two syllables it is read as."""
    pattern = _TOKEN if IN_PARTS.search(text) else _PLAIN_TOKEN
    found = [(*match.span(), plain(match[0])) for match in pattern.finditer(text)]
    if "%" not in text:
        return found
    return [(a, b, part) for a, b, mark in found for part in (("phần", "trăm") if mark == "%" else (mark,))]


def pieces(marks: list[str]) -> list[tuple[int, int]]:
    """Half-open token ranges of the text's pieces: cut at every mark, short ones joined to their neighbour inside the clause."""
    found: list[tuple[int, int]] = []
    start, fresh = 0, True  # fresh: the piece opens a clause, so it may not join the one before
    for at, mark in enumerate([*marks, "\n"]):
        if mark not in MARKS:
            continue
        if at > start:
            if found and not fresh and (at - start < SHORTEST or found[-1][1] - found[-1][0] < SHORTEST):
                found[-1] = (found[-1][0], at)
            else:
                found.append((start, at))
        if at > start or mark in CLAUSE_END:
            fresh = mark in CLAUSE_END
        start = at + 1
    return found


def windowed(text: str) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    """The text's tokens and the token ranges to judge; none of a text without words."""
    found = tokens(text)
    return found, windows([form for _, _, form in found]) if found else []


def windows(marks: list[str]) -> list[tuple[int, int]]:
    """Token ranges to judge: each piece, two neighbours of one clause when short enough together, overlapping stretches of a long piece."""
    cut = pieces(marks)
    found = list(cut)
    for (start, end), (next_start, next_end) in zip(cut, cut[1:], strict=False):
        between = marks[end:next_start]
        if next_end - start <= LONGEST and not any(mark in CLAUSE_END for mark in between):
            found.append((start, next_end))
    for start, end in cut:
        if end - start > LONGEST:
            found += [(at, min(at + STRETCH, end)) for at in range(start, end - STRETCH // 2, STRETCH // 2)]
    return found or [(0, len(marks))]
