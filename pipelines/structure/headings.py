"""Is a node's own text only a title, or does it say something?"""

import re

from pipelines.header.lines import clean
from pipelines.structure.tree import Node
from pipelines.types import FRAME

# A rule in few words, never a title: "1. Không thu phí".
_RULES = re.compile(
    r"\b(?:phải|không|cấm|nộp|đóng góp|thu (?:phí|tiền|của|mỗi|mức|theo|thêm|một)|phạt|bắt buộc|chỉ được|xử lý nghiêm)\b", re.I
)
_SAYS = re.compile(
    r"\b(?:được|chịu trách nhiệm|có trách nhiệm|có quyền|có nghĩa vụ|có hiệu lực|thực hiện theo|là|quy định tại|bảo đảm|yêu cầu"
    r"|đề nghị|giao|chủ trì|căn cứ)\b",
    re.I,
)
# What titles that end with a full stop begin with.
_TITLE_NOUNS = re.compile(
    r"^(?:Mục (?:đích|tiêu)|Yêu cầu|Phạm vi|Đối tượng|Nguyên tắc|Nội dung|Thời (?:gian|hạn)|Thành phần|Trách nhiệm|Điều (?:khoản|kiện)"
    r"|Hiệu lực|Tổ chức thực hiện|Giải thích|Kinh phí|Quan điểm"
    r"|Nhiệm vụ|Căn cứ|Tình hình|Kết quả|Phương (?:hướng|pháp|thức)|Chế độ|Quyền|Nghĩa vụ|Thẩm quyền|Trình tự|Hồ sơ|Khen thưởng"
    r"|Kỷ luật|Xử lý vi phạm|Về|Đánh giá|Giải pháp|Hình thức)\b"
)
_TITLE_WORDS = 45
_ROW_WORDS = 9  # words of a cell in the head row of a table


def mark_headings(nodes: list[Node]) -> None:
    """Set `heading` on every node whose own words are only a title, and on the head rows of tables."""
    for node in nodes:
        node.heading = _is_title(node)
    seen: set[int] = set()
    for node in nodes:
        if node.kind == "dong_bang" and (node.row[0] not in seen or _numbers_columns(node.own_text)):
            node.heading = _heads_table(node.own_text)
            seen.add(node.row[0])


def _is_title(node: Node) -> bool:
    if node.kind in ("phan", "chuong", "tieu_muc", "phu_luc", "kem_theo") or node.marker and node.marker.style == "muc":
        return True
    if node.kind in ("dong_bang", "ghi_chu") or node.kind in FRAME:
        return False
    if node.shares_line:
        return clean(node.own_text) == clean(node.own_text)[: node.marker.end].strip()
    words = node.text[node.marker.end :].strip() if node.marker else node.text
    if not words or (words.isupper() and node.text.count(" ") < 60):
        return True
    if words[-1] in ":;,”" or node.text.count(" ") > (2 if words[-1].isalnum() and node.kind == "dieu" else 1) * _TITLE_WORDS:
        return False
    if node.kind in ("doan", "gach"):
        return bool(node.kind == "doan" and node.lines[0].source.bold and words[-1] != "." and node.text.count(" ") < 30)
    if not node.children:
        return False
    if node.lines[0].source.bold:
        return True
    if words[-1] in ".!":
        return node.text.count(" ") < 9 and bool(_TITLE_NOUNS.match(words)) and not _RULES.search(words)
    if node.kind in ("dieu", "muc"):
        return True
    return not _RULES.search(words) and (node.text.count(" ") < 12 or not _SAYS.search(words))


def _heads_table(text: str) -> bool:
    cells = [cell.strip() for cell in text.replace("\n", " ").split("\t")]
    if _numbers_columns(text):
        return True
    first = cells[0].upper().strip(" .")
    known = first in ("TT", "STT", "SỐ TT", "SỐ THỨ TỰ", "TT.") or text.isupper()
    return known or all(len(cell.split()) <= _ROW_WORDS and not re.search(r"\d{2,}|[.;]$", cell) for cell in cells) and len(cells) > 1


def _numbers_columns(text: str) -> bool:
    """A row "(1) (2) (3)" that numbers the columns."""
    cells = text.split()
    return len(cells) > 1 and all(re.fullmatch(r"\(?[\dA-Z]{1,2}\)?", cell) for cell in cells) and cells[0].strip("()") in ("1", "A")
