"""Proposed wording as tracked changes: reject gives the draft back, accept gives the wording."""

import dataclasses
import io
import re
import zipfile

import docx
import pytest
from lxml import etree

from pipelines.exports import EXPORTS
from pipelines.intake.package import local
from tests.exports.office import LINES, QUOTES, a_file, dossier_with_original, draft_of
from tests.exports.test_word_files import dossier_on, quotes_of
from tests.exports.word_files import WordFile

WORDING = "vận động tự nguyện, không ấn định mức"


def tracked(data: bytes, quotes=QUOTES) -> bytes:
    return EXPORTS["du_thao_sua"].render(dossier_with_original(data, quotes))


def texts(data: bytes, accept: bool, author: str = "Ban Xây dựng Đảng") -> list[str]:
    """Paragraphs of the main part after all changes of the author were accepted or rejected."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    gone = "del" if accept else "ins"
    for change in [e for e in root.iter() if local(e.tag) == gone and author in e.attrib.values()]:
        change.getparent().remove(change)
    return ["".join(t.text or "" for t in p.iter() if local(t.tag) in ("t", "delText")) for p in root.iter() if local(p.tag) == "p"]


@pytest.mark.parametrize("split", [0, 2, 9])
def test_reject_keeps_the_draft_and_accept_takes_the_wording(split):
    data = tracked(a_file(*LINES, split=split))
    assert texts(data, accept=False) == list(LINES)
    assert texts(data, accept=True) == [LINES[0], LINES[1].replace(QUOTES[0], WORDING), LINES[2].replace(QUOTES[1], WORDING)]


def test_the_comment_stands_beside_the_change():
    data = tracked(a_file(*LINES))
    assert len(list(docx.Document(io.BytesIO(data)).comments)) == 2
    assert b"w:delText" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def with_wording(wording: str, quote: str) -> str:
    """The second paragraph after accepting the wording over the quote."""
    dossier = dossier_with_original(a_file(*LINES), (quote,))
    row = dataclasses.replace(dossier.sheet.rows[0], wording=wording)
    sheet = dataclasses.replace(dossier.sheet, rows=(row,))
    return texts(EXPORTS["du_thao_sua"].render(dataclasses.replace(dossier, sheet=sheet)), accept=True)[1]


def test_a_typed_number_stays_before_the_wording():
    assert with_wording("Hộ dân bàn mức góp.", LINES[1]) == "1. Hộ dân bàn mức góp."


def test_a_whole_sentence_is_never_written_into_the_middle_of_another():
    for quote in ("1. Mỗi hộ mặt đường góp 1.200.000 đồng", "thu xong trong tháng 02/2027."):
        assert with_wording("Hộ dân bàn mức góp.", quote) == LINES[1]


def test_the_sentence_goes_on_after_the_wording():
    assert with_wording("vận động tự nguyện.", "góp 1.200.000 đồng") == LINES[1].replace("góp 1.200.000 đồng", "vận động tự nguyện")


def test_a_wording_with_gaps_to_fill_stays_in_the_comment():
    assert with_wording("theo Nghị quyết số …", QUOTES[0]) == LINES[1]


def test_overlapping_proposals_change_the_words_once():
    quotes = ("Mỗi hộ mặt đường góp 1.200.000 đồng", "1.200.000 đồng để lát lại vỉa hè")
    data = tracked(a_file(*LINES), quotes)
    assert texts(data, accept=False) == list(LINES)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert xml.count("<w:ins ") == 1


@pytest.mark.parametrize("seed", range(20))
def test_reject_gives_any_file_back(seed):
    file = WordFile(seed)
    dossier = dossier_on(file.data, quotes_of(draft_of(file.data), file.random))
    data = EXPORTS["du_thao_sua"].render(dossier)
    assert texts(data, accept=False) == texts(file.data, accept=False)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    ids = re.findall(r'<w:(?:ins|del|moveTo) w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))
