"""The checklist over a draft however its file stores the letters: items read plain text, findings quote the draft's own characters.

A file of some machines holds “ế” as e with two marks (NFD), soft hyphens inside words or non-breaking spaces; an expression with accented
letters would pass it by. So the whole draft is read plain once, and only where it is not plain already.
"""

import dataclasses
import datetime

from pipelines.checklist import runner
from pipelines.checklist.load import Checklist
from pipelines.language import Plain
from pipelines.types import Draft, Evidence, Finding, ItemFailure


def run_checklist(
    checklist: Checklist, draft: Draft, as_of: datetime.date, case: str | None = None, apart: bool = False
) -> tuple[list[Finding], list[ItemFailure]]:
    """Findings by severity then place, and the items that broke on this draft (named, skipped, never ending the run).

    `as_of`: the day names and legal status are judged at. `case`: what is appraised (cases.CASES); None: told from the header. `apart`:
    each item as if alone; likeness to another item on the same words hides nothing.
    """
    plain = Plain(draft.text)
    if plain.text == draft.text:
        return runner.run_checklist(checklist, draft, as_of, case, apart)
    findings, failures = runner.run_checklist(checklist, as_read(draft, plain), as_of, case, apart)
    return [_as_written(finding, draft, plain) for finding in findings], failures


def as_read(draft: Draft, plain: Plain) -> Draft:
    """The draft in plain text. Without its blocks: items read provisions, and the blocks' offsets count in the file's own text."""
    provisions = tuple(dataclasses.replace(p, start=plain.place(p.start), end=plain.place(p.end)) for p in draft.provisions)
    return dataclasses.replace(draft, text=plain.text, provisions=provisions, blocks=(), offsets=())


def _as_written(finding: Finding, draft: Draft, plain: Plain) -> Finding:
    start, end = plain.span(finding.start, finding.end)
    places = [plain.span(e.start, e.end) for e in finding.evidence]
    evidence = tuple(Evidence(draft.text[a:b], a, b) for a, b in places)
    return dataclasses.replace(finding, start=start, end=end, quote=draft.text[start:end], evidence=evidence)
