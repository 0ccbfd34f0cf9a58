"""The columns of the Excel workbook an office edits: one sheet a part of the overlay, one row an entry, exact both ways."""

import dataclasses
import datetime
import json

from pipelines.checklist.schema import CASES, LEVELS, SYSTEMS
from pipelines.errors import ChecklistError
from pipelines.studio import plain
from pipelines.types import SEVERITIES, TOPICS


def _named(keys: tuple[str, ...], *names: str) -> dict[str, str]:
    return dict(zip(keys, names, strict=True))


TOPIC_WORDS = _named((*TOPICS, "the_thuc"), "Dân vận", "Tôn giáo", "Dân tộc", "Quyền công dân", "Thể thức")
CASE_WORDS = _named(CASES, "Văn bản của Đảng", "Văn bản của chính quyền", "Đề án đại hội", "Hồ sơ dân vận khéo", "Văn bản trao đổi")
SYSTEM_WORDS = _named(SYSTEMS, "Hệ thống Đảng", "Hệ thống Nhà nước", "Khác")
LEVEL_WORDS = _named(LEVELS, "Cấp xã", "Cấp tỉnh trở lên")
CHECKED_WORDS = {"da_kiem_chung": "Đã kiểm chứng", "can_kiem_tra": "Cần đối chiếu"}
GROUP_WORDS = {
    "dang": "Cơ quan Đảng", "cap_huyen": "Cấp huyện", "dia_danh": "Địa danh", "dan_toc": "Dân tộc", "ton_giao": "Tôn giáo",
    "so_nganh": "Sở, ngành",
}  # fmt: skip


NOTHING = "(không có)"  # a list that is empty on purpose: an empty cell says nothing of the shipped entry


@dataclasses.dataclass(frozen=True)
class Column:
    key: str
    name: str
    kind: str  # text, day, flag, choice, choices, lines, references, yaml
    width: int = 20
    choices: dict[str, str] = dataclasses.field(default_factory=dict)

    def write(self, value) -> str:
        """The cell of a value."""
        if value == []:
            return NOTHING
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
            and value not in ("", NOTHING)
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
        if text.strip() == NOTHING and self.kind in ("choices", "lines", "references", "yaml"):
            return []
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
                return plain.value_of(plain.parse(text, "ô này"))
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
    """The key of a choice, written as the key, the name, or what stands after the dash in it."""
    wanted = text.strip().casefold()
    for key, name in choices.items():
        if wanted in (key.casefold(), name.casefold(), name.casefold().partition(" – ")[2] or key):
            return key
    raise ChecklistError(f"“{text.strip()[:40]}” không dùng được; chọn một trong: {'; '.join(choices.values())}.")


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


_CHOICES = {
    "severity": _named(SEVERITIES, "S1 – bắt buộc sửa", "S2 – nên sửa", "S3 – lưu ý"),
    "topic": TOPIC_WORDS, "cases": CASE_WORDS, "systems": SYSTEM_WORDS, "kiem_chung": CHECKED_WORDS, "group": GROUP_WORDS,
}  # fmt: skip
# A line a column: key of the entry, kind of cell, width in characters, name at the head of the column.
_TABLE = {
    ("items", "Mục kiểm tra"): """
        code             text        8  Mã
        off              flag        8  Bỏ mục này
        question         text       45  Câu hỏi
        severity         choice      8  Mức độ
        topic            choice     14  Chủ đề
        cases            choices    22  Loại việc
        systems          choices    16  Hệ thống
        bases            references 30  Căn cứ (mã | điều)
        comment          text       50  Ý kiến gợi ý
        suggestion       text       40  Câu chữ đề nghị
        find             yaml       50  Cách tìm (YAML)
        hits             lines      50  Câu phải nêu (mỗi dòng một câu)
        misses           lines      50  Câu không được nêu
        rest             yaml       30  Khóa khác (YAML)
    """,
    ("bases", "Căn cứ pháp lý"): """
        id               text       22  Mã
        off              flag        8  Bỏ
        so_ky_hieu       text       22  Số, ký hiệu
        ten              text       45  Tên
        cach_in          text       40  Cách in trên phiếu
        co_quan_ban_hanh text       22  Cơ quan ban hành
        ngay_ban_hanh    day        13  Ngày ban hành
        hieu_luc_tu      day        13  Hiệu lực từ
        het_hieu_luc     day        13  Hết hiệu lực từ
        tinh_trang       text       25  Tình trạng
        kiem_chung       choice     14  Kiểm chứng
        thay_the         lines      20  Thay thế (mã)
        bi_thay_the_boi  lines      20  Bị thay thế bởi (mã)
        nguon            lines      30  Nguồn
        ghi_chu          text       30  Ghi chú
        rest             yaml       30  Khóa khác (YAML)
    """,
    ("names", "Tên cũ, tên mới"): """
        id               text       22  Mã
        off              flag        8  Bỏ
        old              lines      45  Tên cũ (mỗi dòng một tên)
        new              text       45  Tên mới
        since            day        13  Từ ngày
        group            choice     14  Nhóm
        sure             flag       10  Chắc chắn
        except           lines      30  Trừ cụm dài hơn
        rest             yaml       30  Khóa khác (YAML)
    """,
    ("glossary", "Thuật ngữ"): """
        term             text       40  Thuật ngữ
        class            text       22  Lớp từ
        note             text       40  Ghi chú
        rest             yaml       20  Khóa khác (YAML)
    """,
}


def _columns(table: str) -> tuple[Column, ...]:
    rows = (line.split(None, 3) for line in table.split("\n") if line.strip())
    return tuple(Column(key, name, kind, int(width), _CHOICES.get(key, {})) for key, kind, width, name in rows)


# part of the overlay → (name of its sheet, its columns)
SHEETS = {part: (title, _columns(table)) for (part, title), table in _TABLE.items()}
