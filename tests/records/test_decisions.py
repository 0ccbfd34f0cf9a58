"""A reviewer decides: stored at once, never over another's word, taken back step by step."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.types import Basis, Decision
from review_app.records import (
    BadInput,
    CaseLocked,
    NotFound,
    NothingToUndo,
    OwnFinding,
    SheetWords,
    StaleDecision,
    StaleRecord,
    add_note,
    answer_second_look,
    approve,
    clear_decision,
    enter,
    list_notes,
    list_own_findings,
    mark_seen,
    open_store,
    read_decisions,
    read_history,
    read_progress,
    read_second_looks,
    read_seen,
    remove_note,
    remove_own_finding,
    save_decision,
    save_own_finding,
    save_sheet_words,
    sheet_words,
    undo,
    verify_store,
)
from review_app.records.words import typed
from tests.records.conftest import a_case, a_file, person

GOP_Y = Decision("F04-10", "gop_y")
SUA_LOI = Decision("F04-10", "sua_loi", "Đề nghị bỏ mức thu.", "vận động tự nguyện")
KHONG = Decision("F04-10", "khong_gop_y", reason="Đã có nghị quyết của HĐND.")


def own(file_id: int, comment: str = "Chưa rõ cơ quan tiếp nhận phản ánh.", **more) -> OwnFinding:
    place = {"provision": "muc_I__2", "quote": "Công khai", "start": 45, "end": 54, "topic": "dan_van", "severity": "S2"}
    return OwnFinding(0, file_id, comment=comment, wording="", **{**place, **more})


def test_a_saved_decision_is_there_for_another_program_at_once(lite):
    desk = enter(lite)
    file = a_file(desk)
    saved = save_decision(desk, file.id, SUA_LOI, 0)
    second = open_store(lite.folder)
    assert read_decisions(enter(second), file.id) == {"F04-10": saved}
    assert saved.decision == SUA_LOI and saved.version == 1
    second.close()


def test_a_decision_made_over_a_newer_one_is_refused_and_shows_the_newer(desk):
    file = a_file(desk)
    save_decision(desk, file.id, GOP_Y, 0)
    theirs = save_decision(person(desk, "hai"), file.id, KHONG, 1)
    with pytest.raises(StaleDecision) as refused:
        save_decision(desk, file.id, SUA_LOI, 1)
    assert refused.value.theirs == theirs
    assert read_decisions(desk, file.id)["F04-10"].decision == KHONG


def test_two_tabs_that_both_saw_nothing_do_not_overwrite_each_other(desk):
    file = a_file(desk)
    save_decision(desk, file.id, GOP_Y, 0)
    with pytest.raises(StaleDecision):
        save_decision(desk, file.id, KHONG, 0)


@pytest.mark.parametrize(
    ("field", "decision"),
    [
        ("verdict", Decision("F04-10", "duyet")),
        ("reason", Decision("F04-10", "khong_gop_y", reason="  ")),
        ("wording", Decision("F04-10", "sua_loi")),
        ("finding", Decision("", "gop_y")),
        ("comment", Decision("F04-10", "gop_y", "x" * 20_001)),
    ],
)
def test_an_incomplete_decision_names_the_box_to_fill(desk, field, decision):
    file = a_file(desk)
    with pytest.raises(BadInput) as refused:
        save_decision(desk, file.id, decision, 0)
    assert refused.value.field == field
    assert read_decisions(desk, file.id) == {}


def test_after_approval_nothing_can_be_written(desk):
    case = a_case(desk)
    file = a_file(desk, case)
    written = save_own_finding(desk, own(file.id))
    save_decision(desk, file.id, GOP_Y, 0)
    approve(desk, case.id)
    for write in (
        lambda: save_decision(desk, file.id, KHONG, 1),
        lambda: clear_decision(desk, file.id, "F04-10", 1),
        lambda: undo(desk, file.id),
        lambda: save_own_finding(desk, own(file.id)),
        lambda: remove_own_finding(desk, written.id, 1),
        lambda: add_note(desk, file.id, "ghi chú"),
        lambda: save_sheet_words(desk, file.id, SheetWords("a", "b"), 0),
        lambda: answer_second_look(desk, file.id, "muc_I__3", True),
    ):
        with pytest.raises(CaseLocked):
            write()
    assert read_decisions(desk, file.id)["F04-10"].verdict == "gop_y"


# ---------------------------------------------------------------- undo


def test_undo_goes_back_step_by_step_to_undecided(desk):
    file = a_file(desk)
    save_decision(desk, file.id, GOP_Y, 0)
    save_decision(desk, file.id, KHONG, 1)
    undo(desk, file.id)
    assert read_decisions(desk, file.id)["F04-10"].decision == GOP_Y
    undo(desk, file.id)
    undecided = read_decisions(desk, file.id)["F04-10"]
    assert not undecided.decided
    with pytest.raises(NothingToUndo):
        undo(desk, file.id)
    again = save_decision(desk, file.id, SUA_LOI, undecided.version)
    assert again.version == 5  # versions are never used twice, so an old tab cannot mistake it for what it saw


def test_undo_leaves_what_another_reviewer_wrote_since(desk):
    file, other = a_file(desk), person(desk, "hai")
    save_decision(desk, file.id, Decision("C06-45", "gop_y"), 0)
    save_decision(desk, file.id, GOP_Y, 0)
    save_decision(other, file.id, KHONG, 1)
    assert undo(desk, file.id).key == "C06-45"
    assert read_decisions(desk, file.id)["F04-10"].decision == KHONG


def test_undo_brings_back_a_removed_finding_of_ones_own_and_removes_a_new_one(desk):
    file = a_file(desk)
    written = save_own_finding(desk, own(file.id))
    remove_own_finding(desk, written.id, 1)
    assert list_own_findings(desk, file.id) == ()
    undo(desk, file.id)
    assert [each.comment for each in list_own_findings(desk, file.id)] == [written.comment]
    undo(desk, file.id)
    assert list_own_findings(desk, file.id) == ()


def test_the_history_tells_every_step_newest_first(desk):
    file = a_file(desk)
    save_decision(desk, file.id, GOP_Y, 0)
    save_decision(desk, file.id, KHONG, 1)
    clear_decision(desk, file.id, "F04-10", 2)
    assert [step.after["verdict"] for step in read_history(desk, file.id)] == ["", "khong_gop_y", "gop_y"]
    assert read_history(desk, file.id)[2].before is None


@pytest.fixture(scope="module")
def shared_desk(tmp_path_factory):
    """One SQLite store for the generated cases, a new file each."""
    store = open_store(tmp_path_factory.mktemp("kho"))
    yield enter(store)
    store.close()


decided = st.sampled_from([GOP_Y, SUA_LOI, KHONG])
steps = st.lists(st.one_of(decided, st.sampled_from(["undo", "clear"])), max_size=10)


@settings(max_examples=15)
@given(steps=steps)
def test_undo_is_the_inverse_of_every_step(shared_desk, steps):
    file = a_file(shared_desk)
    past, now = [], ""
    for step in steps:
        standing = read_decisions(shared_desk, file.id).get("F04-10")
        seen = standing.version if standing else 0
        if step == "undo" and not past:
            with pytest.raises(NothingToUndo):
                undo(shared_desk, file.id)
        elif step == "undo":
            undo(shared_desk, file.id)
            now = past.pop()
        else:
            past.append(now)
            cleared = step == "clear"
            saved = clear_decision(shared_desk, file.id, "F04-10", seen) if cleared else save_decision(shared_desk, file.id, step, seen)
            now = saved.verdict
        standing = read_decisions(shared_desk, file.id).get("F04-10")
        assert (standing.verdict if standing else "") == now
    assert all(check.ok for check in verify_store(shared_desk.store))


# ---------------------------------------------------------------- own findings, notes, words, progress


def test_own_findings_stand_in_document_order_and_go_onto_the_sheet_as_findings(desk):
    file = a_file(desk)
    save_own_finding(desk, own(file.id, "sau", start=60, end=65))
    first = save_own_finding(desk, own(file.id, "trước", start=3, end=6, bases=(Basis("luat-thdccs-2022", "Điều 15", True),)))
    listed = list_own_findings(desk, file.id)
    assert [each.comment for each in listed] == ["trước", "sau"]
    finding = first.as_finding()
    assert (finding.id, finding.origin, finding.message, finding.bases) == (first.key, "reviewer", "trước", first.bases)


def test_changing_an_own_finding_over_a_newer_version_is_refused(desk):
    file = a_file(desk)
    written = save_own_finding(desk, own(file.id))
    save_own_finding(desk, dataclasses.replace(written, comment="mới"), written.version)
    with pytest.raises(StaleRecord) as refused:
        save_own_finding(desk, dataclasses.replace(written, comment="cũ"), written.version)
    assert refused.value.theirs.comment == "mới"


@pytest.mark.parametrize(("field", "wrong"), [("comment", ""), ("topic", "khac"), ("severity", "S9"), ("start", -1)])
def test_an_own_finding_needs_its_parts(desk, field, wrong):
    file = a_file(desk)
    with pytest.raises(BadInput) as refused:
        save_own_finding(desk, own(file.id, **{field: wrong}))
    assert refused.value.field == field


def test_notes_are_kept_and_removed(desk):
    file = a_file(desk)
    add_note(desk, file.id, "Hỏi lại Văn phòng.")
    on_finding = add_note(desk, file.id, "Xem Điều 15.", "F04-10")
    assert [(note.text, note.finding) for note in list_notes(desk, file.id)] == [("Hỏi lại Văn phòng.", None), ("Xem Điều 15.", "F04-10")]
    remove_note(desk, on_finding.id)
    assert [note.text for note in list_notes(desk, file.id)] == ["Hỏi lại Văn phòng."]
    with pytest.raises(BadInput):
        add_note(desk, file.id, " ")


def test_a_row_of_another_file_cannot_be_reached_through_this_one(desk):
    first, second = a_file(desk), a_file(desk)
    written = save_own_finding(desk, own(first.id))
    with pytest.raises(NotFound):
        save_own_finding(desk, dataclasses.replace(written, file_id=second.id), written.version)


def test_the_words_of_the_sheet_are_kept_with_a_version(desk):
    file = a_file(desk)
    assert sheet_words(desk, file.id) == SheetWords()
    saved = save_sheet_words(desk, file.id, SheetWords("Cơ bản nhất trí.", "Đủ điều kiện trình sau khi chỉnh sửa."), 0)
    assert sheet_words(desk, file.id) == saved
    with pytest.raises(StaleRecord) as refused:
        save_sheet_words(desk, file.id, SheetWords("khác", ""), 0)
    assert refused.value.theirs.general == "Cơ bản nhất trí."


def test_progress_counts_what_was_seen_and_decided_among_the_findings_shown(desk):
    file = a_file(desk)
    mark_seen(desk, file.id, "C06-45")
    mark_seen(desk, file.id, "C06-45")
    save_decision(desk, file.id, GOP_Y, 0)
    assert read_seen(desk, file.id) == {"C06-45"}
    progress = read_progress(desk, file.id, ["F04-10", "C06-45", "D01-9"])
    assert (progress.total, progress.seen, progress.decided) == (3, 2, 1)


def test_a_second_look_keeps_the_last_answer(desk):
    file = a_file(desk)
    answer_second_look(desk, file.id, "muc_I__3", False)
    answer_second_look(desk, file.id, "muc_I__3", True)
    assert read_second_looks(desk, file.id) == {"muc_I__3": True}


NAUGHTY = (
    "đ̣ ă̂ ﷽ 👩‍👩‍👧",
    "'; DROP TABLE decisions; --",
    "{{7*7}} %s %(x)s \\",
    "<script>alert(1)</script>",
    "a\nb\tc",
    "\ufeff\u202eđảo",
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_comes_back_letter_by_letter(desk, text):
    file = a_file(desk)
    save_decision(desk, file.id, Decision("F04-10", "gop_y", text, text, text), 0)
    assert read_decisions(desk, file.id)["F04-10"].decision == Decision("F04-10", "gop_y", text, text, text)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_only_letters_no_database_can_carry_are_left_out(text):
    kept = typed("comment", text)
    assert kept.encode("utf-8").decode("utf-8") == kept == typed("comment", kept)
    dropped = [letter for letter in text if letter not in kept]
    assert all(unicodedata.category(letter) in ("Cc", "Cs") for letter in dropped)
