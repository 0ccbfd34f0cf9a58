"""form: lines of the first page, the căn cứ, the signature or the end look as they must not (regular expressions by field).

All tests of `all` must find a line, no test of `none` may. A test sees one line at a time; `issuer` and `parent_issuer` are the header's.
"""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Literal

import regex

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.frames import FIELDS, TIMEOUT, lines


@dataclasses.dataclass(frozen=True)
class LineTest:
    field: Literal[tuple(FIELDS)]
    like: str  # regular expression

    def __post_init__(self):
        try:
            regex.compile(self.like)
        except regex.error as error:
            raise ValueError(f"biểu thức “{self.like}” viết sai.") from error

    def search(self, context: Context) -> tuple[int, int] | None:
        """Characters of the draft's text that match; (-1, -1) for a field without a place."""
        for start, text in lines(context, self.field):
            found = regex.search(self.like, text, timeout=TIMEOUT)
            if found:
                return (start + found.start(), start + found.end()) if start >= 0 else (-1, -1)
        return None


@dataclasses.dataclass(frozen=True)
class Form:
    all: tuple[LineTest, ...]
    none: tuple[LineTest, ...] = ()
    since: str = ""  # the rule of form holds from this ISO day on
    until: str = ""

    def __post_init__(self):
        for day in filter(None, (self.since, self.until)):
            datetime.date.fromisoformat(day)

    def find_document(self, context: Context) -> Iterator[Match]:
        day = context.as_of.isoformat()
        if (self.since and day < self.since) or (self.until and day >= self.until):
            return
        places = [test.search(context) for test in self.all]
        if None in places or any(test.search(context) for test in self.none):
            return
        placed = [p for p in places if p[0] >= 0]
        if placed:
            yield Match(*placed[0], evidence=tuple(placed[1:]), why=("Theo thể thức ở trang đầu, căn cứ và chữ ký.",), whole=True)
