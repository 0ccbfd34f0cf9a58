"""What a person chooses from when building an item, with the Vietnamese names."""

from pipelines.checklist.guards import DEFAULT_GUARDS
from pipelines.checklist.load import Checklist
from pipelines.checklist.norms import ACTORS

SCOPE_WORDS = {
    "clause": "trong cùng vế câu",
    "sentence": "trong cùng câu",
    "provision": "trong cùng khoản, điểm",
    "lead": "trong phần dẫn, tiêu đề phía trên",
    "article": "trong cùng điều",
    "document": "trong cả văn bản",
}
GUARD_WORDS = {
    "phu_dinh": "câu phủ định: “không yêu cầu …”",
    "cam_can_bo": "lệnh cấm đối với cán bộ",
    "ngoai_le": "phần loại trừ: “trừ trường hợp …”",
    "tham_quyen": "có dẫn luật, HĐND tỉnh",
    "nhan_dan_quyet": "do Nhân dân bàn, quyết định",
    "lich_su": "việc đã qua",
    "tuong_thuat": "hành vi nêu để phòng ngừa, xử lý",
    "tu_nguyen": "tùy khả năng, không ấn định mức",
}
ACTOR_WORDS = ACTORS
MODALITY_WORDS = {
    "phai": "phải",
    "cam": "không được, cấm",
    "duoc": "được",
    "khuyen_khich": "được khuyến khích",
    "de_nghi": "được đề nghị",
    "viec": "nêu như một việc, không có “phải”",
}
PRESENCE_WORDS = {"tuy": "không xét", "co": "có nêu", "khong": "không nêu"}
UNITS = ("ngày", "tháng", "tuần", "năm", "giờ")
# The rules a form can build; the others are changed in the YAML view.
RULE_WORDS = {
    "phrase": "Cụm từ",
    "norm": "Quy phạm: ai – phải, được, không được – làm gì",
    "absence": "Thiếu: có A mà không có B",
    "time_limit": "Thời hạn không đúng thủ tục",
    "regex": "Biểu thức chính quy",
}
NEW_RULES: dict[str, dict] = {
    "phrase": {"primitive": "phrase", "any": []},
    "norm": {"primitive": "norm", "act": []},
    "absence": {"primitive": "absence", "when": [], "needed": "", "missing": {"document": []}},
    "time_limit": {"primitive": "time_limit", "procedures": [{"name": "", "when": [], "allowed": []}]},
    "regex": {"primitive": "regex", "like": ""},
}


def default_guards(primitive: str) -> tuple[str, ...]:
    """The guards a rule has when it names none."""
    return () if primitive in ("regex", "time_limit") else DEFAULT_GUARDS


def class_words(checklist: Checklist) -> dict[str, str]:
    """Lexicon class → its Vietnamese name."""
    return {id: checklist.lexicon.classes[id].name for id in sorted(checklist.lexicon.classes)}
