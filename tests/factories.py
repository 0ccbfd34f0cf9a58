"""Small drafts, reviews and sheets made in code, for tests that need no file."""

from pipelines.types import (
    Basis,
    Block,
    CommentSheet,
    Draft,
    Finding,
    Header,
    Provision,
    Review,
    SheetRow,
    SheetSettings,
    SourceFile,
    TopicFlag,
)

SETTINGS = SheetSettings(
    parent_agency="Đảng ủy phường Hoa Ban",
    agency="Ban Xây dựng Đảng",
    place="Hoa Ban",
    symbol="BXDĐ",
    signer_title="TRƯỞNG BAN",
    signer_name="Họ và tên",
    recipients=("Thường trực Đảng ủy", "Lưu Ban Xây dựng Đảng"),
    addressee="Ủy ban nhân dân phường Hoa Ban",
)


def a_draft(*lines: str, system: str = "nha_nuoc", kind: str = "Kế hoạch", title: str = "chỉnh trang tuyến phố") -> Draft:
    """One judged paragraph a line: mục I.1, I.2, …"""
    blocks = tuple(Block("paragraph", line, f"body/p[{n}]") for n, line in enumerate(lines, 1))
    offsets, at = [], 0
    for block in blocks:
        offsets.append(at)
        at += len(block.text) + 1
    provisions = tuple(
        Provision(f"muc_I__{n}", "khoan", str(n), f"mục I.{n}", None, start, start + len(line), f"body/p[{n}]", (n - 1, n))
        for n, (start, line) in enumerate(zip(offsets, lines, strict=True), 1)
    )
    return Draft(
        source=SourceFile("du-thao.docx", "0" * 64, "docx"),
        header=Header(system=system, kind=kind, title=title),
        text="\n".join(lines),
        blocks=blocks,
        offsets=tuple(offsets),
        provisions=provisions,
    )


def a_finding(draft: Draft, quote: str, code: str = "F04", topic: str = "quyen_cong_dan", severity: str = "S1", **more) -> Finding:
    start = draft.text.index(quote)
    provision = next(p.id for p in draft.provisions if p.start <= start < p.end)
    return Finding(
        id=f"{code}-{start}",
        code=code,
        topic=topic,
        severity=severity,
        provision=provision,
        quote=quote,
        start=start,
        end=start + len(quote),
        message=more.pop("message", "Đề nghị bỏ mức đóng góp cố định."),
        suggestion=more.pop("suggestion", "vận động tự nguyện, không ấn định mức"),
        bases=more.pop("bases", (Basis("luat-thdccs-2022", "Điều 15", True), Basis("ct-24-2007-ttg", "", False))),
        **more,
    )


def a_review(draft: Draft, *findings: Finding) -> Review:
    flag = TopicFlag("quyen_cong_dan", 0.9, True, "rõ", (("đóng góp", 1.5),))
    return Review(
        draft=draft,
        findings=findings,
        topics={p.id: (flag,) for p in draft.provisions},
        versions={"program": "0.1.0", "checklist": "abc123", "register": "def456", "topics": "789"},
        seconds={"check": 0.01},
        as_of="2026-11-26",
    )


def a_sheet(rows: int = 2, settings: SheetSettings = SETTINGS, **more) -> CommentSheet:
    made = tuple(
        SheetRow(
            number=n,
            finding=f"F04-{n}",
            label=f"khoản {n} Điều 5",
            quote="mỗi hộ nộp 200.000 đồng trước ngày 30/6",
            topic="quyen_cong_dan",
            severity="S1",
            comment="Đề nghị bỏ mức đóng góp cố định; việc đóng góp phải do Nhân dân bàn và quyết định.",
            wording="Nhân dân bàn, quyết định mức đóng góp trên cơ sở tự nguyện.",
            bases=("Điều 15 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15", "Chỉ thị số 24/2007/CT-TTg (cần đối chiếu)"),
            start=n,
        )
        for n in range(1, rows + 1)
    )
    defaults = {
        "settings": settings,
        "header": Header(system="nha_nuoc", kind="Kế hoạch", title="Chỉnh trang tuyến phố Ven Hồ năm 2027"),
        "source": SourceFile("du-thao.docx", "ab" * 32, "docx"),
        "rows": made,
        "silent_topics": ("Tôn giáo, dân tộc",),
        "unread": (),
        "notes": (),
        "versions": {"program": "0.1.0", "checklist": "abc123"},
        "coverage": (120, 120),
        "received": {"so_den": "45/UBND", "ngay": "2026-11-20", "co_quan": "Ủy ban nhân dân phường Hoa Ban", "lan": "1"},
    }
    return CommentSheet(**(defaults | more))
