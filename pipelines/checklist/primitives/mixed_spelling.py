"""mixed_spelling: one syllable written in two ways in one document: “Uỷ ban” beside “Ủy ban”.

The top of the first page is left out (the national motto keeps its own spelling) and so is quoted text.
"""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.language import fold

_OLD, _NEW = r"o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ]", r"[òóỏõọ][ae]|(?<!q)[ùúủũụ]y"
_BOTH = tuple(re.compile(rf"(?:{style})(?!\w)", re.I) for style in (_OLD, _NEW))
_MOVABLE = re.compile(rf"(?<!\w)[^\W\d_]{{0,3}}(?:{_OLD}|{_NEW})(?!\w)", re.I)


@dataclasses.dataclass(frozen=True)
class MixedSpelling:
    times: int = 1  # how often the rarer spelling must stand

    def find_document(self, context: Context) -> Iterator[Match]:
        if not all(style.search(context.draft.text) for style in _BOTH):
            return
        seen: dict[str, dict[str, list[tuple[int, int]]]] = {}
        for p in context.draft.provisions:
            if p.kind in ("tieu_de", "dau_trang", "chan_trang") or p.quoted:
                continue
            for m in _MOVABLE.finditer(context.draft.text, p.start, p.end):
                form = m.group().lower()
                seen.setdefault(fold(form), {}).setdefault(form, []).append(m.span())
        mixed = [forms for forms in seen.values() if len(forms) > 1]
        rare = [min(forms.values(), key=len) for forms in mixed]
        rare = [places for places in rare if len(places) >= self.times]
        if rare:
            places = sorted(span for spans in rare for span in spans)
            often = [max(forms.values(), key=len)[0] for forms in mixed]
            said = "Cùng một chữ được viết theo hai kiểu bỏ dấu."
            yield Match(*_around(context, places[0]), why=(said,), evidence=tuple(often[:3]), whole=True)


def _around(context: Context, span: tuple[int, int]) -> tuple[int, int]:
    """The syllable with the three words after it, so that a reader sees where it stands."""
    more = re.match(r"(?:[ \u00a0]\w+){0,3}", context.draft.text[span[1] : span[1] + 60])
    return span[0], span[1] + more.end()
