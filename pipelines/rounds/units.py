"""Provisions as the alignment sees them: folded syllables without the number, so that renumbering leaves them alike."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from pipelines.language import syllables
from pipelines.types import FRAME, Draft, Provision

# A provision without words of its own ("Điều 5." over a list) is known by its kind, place and children.
_LONGEST_NUMBER = 4  # syllables in front of a provision's text that may hold its number: "Chương thứ hai"


@dataclass(frozen=True)
class Unit:
    at: int  # place in document order
    provision: Provision
    tokens: tuple[str, ...]

    @cached_property
    def features(self) -> Counter:
        """Syllables and pairs of neighbours: pairs keep the order of words in the comparison."""
        return Counter(self.tokens) + Counter(zip(self.tokens, self.tokens[1:], strict=False))

    @property
    def frame(self) -> bool:
        return self.provision.kind in FRAME


class Side:
    """One version: its units, and who is whose parent, child and neighbour."""

    def __init__(self, draft: Draft):
        self.draft = draft
        self.units = [Unit(at, p, _tokens(draft.words(p), p)) for at, p in enumerate(draft.provisions)]
        self._by_id = {u.provision.id: u.at for u in self.units}
        self.parent = [self._by_id.get(u.provision.parent) for u in self.units]
        self.children: list[list[int]] = [[] for _ in self.units]
        for at, parent in enumerate(self.parent):
            if parent is not None:
                self.children[parent].append(at)

    def __len__(self) -> int:
        return len(self.units)

    def id(self, at: int) -> str:
        return self.units[at].provision.id


def _tokens(text: str, provision: Provision) -> tuple[str, ...]:
    found = [form for _, _, form in syllables(text)]
    number = [form for _, _, form in syllables(provision.number)]
    if number:
        for skip in range(_LONGEST_NUMBER):
            if found[skip : skip + len(number)] == number:
                found = found[skip + len(number) :]
                break
    return tuple(found) or (f"#{provision.kind}",)


def wordless(tokens: tuple[str, ...]) -> bool:
    """Whether a unit had nothing but its number."""
    return tokens[0].startswith("#")


class Weights:
    """How much a feature tells: rare ones more, as in tf-idf, counted over both versions."""

    def __init__(self, old: Side, new: Side):
        seen = Counter(feature for side in (old, new) for unit in side.units for feature in unit.features)
        total = len(old) + len(new)
        self._weight = {feature: math.log(1 + total / count) for feature, count in seen.items()}
        self._mass: dict[tuple[str, ...], float] = {}

    def mass(self, unit: Unit) -> float:
        known = self._mass.get(unit.tokens)
        if known is None:
            known = self._mass[unit.tokens] = sum(self._weight[f] * n for f, n in unit.features.items())
        return known

    def common(self, a: Unit, b: Unit) -> float:
        """Weight of what both hold."""
        if len(b.features) < len(a.features):
            a, b = b, a
        other = b.features
        return sum(self._weight[f] * min(n, other[f]) for f, n in a.features.items() if f in other)

    def likeness(self, a: Unit, b: Unit) -> float:
        """Share of both that is common, 0 to 1; 1 for the same words."""
        return 1.0 if a.tokens == b.tokens else 2 * self.common(a, b) / (self.mass(a) + self.mass(b))

    def inside(self, part: Unit, whole: Unit) -> float:
        """Share of the part's words that the whole holds, 0 to 1."""
        return self.common(part, whole) / self.mass(part)
