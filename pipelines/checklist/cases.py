"""What is appraised: the kinds of case in Điều 5 khoản 3 and Điều 21 of the regulation on mass mobilisation work."""

import re

from pipelines.language import fold
from pipelines.types import Header

_COMMUNE = re.compile(r"\b(?:xã(?! hội)|phường|đặc khu|thị trấn|thôn|bản|khu phố)\b")
_ABOVE = re.compile(r"\b(?:tỉnh|thành phố|thành ủy|trung ương|chính phủ|quốc hội|bộ chính trị)\b|^bộ\b")
_LAWS = ("Hiến pháp", "Luật", "Bộ luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Văn bản hợp nhất", "Án lệ", "Bản án")
# What an item may name in `not_kinds` for a whole group of kinds.
KIND_GROUPS = {
    "Luật và án lệ": _LAWS,  # they set what any other document may not set on its own
    "Văn bản trung ương": (*_LAWS, "Nghị định", "Thông tư", "Thông tư liên tịch"),  # nor are they drawn up by a local office
}


def is_of_kind(kind: str, kinds: tuple[str, ...]) -> bool:
    """Whether a document's kind is among those an item names, by themselves or by their group."""
    named = {fold(member) for one in kinds for member in KIND_GROUPS.get(one, (one,))}
    return fold(kind) in named


def scope_note(header: Header) -> str:
    """What the reviewer must know about the items asked of this kind of document; "" where all are asked."""
    if not is_of_kind(header.kind, tuple(KIND_GROUPS)):
        return ""
    return (
        f"{header.kind} là văn bản trung ương (hoặc án lệ, bản án): các mục chỉ dành cho dự thảo của địa phương"
        " (khoản thu, chế tài tự đặt, tên cơ quan, thể thức, tổ chức thực hiện…) không được xét."
    )


def level_of(header: Header) -> str:
    """Who issues: "tren_xa" for a province, a ministry or above, told from the first page; else "xa"."""
    issuer = fold(header.issuer)
    return "tren_xa" if _ABOVE.search(issuer) and not _COMMUNE.search(issuer) else "xa"


def case_of(header: Header) -> str:
    """The case kind told from the first page: one of schema.CASES."""
    said = fold(f"{header.kind} {header.title}")
    if "dân vận khéo" in said and any(word in said for word in ("báo cáo thành tích", "hồ sơ", "bản thành tích")):
        return "ho_so_dan_van_kheo"
    if "đại hội" in said and "đề án" in said:
        return "de_an_dai_hoi"
    return "van_ban_dang" if header.system == "dang" else "van_ban_chinh_quyen"
