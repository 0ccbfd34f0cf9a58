"""Golden findings of the sample drafts, one readable line each: a change of them is the review of a change of the checklist.

`python -m tests.checklist.golden` writes them anew; read the difference before committing it.
"""

import datetime
import hashlib
import pathlib

from pipelines.checklist import load_checklist, run_checklist
from pipelines.intake.docx import read_docx
from pipelines.structure import build_draft
from pipelines.types import SourceFile

FOLDER = pathlib.Path(__file__).parent / "golden"
SAMPLES = sorted((pathlib.Path(__file__).resolve().parents[2] / "samples" / "drafts").glob("*.docx"))
DAY = datetime.date(2026, 11, 15)


def lines_of(path: pathlib.Path) -> list[str]:
    """“S2 A12 dieu_5__khoan_1: quote”, in the order of the findings."""
    data = path.read_bytes()
    draft = build_draft(read_docx(data, SourceFile(path.name, hashlib.sha256(data).hexdigest(), "docx")))
    findings, failures = run_checklist(load_checklist(), draft, DAY)
    assert failures == []
    return [f"{f.severity} {f.code} {f.provision}: {' '.join(f.quote.split())[:110]}" for f in findings]


def main() -> None:
    for path in SAMPLES:
        (FOLDER / f"{path.stem}.txt").write_text("\n".join(lines_of(path)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
