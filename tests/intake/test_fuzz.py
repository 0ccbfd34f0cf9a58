"""Mutated files of every format end in a reading or a named refusal; see `fuzz.py` to try longer."""

import pytest

from tests.intake.fuzz import SEEDS, run, trouble


@pytest.mark.parametrize("seed", SEEDS, ids=range(len(SEEDS)))
def test_the_unharmed_files_are_read(seed):
    assert trouble(seed) == ""


@pytest.mark.slow
def test_no_mutated_file_escapes():
    result = run(30, first=5_000_000, seeds=SEEDS)
    assert result["escapes"] == {}
    assert result["files"] > 100
