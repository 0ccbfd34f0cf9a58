"""Learning again from samples: the same data give the same bytes, and what is learned holds on documents not learned from."""

import gzip
import json

import numpy as np
import pytest
from scipy import sparse

from pipelines.classifier import load_classifier
from pipelines.classifier.corpus import read_lines
from pipelines.classifier.store import WEIGHTS
from pipelines.classifier.training import Lesson, read_unlabelled, same_document, train
from pipelines.errors import UsageError
from pipelines.types import TOPICS
from pipelines.weights import CARD
from tests.classifier.test_samples import SAMPLES

HELD_OUT = 8  # every eighth document of the samples is not learned from


@pytest.fixture(scope="module")
def parted(tmp_path_factory):
    """(folder to learn from, rows not learned from)"""
    folder = tmp_path_factory.mktemp("samples")
    (folder / "labelled").mkdir()
    held_out = []
    for path in sorted((SAMPLES / "labelled").glob("*.jsonl")):
        rows = [row for row in read_lines(path) if "text" in row]
        names = sorted({row["doc"] for row in rows})[::HELD_OUT]
        held_out += [row for row in rows if row["doc"] in names]
        kept = [json.dumps(row, ensure_ascii=False) for row in rows if row["doc"] not in names]
        (folder / "labelled" / path.name).write_text("\n".join(kept), encoding="utf-8")
    return folder, held_out


@pytest.mark.slow
def test_learned_from_samples_alone_it_finds_most_of_what_it_never_saw(parted, tmp_path):
    folder, held_out = parted
    train(None, folder, tmp_path / "first")
    answers = load_classifier(tmp_path / "first").classify_units(held_out)
    for topic in TOPICS:
        strong = [answer["topics"][topic]["flag"] for row, answer in zip(held_out, answers, strict=True) if row["labels"].get(topic) == 2]
        assert np.mean(strong) >= 0.75, topic


@pytest.mark.slow
def test_the_same_data_give_the_same_bytes(parted, tmp_path):
    for name in ("first", "second"):
        train(None, parted[0], tmp_path / name)
    for name in (WEIGHTS, CARD):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_one_document_under_two_names_is_one_document():
    assert same_document("ubnd_QD_12-2024-QD-UBND_abc.txt") == same_document("ubnd_QD_12-2024-QD-UBND")
    assert same_document("hdnd_NQ_1-2024") != same_document("hdnd_NQ_2-2024")


def test_words_seen_only_in_unlabelled_provisions_are_learned_from_their_company():
    rows = sparse.csr_matrix(np.array([[1.0, 0, 0], [0, 1, 0]] * 20))
    unlabelled = sparse.csr_matrix(np.array([[3.0, 0, 1], [0, 3, 0]] * 20))
    yes, weight = np.array([True, False] * 20), np.ones(40)
    without, _ = Lesson(rows, yes, weight, None).learn()
    with_them, _ = Lesson(rows, yes, weight, unlabelled).learn()
    assert without[2] == 0 < with_them[2]


def test_unlabelled_provisions_come_from_no_document_that_measures(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "gold" / "dev.jsonl").write_text(json.dumps({"doc": "xa_KH_1"}), encoding="utf-8")
    text = "Điều 1. Nội dung\n" + "".join(f"{n}. Người dân tham gia ý kiến về việc thứ {n} của xã.\n" for n in range(1, 6))
    with gzip.open(tmp_path / "corpus" / "van_ban.jsonl.gz", "wt", encoding="utf-8") as out:
        for name in ("xa_KH_1_ke-hoach", "xa_KH_2_ke-hoach"):
            out.write(json.dumps({"id": name, "text": text}) + "\n")
    assert {unit.group for unit in read_unlabelled(tmp_path)} == {"xa_KH_2_ke-hoach"}


def test_a_folder_that_is_no_corpus_is_refused(tmp_path):
    with pytest.raises(UsageError):
        train(tmp_path, SAMPLES, tmp_path / "out")
