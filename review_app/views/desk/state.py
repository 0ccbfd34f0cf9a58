"""What the desk shows at this moment, read from the store once a run, and the small choices kept in the session."""

from dataclasses import dataclass

import streamlit as st

from pipelines.types import Finding, Provision, Review
from review_app import records
from review_app.parts import session

PAGE = 20  # findings a page
DRAFT = "Dự thảo"  # the view of the left column that shows the document


@dataclass(frozen=True)
class Filters:
    topic: str = ""
    severity: str = ""
    state: str = ""  # "", chua, roi
    code: str = ""
    by_severity: bool = False

    def admits(self, finding: Finding, verdict: str) -> bool:
        return (
            self.topic in ("", finding.topic)
            and self.severity in ("", finding.severity)
            and self.code in ("", finding.code)
            and (self.state == "" or (self.state == "roi") == bool(verdict))
        )


@dataclass(frozen=True)
class Desk:
    """One file under review, everything the panes need."""

    at: records.Desk
    case: records.Case
    file: records.CaseFile
    review_id: int
    review: Review
    findings: tuple[Finding, ...]  # the machine's and the reviewer's own, document order
    own: dict[str, records.OwnFinding]
    decisions: dict[str, records.DecisionRow]
    seen: frozenset[str]

    def verdict(self, finding: Finding) -> str:
        """Of the reviewer; her own findings count as comments."""
        row = self.decisions.get(finding.id)
        return row.verdict if row and row.verdict else ("gop_y" if finding.origin == "reviewer" else "")

    def provision(self, finding: Finding) -> Provision | None:
        return self.provisions.get(finding.provision or "")

    @property
    def provisions(self) -> dict[str, Provision]:
        return {p.id: p for p in self.review.draft.provisions}

    def label(self, finding: Finding) -> str:
        provision = self.provision(finding)
        return provision.label if provision else "Toàn văn bản"

    def shown(self, filters: Filters) -> list[Finding]:
        shown = [f for f in self.findings if filters.admits(f, self.verdict(f))]
        return sorted(shown, key=lambda f: f.severity) if filters.by_severity else shown

    def done(self) -> int:
        return sum(bool(self.verdict(f)) for f in self.findings)


def load(case: records.Case, file: records.CaseFile) -> Desk:
    at = session.desk()
    review_id, review = session.review_of(at, file.id)
    own = records.list_own_findings(at, file.id)
    return Desk(
        at=at,
        case=case,
        file=file,
        review_id=review_id,
        review=review,
        findings=tuple(session.all_findings(review, own)),
        own={o.key: o for o in own},
        decisions=records.read_decisions(at, file.id),
        seen=frozenset(records.read_seen(at, file.id)),
    )


# ---------------------------------------------------------------- choices of the session


def selected_id() -> str | None:
    return st.session_state.get(session.POINT) or st.query_params.get(session.POINT)


def select(finding_id: str | None) -> None:
    """Make a finding the current one, here and in the page address."""
    st.session_state[session.POINT] = finding_id
    if finding_id:
        st.query_params[session.POINT] = finding_id
    st.session_state["luot"] = st.session_state.get("luot", 0) + 1  # the viewer scrolls again even to the same words
    st.session_state.pop("rieng", None)
    for place in ("den_dieu", "den_cho"):
        st.session_state.pop(place, None)


def current(desk: Desk, shown: list[Finding]) -> Finding | None:
    """The selected finding; without one, the first undecided of those shown."""
    wanted = selected_id()
    found = next((f for f in desk.findings if f.id == wanted), None)
    return found or next((f for f in shown if not desk.verdict(f)), shown[0] if shown else None)


def neighbour(shown: list[Finding], finding: Finding | None, step: int) -> Finding | None:
    """The finding `step` places on in the list, None past its ends."""
    at = next((i for i, f in enumerate(shown) if finding and f.id == finding.id), -1 if step > 0 else len(shown))
    return shown[at + step] if 0 <= at + step < len(shown) else None


def next_undecided(desk: Desk, shown: list[Finding], finding: Finding | None) -> Finding | None:
    """The next without a decision after this one, from the start again past the end."""
    at = next((i for i, f in enumerate(shown) if finding and f.id == finding.id), -1)
    return next((f for f in [*shown[at + 1 :], *shown[: at + 1]] if not desk.verdict(f) and (not finding or f.id != finding.id)), None)
