"""Syllables with exact offsets, one folded form, words as a layer."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language import Plain, build_nlp, fold, segment, split_tokens, syllables

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệĐÐHOÀUỶ"
    "0123456789 \u00a0\t\n.,;:()-–\u00ad\u200b\u0301\u0300“”",
    max_size=80,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "ủy ban"),
        ("thuý", "thúy"),
        (unicodedata.normalize("NFD", "Đường Nguyễn Huệ"), "đường nguyễn huệ"),
        ("Ðảng", "đảng"),
        ("vận\u00a0động", "vận động"),
        ("đóng\u00ad góp", "đóng góp"),
        ("đó\u200bng", "đóng"),
        ("kĩ thuật", "kỹ thuật"),
        ("chính trị – xã hội", "chính trị - xã hội"),
    ],
)
def test_spellings_of_one_phrase_fold_to_one_form(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("quý", "qúy"), ("hoàn", "hòan"), ("má", "mã"), ("dân", "đân")])
def test_different_spellings_stay_apart(one, other):
    assert fold(one) != fold(other)


@given(VIETNAMESE)
def test_syllables_are_the_texts_own_characters(text):
    for start, end, norm in syllables(text):
        assert 0 <= start < end <= len(text)
        assert norm == fold(text[start:end])


@given(st.one_of(VIETNAMESE, VIETNAMESE.map(lambda s: unicodedata.normalize("NFD", s)), st.text(max_size=60)), st.data())
def test_plain_text_leads_back_to_the_texts_own_characters(text, data):
    plain = Plain(text)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    a, b = plain.span(start, end)
    assert 0 <= a <= b <= len(text)
    assert plain.text[start:end] in Plain(text[a:b]).text
    assert fold(plain.text) == fold(text)
    assert plain.place(0) == 0 and plain.place(len(text)) == len(plain.text)


def test_plain_text_is_what_a_reader_sees():
    stored = unicodedata.normalize("NFD", "Ðảng ủy\u00a0phường: mỗi tháng ti\u00adếp dân 02 buổi")
    plain = Plain(stored)
    assert plain.text == "Đảng ủy phường: mỗi tháng tiếp dân 02 buổi"
    start = plain.text.index("tháng")
    a, b = plain.span(start, start + 5)
    assert stored[a:b] == unicodedata.normalize("NFD", "tháng") and plain.place(a) == start


@given(st.one_of(VIETNAMESE, st.text(max_size=60)))
def test_tokens_spell_the_text_exactly(text):
    forms, spaces = split_tokens(text)
    assert "".join(form + " " * space for form, space in zip(forms, spaces, strict=True)) == text


def test_a_doc_keeps_the_text_and_carries_folded_norms():
    doc = build_nlp()("Uỷ ban  nhân dân\u00a0phường\n")
    assert doc.text == "Uỷ ban  nhân dân\u00a0phường\n"
    assert [t.norm_ for t in doc if not t.is_space][:2] == ["ủy", "ban"]


def test_words_are_a_layer_over_the_same_text():
    doc = build_nlp(words=True)("Nhân dân bàn và quyết định mức đóng góp.")
    assert "đóng góp" in [span.text for span in doc.spans["words"]]


@given(VIETNAMESE)
def test_word_spans_stay_inside_the_text_and_in_order(text):
    spans = segment([text])[0]
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert spans == sorted(spans)


def test_words_are_the_same_where_letters_are_stored_apart():
    text = "Nhân dân bàn và quyết định mức đóng góp."
    apart = unicodedata.normalize("NFD", text)
    words = [text[a:b] for a, b in segment([text])[0]]
    assert [unicodedata.normalize("NFC", apart[a:b]) for a, b in segment([apart])[0]] == words
