"""Readings and drafts made from plain lines."""

from pipelines.structure import build_draft
from pipelines.types import Block, Draft, Provision, Reading, SourceFile

SOURCE = SourceFile("du-thao.docx", "0" * 64, "docx")


def reading_of(*lines: str | Block) -> Reading:
    """A reading whose paragraphs are the given lines; a ready Block stands as it is."""
    blocks = tuple(line if isinstance(line, Block) else Block("paragraph", line, f"body/p[{i + 1}]") for i, line in enumerate(lines))
    return Reading(SOURCE, blocks)


def draft_of(*lines: str | Block) -> Draft:
    return build_draft(reading_of(*lines))


def row(table: int, number: int, *cells: str) -> tuple[Block, ...]:
    """The blocks of one table row; a cell with line ends holds several paragraphs."""
    return tuple(
        Block("cell", text, f"body/tbl[{table}]/tr[{number}]/tc[{c + 1}]/p[{k + 1}]", table=(table, number, c + 1))
        for c, cell in enumerate(cells)
        for k, text in enumerate(cell.split("\n"))
    )


def ids(draft: Draft, *kinds: str) -> list[str]:
    return [p.id for p in draft.provisions if not kinds or p.kind in kinds]


def provision(draft: Draft, id: str) -> Provision:
    return next(p for p in draft.provisions if p.id == id)


def words(draft: Draft, id: str) -> str:
    return draft.words(provision(draft, id))


STATE_HEAD = (
    *row(
        90,
        1,
        "ỦY BAN NHÂN DÂN\nXÃ HOA BAN\n-------\nSố:      /QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------\nHoa Ban, ngày      tháng 11 năm 2026",
    ),
)
PARTY_HEAD = (
    *row(
        91, 1, "TỈNH ỦY QUẢNG NINH\nĐẢNG ỦY PHƯỜNG HOA BAN\n*\nSố 12-KH/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM\n\nHoa Ban, ngày 20 tháng 11 năm 2026"
    ),
)
CLOSING = (*row(92, 1, "Nơi nhận:\n- Như Điều 3;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n(Ký, ghi rõ họ tên)"),)
