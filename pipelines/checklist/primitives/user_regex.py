"""regex: a regular expression of an office over each provision's words, under a time limit (a slow pattern breaks only itself)."""

import dataclasses
from collections.abc import Iterator

import regex

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.frames import TIMEOUT
from pipelines.checklist.reading import ProvisionReading


@dataclasses.dataclass(frozen=True)
class UserRegex:
    like: str
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()
    guards: Guards = Guards(())

    def __post_init__(self):
        try:
            regex.compile(self.like)
        except regex.error as error:
            raise ValueError(f"biểu thức “{self.like}” viết sai.") from error

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        for m in regex.finditer(self.like, reading.text, timeout=TIMEOUT):
            first = next((i for i, end in enumerate(reading.ends) if end > m.start()), None)
            if first is None or m.end() <= m.start():
                continue
            last = next((i for i in range(len(reading.starts) - 1, first - 1, -1) if reading.starts[i] < m.end()), first)
            core = (first, last + 1)
            stands, why, evidence = confirm(context, reading, reading.clause_of(core), core, self.with_, self.unless, self.guards)
            if stands:
                yield Match(reading.base + m.start(), reading.base + m.end(), why=why, evidence=evidence)
