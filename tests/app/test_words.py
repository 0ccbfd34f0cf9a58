"""Dates as people write them, and the word-level comparison."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipelines.types import Header
from review_app.parts import compare, words

LINES = some.text(alphabet="aăbc đ.,\n0", max_size=60)


@pytest.mark.parametrize("text", ["15/3/2026", "15-03-2026", " 15.3.2026 "])
def test_a_date_is_read_in_the_usual_spellings(text):
    assert words.read_day(text) == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("kind", "title", "phrase"),
    [
        ("Hương ước", "Của khu phố Hoa Ban", "Hương ước của khu phố Hoa Ban"),
        ("Kế hoạch", "Về việc chỉnh trang", "Kế hoạch về việc chỉnh trang"),
        ("Kế hoạch", "Chỉnh trang tuyến phố", "Kế hoạch chỉnh trang tuyến phố"),
        ("Quy chế", "Ủy ban nhân dân phường", "Quy chế Ủy ban nhân dân phường"),
        ("Kế hoạch", "Hoa Ban xanh", "Kế hoạch Hoa Ban xanh"),
        ("", "Của khu phố", "Của khu phố"),
        ("Đề án", "", "Đề án"),
    ],
)
def test_kind_and_title_read_as_one_phrase(kind, title, phrase):
    assert words.draft_title(Header("dang", kind, "", "", title=title)) == phrase


def test_an_empty_box_is_no_date_and_nonsense_is_refused():
    assert words.read_day(" ") is None
    with pytest.raises(ValueError, match="."):
        words.read_day("31/02/2026")


def test_dates_and_moments_are_printed_day_first():
    assert words.day(date(2026, 3, 5)) == words.day("2026-03-05") == "05/03/2026"
    assert words.day(None) == words.day("") == words.moment(None) == ""
    assert words.moment(datetime(2026, 3, 5, tzinfo=UTC)).endswith("/2026")


def test_a_long_text_is_cut_at_a_word():
    assert words.shorten("một hai ba bốn", 9) == "một hai…"
    assert words.shorten("một\n hai", 20) == "một hai"


@given(LINES, LINES)
def test_the_comparison_reads_as_both_wordings(old, new):
    runs = compare.compared(old, new)
    assert "".join(text for text, kind in runs if kind == "ins" or (kind == "" and old)).strip().endswith(new.strip())
    kept = "".join(text for text, kind in runs if kind != "ins")
    assert kept.strip() == old.strip()


def test_a_small_change_is_shown_word_by_word():
    runs = compare.compared("Mỗi hộ phải nộp 50.000 đồng một năm", "Mỗi hộ tự nguyện góp 50.000 đồng một năm")
    assert ("phải nộp", "del") in [(text.strip(), kind) for text, kind in runs] or ("phải", "del") in runs
    assert any(kind == "ins" and "tự" in text for text, kind in runs)


def test_another_sentence_is_shown_whole():
    assert compare.compared("Hộ nào không nộp thì bị phê bình", "Vận động từng nhà") == [
        ("Hộ nào không nộp thì bị phê bình", "del"),
        (" ", ""),
        ("Vận động từng nhà", "ins"),
    ]
