"""One provision to one: the same words first, then like words, with parents, children and neighbours as witnesses.

Numbers are no witness of weight: the first thing a revision does is to renumber.
"""

from collections import defaultdict

from pipelines.rounds.units import Side, Weights, wordless

SURE, HALF, LIKELY, WEAK = 0.75, 0.5, 0.4, 0.2  # likeness from which words alone, words and place, mostly place decide
REWRITTEN = 0.1  # of a provision on the same thing in new words; two on different things mostly share less
_COMMON = 40  # a feature in more provisions than this finds no candidates
_CANDIDATES = 12


class Matching:
    """The growing map between two versions; `old` and `new` map places, and only what is free is matched."""

    def __init__(self, old: Side, new: Side, weights: Weights):
        self.sides = (old, new)
        self.weights = weights
        self.old: dict[int, int] = {}
        self.new: dict[int, int] = {}

    def join(self, o: int, n: int) -> None:
        self.old[o], self.new[n] = n, o

    def likeness(self, o: int, n: int) -> float:
        old, new = self.sides
        return self.weights.likeness(old.units[o], new.units[n])

    def expected(self) -> list[int]:
        """Where each old provision would stand if it had kept its distance from the last matched one before it."""
        places, shift = [], 0
        for o in range(len(self.sides[0])):
            shift = self.old[o] - o if o in self.old else shift
            places.append(o + shift)
        return places

    def witness(self, o: int, n: int) -> float:
        """What stands around both: parents, children and neighbours that are already matched, 0 to 1."""
        old, new = self.sides
        score = 0.3 * self._parents(o, n)
        score += 0.15 * (self.old.get(o - 1, -2) == n - 1) + 0.15 * (self.old.get(o + 1, -2) == n + 1)
        score += 0.3 * self._children(o, n)
        a, b = old.units[o].provision, new.units[n].provision
        return score + 0.05 * (a.kind == b.kind) + 0.05 * (a.number == b.number)

    def _parents(self, o: int, n: int) -> bool:
        old, new = self.sides
        parents = old.parent[o], new.parent[n]
        return parents == (None, None) or (None not in parents and self.old.get(parents[0]) == parents[1])

    def _children(self, o: int, n: int) -> float:
        old, new = self.sides
        ours, theirs = old.children[o], set(new.children[n])
        kept = sum(1 for child in ours if self.old.get(child) in theirs)
        return 2 * kept / (len(ours) + len(theirs)) if ours and theirs else 0.0


def match(matching: Matching) -> None:
    """Matches that the words make sure of; what is left may be parts of a split or merged provision."""
    _unique(matching)
    _greedy(matching, _same_words(matching), 0)
    candidates = _candidates(matching)
    _greedy(matching, candidates, SURE)
    _greedy(matching, candidates, HALF, 0.5)


def match_rest(matching: Matching) -> None:
    """Matches of reworded provisions, less and less on their words and more on their place."""
    _greedy(matching, _by_children(matching), 0, 0.2)
    candidates = _candidates(matching)
    _greedy(matching, candidates, LIKELY, 0.2)
    _greedy(matching, candidates + _by_place(matching), WEAK, 0.5)
    _greedy(matching, _by_place(matching), 0, 0.75)
    _greedy(matching, _by_place(matching), REWRITTEN, 0.65)  # under its old number, between its old neighbours


def _unique(matching: Matching) -> None:
    """The same words, once in each version."""
    for olds, news in _groups(matching).values():
        if len(olds) == len(news) == 1:
            matching.join(olds[0], news[0])


def _groups(matching: Matching) -> dict[tuple, tuple[list[int], list[int]]]:
    groups: dict[tuple, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for which, (side, taken) in enumerate(zip(matching.sides, (matching.old, matching.new), strict=True)):
        for unit in side.units:
            if unit.at not in taken:
                groups[unit.tokens][which].append(unit.at)
    return groups


def _same_words(matching: Matching) -> list[tuple[int, int]]:
    """Pairs with the same words, of which each version holds several: nearest in order first."""
    pairs = []
    for tokens, (olds, news) in _groups(matching).items():
        if wordless(tokens):
            continue
        for index, o in enumerate(olds):
            near = sorted(range(len(news)), key=lambda k, index=index: abs(k - index))[:_CANDIDATES]
            pairs += [(o, news[k]) for k in near]
    return pairs


def _candidates(matching: Matching) -> list[tuple[int, int]]:
    """Free pairs that share telling words, the best few of each old provision."""
    old, new = matching.sides
    holders: dict[object, list[int]] = defaultdict(list)
    for unit in new.units:
        if unit.at not in matching.new:
            for feature in unit.features:
                holders[feature].append(unit.at)
    pairs = []
    for unit in old.units:
        if unit.at in matching.old:
            continue
        shared: dict[int, int] = defaultdict(int)
        for feature in unit.features:
            found = holders.get(feature, ())
            if len(found) <= _COMMON:
                for n in found:
                    shared[n] += 1
        best = sorted(shared, key=lambda n, shared=shared: (-shared[n], n))[:_CANDIDATES]
        pairs += [(unit.at, n) for n in best if new.units[n].frame == unit.frame]
    return pairs


def _by_place(matching: Matching) -> list[tuple[int, int]]:
    """Free pairs whose parents match, or that stand after (or before) a matched pair."""
    old, new = matching.sides
    pairs = set()
    for o, n in [*matching.old.items(), (-1, -1)]:
        for step in (1, -1):
            pairs.add((o + step, n + step))
        if o >= 0:
            pairs |= {(a, b) for a in old.children[o] for b in new.children[n] if a not in matching.old and b not in matching.new}
    return sorted(
        (o, n)
        for o, n in pairs
        if 0 <= o < len(old) and 0 <= n < len(new) and o not in matching.old and n not in matching.new and _comparable(matching, o, n)
    )


def _by_children(matching: Matching) -> list[tuple[int, int]]:
    """Free pairs of one kind that hold matched children."""
    old, new = matching.sides
    parents = {(old.parent[o], new.parent[n]) for o, n in matching.old.items()}
    free = [(o, n) for o, n in parents if None not in (o, n) and o not in matching.old and n not in matching.new]
    return sorted(pair for pair in free if _comparable(matching, *pair))


def _comparable(matching: Matching, o: int, n: int) -> bool:
    a, b = matching.sides[0].units[o], matching.sides[1].units[n]
    return a.provision.kind == b.provision.kind


def _greedy(matching: Matching, pairs: list[tuple[int, int]], floor: float, place: float = 0.0) -> None:
    """Join the best free pair again and again; witnesses grow, so each round ranks anew."""
    words = {pair: matching.likeness(*pair) for pair in dict.fromkeys(pairs)}
    words = {pair: score for pair, score in words.items() if score >= floor}
    while True:
        expected = matching.expected()
        ranked = []
        for (o, n), score in words.items():
            if o in matching.old or n in matching.new:
                continue
            witness = matching.witness(o, n)
            if witness >= place:
                ranked.append((score + witness, abs(n - expected[o]), o, n))
        ranked.sort(key=lambda r: (-r[0], *r[1:]))
        if not _join_ranked(matching, ranked):
            return


def _join_ranked(matching: Matching, ranked: list) -> bool:
    """Join from the top while nothing better could still come of it; whether any pair was joined."""
    joined = False
    for score, _, o, n in ranked:
        if o in matching.old or n in matching.new:
            continue
        if joined and score < ranked[0][0] - 0.35:
            break
        matching.join(o, n)
        joined = True
    return joined
