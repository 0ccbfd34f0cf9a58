"""What holds for every export the moment it is registered."""

import dataclasses
import hashlib
import io
import re
import zipfile

import pytest

from pipelines.errors import ExportError, UsageError
from pipelines.exports import EXPORTS, export_sheet
from pipelines.types import Dossier
from tests.exports.office import dossier_with_original
from tests.factories import a_sheet

HOSTILE = '=HYPERLINK("http://x")<b>&amp;\x01\x0b ![](http://x) {{ 7*7 }} \ud800'


@pytest.fixture(params=sorted(EXPORTS))
def export(request):
    return EXPORTS[request.param]


def test_the_same_dossier_gives_the_same_bytes(export):
    dossier = dossier_with_original()
    assert export.render(dossier) == export.render(dossier)


def test_no_export_links_outside(export):
    data = export.render(dossier_with_original())
    if export.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith(".rels"):
                    assert b'TargetMode="External"' not in package.read(name), name


def test_no_paper_holds_a_field_but_page_numbers(export):
    if export.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(export.render(dossier_with_original()))) as package:
            codes = [code for name in package.namelist() for code in re.findall(rb"<w:instrText[^>]*>([^<]*)", package.read(name))]
        assert {code.strip() for code in codes} <= {b"PAGE"}


def test_hostile_words_of_a_draft_stay_words(export):
    dossier = dossier_with_original()
    rows = tuple(dataclasses.replace(row, comment=HOSTILE, wording=HOSTILE) for row in dossier.sheet.rows)
    data = export.render(dataclasses.replace(dossier, sheet=dataclasses.replace(dossier.sheet, rows=rows)))
    assert data


def test_an_export_says_whether_the_dossier_suffices(export):
    assert export.possible(dossier_with_original())
    assert export.possible(Dossier(a_sheet())) is not (export.needs_original or export.needs_followed)


def test_a_file_is_written_whole_or_not_at_all(export, tmp_path):
    target = export_sheet(dossier_with_original(), export.key, tmp_path / f"ra{export.suffix}")
    assert target.stat().st_size > 0
    assert [p.name for p in tmp_path.iterdir()] == [target.name]


def test_a_missing_folder_is_a_named_error(tmp_path):
    with pytest.raises(ExportError):
        export_sheet(Dossier(a_sheet()), "json", tmp_path / "khong-co" / "ra.json")


def test_an_unknown_kind_lists_the_choices():
    with pytest.raises(UsageError, match="khong_co") as error:
        export_sheet(Dossier(a_sheet()), "khong_co", "ra")
    assert "phieu" in error.value.next_step


def test_the_case_file_copy_lists_its_files_with_codes_that_prove_them():
    dossier = dossier_with_original()
    dossier = dataclasses.replace(dossier, sheet=dataclasses.replace(dossier.sheet, audit_head="ab" * 32))
    with zipfile.ZipFile(io.BytesIO(EXPORTS["tron_bo"].render(dossier))) as whole:
        listed = whole.read("ban-ke-ma-kiem-tra.txt").decode("utf-8-sig")
        others = [name for name in whole.namelist() if name != "ban-ke-ma-kiem-tra.txt"]
        for name in others:
            assert f"{hashlib.sha256(whole.read(name)).hexdigest()}  {name}" in listed
    assert len(others) == len(EXPORTS) - 1
    assert hashlib.sha256(dossier.original).hexdigest() in listed and f"Mã cuối nhật ký: {'ab' * 32}" in listed
    assert "Phiên bản sổ căn cứ: def456" in listed
