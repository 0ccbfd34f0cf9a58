"""What the classifier reads: one unit a provision, with its heading path, in groups of one document."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipelines.language import Plain
from pipelines.types import Draft, Provision

_OWN_HEAD = 160  # characters of a lead-in that stand in a heading path, as in the labelled data
_SEPARATOR = " › "


@dataclass(frozen=True)
class Unit:
    id: str
    group: str  # units of one group belong to one document and follow each other
    context: str  # heading path and lead-in, joined by " › "; plain text, for it is cut by characters
    text: str  # the provision's own words
    labels: dict[str, int] = field(default_factory=dict)  # topic → strength 1 or 2


def group_of(unit_id: str) -> str:
    """Units of one document share what stands before the last hyphen of their ids: "T001-07" → "T001"."""
    return unit_id.rsplit("-", 1)[0] if "-" in unit_id else ""


def units_of_rows(rows: Iterable[dict]) -> list[Unit]:
    """Units from labelled or bare rows {"id", "context", "text", "labels"?}."""
    return [Unit(row["id"], group_of(row["id"]), Plain(row.get("context", "")).text, row["text"], row.get("labels", {})) for row in rows]


def units_of_draft(draft: Draft) -> list[Unit]:
    """The judged provisions of a draft, in order, each with the words of what stands above it."""
    by_id = {p.id: p for p in draft.provisions}
    return [
        Unit(p.id, "draft", _SEPARATOR.join(_path(draft, by_id, p)), draft.words(p).strip())
        for p in draft.provisions
        if p.judged
    ]


def _path(draft: Draft, by_id: dict[str, Provision], provision: Provision) -> list[str]:
    names: list[str] = []
    parent = provision.parent
    while parent is not None:
        node = by_id[parent]
        names.append(" ".join(Plain(draft.words(node)).text.split())[:_OWN_HEAD])
        parent = node.parent
    return [name for name in reversed(names) if name]
