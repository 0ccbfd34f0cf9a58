"""How far a reviewer has come: findings seen, "đã xem 41/63", second looks answered, "đã rà soát xong"."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from review_app.records.decisions import KEY, in_lane
from review_app.records.desk import Desk
from review_app.records.models import Progress
from review_app.records.roles import needs
from review_app.records.rows import place, to_file, writable
from review_app.records.tables import finished, second_looks, seen
from review_app.records.words import typed


@needs("decide")
def mark_seen(desk: Desk, file_id: int, finding: str) -> None:
    """Remember that the user opened the finding; twice is as good as once."""
    key = {"file_id": file_id, "person_id": desk.user.id, "finding": typed("finding", finding, KEY)}
    with desk.store.write() as tx:
        to_file(tx, file_id)
        if tx.execute(select(seen.c.finding).filter_by(**key)).first() is None:
            tx.execute(insert(seen).values(**key))


@needs("read")
def read_seen(desk: Desk, file_id: int) -> frozenset[str]:
    """Findings this user has opened."""
    with desk.store.read() as tx:
        return _seen(desk, tx, file_id)


@needs("read")
def read_progress(desk: Desk, file_id: int, findings: Collection[str]) -> Progress:
    """Of the findings given: how many this user has seen or decided, and how many are decided in her lane."""
    with desk.store.read() as tx:
        decided = {key for key, row in in_lane(tx, file_id, place(desk, tx, file_id).lane).items() if row.decided}
        opened = _seen(desk, tx, file_id) | decided
    wanted = set(findings)
    return Progress(len(wanted), len(wanted & opened), len(wanted & decided))


@needs("decide")
def answer_second_look(desk: Desk, file_id: int, provision: str, missed: bool) -> None:
    """The reviewer's answer on a provision the machine left unflagged: did it miss something there?"""
    key = {"file_id": file_id, "person_id": desk.user.id, "provision": typed("provision", provision, KEY)}
    with desk.store.write() as tx:
        writable(desk, tx, file_id)
        tx.execute(delete(second_looks).filter_by(**key))
        tx.execute(insert(second_looks).values(**key, missed=missed, at=desk.store.now()))
        desk.record(tx, "second_look", f"file:{file_id}", missed=missed)


@needs("read")
def read_second_looks(desk: Desk, file_id: int) -> dict[str, bool]:
    """Provision id → whether the user said something was missed there."""
    with desk.store.read() as tx:
        wanted = select(second_looks).filter_by(file_id=file_id, person_id=desk.user.id)
        return {row.provision: row.missed for row in tx.execute(wanted)}


@needs("decide")
def finish_review(desk: Desk, file_id: int, done: bool = True) -> None:
    """Say "đã rà soát xong", or take it back while the blind round is not opened."""
    key = {"file_id": file_id, "person_id": desk.user.id}
    with desk.store.write() as tx:
        writable(desk, tx, file_id)
        tx.execute(delete(finished).filter_by(**key))
        if done:
            tx.execute(insert(finished).values(**key, at=desk.store.now()))
        desk.record(tx, "finish_review", f"file:{file_id}", done=done)


@needs("read")
def read_finished(desk: Desk, file_id: int) -> tuple[int, ...]:
    """Ids of the users who said they are done."""
    with desk.store.read() as tx:
        return finished_by(tx, file_id)


def finished_by(tx: Connection, file_id: int) -> tuple[int, ...]:
    return tuple(tx.scalars(select(finished.c.person_id).filter_by(file_id=file_id).order_by(finished.c.person_id)))


def _seen(desk: Desk, tx: Connection, file_id: int) -> frozenset[str]:
    return frozenset(tx.scalars(select(seen.c.finding).filter_by(file_id=file_id, person_id=desk.user.id)))
