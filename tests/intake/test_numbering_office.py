"""LibreOffice, which lays out lists by its own reckoning, shows the same numbers, save where it is known to differ from Word."""

import subprocess

import pytest

from tests.intake import docx_factory as f
from tests.intake.test_numbering import TRUTH

DIFFERS = {
    "Điều runs on through the chapters",  # ignores lvlRestart 0
    "restart after a chosen level",
    "a deleted paragraph is not counted",
    "legal numbers are decimal",
    "Vietnamese words",
    "bullets",  # draws its own
    "words of the number in TCVN3",
    "words of the number in capitals",
}


@pytest.mark.office
def test_libreoffice_shows_the_same_numbers(tmp_path):
    cases = {f"case{at:02}": case for at, case in enumerate(TRUTH) if case not in DIFFERS}
    for name, case in cases.items():
        body, numbering, styles, _ = TRUTH[case]
        (tmp_path / f"{name}.docx").write_bytes(f.docx(body, numbering=numbering, styles=styles))
    files = [str(each) for each in sorted(tmp_path.glob("*.docx"))]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name, case in cases.items():
        lines = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").split("\n")
        assert [line.strip().removesuffix("x").strip() for line in lines if line.strip()] == TRUTH[case][3], case
