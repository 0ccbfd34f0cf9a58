"""The parts of the checklist page: each opens, an item is edited, saved, signed and used."""

import pytest

from pipelines.studio import Overlay
from review_app import records
from review_app.views import checklist
from tests.app.test_pages import open_page, press, run, said
from tests.studio.factory import ITEM, full_overlay


def open_part(name: str):
    at = open_page("checklist")
    at.session_state["dm_phan"] = name
    return run(at)


@pytest.mark.parametrize("name", list(checklist.PARTS))
def test_every_part_opens_in_an_empty_office(office, name):
    open_part(name)


@pytest.mark.parametrize("name", list(checklist.PARTS))
def test_every_part_opens_with_changes_and_cases(office, small_case, name):
    records.save_overlay(office.desk, full_overlay(), 0)
    open_part(name)
