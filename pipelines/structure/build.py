"""Reading → Draft: one text and a tree of provisions whose own words tile it; nothing is dropped."""

from collections.abc import Sequence

from pipelines.header import read_header
from pipelines.structure.headings import mark_headings
from pipelines.structure.labels import name_nodes, scope_of
from pipelines.structure.layout import Entry, entries, join_blocks
from pipelines.structure.markers import Marker
from pipelines.structure.parts import Part, PartFinder
from pipelines.structure.quotes import mark_quotes
from pipelines.structure.tree import Node, TreeBuilder
from pipelines.types import FRAME, Draft, Provision, Reading


def build_draft(reading: Reading) -> Draft:
    """The draft of a reading.

    `text` is the blocks joined by line ends (cells of one row by tabs). The own words of the provisions, in order, cover every visible
    character of it exactly once; between them stand only line ends, tabs and blank lines.
    """
    text, offsets = join_blocks(reading.blocks)
    found = entries(reading.blocks, offsets)
    mark_quotes(found)
    parts = PartFinder(found).run()
    nodes = _grow(text, found, parts)
    mark_headings(nodes)
    name_nodes(nodes)
    return Draft(
        source=reading.source,
        header=read_header(reading.blocks),
        text=text,
        blocks=reading.blocks,
        offsets=offsets,
        provisions=tuple(_provision(node, reading) for node in nodes),
        asides=reading.asides,
        unread=reading.unread,
        notes=reading.notes,
    )


def _grow(text: str, found: Sequence[Entry], parts: Sequence[Part]) -> list[Node]:
    nodes: list[Node] = []
    builders: dict[tuple[int, int], TreeBuilder] = {}
    roots: dict[int, Node] = {}
    upcoming = _upcoming(found)
    for entry, ahead in zip(found, upcoming, strict=True):
        part = parts[entry.part]
        key = (entry.part, entry.quote)
        if entry.role in ("kem_theo", "phu_luc"):
            _head_of_part(nodes, roots, entry, part)
            continue
        if entry.role in FRAME or entry.role == "ghi_chu":
            nodes.append(Node(entry.role, [entry.line], roots.get(entry.part), part=part))
            continue
        if key not in builders:
            main = builders.get((entry.part, 0))
            root = main.top if entry.quote and main else roots.get(entry.part)
            builders[key] = TreeBuilder(text, nodes, part, root, entry.quote)
        if entry.role in ("dong_bang", "hop"):
            builders[key].aside(entry)
        else:
            builders[key].add(entry, ahead)
    for node in nodes:
        _set_range(node, text)
    return nodes


def _head_of_part(nodes: list[Node], roots: dict[int, Node], entry: Entry, part: Part) -> None:
    if entry.part in roots and nodes[-1] is roots[entry.part]:
        nodes[-1].lines.append(entry.line)
        return
    roots[entry.part] = Node(part.kind, [entry.line], part=part)
    nodes.append(roots[entry.part])


def _upcoming(found: Sequence[Entry]) -> list[tuple[Marker, ...]]:
    """For each entry the readings of the next numbered line (bullets apart) in the same part and quotation."""
    ahead: list[tuple[Marker, ...]] = []
    latest: dict[tuple[int, int], tuple[Marker, ...]] = {}
    for entry in reversed(found):
        key = (entry.part, entry.quote)
        ahead.append(latest.get(key, ()))
        if not entry.role and entry.marks and entry.marks[0].value:
            latest[key] = entry.marks
    return ahead[::-1]


def _set_range(node: Node, text: str) -> None:
    node.start = node.lines[0].start if node.start < 0 else node.start
    node.end = node.lines[-1].end if node.end < 0 else node.end
    node.own_text = text[node.start : node.end]


def _provision(node: Node, reading: Reading) -> Provision:
    first, last = node.lines[0].block, node.lines[-1].final_block
    return Provision(
        id=node.id,
        kind=node.kind,
        number=node.marker.number if node.marker else node.part.number if node.kind == "phu_luc" else "",
        label=node.label,
        parent=node.parent.id if node.parent else None,
        start=node.start,
        end=node.end,
        where=reading.blocks[first].where,
        blocks=(first, last + 1),
        heading=node.heading,
        quoted=bool(node.quote),
        scope=scope_of(node),
    )
