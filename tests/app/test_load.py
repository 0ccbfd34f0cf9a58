"""A day's load: many uploads, several people; memory must not creep and a click must not wait for another person's reading."""

import os
import threading
import time

import psutil
import pytest

from review_app.parts import judges, reading
from tests.app import papers
from tests.app.test_pages import open_page, press

pytestmark = pytest.mark.slow

WARM, UPLOADS = 15, 50
PAGES_OF_LINES = 60 * 18  # a page of an A4 draft holds about eighteen such paragraphs


def sixty_pages() -> bytes:
    """A draft of sixty pages: the rules of the plan again and again, each with its own number."""
    rules = papers.LINES[13:19]
    body = [f"{n}. {rules[n % len(rules)][3:]}" for n in range(1, PAGES_OF_LINES)]
    return papers.paper(*papers.LINES[:13], *body)


def read_all(data: list[bytes]) -> list[float]:
    """Seconds each took from its start to its end, two at a time as the pages do it."""
    began = time.perf_counter()
    jobs = [reading.start(each, f"du-thao-{n}.docx") for n, each in enumerate(data)]
    ended: dict[int, float] = {}
    while len(ended) < len(jobs):
        for n, job in enumerate(jobs):
            if n not in ended and job.finished:
                assert job.error is None, job.error
                ended[n] = time.perf_counter() - began
                job.review = None  # a page lets go of it once it is stored
        time.sleep(0.02)
    return sorted(ended.values())


def memory() -> float:
    """MB resident in this process and those it has started."""
    own = psutil.Process(os.getpid())
    return sum(process.memory_info().rss for process in (own, *own.children(recursive=True))) / 2**20


def test_memory_does_not_creep_over_fifty_uploads(office):
    judges.warm()
    long, short = sixty_pages(), papers.plan()
    read_all([short if n % 5 else long for n in range(WARM)])  # libraries fill their own tables first
    base = memory()
    read_all([short if n % 5 else long for n in range(UPLOADS)])
    grown = memory()
    print(f"trước {base:.0f} MB, sau {UPLOADS} tệp {grown:.0f} MB")
    assert grown <= base * 1.10
    assert grown <= 1024


def test_five_drafts_of_sixty_pages_are_read_while_a_click_answers(office, small_case):
    judges.warm()
    page = open_page("desk", small_case[0])
    seconds: list[float] = []
    worker = threading.Thread(target=lambda: seconds.extend(read_all([sixty_pages()] * 5)))
    worker.start()
    clicks = []
    while worker.is_alive():
        began = time.perf_counter()
        press(page, "Sau" if len(clicks) % 2 == 0 else "Trước")
        clicks.append(time.perf_counter() - began)
        time.sleep(0.3)
    middle = sorted(clicks)[len(clicks) // 2]
    print(f"đọc {', '.join(f'{s:.1f}' for s in seconds)} s; {len(clicks)} lần bấm, trung vị {middle:.2f} s, chậm nhất {max(clicks):.2f} s")
    assert len(seconds) == 5
    assert middle <= 0.5
