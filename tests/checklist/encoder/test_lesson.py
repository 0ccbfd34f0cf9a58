"""The encoder's lesson: each label belongs to the window it is read with, and sound provisions carry none."""

from pipelines.checklist.detectors import load_detectors
from pipelines.checklist.detectors.training.examples import Example, Prose
from pipelines.checklist.encoder.training.lesson import lesson, vocabulary_of

SPAN = "chỉ ký đơn cho hộ đã nộp đủ quỹ"
HIT = Example("F03", True, f"Khu phố họp mỗi tháng một lần; {SPAN}; gửi lại biên bản trong tuần.", SPAN, (), 0)
MISS = Example("F03", False, "Khu phố ký đơn trong ngày cho mọi hộ, không hỏi đến các khoản quỹ.", "", (), 0)
STRANGE = Example("Z99", True, SPAN, SPAN, (), 0)
PROSE = ["Phòng Kinh tế chủ trì, phối hợp với các thôn hướng dẫn hộ dân làm thủ tục vay vốn."] * 9
LAWS = ["Người có đất thu hồi được bồi thường theo quy định của pháp luật về đất đai."] * 9


def taught(tmp_path):
    (tmp_path / "dung_mot.txt").write_text("Hộ chưa nộp quỹ vẫn được khu phố ký đơn như mọi hộ khác.\n", encoding="utf-8")
    return lesson([HIT, MISS, STRANGE], [tmp_path], Prose(PROSE, [], PROSE, LAWS), load_detectors(), 0)


def test_the_labelled_windows_are_those_of_the_defects_words(tmp_path):
    made, codes = taught(tmp_path), load_detectors().codes
    forms = {number: form for form, number in made.vocabulary.items()}
    positive = [
        [forms[n] for n in stretch.numbers[a:b]]
        for stretch, rows in zip(made.stretches, made.rows, strict=True)
        for (a, b, _), row in zip(stretch.windows, rows, strict=True)
        if made.labels[row, codes.index("F03")]
    ]
    assert positive and all(len(words) == len(SPAN.split()) for words in positive)
    assert made.labels.sum() == len(positive)  # neither near-misses, sound provisions nor a code no detector has


def test_sound_provisions_are_no_examples_and_the_lesson_is_made_alike(tmp_path):
    first, second = taught(tmp_path), taught(tmp_path)
    assert 0 < sum(first.taught) < len(first.taught)
    assert first.stretches == second.stretches and (first.weights == second.weights).all()


def test_only_syllables_met_often_enough_have_a_number():
    known = vocabulary_of(["hộ dân nộp quỹ"] * 8 + ["Kpă"] * 7)
    assert list(known)[4:] == ["dân", "hộ", "nộp", "quỹ"]
