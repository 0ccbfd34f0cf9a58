"""What stored reviews say about the checklist: outcomes of items, drafts to try an edit on, open cases that rest on a basis."""

import datetime

from pipelines.checklist import run_checklist
from pipelines.types import Decision, Review
from review_app.records import open_cases_citing, read_outcomes, recent_drafts, save_decision, save_review
from tests.records.conftest import a_case, a_file, person, sample_review

DAY = datetime.date(2026, 11, 26)


def a_review_of(draft, checklist) -> Review:
    findings, _ = run_checklist(checklist, draft, DAY)
    return Review(draft, tuple(findings), versions={"checklist": checklist.version}, as_of=DAY.isoformat())


def test_outcomes_carry_the_decision_and_its_reason(desk):
    file = a_file(desk)
    first, second = sample_review().findings
    save_decision(desk, file.id, Decision(first.id, "khong_gop_y", reason="theo nghị quyết của HĐND tỉnh"), 0)
    found, drafts = read_outcomes(desk)
    assert drafts == 1
    assert {o.code: (o.verdict, o.reason) for o in found} == {"F04": ("khong_gop_y", "theo nghị quyết của HĐND tỉnh"), "C06": ("", "")}
    assert found[0].quote == first.quote


def test_only_the_newest_review_of_a_draft_counts(desk):
    file = a_file(desk)
    save_review(desk, file.id, sample_review())
    assert len(read_outcomes(desk)[0]) == 2 and len(recent_drafts(desk)) == 1


def test_a_blind_reviewer_s_decisions_stay_hidden(desk):
    file = a_file(desk, a_case(desk, blind=True))
    save_decision(desk, file.id, Decision(sample_review().findings[0].id, "gop_y"), 0)
    assert {o.verdict for o in read_outcomes(person(desk, "hai"))[0]} == {""}


def test_recent_drafts_come_newest_first_with_the_day_they_were_judged_at(desk):
    for _ in range(3):
        a_file(desk)
    found = recent_drafts(desk, 2)
    assert [place for place, _, _ in found] == ["03/2026", "02/2026"]
    assert found[0][1] == sample_review().draft and found[0][2] == DAY


def test_a_change_of_status_names_the_open_cases_it_touches(desk):
    case = a_case(desk)
    a_file(desk, case)
    found = open_cases_citing(desk, {"luat-thdccs-2022"})
    assert [(one.id, {basis.article for basis in bases}, len(bases)) for one, bases in found] == [(case.id, {"Điều 15"}, 2)]
    assert open_cases_citing(desk, {"khong-co"}) == ()
