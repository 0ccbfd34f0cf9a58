"""A deleted case is gone: rows, originals, derived text, down to the bytes on the disk."""

import pytest

from pipelines.types import Decision
from review_app.records import (
    CaseDraft,
    NotFound,
    OwnFinding,
    add_file,
    add_note,
    create_case,
    delete_case,
    enter,
    keep_unsaved,
    mark_seen,
    read_case,
    read_decisions,
    remove_file,
    save_decision,
    save_own_finding,
    save_review,
    save_sheet_words,
    undo,
)
from review_app.records.models import SheetWords
from tests.factories import a_draft, a_finding, a_review
from tests.records.conftest import a_case


def fill(desk, bird: str):
    """A case with the bird's name wherever words can stand."""
    case = create_case(desk, CaseDraft(f"Quy chế {bird}", sender=bird, request_number=bird, not_secret=True))
    file = add_file(desk, case.id, f"noi dung {bird}".encode() * 2000, f"{bird}.docx")
    draft = a_draft(f"1. Mỗi hộ nuôi {bird}.", title=bird)
    save_review(desk, file.id, a_review(draft, a_finding(draft, bird, message=bird)))
    save_decision(desk, file.id, Decision("F", "khong_gop_y", bird, bird, bird), 0)
    save_decision(desk, file.id, Decision("F", "gop_y", f"{bird} " * 2000), 1)
    undo(desk, file.id)
    own = OwnFinding(0, file.id, None, bird, 0, 1, "dan_van", "S2", bird, bird)
    save_own_finding(desk, own)
    add_note(desk, file.id, bird)
    save_sheet_words(desk, file.id, SheetWords(bird, bird), 0)
    mark_seen(desk, file.id, f"F-{bird}")
    keep_unsaved(desk, file.id, {"o": bird})
    return case, file


def traces(folder, word: str) -> list[str]:
    """Files anywhere in the data folder whose bytes or name hold the word, in either encoding."""
    spellings = (word.encode(), word.encode("utf-16-le"))
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and (word in path.name or any(each in path.read_bytes() for each in spellings))
    ]


def test_no_byte_of_a_deleted_case_is_left_and_other_cases_stay_whole(lite):
    desk = enter(lite)
    case, _ = fill(desk, "vàng anh")
    _, kept = fill(desk, "sơn ca")
    assert traces(lite.folder, "vàng anh")
    delete_case(desk, case.id)
    assert traces(lite.folder, "vàng anh") == []
    assert traces(lite.folder, "sơn ca")
    assert read_decisions(desk, kept.id)["F"].comment == "sơn ca"
    with pytest.raises(NotFound):
        read_case(desk, case.id)


def test_no_byte_of_a_removed_file_is_left(lite):
    desk = enter(lite)
    case, file = fill(desk, "vàng anh")
    remove_file(desk, file.id)
    left = traces(lite.folder, "vàng anh")
    assert set(left) <= {lite.database.name, f"{lite.database.name}-wal"}  # the case itself is still called so
    with lite.read() as tx:
        rows = [tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in ("reviews", "decisions", "changes", "notes")]
    assert rows == [0, 0, 0, 0] and read_case(desk, case.id)


def test_deleting_leaves_no_row_anywhere(desk):
    from review_app.records.tables import metadata

    case, _ = fill(desk, "vàng anh")
    delete_case(desk, case.id)
    spared = {"audit", "people", "counters", "meta", "office"}
    with desk.store.read() as tx:
        filled = {name for name, table in metadata.tables.items() if tx.execute(table.select().limit(1)).first()}
    assert filled <= spared
    assert not list((desk.store.folder / "files").glob("*"))


def test_deleting_twice_says_it_is_gone(desk):
    case = a_case(desk)
    delete_case(desk, case.id)
    with pytest.raises(NotFound):
        delete_case(desk, case.id)
