"""Quoted new text of an amending document: "1. Sửa đổi khoản 2 Điều 5 như sau: “2. …”."""

import re
from collections.abc import Sequence

from pipelines.structure.layout import Entry
from pipelines.structure.markers import readings

_AMENDS = r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Tt]hay thế|[Tt]hay cụm từ|[Bb]ãi bỏ|[Vv]iết lại)"
_LEAD_IN = re.compile(_AMENDS + r"[^“\"]*[:.]?\s*$")
_AS_FOLLOWS = re.compile(r"như sau\s*[:.]?\s*$")  # leads in only where some unit of the document amends: "a) Khoản 1 như sau:"
_AMENDING_UNIT = re.compile(rf"^(?:Điều\s+\d+\w?\s*[.:]|\d+\s*[.)]|[a-zđ]\s*\))\s*{_AMENDS}")
_OPENER = re.compile(r"^\W{0,3}?[“\"«]")
_CLOSER = re.compile(r"[”\"»]\s*[.;,:]?\s*(?:\d+\s*)?$")
_REACH = 400  # lines within which a quoted text must close


def mark_quotes(found: Sequence[Entry]) -> int:
    """Number the quoted texts; entries inside get `quote` > 0. Returns how many there are."""
    flow = [entry for entry in found if not entry.role]
    amending = any(_AMENDING_UNIT.match(entry.text) for entry in flow)
    count, i = 0, 0
    while i < len(flow):
        end = _quoted_until(flow, i, amending)
        if end > i:
            count += 1
            for entry in flow[i:end]:
                entry.quote = count
        i = max(end, i + 1)
    return count


def _quoted_until(flow: Sequence[Entry], i: int, amending: bool) -> int:
    """End of the quoted text that begins at line i; i when none does."""
    text = flow[i].text
    before = flow[i - 1].text if i else ""
    numbered = bool(readings(text.lstrip('“"« ')))  # "“Điều 7. …" after "như sau:" quotes provisions, whatever the document
    opens = _OPENER.match(text) and _leads_in(before, amending or numbered)
    continued = i > 0 and not opens and _open_inside(before, amending) and not flow[i - 1].quote
    if not (opens or continued):
        return i
    depth = 1 if continued else 0
    for k in range(i, min(len(flow), i + _REACH)):
        depth += _balance(flow[k].text)
        if depth <= 0 and (_CLOSER.search(flow[k].text) or k == i):
            return k + 1
    return i + 1 if opens and numbered else i


def _leads_in(text: str, amending: bool) -> bool:
    return bool(_LEAD_IN.search(text) or (amending and _AS_FOLLOWS.search(text)))


def _open_inside(text: str, amending: bool) -> bool:
    """The line is a lead-in whose quotation opens on it and does not close: "… như sau: “2. …"."""
    cut = max(text.rfind(": “"), text.rfind(':"'), text.rfind(': "'), text.rfind(":“"))
    return cut > 0 and _leads_in(text[: cut + 1], amending) and _balance(text) > 0


def _balance(text: str) -> int:
    curly = text.count("“") + text.count("«") - text.count("”") - text.count("»")
    straight = text.count('"')
    if not straight:
        return curly
    if straight % 2 == 0:
        return curly
    return curly + (1 if text.lstrip().startswith('"') or ': "' in text else -1)
