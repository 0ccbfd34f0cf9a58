"""tokens: a spaCy token pattern over syllables, asked only of the provisions that the trie calls for.

For what phrases with gaps cannot say: repetition, numbers by shape, “any but these syllables”. One step a list entry:
    {words: [nộp, đóng]}    one of these syllables
    {not: [không, chưa]}    any other
    {any: 5}                up to five of any
    {shape: number}         digits
"""

import dataclasses
import functools
from collections.abc import Iterator
from typing import Literal

from pipelines.checklist.conditions import Guards, Match, Scoped, confirm
from pipelines.checklist.context import Context
from pipelines.checklist.patterns import Pattern
from pipelines.checklist.reading import ProvisionReading
from pipelines.language import build_nlp, fold


@dataclasses.dataclass(frozen=True)
class Step:
    words: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    any: int = 0
    shape: Literal["", "number"] = ""

    def __post_init__(self):
        if sum(map(bool, (self.words, self.not_, self.any, self.shape))) != 1:
            raise ValueError("mỗi bước có đúng một khóa: words, not, any hoặc shape.")

    @property
    def spacy(self) -> list[dict]:
        if self.any:
            return [{"OP": "?"}] * self.any
        if self.shape:
            return [{"IS_DIGIT": True}]
        key, words = ("IN", self.words) if self.words else ("NOT_IN", self.not_)
        return [{"NORM": {key: [fold(w) for w in words]}}]


@dataclasses.dataclass(frozen=True)
class Tokens:
    calls_for: tuple[Pattern, ...]  # one of these must stand in the provision before spaCy reads it
    steps: tuple[Step, ...]
    with_: Scoped = Scoped()
    unless: Scoped = Scoped()
    guards: Guards = Guards()

    def calls(self) -> tuple[Pattern, ...] | None:
        return self.calls_for

    def find(self, context: Context, reading: ProvisionReading) -> Iterator[Match]:
        nlp, matcher = _matcher(self.steps)
        doc = nlp(reading.text)
        for _, a, b in matcher(doc):
            start, end = doc[a].idx, doc[b - 1].idx + len(doc[b - 1])
            inside = [i for i, s in enumerate(reading.starts) if start <= s < end]
            if not inside:
                continue
            core = (inside[0], inside[-1] + 1)
            stands, why, evidence = confirm(context, reading, reading.clause_of(core), core, self.with_, self.unless, self.guards)
            if stands:
                yield Match(reading.base + start, reading.base + end, why=why, evidence=evidence)


@functools.lru_cache(maxsize=64)
def _matcher(steps: tuple[Step, ...]):
    from spacy.matcher import Matcher

    nlp = _nlp()
    matcher = Matcher(nlp.vocab)
    matcher.add("buoc", [[part for step in steps for part in step.spacy]], greedy="LONGEST")
    return nlp, matcher


@functools.cache
def _nlp():
    return build_nlp()
