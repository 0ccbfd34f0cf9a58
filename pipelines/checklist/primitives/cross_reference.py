"""cross_reference: “khoản 4 Điều 7 Quy chế này” where the draft has no such place; references to other documents are left alone."""

import dataclasses
import re
from collections.abc import Iterator

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.citations import Article

# “khoản 4 Điều 7 Quy chế này”: the quote keeps the place alone.
_OWN = re.compile(r"\s+(?:của\s+)?(?!Điều|Khoản|Mục|Chương|Phần|[IVXLC]+\b)[A-ZĐ]\w*(?:\s\w+)*\s+này$|\s+của\s+.*$")
_NAMES = (("diem", "điểm"), ("khoan", "khoản"), ("dieu", "Điều"), ("muc", "mục"))


@dataclasses.dataclass(frozen=True)
class CrossReference:
    self_too: bool = True  # also “khoản 6 Điều này”

    def find_document(self, context: Context) -> Iterator[Match]:
        for provision, citation in context.references:
            if not self.self_too and any(article.dieu == "này" for article in citation.articles):
                continue
            found = context.linker.resolve(citation, provision)
            if found.status == "missing":
                places = "; ".join(_named(article) for article in found.missing)
                start, end = provision.start + citation.start, provision.start + citation.end
                own = _OWN.search(context.draft.text, start, end)
                end = own.start() if own else end
                yield Match(start, end, why=(f"Dự thảo không có {places}.",), slots=(("noi", places),), provision=provision.id, whole=True)


def _named(article: Article) -> str:
    """“khoản 4 Điều 7”."""
    return " ".join(f"{name} {value}" for field, name in _NAMES if (value := getattr(article, field)))
