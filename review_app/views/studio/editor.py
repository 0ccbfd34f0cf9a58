"""Soạn mục: an item as a form, its examples run while one types, and what it would change, before it is saved."""

import copy

import streamlit as st

from pipelines import studio
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices, words
from review_app.views.studio import effects, rules, sentences, working

NEW = "(mục mới)"
BLANK: dict = {
    "code": "", "question": "", "severity": "S2", "topic": "dan_van", "bases": [], "comment": "",
    "find": [studio.choices.NEW_RULES["phrase"]], "hits": [], "misses": [],
}  # fmt: skip


def show(at: records.Desk) -> None:
    own, _ = working.overlay(at)
    checklist = working.checklist(own)
    effects.prepare(at, checklist)
    notices.line(
        "Điền các phần 1 đến 4, xem ảnh hưởng ở phần 5 rồi lưu vào bản soạn. Lãnh đạo ký ở phần Phiên bản thì mục mới được dùng.",
        key="so_cach_lam",
    )
    _choose(checklist, own)
    _edit(at, own, checklist)


def open_item(own: studio.Overlay, code: str) -> None:
    """Put an item (NEW: a blank one) into the form; for callbacks."""
    entry = copy.deepcopy(BLANK) | {"code": _free_code(own)} if code == NEW else studio.whole_entry(own, "items", code)
    entry.pop("off", None)
    fill(code, entry)


def _free_code(own: studio.Overlay) -> str:
    """The next code of an office's own items: Y01, Y02…"""
    taken = {*own.entries("items"), *(item.code for item in studio.shipped().items)}
    return next(code for n in range(1, 1000) if (code := f"Y{n:02d}") not in taken)


def fill(code: str, entry: dict) -> None:
    """Fill the boxes with an entry; `code` is the item that is edited, NEW for none yet."""
    found = entry["find"] if isinstance(entry["find"], list) else [entry["find"]]
    turn = st.session_state.get("soan", {}).get("turn", 0) + 1
    # `first` and `rules` are what the boxes were filled with; what they hold now is gathered anew on every run
    st.session_state["soan"] = {
        "code": code,
        "first": entry,
        "bases": len(entry.get("bases", [])),
        "rules": list(enumerate(found)),
        "turn": turn,
    }
    st.session_state.pop("so_anh_huong", None)


def _choose(checklist, own: studio.Overlay) -> None:
    names = {NEW: "+ Mục mới"} | {i.code: f"{i.code} – {words.shorten(i.question, 100)}" for i in checklist.items}
    names |= {code: f"{code} – đang bỏ, không dùng" for code in own.entries("items") if code not in names}
    if "soan" not in st.session_state:
        open_item(own, st.session_state.get("muc") if st.session_state.get("muc") in names else NEW)
    now, turn = st.session_state["soan"]["code"], st.session_state["soan"]["turn"]
    place = list(names).index(now) if now in names else 0
    key = f"so_muc_{turn}"
    st.selectbox("Mục đang soạn", list(names), place, names.get, key=key, on_change=lambda: open_item(own, st.session_state[key]))


@st.fragment
def _edit(at: records.Desk, own: studio.Overlay, checklist) -> None:
    if st.session_state.pop("so_lai", False):  # saved: what this part was given is out of date
        st.rerun()
    state = st.session_state["soan"]
    mark = str(state["turn"])
    left, right = st.columns([1.15, 1], gap="large")
    with left:
        entry = _form(state, checklist, mark)
    with right:
        st.subheader("4. Câu thử")
        trial = sentences.show(entry, checklist, state["turn"])
        with st.expander("Xem và sửa dạng YAML"):
            _yaml(entry, own, mark)
        st.subheader("5. Ảnh hưởng")
        ready = effects.show(at, entry, trial, checklist)
        _save_buttons(at, own, entry, state["code"], trial, ready)


# ---------------------------------------------------------------- the form


def _form(state: dict, checklist, mark: str) -> dict:
    entry = dict(state["first"])
    st.subheader("1. Hỏi gì, nặng đến đâu")
    entry["question"] = st.text_area("Câu hỏi kiểm tra", entry["question"], key=f"so_hoi_{mark}", height=70, max_chars=400).strip()
    code, severity, topic = st.columns([0.7, 1, 1])
    new = state["code"] == NEW
    entry["code"] = code.text_input("Mã", entry["code"], key=f"so_ma_{mark}", max_chars=20, disabled=not new).strip()
    levels, topics = list(words.SEVERITY_NAMES), list(words.TOPIC_NAMES)
    entry["severity"] = severity.selectbox(
        "Mức độ", levels, levels.index(entry["severity"]), words.SEVERITY_NAMES.get, key=f"so_muc_do_{mark}"
    )
    entry["topic"] = topic.selectbox("Chủ đề", topics, topics.index(entry["topic"]), words.TOPIC_NAMES.get, key=f"so_chu_de_{mark}")
    with st.expander("Áp dụng cho loại văn bản nào"):
        _choices(entry, "cases", "Loại việc", studio.CASE_WORDS, f"so_viec_loai_{mark}")
        _choices(entry, "systems", "Hệ thống văn bản", studio.SYSTEM_WORDS, f"so_he_{mark}")
    st.subheader("2. Căn cứ và ý kiến")
    entry["bases"] = _bases(entry.get("bases", []), state["bases"], checklist.register, mark)
    state["bases"] = max(state["bases"], len(entry["bases"]))
    entry["comment"] = st.text_area(
        "Ý kiến gợi ý in trên phiếu", entry["comment"], key=f"so_y_kien_{mark}", height=90, max_chars=2000
    ).strip()
    wording = st.text_area(
        "Câu chữ đề nghị (không bắt buộc)", entry.get("suggestion", ""), key=f"so_cau_chu_{mark}", height=70, max_chars=2000
    ).strip()
    entry.pop("suggestion", None)
    entry |= {"suggestion": wording} if wording else {}
    st.subheader("3. Máy tìm thế nào")
    found = rules.edit(state["rules"], mark)
    _add_rule(state, mark)
    rules.show_classes(checklist)
    entry["find"] = found[0] if len(found) == 1 else found
    return entry


def _choices(entry: dict, key: str, label: str, names: dict[str, str], box: str) -> None:
    """All chosen is the rule and is not written."""
    chosen = st.multiselect(label, list(names), entry.get(key, list(names)), names.get, key=box, placeholder="chọn ít nhất một")
    if chosen and set(chosen) != set(names):
        entry[key] = chosen
    else:
        entry.pop(key, None)


def _bases(references: list[dict], rows: int, register, mark: str) -> list[dict]:
    """One row a reference and an empty one to add; an emptied row counts no more."""
    names = {"": "(chọn căn cứ)"} | {id: basis.cach_in for id, basis in register.bases.items()}
    names |= {r["id"]: f"{r['id']} (không có trong sổ)" for r in references if r["id"] not in names}
    ids, found = list(names), []
    empty: list[dict] = [{"id": ""}] * (rows + 1 - len(references))
    for n, reference in enumerate([*references, *empty]):
        left, right = st.columns([1.7, 1])
        id = left.selectbox("Căn cứ", ids, ids.index(reference["id"]), names.get, key=f"so_cc_{n}_{mark}", label_visibility="collapsed")
        article = right.text_input(
            "Điều, khoản", reference.get("article", ""), key=f"so_dk_{n}_{mark}", label_visibility="collapsed", placeholder="Điều … khoản …"
        ).strip()
        found += [{"id": id, "article": article} if article else {"id": id}] if id else []
    return found


def _add_rule(state: dict, mark: str) -> None:
    kinds, box = list(studio.choices.RULE_WORDS), f"so_them_{mark}"
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    left.selectbox("Thêm một cách tìm (đúng một cách là nêu)", kinds, format_func=studio.choices.RULE_WORDS.get, key=box)
    right.button("Thêm", key=f"so_them_nut_{mark}", on_click=_added, args=(state, box))


def _added(state: dict, box: str) -> None:
    """The chosen kind of rule; it takes the place of the blank one that a new item begins with."""
    number = max((n for n, _ in state["rules"]), default=-1) + 1
    state["rules"] = [pair for pair in state["rules"] if not rules.untouched(*pair, str(state["turn"]))]
    state["rules"].append((number, copy.deepcopy(studio.choices.NEW_RULES[st.session_state[box]])))


# ---------------------------------------------------------------- the YAML view


def _yaml(entry: dict, own: studio.Overlay, mark: str) -> None:
    text = studio.write_entry(entry)
    box = f"so_yaml_{mark}_{hash(text)}"
    st.text_area("YAML của mục", text, key=box, height=260)
    st.button("Đưa YAML này vào biểu mẫu", on_click=_from_yaml, args=(own, box), key="so_yaml_nut")
    if error := st.session_state.pop("so_yaml_loi", None):
        notices.refused(error, key="so_yaml_loi_hien")


def _from_yaml(own: studio.Overlay, box: str) -> None:
    """A good YAML text into the form; a bad one is refused with its line and the form stays."""
    try:
        read = studio.read_entry(st.session_state[box])
        studio.read_item(read, working.checklist(own))
        fill(st.session_state["soan"]["code"], read)
    except PipelineError as error:
        st.session_state["so_yaml_loi"] = error


# ---------------------------------------------------------------- saving


def _save_buttons(at: records.Desk, own: studio.Overlay, entry: dict, code: str, trial, ready: bool) -> None:
    may = at.user.can("checklist")
    taken = code == NEW and entry["code"] in {item.code for item in working.checklist(own).items}
    if taken:
        notices.warn(f"Mã {entry['code']} đã có; chọn mã khác.", key="so_trung")
    with st.container(horizontal=True):
        st.button(
            "Lưu mục vào bản soạn",
            type="primary",
            disabled=not (may and ready and trial.good and not taken),
            on_click=_save,
            args=(at, entry),
            key="so_luu",
        )
        if code != NEW:
            st.button("Bỏ mục này khỏi danh mục", disabled=not may, on_click=_take_out, args=(at, code), key="so_bo_muc")
            if code in own.entries("items") and studio.shipped_entry("items", code):
                st.button("Trở lại như trước khi cơ quan sửa", disabled=not may, on_click=_restore, args=(at, code), key="so_goc")
        if records.prepared_checklist_version(at):
            st.button("Sang phần Phiên bản để xem và ký", on_click=_to_versions, key="so_sang_pb")
    working.say()
    if not may:
        notices.line("Tài khoản này không có vai trò Quản trị danh mục nên chỉ xem và thử.", key="so_quyen")


def _to_versions() -> None:
    st.session_state["dm_phan"] = "phien-ban"
    st.session_state["so_lai"] = True


def _save(at: records.Desk, entry: dict) -> None:
    _stored(at, lambda own: own.put("items", studio.only_changes("items", entry)), f"Đã lưu mục {entry['code']}.", entry["code"])


def _take_out(at: records.Desk, code: str) -> None:
    def change(own: studio.Overlay) -> studio.Overlay:
        shipped = studio.shipped_entry("items", code) is not None
        return own.put("items", {"code": code, "off": True}) if shipped else own.drop("items", code)

    _stored(at, change, f"Đã bỏ mục {code} khỏi danh mục.", NEW)


def _restore(at: records.Desk, code: str) -> None:
    then = code if studio.shipped_entry("items", code) else NEW
    _stored(at, lambda own: own.drop("items", code), f"Mục {code} đã trở lại như cũ.", then)


def _stored(at: records.Desk, change, done: str, then: str) -> None:
    """Save a change, then open the item `then`."""
    if working.save(at, change, done):
        open_item(records.working_overlay(at)[0], then)
    st.session_state["so_lai"] = True
