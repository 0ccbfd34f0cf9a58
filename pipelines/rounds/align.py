"""Provision to provision between two versions of a draft, whatever was renumbered, moved, split, merged or reworded."""

from pipelines.rounds.changes import Changes
from pipelines.rounds.match import Matching, match, match_rest
from pipelines.rounds.pieces import container_links, merge_links, split_links
from pipelines.rounds.units import Side, Weights
from pipelines.types import Alignment, Draft, Pair


def align(old: Draft, new: Draft) -> Alignment:
    """Every provision of both versions in exactly one pair, each pair named by what changed. The same drafts give the same pairs."""
    sides = Side(old), Side(new)
    matching = Matching(*sides, Weights(*sides))
    match(matching)
    pieces = split_links(matching) + merge_links(matching)
    for o, n in pieces:  # spoken for: the search for reworded provisions must not take them
        matching.old.setdefault(o, n)
        matching.new.setdefault(n, o)
    match_rest(matching)
    pieces += container_links(matching)
    links = sorted({*matching.old.items(), *((o, n) for n, o in matching.new.items()), *pieces})
    return Alignment(old, new, tuple(_pairs(matching, links)))


def _pairs(matching: Matching, links: list[tuple[int, int]]) -> list[Pair]:
    old, new = matching.sides
    changes = Changes(matching, links)
    groups = _groups(links)
    placed = [(min(news), 0, _pair(matching, changes, olds, news)) for olds, news in groups]
    linked_new = {n for _, news in groups for n in news}
    placed += [(n, 0, Pair(("added",), (), (new.id(n),), 0.0)) for n in range(len(new)) if n not in linked_new]
    counterpart = {o: max(news) for olds, news in groups for o in olds}
    before = -1
    for o in range(len(old)):
        before = counterpart.get(o, before)
        if o not in counterpart:
            placed.append((before, 1 + o, Pair(("removed",), (old.id(o),), (), 0.0)))
    return [pair for *_, pair in sorted(placed, key=lambda p: p[:2])]


def _pair(matching: Matching, changes: Changes, olds: list[int], news: list[int]) -> Pair:
    old, new = matching.sides
    score = max(matching.likeness(o, n) for o in olds for n in news)
    return Pair(changes.names(olds, news), tuple(map(old.id, olds)), tuple(map(new.id, news)), round(score, 3))


def _groups(links: list[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Links that share a provision belong together."""
    group_of: dict[tuple[str, int], tuple[set, set]] = {}
    for o, n in links:
        ours, theirs = group_of.get(("o", o), (set(), set())), group_of.get(("n", n), (set(), set()))
        joined = ours[0] | theirs[0] | {o}, ours[1] | theirs[1] | {n}
        group_of |= {("o", each): joined for each in joined[0]} | {("n", each): joined for each in joined[1]}
    distinct = {id(group): group for group in group_of.values()}
    return [(sorted(olds), sorted(news)) for olds, news in distinct.values()]

