"""The office's own checklist: an overlay on the shipped one in numbered versions, prepared by one person, signed by another, never lost.

At most one version is in preparation. A signed one never changes; the newest signed one is in use. Going back means preparing a new
version with the words of an old one. Which version an old sheet rests on is found by the checklist version its review carries.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Row, delete, insert, select, update

from pipelines.checklist import Checklist
from pipelines.errors import ChecklistError
from pipelines.studio import Overlay, compose, shipped, shipped_under, silenced
from review_app.records import audit
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, NeedsSecondPerson, NotFound, StaleRecord
from review_app.records.people import get_meta, put_meta
from review_app.records.roles import needs
from review_app.records.store import Store
from review_app.records.tables import checklist_versions
from review_app.records.words import typed

SHIPPED = 0  # number that stands for the checklist as the program brings it


@dataclass(frozen=True)
class ChecklistVersion:
    number: int
    overlay: Overlay
    base: dict  # what was shipped under the fields the overlay replaces, when it was saved
    checklist: str  # version of the whole checklist
    note: str
    by: int
    authors: tuple[int, ...]
    at: datetime
    signed: datetime | None
    signed_by: int | None
    version: int  # goes back as `seen`


@dataclass(frozen=True)
class Origin:
    """What a checklist code printed on a sheet stands for."""

    versions: tuple[ChecklistVersion, ...]  # of the office, oldest first: going back gives one content several numbers; none: as shipped
    program: str = ""  # version of the program it was first used with, "" not noted
    since: datetime | None = None  # first used, None not noted


# ---------------------------------------------------------------- reading


def active_checklist(store: Store) -> Checklist:
    """The checklist reviews are made with. Called without a user: reading a draft uses it whoever reads."""
    return _composed(active_overlay(store))


def active_overlay(store: Store) -> Overlay:
    """Of the newest signed version that still fits the program; an empty one when there is none."""
    with store.read() as tx:
        rows = tx.execute(_newest().where(checklist_versions.c.signed.is_not(None))).all()
    for row in rows:
        overlay = _overlay(row.body)
        try:
            made = _composed(overlay)
        except ChecklistError:  # an update of the program no longer holds what it needs: the last good one stays in use
            continue
        if made.version != row.checklist:
            _remember(store, made.version, row.number)
        return overlay
    _remember(store, shipped().version, SHIPPED)
    return Overlay()


@needs("read")
def list_checklist_versions(desk: Desk) -> tuple[ChecklistVersion, ...]:
    """Newest first; the first is in preparation when it is not signed."""
    with desk.store.read() as tx:
        return tuple(map(_to_version, tx.execute(_newest())))


@needs("read")
def read_checklist_version(desk: Desk, number: int) -> ChecklistVersion:
    """Raises NotFound."""
    with desk.store.read() as tx:
        return _to_version(_row(tx, number))


@needs("read")
def used_checklist_version(desk: Desk) -> ChecklistVersion | None:
    """The newest signed version, None while the shipped checklist is in use."""
    return next((version for version in list_checklist_versions(desk) if version.signed), None)


@needs("read")
def prepared_checklist_version(desk: Desk) -> ChecklistVersion | None:
    """The version in preparation, None when there is none."""
    return next((version for version in list_checklist_versions(desk)[:1] if not version.signed), None)


@needs("read")
def working_overlay(desk: Desk) -> tuple[Overlay, int]:
    """(what an editor goes on from, `seen` for save_overlay): the version in preparation, else the one in use, else nothing."""
    newest = next(iter(list_checklist_versions(desk)), None)
    return (Overlay(), 0) if newest is None else (newest.overlay, 0 if newest.signed else newest.version)


@needs("read")
def checklist_origin(desk: Desk, code: str) -> Origin | None:
    """What the checklist code of a review or a sheet stands for; None when it was never in use here."""
    with desk.store.read() as tx:
        rows = tx.execute(_newest().where(checklist_versions.c.checklist == code)).all()
        noted = _noted(tx, code)
        if not rows and noted and noted["number"] != SHIPPED:
            rows = [_row(tx, noted["number"])]
    if not rows and not noted:
        return Origin(()) if code == shipped().version else None
    since = noted and noted["since"] and datetime.fromisoformat(noted["since"])
    return Origin(tuple(_to_version(row) for row in reversed(rows)), noted["program"] if noted else "", since or None)


# ---------------------------------------------------------------- changing


@needs("checklist")
def save_overlay(desk: Desk, overlay: Overlay, seen: int, note: str | None = None) -> ChecklistVersion:
    """Keep an overlay in the version in preparation; a new one begins after a signed one.

    Raises ChecklistError with the line when it is not good (what was stored stays), StaleRecord when somebody saved since `seen`.
    """
    made = compose(overlay)
    values = {"body": audit.canonical(asdict(overlay)), "base": audit.canonical(shipped_under(overlay)), "checklist": made.version}
    with desk.store.write() as tx:
        row = tx.execute(_newest()).first()
        open_row = row if row is not None and row.signed is None else None
        if (open_row.version if open_row else 0) != seen:
            raise StaleRecord(_to_version(row))
        authors = {desk.user.id, *(map(int, open_row.authors.split()) if open_row else ())}
        values |= {"by": desk.user.id, "at": desk.store.now(), "authors": " ".join(map(str, sorted(authors))), "version": seen + 1}
        values["note"] = typed("note", note if note is not None else open_row.note if open_row else "", 500)
        number = _write(tx, open_row, row, values)
        desk.record(tx, "save_checklist", f"checklist:{number}", version=seen + 1, content=audit.digest(values["body"]))
        return _to_version(_row(tx, number))


def _write(tx: Connection, open_row: Row | None, newest: Row | None, values: dict) -> int:
    if open_row is not None:
        tx.execute(update(checklist_versions).where(checklist_versions.c.number == open_row.number).values(**values))
        return open_row.number
    number = (newest.number if newest else 0) + 1
    tx.execute(insert(checklist_versions).values(number=number, **values))
    return number


@needs("checklist")
def discard_preparation(desk: Desk, number: int, seen: int) -> None:
    """Throw the version in preparation away. Raises BadInput for a signed one, StaleRecord."""
    with desk.store.write() as tx:
        row = _unsigned(tx, number, seen)
        tx.execute(delete(checklist_versions).where(checklist_versions.c.number == row.number))
        desk.record(tx, "discard_checklist", f"checklist:{number}")


@needs("checklist")
def go_back_to(desk: Desk, number: int, seen: int = 0) -> ChecklistVersion:
    """Prepare a new version with the words of an old one (0: the checklist as shipped); it counts once it is signed."""
    overlay = Overlay() if number == 0 else read_checklist_version(desk, number).overlay
    return save_overlay(desk, overlay, seen, "Trở lại danh mục gốc" if number == 0 else f"Trở lại phiên bản {number}")


@needs("read")
def silenced_by(desk: Desk, version: ChecklistVersion) -> tuple[str, ...]:
    """Codes of the S1 items that the version would find less often than the checklist in use."""
    return silenced(active_checklist(desk.store), _composed(version.overlay))


@needs("sign")
def sign_checklist(desk: Desk, number: int, seen: int) -> ChecklistVersion:
    """Put the version in preparation to use.

    Raises NeedsSecondPerson when it quietens an S1 item and the user is one of its authors, StaleRecord, BadInput when it is signed.
    """
    before = active_checklist(desk.store)
    with desk.store.write() as tx:
        row = _unsigned(tx, number, seen)
        quiet = silenced(before, _composed(_overlay(row.body)))
        if quiet and str(desk.user.id) in row.authors.split():
            raise NeedsSecondPerson(quiet)
        values = {"signed": desk.store.now(), "signed_by": desk.user.id}
        tx.execute(update(checklist_versions).where(checklist_versions.c.number == number).values(**values))
        desk.record(tx, "sign_checklist", f"checklist:{number}", content=audit.digest(row.body), quieter=len(quiet))
        return _to_version(_row(tx, number))


# ---------------------------------------------------------------- rows


def _newest():
    return select(checklist_versions).order_by(checklist_versions.c.number.desc())


def _row(tx: Connection, number: int) -> Row:
    row = tx.execute(select(checklist_versions).where(checklist_versions.c.number == number)).first()
    if row is None:
        raise NotFound("Không có phiên bản danh mục này.", "Xem các phiên bản ở trang Danh mục kiểm tra.")
    return row


def _unsigned(tx: Connection, number: int, seen: int) -> Row:
    row = _row(tx, number)
    if row.signed is not None:
        raise BadInput("number", "Phiên bản này đã ký nên không sửa được.", "Soạn phiên bản mới.")
    if row.version != seen:
        raise StaleRecord(_to_version(row))
    return row


def _to_version(row: Row) -> ChecklistVersion:
    plain = {name: getattr(row, name) for name in ("number", "checklist", "note", "by", "at", "signed", "signed_by", "version")}
    return ChecklistVersion(overlay=_overlay(row.body), base=json.loads(row.base), authors=tuple(map(int, row.authors.split())), **plain)


def _overlay(body: str) -> Overlay:
    return Overlay(**json.loads(body))


@lru_cache(maxsize=8)
def _composed(overlay: Overlay) -> Checklist:
    return compose(overlay)


def _remember(store: Store, code: str, number: int) -> None:
    """Note which version a checklist code stands for, and since when: an update of the program gives the same version another code."""
    with store.read() as tx:
        if _noted(tx, code):
            return
    from pipelines.review import PROGRAM_VERSION  # draws numpy in: once for each code only

    note = {"number": number, "program": PROGRAM_VERSION, "since": store.now().isoformat()}
    with store.write() as tx:
        put_meta(tx, _key(code), audit.canonical(note))


def _noted(tx: Connection, code: str) -> dict | None:
    text = get_meta(tx, _key(code))
    found = json.loads(text) if text else None
    return {"number": found, "program": "", "since": ""} if isinstance(found, int) else found  # noted by an earlier program: a number


def _key(code: str) -> str:
    return f"checklist.{code}"
