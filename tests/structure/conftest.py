"""Readings made from plain lines."""

import pytest

from pipelines.structure import build_draft
from pipelines.types import Block, Draft, Reading, SourceFile

SOURCE = SourceFile("du-thao.docx", "0" * 64, "docx")


def reading_of(*lines: str | Block) -> Reading:
    """A reading whose paragraphs are the given lines; a ready Block stands as it is."""
    blocks = tuple(line if isinstance(line, Block) else Block("paragraph", line, f"body/p[{i + 1}]") for i, line in enumerate(lines))
    return Reading(SOURCE, blocks)


def draft_of(*lines: str | Block) -> Draft:
    return build_draft(reading_of(*lines))


def row(table: int, number: int, *cells: str) -> tuple[Block, ...]:
    """The blocks of one table row."""
    return tuple(Block("cell", text, f"body/tbl[{table}]/tr[{number}]/tc[{c + 1}]/p[1]", table=(table, number, c + 1)) for c, text in enumerate(cells))


@pytest.fixture
def make_draft():
    return draft_of
