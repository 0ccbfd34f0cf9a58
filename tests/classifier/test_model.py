"""The shipped topic model: what it promises whoever uses it."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from pipelines.classifier import load_classifier
from pipelines.classifier.store import CARD, HOME, LEXICON, WEIGHTS
from pipelines.errors import ModelError
from pipelines.types import TOPICS

UNITS = [
    {"id": "A-1", "context": "Điều 5. Trách nhiệm các hộ", "text": "1. Mỗi hộ gia đình phải nộp 200.000 đồng một năm vào quỹ khu phố."},
    {"id": "A-2", "context": "Điều 6. Quản lý", "text": "Tổ chức tôn giáo đăng ký hoạt động hằng năm với Ủy ban nhân dân xã."},
    {"id": "A-3", "context": "Điều 7. Chính sách", "text": "Hỗ trợ học bổng cho học sinh là người dân tộc thiểu số ở thôn khó khăn."},
    {"id": "A-4", "context": "II. Nhiệm vụ", "text": "Mặt trận Tổ quốc và đoàn thể vận động Nhân dân hưởng ứng phong trào Dân vận khéo."},
    {"id": "B-1", "context": "Điều 9. Kỹ thuật", "text": "Chiều dày lớp bê tông nhựa sau khi lu lèn không nhỏ hơn 5 cm."},
]
EXPECTED = ["quyen_cong_dan", "ton_giao", "dan_toc", "dan_van", None]


@pytest.fixture(scope="module")
def classifier():
    return load_classifier()


def test_plain_provisions_of_each_topic_are_flagged_and_a_technical_one_is_not(classifier):
    for row, topic in zip(classifier.classify_units(UNITS), EXPECTED, strict=True):
        flagged = {name for name, answer in row["topics"].items() if answer["flag"]}
        assert (topic in flagged) if topic else not flagged, row


def test_every_unit_is_answered_in_order_with_a_probability_for_each_topic(classifier):
    answers = classifier.classify_units(UNITS)
    assert [row["id"] for row in answers] == [unit["id"] for unit in UNITS]
    assert all(tuple(row["topics"]) == TOPICS and all(0 <= a["score"] <= 1 for a in row["topics"].values()) for row in answers)


def test_no_units_no_answers(classifier):
    assert classifier.classify_units([]) == []


def test_the_same_units_give_the_same_answer(classifier):
    assert classifier.classify_units(UNITS) == load_classifier().classify_units(UNITS)


def test_other_documents_in_the_batch_change_nothing(classifier):
    alone = classifier.classify_units(UNITS[4:])[0]["topics"]
    together = classifier.classify_units(UNITS)[4]["topics"]
    assert alone == together


def test_judging_needs_no_training_library():
    code = "import sys; from pipelines.classifier import load_classifier; load_classifier(); sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("name", [WEIGHTS, LEXICON, CARD])
@pytest.mark.parametrize("harm", [flip, lambda p: p.write_bytes(p.read_bytes()[:-100]), lambda p: p.unlink()])
def test_a_harmed_model_is_refused(tmp_path, name, harm):
    folder = tmp_path / "topics"
    shutil.copytree(HOME, folder)
    harm(folder / name)
    if name == CARD and harm is flip:
        pytest.skip("a changed letter of the card's prose is not a changed model")
    with pytest.raises(ModelError):
        load_classifier(folder)


def test_weights_of_another_model_are_refused(tmp_path):
    folder = tmp_path / "topics"
    shutil.copytree(HOME, folder)
    np.savez(folder / WEIGHTS, text=np.zeros(3))
    with pytest.raises(ModelError):
        load_classifier(folder)


def test_the_weights_hold_nothing_that_runs():
    with np.load(HOME / WEIGHTS, allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


def test_the_model_stays_small():
    assert sum(path.stat().st_size for path in HOME.iterdir()) < 15_000_000


def test_the_card_says_what_the_model_learned_from():
    card = json.loads((HOME / CARD).read_text(encoding="utf-8"))
    assert card["data"]["provisions"] > 0 and len(card["data"]["sha256"]) == 64
