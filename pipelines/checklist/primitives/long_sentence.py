"""long_sentence: sentences over so many words, or with so many joints, that the reader loses the thread; the longest few only."""

import dataclasses
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context


@dataclasses.dataclass(frozen=True)
class LongSentence:
    words: int
    joints: int
    joint_words: tuple[str, ...] = ("và", "đồng thời")
    at_most: int = 3

    def find_document(self, context: Context) -> Iterator[Match]:
        found = []
        for reading in context.judged:
            for a, b in reading.sentences:
                if b - a > self.words:
                    joints = sum(n in ("và", "đồng") for n in reading.norms[a:b])
                    if joints > self.joints:
                        found.append((a - b, *reading.chars((a, b)), b - a))
        for _, start, end, count in sorted(found)[: self.at_most]:
            yield Match(start, min(end, start + 160), why=(f"Câu này dài {count} chữ.",), whole=True)
