"""Which of the first lines are frame: the head of the page, the kind, the title, the grounds."""

from collections.abc import Callable, Sequence

from pipelines.header import names
from pipelines.header.lines import Line

_WINDOW = 45  # lines in which the kind must appear; long two-column heads come as up to thirty lines
_LONG = 70  # words: longer than any title or head line


def opening_roles(lines: Sequence[Line], is_body: Callable[[str], bool]) -> list[str]:
    """The role of each line of the opening, in order; the list ends where the body begins.

    Roles are frame kinds of `types.FRAME`: tieu_de, ten_loai, trich_yeu, can_cu. `is_body` tells whether a text opens a numbered unit.
    """
    kind = _kind_line(lines, is_body)
    if kind is None:
        roles = _head_only(lines, is_body)
    else:
        roles = _head(lines[:kind]) + ["ten_loai"]
        _title(lines, roles, is_body)
    _preamble(lines, roles, is_body)
    return roles


def head_line(text: str) -> bool:
    """A line that stands above a document: the nation, the Party, an agency, the number, the date, a rule."""
    loud = names.capitals(text)
    return bool(
        names.RULE.match(text)
        or names.NATION.search(loud)
        or (names.PARTY.search(loud) and len(text) < 60)
        or names.NUMBER.match(loud)
        or (names.DATE.search(text) and len(text) < 90)
        or names.DRAFT_MARK.match(loud)
        or (text.isupper() and len(text) < 120)
    )


def _kind_line(lines: Sequence[Line], is_body: Callable[[str], bool]) -> int | None:
    for i, line in enumerate(lines[:_WINDOW]):
        if names.kind_of(line.text) or (i == 0 and names.numbered_kind(line.text)):
            return i
        if is_body(line.text) or names.ADDRESSEE.match(line.text) or names.STRICT_GROUND.match(line.text):
            return None
    return None


def _head(lines: Sequence[Line]) -> list[str]:
    return ["trich_yeu" if names.ABOUT.match(line.text) and line.words < _LONG else "tieu_de" for line in lines]


def _head_only(lines: Sequence[Line], is_body: Callable[[str], bool]) -> list[str]:
    """An official letter (công văn) or a text without a head: lines are frame as long as they look like it."""
    roles: list[str] = []
    for line in lines[:_WINDOW]:
        text = line.text
        if is_body(text):
            break
        if names.ABOUT.match(text) and line.words < _LONG:
            roles.append("trich_yeu")
        elif head_line(text) or names.ADDRESSEE.match(text):
            roles.append("tieu_de")
        elif roles and roles[-1] == "trich_yeu" and line.words < 25 and text[-1] not in ".:;":
            roles.append("trich_yeu")
        else:
            break
    return roles


def _title(lines: Sequence[Line], roles: list[str], is_body: Callable[[str], bool]) -> None:
    titled = len(lines[len(roles) - 1].text) > 25  # the title follows the kind on its own line
    first: Line | None = lines[len(roles) - 1] if titled else None
    for line in lines[len(roles) :]:
        text = line.text
        if names.RULE.match(text):
            roles.append("tieu_de")
        elif _ends_title(line, is_body):
            return
        elif names.ATTACHED.match(text) or _open_bracket(lines[len(roles) - 1].text) or (text.startswith("(") and text.endswith(")")):
            roles.append("trich_yeu")
        elif (
            names.DATE.match(text)
            or names.NUMBER.match(names.capitals(text))
            or titled
            and text.isupper()
            and names.AGENCY.match(names.capitals(text))
            and _authority(lines, len(roles))
        ):
            roles.append("tieu_de")
        elif not titled and line.words <= _LONG and not text.endswith((";", ":")):
            roles.append("trich_yeu")
            titled, first = True, line
        elif first is not None and _continues(first, lines[len(roles) - 1], line):
            roles.append("trich_yeu")
        else:
            return


def _open_bracket(text: str) -> bool:
    return text.startswith("(") and text.count("(") > text.count(")")


def _ends_title(line: Line, is_body: Callable[[str], bool]) -> bool:
    return bool(
        is_body(line.text)
        or names.STRICT_GROUND.match(line.text)
        or names.ENACT.match(line.text)
        or names.ADDRESSEE.match(line.text)
        or line.words > 100
    )


def _authority(lines: Sequence[Line], i: int) -> bool:
    """A capitals line naming the issuing authority, not a further line of a capitals title: the grounds come right after it."""
    following = [line.text for line in lines[i + 1 : i + 4] if not names.RULE.match(line.text)]
    return any(names.GROUND.match(text) or names.ENACT.match(text) for text in following)


def _continues(first: Line, before: Line, line: Line) -> bool:
    if line.words > 45 or line.text[-1] in ";:" or before.text[-1] in ".;:":
        return False
    if names.GROUND.match(line.text):
        return False
    if line.text[0].islower():
        return True
    alike = (line.source.bold, line.source.align) == (first.source.bold, first.source.align)
    if first.source.bold or first.source.align == "center":
        return alike
    return line.caps and first.caps


def _preamble(lines: Sequence[Line], roles: list[str], is_body: Callable[[str], bool]) -> None:
    enacts = _enacting_line(lines, len(roles), is_body)
    listing = ""  # role of an open list: recipients after "Kính gửi:", grounds after "Căn cứ:"
    for line in lines[len(roles) :]:
        text = line.text
        if names.GROUND.match(text) and not is_body(text):
            roles.append("can_cu")
            listing = "can_cu" if text.endswith(":") and line.words < 6 else ""
        elif names.ADDRESSEE.match(text):
            roles.append("tieu_de")
            listing = "tieu_de"
        elif (
            names.ENACT.match(text)
            or names.RULE.match(text)
            or (text.isupper() and names.AGENCY.match(names.capitals(text)) and line.words < 20)
        ):
            roles.append("tieu_de")
        elif listing and _listed(line):
            roles.append(listing)
        elif roles and roles[-1] == "can_cu" and text[0].islower() or len(roles) < enacts or _enacting(line, roles) and not is_body(text):
            roles.append("can_cu")
        else:
            return


def _listed(line: Line) -> bool:
    text = line.text
    return line.words <= 30 and (text[0] in "-–+•*" or text[-1] in ";," or line.words <= 12)


def _enacting_line(lines: Sequence[Line], start: int, is_body: Callable[[str], bool]) -> int:
    """Index of the line "QUYẾT ĐỊNH:" that ends the grounds; 0 when the document has none."""
    for i, line in enumerate(lines[start : start + 40], start):
        if names.ENACT.match(line.text) and line.words < 12:
            return i
        if is_body(line.text):
            break
    return 0


def _enacting(line: Line, roles: list[str]) -> bool:
    """ "… ban hành Kế hoạch … như sau:", or after the grounds "Chính phủ ban hành Nghị định về …"."""
    if line.words > 90:
        return False
    return bool(names.ENACTING.search(line.text) or (names.ENACTED.match(line.text) and "can_cu" in roles and line.text[-1] in ".:"))
