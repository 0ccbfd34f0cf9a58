"""The rule builder: one card a rule, its fields in plain words; a rule no form can show stays as it is and is changed in YAML."""

import streamlit as st

from pipelines import studio
from review_app.parts import notices
from review_app.viewer import show_table

Rule = dict
WORDS = studio.choices
UNLESS = "theo quy định của pháp luật"
SHOWN = 5  # words of a class, to give an idea of it
VARIANTS = (
    "Mỗi dòng một cách viết; chữ hoa, dấu phẩy và cách bỏ dấu thanh không cần để ý. Viết gọn: (thu|nộp) là “thu” hoặc “nộp”; "
    "cài ...3 ứng dụng là giữa hai cụm có thể xen tới 3 chữ; <so_tien> là một số tiền bất kỳ, các lớp từ khác xem ở cuối phần 3."
)


def edit(rules: list[tuple[int, Rule]], mark: str) -> list[Rule]:
    """The rules as the boxes now stand, out of (number, rule the boxes were filled with); the numbers keep boxes and rules together."""
    found = []
    for number, rule in rules:
        with st.container(border=True, key=f"so_cach_{number}_{mark}"):
            found.append(_rule(number, rule, f"{number}_{mark}"))
    return found


def _rule(number: int, rule: Rule, mark: str) -> Rule:
    kind = rule.get("primitive", "")
    notices.line(WORDS.RULE_WORDS.get(kind, f"Cách tìm có sẵn “{kind}”: sửa ở phần YAML"), "dam", key=f"so_ten_{mark}")
    boxes = {"phrase": _phrase, "norm": _norm, "absence": _absence, "time_limit": _time_limit, "regex": _regex}
    made = boxes[kind](dict(rule), mark) if kind in boxes else rule
    st.button("Bỏ cách tìm này", key=f"so_bo_{mark}", on_click=_remove, args=(number,))
    return made


def show_classes(checklist) -> None:
    """The classes of words that a phrase may name, on request."""
    if not st.toggle("Xem các lớp từ viết được trong dấu < >", key="so_lop_tu"):
        return
    wanted = st.text_input("Tìm lớp từ", key="so_lop_tim", placeholder="người dân, đóng góp, …").casefold().strip()
    rows = []
    for id, name in WORDS.class_words(checklist).items():
        known = [phrase for word in checklist.lexicon.classes[id].words for phrase in word.parts[0].labels]
        if wanted in f"{id} {name} {' '.join(known)}":
            rows.append({"cells": [f"<{id}>", name, "; ".join(known[:SHOWN])]})
    with st.container(height=300, border=False):
        show_table([("Viết", "9.5rem"), ("Nghĩa", "34%"), ("Ví dụ từ trong lớp", "")], rows, "Không có lớp nào như vậy.", key="so_lop_bang")


def untouched(number: int, rule: Rule, mark: str) -> bool:
    """Whether a rule is the blank one of phrases, and still is in its box."""
    return rule == WORDS.NEW_RULES["phrase"] and not st.session_state.get(f"so_cum_{number}_{mark}", "").strip()


def _remove(number: int) -> None:
    state = st.session_state["soan"]
    state["rules"] = [pair for pair in state["rules"] if pair[0] != number]


def lines(label: str, values: list, key: str, hint: str = "", height: int = 90) -> list[str]:
    """A box with one entry a line."""
    text = st.text_area(label, "\n".join(map(str, values)), key=key, height=height, placeholder=hint)
    return [line.strip() for line in text.splitlines() if line.strip()]


def _phrase(rule: Rule, mark: str) -> Rule:
    rule["any"] = lines("Nêu khi gặp một trong các cụm từ", rule.get("any", []), f"so_cum_{mark}", "(thu|nộp) …3 phí vệ sinh")
    notices.line(VARIANTS, key=f"so_meo_{mark}")
    return _surroundings(rule, mark)


def _norm(rule: Rule, mark: str) -> Rule:
    left, right = st.columns(2)
    with left:
        who = st.multiselect(
            "Ai", list(WORDS.ACTOR_WORDS), rule.get("who", []), WORDS.ACTOR_WORDS.get, key=f"so_ai_{mark}", placeholder="bất kỳ ai"
        )
        _put(rule, "who", who)
    with right:
        how = st.multiselect(
            "Phải, được hay không được", list(WORDS.MODALITY_WORDS), rule.get("modality", []), WORDS.MODALITY_WORDS.get,
            key=f"so_the_{mark}", placeholder="bất kỳ",
        )  # fmt: skip
        _put(rule, "modality", how)
    rule["act"] = lines("Làm việc gì", rule.get("act", []), f"so_viec_{mark}", "(nộp|đóng) …4 (tiền|quỹ)")
    notices.line(VARIANTS, key=f"so_meo_{mark}")
    left, right = st.columns(2)
    states = list(WORDS.PRESENCE_WORDS)
    for place, key, label in ((left, "amount", "Số tiền trong câu"), (right, "limit", "Thời hạn trong câu")):
        chosen = place.selectbox(label, states, states.index(rule.get(key, "tuy")), WORDS.PRESENCE_WORDS.get, key=f"so_{key}_{mark}")
        _put(rule, key, "" if chosen == "tuy" else chosen)
    return _surroundings(rule, mark)


def _absence(rule: Rule, mark: str) -> Rule:
    rule["when"] = lines("Khi dự thảo nêu việc A", rule.get("when", []), f"so_khi_{mark}", "thu hồi đất")
    rule["needed"] = st.text_input("mà thiếu việc B (tên để in ra)", rule.get("needed", ""), key=f"so_can_{mark}").strip()
    rule["missing"] = _scoped(
        "Dấu hiệu của việc B: chọn nơi tìm", "Việc B được coi là có khi {} có", rule.get("missing", {}), f"so_thieu_{mark}",
        "(bồi thường|hỗ trợ|tái định cư)",
    )  # fmt: skip
    each = st.checkbox("Nêu ở từng nơi (không đánh dấu: nêu một lần cho cả văn bản)", bool(rule.get("each")), key=f"so_moi_{mark}")
    _put(rule, "each", each)
    return _surroundings(rule, mark)


def _time_limit(rule: Rule, mark: str) -> Rule:
    procedures = []
    for n, procedure in enumerate(rule.get("procedures", [])):
        procedures.append(_procedure(dict(procedure), f"{n}_{mark}"))
    rule["procedures"] = procedures
    return rule


def _procedure(procedure: dict, mark: str) -> dict:
    procedure["name"] = st.text_input("Tên thủ tục", procedure.get("name", ""), key=f"so_tt_{mark}").strip()
    procedure["when"] = lines("Nhận ra thủ tục bằng các cụm từ", procedure.get("when", []), f"so_tt_khi_{mark}", "giải quyết khiếu nại")
    allowed, unit, most = st.columns(3)
    known = ", ".join(map(str, procedure.get("allowed", [])))
    text = allowed.text_input("Các số đúng", known, key=f"so_tt_so_{mark}", placeholder="10, 15")
    procedure["allowed"] = [int(part) for part in text.replace(" ", "").split(",") if part.isdecimal()]
    units = list(WORDS.UNITS)
    _put(procedure, "unit", unit.selectbox("Đơn vị", units, units.index(procedure.get("unit", "ngày")), key=f"so_tt_dv_{mark}"), "ngày")
    limit = most.number_input("hoặc không quá (0: không)", 0, 1000, procedure.get("at_most", 0), key=f"so_tt_qua_{mark}")
    _put(procedure, "at_most", int(limit))
    return procedure


def _regex(rule: Rule, mark: str) -> Rule:
    rule["like"] = st.text_input("Biểu thức chính quy", rule.get("like", ""), key=f"so_bt_{mark}", max_chars=300)
    notices.line("Dành cho người biết viết biểu thức. Biểu thức chạy quá 0,1 giây bị từ chối.", key=f"so_meo_{mark}")
    return _surroundings(rule, mark)


def _surroundings(rule: Rule, mark: str) -> Rule:
    """What else must stand around, what must not, and the silencers."""
    with st.expander("Điều kiện kèm theo và ngoại lệ", expanded=bool(rule.get("with") or rule.get("unless"))):
        more, except_ = rule.get("with", {}), rule.get("unless", {})
        _put(rule, "with", _scoped("Chỉ nêu khi có cụm từ khác: chọn nơi tìm", "Chỉ nêu khi {} có", more, f"so_kem_{mark}", "<so_tien>"))
        _put(rule, "unless", _scoped("Ngoại lệ: chọn nơi tìm cụm từ loại trừ", "Không nêu khi {} có", except_, f"so_tru_{mark}", UNLESS))
        usual = list(WORDS.default_guards(rule["primitive"]))
        now = list(rule.get("guards", usual))
        chosen = st.multiselect(
            "Bỏ qua khi là", list(WORDS.GUARD_WORDS), now, WORDS.GUARD_WORDS.get, key=f"so_loc_{mark}", placeholder="không bỏ qua gì"
        )
        if chosen != now or "guards" in rule:
            rule["guards"] = chosen
    return rule


def _scoped(label: str, asked: str, value: dict, key: str, hint: str) -> dict:
    """Phrases by where they are sought; `asked` names the box of one place, {} in it the place."""
    scopes = list(WORDS.SCOPE_WORDS)
    chosen = st.multiselect(label, scopes, list(value), WORDS.SCOPE_WORDS.get, key=key, placeholder="chọn nơi tìm")
    names = {scope: f"{asked.format(WORDS.SCOPE_WORDS[scope])} (mỗi dòng một cụm từ)" for scope in chosen}
    return {scope: lines(name, value.get(scope, []), f"{key}_{scope}", hint) for scope, name in names.items()}


def _put(rule: Rule, key: str, value, usual=None) -> None:
    """Keep a value that says something; an empty or usual one is not written, unless the rule wrote it already."""
    if value or (key in rule and value == rule[key]):
        if value != usual or key in rule:
            rule[key] = value
    else:
        rule.pop(key, None)
