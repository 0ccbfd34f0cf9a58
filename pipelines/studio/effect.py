"""What an edited item changes: the old and the new item over stored drafts and labelled samples, found and lost side by side."""

import dataclasses
import datetime
import json
import pathlib
import time
from collections.abc import Iterable

from pipelines.checklist import run_checklist
from pipelines.checklist.examples import draft_of
from pipelines.checklist.load import Checklist
from pipelines.checklist.schema import Example, Item
from pipelines.studio.trial import with_item
from pipelines.types import Draft, Finding

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"
_EVERY = 10  # of the samples of other items this share, one in ten, shows whether an edit reaches too far
_OLD = "~cũ"  # beside the edited item the old one runs under another code, so that each draft is read once


@dataclasses.dataclass(frozen=True)
class Change:
    """One finding that only the old or only the new item makes."""

    place: str  # case number or sample
    label: str  # of the provision
    text: str  # the provision's own words
    quote: str


@dataclasses.dataclass(frozen=True)
class Effect:
    new: tuple[Change, ...]
    lost: tuple[Change, ...]
    kept: int
    drafts: int
    failures: tuple[str, ...]  # places where one of the two items broke
    seconds: float


def effect(old: Item | None, new: Item | None, checklist: Checklist, drafts: Iterable[tuple[str, Draft, datetime.date]]) -> Effect:
    """Findings gained and lost when `new` takes the place of `old` (None: no such item) over (place, draft, day) triples."""
    began = time.perf_counter()
    pair = _side_by_side(old, new, checklist)
    gained: list[Change] = []
    lost: list[Change] = []
    kept, read, broken = 0, 0, []
    for place, draft, day in drafts:
        read += 1
        findings, failures = run_checklist(pair, draft, day)
        broken += [place for _ in failures[:1]]
        before = {_spot(f): f for f in findings if f.code.endswith(_OLD)}
        after = {_spot(f): f for f in findings if not f.code.endswith(_OLD)}
        kept += len(before.keys() & after.keys())
        gained += [_change(place, draft, f) for spot, f in after.items() if spot not in before]
        lost += [_change(place, draft, f) for spot, f in before.items() if spot not in after]
    return Effect(tuple(gained), tuple(lost), kept, read, tuple(broken), time.perf_counter() - began)


def _side_by_side(old: Item | None, new: Item | None, checklist: Checklist) -> Checklist:
    items = [] if old is None else [dataclasses.replace(old, code=old.code + _OLD, yields_to=())]
    items += [] if new is None else [dataclasses.replace(new, yields_to=())]
    return with_item(checklist, *items).only(*(item.code for item in items))


def _spot(finding: Finding) -> tuple[str | None, str]:
    return finding.provision, finding.quote


def _change(place: str, draft: Draft, finding: Finding) -> Change:
    provision = next((p for p in draft.provisions if p.id == finding.provision), None)
    if provision is None:
        return Change(place, "toàn văn bản", finding.quote, finding.quote)
    return Change(place, provision.label, draft.words(provision).strip(), finding.quote)


@dataclasses.dataclass(frozen=True)
class SampleResult:
    """How an item does on the labelled samples of its code: [caught, of] before and after."""

    hits: int
    misses: int
    caught_before: int
    caught_after: int
    false_before: int
    false_after: int


def on_samples(old: Item | None, new: Item, checklist: Checklist, folder: pathlib.Path = SAMPLES) -> tuple[SampleResult | None, Effect]:
    """(result on the samples labelled for this code, None without any; effect on every tenth provision labelled for other items)."""
    own, others = [], []
    for path in sorted((folder / "checks").glob("*.jsonl")):
        for number, row in enumerate(_rows(path), 1):
            if path.stem == new.code:
                own.append((row, _draft(row)))
            elif number % _EVERY == 0:
                others.append((f"mẫu {path.stem}, câu {number}", _draft(row), datetime.date(2026, 11, 15)))
    return (_labelled(old, new, checklist, own) if own else None), effect(old, new, checklist, others)


def _labelled(old: Item | None, new: Item, checklist: Checklist, rows: list[tuple[dict, Draft]]) -> SampleResult:
    hits = [draft for row, draft in rows if row["label"] == "hit"]
    misses = [draft for row, draft in rows if row["label"] != "hit"]
    counts = [_caught(item, checklist, drafts) for drafts in (hits, misses) for item in (old, new)]
    return SampleResult(len(hits), len(misses), *counts)


def _caught(item: Item | None, checklist: Checklist, drafts: list[Draft]) -> int:
    if item is None:
        return 0
    one = with_item(checklist, item).only(item.code)
    return sum(bool(run_checklist(one, draft, datetime.date(2026, 11, 15), case=item.cases[0])[0]) for draft in drafts)


def _rows(path: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _draft(row: dict) -> Draft:
    system = row.get("system", "nha_nuoc")
    known = system if system in ("dang", "nha_nuoc", "khac", "cong_dong") else "khac"
    return draft_of(Example(row["text"], row.get("context", ""), known, row.get("kind", "Kế hoạch")))
