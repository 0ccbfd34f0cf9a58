"""What an edit would change, over fifty drafts of twenty pages and the labelled samples: python -m tests.benchmarks.bench_studio"""

import dataclasses
import datetime
import itertools
import pathlib
import re
import resource
import string
import tempfile
import time

import pipelines
from pipelines import studio
from pipelines.types import Draft, Review
from review_app import records

ROOT = pathlib.Path(__file__).resolve().parents[2]
DRAFT = ROOT / "samples" / "drafts" / "quy_che_dan_van_uong_bi.docx"  # about 18 pages
COUNT = 50


def main() -> None:
    draft = pipelines.read_draft(DRAFT)
    with tempfile.TemporaryDirectory() as folder:
        desk = records.enter(records.open_store(pathlib.Path(folder)))
        for n in range(COUNT):
            case = records.create_case(desk, records.CaseDraft(f"Hồ sơ {n}", not_secret=True))
            file = records.add_file(desk, case.id, str(n).encode(), "du-thao.docx")
            records.save_review(desk, file.id, Review(varied(draft, n), (), as_of=datetime.date.today().isoformat()))
        checklist = studio.shipped()
        work = time.process_time()
        studio.look_ahead(checklist, [draft for _, draft, _ in records.recent_drafts(desk, COUNT)])
        print(f"đọc trước khi mở trang soạn mục: {time.process_time() - work:.1f} giây xử lý")
        for code in ("C13", "A06", "A06", "F04", "C06"):
            look(desk, checklist, code)
    print(f"bộ nhớ {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def varied(draft: Draft, n: int) -> Draft:
    """A draft no provision of which stands in another: every seventh word gets a last letter of its own, offsets stay."""
    place, letter = itertools.count(), string.ascii_letters[n]

    def vary(word: re.Match) -> str:
        return word[0] if next(place) % 7 else word[0][:-1] + letter

    return dataclasses.replace(draft, text=re.sub(r"\w+", vary, draft.text))


def look(desk: records.Desk, checklist, code: str) -> None:
    """One press on “Xem ảnh hưởng”; the provisions were judged while the item was written."""
    item = checklist.item(code)
    wall, work = time.perf_counter(), time.process_time()
    found = studio.effect(item, item, checklist, records.recent_drafts(desk, COUNT))
    drafts = time.process_time() - work
    studio.on_samples(item, item, checklist)
    wall, work = time.perf_counter() - wall, time.process_time() - work
    print(
        f"{code} ({item.primitive}): {found.drafts} dự thảo, {wall:.1f} giây đồng hồ, {work:.1f} giây xử lý "
        f"(dự thảo {drafts:.1f}, mẫu {work - drafts:.1f}), giữ {found.kept}"
    )


if __name__ == "__main__":
    main()
