"""Texts are read in stretches: each window in exactly one, none longer than may be read together."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.checklist.encoder.text import LONGEST, UNKNOWN, cut
from tests.checklist.encoder.factories import vocabulary

WORDS = st.sampled_from(["hộ", "dân", "nộp", "quỹ,", "thu;", "phải", "Xyz", "50.000", "không.", "\n"])


@given(st.lists(st.lists(WORDS, max_size=400).map(" ".join), max_size=3))
def test_every_window_lies_inside_exactly_one_stretch_of_its_text(texts):
    stretches, spans = cut(texts, vocabulary())
    met = [(s.text, window) for s in stretches for _, _, window in s.windows]
    assert sorted(met) == [(text, window) for text, ranges in enumerate(spans) for window in range(len(ranges))]
    for stretch in stretches:
        assert len(stretch.numbers) <= LONGEST
        assert all(0 <= a < b <= len(stretch.numbers) for a, b, _ in stretch.windows)


def test_the_ranges_are_the_words_of_the_windows():
    text = "Hộ dân phải nộp quỹ thu trước, không phải nộp phí cho xã; hộ mới không thu."
    _, (spans,) = cut([text], vocabulary())
    assert [text[a:b] for a, b in spans][:3] == ["Hộ dân phải nộp quỹ thu trước", "không phải nộp phí cho xã", "hộ mới không thu"]


def test_an_unknown_syllable_keeps_its_place():
    (stretch,), _ = cut(["hộ Kpă nộp quỹ dân phải"], vocabulary())
    assert stretch.numbers[1] == UNKNOWN and len(stretch.numbers) == 6


def test_a_window_longer_than_a_stretch_is_read_as_far_as_it_goes():
    stretches, spans = cut(["hộ " * 500], vocabulary())
    assert sum(len(s.windows) for s in stretches) == len(spans[0])


def test_a_text_without_words_has_no_windows():
    assert cut(["", "…"], vocabulary()) == ([], [[], []])
