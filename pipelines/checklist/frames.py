"""The lines around the rules (top of the first page, căn cứ, nơi nhận, signature, end) as named fields with their places."""

from collections.abc import Callable

import regex

from pipelines.checklist.context import Context
from pipelines.types import Provision

Line = tuple[int, str]  # start in the draft's text, the line's words
TAIL = 60  # characters of the last rule that tell how it ends
TIMEOUT = 0.1  # seconds a pattern of an office may take on one line
_NUMBER = regex.compile(r"^\s*Số\b")
_DATE = regex.compile(r"\bngày\b.*\btháng\b.*\bnăm\b", regex.I)


def _of_kind(*kinds: str) -> Callable[[Context], list[Line]]:
    return lambda context: [_line(context, p) for p in context.draft.provisions if p.kind in kinds]


def _line(context: Context, p: Provision) -> Line:
    return p.start, context.draft.words(p)


def _number(context: Context) -> list[Line]:
    return [line for line in _top(context) if _NUMBER.search(line[1])][:1]


def _place_date(context: Context) -> list[Line]:
    return [line for line in _top(context) if _DATE.search(line[1])][:1]


def _title(context: Context) -> list[Line]:
    return _of_kind("trich_yeu")(context) or _of_kind("ten_loai")(context)


def _ending(context: Context) -> list[Line]:
    """The last words of the rules, before Nơi nhận and signature; of each part of the document."""
    found: dict[str, Line] = {}
    for p in context.draft.provisions:
        if p.judged and p.kind not in ("dong_bang", "ghi_chu") and not p.scope.startswith(("trich", "phu_luc")):
            start = max(p.start, p.end - TAIL)
            found[p.scope] = start, context.draft.text[start : p.end]
    return [line for scope, line in found.items() if "phu_luc" not in scope]


_top = _of_kind("tieu_de")
FIELDS: dict[str, Callable[[Context], list[Line]]] = {
    "top": _top,
    "number": _number,
    "place_date": _place_date,
    "kind": _of_kind("ten_loai"),
    "title": _title,
    "basis": _of_kind("can_cu"),
    "signer": _of_kind("chu_ky"),
    "recipients": _of_kind("noi_nhan"),
    "ending": _ending,
    "issuer": lambda context: [(-1, context.header.issuer)] if context.header.issuer else [],
    "parent_issuer": lambda context: [(-1, context.header.parent_issuer)] if context.header.parent_issuer else [],
}


def lines(context: Context, field: str) -> list[Line]:
    return context.note(("frame", field), lambda: FIELDS[field](context))
