"""citation_status: a document that is cited although it has expired, is not yet in force, or does not bear that number on that day.

The register decides, as of the day judged at; a document that the register does not hold is not expired, and nothing is said of it.
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Literal

from pipelines.checklist.conditions import Match
from pipelines.checklist.context import Context
from pipelines.checklist.register import LegalBasis, Register
from pipelines.citations import Citation
from pipelines.language import fold
from pipelines.types import FRAME, Provision

# The document is named because it goes, or as past: nothing to mend.
_GOING = re.compile(
    r"(?:thay thế|bãi bỏ|hết hiệu lực|thay cho|sửa đổi|bổ sung|đính chính|trước đây|theo quy định cũ|ban hành trước|sơ kết|tổng kết|"
    r"thực hiện xong)[^.;]{0,80}$",
    re.I,
)
_GONE = re.compile(r"^[^.;]{0,60}?(?:hết hiệu lực|bị bãi bỏ|được bãi bỏ|\(cũ\)|đã được thay thế|không còn|được sửa đổi, bổ sung bởi)", re.I)


@dataclasses.dataclass(frozen=True)
class CitationStatus:
    states: tuple[Literal["het", "chua", "sai_ngay", "thieu_ngay", "sai_co_quan"], ...]
    where: tuple[Literal["basis", "body"], ...] = ("basis", "body")

    def find_document(self, context: Context) -> Iterator[Match]:
        for provision, citation in context.citations:
            place = "basis" if provision.kind == "can_cu" else "body"
            if place == "body" and provision.kind in FRAME:
                continue
            if place not in self.where or not citation.number or (place == "body" and self._past(context, provision, citation)):
                continue
            state, entry = judge(context, citation)
            if state in self.states:
                yield self._match(context, provision, citation, state, entry)

    @staticmethod
    def _past(context: Context, provision: Provision, citation: Citation) -> bool:
        words = context.draft.words(provision)
        return bool(_GOING.search(words[: citation.start][-120:]) or _GONE.match(words[citation.end : citation.end + 80]))

    @staticmethod
    def _match(context: Context, provision: Provision, citation: Citation, state: str, entry: LegalBasis) -> Match:
        register = context.checklist.register
        status = register.status(entry.id, context.as_of)
        new = " và ".join(register.printed(register.reference(id)) for id in status.successors) or "văn bản còn hiệu lực"
        why = {
            "het": f"{entry.cach_in}: {entry.tinh_trang}",
            "chua": f"{entry.cach_in} có hiệu lực từ ngày {_day(entry.hieu_luc_tu)}",
            "sai_ngay": f"{entry.cach_in} ban hành ngày {_day(entry.ngay_ban_hanh)}, dự thảo ghi ngày khác",
            "thieu_ngay": f"có nhiều văn bản cùng số {entry.so_ky_hieu}, phải ghi ngày",
            "sai_co_quan": f"{entry.cach_in} do {entry.co_quan_ban_hanh} ban hành",
        }[state]
        start, end = provision.start + citation.start, provision.start + citation.end
        cu = entry.cach_in if state == "het" else context.draft.text[start:end]
        moi = new if state == "het" else f"đúng văn bản ({why})"
        return Match(start, end, why=(f"{why}.",), slots=(("cu", cu), ("moi", moi)), provision=provision.id)


def judge(context: Context, citation: Citation) -> tuple[str, LegalBasis | None]:
    """(state, entry): "con" in force, "khong_co" not in the register, "khong_ro" its status is not known, or one of the faults."""
    register = context.checklist.register
    found = register.by_number(citation.number)
    if not found:
        return "khong_co", None
    exact = register.by_number(citation.number, citation.date)
    if len(found) > 1 and not citation.date:
        return ("thieu_ngay" if citation.year is None else "khong_ro"), found[0]
    entry = exact[0] if exact else found[0]
    status = register.status(entry.id, context.as_of).state
    if status in ("het", "chua"):
        return status, entry
    if len(found) == 1 and _other_day(entry, citation):
        return "sai_ngay", entry
    return _issuer(register, entry, citation) if status == "con" else "khong_ro", entry


def _other_day(entry: LegalBasis, citation: Citation) -> bool:
    """A day that differs from a verified one; days that the register keeps from memory accuse nobody."""
    return bool(citation.date and entry.ngay_ban_hanh and citation.date != entry.ngay_ban_hanh and "trí nhớ" not in entry.ghi_chu)


def _issuer(register: Register, entry: LegalBasis, citation: Citation) -> str:
    """A wrong issuer is told only where both names are plain: one of the other bodies that issue under such numbers."""
    said, right = fold(citation.issuer), fold(entry.co_quan_ban_hanh)
    bodies = ("bộ chính trị", "ban bí thư", "ban chấp hành trung ương", "chính phủ", "quốc hội", "thủ tướng chính phủ")
    named = next((b for b in bodies if said.startswith(b)), "")
    return "sai_co_quan" if named and "/" in entry.so_ky_hieu and not any(part in right for part in (named, said)) else "con"


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else "chưa rõ"
