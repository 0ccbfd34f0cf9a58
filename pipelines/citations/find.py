"""Text → citations: groups of articles joined with the document they belong to."""

import re

from pipelines.citations.articles import Group, find_groups
from pipelines.citations.documents import Mention, find_mentions
from pipelines.citations.model import Citation
from pipelines.citations.shadow import Shadow

# Between the articles and their document: "khoản 2 Điều 5 của Chương II Luật …".
_TO_DOCUMENT = re.compile(
    r"(?:\([a-zđ]\))?[\s,)]*(?:(?:và\s+)?(?:của|tại|trong|thuộc|theo)\s+)?(?:(?:các|những|bản)\s+)?(?:(?:Phụ lục|Chương|Mục|Phần|mục"
    r"|phần)\s+(?:[IVXLC]+|\d+)\s*,?\s*)*(?:(?:của|tại|trong)\s+)?"
)
# Between a document and articles named after it: "Luật Tố cáo (Điều 30)", "Nghị định số … tại khoản 2 Điều 3".
_FROM_DOCUMENT = re.compile(r"\s*(?:\(\s*(?:tại\s+)?|:\s*|,?\s*tại\s+|,?\s*cụ thể(?: là|:)?\s+(?:tại\s+)?)")
# Most paragraphs cite nothing: these tell so without the cost of a reading.
_UNIT_WORDS = ("iều ", "iều\n", "ĐIỀU", "hoản ", "iểm ", "ục ", "iết ")
_MAY_NAME = re.compile(r"\d\s?[/-]|\s\d|[Ll]uật|LUẬT|Pháp lệnh|Hiến pháp|Điều lệ|\snày|[Ss]ố\s*:?[\s.…_/]*[-/]")


def find_citations(text: str) -> list[Citation]:
    """Every citation of the text, in order, with offsets into it.

    Reads raw text: composed or decomposed, with non-breaking spaces, soft hyphens or look-alike letters. Costs grow linearly.
    """
    shadow = Shadow(text)
    groups = find_groups(shadow.text) if any(word in shadow.text for word in _UNIT_WORDS) else []
    mentions = find_mentions(shadow.text) if groups or _MAY_NAME.search(shadow.text) else []
    joined, used = _join(shadow.text, groups, mentions)
    alone = [_citation(mention, None) for mention in mentions if mention.start not in used and not mention.loose]
    found = sorted(joined + alone, key=lambda c: (c.start, c.end))
    return [_placed(citation, shadow) for citation in found]


def _placed(citation: Citation, shadow: Shadow) -> Citation:
    start, end = shadow.span(citation.start, citation.end)
    if (start, end) == (citation.start, citation.end):
        return citation
    values = {name: getattr(citation, name) for name in citation.__slots__}
    return Citation(**(values | {"start": start, "end": end}))


def _join(text: str, groups: list[Group], mentions: list[Mention]) -> tuple[list[Citation], set[int]]:
    """Citations of all groups, and the starts of the mentions they took."""
    starts = {mention.start: mention for mention in mentions}
    ends = {mention.end: mention for mention in mentions if not mention.loose}
    citations: list[Citation] = []
    used: set[int] = set()
    for group in groups:
        mention = None if group.this else _after(text, group, starts) or _before(text, group, mentions, ends)
        if mention:
            used.add(mention.start)
        if mention is None and (group.weak or _inside(group, mentions)):
            continue
        citations.append(_citation(mention, group))
    return citations, used


def _after(text: str, group: Group, starts: dict[int, Mention]) -> Mention | None:
    gap = _TO_DOCUMENT.match(text, group.end)
    for position in {gap.end(), group.end + 1} if gap else ():
        if mention := starts.get(position):
            return mention
    return None


def _before(text: str, group: Group, mentions: list[Mention], ends: dict[int, Mention]) -> Mention | None:
    for width in range(1, 22):
        mention = ends.get(group.start - width)
        if mention and not mention.this and (gap := _FROM_DOCUMENT.match(text, mention.end)) and gap.end() == group.start:
            return mention
    return None


def _inside(group: Group, mentions: list[Mention]) -> bool:
    """Words such as "một số điều" inside the name of a law are no reference of their own."""
    return any(m.start <= group.start and group.end <= m.end for m in mentions)


def _citation(mention: Mention | None, group: Group | None) -> Citation:
    if mention is None:
        return Citation(group.start, group.end, "internal", articles=group.articles)
    start = min(group.start, mention.start) if group else mention.start
    end = max(group.end, mention.end) if group else mention.end
    kind = ("internal" if group else "self") if mention.this else "document"
    return Citation(
        start,
        end,
        kind,
        mention.kind,
        mention.number,
        mention.date,
        mention.issuer,
        mention.name,
        mention.year,
        group.articles if group else (),
    )
