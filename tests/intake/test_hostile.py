"""Broken, wrong and hostile files: each refused with its own code and a Vietnamese sentence, quickly and in little memory."""

import json
import socket
import subprocess
import sys

import pytest

from pipelines import intake
from pipelines.errors import IntakeError
from pipelines.intake import formats, guard
from tests.conftest import ROOT
from tests.intake import docx_factory as f
from tests.intake.hostile import HOSTILE

QUICK = [name for name in HOSTILE if not name.startswith(("bomb", "lying", "over", "pdf bomb", "pdf of"))]


def refusal(data: bytes) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        guard.check_size(len(data))
        formats.read_here(data, {"name": "a", "sha256": ""}, lambda share, label: None)
    return refused.value


@pytest.mark.parametrize("name", QUICK)
def test_each_file_is_refused_with_its_code(name):
    build, codes = HOSTILE[name]
    error = refusal(build())
    assert error.code in codes.split()
    assert error.message and error.next_step


@pytest.mark.slow
def test_every_refusal_takes_at_most_two_seconds_and_200_megabytes(tmp_path):
    for step in ("build", "measure"):
        done = subprocess.run(
            [sys.executable, "-m", "tests.intake.hostile", step, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
        )
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["name"] for result in results] == list(HOSTILE)
    assert [result for result in results if result["code"] not in result["expected"].split()] == []
    assert [result for result in results if result["processor"] > 2 or result["megabytes"] > 200] == []
    assert "Traceback" not in done.stderr


def test_a_cell_said_to_span_a_billion_columns_is_read_at_once():
    table = f.table(f.row(f.cell(f.p("Ô rộng"), properties='<w:gridSpan w:val="1000000000"/>')))
    reading = formats.read_here(f.docx(table), {"name": "a", "sha256": ""}, lambda share, label: None)
    assert [block.text for block in reading.blocks] == ["Ô rộng"]


def test_nothing_outside_the_file_is_opened():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        home = f"http://127.0.0.1:{server.getsockname()[1]}"
        kinds = ("image", "attachedTemplate", "hyperlink", "subDocument", "aFChunk", "header")
        links = "".join(f'<Relationship Id="x{kind}" Type="{f.R}/{kind}" Target="{home}/{kind}" TargetMode="External"/>' for kind in kinds)
        linked = "<w:drawing><a:graphic><a:blip r:link='ximage'/></a:graphic></w:drawing><w:altChunk r:id='xaFChunk'/>"
        reading = intake.read_bytes(f.docx(f.p("Điều 1", f.run(inside=linked)), relationships=links), "a.docx")
        with pytest.raises(TimeoutError):
            server.accept()
    assert [block.text for block in reading.blocks] == ["Điều 1"]


@pytest.mark.parametrize("path", ["/dev/zero", "/", "khong-co.docx", "a\0b.docx", "/dev/full"])
def test_what_is_no_file_is_refused(path):
    with pytest.raises(IntakeError) as refused:
        intake.read_file(path)
    assert refused.value.code == "TEP_HONG"
