"""Entries → roles and document parts: the main document, an attached regulation, appendices; frame told from running text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.header import names
from pipelines.header.lines import Line
from pipelines.header.opening import head_line, opening_roles
from pipelines.structure.layout import SIDE_ROLES, Entry
from pipelines.structure.markers import opens_unit, readings

_NAME = re.compile(r"^(?:(?:[^\W\d_a-z]\w*|\w\.)\s+){1,5}[^\W\d_a-z]\w*$")
_RANKS = re.compile(r"^(?:Thượng|Trung|Đại|Thiếu)\s+(?:tướng|tá|úy)|^(?:TS|ThS|PGS|GS|BS|LS)\b")
_AHEAD = 400  # lines looked ahead for the next number
_FINAL_COUNT = re.compile(r"(?:\.{2,}|…+|\t|\s)\s*\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the file whose numbers are counted on their own."""

    scope: str  # "" main, "kem_theo_1", "phu_luc_1"
    kind: str = ""  # "kem_theo", "phu_luc"
    number: str = ""
    label: str = ""  # "Quy chế kèm theo", "Phụ lục I"


class PartFinder:
    """Walks the running lines once; fills `role` and `part` of each entry."""

    def __init__(self, found: Sequence[Entry]):
        self.flow = [entry for entry in found if not entry.role]
        self.lines = [entry.line for entry in self.flow]
        self.parts = [Part("")]
        self.closed = False  # a signature or a list of recipients was seen in this part
        self.signed = False  # a signature was seen in this part
        self.begun = False  # a numbered unit was seen in this part
        self.last = {"dieu": 0, "roman": 0}  # last number of each series that runs through a whole part, outside quotes
        self._found = found

    def run(self) -> list[Part]:
        i = self._contents(self._opening(0))
        while i < len(self.flow):
            i = self._step(i)
        current = 0
        for entry in self._found:  # rows and boxes stand in the part around them, page heads and notes in the whole
            if entry.role not in SIDE_ROLES.values():
                current = entry.part = max(entry.part, current)
        return self.parts

    def _step(self, i: int) -> int:
        text = self.lines[i].text
        if (self.begun or self.closed or i == 0) and names.is_appendix(text) and not self.flow[i].quote and not self._goes_on(i):
            return self._appendix(i)
        if self._attached_starts(i):
            return self._attached(i)
        if self.signed and self._resumes(i):
            self._begin(self._numbered("kem_theo", "", "phần kèm theo"))
            if self.lines[i].caps:
                self._set(i, "kem_theo")
                return i + 1
        if self._closing_starts(i):
            return self._closing(i)
        if len(text) < 12 and names.CONTENTS.match(names.capitals(text)):
            return self._contents(i)
        if not self.flow[i].quote:
            self._note_number(i)
        self.begun = self.begun or opens_unit(self.flow[i].marks)
        if not self.begun and names.STRICT_GROUND.match(text) and text[-1] in ";.,":
            self.flow[i].role = "can_cu"
        self.flow[i].part = len(self.parts) - 1
        return i + 1

    def _set(self, i: int, role: str) -> None:
        self.flow[i].role, self.flow[i].part = role, len(self.parts) - 1

    def _opening(self, i: int) -> int:
        roles = opening_roles(self.lines[i : i + 120], lambda text: opens_unit(readings(text)))
        for k, role in enumerate(roles):
            self._set(i + k, role)
        return i + len(roles)

    def _begin(self, part: Part) -> None:
        self.parts.append(part)
        self.closed = self.signed = self.begun = False
        self.last = dict.fromkeys(self.last, 0)

    # ---- attached documents

    def _attached_starts(self, i: int) -> bool:
        text = self.lines[i].text
        if self.flow[i].quote or not (self.closed or self.begun):
            return False
        if names.kind_of(text):
            return self.closed or any(names.ATTACHED.match(line.text) for line in self.lines[i + 1 : i + 8])
        if not self.closed or not head_line(text):
            return False
        nation = [
            line for line in self.lines[i : i + 6] if names.NATION.search(names.capitals(line.text)) or names.PARTY.fullmatch(line.text)
        ]
        return bool(nation)

    def _attached(self, i: int) -> int:
        roles = opening_roles(self.lines[i : i + 120], lambda text: opens_unit(readings(text)))
        named = roles.index("ten_loai") if "ten_loai" in roles else None
        for k, role in enumerate(roles):
            if k == named:
                kind = names.kind_of(self.lines[i + k].text).capitalize()
                self._begin(self._numbered("kem_theo", kind, f"{kind} kèm theo"))
                role = "kem_theo"
            self._set(i + k, role)
        self.closed = self.signed = False
        return i + max(1, len(roles))

    def _goes_on(self, i: int) -> bool:
        """The next article or section of the open part is still to come: a form or a sample signature in between ends nothing."""
        return any(last and self._next_number(style, i) == last + 1 for style, last in self.last.items())

    def _next_number(self, style: str, i: int) -> int:
        """Number of the next line of that style from line i on; 0 when none comes."""
        numbers = (m.value for entry in self.flow[i : i + _AHEAD] if not entry.quote for m in entry.marks[:1] if m.style == style)
        return next(numbers, 0)

    def _resumes(self, i: int) -> bool:
        """Running text after a signature belongs to something attached, unless the numbers go on."""
        return self.begun and not self._closing_starts(i) and not self._goes_on(i)

    def _numbered(self, kind: str, number: str, label: str) -> Part:
        count = sum(part.kind == kind for part in self.parts) + 1
        same = sum(part.label.split(" (")[0] == label for part in self.parts)
        return Part(f"{kind}_{count}", kind, number, f"{label} ({same + 1})" if same else label)

    def _note_number(self, i: int) -> None:
        """An article numbered 1 after others, and followed by an article 2, opens an attached text that nobody announced."""
        mark = self.flow[i].marks[0] if self.flow[i].marks else None
        if mark is None or mark.style not in self.last:
            return
        restarts = mark.style == "dieu" and mark.value == 1 and self.last["dieu"] > 1 and not self.lines[i - 1].text.endswith(":")
        if restarts and self._next_number("dieu", i + 1) == 2:
            self._begin(self._numbered("kem_theo", "", "văn bản kèm theo"))
        self.last[mark.style] = mark.value

    # ---- appendices

    def _appendix(self, i: int) -> int:
        match = names.APPENDIX.match(self.lines[i].text)
        number = match.group(2) or ""
        word = match.group(1).capitalize()
        self._begin(self._numbered("phu_luc", number, f"{word} {number}".strip()))
        self._set(i, "phu_luc")
        k = i + 1
        while k < len(self.flow) and k < i + 6 and self._titles(k, i):
            self._set(k, "phu_luc")
            k += 1
        return k

    def _titles(self, k: int, i: int) -> bool:
        line, head = self.lines[k], self.lines[i]
        if opens_unit(self.flow[k].marks) or line.words > 60 or line.text.endswith((":", ";")) or names.is_appendix(line.text):
            return False
        centred = line.source.align == "center" and head.source.align == "center"
        return bool(names.ATTACHED.match(line.text) or line.caps or centred or (line.text[0] == "(" and line.text[-1] == ")"))

    # ---- signature and recipients

    def _closing_starts(self, i: int) -> bool:
        line = self.lines[i]
        if self.flow[i].quote:
            return False
        if names.RECIPIENTS.match(line.text):
            return True
        return (self.begun or i > 2) and self._signs(i)

    def _signs(self, i: int) -> bool:
        line = self.lines[i]
        text = line.text
        if len(text) > 200:
            return False
        if names.SIGNED.match(text) and line.words < 12:
            return True
        if not text[:4].isupper() or line.words > 25:
            return False
        if names.AUTHORITY.match(text) and text.split()[1:2] and text.split()[1].isupper():
            return True
        if not (text.isupper() and names.TITLE.match(names.capitals(text)) and line.words < 10):
            return False
        following = self.lines[i + 1 : i + 3]
        return not following or any(names.SIGNED.match(f.text) or _is_name(f.text) or names.RECIPIENTS.match(f.text) for f in following)

    def _closing(self, i: int) -> int:
        role, named = "", False
        start, self.closed = i, True
        while i < len(self.flow) and (i == start or not self._leaves(i)):
            text, cell = self.lines[i].text, self.lines[i].source.table
            if names.RECIPIENTS.match(text):
                role = "noi_nhan"
            elif self._signs(i) or (cell and cell[2] > 1):
                role = "chu_ky"
            elif _is_name(text) and not text.startswith(("-", "Lưu", "Như")):
                role, named = "chu_ky", True
            elif role == "chu_ky" and (named or self.lines[i].words > 12) or role == "noi_nhan" and self.lines[i].words > 45:
                break
            self._set(i, role)
            self.signed = self.signed or role == "chu_ky"
            i += 1
        return max(i, start + 1)

    def _leaves(self, i: int) -> bool:
        text = self.lines[i].text
        marks = self.flow[i].marks
        heading = bool(marks) and marks[0].style in ("dieu", "chuong", "phan", "muc", "roman", "upper")
        return heading or names.is_appendix(text) or self._attached_starts(i)

    # ---- table of contents

    def _contents(self, i: int) -> int:
        """A table of contents is frame: from its title to the line where its first entry comes again."""
        if i >= len(self.lines) or not names.CONTENTS.match(names.capitals(self.lines[i].text)):
            return i
        listed = [_entry_key(line.text) for line in self.lines[i + 1 : i + 2]]
        again = [k for k in range(i + 2, min(len(self.lines), i + 600)) if listed and _entry_key(self.lines[k].text) == listed[0]]
        end = (
            again[0]
            if again
            else next((k for k in range(i + 1, len(self.lines)) if not _FINAL_COUNT.search(self.lines[k].text)), len(self.lines))
        )
        for k in range(i, end):
            self._set(k, "tieu_de")
        return end


def _is_name(text: str) -> bool:
    return len(text) < 60 and bool(_NAME.match(text) or (_RANKS.match(text) and text.count(" ") < 8)) and not text.isupper()


def _entry_key(text: str) -> str:
    return _FINAL_COUNT.sub("", text).strip(" .…\t").lower()


def continues(before: Line, line: Line) -> bool:
    """Is an unnumbered line the rest of a paragraph that a page or a line end cut?"""
    cut = before.text[-1].isalnum() or before.text[-1] == ","
    return cut and (line.text[0].islower() or (before.words > 30 and before.text[-1] != "," and not line.caps))
