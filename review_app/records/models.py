"""What the records room hands out: frozen dataclasses, no rows, no sessions.

A *case* (hồ sơ) holds files by round; a file holds reviews (the machine's findings), decisions, own findings and notes.
Decisions stand in a *lane*: SHARED is the one that goes onto the sheet; in a blind case each reviewer has a lane of her own,
numbered by her user id, until consensus fills the shared one.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from pipelines.types import Basis, Decision, Finding, Review, SheetSettings

SHARED = 0

# Roles of the office; a user may hold several.
ROLES = {"chuyen_vien": "Chuyên viên", "lanh_dao": "Lãnh đạo", "quan_tri_danh_muc": "Quản trị danh mục"}

# Kinds of case: khoản 3 Điều 5 (thẩm định, tham gia thẩm định) and Điều 21 (gửi trước khi trình) of the seed regulation.
CASE_KINDS = {"dieu_5_3": "Thẩm định theo khoản 3 Điều 5", "dieu_21": "Thẩm định trước khi trình theo Điều 21", "khac": "Góp ý khác"}

FILE_ROLES = {"du_thao": "Dự thảo", "to_trinh": "Tờ trình", "phu_luc": "Phụ lục", "cong_van": "Công văn đề nghị", "khac": "Tài liệu khác"}

# The workflow in order. da_duyet is reached only by `approve`; what stands after it needs an approved sheet.
STATUSES = {
    "tiep_nhan": "Tiếp nhận",
    "kiem_tra": "Kiểm tra hồ sơ",
    "tra_bo_sung": "Trả bổ sung",
    "phan_cong": "Phân công",
    "may_goi_y": "Chờ rà soát",
    "ra_soat": "Rà soát",
    "soat_cheo": "Soát chéo",
    "du_thao_phieu": "Dự thảo phiếu",
    "da_duyet": "Lãnh đạo đã duyệt",
    "da_gui": "Đã gửi",
    "tiep_thu": "Nhận tiếp thu, giải trình",
    "doi_chieu": "Đối chiếu bản sửa",
    "ket_luan": "Kết luận",
    "luu": "Lưu",
}
CLOSED = ("da_gui", "tiep_thu", "doi_chieu", "ket_luan", "luu")  # the answer has left the office: no deadline runs

VERDICTS = {"gop_y": "Góp ý", "sua_loi": "Góp ý, sửa lời", "khong_gop_y": "Không góp ý"}


@dataclass(frozen=True)
class User:
    id: int
    login: str
    name: str  # printed as reviewer; never in the audit trail or a log
    roles: tuple[str, ...]
    active: bool = True
    has_password: bool = False

    def can(self, action: str) -> bool:
        """Whether one of the user's roles includes the action (see roles.ACTIONS)."""
        from review_app.records.roles import allows

        return self.active and allows(self.roles, action)


@dataclass(frozen=True)
class CaseDraft:
    """What the receiving page fills in; every field but title may be empty."""

    title: str
    kind: str = "dieu_21"
    sender: str = ""  # cơ quan gửi
    request_number: str = ""  # số công văn đề nghị
    request_date: date | None = None
    received: date | None = None  # None: today
    working_days: int | None = None  # None: the office's setting for this kind
    not_secret: bool = False  # the reviewer confirmed "không mật"; required to add a file
    blind: bool = False  # reviewers work independently, then consensus
    reviewers: tuple[int, ...] = ()  # user ids; empty: the one who receives it


@dataclass(frozen=True)
class CaseFile:
    id: int
    case_id: int
    role: str  # FILE_ROLES
    name: str  # the sender's file name: a label, never a path
    sha256: str
    size: int  # bytes
    round: int  # lần thẩm định, from 1
    added: datetime
    added_by: int


@dataclass(frozen=True)
class Case:
    id: int
    number: str  # "01/2026"
    title: str
    kind: str
    sender: str
    request_number: str
    request_date: date | None
    received: date
    working_days: int
    deadline: date
    status: str
    blind: bool
    consensus: bool  # the blind lanes of the current round have been opened
    not_secret: bool
    sample: bool
    reviewers: tuple[int, ...]
    created: datetime
    created_by: int
    version: int
    round: int = 1  # the highest round of its files

    @property
    def closed(self) -> bool:
        return self.status in CLOSED

    def late(self, today: date) -> bool:
        """Past the deadline; never once the answer has been sent."""
        return not self.closed and today > self.deadline


@dataclass(frozen=True)
class CaseFilter:
    """All given conditions must hold; empty means any."""

    text: str = ""  # in number, title, sender, request number; without regard to case and accents
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sender: str = ""
    reviewer: int | None = None
    late: bool | None = None
    open: bool | None = None
    sample: bool | None = None
    received_from: date | None = None
    received_to: date | None = None


@dataclass(frozen=True)
class StoredReview:
    id: int
    file_id: int
    created: datetime
    review: Review


@dataclass(frozen=True)
class DecisionRow:
    """A decision as it stands. `verdict` is "" after an undo to undecided; pass `version` back as `seen` when saving."""

    file_id: int
    finding: str
    verdict: str
    comment: str = ""
    wording: str = ""
    reason: str = ""
    by: int = 0
    at: datetime | None = None
    version: int = 0
    lane: int = SHARED

    @property
    def decided(self) -> bool:
        return bool(self.verdict)

    @property
    def decision(self) -> Decision:
        return Decision(self.finding, self.verdict, self.comment, self.wording, self.reason)


@dataclass(frozen=True)
class OwnFinding:
    """A reviewer's own finding on a provision (or on the whole draft: provision None)."""

    id: int
    file_id: int
    provision: str | None
    quote: str
    start: int
    end: int
    topic: str
    severity: str
    comment: str
    wording: str
    bases: tuple[Basis, ...] = ()
    by: int = 0
    at: datetime | None = None
    version: int = 0
    lane: int = SHARED
    removed: bool = False

    @property
    def key(self) -> str:
        """Its id among the findings of the file."""
        return f"rieng_{self.id}"

    def as_finding(self) -> Finding:
        return Finding(
            id=self.key, code="RIENG", topic=self.topic, severity=self.severity, provision=self.provision, quote=self.quote,
            start=self.start, end=self.end, message=self.comment, suggestion=self.wording, bases=self.bases, origin="reviewer",
        )  # fmt: skip


@dataclass(frozen=True)
class Note:
    id: int
    file_id: int
    finding: str | None  # None: on the file as a whole
    text: str
    by: int
    at: datetime
    version: int = 1


@dataclass(frozen=True)
class RoundAnswer:
    """What the reviewer confirmed about a comment of the round before; pass `version` back as `seen` when saving."""

    file_id: int  # the revised draft
    finding: str  # of the round before
    status: str  # key of TAKEN_UP; "" after an undo
    answer: str  # giải trình of the drafting agency
    by: int = 0
    at: datetime | None = None
    version: int = 0

    @property
    def confirmed(self) -> bool:
        return bool(self.status)


@dataclass(frozen=True)
class SheetWords:
    """What the reviewer writes above and below the table of comments."""

    general: str = ""  # ý kiến chung
    conclusion: str = ""  # kết luận, đề nghị
    by: int = 0
    at: datetime | None = None
    version: int = 0
    lane: int = SHARED


@dataclass(frozen=True)
class Change:
    """One step of the case's history."""

    id: int
    file_id: int
    kind: str  # decision, own_finding, note, answer, sheet_words
    key: str  # finding id, or the row's id
    by: int
    at: datetime
    before: dict | None
    after: dict
    undone: bool


@dataclass(frozen=True)
class Progress:
    total: int
    seen: int
    decided: int


@dataclass(frozen=True)
class AgreementItem:
    finding: str
    verdicts: dict[int, str]  # user id → verdict, "" undecided
    agreed: bool


@dataclass(frozen=True)
class Agreement:
    """How far the blind reviewers agree. `kappa` is Cohen's, for two reviewers over the items both decided; None when undefined."""

    items: tuple[AgreementItem, ...]
    both: int  # items decided by all reviewers
    agreed: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        return self.agreed / self.both if self.both else None


@dataclass(frozen=True)
class Approval:
    """The leader's approval of a round. The sheet printed later uses the settings and date kept here."""

    id: int
    case_id: int
    round: int
    by: int
    at: datetime
    day: date  # date of the sheet
    settings: SheetSettings
    received: dict[str, str]  # as in SheetInputs
    content_hash: str  # sha256 over reviews, decisions and own findings of the round
    audit_seq: int
    audit_head: str  # head of the trail that includes this approval: printed on the sheet
    revoked: datetime | None = None
    templates: dict[str, int] = field(default_factory=dict)  # paper → number of the office's own template in use that day


@dataclass(frozen=True)
class SheetInputs:
    """Everything pipelines.sheet.build_sheet needs for one file."""

    review: Review
    decisions: tuple[Decision, ...]  # of the shared lane, one a finding
    own_findings: tuple[Finding, ...]
    settings: SheetSettings
    received: dict[str, str]  # of the request, in the keys of pipelines.sheet: so_den, ngay, co_quan, lan, ngay_nhan, han; ISO dates
    general: str  # ý kiến chung
    conclusion: str  # kết luận, đề nghị
    date: str  # ISO, of the sheet: the day of approval, else today
    audit_head: str
    approved: bool
    templates: dict[str, bytes] = field(default_factory=dict)  # paper → the office's own .docx, as Dossier takes them


@dataclass(frozen=True)
class Overview:
    """Counts over the cases a filter lets through."""

    total: int
    open: int
    late: int
    due_soon: int  # open, deadline within the working days of the settings
    by_status: dict[str, int]
    by_sender: dict[str, int]
    by_month: dict[str, int]  # "2026-03" received
    by_topic: dict[str, int]  # findings of the latest reviews
    by_severity: dict[str, int]
    days_to_approval: tuple[int, ...]  # working days from receipt to approval, one an approved case
    minutes_of_work: dict[int, int]  # case id → minutes between its changes, pauses over ten minutes left out


@dataclass(frozen=True)
class Check:
    """One line of the start-up page."""

    name: str  # Vietnamese
    ok: bool
    sentence: str  # Vietnamese: what was found
    next_step: str = ""  # Vietnamese: what to do; "" when ok
    vital: bool = True  # False: the program works without it


@dataclass(frozen=True)
class TrailReport:
    """What `verify` found. `faults` are Vietnamese sentences without names or document text."""

    ok: bool
    length: int
    head: str
    faults: tuple[str, ...] = field(default=())
