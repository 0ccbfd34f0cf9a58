"""The sheet of a file as it stands, what became of the last round's comments, and all that exports draw on."""

from dataclasses import replace

import streamlit as st

import pipelines
from pipelines.types import CommentSheet, Dossier, Followed
from review_app import records


def sheet_of(at: records.Desk, file: records.CaseFile) -> tuple[CommentSheet, records.SheetInputs]:
    """The sheet from the decisions stored at this moment."""
    given = records.sheet_inputs(at, file.id)
    sheet = pipelines.build_sheet(
        given.review,
        given.decisions,
        given.settings,
        received=given.received,
        own_findings=given.own_findings,
        conclusion=given.conclusion,
        general=given.general,
        date=given.date,
        audit_head=given.audit_head,
    )
    return sheet, given


def dossier_of(at: records.Desk, file: records.CaseFile, made: tuple[CommentSheet, records.SheetInputs] | None = None) -> Dossier:
    """The sheet (`made` by sheet_of, else made here) with the review, the original and the comments followed from the round before."""
    sheet, given = made or sheet_of(at, file)
    original = records.read_original(at, file.id)
    return pipelines.Dossier(sheet, given.review, original, followed=followed_of(at, file), templates=given.templates)


# ---------------------------------------------------------------- rounds


def before(at: records.Desk, file: records.CaseFile) -> records.CaseFile | None:
    """The reviewed file of the same role in the round before; None in the first round."""
    earlier = [
        f
        for f in records.list_files(at, file.case_id)
        if f.role == file.role and f.round < file.round and records.latest_review_id(at, f.id)
    ]
    return max(earlier, key=lambda f: (f.round, f.id), default=None)


def followed_of(at: records.Desk, file: records.CaseFile) -> tuple[Followed, ...]:
    """Each comment of the last round with where it went; a proposal until the reviewer has confirmed it."""
    old = before(at, file)
    if old is None:
        return ()
    known = records.read_answers(at, file.id)
    return tuple(_with_answer(one, known.get(one.row.finding)) for one in _proposed(at, old, file))


def _with_answer(one: Followed, known: records.RoundAnswer | None) -> Followed:
    return replace(one, status=known.status, answer=known.answer, confirmed=True) if known and known.confirmed else one


def _proposed(at: records.Desk, old: records.CaseFile, new: records.CaseFile) -> tuple[Followed, ...]:
    sheet, given = sheet_of(at, old)
    later = records.latest_review(at, new.id).review
    mark = (records.latest_review_id(at, old.id), records.latest_review_id(at, new.id), sheet.rows)
    held = st.session_state.get("_theo_doi")
    if not held or held[0] != mark:
        agency = given.settings.agency
        held = (mark, pipelines.follow(sheet.rows, given.review, later, pipelines.align(given.review.draft, later.draft), agency=agency))
        st.session_state["_theo_doi"] = held
    return held[1]
