"""Where in the main part the quoted words stand: runs are split so that a comment covers exactly these words."""

import bisect
import copy

from lxml import etree

from pipelines.types import Draft, Piece

# Word refuses comments inside these; the comment then stands on the paragraph that holds them.
_CLOSED = {"txbxContent", "textbox", "rubyBase", "rt"}


class Anchorer:
    """Marks ranges of one draft in the parsed main part; remembers how earlier marks split the text elements."""

    def __init__(self, root, draft: Draft, part: str):
        self._part = part.lower()
        self._root = root
        self._draft = draft
        self._elements = list(root.iter())
        self._parts: dict[int, list[tuple[int, object]]] = {}  # node → (offset of its first character, text element)

    def mark(self, start: int, end: int, number: str) -> bool:
        """Put comment range and reference around text[start:end]; False when it had to stand at the document's first paragraph."""
        runs = self.runs(start, end)
        if runs is None:
            self._mark_first_paragraph(number)
            return False
        self._surround(*runs, number)
        return True

    def runs(self, start: int, end: int):
        """(first, last) run of text[start:end], split so that they hold nothing else; None when the range is not in the main part."""
        ends = self._ends(start, end) if end > start else None
        if ends is None:
            return None
        (first, first_offset), (last, last_offset) = ends
        return self._split(first, first_offset, right=True), self._split(last, last_offset)

    def _ends(self, start: int, end: int):
        """((node, offset) of the first character, (node, offset after the last)) among the main part's own text."""
        pieces = [*self._pieces(start, end)]
        if not pieces:
            return None
        (block_start, piece), (last_start, last) = pieces[0], pieces[-1]
        opening = max(start - block_start - piece.start, 0) + piece.offset
        closing = min(end - last_start, last.end) - last.start + last.offset
        return (piece.node, opening), (last.node, closing)

    def _pieces(self, start: int, end: int):
        index = max(bisect.bisect_right(self._draft.offsets, start) - 1, 0)
        for at in range(index, len(self._draft.blocks)):
            offset = self._draft.offsets[at]
            if offset >= end:
                return
            for piece in self._draft.blocks[at].pieces:
                if self._markable(piece) and offset + piece.start < end and offset + piece.end > start:
                    yield offset, piece

    def _markable(self, piece: Piece) -> bool:
        if piece.part.lower() != self._part or piece.node < 0 or piece.end <= piece.start:
            return False
        element = self._elements[piece.node]
        if etree.QName(element).localname != "t" or _run_of(element) is None:
            return False
        return not any(etree.QName(a).localname in _CLOSED for a in element.iterancestors())

    def _split(self, node: int, offset: int, right: bool = False):
        """The run that ends (or, with right, begins) at the offset of the node's own text; splits it when needed."""
        parts = self._parts.setdefault(node, [(0, self._elements[node])])
        at = max(i for i, (first, _) in enumerate(parts) if first < offset or (right and first <= offset) or i == 0)
        first, element = parts[at]
        cut = offset - first
        if 0 < cut < len(element.text or ""):
            tail = _split_run(element, cut)
            parts.insert(at + 1, (offset, tail))
            return _run_of(tail if right else element)
        return _cut_run_at(element, before=cut == 0)

    def _surround(self, first, last, number: str) -> None:
        space = etree.QName(first).namespace
        opening = etree.Element(f"{{{space}}}commentRangeStart", {f"{{{space}}}id": number})
        closing = etree.Element(f"{{{space}}}commentRangeEnd", {f"{{{space}}}id": number})
        first.addprevious(opening)
        _after(last, closing)
        _after(closing, _reference(space, number))

    def _mark_first_paragraph(self, number: str) -> None:
        paragraph = next(e for e in self._elements if isinstance(e.tag, str) and etree.QName(e).localname == "p")
        paragraph.append(_reference(etree.QName(paragraph).namespace, number))


def _run_of(element):
    return next((a for a in element.iterancestors() if isinstance(a.tag, str) and etree.QName(a).localname == "r"), None)


def _after(element, new) -> None:
    tail, element.tail = element.tail, None
    element.addnext(new)
    new.tail = tail


def _reference(space: str, number: str):
    run = etree.Element(f"{{{space}}}r")
    etree.SubElement(run, f"{{{space}}}commentReference", {f"{{{space}}}id": number})
    return run


def _split_run(element, cut: int):
    """Split the run inside its text element after `cut` characters; returns the text element of the second run."""
    run = _run_of(element)
    second = _sibling_run(run)
    tail = copy.copy(element)
    for child in list(tail):
        tail.remove(child)
    tail.text, element.text = element.text[cut:], element.text[:cut]
    for part in (element, tail):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    followers = list(element.itersiblings())
    second.append(tail)
    for follower in followers:
        second.append(follower)
    return tail


def _cut_run_at(element, before: bool):
    """A run whose edge is the element's edge: splits off what stands before (or after) it in the same run."""
    run = _run_of(element)
    children = [c for c in run if etree.QName(c).localname != "rPr"]
    at = children.index(element) + (0 if before else 1)
    if at in (0, len(children)):
        return run
    second = _sibling_run(run)
    for child in children[at:]:
        second.append(child)
    return second if before else run


def _sibling_run(run):
    """An empty run after this one with the same properties."""
    second = etree.Element(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = next((c for c in run if etree.QName(c).localname == "rPr"), None)
    if properties is not None:
        second.append(copy.deepcopy(properties))
    _after(run, second)
    return second
