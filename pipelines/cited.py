"""What a draft refers to, one line a document or article, with what the register knows of it: for the reviewer's list of citations."""

import datetime
from dataclasses import dataclass

from pipelines.checklist.plain_draft import as_read
from pipelines.citations import Citation, Linker, find_citations
from pipelines.language import Plain, fold
from pipelines.types import Draft, Provision

FRAME_WITH_CITATIONS = ("can_cu",)


@dataclass(frozen=True)
class Cited:
    """One reference as it stands in the draft and what is known of it."""

    provision: str
    label: str  # "khoản 3 Điều 5", "căn cứ"
    quote: str
    start: int  # in Draft.text
    end: int
    state: str  # con, het, chua, khong_ro (register) · ngoai_so (not in the register) · co, thieu (the draft's own article)
    basis: str = ""  # id in the register
    note: str = ""  # Vietnamese, for people


def list_citations(draft: Draft, register, as_of: datetime.date) -> tuple[Cited, ...]:
    """Every reference of the rules and grounds, in document order; "not in the register" never means "expired"."""
    plain = Plain(draft.text)
    read = as_read(draft, plain)
    linker, documents = Linker(read), _Documents(register, as_of)
    found = []
    for provision in read.provisions:
        if provision.judged or provision.kind in FRAME_WITH_CITATIONS:
            for citation in find_citations(read.words(provision)):
                place = plain.span(provision.start + citation.start, provision.start + citation.end)
                found.append(_cited(draft, place, provision, citation, linker, documents))
    return tuple(cited for cited in found if cited is not None)


def _cited(
    draft: Draft, place: tuple[int, int], provision: Provision, citation: Citation, linker: Linker, documents: "_Documents"
) -> Cited | None:
    if citation.kind == "document":
        state, basis, note = documents.look_up(citation)
    elif citation.articles:
        state, basis, note = _own_article(linker.resolve(citation, provision))
    else:
        return None
    start, end = place
    return Cited(provision.id, provision.label, draft.text[start:end], start, end, state, basis, note)


class _Documents:
    """Looks documents up by number and date, and by the short name that this draft gave a number before."""

    def __init__(self, register, as_of: datetime.date):
        self._register, self._as_of = register, as_of
        self._named: dict[str, str] = {}  # short name → id of the register

    def look_up(self, citation: Citation) -> tuple[str, str, str]:
        """(state, id in the register, note)."""
        name = fold(citation.short_name)
        entries = self._register.by_number(citation.number, citation.date) if citation.number else ()
        if len(entries) == 1:
            self._named[name] = entries[0].id
        identity = entries[0].id if len(entries) == 1 else "" if citation.number else self._named.get(name, "")
        if not identity:
            return "ngoai_so", "", "Chưa có trong sổ căn cứ; cần đối chiếu tình trạng hiệu lực."
        entry = self._register.basis(identity)
        return self._register.status(identity, self._as_of).state, identity, f"{entry.cach_in}: {entry.tinh_trang}."


def _own_article(resolution) -> tuple[str, str, str]:
    if resolution.status == "missing":
        return "thieu", "", "Không tìm thấy điều, khoản này trong dự thảo."
    if resolution.status == "exists":
        return "co", "", "Có trong dự thảo."
    return "ngoai_so", "", "Dẫn chiếu văn bản khác; cần đối chiếu."
