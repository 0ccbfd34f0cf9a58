"""Users, roles, passwords, sessions; who may call what."""

import inspect

import pytest
from argon2 import PasswordHasher, profiles
from sqlalchemy import text

from review_app import records
from review_app.records import (
    ACTIONS,
    ROLES,
    BadInput,
    Desk,
    LoginRequired,
    NotAllowed,
    WrongPassword,
    add_user,
    close_session,
    create_case,
    enter,
    find_cases,
    list_people,
    log_in,
    login_on,
    open_session,
    people,
    person_names,
    resume_session,
    set_active,
    set_name,
    set_password,
    set_roles,
    turn_login,
)
from tests.records.conftest import CaseDraft, person

PASSWORD = "mat-khau-dai"

# What each role may do, as the office was told; the code's table must say the same.
MAY = {
    "chuyen_vien": {"read", "receive", "decide", "verify"},
    "lanh_dao": {"read", "receive", "decide", "verify", "assign", "approve", "delete", "settings", "people", "backup", "sign"},
    "quan_tri_danh_muc": {"read", "verify", "settings", "checklist", "backup"},
}

GUARDED = sorted({name: function for name, function in vars(records).items() if hasattr(function, "action")})


def test_each_role_may_do_what_the_office_was_told():
    assert {role: {action for action in ACTIONS if role in ACTIONS[action]} for role in ROLES} == MAY


def test_every_public_function_that_takes_a_desk_is_guarded():
    taking = {
        name
        for name, function in vars(records).items()
        if inspect.isfunction(function) and next(iter(inspect.signature(function).parameters), "") == "desk"
    }
    assert taking - set(GUARDED) == {"open_session"}  # keeps a desk that log_in handed out, gives no access by itself


@pytest.mark.parametrize("role", ROLES)
def test_a_direct_call_beyond_the_role_is_refused(lite, role):
    at = person(enter(lite), "nguoi", role)
    for name in GUARDED:
        function = getattr(records, name)
        if function.action in MAY[role]:
            continue
        wanted = [p for p in inspect.signature(function).parameters.values() if p.default is p.empty][1:]
        with pytest.raises(NotAllowed):
            function(at, *[None] * len(wanted))


def test_a_role_taken_away_counts_at_once_for_an_open_desk(desk):
    at = person(desk, "an", "lanh_dao")
    set_roles(desk, at.user.id, ("quan_tri_danh_muc",))
    with pytest.raises(NotAllowed):
        create_case(at, CaseDraft("Quy chế"))
    set_active(desk, at.user.id, False)
    with pytest.raises(NotAllowed):
        find_cases(at)


def test_the_last_leader_cannot_be_locked_out(desk):
    with pytest.raises(BadInput):
        set_roles(desk, desk.user.id, ("chuyen_vien",))
    with pytest.raises(BadInput):
        set_active(desk, desk.user.id, False)
    assert list_people(desk)[0] == desk.user


# ---------------------------------------------------------------- login


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    """Hashing slow enough for an office would cost the tests a minute."""
    hasher = PasswordHasher.from_parameters(profiles.CHEAPEST)
    monkeypatch.setattr(people, "_hasher", lambda: hasher)


def test_passwords_are_hashed_as_slowly_as_recommended(monkeypatch):
    monkeypatch.undo()
    assert people._hasher().memory_cost >= 19 * 1024 and people._hasher().time_cost >= 2  # OWASP's floor for argon2id


def test_a_single_machine_asks_for_no_password(store):
    assert not login_on(store)
    assert set(enter(store).user.roles) == set(ROLES)


def test_login_cannot_be_turned_on_before_a_leader_has_a_password(desk):
    with pytest.raises(BadInput):
        turn_login(desk, True)
    assert not login_on(desk.store)


@pytest.fixture
def office(desk):
    """Login is on; `truong` is the leader."""
    add_user(desk, "Truong", "Trưởng ban", ("lanh_dao",), PASSWORD)
    turn_login(desk, True)
    return desk.store


def test_with_login_on_only_a_password_lets_in(office, desk):
    with pytest.raises(LoginRequired):
        enter(office)
    with pytest.raises(LoginRequired):
        find_cases(desk)  # a page that was open before
    assert log_in(office, " TRUONG ", PASSWORD).user.name == "Trưởng ban"
    turn_login(log_in(office, "truong", PASSWORD), False)
    assert enter(office)


@pytest.mark.parametrize(
    ("login", "password"), [("truong", "sai"), ("khong.co", PASSWORD), ("may-nay", ""), ("truong", ""), ("truong", PASSWORD * 100)]
)
def test_every_wrong_login_gets_the_same_answer(office, login, password):
    with pytest.raises(WrongPassword) as refused:
        log_in(office, login, password)
    assert refused.value.message == WrongPassword.message


def test_five_wrong_passwords_bring_a_pause(office, clock):
    for _ in range(5):
        with pytest.raises(WrongPassword):
            log_in(office, "truong", "sai")
    with pytest.raises(WrongPassword) as refused:
        log_in(office, "truong", PASSWORD)
    assert "Đợi" in refused.value.next_step
    clock.move(minutes=2)
    assert log_in(office, "truong", PASSWORD)


def test_an_inactive_user_is_out_with_her_sessions(office, desk):
    leader = log_in(office, "truong", PASSWORD)
    an = add_user(leader, "an", "An", ("chuyen_vien",), PASSWORD)
    token = open_session(log_in(office, "an", PASSWORD))
    set_active(leader, an.id, False)
    assert resume_session(office, token) is None
    with pytest.raises(WrongPassword):
        log_in(office, "an", PASSWORD)


def test_a_session_brings_back_its_user_until_closed_or_expired(office, clock):
    at = log_in(office, "truong", PASSWORD)
    token, second = open_session(at), open_session(at)
    assert resume_session(office, token).user == at.user
    close_session(office, token)
    assert resume_session(office, token) is None and resume_session(office, "bịa") is None
    clock.move(hours=13)
    assert resume_session(office, second) is None


def test_a_new_password_ends_old_sessions_and_only_leaders_set_anothers(office):
    leader = log_in(office, "truong", PASSWORD)
    an = add_user(leader, "an", "An", ("chuyen_vien",), PASSWORD)
    at = log_in(office, "an", PASSWORD)
    token = open_session(at)
    with pytest.raises(NotAllowed):
        set_password(at, leader.user.id, "chiem-quyen-roi")
    set_password(at, an.id, "mat-khau-moi")
    assert resume_session(office, token) is None
    assert log_in(office, "an", "mat-khau-moi")
    set_password(leader, an.id, "dat-lai-cho-an")
    assert log_in(office, "an", "dat-lai-cho-an")


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("login", ("x", "Tên", ("chuyen_vien",), None)),
        ("login", ("có dấu", "Tên", ("chuyen_vien",), None)),
        ("login", ("may-nay", "Tên", ("chuyen_vien",), None)),
        ("name", ("an", " ", ("chuyen_vien",), None)),
        ("roles", ("an", "An", (), None)),
        ("roles", ("an", "An", ("vua",), None)),
        ("password", ("an", "An", ("chuyen_vien",), "ngan")),
        ("password", ("an", "An", ("chuyen_vien",), "x" * 129)),
    ],
)
def test_a_wrong_user_form_names_the_box(desk, field, arguments):
    with pytest.raises(BadInput) as refused:
        add_user(desk, *arguments)
    assert refused.value.field == field
    assert len(list_people(desk)) == 1


def test_passwords_and_tokens_are_not_in_the_store(office):
    token = open_session(log_in(office, "truong", PASSWORD))
    with office.read() as tx:
        rows = str([tx.execute(text(f"SELECT * FROM {table}")).all() for table in ("people", "sessions", "audit", "meta")])
    assert "argon2id" in rows and PASSWORD not in rows and token not in rows


def test_names_are_for_display(desk):
    an = person(desk, "an")
    set_name(desk, an.user.id, "Nguyễn Thị An")
    assert person_names(desk) == {desk.user.id: desk.user.name, an.user.id: "Nguyễn Thị An"}
    assert Desk(desk.store, an.user).user.can("decide") and not an.user.can("approve")
