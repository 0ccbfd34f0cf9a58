"""Bản đồ chủ đề: what deserves reading first, and why a provision is listed, with labelled provisions to compare with."""

import json
from dataclasses import replace

import pytest

from pipelines.errors import JudgeStopped
from pipelines.types import LabelledProvision, TopicFlag
from review_app.parts import judges
from review_app.views.desk.topics import CHOSEN, ORDERS
from tests.app import factory
from tests.app.test_pages import open_page, press, run, said

NEAR = (
    LabelledProvision("a-1", "Mỗi hộ góp 100.000 đồng làm đường.", {"dan_van": 1, "quyen_cong_dan": 2}, 0.6),
    LabelledProvision("a-2", "Thôn họp bàn mức đóng góp.", {"dan_van": 2}, 0.5),
    LabelledProvision("a-3", "Nhân dân giám sát khoản thu.", {"dan_van": 2, "quyen_cong_dan": 1}, 0.4),
)


@pytest.fixture
def asked(monkeypatch) -> list:
    """Questions put to the judging process, answered here."""
    questions = []

    def nearest(text, topics):
        questions.append((text, topics))
        return {topic: tuple(one for one in NEAR if topic in one.labels) for topic in topics}

    monkeypatch.setattr(judges, "nearest", nearest)
    return questions


def flagged(score: float, *why: str, topics: tuple[str, ...] = ("dan_van",)) -> tuple[TopicFlag, ...]:
    return tuple(TopicFlag(t, score, True, "rõ", tuple((word, 1.0) for word in why)) for t in topics)


def mapped(office, order: tuple[int, ...] = ()):
    """(case id, its provisions): three are touched, the last most likely, those at `order` to be read first."""
    review = factory.small_review()
    found = review.draft.provisions
    topics = {
        found[4].id: flagged(0.6, "tiếp_nhận"),
        found[6].id: flagged(0.7, "phải_nộp", "Phải_nộp", "hộ", "›Kinh_phí", topics=("dan_van", "quyen_cong_dan")),
        found[9].id: flagged(0.8, "báo_cáo"),
        found[11].id: (TopicFlag("dan_van", 0.1, False),),
    }
    return office.case(replace(review, topics=topics, reading_order=tuple(found[i].id for i in order)))[0], found


def topic_map(case: int, chosen: str | None = None, **state):
    """The view; with `chosen` as a press on that row leaves it."""
    at = open_page("desk", case)
    at.session_state["khung_trai"] = "Bản đồ chủ đề"
    for name, value in state.items():
        at.session_state[name] = value
    if chosen:
        at.session_state[CHOSEN] = (at.session_state["_review"][0][1], chosen)
    return run(at)


def listed(at) -> list[str]:
    table = next(json.loads(e.proto.json) for e in at.get("bidi_component") if "bang_chu_de" in e.proto.id)
    return [row["id"] for row in table["rows"]]


def test_the_list_follows_the_draft_until_asked_for_what_to_read_first(office):
    case, found = mapped(office, (11, 6, 9, 4))
    at = topic_map(case)
    assert listed(at) == [found[i].id for i in (4, 6, 9)]
    at.selectbox(key="loc_thu_tu_chu_de").set_value("nen_doc")
    assert listed(run(at)) == [found[i].id for i in (6, 9, 4)]
    assert "Xếp theo thứ tự nên đọc trước" in ORDERS.values()


def test_the_order_chosen_is_kept_while_the_draft_is_looked_at(office):
    case, found = mapped(office, (6, 9, 4))
    at = topic_map(case)
    at.selectbox(key="loc_thu_tu_chu_de").set_value("nen_doc")
    run(at).session_state["khung_trai"] = "Dự thảo"
    run(at).session_state["khung_trai"] = "Bản đồ chủ đề"
    assert listed(run(at))[0] == found[6].id


def test_a_review_stored_without_the_order_puts_the_likeliest_first(office):
    case, found = mapped(office)
    at = topic_map(case)
    at.selectbox(key="loc_thu_tu_chu_de").set_value("nen_doc")
    assert listed(run(at)) == [found[i].id for i in (9, 6, 4)]


def test_a_provision_shows_words_heading_and_labelled_provisions_like_it(office, asked):
    case, found = mapped(office)
    words = said(topic_map(case, found[6].id))
    assert "Từ ngữ làm căn cứ: phải nộp, hộ." in words and "Ở đề mục: Kinh phí." in words
    assert "Câu mẫu gần nhất về dân vận" in words and "Câu mẫu gần nhất về quyền công dân" in words
    assert all(words.count(one.text) == 1 for one in NEAR)  # one told under two topics stands there once
    assert "Nhãn: Dân vận (có liên quan); Quyền công dân (chạm rõ)" in words
    assert [topics for _, topics in asked] == [("dan_van", "quyen_cong_dan")] and asked[0][0].startswith("1. Mỗi hộ gia đình phải nộp")


def test_nothing_is_sought_before_a_row_is_pressed_nor_twice_for_the_same(office, asked):
    case, found = mapped(office)
    topic_map(case)
    assert asked == []
    run(topic_map(case, found[6].id))
    assert len(asked) == 1


def test_reading_goes_on_through_the_list_and_back_to_it(office, asked):
    case, found = mapped(office, (6, 9, 4))
    at = press(topic_map(case, found[6].id, thu_tu_chu_de="nen_doc"), "Sau ›")
    assert "báo cáo danh sách người tham dự" in said(at) and asked[-1][0].startswith("1. Điểm nhóm")
    assert len(listed(press(at, "‹ Danh sách"))) == 3


def test_the_draft_opens_at_the_provision(office, asked):
    case, found = mapped(office)
    at = press(topic_map(case, found[6].id), "Xem trong dự thảo")
    assert (at.session_state["khung_trai"], at.session_state["den_dieu"]) == ("Dự thảo", found[6].id)


def test_without_the_judging_process_the_reasons_and_the_finding_stand(office, monkeypatch):
    def stopped(text, topics):
        raise JudgeStopped()

    monkeypatch.setattr(judges, "nearest", stopped)
    case, found = mapped(office)
    words = said(topic_map(case, found[6].id))
    assert "Từ ngữ làm căn cứ: phải nộp" in words and "Chưa tìm được câu mẫu gần nhất" in words
    assert "Có buộc người dân đóng góp tiền ngoài quy định của luật không?" in words
