"""How a phrase is written in a checklist, and the one pass that finds all phrases of all items at once.

A pattern is text over folded syllables:
    phải nộp thêm            these syllables in a row (commas and dashes between them do not matter)
    (phải|cần) nộp (thêm|)   alternatives, also an empty one
    <ho_dan>                 any phrase of that lexicon class
    chỉ …5 khi               at most 5 syllables between (… alone: 8), never beyond the sentence
"""

import dataclasses
import itertools
import re

from pipelines.language import syllables

GAP = 8
_PIECE = re.compile(r"<(?P<label>[a-z_0-9]+)>|(?:…|\.\.\.)(?P<gap>\d*)|\((?P<group>[^()]*)\)|(?P<word>[^\s<>()…]+)")
Span = tuple[int, int]  # half-open range of syllable indices in one provision


@dataclasses.dataclass(frozen=True)
class Part:
    labels: tuple[str, ...]  # "mỗi hộ" for a phrase, "<ho_dan>" for a class
    gap: int  # most syllables allowed between the part before and this one


@dataclasses.dataclass(frozen=True)
class Pattern:
    text: str
    parts: tuple[Part, ...]

    @classmethod
    def from_yaml(cls, value) -> "Pattern":
        try:
            return parse(value.scalar("str"))
        except ValueError as error:
            raise value.refuse(str(error)) from error

    @property
    def labels(self) -> set[str]:
        return {label for part in self.parts for label in part.labels}


def parse(text: str) -> Pattern:
    """Raises ValueError (Vietnamese) for a pattern without words, with an open bracket or with a gap at an end."""
    if _PIECE.sub("", text).strip(" ,-"):
        raise ValueError(f"mẫu “{text}” viết sai: kiểm tra dấu ngoặc.")
    parts: list[Part] = []
    gap, choices = 0, [[""]]

    def flush() -> None:
        nonlocal gap, choices
        phrases = {" ".join(n for _, _, n in syllables(" ".join(c))) for c in itertools.product(*choices)}
        if phrases - {""}:
            parts.append(Part(tuple(sorted(phrases - {""})), gap))
            gap = 0
        choices = [[""]]

    for piece in _PIECE.finditer(text):
        if piece["label"]:
            flush()
            parts.append(Part((f"<{piece['label']}>",), gap))
            gap = 0
        elif piece["gap"] is not None:
            flush()
            gap = int(piece["gap"] or GAP)
        else:
            choices.append(piece["group"].split("|") if piece["group"] is not None else [piece["word"]])
    flush()
    if not parts or gap or parts[0].gap:
        raise ValueError(f"mẫu “{text}” phải bắt đầu và kết thúc bằng chữ.")
    return Pattern(text, tuple(parts))


class Automaton:
    """A trie over syllables that finds every labelled phrase of a provision in one pass."""

    def __init__(self, phrases: dict[str, set[str]]):
        """phrases: folded phrase → the labels it stands for."""
        self._root: dict = {}
        for phrase, labels in phrases.items():
            node = self._root
            for syllable in phrase.split():
                node = node.setdefault(syllable, {})
            node[None] = tuple(sorted(labels))

    def scan(self, norms: list[str], segments: list[Span]) -> dict[str, list[Span]]:
        """label → spans in order of their start; no phrase crosses a segment."""
        found: dict[str, list[Span]] = {}
        root = self._root
        for first, last in segments:
            for i in range(first, last):
                node, j = root.get(norms[i]), i + 1
                while node is not None:
                    labels = node.get(None)
                    if labels is not None:
                        for label in labels:
                            found.setdefault(label, []).append((i, j))
                    if j >= last:
                        break
                    node = node.get(norms[j])
                    j += 1
        return found


def match(pattern: Pattern, marks: dict[str, list[Span]], segment_end) -> list[Span]:
    """Spans of the pattern among the marks of a provision; `segment_end(i)` is where the sentence of syllable i ends."""
    found = _spans(pattern.parts[0], marks)
    for part in pattern.parts[1:]:
        if not found:
            return []
        nexts = _spans(part, marks)
        found = [(a, d) for a, b in found for c, d in nexts if 0 <= c - b <= part.gap and d <= segment_end(a)]
    return found


def _spans(part: Part, marks: dict[str, list[Span]]) -> list[Span]:
    if len(part.labels) == 1:
        return marks.get(part.labels[0], [])
    return sorted(span for label in part.labels for span in marks.get(label, ()))
