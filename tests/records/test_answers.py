"""What is confirmed about the comments of the round before: one row a comment, with version, history and trail."""

import json
from contextlib import closing

import pytest
from sqlalchemy import select

from review_app.records import (
    BadInput,
    CaseLocked,
    StaleRecord,
    add_file,
    add_note,
    approve,
    backup,
    enter,
    list_notes,
    open_store,
    read_answers,
    read_history,
    read_trail,
    restore,
    save_answer,
    save_review,
    undo,
    verify_store,
)
from review_app.records import store as store_module
from review_app.records.migrate import revision, upgrade
from review_app.records.tables import audit, notes
from tests.records.conftest import a_case, a_file, sample_review
from tests.records.test_migrations import fill_as_version

SAID = "Giữ nguyên vì đã lấy ý kiến hộ dân."


def test_a_confirmed_answer_is_kept_with_who_and_when(desk, clock):
    file = a_file(desk)
    saved = save_answer(desk, file.id, "F04-10", "khong", SAID, 0)
    assert read_answers(desk, file.id) == {"F04-10": saved}
    assert (saved.status, saved.answer, saved.by, saved.at, saved.version) == ("khong", SAID, desk.user.id, clock.time, 1)


def test_the_second_of_two_tabs_gets_the_first_ones_answer_to_compare(desk):
    file = a_file(desk)
    first = save_answer(desk, file.id, "F04-10", "toan_bo", "", 0)
    with pytest.raises(StaleRecord) as refused:
        save_answer(desk, file.id, "F04-10", "khong", SAID, 0)
    assert refused.value.theirs == first == read_answers(desk, file.id)["F04-10"]
    assert save_answer(desk, file.id, "F04-10", "khong", SAID, first.version).version == 2


def test_an_answer_can_be_taken_back(desk):
    file = a_file(desk)
    save_answer(desk, file.id, "F04-10", "khong", SAID, 0)
    assert [(c.kind, c.key) for c in read_history(desk, file.id)] == [("answer", "F04-10")]
    undo(desk, file.id)
    left = read_answers(desk, file.id)["F04-10"]
    assert (left.confirmed, left.answer, left.version) == (False, "", 2)


def test_the_trail_holds_the_answer_by_its_hash_and_finds_a_change_behind_its_back(desk, store):
    file = a_file(desk)
    save_answer(desk, file.id, "F04-10", "khong", SAID, 0)
    entry = read_trail(desk)[0]
    assert (entry.action, entry.subject) == ("save_answer", f"file:{file.id}") and SAID not in entry.detail
    assert all(check.ok for check in verify_store(store))
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE answers SET status = 'toan_bo'")
    assert [check.ok for check in verify_store(store) if check.name == "Quyết định và nhật ký"] == [False]


@pytest.mark.parametrize("wrong", [{"status": "xong"}, {"status": ""}, {"answer": "x" * 4001}, {"finding": "F" * 201}])
def test_a_wrong_answer_is_refused(desk, wrong):
    file = a_file(desk)
    with pytest.raises(BadInput):
        save_answer(desk, file.id, **{"finding": "F04-10", "status": "khong", "answer": "", "seen": 0, **wrong})
    assert read_answers(desk, file.id) == {}


def test_an_approved_round_takes_no_more_answers(desk):
    case = a_case(desk)
    file = a_file(desk, case)
    approve(desk, case.id)
    with pytest.raises(CaseLocked):
        save_answer(desk, file.id, "F04-10", "khong", SAID, 0)


# ---------------------------------------------------------------- kept as notes by version 0003


def note_of_old(desk, file_id: int, finding: str, status: str, answer: str) -> None:
    """As the program kept it before answers had a table."""
    add_note(desk, file_id, json.dumps({"status": status, "answer": answer}, ensure_ascii=False), f"tiep_thu_{finding}")


@pytest.fixture
def old(store, tmp_path, request, clock):
    """A store of version 0003 with confirmed answers among its notes: (its folder, its URL, the revised draft's file)."""
    desk = enter(store)
    case = a_case(desk)
    a_file(desk, case)
    file = add_file(desk, case.id, b"PK ban sua", "bản sửa.docx", round=2)
    save_review(desk, file.id, sample_review())
    note_of_old(desk, file.id, "F04-10", "toan_bo", "")
    note_of_old(desk, file.id, "F04-10", "khong", SAID)
    note_of_old(desk, file.id, "C06-50", "mot_phan", "")
    add_note(desk, file.id, "Hỏi lại Văn phòng.", "F04-10")
    (tmp_path / "cu").mkdir()
    (store.folder / "files").rename(tmp_path / "cu" / "files")
    url = None if store.sqlite else request.getfixturevalue("server").database("template0")
    fill_as_version(store, "0003", tmp_path / "cu", url).close()
    return tmp_path / "cu", url, file


def test_answers_kept_as_notes_are_carried_over(old, clock):
    folder, url, file = old
    with closing(open_store(folder, url)) as opened:
        desk = enter(opened)
        found = read_answers(desk, file.id)
        assert {key: (row.status, row.answer, row.by, row.at) for key, row in found.items()} == {
            "F04-10": ("khong", SAID, desk.user.id, clock.time),
            "C06-50": ("mot_phan", "", desk.user.id, clock.time),
        }
        assert [note.text for note in list_notes(desk, file.id)] == ["Hỏi lại Văn phòng."]
        assert all(check.ok for check in verify_store(opened))
        assert save_answer(desk, file.id, "F04-10", "toan_bo", "", found["F04-10"].version).version == 2
        undo(desk, file.id)
        assert read_answers(desk, file.id)["F04-10"].answer == SAID


def test_the_trail_says_what_the_upgrade_did_and_a_second_start_does_nothing(old):
    folder, url, _ = old
    for _ in range(2):
        open_store(folder, url).close()
    with closing(open_store(folder, url)) as opened, opened.read() as tx:
        steps = select(audit.c.action).filter_by(by=0).where(audit.c.action.startswith("save_")).order_by(audit.c.seq)
        assert tx.scalars(steps).all() == ["save_note"] * 3 + ["save_answer"] * 2
        assert tx.scalars(select(notes.c.removed).order_by(notes.c.id)).all() == [True, True, True, False]


def test_a_backup_of_the_old_version_comes_back_with_its_answers(old, tmp_path):
    folder, url, file = old
    with closing(store_module.Store(store_module.make_engine(store_module.address(folder, url)), folder)) as unopened:
        backup(unopened, tmp_path / "cu.zip")
    assert restore(tmp_path / "cu.zip", tmp_path / "moi").ok
    with closing(open_store(tmp_path / "moi")) as opened:
        assert read_answers(enter(opened), file.id)["F04-10"].answer == SAID


def test_a_new_store_has_the_table_and_nothing_in_the_trail_about_it(tmp_path):
    made = store_module.Store(store_module.make_engine(store_module.address(tmp_path)), tmp_path)
    with closing(made), made.write() as tx:
        upgrade(tx, "0004")
        assert revision(tx) == "0004" and tx.execute(select(audit)).first() is None
