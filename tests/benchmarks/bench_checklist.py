"""What the checklist costs, as a ratio inside one run: python -m tests.benchmarks.bench_checklist [DRAFT.docx …]

Prints: all items against underthesea.word_tokenize of the same paragraphs (aim ≤ 0.35), where the time goes, ten copies of a draft against
one (aim ≤ 11), and one edited item on a draft of about 100 pages (aim ≤ 0.3 s). Without files the sample drafts are used.
"""

import datetime
import pathlib
import sys

from pipelines.checklist import load_checklist, run_checklist
from pipelines.checklist.context import Context
from pipelines.intake.docx import read_docx
from pipelines.language import segment
from pipelines.structure import build_draft
from pipelines.types import Block, Draft, Reading, SourceFile
from tests.benchmarks.clock import best

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = sorted((ROOT / "samples" / "drafts").glob("*.docx"))
SOURCE = SourceFile("do.docx", "0" * 64, "docx")
DAY = datetime.date(2026, 11, 15)
PAGES = 35_000  # words of about 100 pages


def main(arguments: list[str]) -> None:
    drafts = [build_draft(read_docx(path.read_bytes(), SOURCE)) for path in map(pathlib.Path, arguments or SAMPLES)]
    checklist = load_checklist()
    texts = [block.text for draft in drafts for block in draft.blocks]
    for draft in drafts:
        run_checklist(checklist, draft, DAY)
    segment(texts[:3])
    words = best(lambda: segment(texts), rounds=2)
    whole = best(lambda: [run_checklist(checklist, draft, DAY) for draft in drafts])
    reading = best(lambda: [Context(checklist, draft, DAY) for draft in drafts])
    learned = best(lambda: [Context(checklist, draft, DAY).scores for draft in drafts]) - reading
    print(f"cả danh mục / tách từ = {whole / words:.2f}  (đích ≤ 0,35)")
    print(f"  đọc câu, cụm từ {reading / words:.2f}; mẫu đã học {learned / words:.2f}; các mục {(whole - reading - learned) / words:.2f}")
    print(f"mười bản trong một / một bản = {ten_times(checklist, drafts[0]):.1f}  (đích ≤ 11)")
    long = copies(drafts[0], PAGES // max(1, len(drafts[0].text.split())) + 1)
    print(f"một mục sửa, chạy lại trên 100 trang: {best(lambda: run_checklist(checklist.only('F04'), long, DAY)):.2f} s  (đích ≤ 0,3)")


def copies(draft: Draft, times: int) -> Draft:
    """The draft's paragraphs, again and again, as one draft."""
    blocks = [block for _ in range(times) for block in draft.blocks]
    return build_draft(Reading(SOURCE, tuple(Block("paragraph", b.text, f"body/p[{n}]") for n, b in enumerate(blocks, 1))))


def ten_times(checklist, draft: Draft) -> float:
    one, ten = copies(draft, 1), copies(draft, 10)
    return best(lambda: run_checklist(checklist, ten, DAY), rounds=2) / best(lambda: run_checklist(checklist, one, DAY))


if __name__ == "__main__":
    main(sys.argv[1:])
