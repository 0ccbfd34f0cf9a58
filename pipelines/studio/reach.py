"""How far a change of items, register and words reaches: findings gained and lost over stored drafts, each item as if alone, before anybody
signs it.

Only what can change is run: the items that were changed; the items that ask the register, on drafts that cite a legal basis that was; all
items on drafts that hold a word or a name that was.
"""

import dataclasses
import datetime
import time
from collections.abc import Iterable

from pipelines.checklist import run_checklist
from pipelines.checklist.lexicon import Lexicon
from pipelines.checklist.load import Checklist
from pipelines.checklist.register import Register
from pipelines.checklist.schema import Item
from pipelines.language import syllables
from pipelines.studio.effect import Change, Effect, change_of, drawn, samples
from pipelines.studio.peaks import foresee, quickened
from pipelines.types import Draft, Finding

_ASKS_REGISTER = "citation_status"  # the primitive that judges the documents a draft cites


def reach(before: Checklist, after: Checklist, drafts: Iterable[tuple[str, Draft, datetime.date]]) -> Effect:
    """What `after` finds more and less than `before` over (place, draft, day) triples."""
    began, drafts = time.perf_counter(), tuple(drafts)
    plan = _plan(before, after)
    wanted = [(one, plan.codes_for(one[1].text)) for one in drafts]
    sides = [{codes: side.only(*codes) for codes in plan.choices} for side in map(_quick, (before, after))]
    foresee(sides[1][plan.every], [draft for (_, draft, _), codes in wanted if codes])
    gained: list[Change] = []
    lost: list[Change] = []
    kept, broken = 0, []
    for (place, draft, day), codes in wanted:
        if not codes:
            continue
        (old, failed), (new, failing) = (_found(side[codes], draft, day) for side in sides)
        broken += [place] if failed or failing else []
        kept += len(old.keys() & new.keys())
        gained += [change_of(place, draft, finding) for spot, finding in new.items() if spot not in old]
        lost += [change_of(place, draft, finding) for spot, finding in old.items() if spot not in new]
    return Effect(tuple(gained), tuple(lost), kept, len(drafts), tuple(broken), time.perf_counter() - began)


def touched_samples(before: Checklist, after: Checklist) -> tuple[tuple[str, Draft, datetime.date], ...]:
    """Labelled samples that a change can touch: of a word or a number those that hold it, of an item some of all; evenly drawn."""
    plan, rows = _plan(before, after), samples()
    holding = [one for one in rows if plan.codes_for(f"{one[1].get('context', '')} {one[1]['text']}") != plan.changed]
    return (*drawn(holding), *(drawn(rows) if plan.changed else ()))


def _quick(side: Checklist) -> Checklist:
    return dataclasses.replace(side, items=tuple(map(quickened, side.items)))


Spot = tuple[str, str | None, str]


def _found(side: Checklist, draft: Draft, day: datetime.date) -> tuple[dict[Spot, Finding], bool]:
    findings, failures = run_checklist(side, draft, day, apart=True)
    return {(f.code, f.provision, f.quote): f for f in findings}, bool(failures)


# ---------------------------------------------------------------- what can change


@dataclasses.dataclass(frozen=True)
class _Plan:
    """Which items are run over which drafts."""

    changed: frozenset[str]  # over all drafts
    asking: frozenset[str]  # over drafts with one of the numbers, too
    every: frozenset[str]  # over drafts with one of the words
    numbers: frozenset[str]
    words: frozenset[str]  # folded phrases; "" stands in every draft

    @property
    def choices(self) -> set[frozenset[str]]:
        return {self.changed, self.asking, self.every}

    def codes_for(self, text: str) -> frozenset[str]:
        if not self.words and not self.numbers:
            return self.changed
        text = f" {_folded(text)} "
        if any(not phrase or f" {phrase} " in text for phrase in self.words):
            return self.every
        return self.asking if any(f" {number} " in text for number in self.numbers) else self.changed


def _plan(before: Checklist, after: Checklist) -> _Plan:
    items = (*before.items, *after.items)
    changed = {code for code in {*before.versions, *after.versions} if before.versions.get(code) != after.versions.get(code)}
    asking = changed | {item.code for item in items if _ASKS_REGISTER in item.primitive}
    numbers = frozenset(_folded(entry.so_ky_hieu) for entry in _different(before.register.bases, after.register.bases))
    words = _changed_terms(before.lexicon, after.lexicon) | _changed_names(before.register, after.register)
    return _Plan(_with_near(changed, items), _with_near(asking, items), frozenset(item.code for item in items), numbers, words)


def _with_near(codes: set[str], items: tuple[Item, ...]) -> frozenset[str]:
    """The items with those that give way to them and those they give way to."""
    near = {item.code for item in items if codes & set(item.yields_to)} | {other for i in items if i.code in codes for other in i.yields_to}
    return frozenset(codes | near)


def _different(old: dict, new: dict) -> list:
    """The entries, old and new, of every key that holds something else now."""
    return [side[key] for key in {*old, *new} if old.get(key) != new.get(key) for side in (old, new) if key in side]


def _folded(text: str) -> str:
    return " ".join(norm for _, _, norm in syllables(text))


def _changed_terms(before: Lexicon, after: Lexicon) -> frozenset[str]:
    old, new = ({(id, label) for id, one in side.classes.items() for label in _phrases(one)} for side in (before, after))
    return frozenset(label for _, label in old ^ new)


def _phrases(word_class) -> set[str]:
    return {label for pattern in (*word_class.words, *word_class.except_) for label in pattern.parts[0].labels}


def _changed_names(before: Register, after: Register) -> frozenset[str]:
    old, new = ({name.id: name for name in side.names} for side in (before, after))
    labels = {label for name in _different(old, new) for pattern in name.old for label in pattern.calls or [""]}
    return frozenset("" if label.startswith("<") else label for label in labels)
