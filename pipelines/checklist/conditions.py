"""What must, and what must not, stand around a match: the part of `find` that all primitives share.

    with:    {sentence: ["<so_tien>"], provision: ["<ho_dan>"]}    in every scope named, one of its patterns must stand
    unless:  {clause: ["<tu_nguyen>"], article: ["bồi thường"]}     in no scope named may one stand
    guards:  [phu_dinh, ngoai_le, …]                               see guards.py
Scopes: clause, sentence, provision, lead (lead-in and headings), article (with its headings), document.
"""

import dataclasses
from collections.abc import Iterator

from pipelines.checklist.context import SCOPES, Context
from pipelines.checklist.guards import DEFAULT_GUARDS, GUARDS
from pipelines.checklist.patterns import Pattern, Span
from pipelines.checklist.reading import Clause, ProvisionReading


@dataclasses.dataclass(frozen=True)
class Scoped:
    """Patterns by the scope they are sought in."""

    by_scope: tuple[tuple[str, tuple[Pattern, ...]], ...] = ()

    @classmethod
    def from_yaml(cls, value) -> "Scoped":
        found = []
        for scope, entry in value.pairs().items():
            if scope not in SCOPES:
                raise entry.refuse(f"không có phạm vi “{scope}”; chọn một trong: {', '.join(SCOPES)}.")
            found.append((scope, tuple(Pattern.from_yaml(item) for item in entry.items())))
        return cls(tuple(found))

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        return tuple(p for _, patterns in self.by_scope for p in patterns)


@dataclasses.dataclass(frozen=True)
class Guards:
    names: tuple[str, ...] = DEFAULT_GUARDS

    @classmethod
    def from_yaml(cls, value) -> "Guards":
        names = []
        for item in value.items():
            name = item.scalar("str")
            if name not in GUARDS:
                raise item.refuse(f"không có bộ lọc “{name}”; chọn một trong: {', '.join(GUARDS)}.")
            names.append(name)
        return cls(tuple(names))


@dataclasses.dataclass(frozen=True)
class Match:
    """What a primitive found: characters of the draft's text, and why it stands."""

    start: int
    end: int
    why: tuple[str, ...] = ()
    evidence: tuple[tuple[int, int], ...] = ()  # further places of the same finding
    slots: tuple[tuple[str, str], ...] = ()  # what the item's comment may name: {cu}, {moi}…
    provision: str | None = None  # where it belongs; None: the provision that holds `start`
    whole: bool = False  # quote these very characters instead of the clause around them
    chance: float | None = None  # by likeness: how likely it is a defect; None: a rule of the item matched


def confirm(
    context: Context, reading: ProvisionReading, clause: Clause, core: Span, with_: Scoped, unless: Scoped, guards: Guards
) -> tuple[bool, tuple[str, ...], tuple[tuple[int, int], ...]]:
    """(stands, reasons, evidence): whether the surroundings leave the match standing."""
    why, evidence = [], []
    for scope, patterns in with_.by_scope:
        found = context.first(patterns, scope, reading, clause)
        if found is None:
            return False, (), ()
        evidence.append(found[0].chars(found[1]))
    for scope, patterns in unless.by_scope:
        if context.first(patterns, scope, reading, clause) is not None:
            return False, (), ()
    for name in guards.names:
        if GUARDS[name].silences(context, reading, clause, core):
            return False, (), ()
        why.append(GUARDS[name].passed)
    return True, tuple(filter(None, why)), tuple(evidence)


def all_patterns(primitive) -> Iterator[Pattern]:
    """Every pattern in the fields of a primitive, however deep."""
    for field in dataclasses.fields(primitive):
        yield from _patterns_in(getattr(primitive, field.name))


def _patterns_in(value) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, Scoped):
        yield from value.patterns
    elif isinstance(value, tuple):
        for entry in value:
            yield from _patterns_in(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _patterns_in(entry)
    elif dataclasses.is_dataclass(value):
        yield from all_patterns(value)
