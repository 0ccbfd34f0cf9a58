"""The draft with comments, on files like those that offices send: nothing else may change."""

import io
import re
import subprocess
import zipfile
from random import Random

import pytest
from lxml import etree

from pipelines.exports import EXPORTS
from pipelines.exports.returned import read_comments
from pipelines.intake.package import local
from pipelines.sheet import build_sheet
from pipelines.types import Decision, Dossier
from tests.conftest import ROOT
from tests.exports.office import draft_of
from tests.exports.word_files import WordFile
from tests.factories import SETTINGS, a_finding, a_review

MARKS = {"commentRangeStart", "commentRangeEnd", "commentReference"}
MAY_CHANGE = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
_PLACE = re.compile(r"^body/")


def quotes_of(draft, random, count: int = 6) -> list[str]:
    """Random stretches of the body's paragraphs, each standing once in the draft, without tabs or note marks."""
    found = []
    blocks = [b for b in draft.blocks if _PLACE.match(b.where) and b.kind in ("paragraph", "cell") and len(b.text) > 10]
    for _ in range(count * 10):
        if len(found) == count or not blocks:
            break
        block = random.choice(blocks)
        start = random.randrange(len(block.text) - 3)
        quote = block.text[start : start + random.choice([1, 4, 15, 40, 90])].strip()
        clean = all(p.kind in ("text", "inserted", "field") for p in block.pieces if p.end > start and p.start < start + len(quote))
        if quote and clean and draft.text.count(quote) == 1 and quote not in found:
            found.append(quote)
    return found


def dossier_on(data: bytes, quotes: list[str]) -> Dossier:
    draft = draft_of(data)
    review = a_review(draft, *(a_finding(draft, quote, code=f"Z{n:02d}") for n, quote in enumerate(quotes)))
    return Dossier(build_sheet(review, [Decision(f.id, "gop_y") for f in review.findings], SETTINGS), review, data)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def letters(data: bytes) -> list[tuple]:
    """Every character of the main part with its look and all that holds it; a run split in two makes no difference."""
    found = []
    for element in etree.fromstring(members(data)["word/document.xml"]).iter():
        name = local(element.tag)
        if name in MARKS or (name == "r" and all(local(c.tag) in MARKS for c in element)):
            continue
        if name in ("t", "delText", "instrText"):
            run = element.getparent()
            look = etree.tostring(run.find("{*}rPr")) if run.find("{*}rPr") is not None else b""
            holders = tuple(local(a.tag) + str(dict(a.attrib)) for a in run.iterancestors())
            found += [(name, letter, look, holders) for letter in element.text or ""]
        elif name not in ("r", "rPr") and local(element.getparent().tag if element.getparent() is not None else "") != "rPr":
            found.append((name, tuple(element.attrib.items())))
    return found


def check(seed: int) -> bytes:
    """Annotate the seed's file and hold the result against the original; returns it."""
    file = WordFile(seed)
    assert [c.comment for c in read_comments(file.data, ())] == file.old_comments()
    return check_file(file.data, file.random)


def check_file(original: bytes, random, count: int = 6) -> bytes:
    """Annotate random stretches of the file and hold the result against the original; returns it."""
    dossier = dossier_on(original, quotes_of(draft_of(original), random, count))
    data = EXPORTS["du_thao"].render(dossier)
    before, after = members(original), members(data)
    may_change = MAY_CHANGE | {name for name in after if re.fullmatch(r"word/comments\d*\.xml|word/_rels/document\d*\.xml\.rels", name)}
    assert {n: d for n, d in after.items() if n not in may_change} == {n: d for n, d in before.items() if n not in may_change}
    assert letters(data) == letters(original)
    assert draft_of(data).text == dossier.review.draft.text
    returned = read_comments(data, dossier.sheet.rows)
    assert [c.comment for c in returned if not c.finding] == [c.comment for c in read_comments(original, ())]
    ours = [(c.number, c.quote, c.edited) for c in returned if c.finding]
    assert ours == [(row.number, row.quote, False) for row in dossier.sheet.rows]
    return data


@pytest.mark.parametrize("seed", range(24))
def test_ranges_are_exact_and_everything_else_stays(seed):
    check(seed)


@pytest.mark.slow
def test_two_hundred_more_files():
    for seed in range(100, 300):
        check(seed)


@pytest.mark.office
def test_libreoffice_opens_them(tmp_path):
    assert not_opened(tmp_path, [check(seed) for seed in range(14)]) == []


@pytest.mark.slow
@pytest.mark.office
@pytest.mark.shared
def test_real_files_of_offices_are_kept_in_the_same_way(shared, tmp_path):
    real = sorted(shared.glob("data/*/*.docx")) + sorted((ROOT / "samples" / "drafts").glob("*.docx"))
    made = [check_file(path.read_bytes(), Random(number), 12) for number, path in enumerate(real) if "EMPTY" not in path.name]
    print(f"{len(made)} tệp thật")
    assert len(made) >= 20
    assert not_opened(tmp_path, made) == []


def not_opened(folder, files: list[bytes]) -> list[str]:
    """Numbers of the files that LibreOffice cannot turn into pages."""
    names = [folder / f"f{number}.docx" for number in range(len(files))]
    for path, data in zip(names, files, strict=True):
        path.write_bytes(data)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*office, *map(str, names)], check=True, capture_output=True, timeout=600)
    return [path.name for path in names if not path.with_suffix(".pdf").exists()]
