"""The office's settings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_app.records import Agency, BadInput, FormRule, OfficeSettings, StaleRecord, read_settings, save_settings
from review_app.records.settings import settings_from_json, settings_to_json
from tests.records.conftest import changed


def test_a_new_office_has_no_name_yet_and_sensible_terms(desk):
    settings = read_settings(desk)
    assert (settings.agency, settings.parent_agency, settings.place, settings.symbol, settings.signer_name) == ("",) * 5
    assert settings.days_for("dieu_21") == 5 and settings.form == "dang" and settings.version == 0


def test_settings_come_back_as_saved(desk):
    wanted = OfficeSettings(
        agency="Ban Xây dựng Đảng", recipients=("Thường trực", "Lưu"), agencies=(Agency("Đảng ủy phường", "xa"),),
        holidays=(date(2027, 2, 4),), make_up_days=(date(2027, 2, 13),), deadline_days=(("dieu_21", 7),),
        form_rules=(FormRule("dang", "Quy định mới", date(2027, 1, 1)),),
    )  # fmt: skip
    saved = save_settings(desk, wanted, 0)
    assert read_settings(desk) == saved == changed(wanted, version=1)


def test_two_people_on_the_settings_page_do_not_overwrite_each_other(desk):
    save_settings(desk, OfficeSettings(place="Hoa Ban"), 0)
    with pytest.raises(StaleRecord) as refused:
        save_settings(desk, OfficeSettings(place="Nơi khác"), 0)
    assert refused.value.theirs.place == "Hoa Ban"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("agency", "x" * 301),
        ("symbol", "CV\x00"),
        ("recipients", ("a\x07",)),
        ("agencies", (Agency("A", "huyen"),)),
        ("form", "tu_do"),
        ("rank", "huyen"),
        ("deadline_days", (("dieu_21", 0),)),
        ("deadline_days", (("khac_nua", 5),)),
        ("remind_days", 31),
        ("make_up_days", (date(2026, 11, 26),)),
        ("form_rules", (FormRule("khac", "x", date(2026, 1, 1)),)),
    ],
)
def test_a_wrong_setting_names_its_field_and_changes_nothing(desk, field, wrong):
    with pytest.raises(BadInput) as refused:
        save_settings(desk, changed(OfficeSettings(), **{field: wrong}), 0)
    assert refused.value.field == field
    assert read_settings(desk).version == 0


@pytest.mark.parametrize(
    ("form", "day", "name"),
    [
        ("dang", date(2025, 12, 31), "Quy định 66-QĐ/TW, Hướng dẫn 36-HD/VPTW"),
        ("dang", date(2026, 1, 9), "Quy định 399-QĐ/TW"),
        ("dang", date(2026, 11, 26), "Quy định 399-QĐ/TW, Hướng dẫn 05-HD/VPTW"),
        ("nha_nuoc", date(2026, 11, 26), "Nghị định 30/2020/NĐ-CP"),
    ],
)
def test_the_rules_of_form_follow_the_date(form, day, name):
    assert OfficeSettings().rule_for(form, day).name == name


def test_before_the_first_rule_there_is_none():
    assert OfficeSettings().rule_for("nha_nuoc", date(2019, 1, 1)) is None


def test_settings_of_an_older_or_newer_program_open_with_defaults():
    assert settings_from_json('{"agency": "Ban", "bo_sung_sau_nay": 1}') == OfficeSettings(agency="Ban")


def test_the_sheet_takes_the_sender_as_addressee_unless_the_office_set_one():
    assert OfficeSettings().sheet("Đảng ủy phường").addressee == "Đảng ủy phường"
    assert OfficeSettings(addressee="Thường trực").sheet("Đảng ủy phường").addressee == "Thường trực"


lines = st.text(max_size=20)
offices = st.builds(
    OfficeSettings, agency=lines, recipients=st.lists(lines, max_size=3).map(tuple), holidays=st.lists(st.dates(), max_size=3).map(tuple),
    agencies=st.lists(st.builds(Agency, lines), max_size=2).map(tuple), deadline_days=st.just((("khac", 9),)),
)  # fmt: skip


@given(offices)
def test_json_brings_back_equal_settings(office):
    assert settings_from_json(settings_to_json(office)) == office
