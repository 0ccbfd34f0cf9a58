"""Review → the JSON of the command-line contract (schema 1); offsets are into the draft's whole text."""

from pipelines.types import Basis, Finding, Provision, Review, TopicFlag

SCHEMA = 1


def review_json(review: Review) -> dict:
    """The contract's object; the same file, checklist and model give the same one, `seconds` apart."""
    draft = review.draft
    header = draft.header
    return {
        "schema": SCHEMA,
        "source": {"name": draft.source.name, "sha256": draft.source.sha256, "format": draft.source.format},
        "document": {
            "system": header.system,
            "kind": header.kind,
            "number": header.number,
            "issuer": header.issuer,
            "parent_issuer": header.parent_issuer,
            "date": header.date,
            "title": header.title,
        },
        "coverage": {
            "units": draft.units,
            "read": len(draft.blocks),
            "unread": [{"where": u.where, "reason": u.reason} for u in draft.unread],
        },
        "notes": list(draft.notes),
        "provisions": [_provision(review, p) for p in draft.provisions],
        "findings": [_finding(f) for f in review.findings],
        "failures": [{"code": f.code, "reason": f.reason} for f in review.failures],
        "second_look": list(review.second_look),
        "as_of": review.as_of,
        "versions": dict(review.versions),
        "seconds": {name: round(value, 3) for name, value in review.seconds.items()},
    }


def _provision(review: Review, provision: Provision) -> dict:
    return {
        "id": provision.id,
        "kind": provision.kind,
        "number": provision.number,
        "label": provision.label,
        "parent": provision.parent,
        "text": review.draft.words(provision),
        "start": provision.start,
        "end": provision.end,
        "where": provision.where,
        "topics": {flag.topic: _flag(flag) for flag in review.topics.get(provision.id, ())},
    }


def _flag(flag: TopicFlag) -> dict:
    return {"score": round(flag.score, 4), "flag": flag.flag, "level": flag.level, "why": [[word, round(w, 3)] for word, w in flag.why]}


def _finding(finding: Finding) -> dict:
    return {
        "id": finding.id,
        "code": finding.code,
        "topic": finding.topic,
        "severity": finding.severity,
        "provision": finding.provision,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "question": finding.question,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "bases": [_basis(basis) for basis in finding.bases],
        "origin": finding.origin,
        "evidence": [{"quote": e.quote, "start": e.start, "end": e.end} for e in finding.evidence],
        "why": list(finding.why),
        "also": list(finding.also),
    }


def _basis(basis: Basis) -> dict:
    return {"id": basis.id, "article": basis.article, "checked": basis.checked}
