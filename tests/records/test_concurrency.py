"""Many writers, one store: nothing lost, nothing overwritten, and a busy store says so."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipelines.types import Decision
from review_app.records import (
    StaleDecision,
    StoreBusy,
    enter,
    open_store,
    read_decisions,
    save_decision,
    trail_head,
    verify_store,
    verify_trail,
)
from review_app.records import store as store_module
from tests.records.conftest import a_case, a_file

WRITERS, UPDATES = 8, 100


def together(work, writers: int = WRITERS) -> list:
    """Run work(number) in that many threads at once."""
    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(work, range(writers)))


@pytest.mark.slow
def test_eight_writers_times_a_hundred_case_numbers_are_eight_hundred(desk):
    numbers = together(lambda _: [a_case(desk).number for _ in range(UPDATES)])
    assert sorted(sum(numbers, []), key=lambda n: int(n.split("/")[0])) == [f"{n:02d}/2026" for n in range(1, WRITERS * UPDATES + 1)]
    assert verify_trail(desk.store).ok


@pytest.mark.slow
def test_eight_writers_times_a_hundred_decisions_on_one_draft_are_eight_hundred(desk):
    file = a_file(desk)

    def work(number: int) -> None:
        for step in range(UPDATES):
            save_decision(desk, file.id, Decision(f"F{number}-{step}", "gop_y", f"ý kiến {step}"), 0)

    together(work)
    assert len(read_decisions(desk, file.id)) == WRITERS * UPDATES
    assert all(check.ok for check in verify_store(desk.store))


def test_counting_up_one_decision_from_many_threads_loses_no_step(desk):
    file, steps, writers = a_file(desk), 5, 4
    save_decision(desk, file.id, Decision("F", "gop_y", "0"), 0)

    def work(_: int) -> None:
        done = 0
        while done < steps:
            standing = read_decisions(desk, file.id)["F"]
            try:
                save_decision(desk, file.id, Decision("F", "gop_y", str(int(standing.comment) + 1)), standing.version)
                done += 1
            except StaleDecision as refused:
                assert refused.theirs.version > standing.version

    together(work, writers)
    standing = read_decisions(desk, file.id)["F"]
    assert (standing.comment, standing.version) == (str(writers * steps), writers * steps + 1)


def hold(store, seconds: float) -> threading.Thread:
    """Hold the writer's place for some seconds, as another process would; returns once it is held."""
    held = threading.Event()

    def work() -> None:
        other = store_module.Store(store_module.make_engine(store.engine.url), store.folder)
        with other.write():
            held.set()
            time.sleep(seconds)
        other.close()

    thread = threading.Thread(target=work)
    thread.start()
    held.wait()
    return thread


@pytest.mark.slow
def test_a_save_waits_for_a_store_held_three_seconds(desk):
    file = a_file(desk)
    holder = hold(desk.store, 3)
    start = time.monotonic()
    save_decision(desk, file.id, Decision("F", "gop_y"), 0)
    assert 2 < time.monotonic() - start < 8
    holder.join()


@pytest.mark.slow
def test_a_store_held_longer_than_ten_seconds_is_called_busy_and_the_save_can_be_repeated(desk):
    file = a_file(desk)
    holder = hold(desk.store, 13)
    start = time.monotonic()
    with pytest.raises(StoreBusy) as refused:
        save_decision(desk, file.id, Decision("F", "gop_y"), 0)
    assert 8 < time.monotonic() - start < 12.5
    assert refused.value.next_step.startswith("Nội dung đã nhập vẫn còn")
    holder.join()
    assert save_decision(desk, file.id, Decision("F", "gop_y"), 0).version == 1


def test_a_busy_store_is_named_as_such(tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE_SECONDS", 0.2)
    store = open_store(tmp_path)
    desk = enter(store)
    file = a_file(desk)
    holder = hold(store, 1)
    with pytest.raises(StoreBusy):
        save_decision(desk, file.id, Decision("F", "gop_y"), 0)
    assert read_decisions(desk, file.id) == {}  # reading goes on meanwhile
    holder.join()
    store.close()


def test_reading_does_not_wait_for_a_writer(desk):
    file = a_file(desk)
    holder = hold(desk.store, 1)
    start = time.monotonic()
    read_decisions(desk, file.id)
    assert time.monotonic() - start < 0.8
    holder.join()


def test_many_programs_may_start_on_an_empty_folder_at_once(tmp_path):
    stores = together(lambda _: open_store(tmp_path), 4)
    assert len({trail_head(each) for each in stores}) == 1 and verify_trail(stores[0]).length == 1
    for each in stores:
        each.close()
