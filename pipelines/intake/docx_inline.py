"""The content of a paragraph walked into a Line: runs, tracked changes, fields, symbols, anchors of boxes and pictures.

Elements that are not known are transparent: a wrapper of any make (content control, smart tag, custom XML) loses no text.
"""

from itertools import islice
from typing import NamedTuple

from pipelines.intake.docx_fields import Fields, chosen_entry
from pipelines.intake.docx_harvest import Harvest
from pipelines.intake.docx_runs import Away, Line
from pipelines.intake.docx_styles import Look
from pipelines.intake.docx_symbols import symbol
from pipelines.intake.encodings import decode
from pipelines.intake.number_formats import show
from pipelines.intake.package import attr, attr_local, child, is_on_text, local, value_of

SKIPPED = frozenset(
    {
        "rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr",
        "smartTagPr", "instrText", "delInstrText", "rubyPr", "ctrlPr", "docPr", "bookmarkStart", "bookmarkEnd",
        "proofErr", "lastRenderedPageBreak", "annotationRef", "separator", "continuationSeparator", "permStart",
        "permEnd", "commentRangeEnd", "fldData",
    }
)
BEARING = frozenset(
    {
        "t", "delText", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "footnoteReference",
        "endnoteReference", "footnoteRef", "endnoteRef", "textpath", "fldChar",
    }
)
_DRAWING = 5_000  # elements of the largest drawing expected
_HOLDS_TEXT = frozenset({"t", "txbxContent", "txBody", "textpath"})
_UNREAD = {
    "blip": ("image", "ảnh, chưa đọc được"),
    "imagedata": ("image", "ảnh, chưa đọc được"),
    "chart": ("chart", "biểu đồ, chưa đọc được"),
    "relIds": ("diagram", "sơ đồ SmartArt, chưa đọc được"),
    "contentPart": ("ink", "nét vẽ tay, chưa đọc được"),
    "object": ("object", "đối tượng nhúng (OLE), chưa đọc được"),
    "control": ("control", "ô điều khiển (ActiveX), chưa đọc được"),
    "altChunk": ("altChunk", "nội dung chèn từ một tệp khác, chưa đọc được"),
    "subDoc": ("subDoc", "văn bản con nằm ở tệp khác, chưa đọc được"),
}


class Context(NamedTuple):
    """What holds for everything inside an element."""

    kind: str  # of the blocks
    cell: tuple[int, int, int] | None = None
    away: Away | None = None
    tracked: bool = False  # inside a tracked insertion
    in_field: bool = False  # inside a simple field
    silent: bool = False  # a continued merged cell: its empty paragraphs show no number
    note: str = ""  # the mark of the note this is


class Inline:
    """Walks paragraphs of one part. `index`: position of an element among all elements of the part."""

    def __init__(self, harvest: Harvest, index: dict):
        self._harvest = harvest
        self._index = index
        self._fields = Fields(each for each in index if local(each.tag) == "fldChar")
        self._handlers = {
            "r": self._run,
            "t": self._text,
            "delText": self._deleted_text,
            "tab": self._tab,
            "ptab": self._tab,
            "br": self._break,
            "cr": self._break,
            "sym": self._symbol,
            "noBreakHyphen": self._hyphen,
            "softHyphen": self._soft_hyphen,
            "ins": self._inserted,
            "moveTo": self._inserted,
            "del": self._removed,
            "moveFrom": self._removed,
            "oMath": self._formula,
            "fldSimple": self._simple_field,
            "fldChar": self._field_mark,
            "AlternateContent": self._alternate,
            "txbxContent": self._box,
            "txBody": self._box,
            "p": self._box,
            "tbl": self._box,
            "textpath": self._word_art,
            "ruby": self._ruby,
            "footnoteReference": self._note_reference,
            "endnoteReference": self._note_reference,
            "footnoteRef": self._own_mark,
            "endnoteRef": self._own_mark,
            "commentRangeStart": self._comment,
            "commentReference": self._comment,
            **dict.fromkeys(_UNREAD, self._not_read),
        }

    def walk(self, container, line: Line, cx: Context, look: Look) -> None:
        """Everything inside `container` goes into `line`."""
        handlers = self._handlers
        for each in container:
            name = local(each.tag)
            if name in SKIPPED:
                continue
            handler = handlers.get(name)
            if handler:
                handler(each, line, cx, look)
            else:
                self.walk(each, line, cx, look)

    # ------------------------------------------------------------ characters

    def _run(self, el, line, cx, look) -> None:
        properties = child(el, "rPr")
        if properties is not None:
            style = value_of(child(properties, "rStyle"))
            look = self._harvest.styles.direct(properties, self._harvest.styles.look(line.style, style))
        self.walk(el, line, cx, look)

    def _text(self, el, line, cx, look) -> None:
        text = el.text
        if not text or self._fields.in_instruction:
            return
        if cx.away or look.hidden:
            line.set_apart(decode(text, look.code), _away(cx, look))
        else:
            kind = "inserted" if cx.tracked else "field" if cx.in_field or self._fields.inside else "text"
            line.add(text, self._index.get(el, -1), kind, look)

    def _deleted_text(self, el, line, cx, look) -> None:
        self._text(el, line, cx if cx.away else cx._replace(away=Away("deleted")), look)

    def _mark(self, text: str, el, line, cx, look, code: str = "") -> None:
        if not text or self._fields.in_instruction:
            return
        away = _away(cx, look)
        if away:
            line.set_apart(text, away)
        else:
            line.mark(text, self._index.get(el, -1), look, code)

    def _tab(self, el, line, cx, look) -> None:
        self._mark("\t", el, line, cx, look)

    def _break(self, el, line, cx, look) -> None:
        self._mark("\n", el, line, cx, look)

    def _symbol(self, el, line, cx, look) -> None:
        self._mark(symbol(el), el, line, cx, look)

    def _hyphen(self, el, line, cx, look) -> None:
        self._mark("-", el, line, cx, look)

    def _soft_hyphen(self, el, line, cx, look) -> None:
        self._mark("\xad", el, line, cx, look, look.code)  # in TCVN3 the same code is the letter ư

    def _ruby(self, el, line, cx, look) -> None:
        for name, before, after in (("rubyBase", "", ""), ("rt", " (", ")")):
            part = child(el, name)
            if part is not None:
                self._mark(before, el, line, cx, look)
                self.walk(part, line, cx, look)
                self._mark(after, el, line, cx, look)

    # ------------------------------------------------------------ tracked changes, fields, alternatives

    def _inserted(self, el, line, cx, look) -> None:
        self.walk(el, line, cx._replace(tracked=True), look)

    def _removed(self, el, line, cx, look) -> None:
        self.walk(el, line, cx._replace(away=cx.away or removed(el)), look)

    def _simple_field(self, el, line, cx, look) -> None:
        self.walk(el, line, cx._replace(in_field=True), look)

    def _field_mark(self, el, line, cx, look) -> None:
        self._mark(chosen_entry(el), el, line, cx, look)
        self._fields.step(el)

    def _formula(self, el, line, cx, look) -> None:
        if not _away(cx, look):
            line.formulas += 1
        self.walk(el, line, cx, look)

    def _alternate(self, el, line, cx, look) -> None:
        for branch in branches(el):
            self.walk(branch, line, cx, look)

    # ------------------------------------------------------------ anchors

    def _box(self, el, line, cx, look) -> None:
        away = _away(cx, look)
        if away:
            line.set_apart(plain_text(el), away)
        elif not self._fields.in_instruction:
            line.boxes.append(el)

    def _word_art(self, el, line, cx, look) -> None:
        text, away = el.get("string", "").strip(), _away(cx, look)
        if text and away:
            line.set_apart(text, away)
        elif text:
            line.boxes.append(el)

    def _not_read(self, el, line, cx, look) -> None:
        what, reason = _UNREAD[local(el.tag)]
        if what == "image" and not any(attr_local(el, name) for name in ("embed", "link", "id", "href", "pict")):
            return
        if not _away(cx, look):
            line.unread.append((what, reason))

    def _note_reference(self, el, line, cx, look) -> None:
        if _away(cx, look) or self._fields.in_instruction:
            return
        kind = local(el.tag).removesuffix("Reference")
        mark = note_mark(kind, self._harvest.note_number(kind, attr(el, "id")))
        if not is_on_text(attr(el, "customMarkFollows", "0")):
            self._mark(mark, el, line, cx, look)

    def _own_mark(self, el, line, cx, look) -> None:
        self._mark(cx.note, el, line, cx, look)

    def _comment(self, el, line, cx, look) -> None:
        comment = self._harvest.take_comment(attr(el, "id"))
        if comment:
            line.set_apart(*comment)


def note_mark(kind: str, number: int) -> str:
    """In brackets, so that it never joins a number or a word of the text. Word counts endnotes i, ii, iii."""
    return f"[{show(number, 'lowerRoman' if kind == 'endnote' else 'decimal')}]"


def removed(el) -> Away:
    """What a w:del or w:moveFrom element says."""
    return Away("moved_from" if local(el.tag) == "moveFrom" else "deleted", attr(el, "author"), attr(el, "date"))


def branches(alternate) -> list:
    """The one branch of mc:AlternateContent that is read: the first Choice, unless only the Fallback has a place for text."""
    options = [each for each in alternate if local(each.tag) in ("Choice", "Fallback")]
    return next(([each] for each in options if _has_place_for_text(each)), options[:1])


def _has_place_for_text(branch) -> bool:
    """Looks at no more elements than a real drawing has: a hostile file nests empty alternatives in each other."""
    return any(local(inner.tag) in _HOLDS_TEXT for inner in islice(branch.iter("*"), _DRAWING))


def plain_text(el) -> str:
    """All characters inside, paragraphs apart."""
    lines = [""]
    for each in el.iter("*"):
        name = local(each.tag)
        if name == "p" and lines[-1]:
            lines.append("")
        elif name in ("t", "delText"):
            lines[-1] += each.text or ""
    return "\n".join(lines)


def _away(cx: Context, look: Look) -> Away | None:
    return cx.away or (Away("hidden") if look.hidden else None)
