"""What is appraised: the kinds of case in Điều 5 khoản 3 and Điều 21 of the regulation on mass mobilisation work."""

from pipelines.language import fold
from pipelines.types import Header


def case_of(header: Header) -> str:
    """The case kind told from the first page: one of schema.CASES."""
    said = fold(f"{header.kind} {header.title}")
    if "dân vận khéo" in said and any(word in said for word in ("báo cáo thành tích", "hồ sơ", "bản thành tích")):
        return "ho_so_dan_van_kheo"
    if "đại hội" in said and "đề án" in said:
        return "de_an_dai_hoi"
    return "van_ban_dang" if header.system == "dang" else "van_ban_chinh_quyen"
