"""Examples as small drafts: what the tests, the studio and the learned detectors run an item on.

A one-sentence example needs no reader: it becomes a draft of one judged provision under its heading path. A whole small document is
given as lines; `reading_of` makes the reading that pipelines.structure turns into a draft.
"""

import datetime
from collections.abc import Callable

from pipelines.checklist.load import Checklist
from pipelines.checklist.plain_draft import run_checklist
from pipelines.checklist.schema import Example
from pipelines.types import Block, Draft, Header, Provision, Reading, SourceFile

_SOURCE = SourceFile("vi_du.docx", "0" * 64, "docx")
_ISSUERS = {"dang": "ĐẢNG ỦY PHƯỜNG YÊN TỬ", "nha_nuoc": "ỦY BAN NHÂN DÂN PHƯỜNG YÊN TỬ"}


def draft_of(example: Example) -> Draft:
    """A draft of the example's heading path (one heading each, split at “›”) and its text as one provision."""
    headings = [h.strip() for h in example.context.split("›") if h.strip()]
    lines = [*headings, example.text]
    offsets, at = [], 0
    for line in lines:
        offsets.append(at)
        at += len(line) + 1
    provisions, parent = [], None
    for i, (line, start) in enumerate(zip(lines, offsets, strict=True)):
        last = i == len(lines) - 1
        kind = "khoan" if last else ("dieu" if line.startswith("Điều ") else "muc")
        end = start + len(line) + (0 if last else 1)
        provisions.append(Provision(f"vd_{i}", kind, "", line[:20], parent, start, end, f"p[{i}]", (i, i + 1), heading=not last))
        parent = f"vd_{i}"
    blocks = tuple(Block("paragraph", line, f"body/p[{i}]") for i, line in enumerate(lines))
    return Draft(_SOURCE, _header(example), "\n".join(lines), blocks, tuple(offsets), tuple(provisions))


def _header(example: Example) -> Header:
    system = example.system if example.system in ("dang", "nha_nuoc") else "khac"
    return Header(**({"system": system, "kind": example.kind, "issuer": _ISSUERS.get(system, ""), "date": example.date} | example.header))


def reading_of(example: Example) -> Reading:
    """The lines of a whole example document as blocks, for pipelines.structure."""
    blocks = tuple(Block("paragraph", line, f"body/p[{i + 1}]") for i, line in enumerate(example.document))
    return Reading(_SOURCE, blocks)


def fires(checklist: Checklist, code: str, example: Example, build: Callable[[Reading], Draft] | None = None) -> bool:
    """Whether the item finds anything in the example. `build` (pipelines.structure.build_draft) is needed for whole documents.

    Raises RuntimeError if the item breaks on it.
    """
    draft = build(reading_of(example)) if example.document else draft_of(example)
    item = checklist.only(code)
    findings, failures = run_checklist(item, draft, datetime.date.fromisoformat(example.date), case=checklist.item(code).cases[0])
    if failures:
        raise RuntimeError(f"{code}: {failures[0].reason}")
    return bool(findings)
