"""The Vietnamese names of things, dates as people write them, and runs of text for the passage component."""

from collections import Counter
from datetime import date, datetime

from pipelines.types import Header

TOPIC_NAMES = {
    "dan_van": "Dân vận",
    "ton_giao": "Tôn giáo",
    "dan_toc": "Dân tộc",
    "quyen_cong_dan": "Quyền công dân",
    "the_thuc": "Thể thức",
}
SEVERITY_NAMES = {"S1": "Bắt buộc sửa", "S2": "Nên sửa", "S3": "Lưu ý"}
SHAPES = {"S1": "▲", "S2": "■", "S3": "●"}  # told apart without colour
# First words of names that are written with one capital.
NAMED = {"ủy", "đảng", "mặt", "nhân", "hội", "đoàn", "liên", "ban", "luật", "hiến", "thành", "chi", "công", "quốc"}
VERDICT_NAMES = {"gop_y": "Góp ý", "sua_loi": "Góp ý, sửa lời", "khong_gop_y": "Không góp ý", "": "Chưa quyết định"}


def day(value: date | datetime | str | None) -> str:
    """dd/mm/yyyy; "" for nothing. Takes ISO text as well."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if value else None
    return value.strftime("%d/%m/%Y") if value else ""


def draft_title(header: Header) -> str:
    """Kind and subject as one phrase: "Kế hoạch về việc …"; "" when the first page told neither."""
    title = header.title
    if header.kind and _goes_on(title):
        title = title[0].lower() + title[1:]
    return " ".join(filter(None, (header.kind, title)))


def _goes_on(title: str) -> bool:
    """The title begins with an ordinary word ("Của khu phố", "Chỉnh trang tuyến phố"), not with a name ("Hà Nội", "Ủy ban nhân dân")."""
    first, second = [*title.split(), "", ""][:2]
    return first[:1].isupper() and first[1:].islower() and second.islower() and first.lower() not in NAMED


def moment(value: datetime | str | None) -> str:
    """HH:MM dd/mm/yyyy in the machine's own time; "" for nothing. Takes ISO text as well."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if value else None
    return value.astimezone().strftime("%H:%M %d/%m/%Y") if value else ""


def read_day(text: str) -> date | None:
    """The date in "15/3/2026" or "15-03-2026"; None for an empty box. Raises ValueError for anything else."""
    text = text.strip().replace("-", "/").replace(".", "/")
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def counted(names: dict[str, str], found: Counter) -> dict[str, str]:
    """Choices of a filter with how much each lets through: "Dân vận (6)"; the key "" stands for any."""
    return {key: f"{name} ({found[key] if key else found.total()})" for key, name in names.items()}


def severity_run(severity: str) -> tuple[str, str]:
    return f"{SHAPES[severity]} {SEVERITY_NAMES[severity]}", f"{severity}c"


def shorten(text: str, limit: int) -> str:
    """The first words up to `limit` characters, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"
