"""An office's changes on the shipped checklist: what counts, what is refused and in which words."""

import pytest

from pipelines.errors import ChecklistError
from pipelines.review import keep_together
from pipelines.studio import Overlay, compose, only_changes, shipped, shipped_entry, try_entry, whole_entry, write_entry
from tests.studio.factory import BASIS, ITEM, TERM, full_overlay


def test_without_changes_the_shipped_checklist_itself_is_used():
    assert compose(Overlay()) is shipped()


def test_an_office_adds_an_item_changes_one_and_takes_one_out():
    made = compose(full_overlay())
    codes = {item.code for item in made.items}
    assert "Y01" in codes and "H01" not in codes
    assert made.item("G02").kinds == ("Kế hoạch",)
    assert made.item("G02").question == shipped().item("G02").question
    untouched = codes - {"Y01", "G02"}
    assert all(made.versions[code] == shipped().versions[code] for code in untouched)
    assert made.version != shipped().version and made.version == compose(full_overlay()).version


def test_a_change_dropped_leaves_what_was_shipped():
    overlay = full_overlay().drop("items", "Y01").drop("items", "H01").drop("items", "G02")
    assert {i.code for i in compose(overlay).items} == {i.code for i in shipped().items}


def test_the_overlay_holds_only_what_differs_from_the_shipped_entry():
    entry = shipped_entry("items", "A06")
    changed = {**entry, "severity": "S2"}
    del changed["suggestion"]
    stored = only_changes("items", changed)
    assert set(stored) == {"code", "severity", "without"} and stored["without"] == ["suggestion"]
    overlay = Overlay().put("items", stored)
    assert whole_entry(overlay, "items", "A06") == changed
    assert compose(overlay).item("A06").suggestion == "" and compose(overlay).item("A06").severity == "S2"


@pytest.mark.parametrize("code", [item.code for item in shipped().items])
def test_every_shipped_item_survives_the_editor(code):
    entry = shipped_entry("items", code)
    assert compose(Overlay().put("items", entry)).item(code) == shipped().item(code)


def test_a_term_of_the_office_counts_as_a_word_of_its_class():
    norm = {"primitive": "norm", "act": ["nộp"], "who": ["nguoi_dan"], "modality": ["phai"], "amount": "co"}
    said = [f"{name} phải nộp {n}00.000 đồng." for n, name in enumerate(("Thợ chài bến Sông", "Hộ dân", "Mỗi hộ"), 1)]
    entry = ITEM | {"find": norm, "hits": said}
    assert not try_entry(entry | {"hits": [said[0]] * 3}, shipped()).good
    assert try_entry(entry, compose(Overlay().put("glossary", TERM))).good


def test_a_name_and_a_basis_of_the_office_are_in_the_register():
    register = compose(full_overlay()).register
    assert register.printed(register.reference("qd-cho-phuong")).endswith("(cần đối chiếu)")
    assert "to_dan_pho_cu" in {name.id for name in register.names}


@pytest.mark.parametrize(
    "part, entry, said",
    [
        ("items", ITEM | {"severity": "S9"}, "chọn một trong: S1, S2, S3"),
        ("items", ITEM | {"bases": [{"id": "khong-co"}]}, "không có căn cứ “khong-co”"),
        ("items", ITEM | {"bases": [{"id": "hien-phap"}]}, "gần giống: hien-phap-2013 (Hiến pháp năm 2013)"),
        ("items", ITEM | {"find": {"primitive": "phrase", "any": ["<nguoi_dân> nộp"]}}, "kiểm tra dấu ngoặc"),
        ("items", ITEM | {"find": {"primitive": "phrase", "any": ["<nguoi_dam> nộp"]}}, "gần giống: nguoi_dan (người dân, hộ gia đình)"),
        ("items", ITEM | {"hits": ["một câu"]}, "ít nhất 3 ví dụ"),
        ("items", ITEM | {"find": {"primitive": "regex", "like": "(a+)+$"}}, "chạy quá chậm"),
        ("bases", BASIS | {"ngay_ban_hanh": "02/03/2026"}, "ngày viết sai"),
        ("bases", BASIS | {"thay_the": ["khong-co"]}, "chưa có trong sổ"),
        ("bases", {"id": "hien-phap-2013", "off": True}, "đang dùng căn cứ"),
        ("glossary", TERM | {"class": "nguoi"}, "chọn một trong"),
        ("glossary", TERM | {"term": "thợ … chài"}, "không dùng “…”"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_choices(part, entry, said):
    with pytest.raises(ChecklistError, match="của cơ quan") as refused:
        compose(Overlay().put(part, entry))
    assert said in refused.value.message


def test_the_examples_show_at_once_which_line_is_wrong():
    entry = ITEM | {"hits": [*ITEM["hits"], "Câu này không liên quan."]}
    trial = try_entry(entry, shipped())
    assert not trial.good and [line.right for line in trial.lines] == [True, True, True, False, True, True, True]


def test_the_examples_run_before_there_are_enough_of_them():
    trial = try_entry(ITEM | {"hits": ITEM["hits"][:1], "misses": []}, shipped())
    assert "ít nhất 3 ví dụ" in trial.fault and trial.lines[0].caught and not trial.good


def test_a_rule_that_cannot_be_read_says_why_and_runs_nothing():
    trial = try_entry(ITEM | {"find": {"primitive": "phrase", "any": ["… nộp"]}}, shipped())
    assert trial.item is None and "bắt đầu và kết thúc bằng chữ" in trial.fault


@pytest.mark.parametrize(
    "changes, field, said",
    [
        ({"severity": "S9"}, "severity", "chọn một trong: S1, S2, S3"),
        ({"find": {"primitive": "phrase", "any": ["(thu|nộp phí"]}}, "find", "kiểm tra dấu ngoặc"),
        ({"bases": [{"id": "hien-phap-2013"}, {"id": "khong-co"}]}, "code", "không có căn cứ"),
        ({"cases": ["van_ban_dang", "x"]}, "cases", "chọn một trong"),
    ],
)
def test_a_refusal_names_the_field_and_the_line_of_the_yaml_view(changes, field, said):
    trial = try_entry(ITEM | changes, shipped())
    line = write_entry(ITEM | changes).splitlines()[trial.row - 1]
    assert trial.field == field and said in trial.fault and (line.startswith(field) or line.startswith(" "))


def test_a_term_of_the_office_stays_one_word():
    text = "Các thợ chài bến Sông được phát áo phao."
    terms = compose(Overlay().put("glossary", TERM)).lexicon.terms
    words = [(0, 3), (4, 7), (8, 12), (13, 16), (17, 21), (22, 26), (27, 31), (32, 39)]
    assert [text[a:b] for a, b in keep_together(text, words, terms)] == ["Các", "thợ chài bến Sông", "được", "phát", "áo phao"]
    assert keep_together(text, words, ("không có ở đây",)) == words
