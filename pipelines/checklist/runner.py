"""Running the items over a draft: each in isolation, one finding per provision and item, the gravest first."""

import contextlib
import dataclasses
import datetime
import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipelines.checklist.cases import case_of, is_of_kind, level_of
from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.cures import cured
from pipelines.checklist.load import Checklist
from pipelines.checklist.overlaps import RULED, Point, one_point
from pipelines.checklist.reading import Clause
from pipelines.checklist.schema import Item
from pipelines.checklist.weighing import Weighing, read_ahead, weigh
from pipelines.language import fold
from pipelines.types import Draft, Evidence, Finding, ItemFailure

Place = tuple[str | None, Match]  # a match and the provision it stands in
LONGEST = 320  # characters of a quote; a longer clause is cut around the match
READABLE = 8  # syllables of a quote: a shorter clause is quoted with what stands beside it in its sentence


def run_checklist(
    checklist: Checklist, draft: Draft, as_of: datetime.date, case: str | None = None, apart: bool = False
) -> tuple[list[Finding], list[ItemFailure]]:
    """Findings by severity then place, and the items that broke on this draft (named, skipped, never ending the run).

    `as_of`: the day names and legal status are judged at. `case`: what is appraised (cases.CASES); None: told from the header. `apart`:
    each item as if alone; likeness to another item on the same words hides nothing.
    """
    context = Context(checklist, draft, as_of)
    case = case or case_of(draft.header)
    begun, failures = _each([item for item in checklist.items if applies(item, draft, case)], lambda item: _begin(context, item))
    with contextlib.suppress(Exception):  # each item meets the trouble again, and is named for it
        read_ahead(weighing for _, weighing in begun.values())
    found, late = _each([item for item in checklist.items if item.code in begun], lambda item: _judge(context, item, *begun[item.code]))
    failures, points = failures + late, [point for some in found.values() for point in some]
    yields = {item.code: item.yields_to for item in checklist.items}
    kept = one_point([dataclasses.replace(p, chance=None) for p in points] if apart else points, yields)
    return sorted(kept, key=lambda f: (f.severity, f.start, f.code)), failures


def applies(item: Item, draft: Draft, case: str) -> bool:
    """Whether the item is meant for this system, level, kind of document and case."""
    kind = draft.header.kind
    if draft.header.system not in item.systems or case not in item.cases:
        return False
    if level_of(draft.header) not in item.levels:
        return False
    return (not item.kinds or is_of_kind(kind, item.kinds)) and not is_of_kind(kind, item.not_kinds)


def _each(items: Sequence[Item], judge: Callable[[Item], Any]) -> tuple[dict[str, Any], list[ItemFailure]]:
    """What `judge` gives for each item, by code, and the items that broke: whatever breaks in one must not end the review."""
    found, failures = {}, []
    for item in items:
        try:
            found[item.code] = judge(item)
        except Exception as error:
            failures.append(ItemFailure(item.code, type(error).__name__))
    return found, failures


def _begin(context: Context, item: Item) -> tuple[list[Place], Weighing]:
    """(what rules found, what detectors proposed, half weighed)."""
    ruled = list(_by_rules(context, item))
    confirmed = [match for detector in item.detectors for _, match in _uncured(context, item, detector)]
    return ruled, weigh(context, item, {place for place, _ in ruled}, confirmed)


def _judge(context: Context, item: Item, ruled: list[Place], weighing: Weighing) -> list[Point]:
    by_place: dict[str | None, list[Match]] = {}
    for place, match in (*ruled, *((_home(context, match.start), match) for match in weighing.shown())):
        by_place.setdefault(place, []).append(match)
    found = [_point(context, item, place, matches) for place, matches in by_place.items()]
    limit = 1 if item.ask else item.at_most
    if not limit or len(found) <= limit:
        return found
    found.sort(key=lambda p: p.finding.start)
    more = tuple(Evidence(p.finding.quote, p.finding.start, p.finding.end) for p in found[limit : limit + 5])
    first = dataclasses.replace(found[0].finding, evidence=found[0].finding.evidence + more)
    return [dataclasses.replace(found[0], finding=first), *found[1:limit]]


def _point(context: Context, item: Item, place: str | None, matches: list[Match]) -> Point:
    matches = sorted(dict.fromkeys(matches), key=lambda m: (m.start, m.end))
    finding, said = _finding(context, item, place, matches), _around(matches[0], _clauses_at(context, place, matches[0]))
    if item.asks_for_missing or not item.detectors:
        return Point(finding, said)
    chances = [m.chance for m in matches]
    return Point(finding, said, RULED) if None in chances else Point(finding, said, max(chances), firm=False)


def rule_places(context: Context, item: Item) -> set[str | None]:
    """The provisions in which a primitive other than a detector matches: what the weighing of proposals learns from."""
    return {place for place, _ in _by_rules(context, item)}


def _by_rules(context: Context, item: Item) -> Iterator[Place]:
    for rule in item.rules:
        yield from _uncured(context, item, rule)


def _uncured(context: Context, item: Item, primitive) -> Iterator[Place]:
    for match in _found(context, primitive):
        place = match.provision or _home(context, match.start)
        if not _cured(context, item, place, match):
            yield place, match


def _found(context: Context, primitive) -> Iterator[Match]:
    if hasattr(primitive, "find_document"):
        yield from primitive.find_document(context)
        return
    calls = primitive.calls() if hasattr(primitive, "calls") else None
    for reading in context.called(calls):
        yield from primitive.find(context, reading)


def _cured(context: Context, item: Item, place: str | None, match: Match) -> bool:
    reading = context.readings.get(place) if place else None
    if reading is None or item.topic == "the_thuc" or not reading.norms:
        return False
    span = reading.syllables_in(match.start, match.end)
    return span[0] < span[1] and cured(context, reading, span, item.cure)


def _home(context: Context, start: int) -> str | None:
    return next((p.id for p in context.draft.provisions if p.start <= start < p.end), None)


def _finding(context: Context, item: Item, place: str | None, matches: list[Match]) -> Finding:
    first = matches[0]
    start, end = _quoted(context, place, first)
    quote = context.draft.text[start:end]
    spans = [e for m in matches for e in m.evidence] + [(m.start, m.end) for m in matches[1:]]
    evidence = tuple(Evidence(context.draft.text[a:b], a, b) for a, b in dict.fromkeys(spans) if (a, b) != (start, end))
    register = context.checklist.register
    return Finding(
        id=_id(item.code, place, quote),
        code=item.code,
        topic=item.topic,
        severity=item.severity,
        provision=place,
        quote=quote,
        start=start,
        end=end,
        message=_fill(item.comment, first.slots),
        suggestion=_fill(item.suggestion, first.slots),
        bases=tuple(register.reference(r.id, r.article) for r in item.bases if r.holds(context.as_of)),
        evidence=evidence,
        why=first.why,
        question=item.question,
        item_version=context.checklist.versions.get(item.code, ""),
    )


def _clauses_at(context: Context, place: str | None, match: Match) -> list[Clause]:
    """The clauses the match touches; none where the match is to be quoted as it stands."""
    reading = context.readings.get(place) if place else None
    if match.whole or reading is None or not reading.norms or not match.start < match.end <= reading.provision.end:
        return []
    return [c for c in reading.clauses if c.start < match.end and match.start < c.end]


def _around(match: Match, clauses: Sequence[Clause]) -> tuple[int, int]:
    """From the first to the last character of the match and the clauses."""
    return (min(match.start, clauses[0].start), max(match.end, clauses[-1].end)) if clauses else (match.start, match.end)


def _quoted(context: Context, place: str | None, match: Match) -> tuple[int, int]:
    """The clause around the match, or the match itself; never longer than LONGEST."""
    clauses = _clauses_at(context, place, match)
    start, end = _around(match, _readable(context.readings[place].clauses, clauses) if clauses else ())
    if end - start > LONGEST:
        start = max(start, match.start - LONGEST // 4)
        end = min(end, max(match.end, start + LONGEST))
    text = context.draft.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _readable(clauses: Sequence[Clause], quoted: list[Clause]) -> list[Clause]:
    """The quoted clauses with so many beside them, before them first, that a reader without the draft understands the words."""
    i, j = clauses.index(quoted[0]), clauses.index(quoted[-1]) + 1
    first, last = clauses[i].sentence
    while sum(c.last - c.first for c in clauses[i:j]) < READABLE:
        if i > 0 and clauses[i - 1].first >= first:
            i -= 1
        elif j < len(clauses) and clauses[j].last <= last:
            j += 1
        else:
            break
    return list(clauses[i:j])


def _fill(text: str, slots: tuple[tuple[str, str], ...]) -> str:
    for name, value in slots:
        text = text.replace("{" + name + "}", value)
    return text


def _id(code: str, place: str | None, quote: str) -> str:
    """Stable for the same item, provision and words."""
    return hashlib.sha256(f"{code}|{place}|{' '.join(fold(quote).split())}".encode()).hexdigest()[:16]
