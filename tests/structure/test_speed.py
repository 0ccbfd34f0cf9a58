"""Structure, header and citations of a long law cost a tenth of the time its segmentation needs, measured in one run."""

import time

import pytest

from pipelines.citations import find_citations
from pipelines.language import segment
from pipelines.structure import build_draft
from tests.structure.readings import draft_of, reading_of

CLAUSES = (
    "{n}. Cơ quan, tổ chức, cá nhân có trách nhiệm phối hợp thực hiện quy định tại khoản 1 Điều {a} của Luật này và văn bản số {a}{n}.",
    "{n}. Trường hợp các bên không thỏa thuận được thì áp dụng tập quán; nếu không có thì áp dụng nguyên tắc cơ bản lần thứ {a}{n}.",
    "{n}. Người có quyền yêu cầu phải thông báo bằng văn bản trong {a} ngày, kể từ ngày biết việc, nêu rõ lý do và chứng cứ {n}.",
)


def law(count: int) -> list[str]:
    lines = ["BỘ LUẬT", "THỬ NGHIỆM"]
    for a in range(1, count + 1):
        lines.append(f"Điều {a}. Quyền và nghĩa vụ của các bên trong trường hợp thứ {a}")
        lines += [clause.format(n=n + 1, a=a) for n, clause in enumerate(CLAUSES)]
    return lines


def seconds(work) -> float:
    """Processor time: the machine may be busy with other things."""
    started = time.process_time()
    work()
    return time.process_time() - started


def read(lines: list[str]) -> int:
    draft = build_draft(reading_of(*lines))
    return sum(len(find_citations(draft.words(p))) for p in draft.provisions)


@pytest.mark.slow
def test_reading_a_law_costs_a_tenth_of_segmenting_it():
    lines = law(700)
    assert read(lines) == 700
    segment(lines[:3])
    assert min(seconds(lambda: read(lines)) for _ in range(3)) <= 0.10 * seconds(lambda: segment(lines))


def test_cost_grows_linearly():
    short, long = law(60), law(600)
    draft_of(*short)
    assert min(seconds(lambda: draft_of(*long)) for _ in range(2)) <= 25 * min(seconds(lambda: draft_of(*short)) for _ in range(3))
