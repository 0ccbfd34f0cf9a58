"""kind_mismatch: the title promises one kind of document (Quy định), the deciding words issue another (Quy chế)."""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.frames import lines
from pipelines.language import fold

_KINDS = (
    "quy chế|quy định|quy trình|kế hoạch|chương trình|đề án|phương án|nội quy|quy ước|hương ước|"
    "hướng dẫn|danh mục|điều lệ|bộ tiêu chí|khung"
)
_ISSUED = re.compile(rf"ban hành\s+(?:kèm theo\s+(?:\S+\s+){{1,4}}này\s+)?(?:\S+\s+){{0,2}}?(?P<kind>{_KINDS})\b", re.I)
_TITLE = re.compile(rf"ban hành\s+(?:\S+\s+){{0,2}}?(?P<kind>{_KINDS})\b", re.I)


@dataclasses.dataclass(frozen=True)
class KindMismatch:
    deciding: int = 3  # how many provisions of the deciding document are read

    def find_document(self, context: Context) -> Iterator[Match]:
        title = next((m for _, text in lines(context, "title") if (m := _TITLE.search(text))), None)
        promised = fold(title["kind"]) if title else ""
        for p in [p for p in context.draft.provisions if p.judged and not p.scope][: self.deciding]:
            m = _ISSUED.search(context.draft.text, p.start, p.end)
            if m and "kèm theo" in fold(m.group()):
                issued = fold(m["kind"])
                if promised and issued != promised:
                    place = lines(context, "title")[0]
                    said = f"Trích yếu ghi “{promised}”, phần quyết định lại ghi “{issued}”."
                    yield Match(m.start(), m.end(), why=(said,), evidence=((place[0], place[0] + len(place[1])),))
                return
