"""Weighing: what a detector proposes is shown when all signs together speak for it, and silent when they speak against it."""

import dataclasses
import datetime
import json
import shutil

import numpy as np
import pytest

from pipelines.checklist import run_checklist
from pipelines.checklist.context import Context
from pipelines.checklist.detectors import load_detectors
from pipelines.checklist.encoder import load_encoder
from pipelines.checklist.examples import draft_of
from pipelines.checklist.schema import Example
from pipelines.checklist.weighing import judge as weighing_judge
from pipelines.checklist.weighing.model import FOLDER, WEIGHTS, Bar, Sum, Weigher, load_weigher
from pipelines.checklist.weighing.signs import CLOSE, NAMES, QUICK, READ, Proposal
from pipelines.checklist.weighing.training import Labelled, Planted, touches, train
from pipelines.errors import ModelError
from pipelines.weights import CARD

DAY = datetime.date(2026, 11, 15)
LEVY = "Hộ chưa nộp đủ quỹ thì khu phố chưa xác nhận hồ sơ vay vốn, chưa ký giấy cho con em nhập học."
SOUND = "Khu phố hướng dẫn hộ nghèo lập hồ sơ vay vốn, không thu bất cứ khoản nào của người nộp hồ sơ."


def draft(*texts: str):
    return draft_of(Example(text=" ".join(texts), context="Điều 5. Tổ chức thực hiện", kind="Quy chế"))


def weigher(chance: float, **changes):
    """A weigher that finds every proposal equally likely."""
    bias = float(np.log(chance / (1 - chance)))
    sums = {"first": Sum(np.zeros(len(NAMES)), bias), "closer": Sum(np.zeros(len(NAMES) + len(CLOSE)), bias)}
    bars = {"shown": dict.fromkeys(("S1", "S2", "S3"), Bar(0.5, 0.5)), "kept": dict.fromkeys(("S1", "S2", "S3"), Bar(0.2, 0.2))}
    return Weigher(**{"worth": 0.0} | bars | sums | changes)


def codes(checklist, monkeypatch, chance: float, text: str, *only: str) -> dict[str, tuple[str, ...]]:
    """code → why, with every proposal given that chance."""
    monkeypatch.setattr(weighing_judge, "load_weigher", lambda: weigher(chance))
    findings, failures = run_checklist(checklist.only(*only), draft(text), DAY)
    assert failures == []
    return {f.code: f.why for f in findings}


def learned_only(checklist, code: str):
    """The item with its detectors alone."""
    item = checklist.item(code)
    kept = tuple(p for p in item.find.any if type(p).__name__ == "Detector")
    items = tuple(dataclasses.replace(i, find=dataclasses.replace(i.find, any=kept)) if i.code == code else i for i in checklist.items)
    return dataclasses.replace(checklist, items=items)


def test_a_likely_proposal_is_shown_though_the_items_conditions_fail_and_says_so(checklist, monkeypatch):
    text = f"{LEVY} Việc này theo quy định của pháp luật."
    silent = codes(learned_only(checklist, "F03"), monkeypatch, 0.3, text, "F03")
    shown = codes(learned_only(checklist, "F03"), monkeypatch, 0.9, text, "F03")
    assert "F03" in shown
    if "F03" not in silent:
        assert weighing_judge.UNCONFIRMED in shown["F03"]


def test_an_unlikely_proposal_is_silent_though_the_conditions_hold(checklist, monkeypatch):
    bare = learned_only(checklist, "F03")
    assert "F03" in codes(bare, monkeypatch, 0.9, LEVY, "F03")
    assert codes(bare, monkeypatch, 0.01, LEVY, "F03") == {}


def test_what_a_rule_matched_is_never_silenced_by_the_weights(checklist, monkeypatch):
    text = "Mỗi hộ kinh doanh nộp phí trật tự 50.000 đồng một tháng cho phường."
    assert "A06" in codes(checklist, monkeypatch, 0.001, text, "A06")


def test_a_code_far_less_likely_than_another_on_the_same_words_is_not_raised_beside_it(checklist, monkeypatch):
    monkeypatch.setattr(weighing_judge, "load_weigher", lambda: weigher(0.9))
    freely = {f.code for f in run_checklist(checklist, draft(LEVY), DAY)[0]}
    monkeypatch.setattr(weighing_judge, "BEHIND", -100.0)
    crowded = {f.code for f in run_checklist(checklist, draft(LEVY), DAY)[0]}
    assert "F03" in freely and freely < crowded


def test_every_sign_of_a_proposal_is_a_finite_number_and_the_quick_ones_bound_its_chance(checklist):
    context = Context(checklist, draft(LEVY, SOUND), DAY)
    for item in checklist.items:
        asked, proposals = weighing_judge.proposals_of(context, item, ())
        signs = weighing_judge.all_signs(asked, item, proposals)
        assert signs.shape == (len(proposals), len(NAMES) + len(CLOSE)) and np.isfinite(signs).all()
        if proposals:
            first = load_weigher().first
            assert (first.highest(signs[:, : len(QUICK)]) >= first.chances(signs[:, : len(NAMES)]) - 1e-9).all()


def test_the_rule_sign_makes_a_proposal_likelier(checklist):
    context = Context(checklist, draft(LEVY), DAY)
    item = checklist.item("F03")
    chances = []
    for ruled in ((), {p.id for p in context.draft.provisions}):
        asked, proposals = weighing_judge.proposals_of(context, item, ruled)
        chances.append(load_weigher().closer.chances(weighing_judge.all_signs(asked, item, proposals))[0])
    assert chances[1] > chances[0]


@pytest.mark.parametrize(("crowding", "bar"), [(0.0, 0.3), (6.0, 0.3), (7.5, 0.45), (9.0, 0.6), (40.0, 0.6)])
def test_where_everything_sounds_like_a_defect_more_likeness_is_asked(crowding, bar):
    assert Bar(0.3, 0.6).at(crowding) == pytest.approx(bar)


def test_a_sentence_tried_alone_is_no_crowd_but_a_long_draft_of_such_sentences_is(checklist):
    alone, many = (Context(checklist, draft(" ".join([LEVY] * times)), DAY) for times in (1, 60))
    alone.crowd = many.crowd = (40.0, 20.0)
    assert alone.crowding < 2 < many.crowding == 20.0


class Reader:
    """An encoder that finds every clause equally likely, and remembers what it was given to read."""

    def __init__(self, logit: float):
        self.logit, self.codes, self.given = logit, load_encoder().codes, []

    def score(self, provisions):
        self.given += [text for text, _ in provisions]
        return [np.full((len(clauses), len(self.codes)), self.logit) for _, clauses in provisions]


def test_the_encoder_reads_once_and_only_where_something_doubtful_is_proposed(checklist):
    context = Context(checklist, draft(LEVY, "\nCác phòng họp vào thứ hai hằng tuần tại trụ sở."), DAY)
    context.encoder = Reader(1.0)
    for code in ("F03", "F03", "A04"):
        item = checklist.item(code)
        weighing_judge.weigh(context, item, (), []).shown()
    assert context.encoder.given == [r.text for r in context.judged if LEVY in r.text]


def test_what_the_encoder_says_decides_between_equal_proposals(checklist):
    by_reading = np.zeros(len(NAMES) + len(CLOSE))
    by_reading[len(NAMES) + READ.index("read_score")] = 1.0
    item, shown = learned_only(checklist, "F03").item("F03"), {}
    for logit in (-3.0, 3.0):
        context = Context(checklist, draft(LEVY), DAY)
        context.encoder = Reader(logit)
        _, proposals = weighing_judge.proposals_of(context, item, ())
        signs = weighing_judge.all_signs(context, item, proposals)
        shown[logit] = (Sum(by_reading, 0.0).chances(signs) >= 0.5).any()
    assert shown == {-3.0: False, 3.0: True}


@pytest.mark.parametrize("harm", ["missing", "changed", "other signs"])
def test_missing_changed_or_foreign_weights_are_refused(tmp_path, harm):
    for name in (WEIGHTS, CARD):
        shutil.copy(FOLDER / name, tmp_path)
    if harm == "missing":
        (tmp_path / CARD).unlink()
    elif harm == "changed":
        (tmp_path / WEIGHTS).write_bytes((tmp_path / WEIGHTS).read_bytes() + b" ")
    else:
        import hashlib

        stored = json.loads((tmp_path / WEIGHTS).read_bytes())
        stored["first"]["signs"]["la"] = stored["first"]["signs"].pop(NAMES[0])
        raw = json.dumps(stored).encode()
        (tmp_path / WEIGHTS).write_bytes(raw)
        (tmp_path / CARD).write_text(json.dumps({"sha256": hashlib.sha256(raw).hexdigest()}), encoding="utf-8")
    with pytest.raises(ModelError):
        load_weigher(tmp_path)


def test_the_same_drafts_give_the_same_weights(checklist, tmp_path):
    labelled = [Labelled(draft(SOUND, LEVY), (Planted(LEVY, frozenset(["F03"])),)), Labelled(draft(SOUND), ())] * 4
    cards = [train(checklist, load_detectors(), load_encoder(), labelled, [draft(SOUND)], tmp_path / name) for name in ("a", "b")]
    assert cards[0]["sha256"] == cards[1]["sha256"]
    assert cards[0]["data"] == {"drafts": 8, "defects": 4, "issued": 1}
    learned = load_weigher(tmp_path / "a")
    assert learned.first.chances(np.zeros((1, len(NAMES)))).shape == (1,)
    assert learned.closer.chances(np.zeros((1, len(NAMES) + len(CLOSE)))).shape == (1,)


def test_only_the_clause_that_holds_the_defect_shows_how_one_looks(checklist):
    one = draft(SOUND, LEVY)
    (reading,) = [r for r in Context(checklist, one, DAY).judged if LEVY in r.text]
    taught = [c for c in reading.clauses if touches(Proposal(0, reading, c, 0.9, False), "chưa ký giấy cho con em nhập học", one.text)]
    assert [one.text[c.start : c.end].strip() for c in taught] == ["chưa ký giấy cho con em nhập học"]
