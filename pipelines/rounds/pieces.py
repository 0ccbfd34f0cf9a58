"""One provision to several: pieces of a split provision, and provisions merged into one."""

from collections import Counter

from pipelines.rounds.match import Matching
from pipelines.rounds.units import Side, Unit, Weights

_HELD = 0.7  # share of a piece's words that the whole provision holds
_SHORTEST = 4  # syllables; shorter pieces are found in any long provision
_LONG = 14  # syllables that do not meet again by chance
_BESIDE = 3  # places


def split_links(matching: Matching) -> list[tuple[int, int]]:
    """(old, new) for each free provision of the new version that is a piece of an old one."""
    old, new = matching.sides
    return _links(matching.weights, old, new, matching.old, matching.new)


def merge_links(matching: Matching) -> list[tuple[int, int]]:
    """(old, new) for each free provision of the old version that was taken into one of the new."""
    old, new = matching.sides
    return [(part, whole) for whole, part in _links(matching.weights, new, old, matching.new, matching.old)]


def _links(weights: Weights, wholes: Side, parts: Side, of_whole: dict[int, int], of_part: dict[int, int]) -> list[tuple[int, int]]:
    """(whole, piece): the piece is free, the whole holds its words, and the whole's own counterpart does not."""
    links = []
    for part in parts.units:
        if part.at in of_part or part.frame or len(part.tokens) < _SHORTEST:
            continue
        found = [(weights.inside(part, whole), -whole.at) for whole in wholes.units if _may_hold(wholes, whole, parts, part)]
        for held, at in sorted(found, reverse=True)[:3]:
            rest = of_whole.get(-at)
            if held >= _HELD and (rest is None or _is_missing(wholes.units[-at], parts.units[rest], part)):
                links.append((-at, part.at))
                break
    return _at_least_two(links, of_whole)


def _may_hold(wholes: Side, whole: Unit, parts: Side, part: Unit) -> bool:
    """Longer text of the same kind; a heading is no piece of a paragraph."""
    if whole.frame or len(whole.tokens) <= len(part.tokens) * 0.9:
        return False
    plain = not wholes.children[whole.at] and not parts.children[part.at]
    return plain or whole.provision.kind == part.provision.kind


def _is_missing(whole: Unit, rest: Unit, part: Unit) -> bool:
    """Whether the piece is what the whole's counterpart no longer holds; a short piece must also stand beside that counterpart."""
    if len(part.tokens) < _LONG and abs(part.at - rest.at) > _BESIDE:
        return False
    lost = whole.features - rest.features
    gone = sum(min(n, lost[f]) for f, n in part.features.items() if f in lost)
    return gone >= 0.6 * sum(part.features.values())


def _at_least_two(links: list[tuple[int, int]], of_whole: dict[int, int]) -> list[tuple[int, int]]:
    """A whole without a counterpart is split only when two pieces of it are found; one alone is a shortened provision."""
    pieces = {}
    for whole, _ in links:
        pieces[whole] = pieces.get(whole, 0) + 1
    return [(whole, part) for whole, part in links if whole in of_whole or pieces[whole] > 1]


def container_links(matching: Matching) -> list[tuple[int, int]]:
    """(old, new) for articles split or merged at the seam between their parts: most parts come from (or went to) one place."""
    old, new = matching.sides
    return [
        *((o, n) for n, o in _containers(new, old, matching.new)),
        *_containers(old, new, matching.old),
    ]


def _containers(free_side: Side, other: Side, counterparts: dict[int, int]) -> list[tuple[int, int]]:
    """(free container, the other version's container that holds most counterparts of its children)."""
    found = []
    for at, children in enumerate(free_side.children):
        if at in counterparts or not children:
            continue
        parents = [other.parent[counterparts[child]] for child in children if child in counterparts]
        homes = Counter(parent for parent in parents if parent is not None)
        if homes and homes.most_common(1)[0][1] > len(children) / 2:
            home = homes.most_common(1)[0][0]
            if other.units[home].provision.kind == free_side.units[at].provision.kind:
                found.append((at, home))
    return found
