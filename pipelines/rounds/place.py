"""Where a comment of the last round stood and where its provision stands now."""

from dataclasses import dataclass

from pipelines.types import Alignment, Draft, Finding, Pair, Provision, SheetRow


@dataclass(frozen=True)
class Place:
    changes: tuple[str, ...]
    new_label: str  # "khoản 2 Điều 6 và khoản 3 Điều 6" for a split one
    old_text: str
    new_text: str
    new_ids: frozenset[str]  # of the counterparts and what stands below them
    whole: bool = False  # the comment is on the document as a whole


class Places:
    """Looks up comments in an alignment."""

    def __init__(self, alignment: Alignment):
        self.alignment = alignment
        self._pair = {id: pair for pair in alignment.pairs for id in pair.old}
        self._old = {p.id: p for p in alignment.old.provisions}
        self._new = {p.id: p for p in alignment.new.provisions}
        self._below = _descendants(alignment.new)

    def of(self, row: SheetRow, finding: Finding | None) -> Place:
        """The place of the row's provision; the whole document for a comment that quotes nothing and names no provision."""
        provision = self._provision(row, finding)
        if provision is None:
            return self._whole()
        pair = self._pair[provision.id]
        news = [self._new[id] for id in pair.new]
        return Place(
            changes=pair.changes,
            new_label=" và ".join(p.label for p in news),
            old_text=self.alignment.old.words(provision),
            new_text="\n".join(self.alignment.new.words(p) for p in news),
            new_ids=frozenset().union(*(self._below[p.id] for p in news)),
        )

    def _provision(self, row: SheetRow, finding: Finding | None) -> Provision | None:
        if finding is not None and finding.provision in self._old:
            return self._old[finding.provision]
        if not row.quote:
            return None
        return next((p for p in self.alignment.old.provisions if p.start <= row.start < p.end), None)

    def _whole(self) -> Place:
        added = [pair for pair in self.alignment.pairs if _new_words(pair)]
        words = [self.alignment.new.words(self._new[id]) for pair in added for id in pair.new]
        changes = ("reworded",) if added or any(not pair.new for pair in self.alignment.pairs) else ("unchanged",)
        return Place(changes, "Toàn văn bản", "", "\n".join(words), frozenset(self._new), whole=True)


def _new_words(pair: Pair) -> bool:
    return bool(pair.new) and bool({"added", "reworded", "split", "merged"}.intersection(pair.changes))


def _descendants(draft: Draft) -> dict[str, set[str]]:
    """id → itself and all below it."""
    below = {p.id: {p.id} for p in draft.provisions}
    parents = {p.id: p.parent for p in draft.provisions}
    for id in below:
        parent = parents[id]
        while parent in below:
            below[parent].add(id)
            parent = parents[parent]
    return below
