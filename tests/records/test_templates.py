"""The office's own templates: checked before they are kept, in numbered versions, in the trail, in every backup."""

from contextlib import closing

import pytest

import pipelines
from pipelines.errors import ExportError
from review_app.records import (
    BadInput,
    NotAllowed,
    NotFound,
    StaleRecord,
    approve,
    backup,
    drop_template,
    enter,
    list_templates,
    open_store,
    read_approval,
    read_template,
    read_trail,
    reopen,
    restore,
    save_template,
    self_check,
    sheet_inputs,
    verify_store,
)
from tests.exports.office import a_file as a_template
from tests.records.conftest import a_case, a_file, person

FIRST, SECOND = a_template("Mẫu một: {{ so_ky_hieu }}"), a_template("Mẫu hai: {{ so_ky_hieu }}")


@pytest.fixture
def file(desk):
    return a_file(desk)


def test_an_office_without_its_own_prints_the_shipped_form(desk, file):
    assert list_templates(desk, "phieu") == () and sheet_inputs(desk, file.id).templates == {}


def test_a_saved_template_is_used_by_every_sheet_of_its_paper(desk, file, clock):
    saved = save_template(desk, "cong_van", FIRST, "mẫu công văn.docx", 0)
    assert (saved.number, saved.name, saved.by, saved.at) == (1, "mẫu công văn.docx", desk.user.id, clock.time)
    assert sheet_inputs(desk, file.id).templates == {"cong_van": FIRST}


def test_every_version_stays_and_the_shipped_form_can_come_back(desk, file):
    save_template(desk, "phieu", FIRST, "a.docx", 0)
    save_template(desk, "phieu", SECOND, "b.docx", 1)
    assert drop_template(desk, "phieu", 2).shipped
    assert sheet_inputs(desk, file.id).templates == {}
    assert [(one.number, one.name, one.shipped) for one in list_templates(desk, "phieu")] == [
        (3, "", True),
        (2, "b.docx", False),
        (1, "a.docx", False),
    ]
    assert [read_template(desk, "phieu", number) for number in (1, 2, 3)] == [FIRST, SECOND, b""]
    with pytest.raises(NotFound):
        read_template(desk, "phieu", 4)


def test_an_approved_sheet_keeps_the_template_of_its_day(desk):
    case = a_case(desk)
    file = a_file(desk, case)
    save_template(desk, "phieu", FIRST, "a.docx", 0)
    approve(desk, case.id)
    save_template(desk, "phieu", SECOND, "b.docx", 1)
    assert read_approval(desk, case.id).templates == {"phieu": 1}
    assert sheet_inputs(desk, file.id).templates == {"phieu": FIRST}
    reopen(desk, case.id)
    assert sheet_inputs(desk, file.id).templates == {"phieu": SECOND}


def test_the_second_of_two_savers_is_told(desk):
    first = save_template(desk, "phieu", FIRST, "a.docx", 0)
    with pytest.raises(StaleRecord) as refused:
        save_template(desk, "phieu", SECOND, "b.docx", 0)
    assert refused.value.theirs == first


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        (a_template("{{ trich_yew }}"), ExportError, "có phải “trich_yeu” không"),
        (a_template("{{ co_quan"), ExportError, "gần chỗ “{{ co_quan”"),
        (b"khong phai tep Word", ExportError, "Tệp mẫu không dùng được"),
        (b"PK" + bytes(2_000_000), BadInput, "2 MB"),
    ],
)
def test_what_cannot_be_filled_is_refused_and_what_was_in_use_stays(desk, file, data, error, told):
    save_template(desk, "phieu", FIRST, "a.docx", 0)
    with pytest.raises(error) as refused:
        save_template(desk, "phieu", data, "b.docx", 1)
    assert told in refused.value.message and refused.value.next_step
    assert sheet_inputs(desk, file.id).templates == {"phieu": FIRST}


def test_only_who_may_change_settings_changes_templates(desk):
    reviewer = person(desk, "chi.a", "chuyen_vien")
    for act in (lambda: save_template(reviewer, "phieu", FIRST, "a.docx", 0), lambda: drop_template(reviewer, "phieu", 0)):
        with pytest.raises(NotAllowed):
            act()
    save_template(desk, "phieu", FIRST, "a.docx", 0)
    assert read_template(reviewer, "phieu", 1) == FIRST


def test_the_trail_names_version_and_hash_and_proves_the_bytes(desk, store):
    save_template(desk, "phieu", FIRST, "tên riêng.docx", 0)
    entry = read_trail(desk)[0]
    assert (entry.action, entry.subject) == ("save_template", "template:phieu") and "tên riêng" not in entry.detail
    assert all(check.ok for check in verify_store(store))
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE templates SET body = 'AAAA'")
    assert [check.name for check in verify_store(store) if not check.ok] == ["Quyết định và nhật ký"]


def test_the_start_page_says_when_a_template_no_longer_fits_the_program(desk, store, monkeypatch):
    save_template(desk, "bao_cao", FIRST, "a.docx", 0)
    assert [check.ok for check in self_check(store) if check.name == "Mẫu văn bản"] == [True]

    def gone(template, paper):
        raise ExportError("Mẫu dùng trường “x” không có trong danh sách.")

    monkeypatch.setattr(pipelines, "check_template", gone, raising=False)
    found = next(check for check in self_check(store) if check.name == "Mẫu văn bản")
    assert not found.ok and "Báo cáo thẩm định" in found.sentence and found.next_step


def test_a_backup_carries_every_version(desk, store, tmp_path):
    save_template(desk, "phieu", FIRST, "a.docx", 0)
    save_template(desk, "phieu", SECOND, "b.docx", 1)
    backup(store, tmp_path / "kho.zip")
    assert restore(tmp_path / "kho.zip", tmp_path / "moi").ok
    with closing(open_store(tmp_path / "moi")) as opened:
        there = enter(opened)
        assert [read_template(there, "phieu", number) for number in (1, 2)] == [FIRST, SECOND]
        assert list_templates(there, "phieu") == list_templates(desk, "phieu")
