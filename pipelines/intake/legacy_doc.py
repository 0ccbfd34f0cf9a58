"""The words of a Word 97–2003 .doc, read in memory from its piece table: all stories, no layout.

Used to look for secrecy marks before any converter may write the file, and in place of a converter when there is none.
Format: [MS-DOC] 2.4.1 (retrieving text), 2.8.35 (Clx). Automatic numbers, tracked deletions and hidden text stand in
formatting tables this reader does not open; the reviewer is told so.
"""

import re
import struct

from pipelines.errors import ConverterMissing, DamagedFile, EncryptedFile, SecretMarked
from pipelines.intake import secrecy
from pipelines.intake.encodings import decode_plain, guess_legacy
from pipelines.intake.ole import CompoundFile
from pipelines.types import Aside, Block, Piece, Reading, SourceFile, Unread

STORIES = ("body", "footnote", "header", "comment", "endnote", "textbox", "header_textbox")
_COUNTS_AT = (0x4C, 0x50, 0x54, 0x5C, 0x60, 0x64, 0x68)  # length in characters of each story, in the order of STORIES
_KINDS = {"body": "paragraph", "header_textbox": "textbox"}
WORD_97 = 0xC1  # nFib; older files keep their text another way
NOTE = (
    "Tệp .doc đọc trực tiếp, không qua LibreOffice: số thứ tự tự động, bảng và dấu vết sửa đổi có thể thiếu hoặc sai; "
    "nên mở bằng Word và lưu lại thành .docx."
)
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x14\x15]*\x15")
_OBJECT = re.compile("[\x01\x08]")
_WORD_ART = re.compile("(?<![A-Za-zÀ-ỹ] )(?:(?:TUYỆT|TỐI) )?MẬT\x00")
_DROP = re.compile("[\x00-\x06\x08\x0e-\x1d]")
_END = re.compile("([\r\x07\x0c])")


def read_doc(data: bytes, source: SourceFile) -> Reading:
    """Raises DamagedFile, EncryptedFile, SecretMarked, or ConverterMissing for files older than Word 97."""
    package = CompoundFile(data)
    main = package.read("WordDocument")
    _refuse_raw_mark(main)
    _refuse_word_art(package.read("1Table") + package.read("0Table"))
    try:
        stories = _stories(main, package)
    except (struct.error, IndexError) as error:
        raise DamagedFile() from error
    blocks, unread = _body_and_notes(stories)
    comments = (text.strip() for text in _END.split(stories["comment"])[::2])
    asides = tuple(Aside("comment", _clean(text), f"comment/p[{n}]", 0, 0) for n, text in enumerate(comments, 1) if text)
    return Reading(source, tuple(blocks), asides, tuple(unread), (NOTE,))


def _refuse_raw_mark(main: bytes) -> None:
    """Look at the bytes as they lie, so that text the piece table does not name is seen too."""
    for text in (main.decode("cp1252", "replace"), main.decode("utf-16-le", "replace"), main[1:].decode("utf-16-le", "replace")):
        runs = (run for run in re.split("[\x00-\x1f\ufffd]+", text) if 3 <= len(run) <= 60)
        if secrecy.find_raw_mark(runs):
            raise SecretMarked()


def _refuse_word_art(table: bytes) -> None:
    """WordArt and watermarks keep their words in the drawing tables, closed by a zero and not opened by one."""
    for text in (table.decode("utf-16-le", "replace"), table[1:].decode("utf-16-le", "replace")):
        if _WORD_ART.search(text):
            raise SecretMarked()


def _stories(main: bytes, package: CompoundFile) -> dict[str, str]:
    identity, version = struct.unpack_from("<HH", main, 0)
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    if identity not in (0xA5EC, 0xA5DC):
        raise DamagedFile()
    if flags & 0x0100:
        raise EncryptedFile()
    if version < WORD_97:
        raise ConverterMissing("Tệp .doc của Word 95 trở về trước; máy chưa có LibreOffice để chuyển.")
    table = package.read("1Table" if flags & 0x0200 else "0Table")
    start, length = struct.unpack_from("<II", main, 0x1A2)
    text = "".join(_pieces(main, table[start : start + length]))
    stories, at = {}, 0
    for name, place in zip(STORIES, _COUNTS_AT, strict=True):
        count = struct.unpack_from("<I", main, place)[0]
        stories[name] = text[at : at + count]
        at += count
    return {name: _in_unicode(story) for name, story in stories.items()}


def _in_unicode(story: str) -> str:
    """Fonts are not read here, so an old Vietnamese code is told by the whole story, or by each paragraph of a mixed one."""
    story = story.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    code = guess_legacy(story)
    if code:
        return decode_plain(story, code)
    return "".join(decode_plain(part, code) if (code := guess_legacy(part)) else part for part in _END.split(story))


def _pieces(main: bytes, clx: bytes):
    """Stretches of text in document order, one character a UTF-16 unit, for so the file counts.

    Raises DamagedFile for a table that points outside the file.
    """
    at = 0
    while clx[at : at + 1] == b"\x01":  # property changes stand before the piece table
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at : at + 1] != b"\x02":
        raise DamagedFile()
    size = struct.unpack_from("<I", clx, at + 1)[0]
    count = (min(size, len(clx) - at - 5) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    for number in range(count):
        place = struct.unpack_from("<I", clx, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        length = ends[number + 1] - ends[number]
        if length < 0 or length > len(main):
            raise DamagedFile()
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            yield main[start : start + length].decode("cp1252", "replace")
        else:
            start = place & 0x3FFFFFFF
            raw = main[start : start + 2 * length]
            yield "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])))


def _body_and_notes(stories: dict[str, str]) -> tuple[list[Block], list[Unread]]:
    blocks, unread = [], []
    for name in STORIES:
        if name == "comment":
            continue
        text = _without_field_codes(stories[name])
        unread += [Unread(f"{name}/object[{n}]", "ảnh hoặc đối tượng, chưa đọc được") for n, _ in enumerate(_OBJECT.findall(text), 1)]
        blocks += _story_blocks(name, text)
    return blocks, unread


def _story_blocks(name: str, text: str) -> list[Block]:
    """One block a paragraph or cell with words. `Piece.node` is the paragraph's number in its story."""
    blocks = []
    table, row, column, in_row = 0, 0, 0, False
    segments = _END.split(text)
    for number, (raw, end) in enumerate(zip(segments[::2], [*segments[1::2], ""], strict=True)):
        words, place = _clean(raw), None
        if end == "\x07":  # a cell; an empty one right after a cell ends the row
            if not in_row:
                table, row, column, in_row = table + 1, 1, 0, True
            if not words.strip():
                row, column = row + 1, 0
                continue
            column += 1
            place = (table, row, column)
        elif words.strip():
            in_row = False
        if words.strip():
            kind = "cell" if place else _KINDS.get(name, name)
            blocks.append(Block(kind, words, f"{name}/p[{number + 1}]", (Piece(0, len(words), name, number, 0),), table=place))
    return blocks


def _without_field_codes(text: str) -> str:
    """Fields show their result only; nested ones from the inside out, at most 50 deep."""
    for _ in range(50):
        shorter = _FIELD_CODE.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def _clean(text: str) -> str:
    return _DROP.sub("", text.replace("\x1e", "-").replace("\x1f", "")).replace("\v", "\n").rstrip()
