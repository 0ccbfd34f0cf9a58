"""Invented drafts and reviews made of the project's own types: small, or as long as a test of speed needs."""

from pipelines.types import Aside, Basis, Block, Draft, Evidence, Finding, Header, Piece, Provision, Review, SourceFile, TopicFlag, Unread

HOSTILE = '<img src="http://evil.example/x.png"> ![ảnh](http://evil.example/y.png) <script>document.title="bị đổi"</script> :red[**đậm**]'
VERSIONS = {"program": "0.1.0", "checklist": "thu1", "register": "thu2", "topics": "thu3"}


def draft_of(lines: list[tuple[str, str, str]], **changes) -> Draft:
    """A draft of (kind, number, text) lines: each line is one block and one provision."""
    blocks, offsets, provisions, at = [], [], [], 0
    article = clause = None
    for index, (kind, number, text) in enumerate(lines):
        blocks.append(Block("paragraph", text, f"body/p[{index + 1}]", (Piece(0, len(text), "word/document.xml", index, 0),)))
        offsets.append(at)
        own = f"{kind}_{number}" if number else f"{kind}_{index}"
        parent = {"khoan": article, "diem": clause}.get(kind)
        label = {"dieu": f"Điều {number}", "khoan": f"khoản {number} {article and 'Điều ' + article.split('_')[1]}"}.get(kind, own)
        identity = f"{parent}__{own}" if parent else own
        article, clause = (identity, None) if kind == "dieu" else (article, identity if kind == "khoan" else clause)
        provisions.append(Provision(identity, kind, number, label, parent, at, at + len(text), f"body/p[{index + 1}]", (index, index + 1)))
        at += len(text) + 1
    plain = {
        "source": SourceFile("du-thao-thu.docx", "a" * 64, "docx"),
        "header": Header("dang", "Quy chế", "Số 01-QC/ĐU", "ĐẢNG ỦY PHƯỜNG THỬ NGHIỆM", title="về tiếp nhận ý kiến của Nhân dân"),
        "text": "\n".join(text for _, _, text in lines),
        "blocks": tuple(blocks),
        "offsets": tuple(offsets),
        "provisions": tuple(provisions),
    }
    return Draft(**{**plain, **changes})


def finding_on(draft: Draft, index: int, quote: str, code: str = "F04", **changes) -> Finding:
    """A finding on words of the provision at `index`; an empty quote speaks of the whole provision."""
    provision = draft.provisions[index]
    start = draft.text.index(quote, provision.start) if quote else provision.start
    plain = {
        "id": f"{code}-{index}",
        "code": code,
        "topic": "quyen_cong_dan",
        "severity": "S1",
        "provision": provision.id,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "message": "Đề nghị bỏ khoản thu bắt buộc; việc đóng góp do Nhân dân tự nguyện bàn và quyết định.",
        "suggestion": "vận động hộ gia đình tự nguyện đóng góp",
        "bases": (Basis("luat-thdccs-2022", "Điều 15"),),
        "question": "Có buộc người dân đóng góp tiền ngoài quy định của luật không?",
        "why": ("Máy hiểu câu này là: hộ gia đình phải nộp.", "Câu này không dẫn luật hay cơ quan có thẩm quyền quy định việc đó."),
    }
    return Finding(**{**plain, **changes})


def small_review() -> Review:
    """Twelve lines, five findings of three severities, one of them on the whole draft."""
    lines = [
        ("ten_loai", "", "QUY CHẾ"),
        ("trich_yeu", "", "về tiếp nhận ý kiến của Nhân dân"),
        ("chuong", "I", "Chương I QUY ĐỊNH CHUNG"),
        ("dieu", "1", "Điều 1. Phạm vi điều chỉnh"),
        ("khoan", "1", "1. Quy chế này quy định việc tiếp nhận, phân loại và trả lời ý kiến của Nhân dân trên địa bàn phường."),
        ("dieu", "2", "Điều 2. Kinh phí tổ chức"),
        ("khoan", "1", "1. Mỗi hộ gia đình phải nộp 50.000 đồng một năm để chi cho hòm thư góp ý của khu phố."),
        ("khoan", "2", "2. Hộ nào không nộp thì không được xác nhận giấy tờ tại khu phố."),
        ("dieu", "3", "Điều 3. Sinh hoạt tôn giáo"),
        ("khoan", "1", "1. Điểm nhóm sinh hoạt tôn giáo phải báo cáo danh sách người tham dự hằng tuần cho khu phố."),
        ("dieu", "4", "Điều 4. Tổ chức thực hiện"),
        ("khoan", "1", "1. Quy chế này có hiệu lực từ ngày ký."),
    ]
    draft = draft_of(
        lines, unread=(Unread("body/p[13]", "ảnh, chưa đọc được"),), asides=(Aside("deleted", "một trăm nghìn đồng", "body/p[7]", 6, 30),)
    )
    findings = (
        finding_on(draft, 6, "Mỗi hộ gia đình phải nộp 50.000 đồng một năm"),
        finding_on(draft, 7, "Hộ nào không nộp thì không được xác nhận giấy tờ", "F03", suggestion=""),
        finding_on(draft, 9, "phải báo cáo danh sách người tham dự hằng tuần", "D02", topic="ton_giao", severity="S2"),
        finding_on(draft, 10, "", "C06", topic="dan_van", severity="S2", suggestion="", bases=()),
        finding_on(draft, 11, "", "A10", topic="the_thuc", severity="S3", provision=None, start=0, end=0, suggestion="", bases=()),
    )
    evidence = Evidence("Hộ nào không nộp", draft.provisions[7].start + 3, draft.provisions[7].start + 19)
    findings = (findings[0].__class__(**{**vars(findings[0]), "evidence": (evidence,)}), *findings[1:])
    return Review(
        draft, findings, _topics(draft), (), VERSIONS, {"total": 0.1}, "2026-11-15", (draft.provisions[4].id, draft.provisions[11].id)
    )


def _topics(draft: Draft) -> dict[str, tuple[TopicFlag, ...]]:
    flags = {}
    for number, provision in enumerate(p for p in draft.provisions if p.judged):
        met = number % 3 == 0
        flags[provision.id] = (
            TopicFlag("dan_van", 0.9 if met else 0.1, met, "rõ" if met else "không", (("nhân_dân", 1.2),) if met else ()),
        )
    return flags


def long_review(articles: int = 60, clauses: int = 4) -> Review:
    """A draft of articles × (clauses + 1) provisions with one finding on every clause."""
    lines = []
    for article in range(1, articles + 1):
        lines.append(("dieu", str(article), f"Điều {article}. Trách nhiệm của đơn vị thứ {article} trong tiếp nhận ý kiến"))
        for clause in range(1, clauses + 1):
            words = f"{clause}. Đơn vị thứ {article} tiếp nhận ý kiến của Nhân dân, phải nộp báo cáo tổng hợp trong {clause + 4} ngày. "
            lines.append(
                (
                    "khoan",
                    str(clause),
                    words + "Nội dung tiếp nhận được ghi vào sổ và thông báo công khai cho người góp ý biết kết quả giải quyết. " * 2,
                )
            )
    draft = draft_of(lines)
    levels = ("S1", "S2", "S3")
    findings = tuple(
        finding_on(draft, i, "phải nộp báo cáo tổng hợp", f"F{i % 9 + 1:02}", severity=levels[i % 3])
        for i, p in enumerate(draft.provisions)
        if p.kind == "khoan"
    )
    return Review(draft, findings, _topics(draft), (), VERSIONS, {}, "2026-11-15")


def hostile_review() -> Review:
    """A draft whose every text tries to become markup."""
    lines = [("dieu", "1", f"Điều 1. {HOSTILE}"), ("khoan", "1", f"1. {HOSTILE} phải nộp tiền"), ("khoan", "2", f"2. {HOSTILE}")]
    draft = draft_of(
        lines, header=Header("dang", "Quy chế", "", HOSTILE, title=HOSTILE), notes=(HOSTILE,), unread=(Unread("body", HOSTILE),)
    )
    one = finding_on(draft, 1, f"{HOSTILE} phải nộp tiền", message=HOSTILE, suggestion=HOSTILE, why=(HOSTILE,), question=HOSTILE)
    return Review(
        draft,
        (one, finding_on(draft, 2, "", "C06", message=HOSTILE)),
        _topics(draft),
        (),
        VERSIONS,
        {},
        "2026-11-15",
        (draft.provisions[2].id,),
    )
