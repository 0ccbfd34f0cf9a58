"""Comments that come back from Word: edited, answered, resolved; each finds its row again."""

import io
import re
import subprocess
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import IntakeError
from pipelines.exports import EXPORTS
from pipelines.exports.comment_words import plain, read, written
from pipelines.exports.returned import read_comments
from pipelines.types import SheetRow
from tests.exports.office import dossier_with_original

DOSSIER = dossier_with_original()
ROWS = DOSSIER.sheet.rows
SENT = EXPORTS["du_thao"].render(DOSSIER)
EX = "http://schemas.microsoft.com/office/word/2012/wordml"


def changed(change, data: bytes = SENT, more: dict | None = None) -> bytes:
    """The file with word/comments.xml edited as Word would."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/comments.xml":
                content = change(content.decode()).encode()
            if name == "word/_rels/document.xml.rels" and more:
                link = f'<Relationship Id="rIdEx" Type="{EX[:-8]}/relationships/commentsExtended" Target="commentsExtended.xml"/>'
                content = content.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            target.writestr(name, content)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return buffer.getvalue()


def answered(done: str = "0") -> bytes:
    """The first comment with a reply of the drafting agency."""
    return replied(SENT, "Đã sửa tại bản mới.", done)


def replied(data: bytes, text: str, done: str = "0") -> bytes:
    """The file with a reply under its first comment, as Word writes it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        first = re.findall(r"<w:comment .*?</w:comment>", package.read("word/comments.xml").decode(), re.S)[0]
    last = re.findall(r'paraId="(\w+)"', first)[-1]
    reply = (
        '<w:comment w:id="77" w:author="Phòng Kinh tế" w:date="2026-12-01T09:00:00Z"><w:p w14:paraId="0000ABCD"><w:r>'
        f"<w:t>{text}</w:t></w:r></w:p></w:comment>"
    )
    extended = (
        f'<w15:commentsEx xmlns:w15="{EX}"><w15:commentEx w15:paraId="{last}" w15:done="{done}"/>'
        f'<w15:commentEx w15:paraId="0000ABCD" w15:paraIdParent="{last}" w15:done="0"/></w15:commentsEx>'
    )
    return changed(lambda xml: xml.replace("</w:comments>", reply + "</w:comments>"), data, {"word/commentsExtended.xml": extended})


def test_what_was_sent_comes_back_exactly():
    back = read_comments(SENT, ROWS)
    assert [(c.number, c.finding, c.comment, c.wording, c.quote, c.edited) for c in back] == [
        (row.number, row.finding, row.comment, row.wording, row.quote, False) for row in ROWS
    ]


def test_an_edited_comment_comes_back_edited():
    data = changed(lambda xml: xml.replace("Đề nghị bỏ mức đóng góp cố định.", "Đề nghị bỏ hẳn khoản thu.", 1))
    first, second = read_comments(data, ROWS)
    assert (first.comment, first.edited) == ("Đề nghị bỏ hẳn khoản thu.", True)
    assert not second.edited


def test_a_reply_stands_under_its_comment_and_is_no_comment_of_its_own():
    back = read_comments(answered(), ROWS)
    assert len(back) == 2
    assert [(a.author, a.text) for a in back[0].answers] == [("Phòng Kinh tế", "Đã sửa tại bản mới.")]
    assert not back[0].edited and not back[1].answers


def test_a_resolved_comment_is_done():
    assert [c.done for c in read_comments(answered(done="1"), ROWS)] == [True, False]


def test_without_stable_ids_the_number_finds_the_row():
    data = changed(lambda xml: re.sub(r' w14:paraId="\w+"', "", xml))
    assert [c.finding for c in read_comments(data, ROWS)] == [row.finding for row in ROWS]


def test_without_its_number_the_stable_id_finds_the_row():
    back = read_comments(changed(lambda xml: xml.replace("[1] ", "")), ROWS)
    assert back[0].finding == ROWS[0].finding and back[0].edited


def test_somebody_elses_comment_belongs_to_no_row():
    other = '<w:comment w:id="9" w:author="Khác"><w:p><w:r><w:t>Xem lại câu này.</w:t></w:r></w:p></w:comment>'
    back = read_comments(changed(lambda xml: xml.replace("</w:comments>", other + "</w:comments>")), ROWS)
    assert (back[2].number, back[2].finding, back[2].comment) == (None, "", "Xem lại câu này.")


def test_a_file_that_is_no_docx_is_a_named_error():
    with pytest.raises(IntakeError):
        read_comments(b"khong phai tep Word")


@given(st.text(max_size=80), st.text(max_size=80), st.integers(1, 9999))
def test_any_comment_and_wording_are_read_back_as_written(comment, wording, number):
    row = SheetRow(number, "x", "khoản 1", "q", "dan_van", "S2", comment, wording, ("Điều 5 Luật X",))
    words = read(written(row, anchored=True))
    assert (words.number, words.comment, words.wording) == (number, plain(comment), plain(wording))


@pytest.mark.office
def test_comments_survive_being_saved_by_libreoffice(tmp_path):
    path = tmp_path / "gui.docx"
    path.write_bytes(SENT)
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run([*office, "--outdir", str(tmp_path / "ve"), str(path)], check=True, capture_output=True, timeout=180)
    back = read_comments((tmp_path / "ve" / "gui.docx").read_bytes(), ROWS)
    assert [(c.finding, c.comment, c.wording, c.quote) for c in back] == [(r.finding, r.comment, r.wording, r.quote) for r in ROWS]
