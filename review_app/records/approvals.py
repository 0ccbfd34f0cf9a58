"""The leader's approval: it locks the round, and keeps what the sheet was printed with, so that the sheet can be made again."""

import json
from dataclasses import asdict

from sqlalchemy import Connection, Row, func, insert, select, update

from pipelines.types import SheetSettings
from review_app.records.audit import canonical, digest, trail_head
from review_app.records.decisions import DECISION, in_lane
from review_app.records.desk import Desk
from review_app.records.errors import CaseLocked, NotFound, StillBlind, WrongStatus
from review_app.records.models import SHARED, Approval, Case, SheetInputs
from review_app.records.notebook import own_in_lane, words_in_lane
from review_app.records.reviews import latest_review
from review_app.records.roles import needs
from review_app.records.rows import approved_rounds, case_row, to_case, to_file
from review_app.records.settings import current_settings
from review_app.records.tables import approvals, case_files, cases, reviews
from review_app.records.templates import numbers_in_use, template_bytes

_NOT_MET = "Các ý kiến rà soát độc lập chưa được đối chiếu."


@needs("approve")
def approve(desk: Desk, case_id: int) -> Approval:
    """Approve the sheets of the current round and lock it; the case goes to "Lãnh đạo đã duyệt".

    Raises WrongStatus when a draft has not been analysed, StillBlind before consensus, CaseLocked when approved already.
    """
    with desk.store.write() as tx:
        case = to_case(tx, case_id)
        _may_be_approved(tx, case)
        settings, own = current_settings(tx).sheet(case.sender), numbers_in_use(tx)
        printed = canonical({"settings": asdict(settings), "received": _received(case, case.round), "templates": own})
        content = _content_hash(tx, case)
        seq, head = desk.record(tx, "approve", f"case:{case_id}", round=case.round, content=content, printed=digest(printed))
        values = {"case_id": case_id, "round": case.round, "by": desk.user.id, "at": desk.store.now(), "day": desk.store.today()}
        values |= {"printed": printed, "content_hash": content, "audit_seq": seq, "audit_head": head}
        approval_id = tx.execute(insert(approvals).values(**values)).inserted_primary_key[0]
        tx.execute(update(cases).where(cases.c.id == case_id).values(status="da_duyet"))
        return _approval(tx.execute(select(approvals).filter_by(id=approval_id)).one())


@needs("approve")
def reopen(desk: Desk, case_id: int) -> Case:
    """Take the approval of the current round back; the case returns to "Dự thảo phiếu". Raises WrongStatus when there is none."""
    with desk.store.write() as tx:
        case = to_case(tx, case_id)
        if case.round not in approved_rounds(tx, case_id):
            raise WrongStatus("Phiếu của lần thẩm định này chưa được duyệt.", "")
        live = update(approvals).where(approvals.c.case_id == case_id, approvals.c.round == case.round, approvals.c.revoked.is_(None))
        tx.execute(live.values(revoked=desk.store.now()))
        tx.execute(update(cases).where(cases.c.id == case_id).values(status="du_thao_phieu"))
        desk.record(tx, "reopen", f"case:{case_id}", round=case.round)
        return to_case(tx, case_id)


@needs("read")
def read_approval(desk: Desk, case_id: int, round: int | None = None) -> Approval | None:
    """The approval in force for the round (None: the current one)."""
    with desk.store.read() as tx:
        return _live(tx, case_id, round or to_case(tx, case_id).round)


@needs("read")
def sheet_inputs(desk: Desk, file_id: int) -> SheetInputs:
    """What pipelines.sheet.build_sheet needs: of an approved round as it was approved, else as it stands now.

    Raises NotFound when the file has not been analysed yet, StillBlind when independent reviewers have not met yet.
    """
    review = latest_review(desk, file_id)
    if review is None:
        raise NotFound("Tệp này chưa được phân tích.", "Chạy phân tích rồi lập phiếu.")
    with desk.store.read() as tx:
        file = to_file(tx, file_id)
        case = to_case(tx, file.case_id)
        if case.blind and case_row(tx, case.id).consensus_round < file.round:
            raise StillBlind(_NOT_MET, "Mở đối chiếu, thống nhất ý kiến rồi lập phiếu.")
        approval = _live(tx, case.id, file.round)
        words = words_in_lane(tx, file_id, SHARED)
        return SheetInputs(
            review=review.review,
            decisions=tuple(row.decision for row in in_lane(tx, file_id, SHARED).values() if row.decided),
            own_findings=tuple(own.as_finding() for own in own_in_lane(tx, file_id, SHARED)),
            settings=approval.settings if approval else current_settings(tx).sheet(case.sender),
            received=approval.received if approval else _received(case, file.round),
            general=words.general,
            conclusion=words.conclusion,
            date=(approval.day if approval else desk.store.today()).isoformat(),
            audit_head=approval.audit_head if approval else trail_head(desk.store),
            approved=approval is not None,
            templates=template_bytes(tx, approval.templates if approval else numbers_in_use(tx)),
        )


# ---------------------------------------------------------------- inside


def _may_be_approved(tx: Connection, case: Case) -> None:
    if case.round in approved_rounds(tx, case.id):
        raise CaseLocked("Phiếu của lần thẩm định này đã được duyệt rồi.", "")
    if case.blind and not case.consensus:
        raise StillBlind(_NOT_MET, "Mở đối chiếu, thống nhất ý kiến rồi duyệt.")
    drafts = select(case_files.c.id).filter_by(case_id=case.id, round=case.round, role="du_thao")
    analysed = select(reviews.c.file_id).where(reviews.c.file_id.in_(drafts)).distinct()
    count = tx.scalar(select(func.count()).select_from(drafts.subquery()))
    if not count or tx.scalar(select(func.count()).select_from(analysed.subquery())) < count:
        raise WrongStatus("Dự thảo của lần thẩm định này chưa được phân tích.", "Nạp dự thảo, chạy phân tích rồi duyệt.")


def _content_hash(tx: Connection, case: Case) -> str:
    """One hash over what the sheets are made of: originals, latest findings, decisions and own findings of the round."""
    content = []
    for file in tx.execute(select(case_files).filter_by(case_id=case.id, round=case.round).order_by(case_files.c.id)).all():
        body = tx.scalar(select(reviews.c.body).filter_by(file_id=file.id).order_by(reviews.c.id.desc()).limit(1))
        decided = {key: DECISION.content_of(row) for key, row in in_lane(tx, file.id, SHARED).items() if row.decided}
        own = [asdict(each.as_finding()) for each in own_in_lane(tx, file.id, SHARED)]
        words = words_in_lane(tx, file.id, SHARED)
        content.append([file.sha256, body and digest(body), decided, own, words.general, words.conclusion])
    return digest(content)


def _received(case: Case, round: int) -> dict[str, str]:
    """The request, in the keys of pipelines.sheet; dates in ISO form."""
    return {
        "so_den": case.request_number,
        "ngay": case.request_date.isoformat() if case.request_date else "",
        "co_quan": case.sender,
        "lan": str(round),
        "ngay_nhan": case.received.isoformat(),
        "han": case.deadline.isoformat(),
    }


def _live(tx: Connection, case_id: int, round: int) -> Approval | None:
    wanted = select(approvals).where(approvals.c.case_id == case_id, approvals.c.round == round, approvals.c.revoked.is_(None))
    row = tx.execute(wanted).first()
    return _approval(row) if row else None


def _approval(row: Row) -> Approval:
    printed = json.loads(row.printed)
    sheet = SheetSettings(**{**printed["settings"], "recipients": tuple(printed["settings"]["recipients"])})
    return Approval(
        id=row.id, case_id=row.case_id, round=row.round, by=row.by, at=row.at, day=row.day, settings=sheet, received=printed["received"],
        content_hash=row.content_hash, audit_seq=row.audit_seq, audit_head=row.audit_head, revoked=row.revoked,
        templates=printed.get("templates", {}),  # approved before templates were kept here: the shipped form
    )  # fmt: skip
