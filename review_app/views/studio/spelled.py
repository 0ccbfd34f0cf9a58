"""Keys and values of an entry in plain words."""

from pipelines import studio
from review_app.parts import words

FIELD_WORDS = {
    "question": "câu hỏi", "severity": "mức độ", "topic": "chủ đề", "bases": "căn cứ", "comment": "ý kiến gợi ý",
    "suggestion": "câu chữ đề nghị", "find": "cách tìm", "hits": "câu phải nêu", "misses": "câu không được nêu", "cases": "loại việc",
    "systems": "hệ thống", "without": "bỏ phần", "levels": "cấp ban hành", "kinds": "chỉ với loại văn bản", "not_kinds": "trừ loại văn bản",
    "yields_to": "nhường mục",
    "so_ky_hieu": "số, ký hiệu", "ten": "tên", "cach_in": "cách in", "co_quan_ban_hanh": "cơ quan ban hành",
    "ngay_ban_hanh": "ngày ban hành",
    "hieu_luc_tu": "hiệu lực từ", "het_hieu_luc": "hết hiệu lực từ", "tinh_trang": "tình trạng", "kiem_chung": "kiểm chứng",
    "nguon": "nguồn",
    "bi_thay_the_boi": "bị thay thế bởi", "old": "tên cũ", "new": "tên mới", "since": "từ ngày", "group": "nhóm", "sure": "chắc chắn",
    "class": "lớp từ", "note": "ghi chú", "any": "gặp", "act": "làm việc", "who": "ai", "modality": "thể thức buộc", "amount": "số tiền",
    "limit": "thời hạn", "with": "chỉ khi có", "unless": "không nêu khi có", "guards": "bỏ qua khi là", "when": "khi có", "needed": "thiếu",
    "missing": "không thấy", "like": "biểu thức", "procedures": "thủ tục", "threshold": "ngưỡng", "article": "điều", "primitive": "kiểu",
}  # fmt: skip
VALUE_WORDS = {
    **words.SEVERITY_NAMES, **studio.TOPIC_WORDS, **studio.CASE_WORDS, **studio.SYSTEM_WORDS, **studio.LEVEL_WORDS,
    **studio.CHECKED_WORDS, **studio.GROUP_WORDS,
    **studio.choices.RULE_WORDS, **studio.choices.ACTOR_WORDS, **studio.choices.MODALITY_WORDS, **studio.choices.GUARD_WORDS,
}  # fmt: skip


def field(name: str) -> str:
    return FIELD_WORDS.get(name, name)


def text(value) -> str:
    """A value of an entry in plain words."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return "\n".join(map(text, value))
    if isinstance(value, dict) and "id" in value:
        return ", ".join(value.values())
    if isinstance(value, dict):
        names = FIELD_WORDS | studio.choices.SCOPE_WORDS
        return "; ".join(f"{names.get(key, key)}: {text(inner)}" for key, inner in value.items())
    return VALUE_WORDS.get(value, str(value))


def share(value: float, digits: int = 0) -> str:
    """A share as people write it: 97,5%."""
    return f"{value:.{digits}%}".replace(".", ",")
