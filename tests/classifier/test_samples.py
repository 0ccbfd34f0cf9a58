"""The labelled samples: well formed, one label a provision, no text of the corpus among them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from pipelines.classifier.corpus import key_of, read_lines, split_document
from pipelines.classifier.training import held_out_documents, read_labelled, same_document
from pipelines.types import TOPICS

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
WRITTEN = sorted(p for p in (SAMPLES / "labelled").glob("*.jsonl") if p.name != "corpus_labels.jsonl")
NAMED = SAMPLES / "labelled" / "corpus_labels.jsonl"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_each_provision_has_text_context_document_and_known_labels(path):
    rows = list(read_lines(path))
    assert max(Counter(row["id"] for row in rows).values()) == 1
    for row in rows:
        assert set(row) == {"id", "doc", "kind", "issuer", "context", "text", "labels"}, row["id"]
        assert row["text"].strip() and set(row["labels"]) <= set(TOPICS) and set(row["labels"].values()) <= {1, 2}, row["id"]


def test_at_least_two_thousand_provisions_are_own_written_in_running_text():
    assert sum(1 for path in WRITTEN if path.stem.startswith("soan") for _ in read_lines(path)) >= 2000


def test_the_same_words_under_the_same_headings_have_one_label():
    seen = {}
    for path in WRITTEN:
        for row in read_lines(path):
            assert seen.setdefault((row["context"], row["text"]), row["labels"]) == row["labels"], row["id"]


def test_every_topic_has_provisions_of_both_strengths_and_many_have_none():
    strengths = Counter()
    for path in WRITTEN:
        for row in read_lines(path):
            strengths.update(row["labels"].items() or [("none", 0)])
    assert all(strengths[topic, strength] >= 30 for topic in TOPICS for strength in (1, 2))
    assert strengths["none", 0] >= 300


def test_corpus_provisions_are_named_not_quoted():
    for row in read_lines(NAMED):
        assert set(row) == {"doc", "key", "labels"} and len(row["key"]) == 16 and int(row["key"], 16) >= 0


def test_samples_alone_are_enough_to_learn_from():
    labelled = read_labelled(None, SAMPLES)
    assert len(labelled.units) == sum(1 for path in WRITTEN for _ in read_lines(path))
    assert labelled.measured.all()


@pytest.mark.shared
def test_every_named_corpus_provision_is_found_and_none_stands_in_a_document_that_measures(shared):
    labelled = read_labelled(shared / "data", SAMPLES)
    assert Counter(labelled.sources)["corpus"] == sum(1 for _ in read_lines(NAMED))
    held_out = {same_document(name) for name in held_out_documents(shared / "data")}
    assert not held_out & set(labelled.documents[labelled.sources != "gold"])


def test_a_document_is_cut_into_provisions_with_their_headings():
    text = "Chương I\nĐiều 2. Đối tượng\n1. Người dân cư trú trên địa bàn phường và các\n"
    text += "tổ chức có liên quan:\na) Hộ gia đình nghèo, cận nghèo;\n"
    first, second = split_document("x", text)
    assert first.text == "1. Người dân cư trú trên địa bàn phường và các tổ chức có liên quan:"
    assert first.context == "Chương I › Điều 2. Đối tượng"
    assert (second.context, second.text) == (f"{first.context} › {first.text}", "a) Hộ gia đình nghèo, cận nghèo;")
    assert first.group == second.group and key_of(first.context, first.text) != key_of(second.context, second.text)


def test_rows_may_be_packed(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"a": 1}) + "\n\n", encoding="utf-8")
    assert list(read_lines(tmp_path / "a.jsonl")) == [{"a": 1}]
