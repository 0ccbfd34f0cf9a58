"""What reading a .docx costs, as ratios inside one run: python -m tests.benchmarks.bench_intake [FILE.docx ...]

Prints: reading against a bare unzip + lxml parse of the same parts (aim ≤ 5); a file of 100,000 paragraphs (aim ≤ 5 s);
ten times the paragraphs against one time (aim ≤ 11). Without files the Civil Code beside the project is used, else the sample drafts.
"""

import io
import pathlib
import sys
import zipfile

from lxml import etree

from pipelines.intake.docx import read_docx
from pipelines.intake.package import Package
from pipelines.types import SourceFile
from tests.benchmarks.clock import best
from tests.intake import docx_factory as f

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CIVIL_CODE = ROOT.parent / "shared" / "data" / "office" / "BLuat_91-2015-QH13_dan-su.docx"
SOURCE = SourceFile("do.docx", "", "docx")


def main(arguments: list[str]) -> None:
    files = [pathlib.Path(each) for each in arguments] or [CIVIL_CODE] if CIVIL_CODE.exists() else sorted(ROOT.glob("samples/**/*.docx"))
    for file in files:
        ratio(file.name, file.read_bytes())
    small, large = draft(10_000), draft(100_000)
    seconds = best(lambda: read_docx(large, SOURCE))
    print(f"100.000 đoạn: {seconds:.2f} s  (đích ≤ 5)")
    print(f"100.000 đoạn / 10.000 đoạn = {seconds / best(lambda: read_docx(small, SOURCE)):.1f}  (đích ≤ 11)")
    ratio("100.000 đoạn ngắn, gần như không có định dạng", large, "để theo dõi")


def ratio(name: str, data: bytes, aim: str = "đích ≤ 5") -> None:
    parts = parts_read(data)
    bare = best(lambda: parse(data, parts))
    print(f"{name}: đọc / chỉ giải nén và phân tích XML = {best(lambda: read_docx(data, SOURCE)) / bare:.2f}  ({aim})")


def parts_read(data: bytes) -> list[str]:
    """The members the reader opens."""
    opened: list[str] = []

    class Noting(Package):
        def bytes(self, name: str):
            opened.append(name)
            return super().bytes(name)

    from pipelines.intake import docx

    real, docx.Package = docx.Package, Noting
    read_docx(data, SOURCE)
    docx.Package = real
    return [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name in opened]


def parse(data: bytes, parts: list[str]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for part in parts:
        etree.fromstring(archive.read(part))


def draft(paragraphs: int) -> bytes:
    """A regulation of that many paragraphs, every tenth numbered; 100,000 just keep the guard's limit of 600,000 elements."""
    rows = []
    for at in range(paragraphs):
        number = f.num_pr(1, 0) if at % 10 == 0 else ""
        rows.append(f.p(f.run(f"Nội dung thứ {at} của quy chế phối hợp thực hiện", f.font("Times New Roman")), properties=number))
    return f.docx("".join(rows), numbering=f.abstract(1, f.level(0, "Điều %1.")) + f.num(1, 1))


if __name__ == "__main__":
    main(sys.argv[1:])
