"""Issued documents with slipped-in defects: the samples hold references and our own words, never the document's text."""

import json
import pathlib

import pytest

from pipelines.checklist import load_checklist
from pipelines.training import SAMPLES, altered_draft, documents_by_id

FILES = sorted((SAMPLES / "altered").glob("*.json"))
CODES = {item.code for item in load_checklist().items}
LONGEST_OWN = 60  # words slipped in at one place


@pytest.fixture
def written(tmp_path) -> pathlib.Path:
    told = {
        "document": "ke_hoach",
        "system": "nha_nuoc",
        "kind": "KẾ HOẠCH",
        "lines": [[[1, 0, 15]], [[2, 0, 19], "kèm giấy xác nhận đã nộp quỹ,", [2, 20, 40]]],
        "planted": [{"quote": "kèm giấy xác nhận đã nộp quỹ,", "codes": ["F03", "A04"]}],
    }
    path = tmp_path / "01.json"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_reference_becomes_the_documents_words_and_the_slipped_in_ones_stand_between(written):
    documents = {"ke_hoach": "dòng không dùng\nI. NỘI DUNG HỖ TRỢ\n1. Hộ nộp đơn ở thôn trước ngày 10 tháng 5."}
    labelled = altered_draft(written, documents)
    assert labelled.draft.header.kind == "Kế hoạch"
    assert "1. Hộ nộp đơn ở thô kèm giấy xác nhận đã nộp quỹ," in labelled.draft.text
    (known,) = labelled.planted
    assert known.quote in labelled.draft.text and known.codes == {"F03", "A04"}


def test_a_document_the_corpus_lacks_teaches_nothing(written, tmp_path):
    assert documents_by_id(tmp_path) == {}
    assert altered_draft(written, documents_by_id(tmp_path)) is None


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_sample_holds_references_and_few_words_of_our_own(path):
    told = json.loads(path.read_text(encoding="utf-8"))
    parts = [part for line in told["lines"] for part in line]
    own = [part for part in parts if isinstance(part, str)]
    places = [part for part in parts if not isinstance(part, str)]
    assert told["planted"] and all(len(words.split()) <= LONGEST_OWN for words in own)
    assert all(line >= 0 and 0 <= start < end for line, start, end in places)
    assert len(places) > len(own)
    for known in told["planted"]:
        assert known["quote"] in own and set(known["codes"]) <= CODES
