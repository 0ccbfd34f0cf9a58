"""One part of a Word file (body, header, notes) walked in document order: each paragraph becomes a block.

Elements that are not known are transparent: a wrapper of any make (content control around a row, custom XML) loses no text.
"""

from collections import Counter

from pipelines.intake.docx_harvest import Harvest
from pipelines.intake.docx_inline import BEARING, SKIPPED, Context, Inline, branches, removed
from pipelines.intake.docx_runs import Away, Line
from pipelines.intake.docx_styles import Look, ParagraphStyle, alignment
from pipelines.intake.encodings import assumed_code, decode, font_code
from pipelines.intake.numbering import NO_NUMBER, Counters, Shown
from pipelines.intake.package import attr, child, local, value_of, whole
from pipelines.types import Block, Piece, Unread

_INLINE = frozenset(
    {
        "r", "t", "oMath", "oMathPara", "hyperlink", "fldSimple", "drawing", "pict", "object", "altChunk", "subDoc",
        "commentRangeStart",
    }
)


class Story:
    """Walks one part into the harvest. Text boxes count their automatic numbers apart from the text around them."""

    def __init__(self, harvest: Harvest, part: str, root, counters: Counters):
        self._harvest = harvest
        self._part = part
        self._index = {each: at for at, each in enumerate(root.iter("*")) if local(each.tag) in BEARING}
        self._inline = Inline(harvest, self._index)
        self._counters = counters
        self._box_counters = Counters(counters.numbering)
        self._level_handlers = {
            "p": self._paragraph,
            "tbl": self._table,
            "del": self._removed,
            "moveFrom": self._removed,
            "ins": self._inserted,
            "moveTo": self._inserted,
            "AlternateContent": self._alternate,
            **dict.fromkeys(_INLINE, self._outside_paragraph),
        }
        self._table_handlers = {**self._level_handlers, "tr": self._row}
        self._row_handlers = {**self._level_handlers, "tc": self._cell}

    def level(self, container, where: str, cx: Context) -> None:
        """Everything inside a container whose paragraphs and tables are counted from 1."""
        self._walk(container, where, cx, Counter(), self._level_handlers)

    def _walk(self, container, where: str, cx: Context, seen: Counter, handlers: dict) -> None:
        for each in container:
            name = local(each.tag)
            if name in SKIPPED:
                continue
            handler = handlers.get(name)
            if handler:
                seen[name] += 1
                handler(each, where, cx, seen, handlers)
            else:
                self._walk(each, where, cx, seen, handlers)

    def _removed(self, el, where, cx, seen, handlers) -> None:
        self._walk(el, where, cx._replace(away=cx.away or removed(el)), seen, handlers)

    def _inserted(self, el, where, cx, seen, handlers) -> None:
        self._walk(el, where, cx._replace(tracked=True), seen, handlers)

    def _alternate(self, el, where, cx, seen, handlers) -> None:
        for branch in branches(el):
            self._walk(branch, where, cx, seen, handlers)

    def _outside_paragraph(self, el, where, cx, seen, handlers) -> None:
        line = Line()
        self._inline.walk([el], line, cx, self._harvest.styles.look("", ""))
        name = local(el.tag)
        self._emit(line, f"{where}/{name}[{seen[name]}]", cx, {}, ParagraphStyle(()))

    # ------------------------------------------------------------ tables

    def _table(self, el, where, cx, seen, handlers) -> None:
        place = f"{where}/tbl[{seen['tbl']}]"
        self._walk(el, place, cx._replace(cell=(self._harvest.next_table(), 0, 0)), Counter(), self._table_handlers)

    def _row(self, el, where, cx, seen, handlers) -> None:
        properties = child(el, "trPr")
        deleted = child(properties, "del")
        if deleted is not None:
            cx = cx._replace(away=cx.away or removed(deleted))
        cx = cx._replace(cell=(cx.cell[0], seen["tr"], 0))
        before = whole(value_of(child(properties, "gridBefore")))
        self._walk(el, f"{where}/tr[{seen['tr']}]", cx, Counter(column=1 + before), self._row_handlers)

    def _cell(self, el, where, cx, seen, handlers) -> None:
        properties = child(el, "tcPr")
        cx = cx._replace(cell=(*cx.cell[:2], seen["column"]), kind="cell" if cx.kind == "paragraph" else cx.kind)
        seen["column"] += whole(value_of(child(properties, "gridSpan")), 1)
        merged = child(properties, "vMerge")
        if merged is not None and attr(merged, "val", "continue") == "continue":
            cx = cx._replace(silent=True)
        deleted = child(properties, "cellDel")
        if deleted is not None:
            cx = cx._replace(away=cx.away or Away("deleted", attr(deleted, "author"), attr(deleted, "date")))
        self.level(el, f"{where}/tc[{seen['tc']}]", cx)

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, el, where, cx, seen, handlers) -> None:
        properties = {local(each.tag): each for each in found} if (found := child(el, "pPr")) is not None else {}
        style = self._harvest.styles.paragraph(value_of(properties.get("pStyle")))
        line = Line(style.ids[0] if style.ids else "")
        self._inline.walk(el, line, cx, self._harvest.styles.look(line.style, ""))
        self._emit(line, f"{where}/p[{seen['p']}]", cx, properties, style)

    def _emit(self, line: Line, place: str, cx: Context, properties: dict, style: ParagraphStyle) -> None:
        """The paragraph's block (none when it shows nothing), its asides, then what is anchored in it."""
        number = self._number(line, cx, properties, style)
        text, pieces, starts = line.finish(self._part, number.number + number.suffix, self._harvest.assumed)
        has_block = line.ink or bool(number.number)
        for apart in line.apart:
            self._harvest.aside("".join(apart.texts), apart.away, place, starts[apart.entry] if has_block else 0)
        if has_block:
            align = alignment(value_of(properties.get("jc"))) or style.align
            bold, italic = line.ink and line.bold, line.ink and line.italic
            level = number.level if number.number else None
            self._harvest.blocks.append(Block(cx.kind, text, place, pieces, number.number, style.name, align, bold, italic, cx.cell, level))
            if line.undecoded or line.formulas:
                self._harvest.undecoded.add(line.undecoded, place)
                self._harvest.formulas.add(line.formulas, place)
        for at, (what, reason) in enumerate(line.unread, 1):
            self._harvest.unread.append(Unread(f"{place}/{what}[{at}]", reason))
        if line.boxes:
            self._boxes(line, place, cx)

    def _boxes(self, line: Line, place: str, cx: Context) -> None:
        body_counters, self._counters = self._counters, self._box_counters
        for at, box in enumerate(line.boxes, 1):
            where = f"{place}/textbox[{at}]"
            if local(box.tag) == "textpath":
                text = box.get("string").strip()
                piece = Piece(0, len(text), self._part, self._index.get(box, -1), 0, "mark")
                self._harvest.blocks.append(Block("textbox", text, where, (piece,)))
            else:
                content = [box] if local(box.tag) in ("p", "tbl") else box
                self.level(content, where, Context("textbox", tracked=cx.tracked))
        self._counters = body_counters

    # ------------------------------------------------------------ automatic numbers

    def _number(self, line: Line, cx: Context, properties: dict, style: ParagraphStyle) -> Shown:
        own = properties.get("numPr")
        own_id, own_level = ("", "") if own is None else (value_of(child(own, "numId")), value_of(child(own, "ilvl")))
        num_id = own_id or style.num_id
        if not num_id or num_id == "0" or not self._is_counted(line, cx, properties.get("rPr")):
            return NO_NUMBER
        level = own_level or ("0" if own_id else "")
        if not level:
            tied = self._counters.numbering.level_of_style(num_id, style.ids)
            level = style.level if tied is None else str(tied)
        shown = self._counters.next(num_id, whole(level))
        return shown._replace(number=decode(shown.number, self._code(shown, line, properties.get("rPr"))))

    def _is_counted(self, line: Line, cx: Context, mark) -> bool:
        """A paragraph that is deleted or hidden as a whole shows no number and is not counted. `mark`: properties of its end mark."""
        if line.ink or cx.away or cx.silent or mark is None:
            return not cx.away and (line.ink or not cx.silent)
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            return False
        return not self._mark_look(line, mark).hidden

    def _code(self, shown: Shown, line: Line, mark) -> str:
        """The words of a number ("Điều %1.") may stand in a legacy code: that of its own font, else of the paragraph's end mark."""
        code = font_code(shown.font) if shown.font else self._mark_look(line, mark).code
        if not code and self._harvest.assumed:
            return assumed_code(shown.number, self._harvest.assumed)
        return code

    def _mark_look(self, line: Line, mark) -> Look:
        return self._harvest.styles.direct(mark, self._harvest.styles.look(line.style, ""))
