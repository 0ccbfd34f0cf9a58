"""Measuring: numbers against hand-counted ones, the report on disk, comparison with an earlier report."""

import json
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.classifier.evaluation import average_precision, calibration_error, evaluate, found_by_reading, topic_numbers
from pipelines.classifier.plots import PICTURE
from pipelines.errors import UsageError

NAMES = ("id", "context", "text", "labels")
ROWS = [
    ("xa_1-1", "II. Nhiệm vụ", "Vận động Nhân dân thực hiện phong trào Dân vận khéo.", {"dan_van": 2}),
    ("xa_1-2", "II. Nhiệm vụ", "Bê tông nhựa có chiều dày 5 cm sau lu lèn.", {}),
    ("ubnd_2-1", "Điều 3", "Mỗi hộ phải nộp 50.000 đồng một năm.", {"quyen_cong_dan": 2}),
    ("ubnd_2-2", "Điều 4", "Tổ chức tôn giáo được cấp đăng ký hoạt động.", {"ton_giao": 1}),
]


def test_numbers_of_a_topic_counted_by_hand():
    strength = np.array([2, 1, 0, 0, 2])
    flag = np.array([True, False, True, False, True])
    numbers = topic_numbers(strength, np.array([0.9, 0.2, 0.6, 0.1, 0.7]), flag)
    assert numbers["n"] == 3
    assert numbers["precision"] == pytest.approx(2 / 3) == numbers["recall"] == pytest.approx(numbers["f1"])
    assert numbers["recall_strong"] == 1
    assert numbers["ap"] == pytest.approx((1 + 1 + 3 / 4) / 3)


def test_a_topic_that_never_occurs_is_measured_as_nought():
    assert topic_numbers(np.zeros(3, dtype=int), np.zeros(3), np.zeros(3, dtype=bool))["f1"] == 0


def test_calibration_error_is_the_gap_between_score_and_share():
    assert calibration_error(np.full(10, 0.75), np.arange(10) < 5) == pytest.approx(0.25)
    assert calibration_error(np.array([0.0, 1.0]), np.array([False, True])) == 0


def test_what_is_found_by_reading_the_first_ones_counted_by_hand():
    attention, strong = np.array([0.1, 0.9, 0.5, 0.7]), np.array([True, True, False, False])
    assert [found_by_reading(attention, strong, share) for share in (0.25, 0.5, 0.75, 1)] == [0.5, 0.5, 0.5, 1]
    assert found_by_reading(attention, np.zeros(4, dtype=bool), 0.5) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_measures_stay_between_nought_and_one(pairs):
    score, yes = np.array([s for s, _ in pairs]), np.array([y for _, y in pairs])
    assert 0 <= average_precision(score, yes) <= 1 and 0 <= calibration_error(score, yes) <= 1


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps({"doc": row[0][:-2]} | dict(zip(NAMES, row, strict=True))) for row in ROWS), encoding="utf-8")
    return path


def test_the_report_is_written_for_machines_and_for_people(gold, tmp_path):
    report = evaluate(gold, tmp_path / "out")
    assert report["provisions"] == 4 and report["documents"] == 2
    assert set(report["by_kind"]) == {"văn bản của xã, Mặt trận", "văn bản của Ủy ban nhân dân"}
    low, high = report["intervals"]["found"]
    assert 0 <= low <= report["found"] <= high <= 1
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["model"] == report["model"]
    page = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "sót khoảng" in page and "Đọc theo thứ tự đáng đọc" in page and PICTURE in page
    assert set(report["found_first"]) == {"0.30", "0.40", "0.50", "0.55"}
    assert (tmp_path / "out" / PICTURE).read_bytes().startswith(b"\x89PNG")


def test_without_the_drawing_library_the_report_says_so(gold, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    evaluate(gold, tmp_path / "out")
    assert not (tmp_path / "out" / PICTURE).exists()
    assert "cần cài matplotlib" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_two_measurements_are_the_same(gold, tmp_path):
    assert evaluate(gold, tmp_path / "a") == evaluate(gold, tmp_path / "b")


def test_gains_and_losses_against_an_earlier_report(gold, tmp_path):
    now = evaluate(gold, tmp_path / "out")["answers"]
    assert now["xa_1-1"] == ["dan_van"] and "dan_toc" not in now["xa_1-2"]
    earlier = now | {"xa_1-1": [], "xa_1-2": [*now["xa_1-2"], "dan_toc"]}
    (tmp_path / "earlier.json").write_text(json.dumps({"answers": earlier}), encoding="utf-8")
    changes = evaluate(gold, tmp_path / "out", previous=tmp_path / "earlier.json")["changes"]
    assert changes["gains"] == [("xa_1-1", "dan_van"), ("xa_1-2", "dan_toc")] and not changes["losses"]
    assert "đúng thêm: xa_1-1" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_measured_again_into_the_same_folder_it_tells_what_changed(gold, tmp_path):
    out = tmp_path / "out"
    report = evaluate(gold, out)
    assert "changes" not in report
    earlier = report | {"answers": report["answers"] | {"ubnd_2-1": []}}
    (out / "report.json").write_text(json.dumps(earlier), encoding="utf-8")
    assert evaluate(gold, out)["changes"]["gains"] == [("ubnd_2-1", "quyen_cong_dan")]
    (out / "report.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError):
        evaluate(gold, out)


@pytest.mark.parametrize("content", [None, "", "{", '{"id": "a-1", "text": "không có nhãn"}'])
def test_a_file_without_labels_cannot_be_measured_on(tmp_path, content):
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError):
        evaluate(path, None)
    with pytest.raises(UsageError):
        evaluate(None, None)
