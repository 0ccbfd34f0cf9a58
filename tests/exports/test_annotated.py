"""The draft with comments: on exactly the quoted words, everything else as it was."""

import dataclasses
import io
import zipfile

import docx
import pytest
from lxml import etree

from pipelines.errors import ExportError
from pipelines.exports import EXPORTS
from pipelines.types import Dossier
from tests.exports.office import LINES, QUOTES, a_file, dossier_with_original
from tests.factories import a_sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def annotate(dossier: Dossier) -> bytes:
    return EXPORTS["du_thao"].render(dossier)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def commented_words(data: bytes) -> list[str]:
    """The text between each comment's range marks, by comment id."""
    found: dict[str, str] = {}
    open_ids: set[str] = set()
    for element in etree.fromstring(members(data)["word/document.xml"]).iter():
        identity = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_ids.add(identity)
        elif element.tag == f"{W}commentRangeEnd":
            open_ids.discard(identity)
        elif element.tag == f"{W}t":
            for open_id in open_ids:
                found[open_id] = found.get(open_id, "") + (element.text or "")
    return [found[key] for key in sorted(found, key=int)]


@pytest.mark.parametrize("split", [0, 1, 3, 7, 20])
def test_each_comment_covers_exactly_the_quoted_words(split):
    data = annotate(dossier_with_original(a_file(*LINES, split=split)))
    assert commented_words(data) == list(QUOTES)


def test_comments_that_overlap_keep_their_own_ranges():
    quotes = ("Mỗi hộ mặt đường góp 1.200.000 đồng", "góp 1.200.000 đồng để lát lại vỉa hè", "1.200.000")
    data = annotate(dossier_with_original(a_file(*LINES, split=5), quotes))
    assert sorted(commented_words(data)) == sorted(quotes)


def test_the_words_of_the_draft_are_unchanged():
    original = a_file(*LINES, split=4)
    texts = [[p.text for p in docx.Document(io.BytesIO(data)).paragraphs] for data in (original, annotate(dossier_with_original(original)))]
    assert texts[0] == texts[1] == list(LINES)


def test_formatting_of_split_runs_is_kept():
    original = a_file(*LINES, split=9)
    before, after = (
        [(run.bold, char) for p in docx.Document(io.BytesIO(data)).paragraphs for run in p.runs for char in run.text]
        for data in (original, annotate(dossier_with_original(original)))
    )
    assert before == after


def test_every_other_part_is_byte_identical():
    original = a_file(*LINES)
    before, after = members(original), members(annotate(dossier_with_original(original)))
    assert set(before) | {"word/comments.xml"} == set(after)
    assert {name: data for name, data in after.items() if name not in CHANGED} == {n: d for n, d in before.items() if n not in CHANGED}


def test_comments_carry_author_text_and_basis():
    comments = list(docx.Document(io.BytesIO(annotate(dossier_with_original()))).comments)
    assert [c.author for c in comments] == ["Ban Xây dựng Đảng"] * 2
    assert all("Đề nghị sửa thành" in c.text and "cần đối chiếu" in c.text for c in comments)


def test_the_reviewer_signs_her_comments():
    dossier = dossier_with_original()
    settings = dataclasses.replace(dossier.sheet.settings, reviewer="Trần Thị Mai")
    data = annotate(dataclasses.replace(dossier, sheet=dataclasses.replace(dossier.sheet, settings=settings)))
    assert {(c.author, c.initials) for c in docx.Document(io.BytesIO(data)).comments} == {("Trần Thị Mai", "TTM")}


def test_comments_already_there_stay():
    first = annotate(dossier_with_original())
    second = annotate(dossier_with_original(first))
    comments = list(docx.Document(io.BytesIO(second)).comments)
    assert len(comments) == 4 and len({c.comment_id for c in comments}) == 4
    assert commented_words(second) == list(QUOTES) * 2


def test_without_the_original_file_the_refusal_says_so():
    with pytest.raises(ExportError, match="gốc"):
        annotate(Dossier(a_sheet()))
