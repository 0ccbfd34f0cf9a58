"""Offsets are exact characters of the text, whatever its spelling; nothing is lost beside accented letters."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.citations import find_citations

TEXT = "Ủy ban căn cứ khoản 2 Điều 5 Nghị định số 88/2024/NĐ-CP ngày 15/7/2024 và Điều 30 Luật Tố cáo; thực hiện Quy chế này."
WORDS = ["khoản 2 Điều 5 Nghị định số 88/2024/NĐ-CP ngày 15/7/2024", "Điều 30 Luật Tố cáo", "Quy chế này"]


def cited(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_citations(text)]


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u00ad", "").replace("Ð", "Đ").replace("–", "-")


@pytest.mark.parametrize(
    "disguise",
    [
        lambda s: s,
        lambda s: unicodedata.normalize("NFD", s),
        lambda s: s.replace(" ", "\u00a0"),
        lambda s: s.replace("Điều", "Đi\u00adều").replace("Luật", "Lu\u00adật"),
        lambda s: s.replace("Đ", "Ð"),
        lambda s: s.replace("NĐ-CP", "NĐ–CP"),
        lambda s: unicodedata.normalize("NFD", s).replace(" ", "\u00a0"),
    ],
    ids=["plain", "nfd", "nbsp", "soft hyphen", "look-alike", "en dash", "nfd and nbsp"],
)
def test_the_same_citations_in_every_spelling(disguise):
    text = disguise(TEXT)
    assert [plain(words) for words in cited(text)] == WORDS
    assert [c.number for c in find_citations(text)] == ["88/2024/NĐ-CP", "", ""]


NEIGHBOURS = st.text(alphabet="aăâđêôơưàảãáạệộợữỹ ĐỦƠ,.;()\n“”–e\u0301\u0323 ", max_size=30)


@settings(max_examples=120, deadline=None)
@given(NEIGHBOURS, NEIGHBOURS)
def test_nothing_is_lost_beside_accented_letters(before, after):
    text = f"{before} theo Nghị định số 88/2024/NĐ-CP, {after}"
    assert any(c.number == "88/2024/NĐ-CP" for c in find_citations(text))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Điều khoản điểm a1.,/-NĐCP số ngày 2026 này Luật Quy chế\n\u00a0\u0301đến từ", max_size=120))
def test_offsets_stay_inside_any_text_and_in_order(text):
    found = find_citations(text)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert [c.start for c in found] == sorted(c.start for c in found)


@pytest.mark.parametrize(
    "unit",
    ["khoản 1, ", "Điều 5 và ", "Nghị định số 12/2020/NĐ-CP, ", "của của của ", "a b c d ", "1/2/3/4-A-B-C/", "số      /", "Luật Đất "],
)
def test_time_grows_linearly(unit):
    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            find_citations(text)
            best = min(best, time.process_time() - started)
        return best

    short, long = unit * 1000, unit * 10000
    assert seconds(long) <= 35 * max(seconds(short), 0.002)
