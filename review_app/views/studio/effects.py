"""What a change does: over the newest stored drafts and the labelled samples, found and lost side by side, before it is signed."""

import threading

import streamlit as st

from pipelines import studio
from pipelines.errors import PipelineError
from review_app import records
from review_app.parts import notices, words
from review_app.viewer import show_passage
from review_app.views.studio import spelled, working

DRAFTS = (10, 50, 200)
REACHED = 50  # newest drafts a change of words, names or bases is tried on
SHOWN = 15  # of each kind on the page


def prepare(at: records.Desk, checklist) -> None:
    """While an item is written the newest drafts are judged in the background, once a session: its effect then shows sooner."""
    if "so_doc_truoc" not in st.session_state:
        st.session_state["so_doc_truoc"] = True
        drafts = [draft for _, draft, _ in records.recent_drafts(at, REACHED)]
        threading.Thread(target=studio.look_ahead, args=(checklist, drafts), name="doc-truoc", daemon=True).start()


def show(at: records.Desk, entry: dict, trial, checklist) -> bool:
    """The part of the editor; True when the effect of exactly this entry has been looked at."""
    left, right = st.columns([1, 1.4], vertical_alignment="bottom")
    count = left.selectbox("Số dự thảo gần nhất", DRAFTS, 1, key="so_so_du_thao")
    pressed = right.button("Xem ảnh hưởng", disabled=trial.item is None or bool(trial.fault), key="so_xem")
    mark = studio.write_entry(entry) if entry["code"] else ""
    if pressed:
        old = next((item for item in checklist.items if item.code == entry["code"]), None)
        st.session_state["so_anh_huong"] = (mark, *_look(at, old, trial.item, checklist, count))
    held = st.session_state.get("so_anh_huong")
    if not held or held[0] != mark:
        notices.line("Bấm Xem ảnh hưởng trước khi lưu: mục sẽ được chạy trên các dự thảo đã có và các mẫu có nhãn.", key="so_chua_xem")
        return False
    _report(*held[1:])
    return True


def _look(at: records.Desk, old, new, checklist, count: int):
    found = studio.effect(old, new, checklist, records.recent_drafts(at, count))
    result, elsewhere = studio.on_samples(old, new, checklist)
    outcomes, drafts = records.read_outcomes(at)
    return found, result, elsewhere, studio.health([new.code], outcomes, drafts)[0]


def _report(found, result, elsewhere, health) -> None:
    seconds = f"{found.seconds:.1f}".replace(".", ",")
    said = [f"Chạy {found.drafts} dự thảo trong {seconds} giây: giữ {found.kept}, thêm {len(found.new)}, bớt {len(found.lost)}."]
    if result:
        said.append(
            f"Mẫu có nhãn của mục: bắt đúng {result.caught_after}/{result.hits} (trước: {result.caught_before}), "
            f"bắt nhầm {result.false_after}/{result.misses} (trước: {result.false_before})."
        )
    if health.decided:
        low, high = health.interval
        said.append(
            f"Người rà soát đã nhận {health.accepted}/{health.decided} điểm của mục này ({spelled.share(low)} – {spelled.share(high)})."
        )
    for number, line in enumerate(said):
        notices.line(line, "dong", key=f"so_ah_{number}")
    if found.failures:
        notices.warn(f"Mục bị dừng giữa chừng ở {len(found.failures)} dự thảo (quá thời gian).", key="so_ah_hong")
    _side_by_side((*found.new, *elsewhere.new), (*found.lost, *elsewhere.lost), "so_ra")


def reached(at: records.Desk, before: studio.Overlay, after: studio.Overlay, key: str) -> None:
    """What a change of words, names, bases or many items does, shown on request."""
    mark = (before, after)
    if st.button("Xem ảnh hưởng", disabled=before == after, key=f"{key}_xem"):
        try:
            sides = working.checklist(before), working.checklist(after)
            drafts = (*records.recent_drafts(at, REACHED), *studio.touched_samples(*sides))
            st.session_state[key] = (mark, studio.reach(*sides, drafts))
        except PipelineError as error:
            notices.refused(error, key=f"{key}_loi")
            return
    held = st.session_state.get(key)
    if held and held[0] == mark:
        found = held[1]
        seconds = f"{found.seconds:.1f}".replace(".", ",")
        said = f"Chạy {found.drafts} dự thảo và mẫu câu trong {seconds} giây: thêm {len(found.new)}, bớt {len(found.lost)}."
        notices.line(said, "dong", key=f"{key}_noi")
        if found.failures:
            notices.warn(f"Có mục bị dừng giữa chừng ở {len(found.failures)} dự thảo.", key=f"{key}_hong")
        _side_by_side(found.new, found.lost, key)


def _side_by_side(new: tuple, lost: tuple, key: str) -> None:
    left, right = st.columns(2)
    with left:
        _changes("Nêu thêm", new, f"{key}_them")
    with right:
        _changes("Thôi không nêu", lost, f"{key}_bot")


def _changes(title: str, changes: tuple, key: str) -> None:
    lines = [("muc", [(f"{title}: {len(changes)}", "")])]
    for change in changes[:SHOWN]:
        lines.append(("nho", [(f"{change.code}: {change.place}, {change.label}", "")]))
        lines.append(("vb", _quoted(change)))
    if len(changes) > SHOWN:
        lines.append(("nho", [(f"và {len(changes) - SHOWN} chỗ khác", "")]))
    show_passage(lines, key=key)


def _quoted(change) -> list[tuple[str, str]]:
    """The provision around the quote, which is marked."""
    at = change.text.find(change.quote)
    if at < 0 or not change.quote:
        return [(words.shorten(change.text, 300), "")]
    before, after = change.text[max(0, at - 120) : at], change.text[at + len(change.quote) : at + len(change.quote) + 120]
    return [(before, ""), (change.quote, "moc"), (after, "")]
