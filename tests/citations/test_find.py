"""Citations found in sentences written for this project: what is cited, with number, date and articles."""

import re

import pytest

from pipelines.citations import Article, find_citations


def articles(written: str) -> tuple[Article, ...]:
    """ "5/2/a 7" → Điều 5 khoản 2 điểm a, Điều 7; "-" for not named, "~II" a section."""
    found = []
    for word in written.split():
        places, _, section = word.partition("~")
        found.append(
            Article(*("" if place == "-" else place for place in places.split("/")), muc=section) if places else Article(muc=section)
        )
    return tuple(found)


def facts(text: str) -> list[tuple]:
    return [(c.kind, c.number or c.short_name or c.doc_kind, c.date, c.articles) for c in find_citations(text)]


def document(what: str, date: str | None = None, where: str = "") -> tuple:
    return ("document", what, date, articles(where))


def internal(where: str, what: str = "") -> tuple:
    return ("internal", what, None, articles(where))


def itself(what: str) -> tuple:
    return ("self", what, None, ())


SENTENCES = [
    # numbers of the State
    ("Nghị định số 88/2024/NĐ-CP ngày 15 tháng 7 năm 2024 của Chính phủ", [document("88/2024/NĐ-CP", "2024-07-15")]),
    ("theo Thông tư số 15/2021/TT-BTC của Bộ Tài chính", [document("15/2021/TT-BTC")]),
    ("Kế hoạch số 45/KH-UBND ngày 7/3/2026 của Ủy ban nhân dân phường", [document("45/KH-UBND", "2026-03-07")]),
    ("tại Tờ trình số 214/TTr-SVHTTDL, ngày 05-05-2026", [document("214/TTr-SVHTTDL", "2026-05-05")]),
    ("Quyết định số 33/2017/QĐ-TTg ngày 25.7.2017 được áp dụng", [document("33/2017/QĐ-TTg", "2017-07-25")]),
    ("Chỉ thị 24/2007/CT-TTg về chấn chỉnh thu các khoản đóng góp", [document("24/2007/CT-TTg")]),
    ("Nghị quyết số 03/2021/UBTVQH15 và Nghị quyết liên tịch số 403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
     [document("03/2021/UBTVQH15"), document("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN")]),
    ("Công văn số 1552/BTTTT-THH và Công văn số 708/VPCP-V.I", [document("1552/BTTTT-THH"), document("708/VPCP-V.I")]),
    ("Kế hoạch số 515/KH-BCA-BNN&MT ngày 31/8/2025", [document("515/KH-BCA-BNN&MT", "2025-08-31")]),
    ("Sắc lệnh số 102-SL/L004 về quyền lập hội", [document("102-SL/L004")]),
    ("BÃI BỎ QUYẾT ĐỊNH SỐ 02/2022/QĐ-UBND NGÀY 11/01/2022 CỦA ỦY BAN NHÂN DÂN XÃ", [document("02/2022/QĐ-UBND", "2022-01-11")]),
    ("Nghị định số 26/CP vẫn còn được nhắc đến", [document("26/CP")]),
    # numbers of the Party and of mass organisations
    ("Căn cứ Quyết định số 23-QĐ/TW, ngày 30/7/2021 của Bộ Chính trị;", [document("23-QĐ/TW", "2021-07-30")]),
    ("Nghị quyết số 25-NQ/TW ngày 03/6/2013 khác Nghị quyết số 25-NQ/TW ngày 12/3/2003",
     [document("25-NQ/TW", "2013-06-03"), document("25-NQ/TW", "2003-03-12")]),
    ("Quy định số 11-QĐi/TW, ngày 18 tháng 02 năm 2019", [document("11-QĐi/TW", "2019-02-18")]),
    ("Nghị quyết số 12-NQ/ĐU của Đảng ủy phường", [document("12-NQ/ĐU")]),
    ("Quyết định số 217 - QĐ/TW về giám sát, phản biện xã hội", [document("217-QĐ/TW")]),
    ("Hướng dẫn 05-HD/VPTW ngày 27/5/2026; Kết luận số 215–KL/TW", [document("05-HD/VPTW", "2026-05-27"), document("215-KL/TW")]),
    ("Thông tri số 04/TTr-MTTW-BTT của Ủy ban Trung ương Mặt trận", [document("04/TTr-MTTW-BTT")]),
    ("theo điểm 4.3 Quy định số 294-QĐ/TW ngày 26/5/2025", [document("294-QĐ/TW", "2025-05-26", "-/-/4.3")]),
    ("Nghị quyết 18 và Đề án 06 được triển khai", [document("18"), document("06")]),
    # dates in every usual form, and dates left open
    ("Luật Thống kê ngày 23 tháng 11 năm 2015", [document("Luật Thống kê", "2015-11-23")]),
    ("Nghị định số 62/2015/NĐ-CP của Chính phủ ngày 18/7/2015 về thi hành án", [document("62/2015/NĐ-CP", "2015-07-18")]),
    ("Thông tri số 04/TT-MTTW Ngày 04/11/2025", [document("04/TT-MTTW", "2025-11-04")]),
    ("Quyết định số      /2026/QĐ-UBND ngày      tháng 11 năm 2026 của Ủy ban nhân dân xã", [document("Quyết định")]),
    ("Bộ luật Dân sự năm 2015 và Luật Đất đai 2024", [document("Bộ luật Dân sự"), document("Luật Đất đai")]),
    ("Quyết định số 5/QĐ-UBND ngày 32/13/2026", [document("5/QĐ-UBND")]),
    # laws by their names
    ("theo Luật Tiếp công dân số 42/2013/QH13, Luật Khiếu nại số 02/2011/QH13", [document("42/2013/QH13"), document("02/2011/QH13")]),
    ("pháp luật về tín ngưỡng, tôn giáo theo Luật Tín ngưỡng, tôn giáo", [document("Luật Tín ngưỡng, tôn giáo")]),
    ("Luật Thực hiện dân chủ ở cơ sở được phổ biến đến hộ dân", [document("Luật Thực hiện dân chủ ở cơ sở")]),
    ("Luật Khiếu nại, Luật Tố cáo và Luật Hoà giải ở cơ sở",
     [document("Luật Khiếu nại"), document("Luật Tố cáo"), document("Luật Hoà giải ở cơ sở")]),
    ("Luật sửa đổi, bổ sung một số điều của Luật Mặt trận Tổ quốc Việt Nam số 97/2025/QH15", [document("97/2025/QH15")]),
    ("Luật sửa đổi, bổ sung một số điều của Luật Cư trú", [document("Luật sửa đổi, bổ sung một số điều của Luật Cư trú")]),
    ("Luật số 136/2025/QH15 sửa đổi Luật Tiếp công dân", [document("136/2025/QH15"), document("Luật Tiếp công dân")]),
    ("phù hợp Hiến pháp và Điều lệ Đảng", [document("Hiến pháp"), document("Điều lệ Đảng")]),
    ("Điều lệ Đảng Cộng sản Việt Nam quy định", [document("Điều lệ Đảng Cộng sản Việt Nam")]),
    ("Pháp lệnh Ưu đãi người có công với cách mạng", [document("Pháp lệnh Ưu đãi người có công với cách mạng")]),
    ("hướng dẫn thi hành một số điều của luật người khuyết tật", [document("Luật người khuyết tật")]),
    # lists
    ("các Nghị định số 12/2020/NĐ-CP, 34/2021/NĐ-CP ngày 3/3/2021 và 56/2022/NĐ-CP",
     [document("12/2020/NĐ-CP"), document("34/2021/NĐ-CP", "2021-03-03"), document("56/2022/NĐ-CP")]),
    ("các công điện: số 31/CĐ-TTg ngày 04/4/2025; số 46/CĐ-TTg", [document("31/CĐ-TTg", "2025-04-04"), document("46/CĐ-TTg")]),
    ("các Nghị định của Chính phủ: số 78/2025/NĐ-CP ngày 01/4/2025", [document("78/2025/NĐ-CP", "2025-04-01")]),
    ("các điều 5, 7 và khoản 2 Điều 9", [internal("5 7 9/2")]),
    ("từ Điều 5 đến Điều 9 của Quy chế này", [internal("5 6 7 8 9", "Quy chế")]),
    ("từ khoản 1 đến khoản 3 Điều 4", [internal("4/1 4/2 4/3")]),
    ("các khoản 1, 2 và 5 Điều 7", [internal("7/1 7/2 7/5")]),
    ("các điểm a, b, đ và e khoản 1 Điều 64 Luật Đất đai", [document("Luật Đất đai", None, "64/1/a 64/1/b 64/1/đ 64/1/e")]),
    ("khoản 1 hoặc khoản 2 Điều 5", [internal("5/1 5/2")]),
    ("khoản 3, điểm a khoản 4 Điều 7", [internal("7/3 7/4/a")]),
    ("điểm b khoản 1 Điều 4 và điểm c khoản 2 Điều 6", [internal("4/1/b 6/2/c")]),
    ("điểm d đến điểm g khoản 2 Điều 3", [internal("3/2/d 3/2/đ 3/2/e 3/2/g")]),
    # one place in one document
    ("theo khoản 2 Điều 5 Nghị định số 120/2016/NĐ-CP ngày 23/8/2016", [document("120/2016/NĐ-CP", "2016-08-23", "5/2")]),
    ("Điều 30 Luật Tố cáo", [document("Luật Tố cáo", None, "30")]),
    ("khoản 2 Điều 5 của Quy chế làm việc", [document("Quy chế làm việc", None, "5/2")]),
    ("Điều 11, khoản 1, điểm đ Quy định số 296-QĐ/TW", [document("296-QĐ/TW", None, "11/1/đ")]),
    ("Điều 5 khoản 2 điểm a Quy chế này", [internal("5/2/a", "Quy chế")]),
    ("điểm a, khoản 18, Điều 1 Luật số 83/2025/QH15", [document("83/2025/QH15", None, "1/18/a")]),
    ("Luật Tố cáo (Điều 30) và Quy chế này", [document("Luật Tố cáo", None, "30"), itself("Quy chế")]),
    ("Nghị định số 154/2026/NĐ-CP, tại khoản 2 Điều 3", [document("154/2026/NĐ-CP", None, "3/2")]),
    ("Khoản 1, 2, Điều 51 của Hướng dẫn này", [internal("51/1 51/2", "Hướng dẫn")]),
    ("Điểm 10 Quy định số 294-QĐ/TW", [document("294-QĐ/TW", None, "-/-/10")]),
    ("Điều 6 Điều lệ Đảng", [document("Điều lệ Đảng", None, "6")]),
    ("Điều 5 của Nghị quyết là mức áp dụng với cá nhân", [document("Nghị quyết", None, "5")]),
    ("Điều 38 Luật Thủy sản và Điều 34 Nghị định này", [document("Luật Thủy sản", None, "38"), internal("34", "Nghị định")]),
    # this document, this article
    ("Quy chế này thay thế các quy định trước đây", [itself("Quy chế")]),
    ("khoản 1 Điều này và điểm b khoản này", [internal("này/1"), internal("-/này/b")]),
    ("quy định tại Điều này", [internal("này")]),
    ("khoản 2 Điều 12 của Luật này", [internal("12/2", "Luật")]),
    ("mục II.3 Kế hoạch này", [internal("~II.3", "Kế hoạch")]),
    ("nêu tại mục III và điểm a mục IV", [internal("~III -/-/a~IV")]),
    ("trách nhiệm thi hành Quyết định này./.", [itself("Quyết định")]),
    ("Kế hoạch này gồm Phụ lục II ban hành kèm theo Thông tư số 3/2025/TT-BNV", [itself("Kế hoạch"), document("3/2025/TT-BNV")]),
    # no citation at all
    ("Điều 5. Phạm vi điều chỉnh", []),
    ("Mục 1 TRÁCH NHIỆM CỦA CẤP ỦY", []),
    ("thời điểm a dua, địa điểm y tế và đặc điểm 3 vùng", []),
    ("khoản 2 tỷ đồng, mục tiêu 5 năm, điểm 10 môn Toán", []),
    ("người dân đóng góp 50.000 đồng một tháng", []),
    ("theo quy định của pháp luật và quyết định của chi bộ", []),
    ("luật sư, luật gia và pháp luật đất đai", []),
    ("hợp đồng số 12/HĐ-KT và mẫu số 01-QĐ", []),
    ("Số: 45/KH-UBND", []),
    ("tỷ lệ 24/7, ngày 30/4 và quốc lộ 18", []),
    ("Điều 2.............................. 8", []),
    ("khoản 3 Phụ lục kèm theo", []),
    ("điều kiện số 5 và điều ước quốc tế", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:45] for text, _ in SENTENCES])
def test_what_is_cited(text, expected):
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Nghị định số 1/2020/NĐ-CP ngày 1/1/2020 của Chính phủ quy định về phí", "Chính phủ"),
        ("Thông tư số 2/2020/TT-BTC của Bộ trưởng Bộ Tài chính hướng dẫn", "Bộ trưởng Bộ Tài chính"),
        ("Thông tư số 3/2020/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Quyết định số 4/QĐ-UBND của Ủy ban nhân dân tỉnh Quảng Ninh về việc", "Ủy ban nhân dân tỉnh Quảng Ninh"),
        ("Kế hoạch số 5-KH/TU, ngày 5/5/2025 của Ban Thường vụ Tỉnh ủy và các văn bản", "Ban Thường vụ Tỉnh ủy"),
        ("Công văn số 6/BDTTG-VP của Bộ Dân tộc và Tôn giáo;", "Bộ Dân tộc và Tôn giáo"),
        ("Quyết định số 7-QĐ/TW của Bộ Chính trị Quy định về", "Bộ Chính trị"),
        ("Nghị quyết số 8/NQ-HĐND", ""),
    ],
)
def test_the_issuer_ends_where_the_sentence_goes_on(text, issuer):
    assert find_citations(text)[0].issuer == issuer


@pytest.mark.parametrize(
    ("text", "year"), [("Luật Đất đai năm 2024", 2024), ("Nghị định số 78/2025/NĐ-CP", 2025), ("Quyết định số 23-QĐ/TW", None)]
)
def test_the_year(text, year):
    assert find_citations(text)[0].year == year


def test_short_name_and_number_stand_together():
    (found,) = find_citations("Luật Tiếp công dân số 42/2013/QH13")
    assert (found.short_name, found.number, found.doc_kind) == ("Luật Tiếp công dân", "42/2013/QH13", "Luật")


def test_the_sentences_are_many_and_differ():
    assert len({re.sub(r"\d", "", text) for text, _ in SENTENCES}) >= 80
