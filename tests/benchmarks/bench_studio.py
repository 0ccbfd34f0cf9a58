"""What an edit would change, over fifty drafts of twenty pages: python -m tests.benchmarks.bench_studio"""

import dataclasses
import datetime
import pathlib
import resource
import tempfile
import time

import pipelines
from pipelines import studio
from pipelines.types import Review
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
            records.save_review(desk, file.id, Review(dataclasses.replace(draft), (), as_of=datetime.date.today().isoformat()))
        checklist = studio.shipped()
        for code in ("C13", "A06", "F04"):
            item = checklist.item(code)
            wall, work = time.perf_counter(), time.process_time()
            found = studio.effect(item, item, checklist, records.recent_drafts(desk, COUNT))
            wall, work = time.perf_counter() - wall, time.process_time() - work
            print(f"{code} ({item.primitive}): {found.drafts} dự thảo, {wall:.1f} giây đồng hồ, {work:.1f} giây xử lý, giữ {found.kept}")
    print(f"bộ nhớ {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
