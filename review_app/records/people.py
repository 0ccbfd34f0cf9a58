"""Users, roles, passwords and sessions.

A single machine has one user without a password and with every role. When the office turns login on, only users with a
password get in. Passwords are kept as argon2id hashes; session tokens as sha256.
"""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Row, delete, insert, select, update

from review_app.records import audit
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, LoginRequired, NotAllowed, NotFound, WrongPassword
from review_app.records.models import ROLES, User
from review_app.records.roles import needs
from review_app.records.store import Store
from review_app.records.tables import meta, people, sessions

FIRST_USER = 1
SESSION_HOURS = 12
TRIES = 5  # wrong passwords in a row before a pause
PAUSE = timedelta(minutes=1)
_LOGIN = re.compile(r"[a-z0-9._-]{2,64}")
_SHORTEST, _LONGEST = 8, 128  # the upper bound keeps hashing cheap


# ---------------------------------------------------------------- coming in


def ensure_first(tx: Connection) -> None:
    """A new store knows the user of this machine, with every role and no password."""
    if tx.execute(select(people.c.id).limit(1)).first() is None:
        _insert(tx, "may-nay", "Người dùng máy này", tuple(ROLES), None)


def login_on(store: Store) -> bool:
    """Whether the office asks for a password."""
    with store.read() as tx:
        return _login_on(tx)


def enter(store: Store) -> Desk:
    """The desk of the single machine's user. Raises LoginRequired when the office turned login on."""
    with store.read() as tx:
        if _login_on(tx):
            raise LoginRequired()
        return Desk(store, _user(_row(tx, FIRST_USER)))


def log_in(store: Store, login: str, password: str) -> Desk:
    """The user's desk. Raises WrongPassword, the same for an unknown login, a wrong password and an inactive user."""
    with store.write() as tx:
        row = tx.execute(select(people).where(people.c.login == login.strip().lower())).first()
        if row is not None and row.blocked_until and row.blocked_until > store.now():
            raise WrongPassword("Đã nhập sai nhiều lần.", "Đợi một phút rồi nhập lại.")
    right = _matches(row.password if row else None, password) and row.active
    with store.write() as tx:
        if row is not None:
            _count_try(store, tx, row, right)
        audit.append(store, tx, row.id if row else 0, "log_in" if right else "log_in_failed", "store")
    if not right:
        raise WrongPassword()
    return Desk(store, _user(row))


def open_session(desk: Desk) -> str:
    """A token that brings the user back after a reload, for twelve hours. Only its hash is stored."""
    token = secrets.token_urlsafe(32)
    with desk.store.write() as tx:
        tx.execute(delete(sessions).where(sessions.c.expires < desk.store.now()))
        expires = desk.store.now() + timedelta(hours=SESSION_HOURS)
        tx.execute(insert(sessions).values(token_hash=_token_hash(token), person_id=desk.user.id, expires=expires))
    return token


def resume_session(store: Store, token: str) -> Desk | None:
    """The desk of a token from `open_session`; None when it is unknown or expired or the user is no longer active."""
    wanted = select(people).join(sessions, sessions.c.person_id == people.c.id).where(sessions.c.token_hash == _token_hash(token))
    with store.read() as tx:
        row = tx.execute(wanted.where(sessions.c.expires > store.now(), people.c.active)).first()
    return Desk(store, _user(row)) if row else None


def close_session(store: Store, token: str) -> None:
    with store.write() as tx:
        tx.execute(delete(sessions).where(sessions.c.token_hash == _token_hash(token)))


def current(desk: Desk) -> User:
    """The user as the store knows her now. Raises LoginRequired or NotAllowed when she may no longer act."""
    with desk.store.read() as tx:
        row = _row(tx, desk.user.id)
        if row.password is None and _login_on(tx):
            raise LoginRequired()
    if not row.active:
        raise NotAllowed()
    return _user(row)


# ---------------------------------------------------------------- keeping the list


@needs("read")
def list_people(desk: Desk) -> tuple[User, ...]:
    """All users, the inactive ones last."""
    with desk.store.read() as tx:
        return tuple(_user(row) for row in tx.execute(select(people).order_by(people.c.active.desc(), people.c.id)))


@needs("read")
def person_names(desk: Desk) -> dict[int, str]:
    """User id → name, for display."""
    with desk.store.read() as tx:
        return {row.id: row.name for row in tx.execute(select(people.c.id, people.c.name))}


@needs("people")
def add_user(desk: Desk, login: str, name: str, roles: tuple[str, ...], password: str | None = None) -> User:
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise BadInput("login", "Tên đăng nhập gồm 2–64 chữ không dấu, số, dấu chấm, gạch.")
    hashed = _hash(password) if password is not None else None
    with desk.store.write() as tx:
        if tx.execute(select(people.c.id).where(people.c.login == login)).first():
            raise BadInput("login", "Tên đăng nhập này đã có.")
        user_id = _insert(tx, login, _checked_name(name), _checked_roles(roles), hashed)
        desk.record(tx, "add_user", f"user:{user_id}", roles=len(roles))
        return _user(_row(tx, user_id))


@needs("people")
def set_roles(desk: Desk, user_id: int, roles: tuple[str, ...]) -> User:
    return _change(desk, user_id, "set_roles", roles=" ".join(_checked_roles(roles)))


@needs("people")
def set_name(desk: Desk, user_id: int, name: str) -> User:
    return _change(desk, user_id, "set_name", name=_checked_name(name))


@needs("people")
def set_active(desk: Desk, user_id: int, active: bool) -> User:
    """Let a user in or keep her out; her work stays. Users are never deleted: the audit trail names their ids."""
    return _change(desk, user_id, "set_active", active=active)


@needs("read")
def set_password(desk: Desk, user_id: int, password: str) -> User:
    """One's own password, or anybody's for who may manage people. Ends the sessions of that user."""
    if user_id != desk.user.id and not current(desk).can("people"):
        raise NotAllowed()
    hashed = _hash(password)
    with desk.store.write() as tx:
        tx.execute(delete(sessions).where(sessions.c.person_id == user_id))
    return _change(desk, user_id, "set_password", password=hashed, failures=0, blocked_until=None)


@needs("people")
def turn_login(desk: Desk, on: bool) -> None:
    """Ask everybody for a password, or nobody. Turning on needs a leader who has one, else nobody could come back in."""
    with desk.store.write() as tx:
        leaders = tx.execute(select(people).where(people.c.active, people.c.password.is_not(None)))
        if on and not any("lanh_dao" in _user(row).roles for row in leaders):
            raise BadInput("login", "Cần có ít nhất một lãnh đạo đã đặt mật khẩu trước khi bật đăng nhập.")
        put_meta(tx, "login", "1" if on else "0")
        desk.record(tx, "turn_login", "store", on=on)


# ---------------------------------------------------------------- inside


def get_meta(tx: Connection, key: str) -> str | None:
    return tx.scalar(select(meta.c.value).where(meta.c.key == key))


def put_meta(tx: Connection, key: str, value: str) -> None:
    tx.execute(delete(meta).where(meta.c.key == key))
    tx.execute(insert(meta).values(key=key, value=value))


def _login_on(tx: Connection) -> bool:
    return get_meta(tx, "login") == "1"


def _row(tx: Connection, user_id: int) -> Row:
    row = tx.execute(select(people).where(people.c.id == user_id)).first()
    if row is None:
        raise NotFound("Không có người dùng này.")
    return row


def _user(row: Row) -> User:
    return User(row.id, row.login, row.name, tuple(row.roles.split()), row.active, row.password is not None)


def _insert(tx: Connection, login: str, name: str, roles: tuple[str, ...], password: str | None) -> int:
    values = {"login": login, "name": name, "roles": " ".join(roles), "active": True, "password": password, "failures": 0}
    return tx.execute(insert(people).values(**values)).inserted_primary_key[0]


def _change(desk: Desk, user_id: int, action: str, **values) -> User:
    with desk.store.write() as tx:
        _row(tx, user_id)
        tx.execute(update(people).where(people.c.id == user_id).values(**values))
        if not any("lanh_dao" in _user(row).roles for row in tx.execute(select(people).where(people.c.active))):
            raise BadInput("roles", "Phải còn ít nhất một lãnh đạo đang hoạt động.")
        desk.record(tx, action, f"user:{user_id}")
        return _user(_row(tx, user_id))


def _count_try(store: Store, tx: Connection, row: Row, right: bool) -> None:
    failures = 0 if right else row.failures + 1
    blocked: datetime | None = store.now() + PAUSE if failures and failures % TRIES == 0 else None
    tx.execute(update(people).where(people.c.id == row.id).values(failures=failures, blocked_until=blocked))


def _checked_roles(roles: tuple[str, ...]) -> tuple[str, ...]:
    if not roles or any(role not in ROLES for role in roles):
        raise BadInput("roles", f"Chọn ít nhất một vai trò trong: {', '.join(ROLES.values())}.")
    return tuple(role for role in ROLES if role in roles)


def _checked_name(name: str) -> str:
    if not 1 <= len(name.strip()) <= 200:
        raise BadInput("name", "Họ và tên không được để trống và không quá 200 chữ.")
    return name.strip()


@cache
def _hasher():
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _no_one() -> str:
    """A hash nobody's password has: an unknown login takes as long as a known one."""
    return _hasher().hash(secrets.token_urlsafe(32))


def _hash(password: str) -> str:
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise BadInput("password", f"Mật khẩu dài từ {_SHORTEST} đến {_LONGEST} ký tự.")
    return _hasher().hash(password)


def _matches(hashed: str | None, password: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return len(password) <= _LONGEST and _hasher().verify(hashed or _no_one(), password) and hashed is not None
    except VerificationError:
        return False


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
