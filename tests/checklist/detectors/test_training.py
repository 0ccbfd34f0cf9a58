"""Training: a defect's words are woven into sound prose, labels follow the words, the same input gives the same weights."""

import json
import random

import pytest

from pipelines.checklist.detectors.model import CONCEPTS, FOLDER, WEIGHTS
from pipelines.checklist.detectors.network import Learning
from pipelines.checklist.detectors.training import train
from pipelines.checklist.detectors.training.examples import Example, read_examples, weave
from pipelines.checklist.detectors.training.lesson import Told, lesson_of

SPAN = "chỉ ký đơn cho hộ đã nộp đủ quỹ"
HIT = Example("F03", True, f"Khu phố họp; {SPAN}; gửi lại biên bản.", SPAN, ("A04",), 1)
MISS = Example("F03", False, "Khu phố ký đơn trong ngày, không hỏi đến các khoản quỹ.", "", (), 1)


def test_weaving_keeps_the_words_of_the_defect_whole():
    text, start = weave(HIT.span, "Phòng Kinh tế chủ trì, hướng dẫn các thôn; báo cáo hằng quý.", random.Random(4))
    assert text[start : start + len(HIT.span)] == HIT.span


def test_the_window_of_the_defect_is_the_positive_one_and_the_other_code_is_left_open():
    lesson = lesson_of([Told(HIT.text, HIT, HIT.text.find(HIT.span)), Told(MISS.text, MISS)], ("A04", "F03"))
    positive = [HIT.text[a:b] for (a, b), label in zip(lesson.batch.spans[0], lesson.labels[:, 1], strict=False) if label]
    assert positive == [HIT.span]
    assert lesson.labels[:, 0].sum() == 0
    assert lesson.weights[lesson.labels[:, 1] == 1, 0].sum() == 0
    assert lesson.labels[len(lesson.batch.spans[0]) :].sum() == 0


@pytest.fixture
def samples(tmp_path):
    rows = []
    for i in range(24):
        rows.append({"code": "F03", "label": "hit", "text": f"Thôn {i} {SPAN}.", "span": SPAN})
        rows.append({"code": "F03", "label": "miss", "text": f"Thôn {i} ký đơn trong ngày cho mọi hộ dân."})
        fine = f"nộp phạt {i}00.000 đồng"
        rows.append({"code": "A05", "label": "hit", "text": f"Người vi phạm {fine} cho thôn.", "span": fine})
        rows.append({"code": "A05", "label": "miss", "text": f"Xử phạt theo nghị định số {i} của Chính phủ ban hành."})
    folder = tmp_path / "samples"
    folder.mkdir()
    (folder / "vi_du.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return folder


def test_a_span_that_is_not_in_its_text_is_not_trusted(samples):
    (samples / "sai.jsonl").write_text('{"code": "F03", "label": "hit", "text": "một câu", "span": "câu khác"}', encoding="utf-8")
    assert read_examples(samples, 5)[0].span == ""


def test_training_from_examples_alone_is_reproducible(samples, tmp_path):
    digests = []
    for name in ("one", "two"):
        out = tmp_path / name
        out.mkdir()
        (out / CONCEPTS).write_bytes((FOLDER / CONCEPTS).read_bytes())
        card = train(None, samples, out, Learning(epochs=2, hidden=4, members=2))
        digests.append((out / WEIGHTS).read_bytes())
        assert card["data"] == {"samples_sha256": card["data"]["samples_sha256"], "examples": 20, "real_prose": False}
    assert digests[0] == digests[1]
