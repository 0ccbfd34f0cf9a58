"""Legal bases as the register holds them: printed form, status on a day, summary of the article relied on."""

import re
from datetime import date

from pipelines.types import Basis
from review_app.parts import judges, words

STATES = {
    "con": ("còn hiệu lực", "con"),
    "het": ("hết hiệu lực", "het"),
    "chua": ("đến ngày xét chưa áp dụng, có hiệu lực", "het"),
    "khong_ro": ("chưa rõ hiệu lực, cần đối chiếu", "kd"),
}


def lines(basis: Basis, as_of: str, folded: bool = False) -> list:
    """Passage lines for one basis. An id the register no longer holds is said to be so, never passed over.

    folded: what the register holds of the article opens on a press.
    """
    register = judges.register()
    try:
        entry = register.basis(basis.id)
    except KeyError:
        return [("dong", [(f"• {basis.article} ", ""), ("không còn trong sổ căn cứ, cần đối chiếu", "kd")])]
    status = register.status(basis.id, date.fromisoformat(as_of) if as_of else date.today())
    said, kind = STATES[status.state]
    when = f" từ {words.day(status.since)}" if status.since and status.state != "khong_ro" else ""
    more = "dong nho"
    held = _summaries(entry, basis.article)
    if folded:
        more = "dong nho xem-them"
        if status.state == "con" and when:  # in force is all that counts at a glance
            held, when = [f"Có hiệu lực{when}.", *held], ""
    head = ("dong", [(f"• {register.printed(basis)} – ", ""), (f"{said}{when}", kind)])
    successors = [register.basis(i).cach_in for i in status.successors]
    after = [("dong nho", [(f"Thay bằng: {'; '.join(successors)}", "")])] if successors else []
    return [head, *after, *((more, [(line, "")]) for line in held)]


def _summaries(entry, article: str) -> list[str]:
    """What the register holds of the article; an unchecked summary says so."""
    wanted = re.search(r"Điều (\w+)", article)
    if not wanted:
        return []
    clause = re.search(r"khoản (\w+)", article)
    found = [a for a in entry.dieu_khoan_chinh if wanted[1] in re.split(r"[,\s]+", a.dieu)]
    exact = [a for a in found if clause and clause[1] == a.khoan]
    return [_summary(a) for a in (exact or found)]


def _summary(article) -> str:
    place = f"Điều {article.dieu}" + (f" khoản {article.khoan}" if article.khoan else "")
    doubt = "" if article.kiem_chung == "da_kiem_chung" else " (cần đối chiếu)"
    return f"{place}: {article.noi_dung_tom_tat}{doubt}"
