"""A draft and its findings as the plain lists the document component draws. No streamlit, no judgement."""

import hashlib
from collections import defaultdict

from pipelines.types import FRAME, Draft, Finding, Provision

OUTLINED = ("phan", "chuong", "muc", "tieu_muc", "phu_luc", "kem_theo", "bang", "dieu")
DEEPER = {"phan": 0, "phu_luc": 0, "kem_theo": 0, "chuong": 0, "bang": 1, "muc": 1, "tieu_muc": 1, "dieu": 2}
LINE = 90  # characters of a heading shown in the outline


def document_model(draft: Draft, findings: tuple[Finding, ...], version: str) -> dict:
    """Blocks, provisions, outline and marks; `version` changes whenever the findings do, so that the browser redraws."""
    owner = _owners(draft)
    index = {provision.id: at for at, provision in enumerate(draft.provisions)}
    return {
        "key": hashlib.sha256(f"{draft.source.sha256}|{version}".encode()).hexdigest(),
        "blocks": [_block(draft, at, index.get(owner.get(at, ""), -1)) for at in range(len(draft.blocks))],
        "provisions": [_provision(p) for p in draft.provisions],
        "outline": outline(draft, findings),
        "evidence": sorted({(e.start, e.end) for f in findings for e in f.evidence if e.end > e.start}),
        "marks": [[f.id, f.start, f.end if f.quote else f.start, f.severity, f.code, f.provision] for f in findings],
    }


def _owners(draft: Draft) -> dict[int, str]:
    """Block index → id of the provision whose own words it holds."""
    return {at: p.id for p in draft.provisions for at in range(*p.blocks)}


def _block(draft: Draft, at: int, provision: int) -> list:
    block = draft.blocks[at]
    inserted = [[piece.start, piece.end] for piece in block.pieces if piece.kind == "inserted"]
    gone = [[a.offset, a.text] for a in draft.asides if a.block == at and a.kind in ("deleted", "moved_from")]
    table = list(block.table) if block.table else None
    return [block.kind, block.text, draft.offsets[at], provision, block.align, block.bold, block.italic, table, inserted, sorted(gone)]


def _provision(provision: Provision) -> dict:
    return {"id": provision.id, "label": provision.label, "frame": provision.kind in FRAME, "first": provision.blocks[0]}


def outline(draft: Draft, findings: tuple[Finding, ...]) -> list[dict]:
    """Headings and Điều in order with the number of findings under each, by severity."""
    totals = count_under(draft, findings)
    shown = [p for p in draft.provisions if p.kind in OUTLINED] or [p for p in draft.provisions if p.parent is None and p.judged]
    flat = not any(p.kind in ("phan", "chuong", "phu_luc", "kem_theo") for p in shown)
    return [
        {
            "text": " ".join(draft.words(p).split())[:LINE] or p.label,
            "block": p.blocks[0],
            "depth": 0 if flat else DEEPER.get(p.kind, 1),
            "counts": totals[p.id],
        }
        for p in shown
    ]


def count_under(draft: Draft, findings: tuple[Finding, ...]) -> dict[str, dict[str, int]]:
    """Provision id → severity → findings on it or below it."""
    parents = {p.id: p.parent for p in draft.provisions}
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for finding in findings:
        at = finding.provision
        while at in parents:
            totals[at][finding.severity] += 1
            at = parents[at]
    return totals
