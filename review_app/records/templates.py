"""The office's own Word templates for the three papers: every version is kept, the newest of a paper is in use.

Going back to the shipped form is a version too, an empty one. An approved sheet is printed with the versions of its day.
"""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select

import pipelines
from review_app.records.desk import Desk
from review_app.records.errors import BadInput, NotFound, StaleRecord
from review_app.records.roles import needs
from review_app.records.tables import templates
from review_app.records.words import label

PAPERS = {"phieu": "Phiếu ý kiến thẩm định", "cong_van": "Công văn góp ý", "bao_cao": "Báo cáo thẩm định"}
LARGEST = 2_000_000  # bytes; a template with a coat of arms has about a tenth of it


@dataclass(frozen=True)
class OfficeTemplate:
    """One version; its bytes are read by `read_template`."""

    paper: str  # PAPERS
    number: int  # from 1 for each paper
    name: str  # file name as it was uploaded; "" for the shipped form
    size: int  # bytes
    by: int
    at: datetime

    @property
    def shipped(self) -> bool:
        return not self.size


@needs("read")
def list_templates(desk: Desk, paper: str) -> tuple[OfficeTemplate, ...]:
    """All versions, the one in use first; none while the office never had its own."""
    with desk.store.read() as tx:
        return tuple(map(_to_template, tx.execute(_newest(paper))))


@needs("read")
def read_template(desk: Desk, paper: str, number: int) -> bytes:
    """The .docx of one version; b"" where the office went back to the shipped form. Raises NotFound."""
    with desk.store.read() as tx:
        return _bytes(tx, paper, number)


@needs("settings")
def save_template(desk: Desk, paper: str, data: bytes, name: str, seen: int) -> OfficeTemplate:
    """Put a template to use; `seen` is the number of the newest version on the screen, 0 for none.

    Raises ExportError for a template that cannot be filled, BadInput for one too large, StaleRecord; what was in use stays.
    """
    if len(data) > LARGEST:
        raise BadInput("template", f"Tệp mẫu lớn quá {LARGEST // 1_000_000} MB.", "Bỏ bớt ảnh trong tệp mẫu rồi nạp lại.")
    pipelines.check_template(data, paper)
    return _add(desk, paper, data, label(name), seen)


@needs("settings")
def drop_template(desk: Desk, paper: str, seen: int) -> OfficeTemplate:
    """Go back to the shipped form; the office's own versions stay readable. Raises StaleRecord."""
    return _add(desk, paper, b"", "", seen)


# ---------------------------------------------------------------- inside


def numbers_in_use(tx: Connection) -> dict[str, int]:
    """Paper → number of its own template in use; papers in the shipped form are absent."""
    newest = {paper: tx.execute(_newest(paper)).first() for paper in PAPERS}
    return {paper: row.number for paper, row in newest.items() if row is not None and row.size}


def template_bytes(tx: Connection, numbers: dict[str, int]) -> dict[str, bytes]:
    """The templates of these numbers, as Dossier.templates takes them."""
    return {paper: _bytes(tx, paper, number) for paper, number in numbers.items()}


def _add(desk: Desk, paper: str, data: bytes, name: str, seen: int) -> OfficeTemplate:
    if paper not in PAPERS:
        raise BadInput("paper", f"Chọn một trong: {', '.join(PAPERS.values())}.")
    with desk.store.write() as tx:
        newest = tx.execute(_newest(paper)).first()
        if (newest.number if newest else 0) != seen:
            raise StaleRecord(_to_template(newest))
        values = {"paper": paper, "number": seen + 1, "name": name, "size": len(data), "body": b64encode(data).decode()}
        tx.execute(insert(templates).values(**values, by=desk.user.id, at=desk.store.now()))
        desk.record(tx, "save_template", f"template:{paper}", number=seen + 1, content=hashlib.sha256(data).hexdigest())
        return _to_template(tx.execute(_newest(paper)).first())


def _newest(paper: str):
    """Without the bytes."""
    shown = (templates.c[name] for name in ("paper", "number", "name", "size", "by", "at"))
    return select(*shown).filter_by(paper=paper).order_by(templates.c.number.desc())


def _bytes(tx: Connection, paper: str, number: int) -> bytes:
    body = tx.scalar(select(templates.c.body).filter_by(paper=paper, number=number))
    if body is None:
        raise NotFound("Không có phiên bản mẫu này.", "Xem các phiên bản ở trang Thiết lập, phần Mẫu văn bản.")
    return b64decode(body)


def _to_template(row: Row) -> OfficeTemplate:
    return OfficeTemplate(row.paper, row.number, row.name, row.size, row.by, row.at)
