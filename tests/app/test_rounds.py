"""A revised draft: each comment of the last round is followed, confirmed by the reviewer, and goes out in the table of answers."""

from dataclasses import replace

import pytest

import pipelines
from pipelines.types import Decision
from review_app import records
from review_app.parts import dossier
from tests.app import factory
from tests.app.test_pages import area, open_page, press, run, said

OLD = "phải nộp 50.000 đồng một năm"
NEW = "tự nguyện góp theo mức do Nhân dân bàn và quyết định"
LABEL = "Giải trình của cơ quan soạn thảo"


def revised():
    """The small draft with its charge made voluntary; the rest as it was."""
    first = factory.small_review()
    lines = [(p.kind, p.number, first.draft.words(p).replace(OLD, NEW)) for p in first.draft.provisions]
    draft = factory.draft_of(lines)
    left = tuple(factory.finding_on(draft, 7, f.quote, f.code) for f in first.findings if f.code == "F03")
    return replace(first, draft=draft, findings=left, topics={}, second_look=())


@pytest.fixture
def two_rounds(office, small_case):
    """(case id, file of the first round, file of the second): both comments of the first were sent."""
    case, file = small_case
    for finding in ("F04-6", "F03-7"):
        records.save_decision(office.desk, file, Decision(finding, "gop_y"), 0)
    new = records.add_file(office.desk, case, b"ban sua", "du-thao-sua.docx", "du_thao", 2)
    records.save_review(office.desk, new.id, revised())
    return case, records.read_file(office.desk, file), new


def on_comment(two_rounds, finding: str = "F03-7"):
    """The page at one comment, as a press on its row leaves it; a new session, as after F5."""
    at = open_page("rounds", two_rounds[0])
    at.session_state["tt_chon"] = finding
    return run(at)


def typed(at, text: str):
    area(at, LABEL).set_value(text)
    return run(at)


def test_a_first_round_has_nothing_to_follow(office, small_case):
    assert "Chưa có bản sửa" in said(open_page("rounds", small_case[0]))


def test_each_comment_is_followed_into_the_revision(office, two_rounds):
    words = said(open_page("rounds", two_rounds[0]))
    assert "Đã xác nhận 0/2" in words
    assert "(máy đề xuất)" in words
    assert NEW in words
    found = {one.row.finding: one.status for one in dossier.followed_of(office.desk, two_rounds[2])}
    assert found["F03-7"] == "khong"
    assert found["F04-6"] != "khong"


def test_what_the_reviewer_confirms_is_stored_and_goes_out(office, two_rounds):
    at = on_comment(two_rounds)
    area(at, LABEL).set_value("Giữ nguyên vì đã lấy ý kiến hộ dân.")
    press(at, "Xác nhận")
    again = {one.row.finding: one for one in dossier.followed_of(office.desk, two_rounds[2])}["F03-7"]
    assert (again.status, again.answer, again.confirmed) == ("khong", "Giữ nguyên vì đã lấy ý kiến hộ dân.", True)
    whole = dossier.dossier_of(office.desk, two_rounds[2])
    assert pipelines.EXPORTS["tiep_thu"].possible(whole)
    assert pipelines.EXPORTS["tiep_thu"].render(whole)[:2] == b"PK"


def test_typed_words_outlive_another_comment_and_a_reload(office, two_rounds):
    at = typed(on_comment(two_rounds), "Đang viết dở")
    at.selectbox(key=next(box.key for box in at.selectbox if box.label == "Tình trạng tiếp thu")).set_value("mot_phan")
    run(at)
    at.session_state["tt_chon"] = "F04-6"
    assert area(run(at), LABEL).value == ""
    again = open_page("rounds", two_rounds[0])
    assert area(again, LABEL).value == "Đang viết dở"
    assert next(box.value for box in again.selectbox if box.label == "Tình trạng tiếp thu") == "mot_phan"
    assert "Đang nhập dở" in said(again)
    assert not records.read_answers(office.desk, two_rounds[2].id)


def test_confirmed_words_and_words_taken_back_are_no_longer_kept(office, two_rounds):
    at = typed(on_comment(two_rounds), "Đang viết dở")
    typed(at, "")
    assert records.read_unsaved(office.desk, two_rounds[2].id) == {}
    press(typed(at, "Đã viết xong"), "Xác nhận")
    assert records.read_unsaved(office.desk, two_rounds[2].id) == {}
    assert records.read_answers(office.desk, two_rounds[2].id)["F03-7"].answer == "Đã viết xong"


def test_words_typed_while_another_confirmed_stand_beside_theirs_even_after_a_reload(office, two_rounds):
    typed(on_comment(two_rounds), "Bản của tôi.")
    records.save_answer(office.desk, two_rounds[2].id, "F03-7", "mot_phan", "Bản của người kia.", 0)
    at = open_page("rounds", two_rounds[0])
    assert "Bản của tôi." in said(at)
    assert area(at, LABEL).value == "Bản của người kia." and area(at, LABEL).disabled
    press(at, "Giữ bản đang lưu")
    assert records.read_unsaved(office.desk, two_rounds[2].id) == {}
    assert not area(on_comment(two_rounds), LABEL).disabled


def test_a_second_press_is_no_conflict_and_confirms_nothing_unseen(office, two_rounds):
    at = typed(on_comment(two_rounds), "Giữ nguyên.")
    records.save_answer(office.desk, two_rounds[2].id, "F03-7", "khong", "Giữ nguyên.", 0)
    press(at, "Xác nhận")
    assert "vừa được sửa ở nơi khác" not in said(at)
    assert list(records.read_answers(office.desk, two_rounds[2].id)) == ["F03-7"]


def test_what_another_confirmed_meanwhile_is_not_written_over(office, two_rounds):
    at = on_comment(two_rounds)
    area(at, LABEL).set_value("Bản của tôi.")
    records.save_answer(office.desk, two_rounds[2].id, "F03-7", "mot_phan", "Bản của người kia.", 0)
    press(at, "Xác nhận")
    stored = records.read_answers(office.desk, two_rounds[2].id)["F03-7"]
    assert (stored.status, stored.answer) == ("mot_phan", "Bản của người kia.")
    assert "vừa được sửa ở nơi khác" in said(at) and "Bản của tôi." in said(at)
    assert area(at, LABEL).value == "Bản của người kia."
    press(at, "Giữ bản của tôi")
    assert records.read_answers(office.desk, two_rounds[2].id)["F03-7"].answer == "Bản của tôi."
