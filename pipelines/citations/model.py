"""What a citation says."""

from dataclasses import dataclass
from typing import NamedTuple


class Article(NamedTuple):
    """One place in a document. "này" stands for "the one these words stand in"; "" for not named."""

    dieu: str = ""
    khoan: str = ""
    diem: str = ""
    muc: str = ""  # of a document without articles: "II", "I.2"


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in a text; `text[start:end]` are its words, with the articles before and the date after the number."""

    start: int
    end: int
    kind: str  # "document" another document, "internal" a place in this one, "self" this document as a whole
    doc_kind: str = ""  # "Nghị định", "Luật", "Quy chế"; "" for "khoản 2 Điều 5"
    number: str = ""  # without spaces: "88/2024/NĐ-CP", "25-NQ/TW"; "57" when only that was written; "" none or still open
    date: str | None = None  # ISO
    issuer: str = ""  # as written: "Bộ trưởng Bộ Tài chính"
    short_name: str = ""  # "Luật Đất đai", "Điều lệ Đảng", "Quy chế làm việc"
    year: int | None = None  # of the date, of "năm 2013", or of the number
    articles: tuple[Article, ...] = ()

    @property
    def bare(self) -> bool:
        """Places in a document called by its kind alone: “khoản 5 Điều 4 của Quyết định”."""
        return bool(self.articles) and not (self.number or self.date or self.issuer or self.short_name or self.year)


class Resolution(NamedTuple):
    """Where an internal reference leads."""

    status: str  # "exists", "missing", "other_document", "unknown"
    targets: tuple[str, ...] = ()  # ids of provisions
    missing: tuple[Article, ...] = ()
