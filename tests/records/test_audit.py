"""The audit trail: it only grows, holds no words, and every tampering is found."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from pipelines.types import Decision
from review_app.records import (
    approve,
    delete_case,
    enter,
    open_store,
    read_trail,
    save_decision,
    save_sheet_words,
    trail_head,
    undo,
    verify_store,
    verify_trail,
)
from review_app.records.audit import ANCHOR, append, digest
from review_app.records.models import SheetWords
from tests.records.conftest import LINES, a_case, a_file, person
from tests.records.test_decisions import own

COLUMNS = {"at": "2020-01-01", "by": 9, "action": "delete_case", "subject": "case:77", "detail": '{"x":1}', "prev": "0", "hash": "0"}


def work(desk):
    """A little of everything; returns the case and its file."""
    case = a_case(desk)
    file = a_file(desk, case)
    save_decision(desk, file.id, Decision("F04-10", "gop_y", "Đề nghị bỏ mức thu."), 0)
    save_decision(desk, file.id, Decision("F04-10", "khong_gop_y", reason="Đã rõ."), 1)
    undo(desk, file.id)
    return case, file


def tamper(store, *statements: str) -> None:
    """Change the trail as somebody with the database file would: triggers away first."""
    with store.write() as tx:
        if store.sqlite:
            for trigger in ("audit_no_update", "audit_no_delete"):
                tx.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        else:
            tx.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
        for statement in statements:
            tx.execute(text(statement))


def edit(store, seq: int, column: str, value) -> None:
    with store.write() as tx:
        tx.execute(text(f'UPDATE audit SET "{column}" = :value WHERE seq = {seq}'), {"value": value})


def entry(store, seq: int):
    return next(each for each in read_trail(enter(store)) if each.seq == seq)


def test_every_writing_action_leaves_an_entry_in_order(desk):
    case, file = work(desk)
    actions = [each.action for each in reversed(read_trail(desk))]
    assert actions == ["start", "create_case", "add_file", "save_review", "save_decision", "save_decision", "undo_decision"]
    assert {each.subject for each in read_trail(desk, case.id)} == {f"case:{case.id}", f"file:{file.id}"}
    assert verify_trail(desk.store).ok


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'x' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"])
def test_the_database_itself_refuses_to_change_the_trail(desk, statement):
    work(desk)
    with pytest.raises(DBAPIError), desk.store.write() as tx:
        tx.execute(text(statement))
    assert verify_trail(desk.store).ok


@pytest.mark.postgres
def test_a_server_refuses_to_empty_the_trail(server, tmp_path):
    store = open_store(tmp_path, server.database())
    with pytest.raises(DBAPIError), store.write() as tx:
        tx.execute(text("TRUNCATE audit"))
    store.close()


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_of_any_column_of_any_entry_is_found(desk, column):
    work(desk)
    tamper(desk.store)
    for seq in range(1, verify_trail(desk.store).length + 1):
        original = getattr(entry(desk.store, seq), column)
        edit(desk.store, seq, column, COLUMNS[column])
        report = verify_trail(desk.store)
        assert not report.ok and any(f"òng {seq} " in fault or f"òng {seq + 1} " in fault for fault in report.faults)
        edit(desk.store, seq, column, original)
        assert verify_trail(desk.store).ok


def test_the_removal_of_any_entry_is_found(desk):
    work(desk)
    for seq in range(1, verify_trail(desk.store).length + 1):
        tamper(desk.store, "CREATE TABLE kept AS SELECT * FROM audit", f"DELETE FROM audit WHERE seq = {seq}")
        assert not verify_trail(desk.store).ok
        restore = f"INSERT INTO audit SELECT * FROM kept WHERE seq = {seq}"
        tamper(desk.store, restore, "DROP TABLE kept")
        assert verify_trail(desk.store).ok


def test_two_swapped_entries_are_found(desk):
    work(desk)
    tamper(desk.store, *(f"UPDATE audit SET seq = {to} WHERE seq = {old}" for old, to in ((3, 0), (4, 3), (0, 4))))
    assert not verify_trail(desk.store).ok


def test_a_cut_tail_is_found_by_the_head_kept_beside_the_database(desk):
    work(desk)
    tamper(desk.store, "DELETE FROM audit WHERE seq >= 6")
    report = verify_trail(desk.store)
    assert not report.ok and "bị cắt" in report.faults[0]


def test_a_cut_tail_is_found_by_the_head_printed_on_a_sheet_even_without_that_file(desk):
    work(desk)
    printed = trail_head(desk.store)
    tamper(desk.store, "DELETE FROM audit WHERE seq >= 6")
    (desk.store.folder / ANCHOR).unlink()
    assert verify_trail(desk.store).ok  # nothing left that could tell
    assert not verify_trail(desk.store, printed).ok


def test_a_whole_trail_computed_anew_misses_the_heads_of_approved_sheets(desk):
    case, _ = work(desk)
    approve(desk, case.id)
    (desk.store.folder / ANCHOR).unlink()
    tamper(desk.store, 'UPDATE audit SET "by" = 42 WHERE seq = 5')
    prev = "0" * 64
    for each in reversed(read_trail(desk)):
        edit(desk.store, each.seq, "prev", prev)
        prev = digest({name: getattr(each, name) for name in ("seq", "at", "by", "action", "subject", "detail")} | {"prev": prev})
        edit(desk.store, each.seq, "hash", prev)
    report = verify_trail(desk.store)
    assert report.faults == ("Nhật ký không còn dòng 8 mà một phiếu đã duyệt dẫn tới.",)


def test_an_emptied_trail_is_found(desk):
    tamper(desk.store, "DELETE FROM audit")
    (desk.store.folder / ANCHOR).unlink(missing_ok=True)
    assert not verify_trail(desk.store).ok


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET verdict = 'khong_gop_y'",
        "UPDATE decisions SET comment = 'khác'",
        "DELETE FROM decisions",
        "UPDATE own_findings SET severity = 'S3'",
        "UPDATE sheet_words SET conclusion = 'Đủ điều kiện trình.'",
        "UPDATE reviews SET body = '{}'",
        "DELETE FROM reviews",
        "INSERT INTO decisions SELECT 99, file_id, lane, 'F99', verdict, comment, wording, reason, \"by\", at, version FROM decisions",
    ],
)
def test_a_decision_changed_behind_the_programs_back_is_found(desk, statement):
    from review_app.records import save_own_finding

    _, file = work(desk)
    save_own_finding(desk, own(file.id))
    save_sheet_words(desk, file.id, SheetWords("a", "b"), 0)
    assert all(check.ok for check in verify_store(desk.store))
    with desk.store.write() as tx:
        tx.execute(text(statement))
    assert [check.name for check in verify_store(desk.store) if not check.ok] == ["Quyết định và nhật ký"]


def test_after_a_case_is_deleted_the_trail_still_verifies(desk):
    case, _ = work(desk)
    delete_case(desk, case.id)
    assert all(check.ok for check in verify_store(desk.store))
    assert read_trail(desk)[0].action == "delete_case"


def test_the_trail_holds_no_words_and_no_names(desk):
    work(desk)
    person(desk, "nguyen.an")
    with desk.store.read() as tx:
        everything = str(tx.execute(text("SELECT * FROM audit")).all())
    for word in (*LINES, "Đề nghị", "Đã rõ", "Hoa Ban", "dự thảo", "nguyen", "Nguyen", "F04"):
        assert word not in everything


@pytest.mark.parametrize("detail", ["Mỗi hộ nộp 200.000 đồng", "Nguyễn An", "a b", "x" * 41, "A"])
def test_the_trail_refuses_a_detail_that_could_be_words(desk, detail):
    with pytest.raises(ValueError, match="detail"), desk.store.write() as tx:
        append(desk.store, tx, 1, "save_decision", "file:1", note=detail)


def test_an_entry_can_be_checked_elsewhere_from_its_columns_alone(desk):
    work(desk)
    newest = read_trail(desk)[0]
    told = {name: getattr(newest, name) for name in ("seq", "at", "by", "action", "subject", "detail", "prev")}
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(written.encode()).hexdigest() == newest.hash


def test_a_torn_anchor_file_is_no_alarm(desk):
    work(desk)
    (desk.store.folder / ANCHOR).write_text('{"seq": 3, "ha')
    assert verify_trail(desk.store).ok


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """A store with seven entries, its triggers gone; every test puts back what it changed."""
    store = open_store(tmp_path_factory.mktemp("kho"))
    work(enter(store))
    tamper(store)
    yield store
    store.close()


@settings(max_examples=50)
@given(seq=st.integers(1, 7), column=st.sampled_from(sorted(COLUMNS)), value=st.text(max_size=12))
def test_no_random_edit_passes(worked, seq, column, value):
    before = entry(worked, seq)
    edit(worked, seq, column, value)
    try:
        assert verify_trail(worked).ok == (before == entry(worked, seq))
    finally:
        edit(worked, seq, column, getattr(before, column))


def test_the_code_printed_on_a_sheet_is_the_beginning_of_an_entry(desk):
    a_case(desk)
    head = trail_head(desk.store)
    assert verify_trail(desk.store, head[:16]).ok
    assert not verify_trail(desk.store, "0" * 16).ok
