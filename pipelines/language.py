"""Vietnamese as the rooms read it: syllables with exact offsets, one folded form to compare by, words as a layer above.

Rules match on syllables, never on segmented words: underthesea glues and splits names and citations ("điểm a_khoản"),
so a phrase sought in its words is missed in one case of three. The words serve the classifier and the display.
"""

import bisect
import functools
import re
import unicodedata
from collections.abc import Iterable

# Characters that Word shows as nothing: soft hyphen, zero-width marks, bidi controls. They can split a key word.
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069"
_SYLLABLE = re.compile(rf"\w[\w\u0300-\u036f{INVISIBLE}]*")
_PLAIN_SYLLABLE = re.compile(r"\w+")  # the same where no letter is stored in parts: three times as fast
IN_PARTS = re.compile(f"[\u0300-\u036f{INVISIBLE}]")
_TOKEN = re.compile(rf"\w[\w\u0300-\u036f{INVISIBLE}]*|\s+|[^\w\s]")
_STRIP = re.compile(f"[{INVISIBLE}]")
# What is not one visible character for one character of the text: a letter with combining marks, an invisible character.
_CLUSTER = re.compile(rf"[^\s\u0300-\u036f{INVISIBLE}][\u0300-\u036f{INVISIBLE}]+|[\u0300-\u036f{INVISIBLE}]+")
_ALIKE = {"ð": "đ", "Ð": "Đ", "Ɖ": "Đ", "\u00a0": " ", "\u202f": " ", "\u2007": " "}
_ODD = re.compile(f"[{''.join(_ALIKE)}]")
_ODD_TO_PLAIN = str.maketrans(_ALIKE)
_LOOK_ALIKE = str.maketrans({"ð": "đ", "Ð": "Đ", "ɖ": "đ", "Ɖ": "Đ", "\u00a0": " ", "–": "-", "—": "-", "‑": "-", "−": "-"})
# Old and new placement of the tone mark in open oa, oe, uy: "hoà" and "hòa" are one syllable.
_TONE = {
    old: new
    for olds, news in (("oà oá oả oã oạ", "òa óa ỏa õa ọa"), ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"), ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"))
    for old, new in zip(olds.split(), news.split(), strict=True)
}
# i for y at the end of these syllables only; "ý", "quý", "thúy" have one spelling.
_Y = {"kí": "ký", "lí": "lý", "kĩ": "kỹ", "mĩ": "mỹ", "tỉ": "tỷ", "kì": "kỳ"}


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form two spellings share: NFC, lower case, one placement of tone marks, đ for ð, plain space and hyphen.

    Works on a syllable or a phrase; the result may be shorter than the text, so offsets must come from the original.
    """
    plain = unicodedata.normalize("NFC", _STRIP.sub("", text)).translate(_LOOK_ALIKE).lower()
    return re.sub(r"\w+", lambda m: _fold_syllable(m.group()), plain)


def _fold_syllable(syllable: str) -> str:
    if syllable in _Y:
        return _Y[syllable]
    tail = _TONE.get(syllable[-2:])
    if tail and not syllable.startswith("qu"):
        return syllable[:-2] + tail
    return syllable


def syllable_pattern(text: str) -> re.Pattern:
    """What a syllable or number of this text is; the quicker pattern where no letter of it is stored in parts."""
    return _SYLLABLE if IN_PARTS.search(text) else _PLAIN_SYLLABLE


def syllables(text: str) -> list[tuple[int, int, str]]:
    """(start, end, folded form) of every syllable or number of the text, in order."""
    return [(*m.span(), fold(m[0])) for m in syllable_pattern(text).finditer(text)]


class Plain:
    """A text as regular expressions read it, and the way back: composed letters, plain spaces, đ for ð, no invisible characters.

    Files of some machines store “ế” in two or three characters, or hide a soft hyphen in a word. `text` is for matching only; quotes are
    taken from the original, at the characters that `span` names.
    """

    def __init__(self, original: str):
        self._starts: list[int] | None = None  # where each character of `text` begins in the original; None: at its own place
        self._ends: list[int] = []
        whole = original.isascii() or (unicodedata.is_normalized("NFC", original) and not _STRIP.search(original))
        text = original if whole else self._compose(original)
        self.text = text.translate(_ODD_TO_PLAIN) if _ODD.search(text) else text

    def _compose(self, original: str) -> str:
        """The text composed; fills the map back."""
        parts: list[str] = []
        self._starts = []
        done = 0
        for match in _CLUSTER.finditer(original):
            self._keep(parts, original, done, match.start())
            seen = unicodedata.normalize("NFC", _STRIP.sub("", match.group()))
            parts.append(seen)
            self._starts += [match.start()] * len(seen)
            self._ends += [match.end()] * len(seen)
            done = match.end()
        self._keep(parts, original, done, len(original))
        return "".join(parts)

    def _keep(self, parts: list[str], original: str, start: int, end: int) -> None:
        parts.append(original[start:end])
        self._starts.extend(range(start, end))
        self._ends.extend(range(start + 1, end + 1))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's characters that text[start:end] stands for: whole letters with their marks; an empty range stays empty."""
        if self._starts is None:
            return start, end
        if start == end:
            place = self._ends[start - 1] if start else 0
            return place, place
        return self._starts[start], self._ends[end - 1]

    def place(self, offset: int) -> int:
        """Where in `text` the original's character `offset` stands."""
        return offset if self._starts is None else bisect.bisect_left(self._starts, offset)


def segment(texts: Iterable[str]) -> list[list[tuple[int, int]]]:
    """Character ranges of underthesea's words, one list a text; each distinct text is segmented once.

    Source: underthesea.word_tokenize with use_token_normalize=False, the only mode whose words align with the text.
    """
    from underthesea import word_tokenize

    known: dict[str, list[tuple[int, int]]] = {}
    result = []
    for text in texts:
        if text not in known:
            known[text] = _words(text, word_tokenize) if text.strip() else []
        result.append(known[text])
    return result


def _words(text: str, word_tokenize) -> list[tuple[int, int]]:
    """underthesea knows composed letters alone; where they stand in the text comes from the map back."""
    plain = Plain(text)
    return [plain.span(a, b) for a, b in _align(plain.text, word_tokenize(plain.text, use_token_normalize=False))]


def _align(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Where each word stands; a word whose inner spacing differs from the text is found syllable by syllable."""
    spans, at = [], 0
    for word in words:
        start = text.find(word, at)
        if start >= 0 and not text[at:start].strip():
            at = start + len(word)
        else:
            start, at = _by_syllable(text, word, at)
        spans.append((start, at))
    return spans


def _by_syllable(text: str, word: str, at: int) -> tuple[int, int]:
    start = None
    for part in word.split():
        found = text.find(part, at)
        if found < 0:
            continue
        start = found if start is None else start
        at = found + len(part)
    return (at if start is None else start), at


def build_nlp(words: bool = False):
    """A spaCy pipeline over syllables: `doc.text == text`, `token.norm_` is the folded form.

    With words=True each doc carries underthesea's words in `doc.spans["words"]`.
    """
    import spacy
    from spacy.attrs import NORM
    from spacy.tokens import Doc

    nlp = spacy.blank("xx")
    nlp.max_length = 10**8
    nlp.vocab.lex_attr_getters[NORM] = fold

    def tokenize(text: str) -> Doc:
        forms, spaces = split_tokens(text)
        return Doc(nlp.vocab, words=forms, spaces=spaces)

    nlp.tokenizer = tokenize
    if words:
        _word_layer()
        nlp.add_pipe("underthesea_words")
    return nlp


def split_tokens(text: str) -> tuple[list[str], list[bool]]:
    """Tokens and "a single space follows", such that they spell the text exactly."""
    forms: list[str] = []
    spaces: list[bool] = []
    for match in _TOKEN.finditer(text):
        form = match.group()
        if form[0] == " " and forms and not spaces[-1] and not forms[-1].isspace():
            spaces[-1] = True
            form = form[1:]
        if form:
            forms.append(form)
            spaces.append(False)
    return forms, spaces


@functools.cache
def _word_layer() -> None:
    from spacy.language import Language

    @Language.component("underthesea_words")
    def underthesea_words(doc):
        spans = [doc.char_span(a, b, label="word", alignment_mode="expand") for a, b in segment([doc.text])[0]]
        doc.spans["words"] = [span for span in spans if span is not None]
        return doc
