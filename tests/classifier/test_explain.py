"""An explanation is true: what it names raised the score, and taking it away lowers it."""

import re

import pytest

from pipelines.classifier import load_classifier
from pipelines.classifier.units import Unit
from pipelines.types import TOPICS

PROVISIONS = [
    ("Điều 4. Đóng góp", "Mỗi hộ gia đình trong khu phố phải nộp 300.000 đồng để làm đường ngõ.", "quyen_cong_dan"),
    ("Điều 8. Cơ sở thờ tự", "Chức sắc, chức việc, tín đồ tôn giáo sinh hoạt tại cơ sở thờ tự đã đăng ký.", "ton_giao"),
    ("Điều 9. Chính sách", "Hỗ trợ tiền ăn cho học sinh là người dân tộc thiểu số học nội trú.", "dan_toc"),
    ("II. Nhiệm vụ", "Tuyên truyền, vận động Nhân dân hưởng ứng phong trào thi đua Dân vận khéo.", "dan_van"),
]


@pytest.fixture(scope="module")
def classifier():
    return load_classifier()


def flag_of(classifier, context, text, topic, words=None):
    return classifier.classify([Unit("a", "a", context, text)], words or {})[0][TOPICS.index(topic)]


@pytest.mark.parametrize(("context", "text", "topic"), PROVISIONS)
def test_without_the_named_words_the_score_is_lower(classifier, context, text, topic):
    flag = flag_of(classifier, context, text, topic)
    own = [name for name, _ in flag.why if not name.startswith("›")]
    assert own
    strongest = re.compile(r"\W+".join(map(re.escape, own[0].split("_"))))
    assert strongest.search(text)
    assert flag_of(classifier, context, strongest.sub(" ", text, count=1), topic).score < flag.score
    none_left = text
    for name in own:
        none_left = re.sub(r"\W+".join(map(re.escape, name.split("_"))), " ", none_left, count=1)
    assert flag_of(classifier, context, none_left, topic).score < flag.score


def test_a_heading_that_weighed_is_named_and_without_it_the_score_is_lower(classifier):
    context, text = "Điều 6. Hoạt động tôn giáo của chức sắc, tín đồ", "Người đại diện đăng ký với Ủy ban nhân dân xã trước 30 ngày."
    flag = flag_of(classifier, context, text, "ton_giao")
    assert flag.flag and any(name.startswith("›") for name, _ in flag.why)
    assert flag_of(classifier, "Điều 6. Quản lý", text, "ton_giao").score < flag.score


def test_words_are_cut_where_the_segmenter_cut_them(classifier):
    text = "Đồng bào dân tộc thiểu số được hỗ trợ nhà ở."
    cut = ["Đồng bào", "dân tộc", "thiểu số", "được", "hỗ trợ", "nhà ở"]
    words = {"a": [(text.index(word), text.index(word) + len(word)) for word in cut]}
    shown = [name for name, _ in flag_of(classifier, "", text, "dan_toc", words).why]
    assert shown and set(shown) <= {word.replace(" ", "_") for word in cut}


def test_only_a_raised_flag_is_explained_strongest_first(classifier):
    for flag in classifier.classify([Unit("a", "a", context, text) for context, text, _ in PROVISIONS], {})[0]:
        weights = [weight for _, weight in flag.why]
        assert bool(weights) == flag.flag and weights == sorted(weights, reverse=True) and all(weight > 0 for weight in weights)


def test_the_likest_labelled_provisions_carry_the_topic(classifier):
    near = classifier.nearest(PROVISIONS[0][1], "quyen_cong_dan")
    assert len(near) == 3 and all(example.labels["quyen_cong_dan"] for example in near)
    assert [e.likeness for e in near] == sorted((e.likeness for e in near), reverse=True)
    assert classifier.nearest(near[0].text, "quyen_cong_dan", 1)[0].likeness == pytest.approx(1, abs=0.01)


def test_a_document_without_any_flag_has_nothing_to_explain(classifier):
    assert not any(flag.why for flag in classifier.classify([Unit("a", "a", "", "Chiều dày lớp bê tông nhựa là 5 cm.")], {})[0])
