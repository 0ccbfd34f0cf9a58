"""The list of what a draft refers to, with what the register knows."""

import datetime
import unicodedata

import pytest

import pipelines
from pipelines.intake import read_bytes
from pipelines.structure import build_draft
from tests.exports.office import a_file

DAY = datetime.date(2026, 11, 26)


@pytest.fixture(scope="module", params=["NFC", "NFD"])
def cited(request):
    lines = (
        "QUY CHẾ",
        "Căn cứ Luật Khiếu nại số 02/2011/QH13;",
        "Căn cứ Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20/4/2007 về thực hiện dân chủ ở xã, phường, thị trấn;",
        "Điều 1. Phạm vi",
        "1. Việc giải quyết theo Luật Khiếu nại và Quyết định số 999/QĐ-UBND ngày 01/02/2026.",
        "2. Thực hiện theo khoản 1 Điều này và khoản 9 Điều 1 Quy chế này.",
    )
    draft = build_draft(read_bytes(a_file(*(unicodedata.normalize(request.param, line) for line in lines)), "a.docx"))
    return pipelines.list_citations(draft, pipelines.load_register(), DAY), draft


def states(cited, quote: str) -> list[str]:
    return [c.state for c in cited[0] if unicodedata.normalize("NFC", c.quote).startswith(quote)]


def test_a_law_in_force_an_expired_one_and_an_unknown_one_are_told_apart(cited):
    assert states(cited, "Pháp lệnh số 34/2007") == ["het"]
    assert states(cited, "Quyết định số 999") == ["ngoai_so"]


def test_a_short_name_follows_the_number_given_before(cited):
    assert states(cited, "Luật Khiếu nại") == ["con", "con"]


def test_the_drafts_own_articles_are_looked_up(cited):
    assert "thieu" in [c.state for c in cited[0] if "khoản 9" in unicodedata.normalize("NFC", c.quote)]
    assert "co" in [c.state for c in cited[0] if unicodedata.normalize("NFC", c.quote).startswith("khoản 1")]


def test_quotes_are_the_drafts_own_characters(cited):
    found, draft = cited
    assert found
    assert all(draft.text[c.start : c.end] == c.quote for c in found)
