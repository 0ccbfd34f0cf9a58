"""figures: one quantity given two values: “32 hộ thuộc diện di dời” here, “28 hộ thuộc diện di dời” there.

Two figures are of one quantity when unit and the words after it agree; parts of a whole (“trong đó”), plans beside results and rows of a
table are left alone.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.reading import ProvisionReading

_PART = re.compile(
    r"(?:trong đó|gồm|còn|thêm|riêng|mỗi|từng|giảm|tăng|từ|khoảng|dưới|trên|hơn|ít nhất|tối thiểu|bình quân|so với|và)\s*(?:có\s*)?$", re.I
)
_EACH = re.compile(r"\b(?:mỗi|từng|trong đó)\b", re.I)
_STOP = frozenset(["và", "của", "các", "trong", "từ", "được", "tại", "ở", "theo", "đã", "là", "với", "cho", "do", "để"])


@dataclasses.dataclass(frozen=True)
class Figures:
    units: tuple[str, ...]  # “hộ”, “người”, “thôn”…
    words: int = 3  # words after the unit that must agree (fewer, at least two, where the clause ends)
    at_most: int = 2

    def find_document(self, context: Context) -> Iterator[Match]:
        seen: dict[tuple[str, ...], tuple[str, tuple[int, int]]] = {}
        count = 0
        for reading in context.judged:
            if reading.provision.kind == "dong_bang":
                continue
            for key, number, span in self._figures(reading):
                first = seen.setdefault(key, (number, span))
                if first[0] != number and count < self.at_most:
                    count += 1
                    said = f"Về “{' '.join(key)}”, chỗ này ghi {number}, chỗ khác ghi {first[0]}."
                    yield Match(*span, why=(said,), evidence=(first[1],))

    def _figures(self, reading: ProvisionReading):
        norms = reading.norms
        for i, norm in enumerate(norms[:-1]):
            if not norm.isdigit() or norms[i + 1] not in self.units or reading.text[reading.ends[i] : reading.starts[i + 1]].strip():
                continue
            clause = reading.clause_at(i)
            after = norms[i + 2 : min(i + 2 + self.words, clause.last)]
            tail = list(itertools.takewhile(lambda n: n not in _STOP and not n.isdigit(), after))
            sentence = reading.text[reading.starts[clause.sentence[0]] : reading.starts[i]]
            if len(tail) >= 2 and not _PART.search(sentence) and not _EACH.search(sentence):
                yield (norms[i + 1], *tail), norm.lstrip("0"), reading.chars((i, i + 2 + len(tail)))
