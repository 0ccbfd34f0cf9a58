"""The start-up page and the sample case."""

import shutil
from collections import namedtuple

import pytest

from pipelines.errors import ModelError
from review_app.records import (
    Check,
    NotAllowed,
    data_folder,
    delete_case,
    ensure_sample_case,
    enter,
    latest_review,
    list_files,
    read_original,
    self_check,
    verify_store,
)
from tests.records.conftest import a_file, sample_review

Usage = namedtuple("Usage", "total used free")


def failed(checks) -> list[str]:
    return [check.name for check in checks if not check.ok and check.vital]


def test_a_whole_store_passes_every_check(store):
    a_file(enter(store))
    assert failed(self_check(store)) == [] and all(check.ok for check in verify_store(store))
    assert all(check.sentence.endswith(".") for check in self_check(store))


def test_a_lost_original_fails_the_quick_check_and_a_changed_one_the_thorough(store):
    file = a_file(enter(store))
    path = store.folder / "files" / str(file.case_id) / file.sha256
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"?")
    assert failed(self_check(store)) == [] and failed(verify_store(store)) == ["Tệp gốc"]
    path.unlink()
    assert failed(self_check(store)) == ["Tệp gốc"]


def test_a_damaged_page_of_the_database_is_found(lite):
    desk = enter(lite)
    for _ in range(30):
        a_file(desk)
    lite.close()
    data = bytearray(lite.database.read_bytes())
    for page in range(8, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    lite.database.write_bytes(bytes(data))
    assert failed(self_check(lite)) != []


def test_little_room_is_told_but_does_not_stop_work(store, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 10**6))
    room = next(check for check in self_check(store) if check.name == "Dung lượng ổ đĩa")
    assert not room.ok and not room.vital and "0,0 GB" in room.sentence


def test_a_missing_optional_program_is_told_but_does_not_stop_work(store, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    missing = [check for check in self_check(store) if not check.ok]
    assert len(missing) == 2 and not any(check.vital for check in missing)


def test_checks_of_the_model_and_the_checklist_are_the_callers(store):
    def broken_model() -> Check:
        raise ModelError()

    def bug() -> Check:
        raise ZeroDivisionError("nội dung dự thảo")

    good = Check("Danh mục", True, "Đủ 96 mục.")
    *_, third, second, first = self_check(store, [lambda: good, broken_model, bug])
    assert third == good
    assert (second.ok, second.sentence) == (False, ModelError.message)
    assert not first.ok and "ZeroDivisionError" in first.sentence and "dự thảo" not in first.sentence


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.local/share/tham-dinh-dan-van"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/x"}, "/x/tham-dinh-dan-van"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/tham-dinh-dan-van"),
        ("win32", {"HOME": "/h", "LOCALAPPDATA": "/c/Local"}, "/c/Local/tham-dinh-dan-van"),
        ("linux", {"HOME": "/h", "THAM_DINH_DATA": "/o/dau-do"}, "/o/dau-do"),
    ],
)
def test_the_data_folder_is_the_platforms_own_place(monkeypatch, platform, environment, expected):
    for name in ("THAM_DINH_DATA", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert data_folder().as_posix() == expected


# ---------------------------------------------------------------- sample case


@pytest.fixture
def sample(tmp_path):
    path = tmp_path / "M01.docx"
    path.write_bytes(b"PK mau")
    return path


def test_a_first_start_has_a_sample_case_to_try(store, sample):
    made = ensure_sample_case(store, sample, lambda data, name: sample_review())
    desk = enter(store)
    assert made.sample and made.title.startswith("Hồ sơ mẫu")
    file = list_files(desk, made.id)[0]
    assert read_original(desk, file.id) == b"PK mau" and latest_review(desk, file.id).review == sample_review()


def test_the_sample_is_made_once_and_does_not_come_back_when_deleted(store, sample):
    made = ensure_sample_case(store, sample, lambda data, name: sample_review())
    assert ensure_sample_case(store, sample, lambda data, name: sample_review()) is None
    delete_case(enter(store), made.id)
    assert ensure_sample_case(store, sample, lambda data, name: sample_review()) is None


def test_a_sample_that_cannot_be_analysed_leaves_nothing(store, sample):
    def refuse(data, name):
        raise NotAllowed()

    with pytest.raises(NotAllowed):
        ensure_sample_case(store, sample, refuse)
    assert ensure_sample_case(store, sample, lambda data, name: sample_review()).number == "01/2026"
