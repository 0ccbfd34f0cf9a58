"""Drafts typed before Unicode are read; drafts in Unicode are never touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.intake.encodings import (
    Assumed,
    assumed_code,
    decode,
    decode_plain,
    decode_spans,
    decode_tcvn3,
    decode_vni,
    font_code,
    guess_legacy,
    is_legacy_font,
)
from pipelines.intake.syllables import is_syllable

PAIRS = [
    (
        "Ban Thường vụ Đảng ủy xã ban hành Quy chế.",
        "Ban Th­êng vô §¶ng ñy x· ban hµnh Quy chÕ.",
        "Ban Thöôøng vuï Ñaûng uûy xaõ ban haønh Quy cheá.",
    ),
    (
        "Ý kiến của Nhân dân được lắng nghe, giải quyết",
        "ý kiÕn cña Nh©n d©n ®­îc l¾ng nghe, gi¶i quyÕt",
        "YÙ kieán cuûa Nhaân daân ñöôïc laéng nghe, giaûi quyeát",
    ),
    (
        "Mỗi hộ nộp quỹ; thửa ruộng bỏ hoang, kỷ luật",
        "Mçi hé nép quü; thöa ruéng bá hoang, kû luËt",
        "Moãi hoä noäp quyõ; thöûa ruoäng boû hoang, kyû luaät",
    ),
    (
        "cằn cỗi, vẳng lặng, ngẫm nghĩ, thuở nhỏ, dĩ vãng",
        "c»n cçi, v¼ng lÆng, ngÉm nghÜ, thuë nhá, dÜ v·ng",
        "caèn coãi, vaúng laëng, ngaãm nghó, thuôû nhoû, dó vaõng",
    ),
    (
        "mẽ, ghế, kỳ, xì, chịu, chiếm giữ, gỡ bỏ, mỡ, ỵ",
        "mÏ, ghÕ, kú, x×, chÞu, chiÕm gi÷, gì bá, mì, þ",
        "meõ, gheá, kyø, xì, chòu, chieám giöõ, gôõ boû, môõ, î",
    ),
]
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
LATIN_1_WORDS = (
    *("và", "là", "có", "nhà", "hà", "cá", "bò", "tôi", "cô", "chú", "thì", "mà", "gà", "trà"),
    *("xã", "lý", "tù", "hòa", "bé", "bê"),
)
TCVN3_CODES = "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¨©ª«¬\xad®"


@pytest.mark.parametrize("unicode, tcvn3, vni", PAIRS)
def test_both_codes_decode_to_unicode(unicode, tcvn3, vni):
    if unicode[0] == "Ý":  # TCVN3 has no such capital: a capitals font shows it
        assert decode_tcvn3(tcvn3) == unicode[0].lower() + unicode[1:]
    else:
        assert decode_tcvn3(tcvn3) == unicode
    assert decode_vni(vni) == unicode
    assert (guess_legacy(unicode), guess_legacy(tcvn3), guess_legacy(vni)) == (None, "tcvn3", "vni")


def test_the_tables_reach_every_vietnamese_letter():
    assert {each for each in LETTERS if ord(each) > 127} == set(decode_tcvn3(TCVN3_CODES))
    assert decode_tcvn3("¡¢£¤¥¦§") == "ĂÂÊÔƠƯĐ"
    shapes = ["aøaûaõaùaï", "aêaèaúaüaéaë", "aâaàaåaãaáaä", "ñ", "eøeûeõeùeï", "eâeàeåeãeáeä", "ìæóíò", "oøoûoõoùoï", "oâoàoåoãoáoä"]
    vni = "".join([*shapes, "ôôøôûôõôùôï", "uøuûuõuùuï", "ööøöûöõöùöï", "yøyûyõyùî"])
    assert set(decode_vni(vni)) == {each for each in LETTERS if ord(each) > 127}
    assert set(decode_vni(vni.upper())) == {each.upper() for each in LETTERS if ord(each) > 127}


def test_capitals_fonts_show_capitals():
    assert decode("Céng hßa x· héi", "tcvn3h") == "CỘNG HÒA XÃ HỘI"
    assert decode("Céng hßa x· héi", "tcvn3") == "Cộng hòa xã hội"


def test_the_minus_sign_that_converters_put_for_u_horn():
    assert decode_tcvn3("nhµ n−íc, Thñ t−íng, 5−3, −2") == "nhà nước, Thủ tướng, 5−3, −2"


@pytest.mark.parametrize(
    "name, legacy, code",
    [
        (".VnTime", "tcvn3", "tcvn3"),
        (".VnTimeH", "tcvn3", "tcvn3h"),
        (".vnArial", "tcvn3", "tcvn3"),
        (" .VnArial NarrowH", "tcvn3", "tcvn3h"),
        ("VNI-Times", "vni", "vni"),
        ("VNI Helve", "vni", "vni"),
        ("Times New Roman", None, ""),
        ("VnFree", None, ""),
        ("Vnitimes", None, ""),
        ("", None, ""),
    ],
)
def test_fonts(name, legacy, code):
    assert (is_legacy_font(name), font_code(name)) == (legacy, code)


def test_unicode_in_a_legacy_font_stays():
    assert decode("Công tác dân vận", "tcvn3") == "Công tác dân vận"
    assert decode("Công tác dân vận", "vni") == "Công tác dân vận"


@given(st.text(LETTERS + LETTERS.upper() + " .,"), st.sampled_from(["tcvn3", "tcvn3h", "vni"]))
def test_spans_tile_the_text_and_give_the_decoded_one(text, code):
    for source in (text, unicodedata.normalize("NFD", text).encode("latin-1", "ignore").decode("latin-1")):
        spans = decode_spans(source, code)
        assert [start for _, start, _ in spans] == [0, *(end for _, _, end in spans)][: len(spans)]
        assert sum(end - start for _, start, end in spans) == len(source)
        assert all(len(shown) == end - start or (len(shown), end - start) == (1, 2) for shown, start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain English text without any mark",
        "có và là cá",
        "Nhà nước và Nhân dân",
        "El niño comió la piñata en Córdoba según él",
        "Größe für Straße übermäßig schön",
        "à la française, déjà vu, élève, garçon, fête",
        "© 2020 ® ™ § 5 ± 3 ° ¶",
        "«trích dẫn» – 12 m² × 3",
        unicodedata.normalize("NFD", "Công tác dân vận của Đảng ủy"),
    ],
)
def test_what_is_no_legacy_text_is_not_taken_for_one(text):
    assert guess_legacy(text) is None


@given(st.lists(st.sampled_from(LATIN_1_WORDS), max_size=30))
def test_clean_text_is_never_taken_for_a_legacy_code(words):
    assert guess_legacy(" ".join(words)) is None


def test_plain_text_in_tcvn3_gets_its_capitals_back():
    text = "CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\nTrÝch QUYÕT §ÞNH cña Uû ban nh©n d©n"
    assert decode_plain(text, "tcvn3") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTrích QUYẾT ĐỊNH của Uỷ ban nhân dân"


def test_a_text_all_in_capitals_is_recognised():
    assert guess_legacy("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM") == "tcvn3"
    assert guess_legacy("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM") == "vni"


@pytest.mark.parametrize(
    "text, everywhere, code",
    [
        ("ph¹m vi", False, "tcvn3"),
        ("QUY CHÕ", True, "tcvn3h"),
        ("QUY CHÕ", False, ""),  # "chõ" is a word as it stands
        ("Q§-UBND", True, "tcvn3h"),
        ("Q§-UBND", False, ""),
        ("café", True, ""),
        ("cá nhân", False, ""),
        ("Điều khoản", True, ""),
        ("12 m2", True, ""),
    ],
)
def test_a_short_text_follows_the_rest_of_its_file(text, everywhere, code):
    assert assumed_code(text, Assumed("tcvn3", everywhere)) == code


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "giếng", "gì", "khuỷu", "ngoằn", "thuở", "yên", "ươm", "Đảng", "UỶ"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["street", "xaõ", "taù", "nh©n", "fắc", "ngghe", "xyz", "áá", "đd", "qe", "tiêếng"])
def test_no_syllables(word):
    assert not is_syllable(word)


@pytest.mark.parametrize("text", ["£\n£\n£", "¬ ¬ ¬ ¬", "§ 5, § 7 và § 9"])
def test_signs_alone_are_no_sign_of_an_old_code(text):
    assert guess_legacy(text) is None
