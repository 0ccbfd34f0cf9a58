"""How a phrase is written in a checklist, and the one pass that finds all phrases of all items at once.

A pattern is text over folded syllables:
    phải nộp thêm            these syllables in a row; dashes and brackets between them do not matter, and no comma may stand between them
    dân biết, dân bàn        written with a comma: the text may have one or not
    (phải|cần) nộp (thêm|)   alternatives, also an empty one
    <ho_dan>                 any phrase of that lexicon class; also as an alternative: (mỗi nhà|<ho_dan>)
    chỉ …5 khi               at most 5 syllables between (… alone: 8), never beyond the sentence
"""

import dataclasses
import functools
import re

from pipelines.checklist.quantities import QUANTITIES
from pipelines.language import syllables

GAP = 8
_PIECE = re.compile(r"(\([^()]*<[^()]*\)|<[a-z_0-9]+>|…\d*|\.\.\.\d*)")
_LABEL = re.compile(r"<[a-z_0-9]+>")
_MIXED = re.compile(r"\([^()]*<[^()]*\)")
_GAP = re.compile(r"(?:…|\.\.\.)\d*")
Span = tuple[int, int]  # half-open range of syllable indices in one provision


@dataclasses.dataclass(frozen=True)
class Part:
    labels: tuple[str, ...]  # "mỗi hộ" for a phrase, "<ho_dan>" for a class
    gap: int  # most syllables allowed between the part before and this one
    commas: frozenset[str] = dataclasses.field(default=frozenset(), repr=False)  # phrases written with a comma may cross one

    @functools.cached_property
    def label_set(self) -> frozenset[str]:
        return frozenset(self.labels)

    @functools.cached_property
    def quantity(self) -> bool:
        """Whether numbers may stand here, which are sought only when asked for."""
        return any(label[0] == "<" and label[1:-1] in QUANTITIES for label in self.labels)


def _rarity(part: Part) -> float:
    """How rarely the part stands in a text, roughly: long phrases before short ones, classes last."""
    return min(-1 if label[0] == "<" else label.count(" ") for label in part.labels) - len(part.labels) / 1000


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

    @functools.cached_property
    def labels(self) -> frozenset[str]:
        return frozenset(label for part in self.parts for label in part.labels)

    @functools.cached_property
    def calls(self) -> frozenset[str]:
        """Labels one of which stands wherever the pattern stands; empty when the pattern is numbers alone."""
        sure = [part for part in self.parts if not part.quantity]
        return frozenset(max(sure, key=_rarity).labels) if sure else frozenset()

    @functools.cached_property
    def quantities(self) -> tuple[str, ...]:
        return tuple(label for label in sorted(self.labels) if label[1:-1] in QUANTITIES and label[0] == "<")


def parse(text: str) -> Pattern:
    """Raises ValueError (Vietnamese) for a pattern without words, with an open bracket or with a gap at an end."""
    parts: list[Part] = []
    gap = 0
    for piece in _PIECE.split(text):
        if _LABEL.fullmatch(piece):
            labels: dict[str, bool] = {piece: False}
        elif _MIXED.fullmatch(piece):
            labels = _mixed(text, piece[1:-1].split("|"))
        elif _GAP.fullmatch(piece):
            gap = int(piece.lstrip("….") or GAP)
            continue
        else:
            labels = _phrases(text, piece)
        if labels:
            commas = frozenset(label for label, comma in labels.items() if comma)
            parts.append(Part(tuple(sorted(labels)), gap if parts else 0, commas))
            gap = 0
    if not parts or gap or _GAP.match(text.strip()):
        raise ValueError(f"mẫu “{text}” phải bắt đầu và kết thúc bằng chữ.")
    return Pattern(text, tuple(parts))


def _mixed(text: str, choices: list[str]) -> dict[str, bool]:
    """The labels of a bracket that holds classes beside phrases, and whether each was written with a comma."""
    labels: dict[str, bool] = {}
    for choice in choices:
        labels |= {choice.strip(): False} if _LABEL.fullmatch(choice.strip()) else _phrases(text, choice)
    return labels


def _phrases(text: str, piece: str) -> dict[str, bool]:
    """The folded phrases that a piece with brackets stands for, and whether each was written with a comma."""
    choices, rest = _expand(piece)
    if rest or "<" in piece or ">" in piece:
        raise ValueError(f"mẫu “{text}” viết sai: kiểm tra dấu ngoặc.")
    found: dict[str, bool] = {}
    for choice in choices:
        phrase = " ".join(n for _, _, n in syllables(choice))
        if phrase:
            found[phrase] = found.get(phrase, False) or "," in choice.strip(" ,")
    return found


def _expand(text: str) -> tuple[list[str], str]:
    """(all readings up to a closing bracket or bar, what is left)."""
    readings = [""]
    while text and text[0] not in "|)":
        if text[0] != "(":
            plain = re.match(r"[^()|]+", text).group()
            readings, text = [r + plain for r in readings], text[len(plain) :]
            continue
        inner: list[str] = []
        text = "|" + text[1:]
        while text.startswith("|"):
            more, text = _expand(text[1:])
            inner += more
        if not text.startswith(")"):
            return readings, "("
        readings, text = [f"{r} {i} " for r in readings for i in inner], text[1:]
    return readings, text


class Automaton:
    """A trie over syllables that finds every labelled phrase of a provision in one pass."""

    def __init__(self, phrases: dict[str, set[str]], commas: set[str] = frozenset()):
        """phrases: folded phrase → the labels it stands for; commas: the phrases that may cross a comma."""
        self._root: dict = {}
        for phrase, labels in phrases.items():
            node = self._root
            for syllable in phrase.split():
                node = node.setdefault(syllable, {})
            node[None] = tuple(sorted(labels)), phrase in commas

    def scan(self, norms: list[str], segments: list[Span], stops: set[int] = frozenset()) -> dict[str, list[Span]]:
        """label → spans in order of their start; no phrase crosses a segment. `stops`: syllables after which a comma or a colon stands."""
        found: dict[str, list[Span]] = {}
        root = self._root
        for first, last in segments:
            for i in range(first, last):
                node, j, free = root.get(norms[i]), i + 1, True
                while node is not None:
                    ends = node.get(None)
                    if ends is not None and (free or ends[1]):
                        for label in ends[0]:
                            found.setdefault(label, []).append((i, j))
                    if j >= last:
                        break
                    free = free and j - 1 not in stops
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
    return sorted({span for label in part.label_set & marks.keys() for span in marks[label]})
