"""Clauses are cut the way defects hide: at commas, in pairs, in stretches of a long piece; numbers and tone marks do not matter."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from pipelines.checklist.detectors.windows import LONGEST, tokens, windows

NAUGHTY = st.text(alphabet=st.sampled_from(list("aăâbcdđeêốộ ,;:.()\n0123456789%/-–“”\u00a0\u0301\u200b")), max_size=120)


def cut(text):
    found = tokens(text)
    return [text[found[a][0] : found[b - 1][1]] for a, b in windows([mark for _, _, mark in found])]


def test_each_piece_between_commas_is_a_window():
    text = "Kiểm kê, xếp hạng các di tích trên địa bàn, thu về ngân sách xã một nửa tiền công đức; hướng dẫn lễ hội hằng năm"
    assert "thu về ngân sách xã một nửa tiền công đức" in cut(text)


def test_two_neighbours_of_one_clause_are_judged_together_but_never_across_a_semicolon():
    found = cut("nếu hộ chưa nộp đủ quỹ, thì khu phố không tiếp nhận hồ sơ; cán bộ hướng dẫn lại cho rõ")
    assert "nếu hộ chưa nộp đủ quỹ, thì khu phố không tiếp nhận hồ sơ" in found
    assert not any("hồ sơ; cán bộ" in window for window in found)


def test_a_long_piece_is_also_read_in_overlapping_stretches():
    words = " ".join(f"từ{i}" for i in "abcdefghijklmnopqrstuvwxyzăâêôơưđ")
    found = cut(words)
    assert found[0] == words
    assert len(found) > 2 and all(len(window.split()) <= LONGEST for window in found[1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [("nộp 200.000 đồng", "nộp 5 đồng"), ("hoà giải", "hòa giải"), ("UỶ BAN", "ủy ban"), ("100%", "95 phần trăm")],
)
def test_numbers_case_and_tone_placement_are_made_alike(one, other):
    assert [mark for _, _, mark in tokens(one)] == [mark for _, _, mark in tokens(other)]


@given(NAUGHTY)
def test_windows_stay_inside_the_text(text):
    found = tokens(text)
    assert all(0 <= start <= end <= len(text) for start, end, _ in found)
    assert all(0 <= a <= b <= len(found) for a, b in windows([mark for _, _, mark in found]))
