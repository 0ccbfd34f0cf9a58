"""The pattern language and the one pass that finds all phrases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.checklist.lexicon import load_lexicon
from pipelines.checklist.patterns import parse
from pipelines.checklist.reading import ProvisionReading
from pipelines.types import Draft, Header, Provision, SourceFile


def reading(text: str, *patterns) -> ProvisionReading:
    lexicon = load_lexicon()
    provision = Provision("p", "khoan", "", "", None, 0, len(text), "p[1]", (0, 1))
    draft = Draft(SourceFile("a", "", "txt"), Header(), text, (), (), (provision,))
    return ProvisionReading(draft, provision, lexicon.automaton(patterns), lexicon.settle)


def found(pattern: str, text: str) -> list[str]:
    parsed = parse(pattern)
    read = reading(text, parsed)
    return [text[slice(*read.chars(span))] for span in read.spans(parsed)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("nộp thêm", "Người dân phải nộp thêm giấy.", ["nộp thêm"]),
        ("nộp thêm", "Nộp  THÊM giấy", ["Nộp  THÊM"]),
        ("ủy ban", "Uỷ ban nhân dân", ["Uỷ ban"]),
        ("hòa giải", "tổ hoà giải", ["hoà giải"]),
        ("chính trị xã hội", "tổ chức chính trị – xã hội", ["chính trị – xã hội"]),
        ("(mỗi|từng) hộ", "mỗi hộ, từng hộ, các hộ", ["mỗi hộ", "từng hộ"]),
        ("phải nộp (thêm|)", "phải nộp", ["phải nộp"]),
        ("(nộp|đóng (thêm|)) tiền", "đóng thêm tiền", ["đóng thêm tiền"]),
        ("chỉ …3 khi", "chỉ xác nhận hồ sơ khi đủ", []),
        ("chỉ …4 khi", "chỉ xác nhận hồ sơ khi đủ", ["chỉ xác nhận hồ sơ khi"]),
        ("chỉ … khi", "chỉ xác nhận. Sau khi đủ", []),
        ("<so_tien>", "nộp 50.000 đồng/tháng và 2 triệu đồng", ["50.000 đồng", "2 triệu đồng"]),
        ("<ty_le>", "đạt 30% số hộ", ["30"]),
        ("<thoi_han>", "trong 15 ngày làm việc", ["15 ngày làm việc"]),
        ("đảng đoàn", "tổ chức đảng, đoàn thể", []),
        ("dân biết, dân bàn", "phương châm dân biết dân bàn", ["dân biết dân bàn"]),
        ("dân biết, dân bàn", "“dân biết, dân bàn”", ["dân biết, dân bàn"]),
        ("(mỗi nhà|<so_tien>) một", "mỗi nhà một suất", ["mỗi nhà một"]),
    ],
)
def test_a_pattern_finds_what_it_says(pattern, text, expected):
    assert found(pattern, text) == expected


@pytest.mark.parametrize("pattern", ["(mở", "mở)", "… đầu", "cuối …", "   ", "<Sai>", "a <b"])
def test_a_wrong_pattern_is_refused_in_vietnamese(pattern):
    with pytest.raises(ValueError, match="mẫu"):
        parse(pattern)


def test_a_longer_phrase_shields_a_word_inside_it():
    read = reading("Đóng góp ý kiến vào dự thảo; đóng góp tiền làm đường.")
    starts = {read.chars(span)[0] for span in read.marks["<dong_gop>"]}
    assert starts and min(starts) >= read.text.index("; đóng")


@pytest.mark.parametrize(
    ("text", "people"), [("Mức góp do nhân dân bàn và quyết định.", True), ("Mức góp do Ủy ban nhân dân bàn, quyết định.", False)]
)
def test_no_word_begins_inside_the_name_of_an_office(text, people):
    assert ("<nhan_dan_quyet>" in reading(text).labels) is people


def test_a_shorter_alternative_inside_a_longer_one_is_left_out():
    patterns = (parse("(nhập|sáp nhập) khu"),)
    read = reading("Không sáp nhập khu 3.", *patterns)
    assert [read.text[slice(*read.chars(s))] for s in read.places(patterns)] == ["sáp nhập khu"]


NAUGHTY = st.text(alphabet=st.characters(codec="utf-8"), max_size=120)


@given(NAUGHTY)
def test_any_text_is_read_with_offsets_in_range(text):
    read = reading(text)
    ends = 0
    for clause in read.clauses:
        assert 0 <= ends <= clause.start < clause.end <= len(text)
        ends = clause.end
    for spans in read.marks.values():
        assert all(0 <= a < b <= len(read.norms) for a, b in spans)
    assert [i for s in read.sentences for i in range(*s)] == list(range(len(read.norms)))


@given(
    st.lists(
        st.sampled_from(["mỗi", "hộ", "nộp", "tiền", ".", ",", ";", "và", "nếu", "thì", "không", "(", ")", "50.000", "đồng"]), max_size=40
    )
)
def test_clauses_tile_the_syllables(words):
    read = reading(" ".join(words))
    assert [i for c in read.clauses for i in range(c.first, c.last)] == list(range(len(read.norms)))
