"""A window becomes a row: phrases and concepts it holds, never across a mark, the same for the same words."""

import numpy as np
import pytest

from pipelines.checklist.detectors.features import Concepts, concept_rows, cut, key_of, phrase_keys


@pytest.fixture
def concepts(tmp_path):
    path = tmp_path / "concepts.yaml"
    path.write_text('tien: "# đồng|quy tiền"\nhoa_giai: "hòa giải"\nnop: "nộp|đóng góp"\n', encoding="utf-8")
    return Concepts.read(path)


def named(concepts, text):
    rows = concept_rows(cut([text]), concepts).toarray()
    return {concepts.names[i] for i in np.flatnonzero(rows.sum(axis=0))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mỗi hộ nộp 300.000 đồng", {"tien", "nop"}),
        ("tổ hoà giải gặp riêng", {"hoa_giai"}),
        ("đóng, góp ý kiến", set()),
        ("", set()),
    ],
)
def test_expressions_are_found_as_classes(concepts, text, expected):
    assert named(concepts, text) == expected


def test_no_phrase_crosses_a_mark_or_the_end():
    keys = np.array([key_of(mark) for mark in ("đóng", ",", "góp")], dtype=np.uint64)
    assert not phrase_keys(keys, 2).any()


def test_a_text_has_the_same_rows_alone_and_among_others(concepts):
    alone = concept_rows(cut(["hộ nộp 5 đồng, quy tiền theo giá chợ"]), concepts).toarray()
    batch = cut(["hòa giải ở cơ sở", "hộ nộp 5 đồng, quy tiền theo giá chợ"])
    among = concept_rows(batch, concepts).toarray()[batch.owner == 1]
    assert (alone == among).all()
