"""Processor time of each export of a 60-page draft with 80 comments: python -m tests.benchmarks.exports [comments]"""

import sys
import time

from pipelines.exports import EXPORTS
from pipelines.sheet import build_sheet
from pipelines.types import Decision, Dossier
from tests.exports.office import a_file, a_followed, draft_of
from tests.factories import SETTINGS, a_finding, a_review

LIMIT = 3.0  # seconds for any one export
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
    """Print a line an export; 1 when one took longer than the limit."""
    dossier = a_long_dossier(comments)
    slow = 0
    for key, export in EXPORTS.items():
        clock = time.process_time()
        size = len(export.render(dossier))
        taken = time.process_time() - clock
        slow += taken > LIMIT
        print(f"{key:14} {taken:6.2f} s {size / 1024:8.0f} KB")
    return int(slow > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 80))
