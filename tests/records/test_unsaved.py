"""What a reviewer was typing: hers alone, kept until it is saved."""

import pytest

from review_app.records import NotFound, keep_unsaved, read_trail, read_unsaved
from review_app.records.unsaved import MOST
from tests.records.conftest import a_file, person


@pytest.fixture
def file(desk):
    return a_file(desk)


def test_half_typed_words_are_kept_in_the_order_of_typing_and_forgotten_when_saved(desk, file):
    keep_unsaved(desk, file.id, {"mot": "Đề nghị", "hai": "làm rõ"})
    keep_unsaved(desk, file.id, {"mot": "Đề nghị bỏ"})
    assert list(read_unsaved(desk, file.id).items()) == [("hai", "làm rõ"), ("mot", "Đề nghị bỏ")]
    keep_unsaved(desk, file.id, {"mot": None})
    assert read_unsaved(desk, file.id) == {"hai": "làm rõ"}


def test_an_emptied_box_stays_empty(desk, file):
    keep_unsaved(desk, file.id, {"o": ""})
    assert read_unsaved(desk, file.id) == {"o": ""}


def test_another_reviewer_does_not_see_them(desk, file):
    keep_unsaved(desk, file.id, {"o": "của tôi"})
    assert read_unsaved(person(desk, "mai"), file.id) == {}


def test_only_the_latest_boxes_are_kept(desk, file):
    for number in range(MOST + 3):
        keep_unsaved(desk, file.id, {f"o{number}": "chữ"})
    assert list(read_unsaved(desk, file.id)) == [f"o{number}" for number in range(3, MOST + 3)]


def test_they_are_no_record_and_need_a_file(desk, file):
    before = len(read_trail(desk))
    keep_unsaved(desk, file.id, {"o": "chữ"})
    assert len(read_trail(desk)) == before
    with pytest.raises(NotFound):
        keep_unsaved(desk, file.id + 1, {"o": "chữ"})
