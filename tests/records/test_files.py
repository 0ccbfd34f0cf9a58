"""Originals and stored reviews."""

import hashlib
import json
import os

import pytest

from review_app.records import (
    BadInput,
    CaseLocked,
    Desk,
    FileDamaged,
    NotFound,
    add_file,
    approve,
    enter,
    latest_review,
    latest_review_id,
    list_files,
    list_review_ids,
    open_store,
    read_case,
    read_decisions,
    read_file,
    read_original,
    read_review,
    remove_file,
    save_decision,
    save_review,
)
from tests.factories import a_draft, a_review
from tests.records.conftest import a_case, a_file, sample_review

EVIL_NAMES = (
    "../../etc/passwd", "..\\..\\windows\\win.ini", "CON.docx", "NUL", "a\x00b.docx", "x" * 400 + ".docx", "", "   ", ".", "..",
    "C:\\Users\\a.docx", "/etc/shadow", "~/.bashrc", "a/b/c.docx", "\u202excod.exe", "tờ trình.docx\n", "-rf", "$(reboot).docx",
    "%2e%2e%2f.docx", "aux.docx", "con", "a:b.docx", "a|b?.docx", "<b>.docx", "\ud800.docx", "👩‍👩‍👧.docx", "a\tb.docx", "đề án.DOCX",
)  # fmt: skip


def stored(desk: Desk) -> list:
    return sorted(path for path in (desk.store.folder / "files").rglob("*") if path.is_file())


def test_an_original_is_kept_byte_for_byte_under_its_sha256(desk):
    data = bytes(range(256)) * 100
    file = add_file(desk, a_case(desk).id, data, "dự thảo.docx")
    assert read_original(desk, file.id) == data
    assert [path.name for path in stored(desk)] == [hashlib.sha256(data).hexdigest()] == [file.sha256]
    assert read_file(desk, file.id) == file == list_files(desk, file.case_id)[0]


def test_no_file_name_reaches_the_disk(desk):
    case = a_case(desk)
    for number, name in enumerate(EVIL_NAMES):
        file = add_file(desk, case.id, str(number).encode(), name)
        assert 1 <= len(file.name) <= 255 and not set(file.name) & set("\x00\n\t\u202e\ud800")
        assert read_original(desk, file.id) == str(number).encode()
    inside = [path.relative_to(desk.store.folder) for path in stored(desk)]
    assert all(len(path.name) == 64 and path.parts[:2] == ("files", str(case.id)) for path in inside) and len(inside) == len(EVIL_NAMES)


def test_a_file_is_refused_until_it_is_confirmed_as_not_secret(desk):
    case = a_case(desk, not_secret=False)
    with pytest.raises(BadInput) as refused:
        add_file(desk, case.id, b"x", "a.docx")
    assert refused.value.field == "not_secret"
    assert stored(desk) == [] and list_files(desk, case.id) == ()


def test_a_changed_or_lost_original_is_noticed_when_read(desk):
    file = add_file(desk, a_case(desk).id, b"nguyen ban", "a.docx")
    path = stored(desk)[0]
    path.write_bytes(b"nguyen bam")
    with pytest.raises(FileDamaged):
        read_original(desk, file.id)
    path.unlink()
    with pytest.raises(FileDamaged):
        read_original(desk, file.id)


def test_the_same_bytes_twice_are_stored_once_and_stay_while_one_row_needs_them(desk):
    case = a_case(desk)
    first, second = (add_file(desk, case.id, b"x", "a.docx", role) for role in ("du_thao", "phu_luc"))
    assert len(stored(desk)) == 1
    remove_file(desk, first.id)
    assert read_original(desk, second.id) == b"x"
    remove_file(desk, second.id)
    assert stored(desk) == []
    with pytest.raises(NotFound):
        read_file(desk, second.id)


def test_rounds_follow_each_other(desk):
    case = a_case(desk)
    with pytest.raises(BadInput):
        add_file(desk, case.id, b"x", "a.docx", round=3)
    first = a_file(desk, case)
    approve(desk, case.id)
    with pytest.raises(CaseLocked):
        add_file(desk, case.id, b"y", "b.docx", round=1)
    second = add_file(desk, case.id, b"y", "b.docx")
    assert read_case(desk, case.id).status == "doi_chieu"
    assert (first.round, second.round, read_case(desk, case.id).round) == (1, 2, 2)
    with pytest.raises(CaseLocked):
        remove_file(desk, first.id)


def test_a_killed_upload_leaves_nothing_after_the_next_start(lite):
    file = a_file(enter(lite))
    folder = lite.folder / "files"
    (folder / "1" / ("0" * 64)).with_suffix(".tmp").write_bytes(b"half")
    (folder / "99").mkdir()
    (folder / "99" / ("f" * 64)).write_bytes(b"no row knows me")
    open_store(lite.folder).close()
    assert [path.name for path in stored(enter(lite))] == [file.sha256]
    assert not (folder / "99").exists()


def test_what_a_killed_backup_left_is_removed_at_the_next_start_and_a_running_ones_is_not(lite):
    killed, running = lite.folder / "tam-999999999-abc", lite.folder / f"tam-{os.getpid()}-abc"
    for folder in (killed, running):
        folder.mkdir()
        (folder / "ho-so.sqlite").write_bytes(b"ban sao")
    open_store(lite.folder).close()
    assert not killed.exists() and running.exists()


# ---------------------------------------------------------------- reviews


def test_a_review_comes_back_as_it_was(desk):
    file = a_file(desk)
    assert latest_review(desk, file.id).review == sample_review()


def test_a_new_run_is_added_and_touches_no_decision(desk):
    from pipelines.types import Decision

    file = a_file(desk)
    kept = save_decision(desk, file.id, Decision("F04-10", "gop_y"), 0)
    again = save_review(desk, file.id, a_review(a_draft("1. Khác.")))
    first, second = list_review_ids(desk, file.id)
    assert latest_review_id(desk, file.id) == second == again.id
    assert read_review(desk, first).review == sample_review()
    assert read_decisions(desk, file.id) == {"F04-10": kept}


def test_a_file_without_review_says_so(desk):
    file = add_file(desk, a_case(desk).id, b"x", "a.docx")
    assert latest_review(desk, file.id) is None and latest_review_id(desk, file.id) is None


def test_an_approved_round_keeps_its_findings(desk):
    case = a_case(desk)
    file = a_file(desk, case)
    approve(desk, case.id)
    with pytest.raises(CaseLocked):
        save_review(desk, file.id, sample_review())


def test_a_review_is_stored_as_plain_json(lite):
    from sqlalchemy import text

    a_file(enter(lite))
    with lite.read() as tx:
        body = tx.execute(text("SELECT body FROM reviews")).scalar()
    assert json.loads(body)["review"]["findings"][0]["code"] == "F04"
