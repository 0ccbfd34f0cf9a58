"""The columns of the Excel workbook an office edits: one sheet a part of the overlay, one row an entry, exact both ways."""

import dataclasses
import datetime
import json

from pipelines.checklist.schema import CASES, SYSTEMS
from pipelines.errors import ChecklistError
from pipelines.studio import plain
from pipelines.types import SEVERITIES, TOPICS

TOPIC_WORDS = dict(zip((*TOPICS, "the_thuc"), ("Dân vận", "Tôn giáo", "Dân tộc", "Quyền công dân", "Thể thức"), strict=True))
CASE_WORDS = dict(
    zip(
        CASES,
        ("Văn bản của Đảng", "Văn bản của chính quyền", "Đề án đại hội", "Hồ sơ dân vận khéo", "Văn bản trao đổi"),
        strict=True,
    )
)
SYSTEM_WORDS = dict(zip(SYSTEMS, ("Hệ thống Đảng", "Hệ thống Nhà nước", "Khác"), strict=True))
CHECKED_WORDS = {"da_kiem_chung": "Đã kiểm chứng", "can_kiem_tra": "Cần đối chiếu"}
GROUP_WORDS = {
    "dang": "Cơ quan Đảng", "cap_huyen": "Cấp huyện", "dia_danh": "Địa danh", "dan_toc": "Dân tộc", "ton_giao": "Tôn giáo", 
    "so_nganh": "Sở, ngành",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Column:
    key: str
    name: str
    kind: str  # text, day, flag, choice, choices, lines, references, yaml
    width: int = 20
    choices: dict[str, str] = dataclasses.field(default_factory=dict)

    def write(self, value) -> str:
        """The cell of a value."""
        match self.kind:
            case "flag":
                return "có" if value else "không"
            case "day":
                return f"{value[8:]}/{value[5:7]}/{value[:4]}" if _is_day(value) else value
            case "choice":
                return self.choices.get(value, value)
            case "choices":
                return "\n".join(self.choices.get(one, one) for one in value)
            case "lines" | "references":
                return "\n".join(map(self._line, value))
            case "yaml":
                return plain.write(value).rstrip("\n")
        return value

    def _line(self, value) -> str:
        if self.kind == "references" and isinstance(value, dict) and set(value) <= {"id", "article"}:
            return f"{value['id']} | {value['article']}" if "article" in value else value["id"]
        simple = (
            isinstance(value, str)
            and value == value.strip()
            and value
            and "\n" not in value
            and "\r" not in value
            and value[0] not in '{"['
        )
        return value if simple else json.dumps(value, ensure_ascii=False)

    def read(self, cell):
        """The value of a cell that is not empty. Raises ChecklistError (Vietnamese, without place)."""
        if self.kind == "day" and isinstance(cell, datetime.datetime | datetime.date):
            return cell.strftime("%Y-%m-%d")
        text = _text(cell)
        match self.kind:
            case "flag":
                return _chosen({"true": "có", "false": "không"}, text.strip().lower()) == "true"
            case "day":
                return _day(text)
            case "choice":
                return _chosen(self.choices, text)
            case "choices":
                return [_chosen(self.choices, line) for line in text.splitlines() if line.strip()]
            case "lines":
                return [_read_line(line) for line in text.splitlines() if line.strip()]
            case "references":
                return [_reference(line) for line in text.splitlines() if line.strip()]
            case "yaml":
                return plain.value_of(plain.strict_yaml.parse(text, "ô này"))
        return text


def _text(cell) -> str:
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, int):
        return str(cell)
    if not isinstance(cell, str):
        raise ChecklistError("ô phải là chữ; định dạng ô kiểu Văn bản (Text) rồi nhập lại.")
    return cell


def _chosen(choices: dict[str, str], text: str) -> str:
    wanted = text.strip().casefold()
    for key, name in choices.items():
        if wanted in (key.casefold(), name.casefold()):
            return key
    raise ChecklistError(f"“{text.strip()[:40]}” không dùng được; chọn một trong: {', '.join(choices.values())}.")


def _is_day(text) -> bool:
    try:
        return isinstance(text, str) and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _day(text: str) -> str:
    text = text.strip()
    if _is_day(text):
        return text
    try:
        return datetime.datetime.strptime(text.replace("-", "/"), "%d/%m/%Y").date().isoformat()
    except ValueError:
        raise ChecklistError(f"“{text[:20]}” không phải ngày; viết ngày/tháng/năm, ví dụ 01/07/2026.") from None


def _read_line(line: str):
    text = line.strip()
    if text[0] not in '{"[':
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise ChecklistError('dòng bắt đầu bằng { hoặc " phải là JSON đúng; câu thường thì bỏ dấu ấy ở đầu dòng.') from None


def _reference(line: str):
    if line.strip()[0] == "{":
        return _read_line(line)
    id, bar, article = (part.strip() for part in line.partition("|"))
    return {"id": id, "article": article} if bar else {"id": id}


_SEVERITY = {severity: severity for severity in SEVERITIES}
SHEETS: dict[str, tuple[str, tuple[Column, ...]]] = {
    "items": (
        "Mục kiểm tra",
        (
            Column("code", "Mã", "text", 8),
            Column("off", "Bỏ mục này", "flag", 8),
            Column("question", "Câu hỏi", "text", 45),
            Column("severity", "Mức độ", "choice", 8, _SEVERITY),
            Column("topic", "Chủ đề", "choice", 14, TOPIC_WORDS),
            Column("cases", "Loại việc", "choices", 22, CASE_WORDS),
            Column("systems", "Hệ thống", "choices", 16, SYSTEM_WORDS),
            Column("bases", "Căn cứ (mã | điều)", "references", 30),
            Column("comment", "Ý kiến gợi ý", "text", 50),
            Column("suggestion", "Câu chữ đề nghị", "text", 40),
            Column("find", "Cách tìm (YAML)", "yaml", 50),
            Column("hits", "Câu phải nêu (mỗi dòng một câu)", "lines", 50),
            Column("misses", "Câu không được nêu", "lines", 50),
            Column("rest", "Khóa khác (YAML)", "yaml", 30),
        ),
    ),
    "bases": (
        "Căn cứ pháp lý",
        (
            Column("id", "Mã", "text", 22),
            Column("off", "Bỏ", "flag", 8),
            Column("so_ky_hieu", "Số, ký hiệu", "text", 22),
            Column("ten", "Tên", "text", 45),
            Column("cach_in", "Cách in trên phiếu", "text", 40),
            Column("co_quan_ban_hanh", "Cơ quan ban hành", "text", 22),
            Column("ngay_ban_hanh", "Ngày ban hành", "day", 13),
            Column("hieu_luc_tu", "Hiệu lực từ", "day", 13),
            Column("het_hieu_luc", "Hết hiệu lực từ", "day", 13),
            Column("tinh_trang", "Tình trạng", "text", 25),
            Column("kiem_chung", "Kiểm chứng", "choice", 14, CHECKED_WORDS),
            Column("thay_the", "Thay thế (mã)", "lines", 20),
            Column("bi_thay_the_boi", "Bị thay thế bởi (mã)", "lines", 20),
            Column("nguon", "Nguồn", "lines", 30),
            Column("ghi_chu", "Ghi chú", "text", 30),
            Column("rest", "Khóa khác (YAML)", "yaml", 30),
        ),
    ),
    "names": (
        "Tên cũ, tên mới",
        (
            Column("id", "Mã", "text", 22),
            Column("off", "Bỏ", "flag", 8),
            Column("old", "Tên cũ (mỗi dòng một tên)", "lines", 45),
            Column("new", "Tên mới", "text", 45),
            Column("since", "Từ ngày", "day", 13),
            Column("group", "Nhóm", "choice", 14, GROUP_WORDS),
            Column("sure", "Chắc chắn", "flag", 10),
            Column("except", "Trừ cụm dài hơn", "lines", 30),
            Column("rest", "Khóa khác (YAML)", "yaml", 30),
        ),
    ),
    "glossary": (
        "Thuật ngữ",
        (
            Column("term", "Thuật ngữ", "text", 40),
            Column("class", "Lớp từ", "text", 22),
            Column("note", "Ghi chú", "text", 40),
            Column("rest", "Khóa khác (YAML)", "yaml", 20),
        ),
    ),
}
