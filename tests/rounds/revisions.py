"""Revisions of a draft with the truth of what became of each provision: renumber, split, merge, move, reword, add, remove."""

import re

from pipelines.structure import build_draft
from pipelines.types import Block, Draft, Reading, SourceFile

SOURCE = SourceFile("du-thao.docx", "0" * 64, "docx")
NEW_LINES = (
    "Tổ dân phố họp bàn công khai trước khi lập danh sách hộ tham gia, biên bản gửi Ủy ban nhân dân phường.",
    "Hằng tháng, bộ phận tiếp công dân tổng hợp kiến nghị về vỉa hè và trả lời từng hộ bằng văn bản.",
    "Mặt trận Tổ quốc phường tổ chức giám sát việc chi trả hỗ trợ, kết quả niêm yết tại nhà văn hóa.",
    "Cán bộ phụ trách hướng dẫn hộ gia đình làm thủ tục qua mạng hoặc nộp trực tiếp, không thu thêm giấy tờ.",
)
LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
LEAF = ("khoan", "diem", "gach")


class Node:
    def __init__(self, kind, number, text, origin, parent=None):
        self.kind, self.number, self.text, self.origin, self.parent, self.children = kind, number, text, origin, parent, []
        self.touched = False


def draft_of(lines: list[str]) -> Draft:
    blocks = tuple(Block("paragraph", line, f"body/p[{n}]") for n, line in enumerate(lines, 1))
    return build_draft(Reading(SOURCE, blocks))


class Revision:
    """A copy of the draft's tree to be changed; `build` returns the new draft and the true links."""

    def __init__(self, draft: Draft, random):
        self.draft, self.random = draft, random
        nodes = {}
        self.roots = []
        for p in draft.provisions:
            node = Node(p.kind, p.number, draft.words(p), {p.id}, nodes.get(p.parent))
            nodes[p.id] = node
            (node.parent.children if node.parent else self.roots).append(node)

    def change(self, operation: str) -> bool:
        """Do one operation on a provision not touched before; False when none fits."""
        return getattr(self, f"_{operation}")()

    def build(self):
        self._renumber()
        owners = list(self._walk(self.roots))
        lines = [(line, node) for node in owners for line in node.text.split("\n")]
        new = draft_of([line for line, _ in lines])
        truth = set()
        for p in new.provisions:
            origins = {id for at in range(*p.blocks) for id in lines[at][1].origin}
            truth |= {(id, p.id) for id in origins} or {(None, p.id)}
        kept = {old for old, _ in truth}
        return new, truth | {(p.id, None) for p in self.draft.provisions if p.id not in kept}

    def _walk(self, nodes):
        for node in nodes:
            yield node
            yield from self._walk(node.children)

    def _leaf(self, fits=lambda node: True):
        found = [
            n
            for n in self._walk(self.roots)
            if n.kind in LEAF and not n.children and not n.touched and "\n" not in n.text and len(n.text.split()) > 7 and fits(n)
        ]
        return self.random.choice(found) if found else None

    def _siblings(self, node):
        return node.parent.children if node.parent else self.roots

    def _insert_after(self, node, new):
        siblings = self._siblings(node)
        siblings.insert(siblings.index(node) + 1, new)
        new.parent, new.touched = node.parent, True

    def _remove(self):
        node = self._leaf()
        if node:
            self._siblings(node).remove(node)
        return node is not None

    def _add(self):
        node = self._leaf()
        if node:
            self._insert_after(node, Node(node.kind, node.number, _head(node) + self.random.choice(NEW_LINES), set()))
        return node is not None

    def _split(self):
        node = self._leaf(lambda n: _cuts(n.text))
        if node:
            at = self.random.choice(_cuts(node.text))
            second = Node(node.kind, node.number, _head(node) + node.text[at:], set(node.origin))
            node.text, node.touched = node.text[:at].rstrip(), True
            self._insert_after(node, second)
        return node is not None

    def _merge(self):
        node = self._leaf(lambda n: self._next(n) is not None)
        if node:
            other = self._next(node)
            self._siblings(node).remove(other)
            node.text = node.text.rstrip(".;") + "; " + other.text[len(_head(other)) :]
            node.origin, node.touched = node.origin | other.origin, True
        return node is not None

    def _next(self, node):
        siblings = self._siblings(node)
        after = siblings[siblings.index(node) + 1 :][:1]
        fits = after and after[0].kind == node.kind and not after[0].children and not after[0].touched and len(after[0].text.split()) > 7
        return after[0] if fits else None

    def _move(self):
        node = self._leaf()
        target = node and self._leaf(lambda n: n.kind == node.kind and n.parent is not node.parent)
        if target:
            self._siblings(node).remove(node)
            self._insert_after(target, node)
        return bool(target)

    def _reword(self):
        node = self._leaf()
        if node:
            words = node.text[len(_head(node)) :].split(" ")
            for _ in range(max(1, len(words) // 5)):
                at = self.random.randrange(len(words))
                words[at] = self.random.choice(self.random.choice(NEW_LINES).split())
            node.text, node.touched = _head(node) + " ".join(words), True
        return node is not None

    def _renumber(self):
        for node in self._walk(self.roots):
            for kind, numbers in (("khoan", map(str, range(1, 999))), ("diem", LETTERS)):
                for child, number in zip([c for c in node.children if c.kind == kind], numbers, strict=False):
                    child.text = child.text.replace(child.number, number, 1) if child.number else child.text
                    child.number = number


def _head(node) -> str:
    return re.match(r"\s*(\w{1,3}[.)]|[-+])?\s*", node.text).group()


def _cuts(text: str) -> list[int]:
    return [m.end() for m in re.finditer(r"[;.,] ", text) if len(text[: m.end()].split()) > 7 and len(text[m.end() :].split()) > 7]


OPERATIONS = ("remove", "add", "split", "merge", "move", "reword")


def links(alignment) -> set[tuple[str | None, str | None]]:
    """What an alignment says, as (old, new) links; None for removed and added."""
    return {(old, new) for pair in alignment.pairs for old in pair.old or (None,) for new in pair.new or (None,)}
