"""One checklist item, as written in YAML: its fields are the keys.

A primitive says how it is found; hits and misses beside it prove that it is, and that it stays silent otherwise.
"""

import dataclasses
import datetime
from typing import Literal

from pipelines.checklist import strict_yaml
from pipelines.checklist.conditions import all_patterns
from pipelines.checklist.primitives import PRIMITIVES
from pipelines.checklist.primitives.absence import Absence
from pipelines.checklist.primitives.detector import Detector
from pipelines.types import SEVERITIES, TOPICS

# What is appraised (quy chế công tác dân vận, Điều 5 khoản 3 and Điều 21).
CASES = ("van_ban_dang", "van_ban_chinh_quyen", "de_an_dai_hoi", "ho_so_dan_van_kheo", "trao_doi")
SYSTEMS = ("dang", "nha_nuoc", "khac")
LEVELS = ("xa", "tren_xa")


@dataclasses.dataclass(frozen=True)
class Reference:
    """A legal basis: an id of the register and the article relied on, for drafts judged within its days."""

    id: str
    article: str = ""
    since: str = ""  # ISO day from which on this basis is named
    until: str = ""  # ISO day from which on it no longer is

    def __post_init__(self):
        for day in filter(None, (self.since, self.until)):
            datetime.date.fromisoformat(day)

    def holds(self, day: datetime.date) -> bool:
        """Whether the basis is named for a draft judged at that day."""
        return (not self.since or day.isoformat() >= self.since) and (not self.until or day.isoformat() < self.until)


@dataclasses.dataclass(frozen=True)
class Example:
    """A sentence, or a whole small document, that must hit or miss."""

    text: str = ""
    context: str = ""  # heading path above it: "Điều 5. … › khoản 2"
    system: Literal["dang", "nha_nuoc", "khac", "cong_dong"] = "nha_nuoc"
    kind: str = "Kế hoạch"
    document: tuple[str, ...] = ()  # lines of a document, for items that judge the whole
    date: str = "2026-11-15"
    header: dict[str, str] = dataclasses.field(default_factory=dict)  # number, place, signer… for items about the first page

    @classmethod
    def from_yaml(cls, value: strict_yaml.Value) -> "Example":
        if isinstance(value.node, strict_yaml.yaml.ScalarNode):
            return cls(text=value.scalar("str"))
        return strict_yaml.build(cls, value)

    def __post_init__(self):
        if bool(self.text) == bool(self.document):
            raise ValueError("ví dụ có đúng một trong hai: text hoặc document.")


@dataclasses.dataclass(frozen=True)
class Find:
    """The primitives of an item; one that matches is enough."""

    any: tuple

    @classmethod
    def from_yaml(cls, value: strict_yaml.Value) -> "Find":
        entries = value.items() if isinstance(value.node, strict_yaml.yaml.SequenceNode) else [value]
        return cls(tuple(_primitive(entry) for entry in entries))


def _primitive(value: strict_yaml.Value):
    pairs = value.pairs()
    if "primitive" not in pairs:
        raise value.refuse(f"thiếu khóa “primitive”; chọn một trong: {', '.join(PRIMITIVES)}.")
    name = pairs.pop("primitive")
    kind = PRIMITIVES.get(name.scalar("str"))
    if kind is None:
        raise name.refuse(f"không có cách tìm “{name.scalar('str')}”; chọn một trong: {', '.join(PRIMITIVES)}.")
    return strict_yaml.build(kind, value, pairs)


@dataclasses.dataclass(frozen=True)
class Item:
    code: str
    question: str
    severity: Literal[SEVERITIES]
    topic: Literal[(*TOPICS, "the_thuc")]
    comment: str
    find: Find
    hits: tuple[Example, ...]
    misses: tuple[Example, ...]
    bases: tuple[Reference, ...] = ()
    suggestion: str = ""
    cases: tuple[Literal[CASES], ...] = CASES
    systems: tuple[Literal[SYSTEMS], ...] = SYSTEMS
    levels: tuple[Literal[LEVELS], ...] = LEVELS  # who issues: a commune, or a province and above
    kinds: tuple[str, ...] = ()  # only these kinds of document; empty: all
    not_kinds: tuple[str, ...] = ()
    ask: bool = False  # a machine cannot judge it: one question a document, at S3
    cure: Literal["deny", "officials", "none"] = "deny"  # what turns a match into a sound rule (cures.py)
    yields_to: tuple[str, ...] = ()  # more specific items that win on the same words
    at_most: int = 0  # findings a document; the first places win, the others become evidence; 0: no limit
    note: str = ""  # for editors, never shown in a sheet

    def __post_init__(self):
        if len(self.hits) < 3 or len(self.misses) < 3:
            raise ValueError(f"mục {self.code} cần ít nhất 3 ví dụ phải bắt (hits) và 3 ví dụ không được bắt (misses).")
        if self.ask and self.severity != "S3":
            raise ValueError(f"mục {self.code}: câu hỏi máy không tự xét được (ask) phải ở mức S3.")

    @property
    def primitive(self) -> str:
        """Names of the primitives in use, each once: "phrase, norm"."""
        used = {name for name, kind in PRIMITIVES.items() for found in self.find.any if type(found) is kind}
        return ", ".join(name for name in PRIMITIVES if name in used)

    @property
    def detectors(self) -> tuple[Detector, ...]:
        """What judges words by likeness; all of one code."""
        return tuple(primitive for primitive in self.find.any if isinstance(primitive, Detector))

    @property
    def rules(self) -> tuple:
        """All other primitives."""
        return tuple(primitive for primitive in self.find.any if not isinstance(primitive, Detector))

    @property
    def asks_for_missing(self) -> bool:
        """Whether the item looks for a step the draft does not say, not for words it says."""
        return any(isinstance(primitive, Absence) for primitive in self.find.any)

    @property
    def patterns(self):
        return (pattern for primitive in self.find.any for pattern in all_patterns(primitive))
