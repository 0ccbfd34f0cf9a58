"""The data that flows through the rooms, as frozen dataclasses.

SourceFile → Block[] → Draft (tree of Provision) → Finding[] + TopicFlag[] → Review (+ Decision[]) → CommentSheet

All offsets are half-open character ranges into `Draft.text` unless a field says otherwise; `text[start:end] == quote` always.
"""

from dataclasses import dataclass, field

TOPICS = ("dan_van", "ton_giao", "dan_toc", "quyen_cong_dan")
SEVERITIES = ("S1", "S2", "S3")


# ---------------------------------------------------------------- intake


@dataclass(frozen=True)
class SourceFile:
    name: str  # the name the sender gave; a label only, never a path
    sha256: str  # of the file's bytes
    format: str  # docx, doc, rtf, odt, pdf, scan, txt: decided by content


@dataclass(frozen=True)
class Piece:
    """A stretch of a block's text and the place in the file it stands in: the map to the file's characters."""

    start: int  # in Block.text
    end: int
    part: str  # member of the package, "word/document.xml"; "" for flat formats
    node: int  # index of the holding element among all elements of the part in document order; -1: in no element (automatic number)
    offset: int  # of the first character inside that element's own text
    kind: str = "text"  # text, number (automatic), inserted (tracked), mark (tab, break, note mark), field, ocr
    code: str = ""  # the file stores these characters in tcvn3, tcvn3h (capitals font) or vni; "" as they are


@dataclass(frozen=True)
class Block:
    """One unit of the file: a paragraph, a table cell's paragraph, a header line, a note."""

    kind: str  # paragraph, cell, header, footer, footnote, endnote, textbox
    text: str  # visible characters, its automatic number first, without line end
    where: str  # locator unique in the file: "body/p[41]", "body/tbl[2]/tr[3]/tc[1]/p[1]", "header1/p[1]"
    pieces: tuple[Piece, ...] = ()
    number: str = ""  # the automatic number that Word shows ("Điều 5."), also the head of `text`
    style: str = ""  # paragraph style name, if the format has one
    align: str = ""  # left, center, right, both; "" unknown
    bold: bool = False  # all letters bold
    italic: bool = False  # all letters italic
    table: tuple[int, int, int] | None = None  # (table, row, column), 1-based, for a cell; nested tables get their own number
    level: int | None = None  # level of the automatic number, 0-based


@dataclass(frozen=True)
class Aside:
    """Text kept apart from the draft and shown as such."""

    kind: str  # deleted, moved_from, hidden, comment
    text: str
    where: str
    block: int  # index of the block it stands in or before
    offset: int  # in that block's text
    author: str = ""
    date: str = ""


@dataclass(frozen=True)
class Unread:
    where: str
    reason: str  # Vietnamese, for people: "ảnh, chưa đọc được"


@dataclass(frozen=True)
class Reading:
    """What a reader returns. units == len(blocks) + len(unread): nothing is silently skipped."""

    source: SourceFile
    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()  # Vietnamese remarks a reviewer must know ("số tự động có thể thiếu")

    @property
    def units(self) -> int:
        return len(self.blocks) + len(self.unread)


# ---------------------------------------------------------------- structure


@dataclass(frozen=True)
class Header:
    """What the first page says."""

    system: str = "khac"  # dang, nha_nuoc, khac
    kind: str = ""  # Quy chế, Kế hoạch, …
    number: str = ""  # as written: "Số 12-KH/ĐU"
    issuer: str = ""
    parent_issuer: str = ""
    date: str | None = None  # ISO date, None when the draft leaves it open
    place: str = ""
    title: str = ""  # trích yếu
    signer: str = ""  # quyền hạn, chức vụ: "T/M BAN THƯỜNG VỤ / BÍ THƯ"; never a person's name


# Kinds of provision. A node is judged by checklist and classifier only when its kind is in JUDGED.
HEADINGS = ("phan", "chuong", "muc", "tieu_muc", "phu_luc", "kem_theo", "bang")
JUDGED = ("dieu", "khoan", "diem", "gach", "doan", "dong_bang", "ghi_chu")
FRAME = ("tieu_de", "ten_loai", "trich_yeu", "can_cu", "noi_nhan", "chu_ky", "dau_trang", "chan_trang")


@dataclass(frozen=True)
class Provision:
    """One node of the draft's tree. The own words of all nodes, in order, tile the draft's text."""

    id: str  # "dieu_5__khoan_3__diem_a", unique
    kind: str  # one of HEADINGS, JUDGED, FRAME
    number: str  # "5", "a", "II"; "" when unnumbered
    label: str  # as a person writes it in a comment: "điểm a khoản 3 Điều 5"
    parent: str | None
    start: int  # own words, with the number, without the children
    end: int
    where: str  # locator of its first block
    blocks: tuple[int, int]  # half-open range of Draft.blocks that hold the own words
    heading: bool = False  # the own words are only a title, no rule
    quoted: bool = False  # inside a quoted new text of an amending document
    scope: str = ""  # id of the document part numbers are counted in: "" main, "kem_theo_1" an attached regulation, "trich_2" a quoted text

    @property
    def judged(self) -> bool:
        return self.kind in JUDGED and not self.heading


@dataclass(frozen=True)
class Draft:
    source: SourceFile
    header: Header
    text: str  # blocks joined by "\n" (cells of a row by "\t")
    blocks: tuple[Block, ...]
    offsets: tuple[int, ...]  # start of each block in text
    provisions: tuple[Provision, ...]  # document order
    asides: tuple[Aside, ...] = ()
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def units(self) -> int:
        return len(self.blocks) + len(self.unread)

    def words(self, provision: Provision) -> str:
        """The provision's own words."""
        return self.text[provision.start : provision.end]


# ---------------------------------------------------------------- judgement


@dataclass(frozen=True)
class Basis:
    id: str  # id in the register: "luat-thdccs-2022"
    article: str = ""  # "Điều 15 khoản 2"; "" the whole document
    checked: bool = False  # False: printed with "cần đối chiếu"
    printed: str = field(default="", compare=False)  # as the register printed it when the draft was judged


@dataclass(frozen=True)
class Evidence:
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """A question to the reviewer, never a verdict."""

    id: str  # stable for the same draft, item and place
    code: str  # A01…H08 or an office's own
    topic: str  # one of TOPICS or "the_thuc"
    severity: str  # S1, S2, S3
    provision: str | None
    quote: str  # exact characters of the draft; "" for a finding about something absent without a place
    start: int
    end: int
    message: str  # the comment proposed
    suggestion: str  # the wording proposed, may be ""
    bases: tuple[Basis, ...] = ()
    origin: str = "checklist"  # checklist, classifier, reviewer
    evidence: tuple[Evidence, ...] = ()
    why: tuple[str, ...] = ()  # Vietnamese lines: the norm as understood, why it was not silenced
    question: str = ""  # the item's question
    item_version: str = ""
    also: tuple[str, ...] = ()  # codes of less specific items that met on the same words


@dataclass(frozen=True)
class TopicFlag:
    topic: str
    score: float  # calibrated probability
    flag: bool
    level: str = "không"  # rõ, có thể, không
    why: tuple[tuple[str, float], ...] = ()  # words that weighed, strongest first


@dataclass(frozen=True)
class LabelledProvision:
    """A labelled provision of samples/ that a flagged one can be compared with."""

    id: str
    text: str
    labels: dict[str, int]  # topic → 1 touched, 2 strongly
    likeness: float  # 1 for the same words


@dataclass(frozen=True)
class ItemFailure:
    """A checklist item that broke on this draft: named, skipped, shown in a banner."""

    code: str
    reason: str


@dataclass(frozen=True)
class Review:
    """A draft judged by checklist and classifier; decisions live beside it."""

    draft: Draft
    findings: tuple[Finding, ...]
    topics: dict[str, tuple[TopicFlag, ...]] = field(default_factory=dict)  # provision id → one flag a topic
    failures: tuple[ItemFailure, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)  # program, checklist, register, topics
    seconds: dict[str, float] = field(default_factory=dict)
    as_of: str = ""  # ISO date the rules were judged at
    second_look: tuple[str, ...] = ()  # ids of unflagged provisions near the threshold
    reading_order: tuple[str, ...] = ()  # ids of judged provisions, what deserves reading most first; () in reviews stored without it


# ---------------------------------------------------------------- decisions and sheet


@dataclass(frozen=True)
class Decision:
    finding: str  # Finding.id
    verdict: str  # gop_y, sua_loi, khong_gop_y
    comment: str = ""  # edited comment; "" keeps the proposed one
    wording: str = ""  # edited wording
    reason: str = ""  # required for khong_gop_y


@dataclass(frozen=True)
class SheetRow:
    number: int
    finding: str
    label: str  # "khoản 3 Điều 5"
    quote: str
    topic: str
    severity: str
    comment: str
    wording: str
    bases: tuple[str, ...]  # printed form, with "(cần đối chiếu)" where unverified
    start: int = 0


@dataclass(frozen=True)
class SheetSettings:
    """Of the office, never constants in code."""

    parent_agency: str = ""
    agency: str = ""
    place: str = ""
    symbol: str = ""  # the agency's part of the number: "BXDĐ"
    signer_authority: str = ""  # "T/M …", "K/T TRƯỞNG BAN"
    signer_title: str = "TRƯỞNG BAN"
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    addressee: str = ""  # Kính gửi
    form: str = "dang"  # dang, nha_nuoc
    reviewer: str = ""  # author of comments in Word; "" the agency


@dataclass(frozen=True)
class CommentSheet:
    settings: SheetSettings
    header: Header
    source: SourceFile
    rows: tuple[SheetRow, ...]  # document order
    silent_topics: tuple[str, ...]  # topic groups without comment and wholly decided: "không có ý kiến"
    unread: tuple[Unread, ...]
    notes: tuple[str, ...]
    versions: dict[str, str]
    coverage: tuple[int, int]  # units in the file, units read
    received: dict[str, str] = field(default_factory=dict)  # number, date, sender, round of the request
    conclusion: str = ""
    general: str = ""  # ý kiến chung
    date: str | None = None  # of the sheet
    audit_head: str = ""  # head hash of the audit trail, small print
    undecided: int = 0  # findings the reviewer has not decided yet


# ---------------------------------------------------------------- comments that come back


@dataclass(frozen=True)
class Answer:
    """A reply to a comment in Word."""

    author: str
    date: str  # ISO date and hour as the file gives it, or ""
    text: str


@dataclass(frozen=True)
class ReturnedComment:
    """A comment of a .docx that came back from the drafting agency or a colleague."""

    number: int | None  # of the sheet's row; None for a comment of somebody else
    finding: str  # SheetRow.finding; "" when it is of no row
    author: str
    date: str
    comment: str  # as it stands now; for a comment of somebody else all of its text
    wording: str
    quote: str  # the words it stands on
    answers: tuple[Answer, ...] = ()
    done: bool = False  # marked as resolved
    edited: bool = False  # comment or wording differ from the row's


# ---------------------------------------------------------------- rounds

CHANGES = {
    "unchanged": "giữ nguyên",
    "reworded": "sửa lời văn",
    "renumbered": "đổi số",
    "moved": "chuyển vị trí",
    "split": "tách",
    "merged": "gộp",
    "removed": "đã bỏ",
    "added": "bổ sung",
}
# What became of a comment (workflow.md §2.5, §5.4).
TAKEN_UP = {"toan_bo": "tiếp thu toàn bộ", "mot_phan": "tiếp thu một phần", "khong": "không tiếp thu", "da_bo": "điều khoản đã bỏ"}


@dataclass(frozen=True)
class Pair:
    """Provisions of the last version and where they stand in the new one; one side is empty for removed and added."""

    changes: tuple[str, ...]  # keys of CHANGES; a provision may be moved and reworded at once
    old: tuple[str, ...]  # ids of provisions
    new: tuple[str, ...]
    score: float  # likeness of the words, 0 to 1


@dataclass(frozen=True)
class Alignment:
    """Two versions of a draft, provision by provision; every provision of both stands in exactly one pair."""

    old: Draft
    new: Draft
    pairs: tuple[Pair, ...]  # in the order of the new version, a removed one after what stood before it


@dataclass(frozen=True)
class Followed:
    """One comment of the round before and what became of it: a proposal until the reviewer confirms it."""

    row: SheetRow  # the comment as it was sent
    status: str  # key of TAKEN_UP
    why: str  # Vietnamese: what the proposal rests on
    changes: tuple[str, ...]  # of the provision, keys of CHANGES
    new_label: str  # where the provision stands now; "" when it is gone
    old_text: str
    new_text: str
    comparison: tuple[tuple[str, str], ...]  # ("giu" | "bo" | "them", words) that spell old_text and new_text
    agency: str = ""  # who commented: chủ thể góp ý
    answer: str = ""  # giải trình of the drafting agency, as the reviewer enters it
    confirmed: bool = False  # the reviewer has looked and agrees

    @property
    def unanswered(self) -> bool:
        """Not taken up and no giải trình: the agency still owes one."""
        return self.status == "khong" and not self.answer.strip()


@dataclass(frozen=True)
class Dossier:
    """What an export may draw on: the sheet, and for outputs that need them the review and the draft's own bytes."""

    sheet: CommentSheet
    review: Review | None = None
    original: bytes | None = None
    followed: tuple[Followed, ...] = ()  # what became of the comments of the round before
    templates: dict[str, bytes] = field(default_factory=dict)  # the office's own .docx by key of export: phieu, cong_van, bao_cao
