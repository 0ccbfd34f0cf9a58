"""How far a change of items, words, names and legal bases reaches, seen before it is signed."""

import datetime

import pytest

from pipelines.checklist import run_checklist
from pipelines.studio import Overlay, compose, reach, shipped, touched_samples
from tests.factories import a_draft
from tests.studio.factory import ITEM, NAME, TERM

DAY = datetime.date(2026, 11, 26)
LAW = {"id": "luat-thdccs-2022", "het_hieu_luc": "2026-01-01"}
LEVY = "Thợ chài bến Sông phải nộp 100.000 đồng mỗi tháng để xây cổng chào của tổ."
DRAFTS = [
    ("01/2026", a_draft("Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15.", "Sạp chợ chỉ giao cho hộ khẩu thường trú."), DAY),
    ("02/2026", a_draft("Cán bộ tổ dân phố bến cũ đến từng nhà.", LEVY), DAY),
]


def change(part: str, entry: dict):
    return compose(Overlay().put(part, entry))


@pytest.mark.parametrize(
    "part, entry, code, place",
    [
        ("bases", LAW, "A07", "01/2026"),  # the law cited is no longer in force
        ("names", NAME, "H04", "02/2026"),
        ("items", ITEM, "Y01", "01/2026"),
    ],
)
def test_a_change_shows_what_is_found_anew_and_taken_back_what_is_lost(part, entry, code, place):
    found = reach(shipped(), change(part, entry), DRAFTS)
    assert [(c.code, c.place) for c in found.new] == [(code, place)] and not found.lost
    back = reach(change(part, entry), shipped(), DRAFTS)
    assert back.lost == found.new and not back.new


def test_a_term_shows_what_its_class_makes_of_it():
    norm = {"primitive": "norm", "act": ["nộp"], "who": ["nguoi_dan"], "modality": ["phai"], "amount": "co"}
    own = Overlay().put("items", ITEM | {"find": norm})
    found = reach(compose(own), compose(own.put("glossary", TERM)), DRAFTS)
    assert ("Y01", "02/2026", LEVY) in [(c.code, c.place, c.text) for c in found.new]


def test_only_what_can_change_is_run_and_nothing_is_missed():
    after = compose(Overlay().put("bases", LAW).put("names", NAME).put("glossary", TERM).put("items", {"code": "F04", "off": True}))
    fund = ("03/2026", a_draft("Mỗi hộ nộp quỹ an ninh 50.000 đồng."), DAY)
    drafts = [*DRAFTS, fund, *touched_samples(shipped(), after)[::9]]
    found = reach(shipped(), after, drafts)
    whole = {side: set() for side in "ab"}
    for place, draft, day in drafts:
        for side, checklist in (("a", shipped()), ("b", after)):
            whole[side] |= {(f.code, place, f.quote) for f in run_checklist(checklist, draft, day, apart=True)[0]}
    assert {(c.code, c.place, c.quote) for c in found.new} == whole["b"] - whole["a"]
    assert {(c.code, c.place, c.quote) for c in found.lost} == whole["a"] - whole["b"] and found.lost


def test_the_samples_that_hold_a_changed_word_are_tried():
    after = change("glossary", TERM | {"term": "cổng chào"})
    tried = touched_samples(shipped(), after)
    assert len(tried) > 5 and all("cổng chào" in draft.text.casefold() for _, draft, _ in tried)
    assert touched_samples(shipped(), change("glossary", TERM)) == ()


def test_a_change_of_words_for_people_changes_no_finding():
    found = reach(shipped(), change("items", {"code": "F04", "comment": "Lời khác."}), DRAFTS)
    assert (found.new, found.lost, found.drafts) == ((), (), 2)
