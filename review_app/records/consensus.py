"""Two reviewers blind to each other, then one set of decisions: how far they agree, item by item."""

from sqlalchemy import Connection, select, update

from review_app.records import versioned
from review_app.records.decisions import DECISION, in_lane, put_decision
from review_app.records.desk import Desk
from review_app.records.errors import StillBlind, WrongStatus
from review_app.records.models import SHARED, Agreement, AgreementItem, Case, DecisionRow, OwnFinding
from review_app.records.notebook import OWN, own_in_lane, to_own
from review_app.records.people import current
from review_app.records.progress import finished_by
from review_app.records.roles import allows, needs
from review_app.records.rows import advance, case_row, place, to_case, writable
from review_app.records.tables import case_files, cases


@needs("decide")
def open_consensus(desk: Desk, case_id: int) -> Case:
    """Let the reviewers of a blind round see each other's decisions; from now on they write into the shared lane.

    Raises StillBlind unless all of them have finished every draft of the round or the user may approve; WrongStatus when the
    case is not blind.
    """
    early = allows(current(desk).roles, "approve")
    with desk.store.write() as tx:
        case = to_case(tx, case_id)
        if not case.blind:
            raise WrongStatus("Hồ sơ này không rà soát độc lập.", "")
        if not early and not _all_finished(tx, case):
            raise StillBlind()
        tx.execute(update(cases).where(cases.c.id == case_id).values(consensus_round=case.round))
        advance(tx, case_id, "soat_cheo")
        desk.record(tx, "open_consensus", f"case:{case_id}", round=case.round)
        return to_case(tx, case_id)


@needs("read")
def read_lanes(desk: Desk, file_id: int) -> dict[int, dict[str, DecisionRow]]:
    """Reviewer's user id → her own decisions. Raises StillBlind before consensus."""
    with desk.store.read() as tx:
        return {person: in_lane(tx, file_id, person) for person in _opened(desk, tx, file_id)}


@needs("read")
def lane_own_findings(desk: Desk, file_id: int) -> dict[int, tuple[OwnFinding, ...]]:
    """Reviewer's user id → her own findings not yet adopted. Raises StillBlind before consensus."""
    with desk.store.read() as tx:
        return {person: own_in_lane(tx, file_id, person) for person in _opened(desk, tx, file_id)}


@needs("read")
def read_agreement(desk: Desk, file_id: int) -> Agreement:
    """Verdicts side by side for every finding that somebody decided. Raises StillBlind before consensus."""
    return agreement({person: {key: row.verdict for key, row in rows.items()} for person, rows in read_lanes(desk, file_id).items()})


@needs("decide")
def adopt_agreed(desk: Desk, file_id: int) -> int:
    """Copy into the shared lane what all reviewers decided alike, word for word, where nothing stands yet; returns how many."""
    with desk.store.write() as tx:
        lanes = [in_lane(tx, file_id, person) for person in _opened(desk, tx, file_id)]
        writable(desk, tx, file_id)
        shared = in_lane(tx, file_id, SHARED)
        alike = [row for finding, row in lanes[0].items() if finding not in shared and row.decided and _same(lanes, finding)]
        for row in alike:
            put_decision(desk, tx, file_id, SHARED, row.finding, DECISION.content_of(row), 0)
        return len(alike)


@needs("decide")
def adopt_own(desk: Desk, own_id: int) -> OwnFinding:
    """Move a reviewer's own finding into the shared lane. Raises StillBlind, CaseLocked, NotFound."""
    with desk.store.write() as tx:
        row = versioned.get(tx, OWN, own_id)
        _opened(desk, tx, row.file_id)
        writable(desk, tx, row.file_id)
        return to_own(versioned.put(desk, tx, OWN, row, {**OWN.content_of(row), "lane": SHARED}, None))


def agreement(verdicts: dict[int, dict[str, str]]) -> Agreement:
    """Agreement over {person: {finding: verdict}}; an item counts once all have decided it."""
    findings = sorted({finding for rows in verdicts.values() for finding, verdict in rows.items() if verdict})
    items = []
    for finding in findings:
        given = {person: rows.get(finding, "") for person, rows in verdicts.items()}
        items.append(AgreementItem(finding, given, "" not in given.values() and len(set(given.values())) == 1))
    complete = [item for item in items if "" not in item.verdicts.values()]
    return Agreement(tuple(items), len(complete), sum(item.agreed for item in complete), _kappa(complete))


def _kappa(items: list[AgreementItem]) -> float | None:
    """Cohen's kappa (1960) of two raters; None for another number of them or when chance agreement is total."""
    if not items or len(items[0].verdicts) != 2:
        return None
    first, second = zip(*(item.verdicts.values() for item in items), strict=True)
    observed = sum(item.agreed for item in items) / len(items)
    chance = sum(first.count(verdict) * second.count(verdict) for verdict in set(first)) / len(items) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _same(lanes: list[dict[str, DecisionRow]], finding: str) -> bool:
    return len({lane[finding].decision if finding in lane else None for lane in lanes}) == 1


def _opened(desk: Desk, tx: Connection, file_id: int) -> tuple[int, ...]:
    """The reviewers of an opened blind round."""
    found = place(desk, tx, file_id)
    if not found.case.blind or case_row(tx, found.case.id).consensus_round < found.file.round:
        raise StillBlind()
    return found.case.reviewers


def _all_finished(tx: Connection, case: Case) -> bool:
    drafts = tx.scalars(select(case_files.c.id).filter_by(case_id=case.id, round=case.round, role="du_thao")).all()
    return bool(drafts) and all(set(case.reviewers) <= set(finished_by(tx, each)) for each in drafts)
