"""Risks that came in with the revision."""

from pipelines.rounds.compare import count, forms
from pipelines.types import Alignment, Finding, Pair, Review

_TOUCHED = {"added", "reworded", "split", "merged"}


def new_risks(old: Review, new: Review, alignment: Alignment) -> tuple[Finding, ...]:
    """Findings of the new review that the old one had no counterpart of: in added or changed provisions, or newly absent things.

    A finding is old when the provision's counterpart carried the same item, or its words stood in the old version
    and were found there by the same item.
    """
    origin = {id: pair for pair in alignment.pairs for id in pair.new}
    return tuple(f for f in new.findings if not _known(f, old, origin))


def _known(finding: Finding, old: Review, origin: dict[str, Pair]) -> bool:
    pair = origin.get(finding.provision) if finding.provision else None
    if finding.provision and pair is None:
        return False
    quote = forms(finding.quote)
    for other in old.findings:
        if not {finding.code, *finding.also}.intersection((other.code, *other.also)):
            continue
        if pair is None or other.provision in pair.old or (quote and forms(other.quote) == quote):
            return True
    if pair is None or not pair.old:
        return False
    # the same words stood there and nothing was found: no risk that the revision brought
    return not _TOUCHED.intersection(pair.changes) or (bool(quote) and _stood(old, pair, quote))


def _stood(old: Review, pair: Pair, quote: tuple[str, ...]) -> bool:
    return any(count(quote, forms(old.draft.words(p))) for p in old.draft.provisions if p.id in pair.old)
