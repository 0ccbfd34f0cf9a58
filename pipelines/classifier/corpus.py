"""The unlabelled corpus: articles of Bộ pháp điển and whole documents, cut into units like those of the labelled data."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.classifier.units import Unit

_HEADS = (  # level, pattern: a line that opens a part of a document
    (0, re.compile(r"^(PHẦN|Phần|PHỤ LỤC|Phụ lục)\b")),
    (1, re.compile(r"^(CHƯƠNG|Chương)\s+[IVXLC\d]+")),
    (2, re.compile(r"^(MỤC|Mục|Tiểu mục)\s+\d+|^[IVX]{1,5}\s*[.\-/]\s*\S")),
    (3, re.compile(r"^Điều\s+\d+")),
    (4, re.compile(r"^\d{1,2}(\.\d{1,2})*\s*[.)\-/]\s*\S")),
    (5, re.compile(r"^[a-zđ]{1,2}\s*[).]\s*\S")),
    (6, re.compile(r"^[-+–•*]\s*\S")),
)
_RULE_LEVEL = 4  # from here down a line is a rule itself, above it is a heading
_SHORTEST = 25


def read_lines(path: Path) -> Iterator[dict]:
    """Rows of a .jsonl or .jsonl.gz file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def key_of(context: str, text: str) -> str:
    """Names a provision of the corpus without quoting it."""
    return hashlib.sha256(f"{context}\n{text}".encode()).hexdigest()[:16]


def split_document(name: str, text: str) -> list[Unit]:
    """Units of a plain-text document, each with the headings and lead-ins above it."""
    path: dict[int, str] = {}
    units: list[Unit] = []
    for line in _whole_lines(text):
        level = next((level for level, pattern in _HEADS if pattern.match(line)), 7)
        context = " › ".join(path[k][:160] for k in sorted(path) if k < level)
        if level < 7:
            path = {k: v for k, v in path.items() if k < level} | {level: line}
        if level >= _RULE_LEVEL and len(line) >= _SHORTEST and not line.isupper():
            units.append(Unit(f"{name}-{len(units):04d}", name, context, line))
    return units


def _whole_lines(text: str) -> Iterator[str]:
    """Lines without empty ones; a line that goes on in lower case after an unfinished one belongs to it (hard-wrapped files)."""
    pending = ""
    for line in (" ".join(raw.split()) for raw in text.split("\n")):
        if pending and line and line[0].islower() and pending[-1] not in ".;:!?" and not _HEADS[5][1].match(line):
            pending += " " + line
        elif line:
            if pending:
                yield pending
            pending = line
    if pending:
        yield pending


def split_article(row: dict) -> list[Unit]:
    """Units of one article of Bộ pháp điển: its numbered clauses, or the whole when it has none."""
    head = " › ".join(part for part in (row.get("chuong"), f"{row.get('article') or ''}. {row.get('title') or ''}") if part)
    return [
        Unit(unit.id, row["doc_id"], " › ".join(part for part in (head, unit.context) if part), unit.text)
        for unit in split_document(row["doc_id"], row["text"])
    ]
