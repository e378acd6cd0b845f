"""One process writes, others read meanwhile; neither waits for the other."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from carbench.domain.acts import SignedIn
from carbench.domain.record_errors import StoreBusy, WritingShut
from carbench.store.database import Store, create_store, open_store, writing
from carbench.store.trail import ROWS_AT_MOST, entries, rows
from carbench.store.verify import verify
from tests.store.ledger import new_store, record, sign_ins, stored

HOLD = """
import sys
from pathlib import Path
from carbench.store.database import open_store
store = open_store(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
if sys.argv[2] == "closes":
    store.close()
"""
ROOT = Path(__file__).parents[2]


@contextmanager
def holder(folder: Path, ends: str = "closes") -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the store until the block ends."""
    command = [sys.executable, "-c", HOLD, str(folder), ends]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline().strip() == "held"
        yield process
        process.communicate("go\n", timeout=60)


@pytest.mark.parametrize("start", [open_store, create_store])
def test_a_second_start_is_told_who_holds_the_store(folder: Path, start: Callable[[Path], Store]) -> None:
    new_store(folder).close()
    with holder(folder) as process:
        with pytest.raises(StoreBusy) as busy:
            start(folder)
        assert busy.value.pid == process.pid
        assert busy.value.holder
    open_store(folder).close()


def test_two_windows_of_one_process_are_told_too(store: Store) -> None:
    with pytest.raises(StoreBusy) as busy:
        open_store(store.folder)
    assert busy.value.pid == os.getpid()
    record(store, SignedIn(name="still-written"))


def test_a_holder_that_died_holds_nothing(folder: Path) -> None:
    new_store(folder).close()
    with holder(folder) as process:
        process.kill()
        process.wait(timeout=60)
        assert (folder / "carbench.holder").exists()
        open_store(folder).close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"holder": "x"}', '{"holder": "x", "pid": "?"}', '"x"'])
def test_a_holder_whose_name_cannot_be_read_still_holds(store: Store, text: str) -> None:
    (store.folder / "carbench.holder").write_text(text, encoding="utf-8")
    with pytest.raises(StoreBusy) as busy:
        open_store(store.folder)
    assert (busy.value.holder, busy.value.pid) == ("?", 0)


def test_a_closed_store_is_let_go_and_leaves_no_name(folder: Path) -> None:
    new_store(folder).close()
    assert not (folder / "carbench.holder").exists()
    for _ in range(2):
        open_store(folder).close()


def test_a_reader_opens_while_another_process_writes(folder: Path) -> None:
    new_store(folder, entries=3).close()
    with holder(folder):
        reader = open_store(folder, read_only=True)
        assert verify(reader).holds
        assert [entry.seq for entry in entries(reader.connection)] == [1, 2, 3]
        reader.close()


def test_a_reader_that_closes_does_not_take_the_writers_lock_along(store: Store) -> None:
    with writing(store) as trail:
        open_store(store.folder, read_only=True).close()
        with pytest.raises(StoreBusy):
            open_store(store.folder)
        assert trail.head.seq == 3
    record(store, SignedIn(name="olivia"))
    assert verify(store).holds


def test_a_reader_records_nothing(store: Store) -> None:
    reader = open_store(store.folder, read_only=True)
    with pytest.raises(WritingShut), writing(reader):
        pass
    reader.close()


MANY = ROWS_AT_MOST + 500


@pytest.fixture
def long_store(folder: Path) -> Iterator[Store]:
    """A store with more entries than one read may take."""
    made = new_store(folder)
    record(made, *sign_ins(MANY))
    yield made
    made.close()


def test_a_writer_is_not_held_up_by_somebody_who_reads_everything(long_store: Store) -> None:
    reader = open_store(long_store.folder, read_only=True)
    long_store.connection.execute("PRAGMA busy_timeout = 0")  # held up at all would be an error at once
    reading = entries(reader.connection)
    seen = [next(reading).seq]
    for place in (1, ROWS_AT_MOST, MANY):
        seen += [next(reading).seq for _ in range(place - len(seen))]
        record(long_store, SignedIn(name=f"meanwhile-{place}"))
    seen += [entry.seq for entry in reading]
    reader.close()
    assert seen == list(range(1, MANY + 5))


def test_one_read_takes_at_most_its_rows(long_store: Store) -> None:
    statements: list[str] = []
    long_store.connection.set_trace_callback(statements.append)
    assert len(list(rows(long_store.connection))) == MANY + 1
    long_store.connection.set_trace_callback(None)
    assert len(statements) == 3
    assert all(f"LIMIT {ROWS_AT_MOST}" in statement for statement in statements)


def test_no_entry_is_left_out_or_given_twice_between_two_reads(long_store: Store) -> None:
    assert [seq for seq, _, _ in rows(long_store.connection)] == [seq for seq, _, _ in stored(long_store)]
    assert [seq for seq, _, _ in rows(long_store.connection, after=MANY - 1)] == [MANY, MANY + 1]
    assert verify(long_store).entries == MANY + 1
