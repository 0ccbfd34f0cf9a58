"""Drafts are judged in processes beside the program: the same review as here, side by side, and a broken process is replaced."""

from dataclasses import replace

import pytest

import pipelines
from pipelines.errors import JudgeStopped
from pipelines.judging import Judges

RULES = "Điều 5. Thu, chi\n1. Mỗi hộ gia đình phải nộp 50.000 đồng một tháng để bảo vệ trật tự."


@pytest.fixture(scope="module")
def judges():
    judges = Judges(size=1)
    yield judges
    judges.end()


@pytest.fixture
def draft():
    return pipelines.read_draft(RULES.encode(), "du-thao.txt")


def test_a_review_from_the_process_equals_one_made_here(judges, draft):
    here = pipelines.review_draft(draft, pipelines.load_checklist(), pipelines.load_classifier())
    there = judges.review(draft)
    assert there.findings and replace(there, seconds={}) == replace(here, seconds={})


def test_the_office_s_own_changes_count_there_too(judges, draft):
    code = judges.review(draft).findings[0].code
    assert code not in {f.code for f in judges.review(draft, {"items": f"- {{code: {code}, off: true}}"}).findings}


def test_labelled_provisions_like_a_flagged_one_are_found_there(judges):
    text = "1. Mỗi hộ gia đình phải nộp 50.000 đồng một tháng để bảo vệ trật tự."
    found = judges.nearest(text, ("dan_van", "quyen_cong_dan"))
    here = pipelines.load_classifier()
    assert found == {topic: here.nearest(text, topic) for topic in ("dan_van", "quyen_cong_dan")}
    assert all(each.text and each.labels[topic] for topic, near in found.items() for each in near)


def test_a_review_says_in_what_order_its_provisions_deserve_reading(judges, draft):
    review = judges.review(draft)
    assert review.reading_order and set(review.reading_order) == set(review.topics)
    assert review.reading_order == pipelines.load_classifier().reading_order(draft)


def test_a_process_that_breaks_is_named_and_the_next_draft_gets_a_fresh_one(draft):
    judges = Judges(size=1)
    try:
        judges.warm()
        judges._seats.queue[0]._process.kill()
        with pytest.raises(JudgeStopped):
            judges.review(draft)
        assert judges.review(draft).findings
    finally:
        judges.end()


def test_what_breaks_inside_is_logged_by_kind_and_place_only(judges, draft, caplog):
    with pytest.raises(JudgeStopped):
        judges.review(draft, {"items": "- {code: F04, severity: S9}"})
    assert "ChecklistError" in caplog.text and "S9" not in caplog.text
