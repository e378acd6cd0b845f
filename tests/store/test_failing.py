"""A write that fails leaves what stood before, says so, and nothing is tried again by itself."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from carbench.domain.acts import SignedIn
from carbench.domain.record_errors import StoreFailed, StoreFull, WritingShut
from carbench.operations import looking
from carbench.operations.record_result import record_result
from carbench.operations.recording import Command, Kept, program, record
from carbench.operations.take_count import Count, take_count
from carbench.store import kept, tables
from carbench.store.database import NAME, Store, open_store, writing
from carbench.store.engine import disk_full
from carbench.store.trail import Trail, entries
from carbench.store.verify import verify
from tests.people import NOW, Played
from tests.store import ledger
from tests.store.ledger import append, stored

COUNT = Count(concentration="3.70", viability="95.0", volume="800")


def everything(store: Store) -> tuple[object, ...]:
    return stored(store), tables.contents(store.db), list(kept.contents(store.connection))


def fill_up(store: Store) -> None:
    """Let the disk be full: the engine may not add a page."""
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    assert store.connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()[0] == pages


def jam(store: Store) -> None:
    """Let every new entry fail in the engine, for another reason than a full disk."""
    store.connection.execute("CREATE TEMP TRIGGER jam AFTER INSERT ON entries BEGIN SELECT RAISE(FAIL, 'jammed'); END")


def attempt(store: Store, *steps: Callable[[Trail], object]) -> None:
    """Take several steps in one transaction."""
    with writing(store) as trail:
        for step in steps:
            step(trail)


def sign_in(name: str = "olivia", command_id: str | None = None) -> Callable[[Trail], object]:
    return lambda trail: append(trail, SignedIn(name=name), command_id=command_id)


def interrupt(_trail: Trail) -> None:
    raise KeyboardInterrupt


def test_a_full_disk_leaves_nothing_half_written(played: Played) -> None:
    store = played.filled().bench.store
    before = everything(store)
    fill_up(store)
    big = Kept(content=b"\x01" * 200_000, purpose="test")
    with pytest.raises(StoreFull):
        record(played.bench, SignedIn(name="olivia"), author=program(played.bench), keeps=[big])
    assert everything(store) == before
    assert verify(store).holds


def test_a_disk_that_fills_up_in_the_middle_of_several_acts_leaves_none_of_them(store: Store) -> None:
    before = everything(store)
    fill_up(store)
    written: list[object] = []
    with pytest.raises(StoreFull):
        attempt(store, *(lambda trail: written.append(sign_in()(trail)) for _ in range(1000)))
    assert len(written) > 1
    assert everything(store) == before
    assert verify(store).holds


def test_the_act_records_once_there_is_room_again(played: Played) -> None:
    store = played.counted().bench.store
    fill_up(store)
    big = Kept(content=b"\x01" * 200_000, purpose="test")
    with pytest.raises(StoreFull):
        record(played.bench, SignedIn(name="olivia"), author=program(played.bench), keeps=[big])
    store.connection.execute("PRAGMA max_page_count = 1000000")
    head = store.head.seq
    take_count(played.bench, batch_id=played.batch_id, count=COUNT, told=NOW)
    assert store.head.seq == head + 1
    assert verify(store).holds


def test_the_same_command_may_be_given_again_after_a_full_disk(played: Played) -> None:
    store = played.counted().bench.store
    command, head = Command(), store.head.seq
    fill_up(store)
    with pytest.raises(StoreFull):
        record(
            played.bench,
            *ledger.sign_ins(500),
            author=program(played.bench),
            command=command,
        )
    store.connection.execute("PRAGMA max_page_count = 1000000")
    again = record(played.bench, *ledger.sign_ins(500), author=program(played.bench), command=command)
    assert len(again.acts) == 500
    assert store.head.seq == head + 500


def test_another_error_of_the_engine_stops_writing_and_reading_goes_on(played: Played) -> None:
    store = played.filled().bench.store
    before = everything(store)
    jam(store)
    with pytest.raises(StoreFailed) as failed:
        take_count(played.bench, batch_id=played.batch_id, count=COUNT, told=NOW)
    assert failed.value.code
    assert store.shut
    assert everything(store) == before
    assert looking.batch(played.bench, played.batch_id).bags
    assert len(list(entries(store.connection))) == store.head.seq
    assert verify(store).holds


def test_nothing_is_recorded_while_writing_is_shut(played: Played) -> None:
    store = played.filled().bench.store
    jam(store)
    with pytest.raises(StoreFailed):
        take_count(played.bench, batch_id=played.batch_id, count=COUNT, told=NOW)
    head = store.head
    for _ in range(2):
        with pytest.raises(WritingShut):
            take_count(played.bench, batch_id=played.batch_id, count=COUNT, told=NOW)
    assert store.head == head


def test_a_connection_that_broke_is_replaced_for_reading(store: Store) -> None:
    before = stored(store)
    store.connection.close()
    with pytest.raises(StoreFailed):
        attempt(store)
    assert store.shut
    assert stored(store) == before
    assert verify(store).holds


def test_a_connection_that_breaks_in_the_middle_leaves_nothing(store: Store) -> None:
    before = stored(store)
    with pytest.raises(StoreFailed):
        attempt(store, sign_in(), lambda _: store.connection.close())
    assert stored(store) == before
    assert verify(store).holds


def test_a_store_that_went_away_is_a_write_that_failed(store: Store) -> None:
    jam(store)
    gone = store.path.rename(store.path.with_suffix(".gone"))
    with pytest.raises(StoreFailed):
        attempt(store, sign_in())
    assert store.shut
    with pytest.raises(WritingShut):
        attempt(store)
    gone.rename(store.path)
    store.reopen()
    assert verify(store).holds


def test_a_damaged_file_stops_writing(folder: Path) -> None:
    ledger.new_store(folder, entries=400).close()
    with (folder / NAME).open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 20)
    store = open_store(folder)
    with pytest.raises(StoreFailed):
        ledger.record(store, *ledger.sign_ins(200))
    assert store.shut
    found = verify(store)
    store.close()
    assert "damaged" in {problem.kind for problem in found.problems}


def test_an_error_that_is_not_the_engines_records_nothing_and_shuts_nothing(store: Store) -> None:
    before = everything(store)
    with pytest.raises(ZeroDivisionError):
        attempt(store, sign_in(), lambda trail: trail.keep(b"half", "test"), lambda _: 1 // 0)
    assert everything(store) == before
    assert not store.shut
    ledger.record(store, SignedIn(name="olivia"))
    assert verify(store).holds


def test_an_act_that_cannot_be_sealed_records_nothing(store: Store) -> None:
    before = everything(store)
    with pytest.raises(TypeError):
        ledger.record(store, SignedIn(name="olivia"), SignedIn(name=0.5))  # type: ignore[arg-type]
    assert everything(store) == before
    assert verify(store).holds


def test_an_interruption_in_the_middle_leaves_what_stood_before(store: Store) -> None:
    before = everything(store)
    with pytest.raises(KeyboardInterrupt):
        attempt(store, sign_in(), interrupt)
    assert everything(store) == before


def test_the_same_command_twice_records_once(played: Played) -> None:
    played.counted()
    command, before = Command(), played.bench.store.head.seq
    once, twice = (
        take_count(played.bench, batch_id=played.batch_id, count=COUNT, told=NOW, command=command) for _ in range(2)
    )
    assert played.bench.store.head.seq == before + 1
    assert once == twice


def test_two_commands_record_twice(played: Played) -> None:
    played.filled().as_("anselm")
    before = played.bench.store.head.seq
    for test_id, typed in (("viability", "94.5"), ("endotoxin", "<0.5")):
        record_result(played.bench, batch_id=played.batch_id, test_id=test_id, typed=typed, told=NOW, command=Command())
    assert played.bench.store.head.seq == before + 2


def test_one_command_is_never_in_the_trail_twice(store: Store) -> None:
    with pytest.raises(StoreFailed):
        attempt(store, sign_in("olivia", "same"), sign_in("anselm", "same"))
    assert store.head.seq == 3
    assert verify(store).holds


def test_only_a_full_disk_is_called_full(store: Store) -> None:
    fill_up(store)
    with pytest.raises(StoreFull) as full:
        attempt(store, lambda trail: trail.keep(b"\x01" * 200_000, "test"))
    assert full.value.__cause__ is not None
    assert disk_full(full.value.__cause__)
    assert not disk_full(sqlite3.OperationalError("disk I/O error"))
    assert not store.shut
