"""Draft → review: the checklist and the topic classifier judge one draft; the reviewer decides later."""

import datetime
import time
from dataclasses import replace

from pipelines import checklist as checklist_room
from pipelines import classifier as classifier_room
from pipelines import language
from pipelines.intake.collector import collector_paused
from pipelines.types import Draft, Finding, Review

PROGRAM_VERSION = "0.1.0"


def review_draft(draft: Draft, checklist, classifier=None, as_of: datetime.date | None = None) -> Review:
    """Findings and topic flags of the draft.

    `as_of` is the day the rules judge at: given, else the draft's own date, else today. Without a classifier the
    review rests on the checklist alone ("rules only") and carries no topic flags.
    """
    day = as_of or _own_date(draft) or datetime.date.today()
    seconds, clock = {}, time.perf_counter()
    with collector_paused():
        findings, failures = checklist_room.run_checklist(checklist, draft, day)
    seconds["check"] = time.perf_counter() - clock
    topics, order, second_look = {}, (), ()
    if classifier is not None:
        clock = time.perf_counter()
        words = segment_judged(draft, checklist.lexicon.terms)
        seconds["segment"] = time.perf_counter() - clock
        clock = time.perf_counter()
        topics, order = classifier.judge_draft(draft, words)
        second_look = tuple(classifier_room.second_look(topics, draft))
        seconds["classify"] = time.perf_counter() - clock
    return Review(
        draft=draft,
        findings=tuple(_as_printed(finding, checklist.register) for finding in findings),
        topics=topics,
        failures=tuple(failures),
        versions={
            "program": PROGRAM_VERSION,
            "checklist": checklist.version,
            "register": checklist.register.version,
            "topics": classifier.version if classifier is not None else "",
        },
        seconds=seconds,
        as_of=day.isoformat(),
        second_look=second_look,
        reading_order=order,
    )


def _as_printed(finding: Finding, register) -> Finding:
    """With its bases as the register prints them now: a sheet made from the stored review stays the same when the register changes."""
    return replace(finding, bases=tuple(replace(basis, printed=register.printed(basis)) for basis in finding.bases))


def segment_judged(draft: Draft, terms: tuple[str, ...] = ()) -> dict[str, list[tuple[int, int]]]:
    """underthesea's words of every judged provision: id → character ranges in its own words; an office's `terms` (folded) stay whole."""
    judged = [p for p in draft.provisions if p.judged]
    texts = [draft.words(p) for p in judged]
    spans = language.segment(texts)
    if terms:
        spans = [keep_together(text, found, terms) for text, found in zip(texts, spans, strict=True)]
    return {p.id: s for p, s in zip(judged, spans, strict=True)}


def keep_together(text: str, spans: list[tuple[int, int]], terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """The word ranges, with all that a term touches joined to one."""
    cut = language.syllables(text)
    norms = [norm for _, _, norm in cut]
    for term in terms:
        wanted = term.split()
        for i in range(len(norms) - len(wanted) + 1):
            if norms[i : i + len(wanted)] == wanted:
                start, end = cut[i][0], cut[i + len(wanted) - 1][1]
                touched = [(a, b) for a, b in spans if a < end and start < b]
                whole = (min([start, *(a for a, _ in touched)]), max([end, *(b for _, b in touched)]))
                spans = sorted({whole, *(span for span in spans if span not in touched)})
    return spans


def _own_date(draft: Draft) -> datetime.date | None:
    return datetime.date.fromisoformat(draft.header.date) if draft.header.date else None
