"""The encoder on disk, and what the shipped one tells apart."""

import numpy as np
import pytest

from pipelines.checklist.detectors import load_detectors
from pipelines.checklist.encoder.model import FOLDER, WEIGHTS, Encoder, load_encoder, save
from pipelines.checklist.encoder.text import UNSAID
from pipelines.errors import ModelError
from pipelines.weights import CARD
from tests.checklist.encoder.factories import vocabulary, weights

# (code, a defect, sound words much like it): who acts and what is denied makes the difference
PAIRS = [
    ("F03", "Hộ chưa nộp đủ quỹ thì khu phố chưa xác nhận hồ sơ vay vốn.", "Hộ chưa nộp quỹ vẫn được khu phố xác nhận hồ sơ vay vốn."),
    ("A06", "Mỗi quầy nộp 30.000 đồng một tối cho tổ tự quản.", "Tổ tự quản nộp 30.000 đồng tiền điện một tối, không thu của quầy."),
    ("D01", "Điểm nhóm chỉ sinh hoạt theo danh sách khu phố đã duyệt.", "Điểm nhóm sinh hoạt theo nội dung đã đăng ký."),
]


@pytest.mark.parametrize(("code", "defect", "sound"), PAIRS, ids=[code for code, *_ in PAIRS])
def test_a_defect_is_likelier_than_sound_words_much_like_it(code, defect, sound):
    encoder = load_encoder()
    column = encoder.codes.index(code)
    ours, theirs = (judged[:, column].max() for judged in encoder.score([(defect, [defect]), (sound, [sound])]))
    assert ours > theirs


def test_it_judges_the_codes_the_detectors_propose():
    assert load_encoder().codes == load_detectors().codes


def test_what_is_saved_is_what_is_loaded(tmp_path):
    made = Encoder(("A06", "F03"), vocabulary(), weights())
    card = save(made, tmp_path, {"note": "x"})
    loaded = load_encoder(tmp_path)
    assert (loaded.codes, loaded.vocabulary, card["note"]) == (made.codes, made.vocabulary, "x")
    text = "Hộ dân nộp quỹ, không phải thu."
    (ours, _), (theirs, _) = made.windows([text])[0], loaded.windows([text])[0]
    np.testing.assert_allclose(ours, theirs, atol=0.5)  # a byte a weight


def test_each_clause_hears_its_own_windows_and_a_silent_one_says_nothing():
    encoder = Encoder(("A06", "F03"), vocabulary(), weights())
    clauses = ["hộ dân nộp quỹ thu", "không phải nộp quỹ dân"]
    (rows,) = encoder.score([("; ".join(clauses), [*clauses, "ở nơi khác hẳn"])])
    assert rows.shape == (3, 2)
    assert (rows[2] == UNSAID).all() and not np.allclose(rows[0], rows[1])


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_missing_or_changed_weights_are_refused(tmp_path, harm):
    save(Encoder(("A06", "F03"), vocabulary(), weights()), tmp_path, {})
    if harm == "missing":
        (tmp_path / CARD).unlink()
    else:
        (tmp_path / WEIGHTS).write_bytes((tmp_path / WEIGHTS).read_bytes() + b" ")
    with pytest.raises(ModelError):
        load_encoder(tmp_path)


def test_the_shipped_files_are_small_enough_to_carry():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 20_000_000
