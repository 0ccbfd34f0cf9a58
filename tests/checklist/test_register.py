"""The register of legal bases and names: status on a day, number with date, printed form."""

import datetime
import pathlib
import shutil

import pytest

from pipelines.checklist.register import FOLDER, load_register
from pipelines.errors import ChecklistError
from pipelines.types import Basis

REGISTER = load_register()


@pytest.mark.parametrize(
    ("id", "day", "state"),
    [
        ("qd-66-2017", "2026-01-08", "con"),  # Party form rules before and after 09/01/2026
        ("qd-66-2017", "2026-01-09", "het"),
        ("qd-399-2026", "2026-01-08", "chua"),
        ("qd-399-2026", "2026-01-09", "con"),
        ("nd-64-2014", "2026-06-30", "con"),
        ("nd-64-2014", "2026-07-01", "het"),
        ("pl-34-2007", "2026-11-01", "het"),
        ("luat-nsnn-2015", "2026-01-01", "het"),
        ("nd-04-2015", "2026-11-01", "khong_ro"),
        ("luat-thdccs-2022", "2026-11-01", "con"),
    ],
)
def test_status_is_told_as_of_a_day(id, day, state):
    assert REGISTER.status(id, datetime.date.fromisoformat(day)).state == state


def test_an_expired_document_names_its_successors():
    assert REGISTER.status("nd-13-2023", datetime.date(2026, 2, 1)).successors == ("luat-bvdlcn-2025", "nd-356-2025")


@pytest.mark.parametrize(
    ("number", "date", "ids"),
    [
        ("25-NQ/TW", "2003-03-12", ("nq-25-2003-tw",)),
        ("25-NQ/TW", "2013-06-03", ("nq-25-2013-tw",)),
        ("25-NQ/TW", None, ("nq-25-2003-tw", "nq-25-2013-tw")),
        ("25-NQ/TW", "2020-01-01", ()),
        ("10/2022/QH15", None, ("luat-thdccs-2022",)),
        ("154 / 2026 / NĐ-CP", "2026-05-15", ("nd-154-2026",)),
        ("999/2099/NĐ-CP", None, ()),
    ],
)
def test_a_number_is_looked_up_with_its_date(number, date, ids):
    assert tuple(b.id for b in REGISTER.by_number(number, date)) == ids


@pytest.mark.parametrize(
    ("id", "article", "printed"),
    [
        ("luat-thdccs-2022", "Điều 15", "Điều 15 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15"),
        ("luat-thdccs-2022", "Điều 15 khoản 2", "Điều 15 khoản 2 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15"),
        ("luat-thdccs-2022", "Điều 77", "Điều 77 Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 (cần đối chiếu)"),
        ("luat-xlvphc-2012", "Điều 4", "Điều 4 Luật Xử lý vi phạm hành chính số 15/2012/QH13 (cần đối chiếu)"),
        ("hien-phap-2013", "Điều 24", "Điều 24 Hiến pháp năm 2013"),
    ],
)
def test_an_unverified_article_prints_that_it_must_be_compared(id, article, printed):
    assert REGISTER.printed(REGISTER.reference(id, article)) == printed


def test_a_basis_of_the_whole_document_prints_its_name():
    assert REGISTER.printed(Basis("qd-399-2026", "", True)).startswith("Quy định số 399-QĐ/TW")


def test_successors_and_predecessors_stand_in_the_register():
    for entry in REGISTER.bases.values():
        assert set(entry.thay_the + entry.bi_thay_the_boi) <= set(REGISTER.bases)
        for other in entry.thay_the:
            assert entry.id in REGISTER.bases[other].bi_thay_the_boi


def test_every_old_name_has_a_new_one_and_a_day():
    assert len(REGISTER.names) >= 20
    for name in REGISTER.names:
        assert name.new and name.old and name.since >= "2025-02-03"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("legal_bases.yaml", 'ngay_ban_hanh: "2013-11-28"', 'ngay_ban_hanh: "28/11/2013"', "dòng"),
        ("legal_bases.yaml", "kiem_chung: da_kiem_chung", "kiem_chung: roi", "can_kiem_tra"),
        ("legal_bases.yaml", "thay_the: [nd-162-2017]", "thay_the: [nd-khong-co]", "nd-khong-co"),
        ("legal_bases.yaml", "- id: nq-203-2025-qh15", "- id: hien-phap-2013", "hai lần"),
        ("names.yaml", "\n  group: dang", "\n  group: doan_the", "cap_huyen"),
        ("names.yaml", 'since: "2025-02-03"', "since: 2025-02-03", "dấu ngoặc kép"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path: pathlib.Path, file, old, new, said):
    for path in FOLDER.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ChecklistError) as caught:
        load_register(tmp_path)
    assert file in caught.value.message and said in caught.value.message
