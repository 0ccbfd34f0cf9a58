"""A draft marked MẬT, TỐI MẬT or TUYỆT MẬT is refused in every format before anything is written; words about secrecy pass."""

import os
import unicodedata

import pytest

from pipelines import intake
from pipelines.errors import SecretMarked
from pipelines.intake import formats
from pipelines.intake.secrecy import find_secrecy_mark
from pipelines.types import Block
from tests.intake import docx_factory as f
from tests.intake import files

BEFORE = ("ĐẢNG ỦY PHƯỜNG YÊN TỬ", "Số 05-KH/ĐU")
AFTER = ("KẾ HOẠCH", "Điều 1. Phạm vi điều chỉnh", "Kế hoạch này quy định công tác dân vận.")


def read(data: bytes, name: str = "du-thao"):
    return formats.read_here(data, {"name": name, "sha256": ""}, lambda share, label: None)


def word(*lines: str, **parts) -> bytes:
    return f.docx("".join(line if line.startswith("<") else f.p(line) for line in (*BEFORE, *lines, *AFTER)), **parts)


def in_font(text: str, font: str) -> str:
    return f.p(f.run(text, f.font(font)))


MARKED = {
    "một dòng": word("MẬT"),
    "tối mật": word("TỐI MẬT"),
    "tuyệt mật trong ngoặc": word("(TUYỆT MẬT)"),
    "cách chữ": word("M Ậ T"),
    "cách chữ và dấu": word("* T U Y Ệ T   M Ậ T *"),
    "chữ tổ hợp NFD": word(unicodedata.normalize("NFD", "TỐI MẬT")),
    "ký tự ẩn giữa chữ": word("M\u200bẬ\u00adT"),
    "sau nhãn": word("Độ mật: Mật"),
    "sau nhãn dài": word("Dấu chỉ mức độ mật: Tối mật.   Độ khẩn: Khẩn"),
    "cùng độ khẩn": word("MẬT - HỎA TỐC"),
    "số bản": word("TUYỆT MẬT (Bản số 02)"),
    "cạnh số ký hiệu": word("Số: 12-BC/ĐU (MẬT)"),
    "TCVN3": word(in_font("MËT", ".VnTimeH")),
    "TCVN3 chữ thường, phông hoa": word(in_font("tèi mËt", ".VnTimeH")),
    "VNI": word(in_font("TUYEÄT MAÄT", "VNI-Times")),
    "TCVN3 mất phông": word("TUYÖT MËT"),
    "đầu trang": word(headers=(f.p("MẬT"),)),
    "chân trang": word(footers=(f.p("Tối mật"),)),
    "khung chữ": word(f.p(f.run(inside=f.drawing_box(f.p("MẬT"))))),
    "khung chữ VML": word(f.p(f.run(inside=f.vml_box(f.p("TỐI"), f.p("MẬT"))))),
    "ô bảng": word(f.table(f.row(f.cell(f.p("MẬT")), f.cell(f.p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))))),
    "ô nhãn và ô giá trị": word(f.table(f.row(f.cell(f.p("Độ mật")), f.cell(f.p("Mật"))))),
    "chữ Kirin trông giống": word("МẬТ"),
    "đã xóa theo dấu vết": word(f.p(f.deleted("MẬT"))),
    "giữa văn bản": f.docx("".join(f.p(f"Câu thứ {n} của dự thảo.") for n in range(200)) + f.p("TUYỆT MẬT")),
    "ngoặc vuông": word("[MẬT]"),
    "chấm giữa chữ": word("M.Ậ.T"),
    "nhãn và mật chữ hoa": word("ĐỘ MẬT : TUYỆT MẬT"),
    "xuống dòng trong đoạn": word(f.p("TUYỆT", f.run(inside="<w:br/>"), "MẬT")),
    "không dấu, chữ hoa": word("TOI MAT"),
    "chữ toàn rộng": word("ＭẬＴ"),
    "ba chữ ba run": word(f.p(f.t("M"), f.t("Ậ"), f.t("T"))),
    "cùng dòng, sau tab": word(f.p("Số 05-KH/ĐU", f.run(inside="<w:tab/>"), "MẬT")),
}

PASSING = {
    "bảo mật": ("Bảo đảm an toàn, bảo mật thông tin của Nhân dân.", "BẢO MẬT THÔNG TIN", "BẢO MẬT"),
    "bí mật cá nhân": ("Không xâm phạm bí mật cá nhân, bí mật gia đình.", "BÍ MẬT CÁ NHÂN", "Bí mật"),
    "mật độ": ("Mật độ dân số 1.200 người/km2.", "MẬT ĐỘ DÂN SỐ", "Mật độ"),
    "chế độ mật": ("Thực hiện chế độ mật theo quy định.", "CHẾ ĐỘ MẬT", "Tài liệu lưu theo chế độ mật"),
    "mật khẩu": ("Mật khẩu: không chia sẻ cho người khác.", "MẬT KHẨU"),
    "bảo vệ bí mật nhà nước": ("Căn cứ Luật Bảo vệ bí mật nhà nước;", "BẢO VỆ BÍ MẬT NHÀ NƯỚC"),
    "nói về văn bản mật": ("Văn bản mật được đăng ký riêng.", "Không dùng máy nối mạng để soạn thảo văn bản MẬT, TỐI MẬT."),
    "kể các độ mật": (
        "Độ mật gồm: Tuyệt mật, Tối mật và Mật.",
        "Độ mật: Tuyệt mật, tối mật, mật",
        "Dấu chỉ mức độ mật gồm: Mật, tối mật, tuyệt mật.",
    ),
    "kể thành gạch đầu dòng": ("Độ mật được chia thành:", "- Tuyệt mật;", "- Tối mật;", "- Mật."),
    "kể thành dòng chữ hoa": ("Các dấu chỉ độ mật:", "TUYỆT MẬT", "TỐI MẬT", "MẬT"),
    "kể thành điểm": ("a) Tuyệt mật;", "b) Tối mật;", "c) Mật."),
    "ô đánh dấu của biểu mẫu": ("☐ Mật", "☐ Thường", "☐ Tuyệt mật   ☐ Tối mật   ☐ Mật   ☐ Thường"),
    "không dấu": ("toi mat", "Mat"),
    "tiêu đề nói về độ mật": ("2.1. Dấu chỉ mức độ mật, mức độ khẩn", "Chương II. QUẢN LÝ VĂN BẢN MẬT", "ĐỘ MẬT"),
    "bỏ trống độ mật": ("Độ mật:", "Độ mật: ........", "Độ mật: không"),
    "họ tên, nơi chốn": ("Ông Trần Văn Mật, Trưởng thôn Mật Sơn", "Đồng chí Mật", "Tổ dân phố Mật"),
    "cơ mật, mật thiết": ("Giữ mối liên hệ mật thiết với Nhân dân.", "CƠ MẬT", "MẬT THIẾT VỚI NHÂN DÂN"),
}


@pytest.mark.parametrize("case", MARKED)
def test_a_marked_draft_is_refused(case):
    with pytest.raises(SecretMarked) as refusal:
        read(MARKED[case])
    assert "độ mật" in refusal.value.message


@pytest.mark.parametrize("case", PASSING)
def test_words_about_secrecy_pass(case):
    reading = read(word(*PASSING[case]))
    assert [block.text for block in reading.blocks] == [*BEFORE, *PASSING[case], *AFTER]


def test_a_table_of_documents_with_a_column_of_degrees_passes():
    rows = [("STT", "Tên tài liệu", "Độ mật"), ("1", "Báo cáo A", "MẬT"), ("2", "Báo cáo B", "TỐI MẬT")]
    table = f.table(*(f.row(*(f.cell(f.p(text)) for text in row)) for row in rows))
    assert len(read(word(table)).blocks) == len(BEFORE) + 9 + len(AFTER)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("ending", ["docx", "rtf", "odt", "doc", "txt", "pdf"])
def test_every_format_is_refused(ending, mark):
    lines = (*BEFORE, mark, *AFTER)
    data = {
        "docx": lambda: word(mark),
        "rtf": lambda: files.rtf_lines(*lines),
        "odt": lambda: files.odt("".join(files.odt_p(line) for line in lines)),
        "doc": lambda: files.doc("".join(line + "\r" for line in lines)),
        "txt": lambda: "\n".join(lines).encode(),
        "pdf": lambda: files.pdf([(70, 780 - 20 * number, line) for number, line in enumerate(lines)]),
    }[ending]()
    with pytest.raises(SecretMarked):
        read(data)


@pytest.mark.parametrize("ending", ["rtf", "odt", "doc", "txt", "pdf"])
def test_near_misses_pass_in_every_format(ending):
    lines = (*BEFORE, "BẢO MẬT THÔNG TIN", "Giữ bí mật cá nhân, bảo đảm mật độ.", "TUYỆT MẬT", "TỐI MẬT", "MẬT", *AFTER)
    data = {
        "rtf": lambda: files.rtf_lines(*lines),
        "odt": lambda: files.odt("".join(files.odt_p(line) for line in lines)),
        "doc": lambda: files.doc("".join(line + "\r" for line in lines)),
        "txt": lambda: "\n".join(lines).encode(),
        "pdf": lambda: files.pdf([(70, 780 - 20 * number, line) for number, line in enumerate(lines)]),
    }[ending]()
    assert "BẢO MẬT THÔNG TIN" in [block.text for block in read(data).blocks]


HEADER_IN_ODT = "<style:master-page><style:header>" + files.odt_p("MẬT") + "</style:header></style:master-page>"
FRAME_IN_ODT = "<text:p><draw:frame><draw:text-box>" + files.odt_p("Mật") + "</draw:text-box></draw:frame>Nội dung</text:p>"
TCVN3 = "B\xb8o c\xb8o c\xab ng t\xb8c d\xa9n v\xcbn\nM\xcbT\nN\xe9i dung b\xb8o c\xb8o c\xf1a \xae\xb6ng \xf1y"
ELSEWHERE = {
    "rtf, đầu trang": files.rtf(r"{\header " + files.rtf_text("MẬT") + r"\par}" + files.rtf_text("Nội dung") + r"\par"),
    "rtf, khung": files.rtf(r"{\shp{\*\shpinst{\shptxt " + files.rtf_text("TỐI MẬT") + r"\par}}}Noi dung\par"),
    "rtf, TCVN3": files.rtf(r"\f1 T\'e8i m\'cbt\par", r"{\f0 Arial;}{\f1\fnil .VnTimeH;}"),
    "odt, đầu trang": files.odt(files.odt_p("Nội dung"), HEADER_IN_ODT),
    "odt, khung": files.odt(FRAME_IN_ODT),
    "doc, đầu trang": files.doc("Nội dung\r", header="MẬT\r"),
    "doc, khung": files.doc("Nội dung\r", textbox="Tối mật\r"),
    "doc, TCVN3": files.doc("B¸o c¸o\rMËT\rNéi dung\r", eight_bit=True),
    "txt, TCVN3": TCVN3.encode("latin-1"),
    "pdf, đầu trang": files.pdf(*([(280, 815, "MẬT"), (70, 700, f"Nội dung trang {n} của dự thảo kế hoạch.")] for n in range(4))),
}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_marks_outside_the_body_are_seen(place):
    with pytest.raises(SecretMarked):
        read(ELSEWHERE[place])


WATERMARK = '<w:pict><v:shape type="#_x0000_t136"><v:textpath style="font-family:Arial" string="{}"/></v:shape></w:pict>'
PROPERTIES = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>{}</dc:title></cp:coreProperties>'
DIAGRAM = '<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:dataModel>'


def in_margins(text: str) -> dict[str, bytes]:
    word_art = r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv " + files.rtf_text(text) + r"}}}}Noi dung\par"
    return {
        "hình mờ": word(headers=(f.p(f.run(inside=WATERMARK.format(text))),)),
        "thuộc tính": word(members={"docProps/core.xml": PROPERTIES.format(text).encode()}),
        "sơ đồ": word(members={"word/diagrams/data1.xml": DIAGRAM.format(text).encode()}),
        "WordArt của rtf": files.rtf(word_art),
        "WordArt của doc": files.doc("Nội dung\r", table=b"\x0b\xf0" + (text + "\0").encode("utf-16-le")),
    }


@pytest.mark.parametrize("mark", ["MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("place", in_margins(""))
def test_marks_drawn_or_kept_beside_the_text_are_seen(place, mark):
    with pytest.raises(SecretMarked):
        read(in_margins(mark)[place])


@pytest.mark.parametrize("words", ["BẢO MẬT", "DỰ THẢO", "Bảo vệ bí mật nhà nước"])
@pytest.mark.parametrize("place", in_margins(""))
def test_other_words_beside_the_text_pass(place, words):
    assert read(in_margins(words)[place]).blocks


def test_a_mark_left_in_the_bytes_of_a_doc_is_seen_though_no_text_names_it():
    data = files.doc("Nội dung của dự thảo\r") + bytes(512)
    hidden = "\rTUYỆT MẬT\r".encode("utf-16-le")
    at = data.index("Nội dung".encode("utf-16-le")) + 600
    with pytest.raises(SecretMarked):
        read(data[:at] + hidden + data[at + len(hidden) :])


def test_a_refused_file_leaves_no_byte_on_disk(tmp_path, monkeypatch):
    """The reading process may not write at all; nothing appears in the temporary or the current folder."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name, data in (("a.docx", MARKED["đầu trang"]), ("b.doc", files.doc("MẬT\rNội dung\r"))):
        with pytest.raises(SecretMarked):
            intake.read_bytes(data, name)
    assert os.listdir(tmp_path) == []


def test_the_mark_names_its_degree_and_place():
    blocks = [Block("paragraph", "Số 05", "body/p[1]"), Block("header", "Tối mật", "header1/p[1]")]
    mark = find_secrecy_mark(blocks)
    assert (mark.degree, mark.where) == ("TỐI MẬT", "header1/p[1]")
    assert find_secrecy_mark(blocks[:1]) is None


def test_the_refusal_says_what_to_do_and_quotes_nothing():
    with pytest.raises(SecretMarked) as refusal:
        read(word("MẬT", "Nội dung tuyệt đối không được lặp lại"))
    assert "lặp lại" not in refusal.value.sentence
    assert "bí mật nhà nước" in refusal.value.next_step
