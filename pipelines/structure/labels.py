"""Ids that stay the same for the same numbering, and labels as a person writes them in a comment."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipelines.structure.tree import Node

_FRAME_LABELS = {
    "tieu_de": "phần tiêu đề", "ten_loai": "tên loại văn bản", "trich_yeu": "trích yếu", "can_cu": "căn cứ thứ {n}", "noi_nhan": "nơi nhận",
    "chu_ky": "phần chữ ký", "dau_trang": "đầu trang", "chan_trang": "chân trang", "ghi_chu": "chú thích {n}",
}  # fmt: skip
_HEADING_WORDS = {"phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều"}
_UNIT_WORDS = {"khoan": "khoản", "diem": "điểm", "muc": "mục"}
_BULLET_WORDS = {"dash": "gạch đầu dòng thứ", "plus": "dấu cộng thứ", "star": "dấu sao thứ"}


def name_nodes(nodes: Sequence[Node]) -> None:
    """Give every node its id and label, in document order, parents before children."""
    used: Counter[str] = Counter()
    ordinals: dict[tuple, int] = defaultdict(int)
    begun: set[str] = set()
    for node in nodes:
        key = (id(node.parent) if node.kind in ("doan", "gach") else 0, node.kind, node.part.scope if node.kind != "ghi_chu" else "")
        ordinals[key] += 1
        ordinal = ordinals[key]
        if node.kind == "doan" and node.parent and not node.parent.heading and node.parent.kind not in ("kem_theo", "phu_luc"):
            ordinal += 1  # the words of the parent are its first paragraph
        node.ordinal = ordinal
        base = _id(node, ordinal)
        used[base] += 1
        node.id = base if used[base] == 1 else f"{base}~{used[base]}"
        node.label = _label(node, ordinal, node.part.scope in begun)
        if node.marker:
            begun.add(node.part.scope)


# ---------------------------------------------------------------- ids


def _id(node: Node, ordinal: int) -> str:
    if node.kind in ("kem_theo", "phu_luc"):
        return node.part.scope
    if node.kind == "dong_bang":
        return f"bang_{node.row[0]}__dong_{node.row[1]}"
    if node.kind in _FRAME_LABELS:
        name = node.kind if "{n}" not in _FRAME_LABELS[node.kind] else f"{node.kind}_{ordinal}"
        return _scoped(node, name)
    segment = _segment(node, ordinal)
    parent = node.parent
    if parent is None or parent.kind in ("kem_theo", "phu_luc", "phan") or parent.quote != node.quote or node.kind in ("dieu", "chuong"):
        return _scoped(node, segment)
    return f"{parent.id}__{segment}"


def _scoped(node: Node, segment: str) -> str:
    scope = scope_of(node)
    return f"{scope}__{segment}" if scope else segment


def scope_of(node: Node) -> str:
    return f"trich_{node.quote}" if node.quote else node.part.scope


def _segment(node: Node, ordinal: int) -> str:
    marker = node.marker
    if marker is None or not marker.number:
        return f"{node.kind}_{ordinal}"
    if marker.style in _HEADING_WORDS:
        return f"{node.kind}_{marker.number if node.kind == 'dieu' else marker.value}"
    number = marker.number.replace(".", "_")
    if _in_article(node):
        return f"{node.kind}_{number}"
    nested = node.parent is not None and node.parent.marker is not None and node.parent.marker.style not in _HEADING_WORDS
    if nested or node.kind == "diem" and node.parent is not None:
        return number
    return f"muc_{number}" if node.kind != "diem" else f"diem_{number}"


def _in_article(node: Node) -> bool:
    """Numbers below an article, or in a quoted text of an amended document, are khoản and điểm."""
    if node.quote:
        return True
    up = node.parent
    while up is not None:
        if up.kind == "dieu":
            return True
        up = up.parent
    return False


# ---------------------------------------------------------------- labels


def _label(node: Node, ordinal: int, begun: bool) -> str:
    if node.kind in ("kem_theo", "phu_luc"):
        return node.part.label
    if node.kind == "dong_bang":
        return f"dòng {node.row[1]}, Bảng {node.row[0]}"
    if node.kind in _FRAME_LABELS:
        return _FRAME_LABELS[node.kind].format(n=ordinal)
    own = _words(node, ordinal)
    if node.kind == "doan" and node.parent is None and not begun:
        own += " phần mở đầu"
    if node.quote:
        lead = _lead_in(node)
        return f"{own} (nội dung sửa đổi tại {lead.label})" if lead else own
    return f"{own} {node.part.label}".strip() if node.part.scope and node.part.label not in own else own


def _lead_in(node: Node) -> Node | None:
    while node is not None and node.quote:
        node = node.parent
    return node


def _words(node: Node, ordinal: int) -> str:
    """The label inside its own part: innermost unit first, up to the article or the section."""
    marker = node.marker
    if node.kind == "doan":
        return f"đoạn {ordinal}{_after(node.parent, node)}"
    if marker.style in _BULLET_WORDS:
        return f"{_BULLET_WORDS[marker.style]} {ordinal}{_after(node.parent, node)}"
    if marker.style in _HEADING_WORDS:
        above = node.parent if node.kind in ("muc", "tieu_muc") else None
        number = marker.number.lower() if " " in marker.number else marker.number
        return f"{_HEADING_WORDS[marker.style]} {number}{_after(above, node)}"
    if _in_article(node):
        return f"{_UNIT_WORDS[node.kind]} {marker.number}{_after(node.parent, node)}"
    if node.kind == "diem":
        return f"điểm {marker.number}{_after(node.parent, node)}"
    return "mục " + ".".join(_section_path(node))


def _after(parent: Node | None, node: Node) -> str:
    """The parent's words with a space before; nothing above the part or outside the quotation."""
    while (
        parent is not None
        and parent.marker
        and node.marker
        and parent.marker.number
        and node.marker.number.startswith(parent.marker.number + ".")
    ):
        parent = parent.parent  # "khoản 2.1 Điều 6", not "khoản 2.1 khoản 2 Điều 6"
    if parent is None or parent.marker is None or parent.quote != node.quote:
        return ""
    return (", " if parent.kind == node.kind == "gach" else " ") + _words(parent, parent.ordinal)


def _section_path(node: Node) -> list[str]:
    path: list[str] = []
    while node is not None and node.marker and node.marker.style not in _HEADING_WORDS:
        if node.marker.number and not (path and path[0].startswith(node.marker.number + ".")):
            path.insert(0, node.marker.number)
        node = node.parent
    return path
