"""The shipped topic model: what it promises whoever uses it."""

import json
import shutil
import subprocess
import sys
import unicodedata

import numpy as np
import pytest

from pipelines.classifier import load_classifier
from pipelines.classifier.model import CLEAR, NONE, POSSIBLE
from pipelines.classifier.store import HOME, LEXICON, WEIGHTS
from pipelines.classifier.units import units_of_rows
from pipelines.errors import ModelError
from pipelines.types import TOPICS
from pipelines.weights import CARD
from tests.factories import a_draft

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
    assert classifier.reading_order(a_draft()) == ()


def test_what_touches_people_is_to_be_read_before_what_is_technical(classifier):
    attention = {row["id"]: row["attention"] for row in classifier.classify_units(UNITS)}
    assert min(attention, key=attention.get) == "B-1" and all(0 <= value <= 1 for value in attention.values())
    draft = a_draft(UNITS[4]["text"], UNITS[0]["text"], "Bê tông được bảo dưỡng 7 ngày.")
    order = classifier.reading_order(draft)
    assert order[0] == draft.provisions[1].id and sorted(order) == sorted(p.id for p in draft.provisions)


def test_the_same_units_give_the_same_answer(classifier):
    assert classifier.classify_units(UNITS) == load_classifier().classify_units(UNITS)


def test_letters_stored_apart_change_nothing_under_a_long_heading_path_either(classifier):
    rows = [row | {"context": f"Chương II. Đóng góp, hỗ trợ và tự nguyện của Nhân dân {'phường ' * 60}› {row['context']}"} for row in UNITS]
    apart = [row | {name: unicodedata.normalize("NFD", row[name]) for name in ("context", "text")} for row in rows]
    assert classifier.classify_units(apart) == classifier.classify_units(rows)


def test_people_are_shown_three_levels_and_the_sure_one_has_the_higher_scores(classifier):
    found = [flag for flags in classifier.classify(units_of_rows(UNITS), {}) for flag in flags]
    assert {flag.level for flag in found} <= {CLEAR, POSSIBLE, NONE} and all((flag.level == NONE) != flag.flag for flag in found)
    for topic in TOPICS:
        limits = classifier.card["thresholds"][topic]
        assert all((flag.level == CLEAR) == (flag.flag and flag.score >= limits["clear"]) for flag in found if flag.topic == topic)


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


@pytest.fixture(scope="module")
def card():
    return json.loads((HOME / CARD).read_text(encoding="utf-8"))


def test_the_card_says_what_the_model_learned_from(card):
    assert card["data"]["provisions"] > 0 and len(card["data"]["sha256"]) == 64


def test_on_held_out_documents_the_probabilities_are_near_the_truth_and_little_of_strength_two_slips(card):
    held_out = card["cross_validation"]
    assert all(numbers["ece"] <= 0.05 for numbers in held_out["topics"].values())
    assert held_out["found"] >= 0.95 and list(held_out["found_first"].values()) == sorted(held_out["found_first"].values())
    assert all(numbers["recall_strong"] >= 0.9 for numbers in held_out["topics"].values() if numbers["n_strong"] >= 50)


def test_the_page_beside_the_model_speaks_of_this_model(card):
    page = (HOME / "README.md").read_text(encoding="utf-8")
    held_out = card["cross_validation"]
    told = [held_out["macro_f1"], *(held_out["found_first"][share] for share in ("0.50", "0.55"))]
    assert card["version"] in page and "không được đánh dấu" in page
    assert f"F1 trung bình {told[0]:.3f}".replace(".", ",") in page
    assert all(f"{100 * share:.1f} %".replace(".", ",") in page for share in told[1:])
