"""What the exports of a 60-page draft with 80 comments cost: python -m tests.benchmarks.exports [comments]

Prints for each export its processor seconds (aim ≤ 3, the zip of everything included) and, so that machines can be compared, its ratio to
python-docx opening and saving the same draft (aim for the zip ≤ 30); twice the comments against once (aim ≤ 2.2). 1 when one is missed.
"""

import io
import sys

import docx

from pipelines.exports import EXPORTS
from pipelines.sheet import build_sheet
from pipelines.types import Decision, Dossier
from tests.benchmarks.clock import best
from tests.exports.office import a_file, a_followed, draft_of
from tests.factories import SETTINGS, a_finding, a_review

LIMIT = 3.0  # seconds for any one export
RATIO, GROWTH = 30, 2.2
ROUNDS = 3
PARAGRAPHS = 900  # of 30 words: about 60 pages
SENTENCE = (
    "Đơn vị số {n} phối hợp với tổ dân phố số {m} thông báo lịch thi công, mức hỗ trợ và cách gửi kiến nghị cho từng hộ dân, "
    "kết quả niêm yết tại nhà văn hóa trong mười ngày."
)


def a_long_dossier(comments: int) -> Dossier:
    """A draft of about sixty pages and a sheet with that many comments."""
    lines = [SENTENCE.format(n=n, m=n * 7 % 31) for n in range(PARAGRAPHS)]
    data = a_file("KẾ HOẠCH", *lines, split=40)
    draft = draft_of(data)
    quotes = [f"Đơn vị số {n * PARAGRAPHS // comments} phối hợp với tổ dân phố" for n in range(comments)]
    review = a_review(draft, *(a_finding(draft, quote, code=f"Z{n}") for n, quote in enumerate(quotes)))
    sheet = build_sheet(review, [Decision(f.id, "gop_y") for f in review.findings], SETTINGS)
    return Dossier(sheet, review, data, followed=tuple(a_followed(row) for row in sheet.rows))


def main(comments: int) -> int:
    """Print a line an export; 1 when an aim is missed."""
    dossier = a_long_dossier(comments)
    floor = best(lambda: docx.Document(io.BytesIO(dossier.original)).save(io.BytesIO()), ROUNDS)
    print(f"mở và ghi lại dự thảo bằng python-docx: {floor:.3f} s")
    taken = {key: best(lambda export=export: export.render(dossier), ROUNDS) for key, export in EXPORTS.items()}
    for key, seconds in taken.items():
        print(f"{key:14} {seconds:6.2f} s  / mở và ghi lại = {seconds / floor:5.1f}")
    twice = a_long_dossier(2 * comments)
    growth = best(lambda: EXPORTS["tron_bo"].render(twice), ROUNDS) / taken["tron_bo"]
    print(f"trọn bộ, {2 * comments} ý kiến / {comments} ý kiến = {growth:.2f}  (đích ≤ {GROWTH})")
    print(f"trọn bộ / mở và ghi lại = {taken['tron_bo'] / floor:.1f}  (đích ≤ {RATIO})")
    return int(max(taken.values()) > LIMIT or taken["tron_bo"] / floor > RATIO or growth > GROWTH)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 80))
