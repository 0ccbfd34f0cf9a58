"""Review + decisions → comment sheet: pure, so the same case version gives the same sheet."""

import dataclasses
import functools
import re
from collections.abc import Iterable

from pipelines.titles import sentence_case
from pipelines.types import Basis, CommentSheet, Decision, Finding, Review, SheetRow, SheetSettings

# The groups a sheet answers for, in the order of Điều 5 of the seed regulation; form comes last.
TOPIC_GROUPS = (
    ("Công tác dân vận", ("dan_van",)),
    ("Tôn giáo, dân tộc", ("ton_giao", "dan_toc")),
    ("Quyền công dân", ("quyen_cong_dan",)),
    ("Thể thức, kỹ thuật trình bày", ("the_thuc",)),
)
SEVERITY_NAMES = {"S1": "bắt buộc sửa", "S2": "nên sửa", "S3": "lưu ý"}
COMMENTED = ("gop_y", "sua_loi")
_STEP = re.compile(r"([a-zA-Z]+)(?:(\d+)|\[(\d+)\])?")
_PLACES = {
    "p": "đoạn",
    "tbl": "bảng",
    "tr": "dòng",
    "tc": "ô",
    "header": "đầu trang",
    "footer": "chân trang",
    "footnote": "chú thích",
    "endnote": "chú thích cuối",
    "textbox": "khung chữ",
    "page": "trang",
}


def build_sheet(
    review: Review,
    decisions: Iterable[Decision],
    settings: SheetSettings,
    *,
    received: dict[str, str] | None = None,
    own_findings: Iterable[Finding] = (),
    conclusion: str = "",
    general: str = "",
    date: str | None = None,
    audit_head: str = "",
) -> CommentSheet:
    """The sheet of all findings decided as comments, the reviewer's own among them, in document order.

    `received` tells of the request: so_den (number), ngay (date), co_quan (sender), lan (round), han (deadline).
    """
    draft = review.draft
    by_finding = {d.finding: d for d in decisions}
    findings = [*review.findings, *own_findings]
    labels = {p.id: p.label for p in draft.provisions}
    taken = [f for f in findings if _verdict(f, by_finding) in COMMENTED]
    taken.sort(key=lambda f: (f.start, f.severity, f.code))
    rows = tuple(_row(number, f, by_finding.get(f.id), labels) for number, f in enumerate(taken, 1))
    undecided = tuple(f for f in review.findings if f.id not in by_finding)
    return CommentSheet(
        settings=settings,
        header=dataclasses.replace(draft.header, title=sentence_case(draft.header.title, draft.text)),
        source=draft.source,
        rows=rows,
        silent_topics=_silent(rows, undecided),
        undecided=len(undecided),
        unread=draft.unread,
        notes=draft.notes,
        versions=dict(review.versions),
        coverage=(draft.units, len(draft.blocks)),
        received=dict(received or {}),
        conclusion=conclusion,
        general=general,
        date=date,
        audit_head=audit_head,
    )


def _verdict(finding: Finding, decisions: dict[str, Decision]) -> str:
    """A reviewer's own finding is a comment until she takes it back."""
    decision = decisions.get(finding.id)
    return decision.verdict if decision else ("gop_y" if finding.origin == "reviewer" else "")


def _row(number: int, finding: Finding, decision: Decision | None, labels: dict[str, str]) -> SheetRow:
    return SheetRow(
        number=number,
        finding=finding.id,
        label=labels.get(finding.provision or "", "Toàn văn bản"),
        quote=finding.quote,
        topic=finding.topic,
        severity=finding.severity,
        comment=(decision and decision.comment) or finding.message,
        wording=(decision and decision.wording) or finding.suggestion,
        bases=tuple(printed_basis(basis) for basis in finding.bases),
        start=finding.start,
    )


def _silent(rows: tuple[SheetRow, ...], undecided: tuple[Finding, ...]) -> tuple[str, ...]:
    """Groups with no comment and nothing left to decide; only these may be called "không có ý kiến"."""
    busy = {row.topic for row in rows} | {finding.topic for finding in undecided}
    return tuple(name for name, topics in TOPIC_GROUPS if not busy.intersection(topics))


def topic_group(topic: str) -> str:
    """Vietnamese name of the group a topic belongs to."""
    return next((name for name, topics in TOPIC_GROUPS if topic in topics), "Nội dung khác")


def place_name(where: str) -> str:
    """A locator of the file in words: "body/tbl[2]/tr[3]/tc[1]/p[1]" → "bảng 2, dòng 3, ô 1, đoạn 1"."""
    named = [(_PLACES.get(m[1], m[1]), m[2] or m[3] or "") for m in _STEP.finditer(where) if m[1] != "body"]
    return ", ".join(f"{name} {number}".strip() for name, number in named) or "toàn văn bản"


def printed_basis(basis: Basis) -> str:
    """The basis as a sheet prints it; "(cần đối chiếu)" stands after an unverified one.

    As it was printed when the draft was judged; a review stored before that was kept is printed by the shipped register.
    """
    if basis.printed:
        return basis.printed
    try:
        return _register().printed(basis)
    except KeyError:  # an office's own entry: shown by its id, never left out
        return f"{basis.article} {basis.id} (cần đối chiếu)".strip()


@functools.cache
def _register():
    from pipelines.checklist.register import load_register

    return load_register()
