"""Backup and restore by one command, between both kinds of database."""

import json
import shutil
import zipfile
from contextlib import closing

import pytest
from sqlalchemy import text

from pipelines.types import Decision
from review_app.records import (
    BadBackup,
    CaseFilter,
    NotAllowed,
    approve,
    backup,
    delete_case,
    enter,
    find_cases,
    latest_review,
    list_own_findings,
    make_backup,
    open_store,
    read_approval,
    read_decisions,
    read_original,
    read_settings,
    restore,
    save_decision,
    save_own_finding,
    save_settings,
    trail_head,
    undo,
    verify_trail,
)
from review_app.records.migrate import HEAD
from review_app.records.settings import OfficeSettings
from tests.records.conftest import a_case, a_file, person
from tests.records.test_decisions import own


@pytest.fixture
def worked(desk):
    """A store with a bit of everything; its file."""
    file = a_file(desk, a_case(desk), data=b"nguyen ban" * 1000)
    save_decision(desk, file.id, Decision("F04-10", "gop_y", "Đề nghị bỏ mức thu."), 0)
    save_own_finding(desk, own(file.id))
    save_settings(desk, OfficeSettings(agency="Ban Xây dựng Đảng"), 0)
    approve(desk, file.case_id)
    return file


def everything(store, file) -> dict:
    desk = enter(store)
    return {
        "cases": find_cases(desk, CaseFilter()),
        "decisions": read_decisions(desk, file.id),
        "own": list_own_findings(desk, file.id),
        "review": latest_review(desk, file.id),
        "original": read_original(desk, file.id),
        "settings": read_settings(desk),
        "approval": read_approval(desk, file.case_id),
        "head": trail_head(store),
    }


def test_a_restored_store_equals_the_one_backed_up_and_verifies(store, worked, tmp_path):
    report = backup(store, tmp_path / "ngoai" / "sao-luu.zip")
    before = everything(store, worked)
    restored = restore(report.path, tmp_path / "moi")
    assert restored.ok and (restored.files, restored.audit_head) == (1, report.audit_head)
    with closing(open_store(tmp_path / "moi")) as other:
        assert everything(other, worked) == before
        assert verify_trail(other, before["approval"].audit_head).ok


def test_work_goes_on_in_the_restored_store(store, worked, tmp_path):
    restore(backup(store, tmp_path / "b.zip").path, tmp_path / "moi")
    with closing(open_store(tmp_path / "moi")) as other:
        desk = enter(other)
        file = a_file(desk)
        assert find_cases(desk)[0][0].number == "02/2026" and file.id == worked.id + 1
        save_decision(desk, file.id, Decision("F", "gop_y"), 0)
        undo(desk, file.id)
        assert verify_trail(other).ok


@pytest.mark.postgres
def test_a_backup_of_either_kind_restores_onto_a_server(store, worked, server, tmp_path):
    before = everything(store, worked)
    url = server.database("template0")
    restored = restore(backup(store, tmp_path / "b.zip").path, tmp_path / "moi", url)
    assert restored.ok
    with closing(open_store(tmp_path / "moi", url)) as other:
        assert {**everything(other, worked), "head": None} == {**before, "head": None}
        new = a_file(enter(other))
        assert new.id > worked.id
    assert [path.name for path in (tmp_path / "moi").iterdir() if "sqlite" in path.name or "jsonl" in path.name] == []
    shutil.rmtree(tmp_path / "moi")
    with pytest.raises(BadBackup):  # a server that holds data already
        restore(tmp_path / "b.zip", tmp_path / "moi", url)
    assert not (tmp_path / "moi").exists()


def damage_byte(archive, _):
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\x05\x06") // 2] ^= 0xFF
    archive.write_bytes(bytes(data))


def rewrite(archive, change) -> None:
    """Write the zip anew after change(members: name → bytes)."""
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)


def cut(archive, _):
    archive.write_bytes(archive.read_bytes()[:-100])


def lose_original(archive, member):
    rewrite(archive, lambda members: members.pop(member))


def add_stranger(archive, _):
    rewrite(archive, lambda members: members.update({"../../thoat.txt": b"x"}))


def add_listed_stranger(archive, _):
    def change(members):
        manifest = json.loads(members["manifest.json"])
        manifest["members"]["../thoat.txt"] = {"size": 1, "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}
        members |= {"manifest.json": json.dumps(manifest).encode(), "../thoat.txt": b"x"}

    rewrite(archive, change)


def swap_original(archive, member):
    rewrite(archive, lambda members: members.update({member: b"khac"}))


def lose_manifest(archive, _):
    rewrite(archive, lambda members: members.pop("manifest.json"))


def not_a_zip(archive, _):
    archive.write_bytes(b"khong phai zip")


@pytest.mark.parametrize(
    "spoil", [damage_byte, cut, lose_original, add_stranger, add_listed_stranger, swap_original, lose_manifest, not_a_zip]
)
def test_a_spoiled_backup_is_refused_before_anything_is_restored(lite, tmp_path, spoil):
    file = a_file(enter(lite), data=bytes(range(256)) * 50)
    archive = backup(lite, tmp_path / "b.zip").path
    spoil(archive, f"files/{file.case_id}/{file.sha256}")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadBackup):
        restore(archive, tmp_path / "moi")
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_backup_is_named(tmp_path):
    with pytest.raises(BadBackup) as refused:
        restore(tmp_path / "khong-co.zip", tmp_path / "moi")
    assert "Không tìm thấy" in refused.value.message


def test_a_folder_with_something_in_it_is_not_restored_into(lite, tmp_path):
    archive = backup(lite, tmp_path / "b.zip").path
    with pytest.raises(BadBackup):
        restore(archive, lite.folder)
    (tmp_path / "rong").mkdir()
    assert restore(archive, tmp_path / "rong").ok


def test_a_backup_leaves_no_temporary_files(store, worked, tmp_path):
    inside = sorted(path for path in store.folder.rglob("*"))
    backup(store, tmp_path / "ngoai" / "b.zip")
    assert sorted(path for path in store.folder.rglob("*")) == inside
    assert [path.name for path in (tmp_path / "ngoai").iterdir()] == ["b.zip"]


def test_what_was_deleted_is_not_in_a_later_backup(store, tmp_path):
    desk = enter(store)
    file = a_file(desk, a_case(desk, "Chim hoàng yến"), data=b"chim hoang yen trong tep")
    delete_case(desk, file.case_id)
    with zipfile.ZipFile(backup(store, tmp_path / "b.zip").path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"hoang yen" not in content and "hoàng yến".encode() not in content and b"200.000" not in content


def test_only_leaders_and_administrators_make_backups_from_a_page(desk, tmp_path):
    with pytest.raises(NotAllowed):
        make_backup(person(desk, "an"), tmp_path / "b.zip")
    assert make_backup(desk, tmp_path / "b.zip").path.exists()


def test_the_table_of_versions_goes_along(lite, tmp_path):
    restore(backup(lite, tmp_path / "b.zip").path, tmp_path / "moi")
    with closing(open_store(tmp_path / "moi")) as other, other.read() as tx:
        assert tx.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]
