"""Power cuts and full disks: what was acknowledged stays, nothing is half written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from review_app.records import enter, open_store, read_decisions, verify_store

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="cần fork và RLIMIT_FSIZE của POSIX")


def run(*arguments: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.crash", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True
    )
    return json.loads(done.stdout)


def check_kills(folder: Path, times: int) -> None:
    told = run("kills", str(folder), str(times))
    assert len(told["acknowledged"]) >= times
    store = open_store(folder)
    stored = read_decisions(enter(store), told["file"])
    assert set(told["acknowledged"]) <= set(stored)
    assert len(stored) <= len(told["acknowledged"]) + times  # at most the one save under way at each kill
    assert all(check.ok for check in verify_store(store))
    store.close()


def test_every_commit_is_flushed_to_the_disk(shipped_durability):
    assert shipped_durability == "FULL"


def test_a_few_killed_writers_lose_nothing_acknowledged(tmp_path):
    check_kills(tmp_path, 5)


@pytest.mark.slow
def test_two_hundred_killed_writers_lose_nothing_acknowledged(tmp_path):
    check_kills(tmp_path, 200)


def test_a_full_disk_is_named_and_leaves_the_store_whole(tmp_path):
    told = run("full", str(tmp_path))
    assert told["told"] == {"save": "DIA_DAY", "upload": "DIA_DAY", "backup": "DIA_DAY"}
    assert told["saved"] > 0 and told["stored"] == told["saved"] + 1
    assert told["left"] == ["kho/audit.head", *told["originals"]] and len(told["originals"]) == 3
    store = open_store(tmp_path / "kho")
    assert all(check.ok for check in verify_store(store))
    store.close()
