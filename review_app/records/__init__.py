"""The office's records: cases, files, decisions, people, settings and the audit trail, in a database. No streamlit in here.

Open a store, sit down at a desk, work:

    store = open_store()
    desk = enter(store)                      # or log_in(store, login, password)
    case = create_case(desk, CaseDraft("…", not_secret=True))
    file = add_file(desk, case.id, data, "du-thao.docx")
    save_review(desk, file.id, review)
    row = save_decision(desk, file.id, Decision(finding, "gop_y"), seen=0)

Every function checks the role of the desk's user, has written to the disk when it returns, and raises only errors of
`review_app.records.errors`, each with a Vietnamese sentence.
"""

from review_app.records.approvals import approve, read_approval, reopen, sheet_inputs
from review_app.records.audit import Entry, read_trail, trail_head, verify_trail
from review_app.records.backups import BackupReport, RestoreReport, backup, make_backup, restore
from review_app.records.calendar import add_working_days, holidays_of, is_working_day, working_days_between
from review_app.records.cases import assign, create_case, delete_case, move_case, next_statuses, read_case, update_case
from review_app.records.consensus import adopt_agreed, adopt_own, lane_own_findings, open_consensus, read_agreement, read_lanes
from review_app.records.decisions import clear_decision, read_decisions, save_decision
from review_app.records.desk import Desk
from review_app.records.files import add_file, list_files, read_file, read_original, remove_file
from review_app.records.history import read_history, undo
from review_app.records.log import log_event, log_failure, set_up_log
from review_app.records.models import (
    CASE_KINDS,
    CLOSED,
    FILE_ROLES,
    ROLES,
    SHARED,
    STATUSES,
    VERDICTS,
    Agreement,
    AgreementItem,
    Approval,
    Case,
    CaseDraft,
    CaseFile,
    CaseFilter,
    Change,
    Check,
    DecisionRow,
    Note,
    Overview,
    OwnFinding,
    Progress,
    SheetInputs,
    SheetWords,
    StoredReview,
    TrailReport,
    User,
)
from review_app.records.notebook import (
    add_note,
    list_notes,
    list_own_findings,
    read_sheet_words,
    remove_note,
    remove_own_finding,
    save_own_finding,
    save_sheet_words,
)
from review_app.records.people import (
    add_user,
    close_session,
    enter,
    list_people,
    log_in,
    login_on,
    open_session,
    person_names,
    resume_session,
    set_active,
    set_name,
    set_password,
    set_roles,
    turn_login,
)
from review_app.records.places import data_folder
from review_app.records.progress import (
    answer_second_look,
    finish_review,
    mark_seen,
    read_finished,
    read_progress,
    read_second_looks,
    read_seen,
)
from review_app.records.register import find_cases, list_deadlines, list_senders, read_overview
from review_app.records.reviews import latest_review, latest_review_id, list_review_ids, read_review, save_review
from review_app.records.roles import ACTIONS, allows
from review_app.records.sample import ensure_sample_case
from review_app.records.selfcheck import self_check, verify_store
from review_app.records.settings import FORM_RULES, FORMS, RANKS, Agency, FormRule, OfficeSettings, read_settings, save_settings
from review_app.records.store import Store, open_store

__all__ = [
    "ACTIONS",
    "add_file",
    "add_note",
    "add_user",
    "add_working_days",
    "adopt_agreed",
    "adopt_own",
    "Agency",
    "Agreement",
    "AgreementItem",
    "allows",
    "answer_second_look",
    "Approval",
    "approve",
    "assign",
    "backup",
    "BackupReport",
    "Case",
    "CASE_KINDS",
    "CaseDraft",
    "CaseFile",
    "CaseFilter",
    "Change",
    "Check",
    "clear_decision",
    "close_session",
    "CLOSED",
    "create_case",
    "data_folder",
    "DecisionRow",
    "delete_case",
    "Desk",
    "ensure_sample_case",
    "enter",
    "Entry",
    "FILE_ROLES",
    "find_cases",
    "finish_review",
    "FORM_RULES",
    "FormRule",
    "FORMS",
    "holidays_of",
    "is_working_day",
    "lane_own_findings",
    "latest_review",
    "latest_review_id",
    "list_deadlines",
    "list_files",
    "list_notes",
    "list_own_findings",
    "list_people",
    "list_review_ids",
    "list_senders",
    "log_event",
    "log_failure",
    "log_in",
    "login_on",
    "make_backup",
    "mark_seen",
    "move_case",
    "next_statuses",
    "Note",
    "OfficeSettings",
    "open_consensus",
    "open_session",
    "open_store",
    "Overview",
    "OwnFinding",
    "person_names",
    "Progress",
    "RANKS",
    "read_agreement",
    "read_approval",
    "read_case",
    "read_decisions",
    "read_file",
    "read_finished",
    "read_history",
    "read_lanes",
    "read_original",
    "read_overview",
    "read_progress",
    "read_review",
    "read_second_looks",
    "read_seen",
    "read_settings",
    "read_sheet_words",
    "read_trail",
    "remove_file",
    "remove_note",
    "remove_own_finding",
    "reopen",
    "restore",
    "RestoreReport",
    "resume_session",
    "ROLES",
    "save_decision",
    "save_own_finding",
    "save_review",
    "save_settings",
    "save_sheet_words",
    "self_check",
    "set_active",
    "set_name",
    "set_password",
    "set_roles",
    "set_up_log",
    "SHARED",
    "sheet_inputs",
    "SheetInputs",
    "SheetWords",
    "STATUSES",
    "Store",
    "StoredReview",
    "trail_head",
    "TrailReport",
    "turn_login",
    "undo",
    "update_case",
    "User",
    "VERDICTS",
    "verify_store",
    "verify_trail",
    "working_days_between",
]
