"""What an edited item changes: the old and the new item over stored drafts and labelled samples, found and lost side by side."""

import dataclasses
import datetime
import json
import pathlib
import time
from collections.abc import Iterable

from pipelines.checklist import run_checklist
from pipelines.checklist.cases import case_of
from pipelines.checklist.examples import draft_of
from pipelines.checklist.load import Checklist
from pipelines.checklist.runner import applies
from pipelines.checklist.schema import Example, Item
from pipelines.studio.peaks import foresee, quickened
from pipelines.studio.trial import with_item
from pipelines.types import Draft, Finding

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"
OTHERS = 500  # samples of other items, evenly drawn, show whether an edit reaches too far
_DAY = datetime.date(2026, 11, 15)  # samples are judged at
_OLD = "~cũ"  # beside the edited item the old one runs under another code, so that each draft is read once


@dataclasses.dataclass(frozen=True)
class Change:
    """One finding that is made only before or only after a change."""

    code: str
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
    return _compared(_side_by_side(old, new, checklist), tuple(drafts))


def _compared(pair: Checklist, drafts: tuple[tuple[str, Draft, datetime.date], ...]) -> Effect:
    began = time.perf_counter()
    concerned = [one for one in drafts if any(applies(item, one[1], case_of(one[1].header)) for item in pair.items)]
    foresee(pair, [draft for _, draft, _ in concerned])
    gained: list[Change] = []
    lost: list[Change] = []
    kept, broken = 0, []
    for place, draft, day in concerned:
        findings, failures = run_checklist(pair, draft, day, apart=True)
        broken += [place for _ in failures[:1]]
        before = {_spot(f): f for f in findings if f.code.endswith(_OLD)}
        after = {_spot(f): f for f in findings if not f.code.endswith(_OLD)}
        kept += len(before.keys() & after.keys())
        gained += [change_of(place, draft, f) for spot, f in after.items() if spot not in before]
        lost += [change_of(place, draft, f) for spot, f in before.items() if spot not in after]
    return Effect(tuple(gained), tuple(lost), kept, len(drafts), tuple(broken), time.perf_counter() - began)


def _side_by_side(old: Item | None, new: Item | None, checklist: Checklist) -> Checklist:
    items = [] if old is None else [dataclasses.replace(old, code=old.code + _OLD, yields_to=())]
    items += [] if new is None else [dataclasses.replace(new, yields_to=())]
    return with_item(checklist, *map(quickened, items)).only(*(item.code for item in items))


def _spot(finding: Finding) -> tuple[str | None, str]:
    return finding.provision, finding.quote


def change_of(place: str, draft: Draft, finding: Finding) -> Change:
    code = finding.code.removesuffix(_OLD)
    provision = next((p for p in draft.provisions if p.id == finding.provision), None)
    if provision is None:
        return Change(code, place, "toàn văn bản", finding.quote, finding.quote)
    return Change(code, place, provision.label, draft.words(provision).strip(), finding.quote)


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
    """(result on the samples labelled for this code, None without any; effect on samples of other items, evenly drawn)."""
    pair, rows = _side_by_side(old, new, checklist), samples(folder)
    own = [row for _, row in rows if row["code"] == new.code]
    others = drawn([one for one in rows if one[1]["code"] != new.code and new.code not in (one[1].get("also") or ())])
    shared = [case for case in new.cases if old is None or case in old.cases]
    return (_labelled(pair, own, (shared or new.cases)[0]) if own else None), _compared(pair, others)


def drawn(rows: list[tuple[str, dict]]) -> tuple[tuple[str, Draft, datetime.date], ...]:
    """About OTHERS of the labelled samples, evenly drawn, as small drafts."""
    return tuple((place, _draft(row), _DAY) for place, row in rows[:: max(1, len(rows) // OTHERS)])


def _labelled(pair: Checklist, rows: list[dict], case: str) -> SampleResult:
    hits = [_draft(row) for row in rows if row["label"] == "hit"]
    misses = [_draft(row) for row in rows if row["label"] != "hit"]
    foresee(pair, [*hits, *misses])
    return SampleResult(len(hits), len(misses), *_caught(pair, hits, case), *_caught(pair, misses, case))


def _caught(pair: Checklist, drafts: list[Draft], case: str) -> tuple[int, int]:
    """How many of the drafts the old and the new item speak of."""
    said = [{f.code.endswith(_OLD) for f in run_checklist(pair, draft, _DAY, case, apart=True)[0]} for draft in drafts]
    return sum(True in sides for sides in said), sum(False in sides for sides in said)


def samples(folder: pathlib.Path = SAMPLES) -> list[tuple[str, dict]]:
    """(place, row) of every labelled sample."""
    found = []
    for path in sorted((folder / "checks").glob("*.jsonl")):
        rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
        found += [(f"mẫu {row['code']} ({path.name}, dòng {n})", row) for n, row in enumerate(rows, 1)]
    return found


def _draft(row: dict) -> Draft:
    system = row.get("system", "nha_nuoc")
    known = system if system in ("dang", "nha_nuoc", "khac", "cong_dong") else "khac"
    return draft_of(Example(row["text"], row.get("context", ""), known, row.get("kind", "Kế hoạch")))
