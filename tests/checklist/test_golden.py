"""The sample drafts give exactly the findings written down (see golden.py)."""

import pytest

from tests.checklist.golden import FOLDER, SAMPLES, lines_of


def test_there_are_samples_and_each_has_its_findings():
    assert SAMPLES and {p.stem for p in SAMPLES} == {p.stem for p in FOLDER.glob("*.txt")}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_gives_its_golden_findings(path):
    assert lines_of(path) == (FOLDER / f"{path.stem}.txt").read_text(encoding="utf-8").splitlines()
