"""Stores of every older version open in today's program, with all that is in them."""

from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, insert, select, text

from pipelines.types import Decision
from review_app.records import (
    BadInput,
    StoreDamaged,
    StoreNewer,
    StoreUnreachable,
    answer_second_look,
    backup,
    enter,
    find_cases,
    latest_review,
    list_own_findings,
    open_store,
    portable,
    read_decisions,
    restore,
    save_decision,
    save_own_finding,
    verify_store,
)
from review_app.records import store as store_module
from review_app.records.migrate import FOLDER, HEAD, config, revision, upgrade
from review_app.records.tables import metadata
from tests.records.conftest import a_file
from tests.records.test_decisions import own

VERSIONS = [script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]


def test_the_newest_step_is_the_one_the_program_asks_for():
    assert VERSIONS[-1] == HEAD and sorted(VERSIONS) == VERSIONS


def test_the_steps_build_exactly_the_tables_the_program_uses(store):
    with store.read() as tx:
        assert compare_metadata(MigrationContext.configure(tx), metadata) == []


def fill_as_version(source, version: str, folder, url) -> store_module.Store:
    """A store as that version left it: its tables, with the rows of `source` they could hold; not opened by today's program yet."""
    made = store_module.Store(store_module.make_engine(store_module.address(folder, url)), folder)
    with source.read() as today, made.write() as tx:
        upgrade(tx, version)
        had, has = MetaData(), MetaData()
        had.reflect(tx)
        has.reflect(today)
        for table in had.sorted_tables:
            columns = [has.tables[table.name].c[column.name] for column in table.columns]
            rows = [dict(row._mapping) for row in today.execute(select(*columns))]
            if rows and table.name != "alembic_version":
                tx.execute(insert(table), rows)
        for table in had.sorted_tables:
            portable._continue_numbers(tx, table)  # as the rows' own making would have
    return made


@pytest.mark.parametrize("version", VERSIONS)
def test_a_store_of_every_version_opens_with_its_cases(store, tmp_path, version, request):
    desk = enter(store)
    file = a_file(desk)
    save_decision(desk, file.id, Decision("F04-10", "gop_y", "ý kiến"), 0)
    save_own_finding(desk, own(file.id))
    (tmp_path / "cu").mkdir()
    (store.folder / "files").rename(tmp_path / "cu" / "files")
    url = None if store.sqlite else request.getfixturevalue("server").database("template0")
    fill_as_version(store, version, tmp_path / "cu", url).close()
    with closing(open_store(tmp_path / "cu", url)) as opened:
        old = enter(opened)
        assert find_cases(old) == find_cases(desk)
        assert read_decisions(old, file.id) == read_decisions(desk, file.id)
        assert list_own_findings(old, file.id) == list_own_findings(desk, file.id)
        assert latest_review(old, file.id) == latest_review(desk, file.id)
        assert all(check.ok for check in verify_store(opened))
        with opened.read() as tx:
            assert revision(tx) == HEAD
        if opened.sqlite:
            answer_second_look(old, file.id, "muc_I__1", True)  # what is new works on old cases


@pytest.mark.parametrize("version", VERSIONS)
def test_a_backup_made_by_every_version_is_restored_and_upgraded(store, tmp_path, version, request):
    desk = enter(store)
    file = a_file(desk)
    save_decision(desk, file.id, Decision("F04-10", "gop_y"), 0)
    (tmp_path / "cu").mkdir()
    (store.folder / "files").rename(tmp_path / "cu" / "files")
    url = None if store.sqlite else request.getfixturevalue("server").database("template0")
    with closing(fill_as_version(store, version, tmp_path / "cu", url)) as old:
        backup(old, tmp_path / "cu.zip")
    assert restore(tmp_path / "cu.zip", tmp_path / "moi").ok
    with closing(open_store(tmp_path / "moi")) as opened:
        assert set(read_decisions(enter(opened), file.id)) == {"F04-10"}


def test_a_store_of_a_newer_program_is_not_touched(lite):
    with lite.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = lite.database.read_bytes()
    with pytest.raises(StoreNewer):
        open_store(lite.folder)
    assert lite.database.read_bytes() == before


def test_an_upgrade_that_breaks_leaves_the_old_version(tmp_path):
    store = store_module.Store(store_module.make_engine(store_module.address(tmp_path)), tmp_path)
    with store.write() as tx:
        upgrade(tx, VERSIONS[0])
    with pytest.raises(RuntimeError, match="mất điện"), store.write() as tx:
        upgrade(tx)
        raise RuntimeError("mất điện")
    with store.read() as tx:
        assert revision(tx) == VERSIONS[0]
    store.close()


def test_a_file_that_is_no_database_is_named_as_damaged(tmp_path):
    (tmp_path / "ho-so.sqlite").write_bytes(b"khong phai co so du lieu" * 100)
    with pytest.raises(StoreDamaged):
        open_store(tmp_path)


def test_a_folder_may_have_any_name(tmp_path):
    folder = tmp_path / "hồ sơ 100% #1 ?a=b"
    with closing(open_store(folder)) as opened:
        assert opened.database.exists() and all(check.ok for check in verify_store(opened))


@pytest.mark.parametrize("url", ["mysql://a@b/c", "sqlite:///x.db", "linh tinh"])
def test_a_database_of_another_kind_is_refused_with_the_right_form(tmp_path, url):
    with pytest.raises(BadInput) as refused:
        open_store(tmp_path, url)
    assert "postgresql://" in refused.value.message


def test_a_server_that_does_not_answer_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ai-do@127.0.0.1:1/khong-co")
    with pytest.raises(StoreUnreachable):
        open_store(tmp_path)


def test_the_setup_of_alembic_needs_no_file(lite):
    with lite.read() as tx:
        assert config(tx).config_file_name is None
