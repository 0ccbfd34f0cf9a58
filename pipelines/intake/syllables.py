"""Which letter sequences are Vietnamese syllables: every syllable is a word of its own, an onset and one of about 160 rhymes."""

import re
import unicodedata

_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnprstvx])?"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uơ uôc uôi uôm uôn uông uôt
    uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh yt
"""
_SYLLABLE = re.compile(_ONSET + "(" + "|".join(sorted(_RHYMES.split(), key=len, reverse=True)) + ")")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONE_AT_END = re.compile("[\u0300\u0301\u0303\u0309\u0323][\u0302\u0306\u031b]?$")
_NEVER_AT_END = frozenset(  # rhymes whose last vowel never bears the tone
    ("ai", "ao", "au", "ay", "âu", "ây", "eo", "êu", "ia", "iu", "iêu", "oai", "oao", "oay", "oeo", "oi", "ôi", "ơi", "ua", "uây")
    + ("ui", "uôi", "uya", "uyu", "ưa", "ưi", "ưu", "ươi", "ươu", "yêu")
)


def is_syllable(word: str) -> bool:
    """One Vietnamese syllable in Unicode, with at most one tone mark in a place it can have; case does not matter."""
    apart = unicodedata.normalize("NFD", word.lower())
    toneless, tones = _TONE.subn("", apart)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless))
    if not found or tones > 1:
        return False
    return not (_TONE_AT_END.search(apart) and found[1] in _NEVER_AT_END)
