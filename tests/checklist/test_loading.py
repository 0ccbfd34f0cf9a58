"""Reading checklist files: what is wrong is refused with file and line, in Vietnamese; an office's own file lies over the house's."""

import os
import pathlib
import subprocess
import sys

import pytest

from pipelines.checklist import load_checklist
from pipelines.checklist.load import FOLDER
from pipelines.errors import ChecklistError

GOOD = """\
- code: X01
  question: "Có nêu việc thử không?"
  severity: S2
  topic: dan_van
  bases:
  - {id: nd-30-2020, article: "Điều 10"}
  comment: "Đề nghị xem lại."
  find: {primitive: phrase, any: ["việc thử"]}
  hits: ["Nêu việc thử.", "Có việc thử mới.", "Đây là việc thử."]
  misses: ["Không nêu gì.", "Việc khác.", "Thử việc ba tháng."]
"""
WRONG = {
    "a broken bracket": ("find: {primitive: phrase", "find: {primitive: phrase]", "YAML"),
    "an unknown key": ("  comment:", "  loi_khuyen: x\n  comment:", "loi_khuyen"),
    "a key twice": ("  comment:", "  severity: S1\n  comment:", "hai lần"),
    "a missing key": ('  comment: "Đề nghị xem lại."\n', "", "comment"),
    "a missing question": ('  question: "Có nêu việc thử không?"\n', "", "question"),
    "an unknown severity": ("severity: S2", "severity: S9", "S1, S2, S3"),
    "an unknown topic": ("topic: dan_van", "topic: van_hoa", "dan_van"),
    "an unknown primitive": ("primitive: phrase", "primitive: cum_tu", "phrase"),
    "no primitive": ("primitive: phrase, ", "", "primitive"),
    "an unknown key of the primitive": ("any: [", "moi: [1], any: [", "moi"),
    "a missing key of the primitive": (', any: ["việc thử"]', "", "any"),
    "an open bracket in a pattern": ('"việc thử"]}', '"(việc thử"]}', "ngoặc"),
    "a gap at the end of a pattern": ('"việc thử"]}', '"việc thử …3"]}', "kết thúc"),
    "an empty pattern": ('"việc thử"]}', '" "]}', "chữ"),
    "an unknown class": ('"việc thử"]}', '"<khong_co>"]}', "<khong_co>"),
    "an unknown guard": ('"việc thử"]}', '"việc thử"], guards: [bo_loc]}', "phu_dinh"),
    "an unknown scope": ('"việc thử"]}', '"việc thử"], with: {chuong: ["x"]}}', "article"),
    "an unknown basis": ("nd-30-2020", "nd-999-2099", "nd-999-2099"),
    "an unknown key of a basis": ("article:", "dieu:", "dieu"),
    "too few hits": ('"Nêu việc thử.", "Có việc thử mới.", ', "", "3 ví dụ"),
    "too few misses": ('"Không nêu gì.", ', "", "3 ví dụ"),
    "a bare no among the hits": ('"Nêu việc thử."', "no", "dấu ngoặc kép"),
    "a bare number as text": ('"Đề nghị xem lại."', "12", "dấu ngoặc kép"),
    "a bare date as text": ('"Đề nghị xem lại."', "2026-01-01", "dấu ngoặc kép"),
    "an alias": (
        'hits: ["Nêu việc thử.", "Có việc thử mới.", "Đây là việc thử."]', 'hits: &a ["việc thử", "b", "c"]\n  note: *a',
        "bí danh",
    ),
    "a list where a mapping stands": ("- code: X01", "- - code: X01", ":"),
    "text where a list stands": ('misses: ["Không nêu gì.", "Việc khác.", "Thử việc ba tháng."]', 'misses: "Không"', "danh sách"),
    "an ask that is not S3": ("severity: S2", "severity: S2\n  ask: true", "S3"),
    "a wrong true": ("severity: S2", 'severity: S2\n  ask: "true"', "true/false"),
    "an example with text and document": ('"Nêu việc thử."', '{text: "a", document: ["b"]}', "đúng một"),
    "a code twice": ("- code: X01", '- code: X01\n  <<: {}\n- code: X01', ""),
}  # fmt: skip


def write(folder: pathlib.Path, text: str, name: str = "thu.yaml") -> pathlib.Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read(tmp_path):
    checklist = load_checklist(write(tmp_path, GOOD))
    assert [item.code for item in checklist.items] == ["X01"]
    assert checklist.lines["X01"] == "thu.yaml, dòng 1"


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_with_file_and_line(tmp_path, case):
    old, new, said = WRONG[case]
    assert old in GOOD
    with pytest.raises(ChecklistError) as caught:
        load_checklist(write(tmp_path, GOOD.replace(old, new, 1)))
    assert "thu.yaml, dòng " in caught.value.message
    assert said in caught.value.message


@pytest.mark.parametrize("text", ["", "# chỉ có lời ghi\n"])
def test_an_empty_file_is_refused(tmp_path, text):
    with pytest.raises(ChecklistError, match="rỗng"):
        load_checklist(write(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ChecklistError, match="khong_co.yaml"):
        load_checklist(tmp_path / "khong_co.yaml")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "thu.yaml"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(ChecklistError, match="không đọc được"):
        load_checklist(path)


def test_the_version_changes_with_any_word_of_an_item(tmp_path):
    first = load_checklist(write(tmp_path, GOOD))
    same = load_checklist(write(tmp_path, "# lời ghi không đổi gì\n" + GOOD))
    other = load_checklist(write(tmp_path, GOOD.replace("xem lại", "sửa lại")))
    assert first.version == same.version != other.version
    assert first.versions["X01"] != other.versions["X01"]


def test_the_files_of_the_house_hold_items_only():
    assert {path.suffix for path in FOLDER.iterdir()} == {".yaml"}


def test_the_version_is_the_same_in_every_run_of_the_program():
    """Sheets carry it: a version that depends on the order of a set would name no checklist at all."""
    ask = "from pipelines.checklist import load_checklist; print(load_checklist().version)"
    runs = [
        subprocess.run([sys.executable, "-c", ask], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != ""
