"""Titles typed in capitals, written as a sentence would write them: "THỂ THỨC VĂN BẢN CỦA ĐẢNG" → "Thể thức văn bản của Đảng".

Which words keep their capital is learnt from the draft itself: inside its sentences a name stands as it is spelled.
"""

import re
from collections import Counter, defaultdict

_WORD = re.compile(r"\w+")
# Names that any draft may hold in its title only.
_NAMES = (
    "nước Việt Nam; của Nhân dân; của Đảng; của Nhà nước; của Mặt trận Tổ quốc Việt Nam; "
    "của Ủy ban nhân dân; của Hội đồng nhân dân; ở Trung ương"
)


def sentence_case(title: str, text: str) -> str:
    """The title as it is when it holds a small letter; else its words in the case in which `text` spells them."""
    if not title.isupper():
        return title
    spelled = _spellings(f"{text}\n{_NAMES}")
    words = [match.group().lower() for match in _WORD.finditer(title)]
    turn = iter(range(len(words)))
    written = _WORD.sub(lambda match: _written(words, next(turn), spelled), title)
    return written[:1].upper() + written[1:]


def _written(words: list[str], at: int, spelled: dict) -> str:
    """The spelling most usual beside the same neighbour, small when the draft never has it there."""
    votes: Counter[str] = Counter()
    if at:
        votes += spelled[words[at - 1], words[at], 1]
    if at + 1 < len(words):
        votes += spelled[words[at], words[at + 1], 0]
    return votes.most_common(1)[0][0] if votes else words[at]


def _spellings(text: str) -> dict[tuple[str, str, int], Counter]:
    """(word, next word, which of the two) → how the draft spells it inside its sentences."""
    spelled: dict[tuple[str, str, int], Counter] = defaultdict(Counter)
    for sentence in re.split(r"[.:;!?“”\n\t]", text):
        words = _WORD.findall(sentence)
        if sentence.isupper():
            continue
        for at, pair in enumerate(zip(words, words[1:], strict=False)):
            small = pair[0].lower(), pair[1].lower()
            if at:  # the first word's capital says nothing
                spelled[*small, 0][pair[0]] += 1
            spelled[*small, 1][pair[1]] += 1
    return spelled


_PLACE = re.compile(r"(?i)\b(tỉnh|thành phố|phường|xã|đặc khu|khu phố|thôn|bản|ấp|tổ dân phố) ((?:[^\W\d]+ ?){1,4})$")


def agency_name(name: str, text: str) -> str:
    """An agency's name as a sentence writes it: "ỦY BAN NHÂN DÂN PHƯỜNG HOA BAN" → "Ủy ban nhân dân phường Hoa Ban"."""
    if not name.isupper():
        return name
    return _PLACE.sub(lambda match: f"{match[1]} {match[2].title()}", sentence_case(name, text))
