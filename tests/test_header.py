"""What the first page says."""

import pytest

from pipelines.header import read_header
from pipelines.types import Block


def cells(*columns: str) -> list[Block]:
    """A head laid out in one table row."""
    return [
        Block("cell", text, f"body/tbl[1]/tr[1]/tc[{c + 1}]/p[{k + 1}]", table=(1, 1, c + 1))
        for c, column in enumerate(columns)
        for k, text in enumerate(column.split("\n"))
    ]


def paragraphs(*lines: str) -> list[Block]:
    return [Block("paragraph", line, f"body/p[{k + 1}]") for k, line in enumerate(lines)]


STATE = cells(
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NINH\n-------\nSố:      /2026/QĐ-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n----------\nQuảng Ninh, ngày      tháng 11 năm 2026",
)
PARTY = cells("TỈNH ỦY QUẢNG NINH\nĐẢNG ỦY PHƯỜNG HOA BAN\n*\nSố 12-QC/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM\n\nHoa Ban, ngày 05 tháng 3 năm 2026")


def test_a_state_document_in_a_table_head():
    header = read_header(STATE + paragraphs("QUYẾT ĐỊNH", "Ban hành Quy chế tiếp công dân", "Căn cứ Luật Tiếp công dân số 42/2013/QH13;"))
    assert (header.system, header.kind, header.number) == ("nha_nuoc", "Quyết định", "Số: /2026/QĐ-UBND")
    assert (header.issuer, header.parent_issuer) == ("ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH", "")
    assert (header.place, header.date) == ("Quảng Ninh", None)
    assert header.title == "Ban hành Quy chế tiếp công dân"


def test_a_party_document():
    header = read_header(PARTY + paragraphs("QUY CHẾ", "tiếp dân, đối thoại", "- Căn cứ Điều lệ Đảng;"))
    assert (header.system, header.kind, header.number) == ("dang", "Quy chế", "Số 12-QC/ĐU")
    assert (header.issuer, header.parent_issuer) == ("ĐẢNG ỦY PHƯỜNG HOA BAN", "TỈNH ỦY QUẢNG NINH")
    assert (header.place, header.date, header.title) == ("Hoa Ban", "2026-03-05", "tiếp dân, đối thoại")


@pytest.mark.parametrize(
    "head",
    [
        [
            "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "XÃ HOA BAN\tĐộc lập - Tự do - Hạnh phúc",
            "Số: 5/KH-UBND\tHoa Ban, ngày 7 tháng 6 năm 2026",
        ],
        [
            "ỦY BAN NHÂN DÂN",
            "XÃ HOA BAN",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            "Số:",
            "5/KH-UBND",
            "Hoa Ban, ngày 07/6/2026",
        ],
        [
            "ỦY BAN NHÂN DÂN XÃ HOA BAN Số: 5/KH-UBND | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
            "Độc lập - Tự do - Hạnh phúc Hoa Ban, ngày 07 tháng 6 năm 2026"
        ],
    ],
    ids=["tabs", "lines", "one line"],
)
def test_heads_whose_columns_were_merged(head):
    header = read_header(paragraphs(*head, "KẾ HOẠCH", "Đối thoại với Nhân dân năm 2026", "I. MỤC ĐÍCH"))
    assert (header.system, header.kind, header.issuer) == ("nha_nuoc", "Kế hoạch", "ỦY BAN NHÂN DÂN XÃ HOA BAN")
    assert header.number.replace(" ", "") == "Số:5/KH-UBND"
    assert (header.date, header.place) == ("2026-06-07", "Hoa Ban")


def test_the_title_may_run_over_lines_and_leaves_out_what_it_is_attached_to():
    header = read_header(
        STATE
        + paragraphs(
            "QUY ĐỊNH", "Về hỗ trợ tổ hòa giải", "ở cơ sở trên địa bàn tỉnh", "(Ban hành kèm theo Quyết định số 5)", "Điều 1. Phạm vi"
        )
    )
    assert header.title == "Về hỗ trợ tổ hòa giải ở cơ sở trên địa bàn tỉnh"


def test_kind_and_title_on_one_line():
    header = read_header(STATE + paragraphs("NGHỊ QUYẾT QUY ĐỊNH MỨC HỌC PHÍ", "Căn cứ Luật Giáo dục số 43/2019/QH14;"))
    assert (header.kind, header.title) == ("Nghị quyết", "QUY ĐỊNH MỨC HỌC PHÍ")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("Số: 624/TB-VPHB", "Thông báo"),
        ("Số: 28/CĐ-UBND", "Công điện"),
        ("Số: 92/VBHN-BHB", "Văn bản hợp nhất"),
        ("Số: 31/VPHB-TH", ""),
    ],
)
def test_a_kind_that_no_line_names_is_told_by_the_number(number, kind):
    head = cells(f"VĂN PHÒNG HOA BAN\n{number}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert read_header(head + paragraphs("Xét báo cáo của các khu.")).kind == kind


def test_case_law_is_a_kind_of_its_own():
    assert read_header(paragraphs("ÁN LỆ SỐ 05/2026/AL", "Về chia di sản.")).kind == "Án lệ"


def test_an_official_letter_takes_its_title_from_under_the_number():
    head = cells("ỦY BAN NHÂN DÂN\nXÃ HOA BAN\nSố: 45/UBND-VP\nV/v góp ý dự thảo quy ước khu phố", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    header = read_header(head + paragraphs("Kính gửi: Các khu phố", "Đề nghị góp ý."))
    assert (header.kind, header.title) == ("Công văn", "góp ý dự thảo quy ước khu phố")


@pytest.mark.parametrize(
    "column",
    [
        "MTTQ VIỆT NAM XÃ HOA BAN\nBAN THƯỜNG TRỰC\nSố: 3/KH-MTTQ-BTT",
        "MTTQ VIỆT NAM TỈNH QUẢNG NINH\nỦY BAN MTTQ VIỆT NAM XÃ HOA BAN\nSố: 3/KH-MTTQ",
        "HỘI LIÊN HIỆP PHỤ NỮ\nXÃ HOA BAN\nSố 2-KH/PN",
    ],
)
def test_mass_organisations_have_forms_of_their_own(column):
    head = cells(column, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert read_header(head + paragraphs("KẾ HOẠCH", "Giám sát", "I. MỤC ĐÍCH")).system == "khac"


def test_a_covenant_of_a_neighbourhood_belongs_to_neither_system():
    header = read_header(STATE + paragraphs("HƯƠNG ƯỚC", "Của khu phố 3", "Điều 1. Mục đích"))
    assert (header.system, header.kind) == ("khac", "Hương ước")


def test_the_signer_is_an_authority_never_a_name():
    closing = paragraphs(
        "I. MỤC ĐÍCH", "Lắng nghe.", "Nơi nhận:", "- Lưu.", "T/M BAN THƯỜNG VỤ", "K/T BÍ THƯ", "PHÓ BÍ THƯ", "Nguyễn Văn Thử"
    )
    assert read_header(PARTY + paragraphs("KẾ HOẠCH", "Đối thoại") + closing).signer == "T/M BAN THƯỜNG VỤ / K/T BÍ THƯ / PHÓ BÍ THƯ"
    merged = paragraphs("KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn Thử")
    assert read_header(STATE + paragraphs("KẾ HOẠCH", "Đối thoại", "1. Họp.") + merged).signer == "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"


def test_without_a_head_the_grounds_tell_a_party_document():
    header = read_header(
        paragraphs("QUY CHẾ", "công tác dân vận", "- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "Chương I", "QUY ĐỊNH CHUNG")
    )
    assert (header.system, header.kind, header.number, header.issuer) == ("dang", "Quy chế", "", "")


def test_a_text_that_is_no_document_has_an_empty_header():
    header = read_header(paragraphs("Các đồng chí thân mến,", "Hôm nay chúng ta bàn về việc tiếp dân."))
    assert (header.system, header.kind, header.number, header.title, header.date) == ("khac", "", "", "", None)


@pytest.mark.parametrize("odd", ["Uỷ", "UỶ"])
def test_both_places_of_the_tone_mark(odd):
    header = read_header(
        cells("UỶ BAN NHÂN DÂN\nXÃ HOA BAN\nSố: 5/KH-UBND", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + paragraphs("KẾ HOẠCH", f"Của {odd} ban nhân dân xã", "I. A")
    )
    assert (header.system, header.issuer) == ("nha_nuoc", "UỶ BAN NHÂN DÂN XÃ HOA BAN")
