"""What a reviewer adds beside the machine's findings: findings of her own, notes, the words above and below the sheet's table."""

import json
from dataclasses import asdict

from sqlalchemy import Connection, Row, select

from pipelines.types import SEVERITIES, TOPICS, Basis
from review_app.records import tables, versioned
from review_app.records.audit import canonical
from review_app.records.decisions import KEY
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, NotFound
from review_app.records.models import Note, OwnFinding, SheetWords
from review_app.records.roles import needs
from review_app.records.rows import Place, advance, place, writable
from review_app.records.words import typed


def to_own(row: Row) -> OwnFinding:
    values = dict(row._mapping)
    return OwnFinding(**{**values, "bases": tuple(Basis(**each) for each in json.loads(values["bases"]))})


def to_note(row: Row) -> Note:
    return Note(row.id, row.file_id, row.finding, row.text, row.by, row.at, row.version)


def to_words(row: Row) -> SheetWords:
    return SheetWords(row.general, row.conclusion, row.by, row.at, row.version, row.lane)


_OWN_COLUMNS = ("provision", "quote", "start", "end", "topic", "severity", "comment", "wording", "bases", "removed", "lane")
OWN = versioned.Kind("own_finding", tables.own_findings, _OWN_COLUMNS, {"removed": True}, to_own)
NOTE = versioned.Kind("note", tables.notes, ("finding", "text", "removed"), {"removed": True}, to_note)
WORDS = versioned.Kind("sheet_words", tables.sheet_words, ("general", "conclusion"), {"general": "", "conclusion": ""}, to_words)


# ---------------------------------------------------------------- own findings


@needs("read")
def list_own_findings(desk: Desk, file_id: int) -> tuple[OwnFinding, ...]:
    """In document order, of the user's lane, without the removed ones."""
    with desk.store.read() as tx:
        return own_in_lane(tx, file_id, place(desk, tx, file_id).lane)


@needs("decide")
def save_own_finding(desk: Desk, own: OwnFinding, seen: int = 0) -> OwnFinding:
    """Add (id 0) or change a finding of one's own; `seen` is the version shown. Raises BadInput, StaleRecord, CaseLocked."""
    content = _checked_own(own)
    with desk.store.write() as tx:
        found = writable(desk, tx, own.file_id)
        row = _row_in(tx, OWN, own.id, found) if own.id else None
        written = versioned.put(desk, tx, OWN, row, {**content, "removed": False, "lane": found.lane}, seen, file_id=own.file_id)
        advance(tx, found.case.id, "ra_soat")
        return to_own(written)


@needs("decide")
def remove_own_finding(desk: Desk, own_id: int, seen: int) -> None:
    """Take it off the list; undo brings it back."""
    with desk.store.write() as tx:
        row = versioned.get(tx, OWN, own_id)
        _row_in(tx, OWN, own_id, writable(desk, tx, row.file_id))
        versioned.put(desk, tx, OWN, row, {**OWN.content_of(row), "removed": True}, seen)


def own_in_lane(tx: Connection, file_id: int, lane: int) -> tuple[OwnFinding, ...]:
    wanted = select(tables.own_findings).filter_by(file_id=file_id, lane=lane, removed=False)
    return tuple(to_own(row) for row in tx.execute(wanted.order_by(tables.own_findings.c.start, tables.own_findings.c.id)))


# ---------------------------------------------------------------- notes


@needs("read")
def list_notes(desk: Desk, file_id: int) -> tuple[Note, ...]:
    """Oldest first, of the user's lane."""
    with desk.store.read() as tx:
        lane = place(desk, tx, file_id).lane
        wanted = select(tables.notes).filter_by(file_id=file_id, lane=lane, removed=False).order_by(tables.notes.c.id)
        return tuple(to_note(row) for row in tx.execute(wanted))


@needs("decide")
def add_note(desk: Desk, file_id: int, text: str, finding: str | None = None) -> Note:
    """A note for the office, on a finding or on the whole file; it is never printed on a sheet."""
    if not text.strip():
        raise BadInput("text", "Ghi chú đang để trống.")
    content = {"finding": finding and typed("finding", finding, KEY), "text": typed("text", text), "removed": False}
    with desk.store.write() as tx:
        found = writable(desk, tx, file_id)
        return to_note(versioned.put(desk, tx, NOTE, None, content, 0, file_id=file_id, lane=found.lane))


@needs("decide")
def remove_note(desk: Desk, note_id: int) -> None:
    with desk.store.write() as tx:
        row = versioned.get(tx, NOTE, note_id)
        _row_in(tx, NOTE, note_id, writable(desk, tx, row.file_id))
        versioned.put(desk, tx, NOTE, row, {**NOTE.content_of(row), "removed": True}, None)


# ---------------------------------------------------------------- words of the sheet


@needs("read")
def sheet_words(desk: Desk, file_id: int) -> SheetWords:
    """Empty words with version 0 before the first save."""
    with desk.store.read() as tx:
        return words_in_lane(tx, file_id, place(desk, tx, file_id).lane)


@needs("decide")
def save_sheet_words(desk: Desk, file_id: int, words: SheetWords, seen: int) -> SheetWords:
    """Only its two texts count; `seen` is the version shown. Raises StaleRecord with the words as they stand, CaseLocked, BadInput."""
    content = {"general": typed("general", words.general), "conclusion": typed("conclusion", words.conclusion)}
    with desk.store.write() as tx:
        found = writable(desk, tx, file_id)
        row = versioned.find(tx, WORDS, file_id=file_id, lane=found.lane)
        return to_words(versioned.put(desk, tx, WORDS, row, content, seen, file_id=file_id, lane=found.lane))


def words_in_lane(tx: Connection, file_id: int, lane: int) -> SheetWords:
    row = versioned.find(tx, WORDS, file_id=file_id, lane=lane)
    return to_words(row) if row else SheetWords()


# ---------------------------------------------------------------- inside


def _row_in(tx: Connection, kind: versioned.Kind, row_id: int, found: Place) -> Row:
    """The row, if it stands in the user's lane: another reviewer's is as good as absent to her."""
    row = versioned.get(tx, kind, row_id)
    if (row.file_id, row.lane) != (found.file.id, found.lane):
        raise NotFound()
    return row


def _checked_own(own: OwnFinding) -> dict:
    if own.topic not in (*TOPICS, "the_thuc"):
        raise BadInput("topic", "Chọn nhóm nội dung của ý kiến.")
    if own.severity not in SEVERITIES:
        raise BadInput("severity", "Chọn mức độ của ý kiến.")
    if not own.comment.strip():
        raise BadInput("comment", "Ghi nội dung góp ý.")
    if not 0 <= own.start <= own.end:
        raise BadInput("start", "Vị trí trong dự thảo chưa đúng.")
    return {
        "provision": own.provision and typed("provision", own.provision, KEY),
        "quote": typed("quote", own.quote),
        "start": own.start,
        "end": own.end,
        "topic": own.topic,
        "severity": own.severity,
        "comment": typed("comment", own.comment),
        "wording": typed("wording", own.wording),
        "bases": canonical([asdict(basis) for basis in own.bases]),
    }
