"""An export is written whole or not at all, also when the power goes."""

import pathlib
import random
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from pipelines.exports import EXPORTS, export_sheet
from pipelines.types import Dossier
from tests.factories import a_sheet

WRITER = """
import sys
from pipelines.exports import export_sheet
from pipelines.types import Dossier
from tests.factories import a_sheet
print("bắt đầu", flush=True)
while True:
    for kind in ("phieu", "bang", "json"):
        export_sheet(Dossier(a_sheet(20)), kind, f"{sys.argv[1]}/{kind}")
"""


def test_a_failing_disk_leaves_the_last_good_file(tmp_path, monkeypatch):
    target = export_sheet(Dossier(a_sheet()), "json", tmp_path / "ra.json")
    good = target.read_bytes()

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Exception, match="Không ghi được"):
        export_sheet(Dossier(a_sheet(5)), "json", target)
    assert target.read_bytes() == good and [p.name for p in tmp_path.iterdir()] == ["ra.json"]


@pytest.mark.slow
def test_killed_at_any_moment_no_half_file_stands_under_the_name(tmp_path):
    root = pathlib.Path(__file__).resolve().parents[2]
    whole = {kind: EXPORTS[kind].render(Dossier(a_sheet(20))) for kind in ("phieu", "bang", "json")}
    rng = random.Random(1)
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], cwd=root, stdout=subprocess.PIPE)
        process.stdout.readline()
        time.sleep(rng.uniform(0.2, 2.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        for path in tmp_path.iterdir():
            if path.name in whole:
                assert path.read_bytes() == whole[path.name]
    assert {path.name for path in tmp_path.iterdir()} & set(whole)
    assert zipfile.is_zipfile(tmp_path / "phieu")
