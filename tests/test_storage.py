"""A review is saved and reopened whole, without spaCy, models or the checklist."""

import json

from pipelines.storage import dump_review, load_review
from pipelines.types import Aside, Block, Evidence, ItemFailure, Piece, Unread
from tests.factories import a_draft, a_finding, a_review


def rich_review():
    import dataclasses

    draft = a_draft("1. Mỗi hộ nộp 200.000 đồng.", "2. Công khai tại nhà văn hóa.")
    piece = Piece(0, 1, "word/document.xml", 7, 0, "inserted")
    cell = Block("cell", "x", "body/tbl[1]/tr[1]/tc[1]/p[1]", (piece,), table=(1, 1, 1), level=2)
    draft = dataclasses.replace(
        draft,
        blocks=(*draft.blocks, cell),
        asides=(Aside("deleted", "cũ", "body/p[1]", 0, 3, "A", "2026-01-01"),),
        unread=(Unread("body/p[9]", "ảnh"),),
    )
    finding = a_finding(draft, "nộp 200.000 đồng", evidence=(Evidence("Mỗi hộ", 3, 9),), why=("chủ thể: hộ dân",))
    order = ("muc_I__2", "muc_I__1")
    failures = (ItemFailure("C01", "hỏng"),)
    return dataclasses.replace(a_review(draft, finding), failures=failures, second_look=order[:1], reading_order=order)


def test_a_review_stored_before_the_order_of_reading_was_known_opens():
    stored = dump_review(rich_review())
    del stored["review"]["reading_order"]
    assert load_review(stored).reading_order == ()


def test_a_review_comes_back_equal_through_json():
    review = rich_review()
    assert load_review(json.loads(json.dumps(dump_review(review), ensure_ascii=False))) == review


def test_a_field_added_later_takes_its_default():
    data = json.loads(json.dumps(dump_review(rich_review())))
    del data["review"]["second_look"]
    assert load_review(data).second_look == ()
