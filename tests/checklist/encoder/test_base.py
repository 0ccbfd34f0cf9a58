"""The pretrained file: its pieces, its floats and its blocks of four bits."""

import numpy as np
import pytest

from pipelines.checklist.encoder.training.base import read_base
from tests.checklist.encoder.factories import WIDTH, base_file

PIECES = dict.fromkeys(["<s>", "<pad>", "</s>", "<unk>"], 0.0)
PIECES |= {"▁n": -2.0, "ộp": -2.0, "▁nộp": -3.0, "▁nộ": -4.0, "p": -1.0, ",": -1.0, "▁5": -2.0}


@pytest.fixture
def base(tmp_path):
    chance = np.random.default_rng(1)
    words = chance.normal(size=(len(PIECES), WIDTH)).astype(np.float32)
    place = chance.normal(size=(64, WIDTH)).astype(np.float32)
    base_file(tmp_path / "base.bin", PIECES, {"emb.pos": place}, {"emb.word": words})
    return read_base(tmp_path / "base.bin"), words, place


def test_floats_come_back_as_they_are_and_blocks_nearly(base):
    read, words, place = base
    assert read.width == WIDTH
    np.testing.assert_array_equal(read.tensors["emb.pos"], place.ravel())
    assert np.abs(read.tensors["emb.word"] - words.ravel()).max() < np.abs(words).max() / 10


def test_a_syllable_takes_the_vector_of_its_likeliest_pieces(base):
    read, _, _ = base
    table = read.tensors["emb.word"].reshape(-1, WIDTH)
    names = list(PIECES)
    found = read.words(["nộp", ",", "#", "xyz"])
    for row, pieces in zip(found, (["▁nộp"], [","], ["▁5"], ["<unk>"]), strict=True):
        np.testing.assert_allclose(row, table[[names.index(piece) for piece in pieces]].mean(axis=0))
