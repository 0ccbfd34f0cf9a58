"""Names for what happened to a pair of provisions: reworded, renumbered, moved, split, merged, or nothing."""

import bisect
from collections import defaultdict

from pipelines.rounds.match import Matching


class Changes:
    """Names the changes of groups of linked provisions; `links` are all (old, new) places."""

    def __init__(self, matching: Matching, links: list[tuple[int, int]]):
        self._old, self._new = matching.sides
        self._links = set(links)
        self._moved = self._find_moved(matching)

    def names(self, olds: list[int], news: list[int]) -> tuple[str, ...]:
        """Keys of types.CHANGES; ("unchanged",) when number, place and words are the same."""
        names = []
        if len(news) > 1:
            names.append("split")
        if len(olds) > 1:
            names.append("merged")
        if self._moved.intersection(olds):
            names.append("moved")
        if not names or names == ["moved"]:
            names += self._words_and_number(olds[0], news[0])
        return tuple(names) or ("unchanged",)

    def _words_and_number(self, o: int, n: int) -> list[str]:
        a, b = self._old.units[o], self._new.units[n]
        names = ["reworded"] if a.tokens != b.tokens else []
        return names + (["renumbered"] if a.provision.label != b.provision.label else [])

    def _find_moved(self, matching: Matching) -> set[int]:
        """Old places whose new parent is another one, or that left the order of their siblings."""
        groups, moved = defaultdict(list), set()
        for o, n in sorted(matching.old.items()):
            parents = self._old.parent[o], self._new.parent[n]
            if parents == (None, None) or parents in self._links:
                groups[parents].append((o, n))
            else:
                moved.add(o)
        for pairs in groups.values():
            stayed = _longest_rising([n for _, n in pairs])
            moved |= {o for index, (o, _) in enumerate(pairs) if index not in stayed}
        return moved


def _longest_rising(values: list[int]) -> set[int]:
    """Indices of a longest rising subsequence: what kept its order."""
    tails: list[int] = []  # smallest last value of a rising run of each length
    ends: list[int] = []  # and its index
    before: list[int] = []  # index of the predecessor in the best run ending here
    for index, value in enumerate(values):
        at = bisect.bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [value], [index]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
