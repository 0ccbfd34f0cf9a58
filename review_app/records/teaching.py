"""What reviewers teach the topic classifier: labelled provisions in the office's own store, and the models learned from them.

Off until the office turns it on. A label is deleted with its case. A model is used only when its report says that it finds no less on the
held-out samples; models stay in the folder `models` of the store, so that the office can go back to any of them or to the shipped one.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Row, func, insert, select, update

from pipelines.storage import load_review
from pipelines.studio.report import Report, report_json, report_of, uncertainty
from pipelines.types import TOPICS
from review_app.records.audit import canonical
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, NotFound
from review_app.records.experience import latest_reviews
from review_app.records.models import SHARED
from review_app.records.people import get_meta, put_meta
from review_app.records.roles import needs
from review_app.records.store import Store, disk_errors
from review_app.records.tables import decisions, labelled, own_findings, second_looks, topic_models

MODELS = "models"  # folder of the store
_SWITCH = "teaching"
STRONG = 2


@dataclass(frozen=True)
class Question:
    """A provision whose topic the machine is unsure of."""

    file_id: int
    place: str  # case number
    label: str  # "khoản 2 Điều 5"
    provision: str
    context: str
    text: str
    topic: str
    score: float


@dataclass(frozen=True)
class TopicModel:
    number: int
    report: Report
    by: int
    at: datetime
    used: bool


@needs("read")
def teaching_on(desk: Desk) -> bool:
    with desk.store.read() as tx:
        return get_meta(tx, _SWITCH) == "on"


@needs("checklist")
def turn_teaching(desk: Desk, on: bool) -> None:
    """Whether decisions become labelled provisions."""
    with desk.store.write() as tx:
        put_meta(tx, _SWITCH, "on" if on else "off")
        desk.record(tx, "turn_teaching", "store", on=on)


# ---------------------------------------------------------------- labels


@needs("checklist")
def save_label(desk: Desk, question: Question, strength: int) -> None:
    """What a person says of one topic of one provision: 0 not touched, 1 touched, 2 strongly. Raises BadInput while teaching is off."""
    if question.topic not in TOPICS or strength not in (0, 1, STRONG):
        raise BadInput("strength")
    _must_be_on(desk)
    with desk.store.write() as tx:
        _put(desk, tx, question.file_id, question.provision, question.context, question.text, {question.topic: strength}, again=True)
        desk.record(tx, "save_label", f"file:{question.file_id}", strength=strength)


@needs("checklist")
def gather_labels(desk: Desk) -> int:
    """Turn decisions into labels; returns how many provisions are new.

    An accepted or an own finding says that its provision touches the topic strongly, a second look without a miss that it touches none;
    a rejected finding says nothing about topics. Labels a person gave stay.
    """
    from pipelines.classifier.units import units_of_draft

    _must_be_on(desk)
    new = 0
    with desk.store.write() as tx:
        for row in tx.execute(latest_reviews(500)).all():
            draft = load_review(json.loads(row.body)).draft
            units = {unit.id: unit for unit in units_of_draft(draft)}
            for provision, labels in _told(tx, row.file, json.loads(row.body)["review"]["findings"]).items():
                if provision in units:
                    unit = units[provision]
                    new += _put(desk, tx, row.file, provision, unit.context, unit.text, labels, again=False)
        desk.record(tx, "gather_labels", "store", new=new)
    return new


def _told(tx: Connection, file_id: int, findings: list[dict]) -> dict[str, dict[str, int]]:
    """Provision → what was decided about its topics."""
    found: dict[str, dict[str, int]] = {}
    looked = select(second_looks.c.provision).where(second_looks.c.file_id == file_id, second_looks.c.missed.is_(False))
    for provision in tx.scalars(looked):
        found[provision] = dict.fromkeys(TOPICS, 0)
    shared = (decisions.c.file_id == file_id, decisions.c.lane == SHARED, decisions.c.verdict.in_(("gop_y", "sua_loi")))
    accepted = set(tx.scalars(select(decisions.c.finding).where(*shared)))
    spoken = [(f["provision"], f["topic"]) for f in findings if f["id"] in accepted]
    mine = select(own_findings.c.provision, own_findings.c.topic)
    standing = (own_findings.c.file_id == file_id, own_findings.c.removed.is_(False), own_findings.c.lane == SHARED)
    spoken += tx.execute(mine.where(*standing)).all()
    for provision, topic in spoken:
        if provision and topic in TOPICS:
            found.setdefault(provision, {})[topic] = STRONG
    return found


def _put(desk: Desk, tx: Connection, file_id: int, provision: str, context: str, text: str, labels: dict, again: bool) -> bool:
    """Add labels to those of the provision; `again` overwrites what stands. True for a provision that had none."""
    key = {"file_id": file_id, "provision": provision}
    row = tx.execute(select(labelled).filter_by(**key)).first()
    before = json.loads(row.labels) if row else {}
    merged = before | labels if again else labels | before
    values = {"labels": canonical(merged), "by": desk.user.id, "at": desk.store.now()}
    if row is None:
        tx.execute(insert(labelled).values(**key, context=context, text=text, **values))
    elif merged != before:
        tx.execute(update(labelled).where(labelled.c.id == row.id).values(**values))
    return row is None


@needs("read")
def labelled_rows(desk: Desk) -> list[dict]:
    """The office's labels as the lesson reads them; provisions of one draft form one document."""
    with desk.store.read() as tx:
        rows = tx.execute(select(labelled).order_by(labelled.c.file_id, labelled.c.id)).all()
    return [{"id": f"hs{r.file_id}-{r.id}", "context": r.context, "text": r.text, "labels": json.loads(r.labels)} for r in rows]


@needs("read")
def second_look_counts(desk: Desk) -> tuple[int, int]:
    """(missed, answered): what reviewers of all cases said of the provisions that the machine was unsure of and left unflagged."""
    with desk.store.read() as tx:
        missed = tx.scalars(select(second_looks.c.missed)).all()
    return sum(missed), len(missed)


@needs("read")
def ask_next(desk: Desk, thresholds: dict[str, float], limit: int = 30) -> tuple[Question, ...]:
    """Provisions of the newest drafts without a label on the topic, those nearest to the threshold of a flag first."""
    from pipelines.classifier.units import units_of_draft

    with desk.store.read() as tx:
        known = {(r.file_id, r.provision): json.loads(r.labels) for r in tx.execute(select(labelled))}
        rows = tx.execute(latest_reviews(30)).all()
    found = []
    for row in rows:
        review = load_review(json.loads(row.body))
        labels = {p.id: p.label for p in review.draft.provisions}
        for unit in units_of_draft(review.draft):
            for flag in review.topics.get(unit.id, ()):
                if flag.topic not in known.get((row.file, unit.id), {}):
                    place = (row.file, f"{row.sequence:02d}/{row.year}", labels[unit.id], unit.id, unit.context, unit.text)
                    found.append(Question(*place, flag.topic, flag.score))
    found.sort(key=lambda q: (uncertainty(q.score, thresholds.get(q.topic, 0.5)), q.file_id, q.provision))
    return tuple(found[:limit])


def _must_be_on(desk: Desk) -> None:
    if not teaching_on(desk):
        raise BadInput("teaching", "Việc dạy máy đang tắt.", "Bật ở phần Dạy máy rồi làm lại.")


# ---------------------------------------------------------------- models


@needs("checklist")
def keep_model(desk: Desk, folder: Path, report: Report) -> TopicModel:
    """Note a lesson; its model is stored and used from now on only when the report says `kept`. Raises StoreFull."""
    with desk.store.write() as tx:
        number = (tx.scalar(select(func.max(topic_models.c.number))) or 0) + 1
        if report.kept:
            with disk_errors():
                shutil.rmtree(_home(desk.store, number), ignore_errors=True)
                shutil.copytree(folder, _home(desk.store, number), ignore=shutil.ignore_patterns("do"))
            tx.execute(update(topic_models).values(used=False))
        values = {"model": report.model, "report": report_json(report), "by": desk.user.id, "at": desk.store.now()}
        tx.execute(insert(topic_models).values(number=number, used=report.kept, **values))
        desk.record(tx, "keep_model", f"model:{number}", used=report.kept, labels=report.labels)
        return _to_model(tx.execute(select(topic_models).where(topic_models.c.number == number)).first())


@needs("read")
def list_models(desk: Desk) -> tuple[TopicModel, ...]:
    """Newest first."""
    with desk.store.read() as tx:
        return tuple(map(_to_model, tx.execute(select(topic_models).order_by(topic_models.c.number.desc()))))


@needs("checklist")
def use_model(desk: Desk, number: int) -> None:
    """Go back to an earlier model, 0 to the shipped one. Raises NotFound, BadInput for a model that found less."""
    with desk.store.write() as tx:
        row = tx.execute(select(topic_models).where(topic_models.c.number == number)).first()
        if number and row is None:
            raise NotFound("Không có mô hình này.")
        if row is not None and not report_of(row.report).kept:
            raise BadInput("number", "Mô hình này tìm được ít hơn nên không được dùng.", "Chọn mô hình khác.")
        tx.execute(update(topic_models).values(used=False))
        tx.execute(update(topic_models).where(topic_models.c.number == number).values(used=True))
        desk.record(tx, "use_model", f"model:{number}")


def used_model_folder(store: Store) -> Path | None:
    """Where the model in use lies, None for the shipped one. Called without a user: reading a draft uses it whoever reads."""
    with store.read() as tx:
        number = tx.scalar(select(topic_models.c.number).where(topic_models.c.used.is_(True)))
    return _home(store, number) if number else None


def _home(store: Store, number: int) -> Path:
    return store.folder / MODELS / str(number)


def _to_model(row: Row) -> TopicModel:
    return TopicModel(row.number, report_of(row.report), row.by, row.at, row.used)
