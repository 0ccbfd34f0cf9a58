"""Word files made in code from a seed, with all that real ones hold: tracked changes, links, controls, notes, old comments."""

import io
import random
import zipfile

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14 w15 w16cid"'
)
SENTENCES = (
    "Mỗi hộ mặt đường góp 1.200.000 đồng để lát lại vỉa hè, thu xong trong tháng 02/2027.",
    "Hộ đã nhận hỗ trợ ký cam kết không có đơn thư về sau & chịu trách nhiệm <trước khu phố>.",
    "Cơ sở tôn giáo xin phép từng buổi lễ; danh sách người dự gửi trước mười ngày.",
    "Tổ trưởng tổ dân phố lập danh sách hộ chưa nộp, đọc trên loa vào 17 giờ hằng ngày.",
    "Đơn vị thi công thông báo lịch đóng đường cho Nhân dân biết trước ba ngày làm việc.",
)
KINDS = ["run"] * 8 + ["ins", "del", "link", "control", "simple", "field", "tag", "note", "moved", "bookmark", "proof"]


class WordFile:
    """One file: `data` its bytes. Everything is drawn from the seed."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.strict = seed % 7 == 3
        self.comments = seed % 3 == 0
        self.extended = seed % 6 == 0
        self.ids = 100
        self.notes: list[str] = []
        body = "".join(self._block(0) for _ in range(self.random.randint(4, 12)))
        self.data = self._zip(f"<w:body>{body}<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr></w:body>")

    def _id(self) -> int:
        self.ids += 1
        return self.ids

    def _block(self, depth: int) -> str:
        kind = self.random.choice(["p"] * 6 + ["table", "control", "box"])
        if kind == "table" and depth < 2:
            width = "<w:tcPr><w:tcW w:w='4000' w:type='dxa'/></w:tcPr>"
            cells = "".join(f"<w:tc>{width}{self._block(depth + 1)}<w:p/></w:tc>" for _ in range(2))
            return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/><w:gridCol w:w='4000'/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
        if kind == "control" and depth < 2:
            return f"<w:sdt><w:sdtPr><w:id w:val='{self._id()}'/></w:sdtPr><w:sdtContent>{self._block(depth + 1)}</w:sdtContent></w:sdt>"
        return self._paragraph(self._box() if kind == "box" else "")

    def _paragraph(self, extra: str = "") -> str:
        sentence = self.random.choice(SENTENCES)
        parts, at = [], 0
        while at < len(sentence):
            size = self.random.choice([1, 3, 8, 20, 60])
            parts.append(self._stretch(sentence[at : at + size]))
            at += size
        if self.comments and self.random.random() < 0.5:
            number = len(self.old_comments())
            self._old = number + 1
            mark = self.random.randrange(len(parts))
            parts.insert(mark, f"<w:commentRangeStart w:id='{number}'/>")
            parts.append(f"<w:commentRangeEnd w:id='{number}'/><w:r><w:commentReference w:id='{number}'/></w:r>")
        heading = self.random.choice(["", "<w:pPr><w:jc w:val='both'/></w:pPr>"])
        return f"<w:p>{heading}{''.join(parts)}{extra}</w:p>"

    def _stretch(self, text: str) -> str:
        kind = self.random.choice(KINDS)
        run, number = self._run(text), self._id()
        change = f"w:id='{number}' w:author='Người soạn' w:date='2026-11-01T08:00:00Z'"
        return {
            "run": run,
            "ins": f"<w:ins {change}>{run}</w:ins>",
            "del": f"<w:del {change}><w:r><w:delText xml:space='preserve'>bản cũ </w:delText></w:r></w:del>{run}",
            "link": f"<w:hyperlink w:anchor='x'>{run}</w:hyperlink>",
            "control": f"<w:sdt><w:sdtPr><w:id w:val='{number}'/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>",
            "simple": f"<w:fldSimple w:instr=' REF x '>{run}</w:fldSimple>",
            "field": "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            "tag": f"<w:smartTag w:uri='urn:x' w:element='place'>{run}</w:smartTag>",
            "note": run + self._note(),
            "moved": f"<w:moveTo {change}>{run}</w:moveTo>",
            "bookmark": f"<w:bookmarkStart w:id='{number}' w:name='b{number}'/>{run}<w:bookmarkEnd w:id='{number}'/>",
            "proof": f"<w:proofErr w:type='spellStart'/>{run}<w:proofErr w:type='spellEnd'/>",
        }[kind]

    def _run(self, text: str) -> str:
        escaped = [part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for part in (text[:2], text[2:])]
        look = self.random.choice(["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/><w:color w:val='FF0000'/></w:rPr>"])
        between = self.random.choice(["", "", "<w:lastRenderedPageBreak/>", "</w:t><w:t xml:space='preserve'>"])
        inner = f"<w:t xml:space='preserve'>{escaped[0]}</w:t>{between}<w:t xml:space='preserve'>{escaped[1]}</w:t>"
        if between.startswith("</w:t>"):
            inner = f"<w:t xml:space='preserve'>{escaped[0]}{between}{escaped[1]}</w:t>"
        return f"<w:r>{look}{inner}</w:r>"

    def _note(self) -> str:
        self.notes.append(f"Chú thích số {len(self.notes) + 1}.")
        return f"<w:r><w:footnoteReference w:id='{len(self.notes) + 1}'/></w:r>"

    def _box(self) -> str:
        inner = f"<w:txbxContent><w:p>{self._run('Chữ trong khung.')}</w:p></w:txbxContent>"
        return f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"

    _old = 0

    def old_comments(self) -> list[str]:
        """Texts of the comments the file came with."""
        return [f"Ý kiến cũ số {n}" for n in range(self._old)]

    def _zip(self, body: str) -> bytes:
        space, rel = (STRICT, STRICT_REL) if self.strict else (TRANSITIONAL, REL)
        root = f'xmlns:w="{space}" xmlns:r="{rel}" {SPACES}'
        parts = {"word/document.xml": (f"<w:document {root}>{body}</w:document>", f"{WORD}.document.main+xml", "")}
        listed = enumerate(self.notes, 2)
        notes = "".join(f"<w:footnote w:id='{n}'><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>" for n, text in listed)
        parts["word/footnotes.xml"] = (f"<w:footnotes {root}>{notes}</w:footnotes>", f"{WORD}.footnotes+xml", "footnotes")
        if self.comments:
            parts |= self._comment_parts(root)
        return self._write(parts, rel)

    def _comment_parts(self, root: str) -> dict:
        texts = self.old_comments()
        each = "".join(
            f"<w:comment w:id='{n}' w:author='Người khác' w:initials='NK'><w:p w14:paraId='{n + 1:08X}'>"
            f"<w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
            for n, text in enumerate(texts)
        )
        parts = {"word/comments.xml": (f"<w:comments {root}>{each}</w:comments>", f"{WORD}.comments+xml", "comments")}
        if self.extended:
            marks = "".join(f"<w15:commentEx w15:paraId='{n + 1:08X}' w15:done='{n % 2}'/>" for n in range(len(texts)))
            names = "".join(f"<w16cid:commentId w16cid:paraId='{n + 1:08X}' w16cid:durableId='{n + 9:08X}'/>" for n in range(len(texts)))
            extended, ids = f"<w15:commentsEx {root}>{marks}</w15:commentsEx>", f"<w16cid:commentsIds {root}>{names}</w16cid:commentsIds>"
            parts["word/commentsExtended.xml"] = (extended, f"{WORD}.commentsExtended+xml", MS + "2011")
            parts["word/commentsIds.xml"] = (ids, f"{WORD}.commentsIds+xml", MS + "2016/09")
        return parts

    def _write(self, parts: dict, rel: str) -> bytes:
        types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind, _) in parts.items())
        linked = "".join(
            f'<Relationship Id="rId{n}" Type="{_relation(name, base, rel)}" Target="{name.removeprefix("word/")}"/>'
            for n, (name, (_, _, base)) in enumerate(parts.items())
            if base
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            archive.writestr("[Content_Types].xml", f'{head}<Types xmlns="{CONTENT}">{DEFAULTS}{types}</Types>')
            main = f'<Relationship Id="rId1" Type="{rel}/officeDocument" Target="word/document.xml"/>'
            archive.writestr("_rels/.rels", f'{head}<Relationships xmlns="{PACKAGE_REL}">{main}</Relationships>')
            archive.writestr("word/_rels/document.xml.rels", f'{head}<Relationships xmlns="{PACKAGE_REL}">{linked}</Relationships>')
            for name, (xml, *_) in parts.items():
                archive.writestr(name, head + xml)
            archive.writestr("customXml/item1.xml", "<a>dữ liệu riêng</a>")
        return buffer.getvalue()


MS = "http://schemas.microsoft.com/office/"
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
DEFAULTS = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
)


def _relation(name: str, base: str, rel: str) -> str:
    last = name.removeprefix("word/").removesuffix(".xml")
    return f"{base}/relationships/{last}" if base.startswith(MS) else f"{rel}/{base}"
