"""Stores, desks and cases for the tests of the records room; what must hold on both kinds of database runs on both."""

import dataclasses
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from review_app.records import CaseDraft, Desk, add_file, add_user, create_case, enter, open_store, save_review
from review_app.records import store as store_module
from tests.factories import a_draft, a_finding, a_review
from tests.records.postgres import binaries, running_server

LINES = ("1. Mỗi hộ nộp 200.000 đồng trước ngày 30/6.", "2. Công khai tại nhà văn hóa tổ dân phố.", "3. Ủy ban tổ chức thực hiện.")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture(scope="session", autouse=True)
def shipped_durability():
    """How SQLite is told to flush in the program; the tests in this process do without, killed writers run in one of their own."""
    shipped = store_module.DURABILITY
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_module, "DURABILITY", "OFF")
        yield shipped


@pytest.fixture(autouse=True)
def no_server_of_the_office(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def server(request):
    """A PostgreSQL server; skips without Debian's binaries, and outside CI, where it would cost seconds."""
    if not (request.config.getoption("--all") or request.config.getoption("--programs")):
        pytest.skip("chạy trong CI hoặc với --all")
    folder = binaries()
    if folder is None:
        pytest.skip("không có PostgreSQL trên máy này")
    with running_server(folder) as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request):
    """None for SQLite in the folder, else the URL of a fresh database on the server."""
    if request.param == "sqlite":
        yield None
        return
    server = request.getfixturevalue("server")
    url = server.database()
    yield url
    server.drop(url)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """The folder of a store just made: copied for each test, which is quicker than making its tables anew."""
    folder = tmp_path_factory.mktemp("kho-trong")
    open_store(folder, None, Clock()).close()
    return folder


@pytest.fixture
def store(tmp_path, database_url, clock, empty_folder):
    """An empty store, on SQLite and on PostgreSQL."""
    if database_url is None:
        shutil.copytree(empty_folder, tmp_path / "kho")
    opened = open_store(tmp_path / "kho", database_url, clock)
    yield opened
    opened.close()


@pytest.fixture
def lite(tmp_path, clock, empty_folder):
    """An empty store on SQLite only, for what concerns its file."""
    shutil.copytree(empty_folder, tmp_path / "kho")
    opened = open_store(tmp_path / "kho", None, clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(store):
    """The desk of the single machine's user, who has every role."""
    return enter(store)


def person(desk: Desk, login: str, *roles: str) -> Desk:
    """The desk of another user with these roles."""
    return Desk(desk.store, add_user(desk, login, login.title(), roles or ("chuyen_vien",)))


def sample_review():
    draft = a_draft(*LINES)
    first = a_finding(draft, "nộp 200.000 đồng")
    return a_review(draft, first, a_finding(draft, "Công khai", code="C06", topic="dan_van", severity="S2"))


def a_case(desk: Desk, title: str = "Kế hoạch chỉnh trang", **more):
    return create_case(desk, CaseDraft(title, **{"not_secret": True, "sender": "Ủy ban nhân dân phường Hoa Ban", **more}))


def a_file(desk: Desk, case=None, review=None, data: bytes = b"PK\x03\x04 du thao"):
    """A draft of a new case, analysed."""
    file = add_file(desk, (case or a_case(desk)).id, data, "dự thảo.docx")
    save_review(desk, file.id, review or sample_review())
    return file


def changed(draft: CaseDraft, **more) -> CaseDraft:
    return dataclasses.replace(draft, **more)
