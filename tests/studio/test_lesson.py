"""The classifier learns from an office and never gets worse on the samples that only measure."""

import json
import random

import pytest

from pipelines.classifier import load_classifier
from pipelines.studio import lesson
from pipelines.studio.lesson import SAMPLES, held_out, learn, sample_rows
from pipelines.studio.report import report_json, report_of, uncertainty
from pipelines.types import TOPICS

TEXT = "Thợ chài bến Sông được phát áo phao trước mùa mưa bão."


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A tenth of the samples, so that a lesson takes a second."""
    folder = tmp_path_factory.mktemp("mau")
    teaching, measuring = sample_rows()
    rows = [json.dumps(row, ensure_ascii=False) for row in teaching[::10] + measuring[::5]]
    (folder / "mau.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return folder


def rows_of(labels: dict[str, int], count: int = 30, text: str = TEXT) -> list[dict]:
    return [{"id": f"hs1-{i}", "context": "", "text": text.replace("áo phao", f"áo phao đợt {i}"), "labels": labels} for i in range(count)]


def score(model, topic: str, text: str = TEXT) -> float:
    return model.classify_units([{"id": "x-1", "context": "", "text": text}])[0]["topics"][topic]["score"]


def test_no_document_both_teaches_and_measures():
    teaching, measuring = sample_rows(SAMPLES)
    assert not {row["doc"] for row in teaching} & {row["doc"] for row in measuring}
    assert len(measuring) > 500 and all(held_out(row["doc"]) for row in measuring)


@pytest.fixture(scope="module")
def unmoved(few, tmp_path_factory):
    """(report, folder) of a lesson without labels."""
    folder = tmp_path_factory.mktemp("khong-nhan")
    return learn([], folder, samples=few), folder


def blinding(folder) -> list[dict]:
    """Labels that say of all that is measured that it touches nothing."""
    rows = 3 * sample_rows(folder)[1]
    nothing = dict.fromkeys(TOPICS, 0)
    return [{"id": f"hs1-{i}", "context": row["context"], "text": row["text"], "labels": nothing} for i, row in enumerate(rows)]


def test_without_labels_nothing_moves(unmoved):
    report, folder = unmoved
    assert report.kept and report.before == report.after
    assert score(load_classifier(folder), "quyen_cong_dan") == pytest.approx(score(load_classifier(), "quyen_cong_dan"), abs=1e-4)


@pytest.mark.slow
def test_what_an_office_says_again_and_again_is_learned(few, tmp_path):
    told = []
    report = learn(rows_of({"quyen_cong_dan": 2, "dan_van": 0}), tmp_path, samples=few, progress=lambda share, phase: told.append(share))
    before, after = load_classifier(), load_classifier(tmp_path)
    assert score(after, "quyen_cong_dan") > score(before, "quyen_cong_dan") + 0.1
    assert score(after, "ton_giao") == pytest.approx(score(before, "ton_giao"), abs=1e-3)  # nothing was said of it
    assert report.labels == 30 and report.model == after.version != before.version
    assert told == sorted(told) and told[-1] == 1
    assert report_of(report_json(report)) == report


def test_the_comparison_rests_on_a_twin_that_never_met_the_measuring_samples(unmoved):
    report, _ = unmoved
    assert report.fresh_before == report.fresh_after
    assert sum(report.before.recall[topic] > report.fresh_before.recall[topic] for topic in TOPICS) >= 3  # the model in use has met them


@pytest.mark.slow
def test_labels_that_blind_the_twin_alone_are_refused_too(few, tmp_path, monkeypatch):
    honest = lesson._less
    monkeypatch.setattr(lesson, "_less", lambda before, after, where="": honest(before, after, where) if where else "")
    report = learn(blinding(few), tmp_path, samples=few)
    assert not report.kept and "chưa học bao giờ" in report.why


@pytest.mark.slow
def test_the_same_labels_give_the_same_model(few, tmp_path):
    for name in "ab":
        learn(rows_of({"dan_van": 1}, 12), tmp_path / name, samples=few)
    assert (tmp_path / "a" / "weights.npz").read_bytes() == (tmp_path / "b" / "weights.npz").read_bytes()


@pytest.mark.slow
def test_labels_that_would_blind_the_machine_are_not_taken_over(few, tmp_path):
    report = learn(blinding(few), tmp_path, samples=few)
    assert not report.kept and "giảm" in report.why


def test_a_score_on_the_line_is_the_least_sure():
    assert uncertainty(0.3, 0.3) == 0 < uncertainty(0.35, 0.3) < uncertainty(0.9, 0.3) and uncertainty(0.0, 0.3) > uncertainty(0.1, 0.3)


@pytest.mark.slow
def test_two_hundred_sessions_of_accepting_and_rejecting_leave_recall_no_lower(tmp_path):
    """Reviewers right eight times in ten label what they see; every twentieth session the machine learns, from the model in use."""
    rng, pool, rows, used = random.Random(0), sample_rows()[0], [], None
    first, taken = None, 0
    for session in range(200):
        for row in rng.sample(pool, 3):
            topic = rng.choice(TOPICS)
            right = row["labels"].get(topic, 0)
            said = right if rng.random() < 0.8 else (0 if right else 2)
            rows.append({"id": f"hs{session}-{len(rows)}", "context": row["context"], "text": row["text"], "labels": {topic: said}})
        if session % 20 == 19:
            report = learn(rows, tmp_path / str(session), base=used)
            first = first or report.before
            used = tmp_path / str(session) if report.kept else used
            taken += report.kept
    last = learn([], tmp_path / "cuoi", base=used).after
    assert taken >= 1
    print(f"{taken} trong 10 bài học được dùng; bao phủ {first.recall} → {last.recall}")
    for topic in TOPICS:
        assert last.recall[topic] >= first.recall[topic] and last.strong[topic] >= first.strong[topic]
