"""The draft as the viewer draws it: nothing lost, marks where the words are, counts under the right heading."""

from review_app.viewer.document import count_under, document_model, outline
from tests.app import factory


def test_every_block_is_drawn_with_its_own_words_and_place():
    review = factory.small_review()
    model = document_model(review.draft, review.findings, "1")
    for block, drawn in zip(review.draft.blocks, model["blocks"], strict=True):
        assert drawn[1] == block.text
        assert review.draft.text[drawn[2] : drawn[2] + len(block.text)] == block.text


def test_marks_stand_on_the_quoted_words_and_absences_on_their_provision():
    review = factory.small_review()
    for mark, finding in zip(document_model(review.draft, review.findings, "1")["marks"], review.findings, strict=True):
        assert review.draft.text[mark[1] : mark[2]] == finding.quote
        assert mark[5] == finding.provision


def test_evidence_elsewhere_in_the_draft_is_marked_too():
    draft, findings = _draft_and_findings()
    ((start, end),) = document_model(draft, findings, "1")["evidence"]
    assert draft.text[start:end] == "Hộ nào không nộp"


def test_deleted_words_are_shown_in_their_place():
    model = document_model(*_draft_and_findings(), "1")
    assert [30, "một trăm nghìn đồng"] in model["blocks"][6][9]


def test_a_heading_counts_the_findings_below_it():
    draft, findings = _draft_and_findings()
    assert count_under(draft, findings)["dieu_2"] == {"S1": 2}
    assert [entry["text"][:6] for entry in outline(draft, findings)] == ["Chương", "Điều 1", "Điều 2", "Điều 3", "Điều 4"]


def test_the_browser_redraws_only_when_the_findings_changed():
    draft, findings = _draft_and_findings()
    keys = [document_model(draft, findings, version)["key"] for version in ("1", "1", "2")]
    assert keys[0] == keys[1] != keys[2]


def _draft_and_findings():
    review = factory.small_review()
    return review.draft, review.findings
