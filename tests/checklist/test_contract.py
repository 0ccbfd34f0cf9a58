"""Every primitive keeps the contract: places in range, the same each time, any text survived, a wrong setting refused with its line."""

import dataclasses
import datetime
import pathlib
import tempfile
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.checklist import load_checklist, run_checklist, strict_yaml
from pipelines.checklist.examples import draft_of, reading_of
from pipelines.checklist.primitives import PRIMITIVES
from pipelines.checklist.schema import Example
from pipelines.errors import ChecklistError
from pipelines.structure import build_draft

DAY = datetime.date(2026, 11, 15)
CHECKLIST = load_checklist()
USERS = {name: [i for i in CHECKLIST.items if any(type(p) is kind for p in i.find.any)] for name, kind in PRIMITIVES.items()}
ITEM = """\
- code: X01
  question: "Có không?"
  severity: S2
  topic: dan_van
  comment: "Đề nghị xem lại."
  find: FIND
  hits: ["a", "b", "c"]
  misses: ["d", "e", "f"]
"""
OWN = {
    "norm": '{act: ["<nop_giay_to>", "nộp thêm"], who: [nguoi_dan]}',
    "tokens": '{calls_for: ["nộp"], steps: [{words: [nộp]}, {any: 4}, {shape: number}]}',
    "regex": '{like: "\\\\d+ đồng"}',
}  # primitives that an office may use and the house's items need not
NAUGHTY = (
    "", " ", "\n\n\t", "1.", "((((", "không " * 300, "a" * 5000, "Điều 5. Điều 5. Điều 5.", "\u200b\u00ad\ufeff",
    "No\u0302\u0323p tie\u0302\u0300n",
    "nộp 1.000.000.000.000.000 đồng", "😀 nộp 5 đồng 😀", "<script>nộp thêm 5</script>", "khoản 99 Điều 99 Quy chế này", "số 25-NQ/TW",
    "ngày 99/99/9999", "…………", "(ĐẢNG) BCĐ QCDC", "100%", "Uỷ ban, Ủy ban", "Phụ lục", "{cu} {moi}", "\\d+ .* [", "RUN ON " * 200,
)  # fmt: skip


def office_item(find: str):
    """A checklist of one item of an office, with this `find`."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "thu.yaml")
        path.write_text(ITEM.replace("FIND", find), encoding="utf-8")
        return load_checklist(path)


def single(name: str):
    """A checklist of one item that uses the primitive, from the house or made here."""
    if name in OWN:
        return office_item(OWN[name].replace("{", "{primitive: " + name + ", ", 1))
    return CHECKLIST.only(USERS[name][0].code)


def judged(checklist, text: str, whole: bool = False):
    lines = ("QUY CHẾ", "Thử", "Điều 1. Phạm vi", text or "x", "Điều 2. Hiệu lực", "1. Có hiệu lực từ ngày ký.")
    draft = build_draft(reading_of(Example(document=lines))) if whole else draft_of(Example(text=text or "x"))
    findings, failures = run_checklist(checklist, draft, DAY, case=checklist.items[0].cases[0])
    assert failures == []
    for f in findings:
        assert 0 <= f.start <= f.end <= len(draft.text) and draft.text[f.start : f.end] == f.quote
        assert all(0 <= e.start <= e.end <= len(draft.text) and draft.text[e.start : e.end] == e.quote for e in f.evidence)
    return findings


def test_every_primitive_is_used_or_tried_here():
    assert {name for name, items in USERS.items() if not items} <= set(OWN)


@pytest.mark.parametrize("name", PRIMITIVES)
def test_it_is_a_frozen_dataclass_with_one_way_to_find(name):
    kind = PRIMITIVES[name]
    assert dataclasses.is_dataclass(kind) and kind.__dataclass_params__.frozen
    assert hasattr(kind, "find") != hasattr(kind, "find_document")
    assert __import__(kind.__module__, fromlist=["x"]).__doc__.startswith(f"{name}:")


@pytest.mark.parametrize("name", PRIMITIVES)
@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_any_text_is_survived_with_places_in_range(name, text):
    checklist = single(name)
    assert judged(checklist, text) == judged(checklist, text)
    judged(checklist, text, whole=True)


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_all_items_survive_any_text(text):
    judged(CHECKLIST, text)


@pytest.mark.parametrize("name", PRIMITIVES)
def test_an_unknown_setting_is_refused_with_file_and_line(name):
    value = strict_yaml.parse("\nkhong_co: [1]\n", "thu.yaml")
    with pytest.raises(ChecklistError) as caught:
        strict_yaml.build(PRIMITIVES[name], value)
    assert caught.value.message.startswith("thu.yaml, dòng 2") and "khong_co" in caught.value.message


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_office_can_use_norms_token_patterns_and_expressions(form):
    def found(name: str, text: str):
        return judged(single(name), unicodedata.normalize(form, text))

    assert found("norm", "Người dân phải nộp thêm giấy xác nhận của khu.")
    assert not found("norm", "Cán bộ nộp thêm báo cáo về phòng.")
    assert found("tokens", "Hộ dân nộp vào quỹ chung 500 nghìn.")
    assert not found("tokens", "Hộ dân nộp vào quỹ chung.")
    assert found("regex", "Mỗi hộ 500 đồng.")


def test_a_slow_expression_breaks_only_itself():
    checklist = office_item('{primitive: regex, like: "(a|aa)+$"}')
    findings, failures = run_checklist(checklist, draft_of(Example(text="a" * 60 + "b")), DAY)
    assert findings == [] and [(f.code, f.reason) for f in failures] == [("X01", "TimeoutError")]


@pytest.mark.parametrize("like", ["(", "[a", "*", "(?P<x"])
def test_a_wrong_expression_is_refused(like):
    value = strict_yaml.parse(f'like: "{like}"\n', "thu.yaml")
    with pytest.raises(ChecklistError, match="thu.yaml, dòng 1: biểu thức"):
        strict_yaml.build(PRIMITIVES["regex"], value)
