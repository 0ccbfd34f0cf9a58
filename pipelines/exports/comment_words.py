"""The words of a comment in Word, written so that they can be read back after somebody edited them.

The first paragraph begins with the row's number in brackets; the wording, the bases and the group have paragraphs of
their own with a fixed beginning. Line ends inside a comment are line breaks, never paragraphs.
"""

import re
from dataclasses import dataclass

from pipelines.exports.content import cited
from pipelines.exports.package import printable
from pipelines.sheet import SEVERITY_NAMES, topic_group
from pipelines.types import SheetRow

_NUMBER = re.compile(r"\s*\[(\d{1,4})\] ?")
_WORDING, _BASES = "Đề nghị sửa thành: ", "Căn cứ: "
_GROUP = re.compile(rf"\([^()\n]*; (?:{'|'.join(SEVERITY_NAMES.values())})\)")


@dataclass(frozen=True)
class CommentWords:
    number: int | None
    comment: str
    wording: str


def written(row: SheetRow, anchored: bool) -> list[str]:
    """The paragraphs of a row's comment; an unanchored one names its place first."""
    lines = [] if anchored else [f"Về {row.label}:"]
    lines.append(f"[{row.number}] {row.comment}")
    if row.wording:
        lines.append(f"{_WORDING}{row.wording}")
    if row.bases:
        lines.append(f"{_BASES}{'; '.join(map(cited, row.bases))}")
    lines.append(f"({topic_group(row.topic)}; {SEVERITY_NAMES[row.severity]})")
    return [plain(line) for line in lines]


def plain(text: str) -> str:
    """Text as a comment can carry it: no illegal characters, one kind of line end."""
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")


def read(paragraphs: list[str]) -> CommentWords:
    """Number, comment and wording of the paragraphs; number None and all the text for a comment of somebody else."""
    first = next((at for at, text in enumerate(paragraphs) if _NUMBER.match(text)), None)
    if first is None:
        return CommentWords(None, "\n".join(paragraphs), "")
    number = _NUMBER.match(paragraphs[first])
    parts: dict[str, list[str]] = {"comment": [paragraphs[first][number.end() :]], "wording": [], "other": []}
    into = "comment"
    for text in paragraphs[first + 1 :]:
        if text.startswith(_WORDING.rstrip()):
            into, text = "wording", text.removeprefix(_WORDING.rstrip()).removeprefix(" ")
        elif text.startswith(_BASES) or _GROUP.fullmatch(text):
            into = "other"
        parts[into].append(text)
    return CommentWords(int(number[1]), "\n".join(parts["comment"]), "\n".join(parts["wording"]))
