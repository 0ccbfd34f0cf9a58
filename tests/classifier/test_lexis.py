"""Syllables as numbers: what is one token, and that longer texts change nothing before them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.classifier.features import document_mean, group_index
from pipelines.classifier.lexis import Numbering, encode, look_up, ngram_keys
from pipelines.classifier.store import pack_vectors, unpack_vectors
from pipelines.classifier.units import Unit, group_of, units_of_draft
from tests.factories import a_draft

NUMBERING = Numbering(["dân", "vận", "khéo"])
texts = st.lists(st.text(alphabet="dân vậkhéo.,1 ", max_size=20), max_size=5)


def test_known_syllables_have_a_number_whatever_their_case():
    assert encode(["Dân vận"], NUMBERING).ids.tolist() == encode(["DÂN VẬN"], NUMBERING).ids.tolist()


@given(texts, texts)
def test_each_text_is_read_by_itself(first, second):
    alone, together = encode(first, NUMBERING), encode(first + second, NUMBERING)
    assert together.ids[: len(alone.ids)].tolist() == alone.ids.tolist()
    for n in (1, 2, 3):
        positions, _ = ngram_keys(together, n)
        assert (together.row[positions] == together.row[positions + n - 1]).all()


def test_a_key_not_in_the_table_is_not_found():
    table = np.array([3, 5, 9], dtype=np.uint64)
    assert look_up(np.array([5, 4, 10, 3], dtype=np.uint64), table).tolist() == [1, -1, -1, 0]


def test_ids_before_the_last_hyphen_name_the_document():
    assert (group_of("T001-07"), group_of("a-b-1"), group_of("alone")) == ("T001", "a-b", "")


def test_only_units_of_the_same_document_share_its_mean():
    units = [Unit("a-1", "a", "", ""), Unit("a-2", "a", "", ""), Unit("b-1", "b", "", "")]
    own = np.array([[1.0], [3.0], [10.0]])
    assert document_mean(own, group_index(units)).ravel().tolist() == [2, 2, 10]


def test_packed_vectors_keep_their_direction():
    vectors = np.random.default_rng(0).normal(size=(50, 30)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert (np.sum(unpack_vectors(pack_vectors(vectors)) * vectors, axis=1) > 0.999).all()


def test_units_of_a_draft_are_its_judged_provisions():
    draft = a_draft("1. Nhân dân tham gia ý kiến.", "2. Tổ chức thực hiện.")
    assert [(unit.id, unit.text) for unit in units_of_draft(draft)] == [(p.id, draft.words(p).strip()) for p in draft.provisions]
