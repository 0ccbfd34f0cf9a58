"""A sheet of an old case comes out the same, byte for byte, whatever happened to the checklist and the register since."""

import dataclasses
import datetime
from pathlib import Path

import pytest

import pipelines
from pipelines.checklist import register as registers
from pipelines.exports import EXPORTS
from pipelines.review import review_draft
from pipelines.sheet import _register
from pipelines.studio import Overlay, overlay, shipped
from pipelines.types import Decision, Dossier
from review_app import records
from tests.records.conftest import a_case, a_file
from tests.studio.factory import BASIS, ITEM

DRAFT = Path(__file__).resolve().parents[2] / "samples" / "drafts" / "M01.docx"
MARKET = ITEM | {"bases": [{"id": BASIS["id"], "article": "Điều 4"}], "find": {"primitive": "phrase", "any": ["(hộ dân|nhân dân|ủy ban)"]}}
OWN = Overlay().put("bases", BASIS).put("items", MARKET)


def sign(desk, own: Overlay) -> None:
    prepared = records.save_overlay(desk, own, 0)
    records.sign_checklist(desk, prepared.number, prepared.version)


@pytest.fixture
def old_case(lite):
    """(desk, file, its review): judged by the office's version 1, every point taken as a comment, approved."""
    desk = records.enter(lite)
    sign(desk, OWN)
    review = review_draft(pipelines.read_draft(DRAFT), records.active_checklist(lite), None, datetime.date(2026, 11, 26))
    case = a_case(desk)
    file = a_file(desk, case, review, DRAFT.read_bytes())
    for finding in review.findings:
        records.save_decision(desk, file.id, Decision(finding.id, "gop_y"), 0)
    records.approve(desk, case.id)
    return desk, file, review


def sheets(desk, file) -> dict[str, bytes]:
    """Every export of the stored case."""
    given = records.sheet_inputs(desk, file.id)
    inputs = {field.name: getattr(given, field.name) for field in dataclasses.fields(given)}
    named = {name: inputs[name] for name in ("received", "own_findings", "conclusion", "general", "date", "audit_head")}
    sheet = pipelines.build_sheet(given.review, given.decisions, given.settings, **named)
    dossier = Dossier(sheet, given.review, records.read_original(desk, file.id), templates=given.templates)
    return {key: export.render(dossier) for key, export in EXPORTS.items()}


def other_program(monkeypatch) -> None:
    """An update: every item words its comment otherwise, every basis is printed otherwise."""
    was = shipped()
    bases = {id: dataclasses.replace(basis, cach_in=f"{basis.cach_in} (bản mới)") for id, basis in was.register.bases.items()}
    register = dataclasses.replace(was.register, bases=bases, version="so-moi")
    items = tuple(dataclasses.replace(item, comment="Lời khác hẳn.", severity="S3") for item in was.items)
    monkeypatch.setattr(overlay, "shipped", lambda: dataclasses.replace(was, items=items, register=register, version="goc-moi"))
    monkeypatch.setattr(registers, "load_register", lambda: register)
    records.checklists._composed.cache_clear()
    _register.cache_clear()


@pytest.fixture(autouse=True)
def nothing_left_of_it():
    yield
    records.checklists._composed.cache_clear()
    _register.cache_clear()


def test_an_old_sheet_stays_the_same_after_an_update_and_after_going_back(old_case, monkeypatch):
    desk, file, review = old_case
    first = sheets(desk, file)
    other_program(monkeypatch)
    again = review_draft(review.draft, records.active_checklist(desk.store), None, datetime.date(2026, 11, 26))
    assert {f.message for f in again.findings} != {f.message for f in review.findings}  # the update is felt where a draft is judged anew
    assert sheets(desk, file) == first
    sign(desk, Overlay())
    assert sheets(desk, file) == first
    back = records.go_back_to(desk, 1)
    records.sign_checklist(desk, back.number, back.version)
    assert sheets(desk, file) == first


def test_an_old_sheet_says_which_version_it_was(old_case, monkeypatch):
    desk, file, review = old_case
    other_program(monkeypatch)
    sign(desk, Overlay())
    origin = records.checklist_origin(desk, review.versions["checklist"])
    assert [version.number for version in origin.versions] == [1] and origin.versions[0].overlay == OWN


def test_a_sheet_prints_the_office_s_own_legal_bases(old_case):
    desk, file, review = old_case
    assert any(finding.code == "Y01" for finding in review.findings)
    given = records.sheet_inputs(desk, file.id)
    printed = {basis for row in pipelines.build_sheet(given.review, given.decisions, given.settings).rows for basis in row.bases}
    assert "Điều 4 Quyết định số 15/2026/QĐ-UBND (cần đối chiếu)" in printed


def test_a_review_stored_before_printed_forms_were_kept_still_makes_a_sheet(old_case):
    desk, file, review = old_case
    bare = [dataclasses.replace(f, bases=tuple(dataclasses.replace(b, printed="") for b in f.bases)) for f in review.findings]
    given = records.sheet_inputs(desk, file.id)
    sheet = pipelines.build_sheet(dataclasses.replace(review, findings=tuple(bare)), given.decisions, given.settings)
    assert any("qd-cho-phuong (cần đối chiếu)" in basis for row in sheet.rows for basis in row.bases)
