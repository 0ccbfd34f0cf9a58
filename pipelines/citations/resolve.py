"""Internal references against the draft's own tree: does the place exist, is it missing, or does it belong to another document?"""

import re
from collections import defaultdict
from collections.abc import Iterable

from pipelines.citations.find import find_citations
from pipelines.citations.model import Article, Citation, Resolution
from pipelines.types import Draft, Provision

_AMENDS = re.compile(
    r"^[\W\d_]*(?:[a-zđ]\)|Điều\s+\d+\.)?\s*(?:\d+\.\s*)?(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Thay|Đính chính|Hủy bỏ|Huỷ bỏ)\b", re.I
)
_AMENDING_TITLE = re.compile(r"sửa đổi|bổ sung một số|bãi bỏ", re.I)
# "Nghị định này quy định chi tiết Điều 30 về …": places of the law that is being detailed.
_DETAILS = re.compile(
    r"quy định chi tiết|hướng dẫn (?:thi hành|thực hiện|áp dụng)|biện pháp thi hành|được (?:sửa đổi|bổ sung|quy định) tại", re.I
)
_CUT = re.compile(r"^\s*(?:,|của|tại|và)?\s*$")
_OTHER_WORDS = re.compile(
    r"^\s*(?:,\s*)?(?:của|tại|trong|thuộc)\s+(?:văn bản|pháp luật|luật|hợp đồng|các|quy định|nghị|quyết|thông tư|dự thảo|bản|những)(?!\w)",
    re.I,
)


class Linker:
    """Finds the provisions that references name. Build it once a draft."""

    def __init__(self, draft: Draft):
        self._draft = draft
        self._by_id = {p.id: p for p in draft.provisions}
        self._children: dict[str, list[Provision]] = defaultdict(list)
        self._articles: dict[str, dict[str, Provision]] = defaultdict(dict)
        self._sections: dict[str, dict[str, Provision]] = defaultdict(dict)
        for provision in draft.provisions:
            if provision.parent:
                self._children[provision.parent].append(provision)
            if provision.kind == "dieu":
                self._articles[provision.scope].setdefault(provision.number, provision)
            if key := self._section_key(provision):
                self._sections[provision.scope].setdefault(key, provision)
        self._kinds = {"": draft.header.kind} | {
            p.scope: p.label.removesuffix(" kèm theo") for p in draft.provisions if p.kind == "kem_theo"
        }

    def resolve(self, citation: Citation, provision: Provision) -> Resolution:
        """Where a citation found in the words of `provision` leads.

        "exists" with the ids named; "missing" with the places that the draft has not; "other_document"; "unknown" where the draft cannot
        tell, for example when it numbers nothing, is an extract, or an appendix cites without saying what.
        """
        other = citation.kind == "document" and not self._means_own(citation, provision)
        if other or self._of_amended(provision) or self._names_other(citation, provision):
            return Resolution("other_document")
        scope = self._scope(citation, provision)
        if scope is None or not citation.articles:
            return Resolution("unknown" if citation.articles else "exists")
        named = bool(citation.doc_kind)
        found = [(article, self._find(article, scope, provision, named)) for article in citation.articles]
        missing = tuple(article for article, (status, _) in found if status == "missing")
        if missing and not citation.doc_kind and self._doubtful(citation, provision, missing):
            return Resolution("unknown")
        if missing:
            return Resolution("missing", tuple(target for _, (_, target) in found if target), missing)
        if any(status == "unknown" for _, (status, _) in found):
            return Resolution("unknown")
        return Resolution("exists", tuple(target for _, (_, target) in found))

    def _means_own(self, citation: Citation, provision: Provision) -> bool:
        """Whether “Điều 4 của Quyết định” means the deciding words it stands in: “này” left out, and no other Quyết định near."""
        if not citation.bare or citation.doc_kind != self._kinds.get(provision.scope):
            return False
        top = self._up(provision, "dieu") or provision
        said = find_citations(self._draft.text[top.start : provision.end])
        return not any(mention.kind == "document" and mention.doc_kind == citation.doc_kind and not mention.bare for mention in said)

    def _of_amended(self, provision: Provision) -> bool:
        """Quoted new text, and the words that say what is changed, count in the amended document."""
        if provision.quoted:
            return True
        up: Provision | None = provision
        while up is not None:
            if _AMENDS.match(self._draft.words(up)) and (
                up is provision or up.kind != "dieu" or _AMENDING_TITLE.search(self._draft.header.title)
            ):
                return True
            up = self._by_id.get(up.parent) if up.parent else None
        return False

    def _names_other(self, citation: Citation, provision: Provision) -> bool:
        after = self._draft.words(provision)[citation.end : citation.end + 60]
        return not citation.doc_kind and bool(_OTHER_WORDS.match(after))

    def _doubtful(self, citation: Citation, provision: Provision, missing: tuple[Article, ...]) -> bool:
        """Articles named bare may belong to a document that the same article speaks of; a cut line may name one next."""
        words = self._draft.words(provision)
        if _CUT.match(words[citation.end :]):
            return True
        if all(article.dieu in ("này", "") for article in missing):
            return False
        top = self._up(provision, "dieu") or provision
        said = self._draft.text[top.start : provision.end]
        return bool(_DETAILS.search(said)) or any(mention.kind == "document" for mention in find_citations(said))

    def _scope(self, citation: Citation, provision: Provision) -> str | None:
        """The part of the draft whose numbers are meant; None when that cannot be told."""
        own = provision.scope
        if not citation.doc_kind:
            return own if self._articles[own] or self._sections[own] else None
        if self._kinds.get(own, "").startswith(citation.doc_kind):
            return own
        fitting = [scope for scope, kind in self._kinds.items() if kind.startswith(citation.doc_kind)]
        return fitting[0] if len(fitting) == 1 else None

    # ---- one place

    def _find(self, article: Article, scope: str, provision: Provision, named: bool) -> tuple[str, str]:
        """Status and id of one named place; `named` when the words say "… Kế hoạch này"."""
        if article.muc:
            return self._find_section(article, scope, certain=named)
        here = self._up(provision, "dieu")
        if article.dieu in ("", "này"):
            if here is None or here.scope != scope:
                return "unknown", ""
            target = here
        else:
            target = self._articles[scope].get(article.dieu)
            if target is None:
                return self._absent(article.dieu, scope), ""
        return self._inside(article, target, provision, certain=bool(article.dieu) or self._lettered(article, provision))

    def _inside(self, article: Article, target: Provision, provision: Provision, certain: bool) -> tuple[str, str]:
        missing = "missing" if certain else "unknown"
        if article.khoan == "này":
            target = self._up(provision, "khoan") or target
        elif article.khoan:
            inner = self._below(target, "khoan", article.khoan)
            if inner is None:
                return missing, ""
            target = inner
        if article.diem == "này" or not article.diem:
            return "exists", target.id
        inner = self._below(target, "diem", article.diem) or self._below(target, "khoan", article.diem)
        return ("exists", inner.id) if inner else (missing if article.khoan or article.dieu else "unknown", "")

    def _lettered(self, article: Article, provision: Provision) -> bool:
        """“điểm e khoản này”, said in a khoản that has lettered points."""
        own = self._up(provision, "khoan") if article.khoan == "này" else None
        return own is not None and any(p.kind == "diem" for p in self._children[own.id])

    def _absent(self, number: str, scope: str) -> str:
        """Missing only if the part numbers articles from 1 on and stops before, or leaves this one out; else the draft is an extract."""
        values = [int(re.match(r"\d+", n).group()) for n in self._articles[scope]]
        elsewhere = any(
            number in articles for other, articles in self._articles.items() if other != scope and not other.startswith("trich")
        )
        whole = values and min(values) == 1 and not scope.startswith("phu_luc")
        return "missing" if whole and not elsewhere else "unknown"

    def _find_section(self, article: Article, scope: str, certain: bool) -> tuple[str, str]:
        if article.muc == "này":
            return "unknown", ""
        target = self._sections[scope].get(article.muc)
        if target is None:
            return "unknown", ""
        inner = self._below(target, "khoan", article.khoan) if article.khoan else target
        if inner is None and certain and self._counts_from_one(target):
            return "missing", ""
        inner = self._below(inner, "diem", article.diem) if inner and article.diem else inner
        return ("exists", inner.id) if inner else ("unknown", "")

    def _counts_from_one(self, section: Provision) -> bool:
        """Whether the section numbers its own rules 1, 2, 3 … without a gap, so that a higher number cannot be meant."""
        numbers = [p.number.rsplit(".", 1)[-1] for p in self._children[section.id] if p.kind == "khoan"]
        return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]

    def _section_key(self, provision: Provision) -> str:
        """ "I" or "I.2" for a numbered section of a document without articles."""
        if provision.kind not in ("muc", "khoan") or self._up(provision, "dieu"):
            return ""
        return provision.label.split("mục ")[1].split(" ")[0] if "mục " in provision.label else ""

    def _up(self, provision: Provision, kind: str) -> Provision | None:
        up: Provision | None = provision
        while up is not None and up.kind != kind:
            up = self._by_id.get(up.parent) if up.parent else None
        return up

    def _below(self, target: Provision, kind: str, number: str) -> Provision | None:
        """The nearest provision of that kind and number inside the target."""
        level: Iterable[Provision] = self._children[target.id]
        while level := list(level):
            for child in level:
                if child.kind == kind and child.number == number and not child.quoted:
                    return child
            level = [inner for child in level for inner in self._children[child.id]]
        return None


def resolve_internal(citation: Citation, draft: Draft, provision: Provision) -> Resolution:
    """One citation, whose offsets count in the words of `provision`. For many of one draft, keep a `Linker`."""
    return Linker(draft).resolve(citation, provision)
