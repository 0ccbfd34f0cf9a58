"""The shipped detectors: checked before use, light, deterministic, and they point at the clause that carries the defect."""

import json
import shutil
import subprocess
import sys

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from pipelines.checklist.clauses import split_clauses
from pipelines.checklist.detectors import load_detectors
from pipelines.checklist.detectors.model import CONCEPTS, FOLDER, WEIGHTS
from pipelines.errors import ModelError
from pipelines.weights import CARD


@pytest.fixture(scope="module")
def detectors():
    return load_detectors()


@pytest.fixture
def copied(tmp_path):
    for name in (WEIGHTS, CARD, CONCEPTS):
        shutil.copy(FOLDER / name, tmp_path)
    return tmp_path


def ranked(detectors, text, code):
    """(clause, probability), the most suspicious first."""
    clauses = [text[a:b] for a, b in split_clauses(text)]
    scores = detectors.score([(clause, text, "") for clause in clauses])[:, detectors.codes.index(code)]
    return sorted(zip(clauses, scores.tolist(), strict=True), key=lambda pair: -pair[1])


@pytest.mark.parametrize(
    ("code", "text", "inside"),
    [
        ("D05", "Tham mưu công tác quốc phòng địa phương, rà soát các đối tượng theo đạo, bảo đảm an ninh trật tự.", "đối tượng theo đạo"),
        ("F09", "Nắm tình hình địa bàn; lập danh sách giáo dân kèm số căn cước, nơi làm việc của từng người.", "danh sách giáo dân"),
        ("E01", "Công tác giảm nghèo còn chậm do đồng bào vùng cao lười lao động, trông chờ vào trợ cấp của Nhà nước.", "lười lao động"),
    ],
)
def test_a_defect_slipped_into_real_prose_is_proposed_at_its_clause(detectors, code, text, inside):
    clause, score = ranked(detectors, text, code)[0]
    assert inside in clause
    assert score >= detectors.low[code]


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan hướng dẫn, kiểm tra, đôn đốc việc thực hiện Quyết định này.",
        "Xây dựng kế hoạch, bố trí kinh phí trong dự toán ngân sách hằng năm theo phân cấp quản lý.",
        "Gửi số liệu về Sở Tài chính vào tuần cuối quý để tổng hợp, theo dõi.",
    ],
)
def test_plain_administrative_prose_stays_silent(detectors, text):
    scores = detectors.score([(text, text, "")])[0]
    loud = [code for code, score in zip(detectors.codes, scores, strict=True) if score >= detectors.threshold[code]]
    assert loud == []


def test_scores_do_not_depend_on_what_else_is_scored(detectors):
    first = ("Hộ chưa nộp quỹ thì chưa xác nhận hồ sơ", "Hộ chưa nộp quỹ thì chưa xác nhận hồ sơ", "Điều 5")
    other = ("Phát động ngày chạy bộ vì sức khỏe", "Phát động ngày chạy bộ vì sức khỏe", "")
    alone, together = detectors.score([first])[0], detectors.score([other, first, other])[1]
    assert np.allclose(alone, together, atol=1e-6)


def test_nothing_to_score_gives_an_empty_table(detectors):
    assert detectors.score([]).shape == (0, len(detectors.codes))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gets_probabilities(detectors, text):
    scores = detectors.score([(text, text, text)])
    assert scores.shape == (1, len(detectors.codes))
    assert ((scores >= 0) & (scores <= 1)).all()


def test_a_flipped_byte_is_refused(copied):
    weights = bytearray((copied / WEIGHTS).read_bytes())
    weights[len(weights) // 2] ^= 1
    (copied / WEIGHTS).write_bytes(weights)
    with pytest.raises(ModelError):
        load_detectors(copied)


def test_concepts_changed_without_training_are_refused(copied):
    with (copied / CONCEPTS).open("a", encoding="utf-8") as file:
        file.write('moi: "từ mới"\n')
    with pytest.raises(ModelError):
        load_detectors(copied)


@pytest.mark.parametrize("name", [WEIGHTS, CARD, CONCEPTS])
def test_a_missing_file_is_a_named_error(copied, name):
    (copied / name).unlink()
    with pytest.raises(ModelError):
        load_detectors(copied)


def test_a_truncated_card_is_a_named_error(copied):
    (copied / CARD).write_text((copied / CARD).read_text(encoding="utf-8")[:200], encoding="utf-8")
    with pytest.raises(ModelError):
        load_detectors(copied)


def test_weights_are_light_and_hold_no_pickle():
    assert (FOLDER / WEIGHTS).stat().st_size <= 12_000_000
    with np.load(FOLDER / WEIGHTS, allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


def test_the_card_says_how_good_each_detector_is():
    card = json.loads((FOLDER / CARD).read_text(encoding="utf-8"))
    assert set(card["measured"]["codes"]) == set(card["codes"]) == set(card["threshold"])
    assert all(card["low"][code] <= card["threshold"][code] for code in card["codes"])


def test_judging_needs_no_learning_library():
    use = "from pipelines.checklist.detectors import load_detectors; load_detectors().score([('a', 'a', '')])"
    script = f"import sys; {use}; print('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "False"
