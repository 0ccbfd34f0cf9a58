"""Labels from decisions, the next question, and models that are used only when they find no less."""

import dataclasses
from contextlib import closing

import pytest

from pipelines.studio import Measure, Report
from pipelines.types import TOPICS, Decision
from review_app import records
from review_app.records import BadInput, NotAllowed, NotFound
from tests.records.conftest import a_case, a_file, person, sample_review

SIDE = Measure(dict.fromkeys(TOPICS, 0.9), dict.fromkeys(TOPICS, 0.95), dict.fromkeys(TOPICS, 0.8), dict.fromkeys(TOPICS, (0.9, 1.0)), 0.5)
GOOD = Report("topics-moi", 12, 700, SIDE, SIDE, True, "")
WORSE = dataclasses.replace(GOOD, kept=False, why="Độ bao phủ trên mẫu giảm: Tôn giáo: 95.0% → 90.0%.")


@pytest.fixture
def taught(desk):
    records.turn_teaching(desk, True)
    return desk


def a_model(tmp_path):
    folder = tmp_path / "mo-hinh"
    (folder / "do").mkdir(parents=True, exist_ok=True)
    for name in ("card.json", "lexicon.json", "weights.npz"):
        (folder / name).write_text("{}")
    (folder / "do" / "mau.jsonl").write_text("x")
    return folder


def test_nothing_is_learned_before_the_office_turns_it_on(desk):
    file = a_file(desk)
    assert not records.teaching_on(desk)
    for act in (lambda: records.gather_labels(desk), lambda: records.save_label(desk, question(desk, file), 1)):
        with pytest.raises(BadInput, match="đang tắt"):
            act()
    assert records.labelled_rows(desk) == []


def question(desk, file):
    return next(q for q in records.ask_next(desk, {}) if q.file_id == file.id)


def test_an_accepted_finding_and_a_second_look_become_labels_a_rejection_does_not(taught):
    file = a_file(taught)
    first, second = sample_review().findings
    records.save_decision(taught, file.id, Decision(first.id, "gop_y"), 0)
    records.save_decision(taught, file.id, Decision(second.id, "khong_gop_y", reason="đã công khai"), 0)
    records.answer_second_look(taught, file.id, "muc_I__3", False)
    assert records.gather_labels(taught) == 2 and records.gather_labels(taught) == 0
    labels = {row["text"][:2]: row["labels"] for row in records.labelled_rows(taught)}
    assert labels == {"1.": {"quyen_cong_dan": 2}, "3.": dict.fromkeys(TOPICS, 0)}


def test_the_second_looks_of_all_cases_tell_how_much_the_machine_misses(desk):
    assert records.second_look_counts(desk) == (0, 0)
    first, second = a_file(desk), a_file(desk)
    for file, provision, missed in ((first, "muc_I__1", True), (first, "muc_I__3", False), (second, "muc_I__3", False)):
        records.answer_second_look(desk, file.id, provision, missed)
    assert records.second_look_counts(desk) == (1, 3)
    records.answer_second_look(desk, first.id, "muc_I__1", False)
    assert records.second_look_counts(desk) == (0, 3)


def test_what_a_person_said_of_a_provision_stands_against_what_decisions_say(taught):
    file = a_file(taught)
    asked = question(taught, file)
    records.save_label(taught, asked, 0)
    finding = next(f for f in sample_review().findings if f.provision == asked.provision)
    records.save_decision(taught, file.id, Decision(finding.id, "gop_y"), 0)
    records.gather_labels(taught)
    assert records.labelled_rows(taught)[0]["labels"][asked.topic] == 0


def test_the_least_sure_provision_is_asked_first_and_never_twice(taught):
    file = a_file(taught)
    review = sample_review()
    scores = {p.id: score for p, score in zip(review.draft.provisions, (0.9, 0.31, 0.05), strict=True)}
    flags = {id: (dataclasses.replace(review.topics[id][0], score=score),) for id, score in scores.items()}
    records.save_review(taught, file.id, dataclasses.replace(review, topics=flags))
    asked = records.ask_next(taught, {"quyen_cong_dan": 0.3})
    assert [q.score for q in asked] == [0.31, 0.05, 0.9]
    records.save_label(taught, asked[0], 1)
    assert [q.score for q in records.ask_next(taught, {"quyen_cong_dan": 0.3})] == [0.05, 0.9]


def test_labels_go_with_their_case(taught):
    case = a_case(taught)
    records.save_label(taught, question(taught, a_file(taught, case)), 2)
    assert len(records.labelled_rows(taught)) == 1
    records.delete_case(taught, case.id)
    assert records.labelled_rows(taught) == []


def test_a_model_that_finds_less_is_kept_but_never_used(taught, tmp_path):
    bad = records.keep_model(taught, a_model(tmp_path), WORSE)
    assert not bad.used and records.used_model_folder(taught.store) is None
    with pytest.raises(BadInput, match="ít hơn"):
        records.use_model(taught, bad.number)


def test_a_good_model_is_used_at_once_and_the_office_can_go_back(taught, tmp_path):
    first, second = (records.keep_model(taught, a_model(tmp_path), GOOD) for _ in range(2))
    folder = records.used_model_folder(taught.store)
    assert folder.name == "2" and (folder / "card.json").exists() and not (folder / "do").exists()
    records.use_model(taught, first.number)
    assert [(m.number, m.used) for m in records.list_models(taught)] == [(2, False), (1, True)]
    records.use_model(taught, 0)
    assert records.used_model_folder(taught.store) is None and second.report == GOOD
    with pytest.raises(NotFound):
        records.use_model(taught, 9)


def test_a_reviewer_does_not_teach(taught, tmp_path):
    reviewer = person(taught, "xem", "chuyen_vien")
    for act in (
        lambda: records.turn_teaching(reviewer, False),
        lambda: records.gather_labels(reviewer),
        lambda: records.keep_model(reviewer, a_model(tmp_path), GOOD),
        lambda: records.use_model(reviewer, 0),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_learned_models_are_in_the_backup(taught, tmp_path):
    records.keep_model(taught, a_model(tmp_path), GOOD)
    records.backup(taught.store, tmp_path / "sao-luu.zip")
    records.restore(tmp_path / "sao-luu.zip", tmp_path / "moi")
    with closing(records.open_store(tmp_path / "moi")) as opened:
        assert (records.used_model_folder(opened) / "weights.npz").read_text() == "{}"
