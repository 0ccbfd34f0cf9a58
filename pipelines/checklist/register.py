"""The register: legal bases with their dates, and names that changed, from models/register/*.yaml.

“Not in the register” is not “expired”: `by_number` gives nothing for an unknown document. 25-NQ/TW exists twice (2003 on religion, 2013 on
mass mobilisation), so a number is looked up together with its date.
"""

import dataclasses
import datetime
import functools
import hashlib
import pathlib
import re
from typing import Literal

from pipelines.checklist import strict_yaml
from pipelines.checklist.patterns import Pattern
from pipelines.language import fold
from pipelines.types import Basis

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "models" / "register"
CHECKED = "da_kiem_chung"
Checked = Literal["da_kiem_chung", "can_kiem_tra"]


@dataclasses.dataclass(frozen=True)
class Article:
    dieu: str
    noi_dung_tom_tat: str
    kiem_chung: Checked
    khoan: str = ""


@dataclasses.dataclass(frozen=True)
class LegalBasis:
    id: str
    so_ky_hieu: str  # "10/2022/QH15"
    ten: str
    cach_in: str  # as a comment sheet prints it: "Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15"
    co_quan_ban_hanh: str
    tinh_trang: str  # in words, for people
    kiem_chung: Checked
    ngay_ban_hanh: str = ""
    hieu_luc_tu: str = ""
    het_hieu_luc: str = ""  # first day it is no longer in force
    thay_the: tuple[str, ...] = ()
    bi_thay_the_boi: tuple[str, ...] = ()
    chu_de: tuple[str, ...] = ()
    dieu_khoan_chinh: tuple[Article, ...] = ()
    nguon: tuple[str, ...] = ()
    ghi_chu: str = ""

    def __post_init__(self):
        for day in filter(None, (self.ngay_ban_hanh, self.hieu_luc_tu, self.het_hieu_luc)):
            datetime.date.fromisoformat(day)


@dataclasses.dataclass(frozen=True)
class OldName:
    """A name of an agency, a place or a rank that is no longer in use, and the guards its case needs."""

    id: str
    old: tuple[Pattern, ...]
    new: str  # as a comment proposes it
    since: str  # ISO day from which the old name is out of use
    group: Literal["dang", "cap_huyen", "dia_danh", "dan_toc", "ton_giao", "so_nganh"]
    sure: bool = True  # False: the target depends on the place; the comment says “cần đối chiếu”
    except_: tuple[Pattern, ...] = ()  # longer phrases that are in use
    current: tuple[str, ...] = ()  # a proper name must follow that is none of these: “thành phố Hạ Long”, but not “thành phố Hải Phòng”
    cased: tuple[str, ...] = ()  # the old name counts only when it stands in one of these exact spellings

    def __post_init__(self):
        datetime.date.fromisoformat(self.since)


@dataclasses.dataclass(frozen=True)
class Status:
    """Where a document stands on a day."""

    state: Literal["con", "het", "chua", "khong_ro"]  # in force, expired, not yet, not known
    since: str = ""
    successors: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Register:
    bases: dict[str, LegalBasis]
    names: tuple[OldName, ...]
    version: str

    def basis(self, id: str) -> LegalBasis:
        """The entry. Raises KeyError for an id the register does not hold."""
        return self.bases[id]

    def reference(self, id: str, article: str = "") -> Basis:
        """A basis as a finding carries it; `checked` only if the entry and the article were seen in a published text."""
        entry = self.bases[id]
        return Basis(id, article, entry.kiem_chung == CHECKED and self._article_checked(entry, article))

    @staticmethod
    def _article_checked(entry: LegalBasis, article: str) -> bool:
        """An article counts as seen when the register holds it as seen, clause by clause: Điều 25 khoản 1 under “25, 1-3” too."""
        if not article:
            return True
        wanted = re.match(r"Điều (\S+?)(?:[,;]| khoản (\S+)|$)", article)
        if not wanted:
            return any(fold(a.dieu) == fold(article) and a.kiem_chung == CHECKED for a in entry.dieu_khoan_chinh)
        same = [a for a in entry.dieu_khoan_chinh if _holds(a.dieu, wanted[1])]
        same = [a for a in same if not wanted[2] or not a.khoan or _holds(a.khoan, wanted[2])]
        return bool(same) and all(a.kiem_chung == CHECKED for a in same)

    def printed(self, basis: Basis) -> str:
        """“Điều 15 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15”, with “(cần đối chiếu)” where unverified."""
        entry = self.bases[basis.id]
        place = f"các điều {basis.article} của" if basis.article[:1].isdigit() else basis.article
        text = f"{place} {entry.cach_in}".strip()
        return text if basis.checked else f"{text} (cần đối chiếu)"

    def status(self, id: str, as_of: datetime.date) -> Status:
        """In force, expired, not yet in force or not known on that day."""
        entry, day = self.bases[id], as_of.isoformat()
        if entry.het_hieu_luc and day >= entry.het_hieu_luc:
            return Status("het", entry.het_hieu_luc, entry.bi_thay_the_boi)
        if entry.hieu_luc_tu and day < entry.hieu_luc_tu:
            return Status("chua", entry.hieu_luc_tu)
        if entry.tinh_trang.startswith("chưa rõ"):
            return Status("khong_ro")
        return Status("con", entry.hieu_luc_tu)

    def by_number(self, number: str, date: str | None = None) -> tuple[LegalBasis, ...]:
        """Entries with this number; with a date (ISO) only those issued that day. Several: the date must decide."""
        found = self._numbers.get(_plain(number), ())
        same = tuple(b for b in found if date and b.ngay_ban_hanh == date)
        return same or (() if date and len(found) > 1 else found)

    @functools.cached_property
    def name_index(self) -> dict[str, tuple[tuple[OldName, Pattern], ...]]:
        """Label of a phrase → the old names whose pattern begins with it."""
        found: dict[str, tuple[tuple[OldName, Pattern], ...]] = {}
        for name in self.names:
            for pattern in name.old:
                for label in pattern.calls:
                    found[label] = (*found.get(label, ()), (name, pattern))
        return found

    @functools.cached_property
    def _numbers(self) -> dict[str, tuple[LegalBasis, ...]]:
        found: dict[str, tuple[LegalBasis, ...]] = {}
        for entry in self.bases.values():
            key = _plain(entry.so_ky_hieu)
            found[key] = (*found.get(key, ()), entry)
        return found


def _holds(written: str, wanted: str) -> bool:
    """Whether “1-4” or “1,3” or “15” holds the number."""
    for part in written.split(","):
        low, _, high = part.strip().partition("-")
        if wanted == low or (high.isdigit() and low.isdigit() and wanted.isdigit() and int(low) <= int(wanted) <= int(high)):
            return True
    return False


def _plain(number: str) -> str:
    return re.sub(r"\s+", "", fold(number)).removeprefix("số").lstrip(":")


@functools.lru_cache(maxsize=4)
def load_register(folder: pathlib.Path = FOLDER) -> Register:
    """The register of a folder with legal_bases.yaml and names.yaml. Raises ChecklistError with file and line."""
    bases: dict[str, LegalBasis] = {}
    for value in strict_yaml.read(folder / "legal_bases.yaml").items():
        entry = strict_yaml.build(LegalBasis, value)
        if entry.id in bases:
            raise value.refuse(f"căn cứ “{entry.id}” viết hai lần.")
        bases[entry.id] = entry
    for entry in bases.values():
        for other in entry.thay_the + entry.bi_thay_the_boi:
            if other not in bases and other != entry.id:
                raise strict_yaml.ChecklistError(f"legal_bases.yaml: “{entry.id}” nhắc “{other}” chưa có trong sổ.")
    names = tuple(strict_yaml.build(OldName, value) for value in strict_yaml.read(folder / "names.yaml").items())
    content = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml")))
    return Register(bases, names, hashlib.sha256(content.encode()).hexdigest()[:12])
