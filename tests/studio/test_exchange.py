"""Excel, YAML and packs: out and in again without a difference, and every broken file refused in plain words."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipelines.errors import ChecklistError
from pipelines.studio import (
    Overlay,
    Pack,
    WorkbookError,
    compare,
    compose,
    merge,
    read_pack,
    read_workbook,
    read_yaml,
    shipped,
    shipped_entry,
    shipped_under,
    take_shipped,
    take_theirs,
    update_conflicts,
    write_pack,
    write_workbook,
    write_yaml,
)
from pipelines.studio import plain as plain_room
from tests.studio.factory import ITEM, full_overlay

EVERYTHING = Overlay().holding("items", [shipped_entry("items", item.code) for item in shipped().items])


NOTHING = {"bases": [], "kinds": [], "note": "(không có)", "hits": ["(không có)", "hai", "ba"]}
BARE = Overlay().put("items", ITEM | {"bases": []}).put("items", {"code": "F04", **NOTHING})


@pytest.mark.parametrize("overlay", [Overlay(), full_overlay(), BARE, EVERYTHING], ids=["trống", "nhỏ", "bỏ hết căn cứ", "cả danh mục"])
def test_excel_and_yaml_bring_back_exactly_what_was_written(overlay):
    assert read_workbook(write_workbook(overlay)) == overlay
    assert read_yaml(write_yaml(overlay), "tep.yaml") == overlay


WORDS = some.text(alphabet="aăđ \"\\'{}[]|:#=+-@…<>\n1.", min_size=1, max_size=30).map(str.strip).filter(bool)


@settings(max_examples=25)
@given(WORDS, WORDS, WORDS)
def test_any_words_survive_excel_and_yaml(comment, one, other):
    entry = {"code": "G02", "comment": comment, "note": other, "hits": [one, {"text": other, "system": "dang"}, comment]}
    overlay = Overlay().put("items", entry)
    assert read_workbook(write_workbook(overlay)) == overlay
    assert read_yaml(write_yaml(overlay), "tep.yaml") == overlay


def test_a_workbook_holds_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(full_overlay())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=SUM") for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}


def workbook(change) -> bytes:
    """A good workbook after `change(book)`."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(full_overlay())))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(sheet: str, row: int, column: int, value):
    def change(book):
        book[sheet].cell(row, column).value = value

    return change


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


ITEMS = "Mục kiểm tra"
GOOD = write_workbook(full_overlay())
BAD_BOOKS = {
    "không phải zip": (b"khong phai", "không phải là bảng tính"),
    "đời cũ hoặc có mật khẩu": (b"\xd0\xcf\x11\xe0" + b"0" * 600, "đời cũ"),
    "zip không có sổ": (zipped(word__document_xml="<a/>"), "không phải là bảng tính"),
    "sổ hỏng": (zipped(xl__workbook_xml="<a"), "không phải là bảng tính"),
    "cắt cụt": (GOOD[: len(GOOD) // 2], "đã hỏng"),
    "DTD": (zipped(xl__workbook_xml='<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "không an toàn"),
    "bom nén": (zipped(xl__workbook_xml="0" * 30_000_000), "giải nén ra lớn"),
    "macro": (zipped(xl__workbook_xml="<a/>", xl__vbaProject="x"), "macro"),
    "thiếu bảng": (workbook(lambda book: book.remove(book[ITEMS])), "Thiếu bảng “Mục kiểm tra”"),
    "thiếu cột mã": (workbook(put(ITEMS, 1, 1, "Mã số")), "thiếu cột “Mã”"),
    "cột lạ": (workbook(put(ITEMS, 1, 20, "Cột lạ")), "không có cột “Cột lạ”"),
    "cột hai lần": (workbook(put(ITEMS, 1, 20, "Câu hỏi")), "có hai lần"),
    "mức sai": (workbook(put(ITEMS, 2, 4, "Nặng")), "hàng 2, cột “Mức độ”: “Nặng” không dùng được; chọn một trong: S1 – bắt buộc sửa"),
    "chủ đề sai": (workbook(put(ITEMS, 2, 5, "khác")), "hàng 2, cột “Chủ đề”"),
    "công thức": (workbook(put(ITEMS, 2, 9, "=1+1")), "hàng 2, cột “Ý kiến gợi ý”: ô có công thức"),
    "YAML trong ô": (workbook(put(ITEMS, 2, 11, "primitive: [")), "hàng 2, cột “Cách tìm (YAML)”: ô này, dòng"),
    "cách tìm lạ": (workbook(put(ITEMS, 2, 11, 'primitive: "doan"')), "hàng 2, cột “Cách tìm (YAML)”: không có cách tìm “doan”"),
    "ít ví dụ": (workbook(put(ITEMS, 2, 12, "một câu")), "hàng 2: mục Y01 cần ít nhất 3 ví dụ"),
    "thiếu ô": (workbook(put(ITEMS, 2, 4, None)), "hàng 2: thiếu ô “Mức độ”"),
    "thiếu mã": (workbook(put(ITEMS, 2, 1, None)), "hàng 2: thiếu ô “Mã”"),
    "mã trùng": (workbook(put(ITEMS, 3, 1, "Y01")), "hàng 3: “Y01” đã có ở hàng 2"),
    "căn cứ lạ": (workbook(put(ITEMS, 2, 8, "khong-co | Điều 1")), "hàng 2: mục Y01: không có căn cứ “khong-co”"),
    "ngày sai": (workbook(put("Căn cứ pháp lý", 2, 7, "31/02/2026")), "hàng 2, cột “Ngày ban hành”"),
    "số thập phân": (workbook(put("Căn cứ pháp lý", 2, 4, 1.5)), "hàng 2, cột “Tên”: ô phải là chữ"),
    "nhóm lạ": (workbook(put("Tên cũ, tên mới", 2, 6, "khác")), "hàng 2, cột “Nhóm”"),
    "lớp từ lạ": (workbook(put("Thuật ngữ", 2, 2, "nguoi")), "Bảng “Thuật ngữ”, hàng 2: không có lớp từ “nguoi”"),
}


@pytest.mark.parametrize("name", BAD_BOOKS)
def test_a_broken_workbook_is_refused_with_its_place(name):
    data, said = BAD_BOOKS[name]
    with pytest.raises(ChecklistError) as refused:
        read_workbook(data)
    assert said in refused.value.message and refused.value.next_step


def test_all_bad_rows_are_told_at_once():
    with pytest.raises(WorkbookError) as refused:
        read_workbook(
            workbook(lambda book: (put(ITEMS, 2, 4, "S8")(book), put(ITEMS, 4, 5, "x")(book), put("Tên cũ, tên mới", 2, 6, "y")(book)))
        )
    assert len(refused.value.problems) == 3


def test_rows_that_can_be_read_but_do_not_fit_are_told_with_the_others():
    with pytest.raises(WorkbookError) as refused:
        read_workbook(workbook(lambda book: (put("Thuật ngữ", 2, 2, "x")(book), put(ITEMS, 2, 11, 'primitive: "y"')(book))))
    assert [problem.split(":")[0] for problem in refused.value.problems] == [
        "Bảng “Thuật ngữ”, hàng 2",
        "Bảng “Mục kiểm tra”, hàng 2, cột “Cách tìm (YAML)”",
    ]


@pytest.mark.parametrize("said", ["S3", "lưu ý", "Lưu ý", "S3 – lưu ý"])
def test_a_severity_is_written_as_people_call_it(said):
    assert read_workbook(workbook(put(ITEMS, 2, 4, said))).entries("items")["Y01"]["severity"] == "S3"


def item(**changes) -> str:
    """The YAML of a good item after the changes (None: without the key)."""
    return plain_room.write([{k: v for k, v in (ITEM | changes).items() if v is not None}])


BAD_YAML = {
    "trống": ("", "tệp rỗng"),
    "cú pháp": ("- code: [", "dòng 2: sai cú pháp YAML: thiếu dấu đóng ngoặc"),
    "tab": ("- code: x\n\tquestion: y", "dòng 2: sai cú pháp YAML: dòng thụt vào bằng phím Tab"),
    "không phải danh sách": ('"chữ"', "tệp phải là danh sách mục"),
    "phần lạ": ("muc: []\n", "không có phần “muc”"),
    "phần hai lần": ("items: []\nitems: []\n", "viết hai lần"),
    "phần không phải danh sách": ('items: "x"\n', "phải là danh sách"),
    "bí danh": ('- &a {code: "X1"}\n- *a\n', "bí danh"),
    "mục là chữ": ('- "X1"\n', "khóa: giá trị"),
    "khóa hai lần": ('- code: "X1"\n  code: "X2"\n', "“code” viết hai lần"),
    "thiếu mã": (item(code=None), "thiếu khóa “code”"),
    "mã trùng": (item() + item(), "“Y01” viết hai lần"),
    "khóa lạ": (item(muc="x"), "không có khóa “muc”; các khóa dùng được"),
    "thiếu câu hỏi": (item(question=None), "thiếu khóa “question”"),
    "mức lạ": (item(severity="S4"), "chọn một trong: S1, S2, S3"),
    "mức là số": (item(severity=1), "cần chữ, đang là số nguyên"),
    "chủ đề lạ": (item(topic="an_ninh"), "chọn một trong: dan_van"),
    "câu hỏi trống": (item(question=" "), "chữ để trống"),
    "ngày trần": ("- code: 2026-01-01\n", "cần chữ, đang là ngày"),
    "no trần": ("- code: no\n", "cần chữ, đang là true/false"),
    "thiếu cách tìm": (item(find={"any": ["x"]}), "thiếu khóa “primitive”"),
    "cách tìm lạ": (item(find={"primitive": "x"}), "chọn một trong: phrase"),
    "ngoặc hở": (item(find={"primitive": "phrase", "any": ["(a|b"]}), "kiểm tra dấu ngoặc"),
    "phạm vi lạ": (item(find={"primitive": "phrase", "any": ["x y"], "unless": {"trang": ["z"]}}), "không có phạm vi “trang”"),
    "bộ lọc lạ": (item(find={"primitive": "phrase", "any": ["x y"], "guards": ["z"]}), "không có bộ lọc “z”"),
    "lồng sâu": ("[" * 3000, "ngoặc lồng nhau quá nhiều"),
    "ký tự lạ": ("- code: \x00", "ký tự điều khiển"),
    "ngoặc kép hở": ('- code: "X1\n  question: y', "thiếu dấu ngoặc kép đóng"),
    "hai dấu hai chấm": ("- code: X1: y", "thừa dấu hai chấm"),
    "tab giữa phần": ('items:\n  - code: "Y05"\n\tquestion: "x"\n', "dòng 3: sai cú pháp YAML: dòng thụt vào bằng phím Tab"),
    "lệch dòng": ("- code: x\n question: y", "thụt đầu dòng không thẳng"),
}


@pytest.mark.parametrize("name", BAD_YAML)
def test_a_broken_yaml_file_is_refused_with_file_and_line(name):
    text, said = BAD_YAML[name]
    with pytest.raises(ChecklistError, match=r"^danh-muc\.yaml") as refused:
        read_yaml(text, "danh-muc.yaml")
    assert said in refused.value.message


def a_pack() -> Pack:
    overlay = full_overlay()
    return Pack(overlay, "Ban Xây dựng Đảng phường Hoa Ban", "2026-11-26", 3, compose(overlay).version)


def test_a_pack_arrives_as_it_left():
    assert read_pack(write_pack(a_pack())) == a_pack()
    assert write_pack(a_pack()) == write_pack(a_pack())


def test_a_pack_changed_on_its_way_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_pack(a_pack()))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"S2", b"S3"))
    with pytest.raises(ChecklistError, match="đã bị sửa"):
        read_pack(stream.getvalue())


@pytest.mark.parametrize("data", [b"", b"PK", GOOD, zipped(goi="{}")])
def test_what_is_no_pack_is_refused(data):
    with pytest.raises(ChecklistError, match="không phải là gói danh mục"):
        read_pack(data)


def test_two_offices_meet_and_what_they_hold_differently_is_shown():
    mine, theirs = full_overlay(), Overlay().put("items", ITEM | {"severity": "S3"}).put("items", ITEM | {"code": "Y02"})
    merged, conflicts = merge(mine, theirs)
    assert set(merged.entries("items")) == {"Y01", "Y02", "H01", "G02"}
    assert [(c.part, c.key) for c in conflicts] == [("items", "Y01")]
    assert merged.entries("items")["Y01"] == mine.entries("items")["Y01"]
    assert take_theirs(merged, conflicts[0]).entries("items")["Y01"]["severity"] == "S3"


def test_an_update_that_changed_the_same_words_is_shown():
    overlay = full_overlay()
    base = shipped_under(overlay)
    assert update_conflicts(overlay, base) == ()
    base["items"]["G02"]["comment"] = "lời cũ, trước bản cập nhật"
    found = update_conflicts(overlay, base)
    assert [(c.key, c.field, c.theirs) for c in found] == [("G02", "comment", shipped_entry("items", "G02")["comment"])]
    mended = take_shipped(overlay, found[0])
    assert mended.entries("items")["G02"] == {"code": "G02", "kinds": ["Kế hoạch"]}
    assert compose(mended).item("G02").comment == shipped().item("G02").comment


def test_two_versions_are_compared_entry_by_entry():
    later = full_overlay().drop("names", "to_dan_pho_cu").put("items", ITEM | {"severity": "S3"})
    found = {(d.part, d.key): (d.before, d.after) for d in compare(full_overlay(), later)}
    assert set(found) == {("items", "Y01"), ("names", "to_dan_pho_cu")}
    assert found["names", "to_dan_pho_cu"][1] is None
