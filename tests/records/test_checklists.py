"""The office's checklist in numbered versions: prepared, signed by whom, gone back to, and what an old sheet rests on."""

import dataclasses

import pytest

from pipelines.checklist import run_checklist
from pipelines.errors import ChecklistError
from pipelines.studio import Overlay, compose, shipped
from pipelines.types import Decision
from review_app import records
from review_app.records import (
    BadInput,
    NeedsSecondPerson,
    NotAllowed,
    NotFound,
    StaleRecord,
    active_checklist,
    checklist_origin,
    go_back_to,
    list_checklist_versions,
    read_checklist_version,
    save_overlay,
    sign_checklist,
    silenced_by,
    used_checklist_version,
    working_overlay,
)
from tests.factories import a_draft
from tests.records.conftest import a_case, a_file, person
from tests.records.test_experience import DAY, a_review_of
from tests.studio.factory import ITEM, full_overlay

LOUDER = full_overlay().drop("items", "H01")
QUIETER = Overlay().put("items", {"code": "F02", "severity": "S3"})


def signed(desk, overlay, seen: int = 0):
    return sign_checklist(desk, save_overlay(desk, overlay, seen).number, seen + 1)


def test_a_new_office_works_with_the_shipped_checklist(desk):
    assert active_checklist(desk.store) is shipped()
    assert used_checklist_version(desk) is None and working_overlay(desk) == (Overlay(), 0)


def test_a_prepared_version_counts_only_when_it_is_signed(desk, clock):
    prepared = save_overlay(desk, LOUDER, 0, "Thêm mục về ki-ốt chợ")
    assert active_checklist(desk.store) is shipped()
    clock.move(hours=1)
    done = sign_checklist(desk, prepared.number, prepared.version)
    assert "Y01" in {item.code for item in active_checklist(desk.store).items}
    assert (done.number, done.note, done.signed_by, done.signed > done.at) == (1, "Thêm mục về ki-ốt chợ", desk.user.id, True)
    assert active_checklist(desk.store).version == done.checklist


def test_editing_goes_on_in_the_version_in_preparation(desk):
    first = save_overlay(desk, LOUDER, 0)
    second = save_overlay(desk, LOUDER.put("items", ITEM | {"code": "Y02"}), first.version)
    assert (second.number, second.version, len(list_checklist_versions(desk))) == (1, 2, 1)
    assert working_overlay(desk) == (second.overlay, 2)


def test_a_bad_overlay_is_refused_and_the_last_good_one_stays(desk):
    signed(desk, LOUDER)
    good = active_checklist(desk.store).version
    for bad in (LOUDER.put("items", ITEM | {"severity": "S9"}), dataclasses.replace(LOUDER, items="- code: [")):
        with pytest.raises(ChecklistError, match="dòng"):
            save_overlay(desk, bad, 0)
    assert active_checklist(desk.store).version == good and len(list_checklist_versions(desk)) == 1


def test_two_editors_do_not_overwrite_each_other(desk):
    save_overlay(desk, LOUDER, 0)
    with pytest.raises(StaleRecord) as stale:
        save_overlay(desk, QUIETER, 0)
    assert stale.value.theirs.overlay == LOUDER


def test_a_signed_version_never_changes(desk):
    done = signed(desk, LOUDER)
    for act in (sign_checklist, records.discard_preparation):
        with pytest.raises(BadInput, match="đã ký"):
            act(desk, done.number, done.version)
    later = save_overlay(desk, QUIETER, 0)
    assert later.number == 2 and read_checklist_version(desk, 1) == done


def test_a_preparation_is_thrown_away_and_its_number_is_free_again(desk):
    first = save_overlay(desk, LOUDER, 0)
    records.discard_preparation(desk, first.number, first.version)
    assert list_checklist_versions(desk) == () and save_overlay(desk, QUIETER, 0).number == 1


def test_going_back_makes_a_new_version_with_the_old_words(desk):
    signed(desk, LOUDER)
    signed(desk, LOUDER.put("items", ITEM | {"code": "Y02"}))
    back = go_back_to(desk, 1)
    assert back.number == 3 and back.overlay == LOUDER and not back.signed and "phiên bản 1" in back.note
    assert go_back_to(desk, 0, back.version).overlay == Overlay()
    with pytest.raises(NotFound):
        go_back_to(desk, 9, 2)


# ---------------------------------------------------------------- who may


def test_who_prepares_and_who_signs(desk):
    editor, leader, reviewer = person(desk, "soan", "quan_tri_danh_muc"), person(desk, "ky", "lanh_dao"), person(desk, "xem", "chuyen_vien")
    for other in (leader, reviewer):
        with pytest.raises(NotAllowed):
            save_overlay(other, LOUDER, 0)
    made = save_overlay(editor, LOUDER, 0)
    for other in (editor, reviewer):
        with pytest.raises(NotAllowed):
            sign_checklist(other, made.number, made.version)
    assert sign_checklist(leader, made.number, made.version).signed_by == leader.user.id


def test_a_grave_item_is_made_quieter_by_two_people_or_not_at_all(desk):
    prepared = save_overlay(desk, QUIETER, 0)
    assert silenced_by(desk, prepared) == ("F02",)
    with pytest.raises(NeedsSecondPerson, match="F02"):
        sign_checklist(desk, prepared.number, prepared.version)
    assert active_checklist(desk.store) is shipped()
    sign_checklist(person(desk, "hai", "lanh_dao"), prepared.number, prepared.version)
    assert active_checklist(desk.store).item("F02").severity == "S3"


def test_who_touched_the_version_before_the_last_edit_is_an_author_too(desk):
    first = save_overlay(desk, QUIETER, 0)
    other = person(desk, "hai", "lanh_dao", "quan_tri_danh_muc")
    second = save_overlay(other, QUIETER.put("items", ITEM), first.version)
    for author in (desk, other):
        with pytest.raises(NeedsSecondPerson):
            sign_checklist(author, second.number, second.version)


def test_taking_back_a_quietening_needs_no_second_person(desk):
    prepared = save_overlay(desk, QUIETER, 0)
    sign_checklist(person(desk, "hai", "lanh_dao"), prepared.number, prepared.version)
    back = go_back_to(desk, 0)
    assert sign_checklist(desk, back.number, back.version).signed


# ---------------------------------------------------------------- old sheets


def test_an_old_sheet_leads_to_the_version_it_was_made_with(desk):
    draft = a_draft("Sạp chợ chỉ giao cho hộ khẩu thường trú.")
    signed(desk, LOUDER)
    old = a_review_of(draft, active_checklist(desk.store))
    stored = records.save_review(desk, a_file(desk, a_case(desk)).id, old)
    signed(desk, Overlay())
    assert "Y01" not in {f.code for f in a_review_of(draft, active_checklist(desk.store)).findings}
    (version,) = checklist_origin(desk, records.read_review(desk, stored.id).review.versions["checklist"]).versions
    assert version.number == 1
    again = compose(version.overlay)
    assert again.version == old.versions["checklist"]
    assert tuple(run_checklist(again, draft, DAY)[0]) == old.findings


def test_a_shipped_review_rests_on_no_version(desk, clock):
    assert active_checklist(desk.store) is shipped()
    found = checklist_origin(desk, shipped().version)
    assert (found.versions, found.since) == ((), clock.time) and found.program
    assert checklist_origin(desk, "chua-co-bao-gio") is None


def test_the_shipped_checklist_of_an_earlier_program_is_still_known(desk, monkeypatch):
    active_checklist(desk.store)
    from review_app.records import checklists

    monkeypatch.setattr(checklists, "shipped", lambda: dataclasses.replace(shipped(), version="goc-moi"))
    active_checklist(desk.store)
    assert checklist_origin(desk, shipped().version).versions == () == checklist_origin(desk, "goc-moi").versions


def test_going_back_names_every_version_with_the_same_words(desk):
    first = signed(desk, LOUDER)
    signed(desk, LOUDER.put("items", ITEM | {"code": "Y02"}))
    back = go_back_to(desk, 1)
    sign_checklist(desk, back.number, back.version)
    assert [version.number for version in checklist_origin(desk, first.checklist).versions] == [1, 3]


def test_a_version_that_no_longer_fits_the_program_gives_way_to_the_last_good_one(desk, monkeypatch):
    signed(desk, LOUDER)
    signed(desk, full_overlay())
    from review_app.records import checklists

    def fits(overlay):
        if overlay == full_overlay():
            raise ChecklistError("căn cứ không còn trong sổ")
        return compose(overlay)

    checklists._composed.cache_clear()
    monkeypatch.setattr(checklists, "compose", fits)
    assert {i.code for i in active_checklist(desk.store).items} >= {"Y01", "H01"}
    checklists._composed.cache_clear()


def test_an_update_of_the_program_keeps_old_and_new_reviews_together(desk, monkeypatch):
    from review_app.records import checklists

    done = signed(desk, LOUDER)
    updated = dataclasses.replace(active_checklist(desk.store), version="sau-cap-nhat")
    monkeypatch.setattr(checklists, "_composed", lambda overlay: updated)
    assert active_checklist(desk.store).version == "sau-cap-nhat"
    assert [[v.number for v in checklist_origin(desk, code).versions] for code in (done.checklist, "sau-cap-nhat")] == [[1], [1]]


def test_the_trail_says_who_prepared_and_who_signed(desk):
    signed(desk, LOUDER)
    told = [(entry.action, entry.by) for entry in records.read_trail(desk)]
    assert ("sign_checklist", desk.user.id) in told and ("save_checklist", desk.user.id) in told
    assert records.verify_trail(desk.store).ok


def test_the_decisions_of_a_review_stay_when_the_checklist_changes(desk):
    file = a_file(desk)
    records.save_decision(desk, file.id, Decision("F04-10", "gop_y"), 0)
    signed(desk, LOUDER)
    assert records.read_decisions(desk, file.id)["F04-10"].verdict == "gop_y"
