"""basis_line: a “Căn cứ …” line that names a document without its number or its day.

Not asked: of the constitution, laws, codes, ordinances and the Party's statutes (named by their titles), and of internal regulations of the
issuing office.
"""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.frames import lines

_NAMED = re.compile(
    r"\b(Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Kết luận|Kế hoạch|Hướng dẫn|"
    r"Quy định|Công văn|Chương trình|Thông báo)\b"
)
_NUMBER = re.compile(r"\bsố\b\s*:?\s*(?:[\d.…_ \u00a0]*)|\d+\s*[/-]\s*[A-ZĐ\d]", re.I)
_DAY = re.compile(r"ngày|\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_OPEN = re.compile(r"số\s*:?\s*(?:[.…_]{2,}|/)|\.{3}|…")  # a form to be filled in
_YEAR = re.compile(r"\d*\s*/\s*20\d\d\s*/")  # a number that carries its year names one document
_LAW = re.compile(r"\b(Luật|Bộ luật|Hiến pháp|Pháp lệnh|Điều lệ)\b")
_PIECE = re.compile(r";\s+(?=[A-ZĐ])")


@dataclasses.dataclass(frozen=True)
class BasisLine:
    internal: tuple[str, ...]  # words of internal bases that need no number

    def find_document(self, context: Context) -> Iterator[Match]:
        for start, text in lines(context, "basis"):
            if not re.match(r"\W*Căn cứ\b", text):
                continue
            at = 0
            for piece in _PIECE.split(text):
                place = text.index(piece, at)
                at = place + len(piece)
                why = self._lacks(piece)
                if why:
                    yield Match(start + place, start + place + len(piece.rstrip(" ;.")), why=(why,), whole=True)
                    break

    def _lacks(self, piece: str) -> str:
        """What the piece lacks, in Vietnamese, or ""."""
        named = _NAMED.search(piece)
        if named is None or any(word in piece.lower() for word in self.internal):
            return ""
        law = _LAW.search(piece)
        if law and law.start() < named.start():
            return ""
        head = piece[named.end() : named.end() + 90]
        if _OPEN.search(head):
            return ""
        if not _NUMBER.search(head):
            return "Căn cứ này không ghi số, ký hiệu."
        dated = _DAY.search(piece[named.end() :]) or _YEAR.search(head)
        return "" if dated else "Căn cứ này không ghi ngày ban hành."
