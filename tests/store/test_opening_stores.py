"""A store is opened as it must be, or not at all; nothing that is not ours is touched."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from carbench.domain.record_errors import (
    EngineTooOld,
    OutputFailed,
    PragmaRefused,
    StoreForeign,
    StoreInterrupted,
    StoreMissing,
    StoreThere,
)
from carbench.store import database, engine, schema
from carbench.store.database import NAME, PRAGMAS, Store, create_store, open_store, store_at
from carbench.store.engine import NEEDED, require_engine
from carbench.store.verify import verify
from tests.store.ledger import new_store, stored

REQUIRED = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "mmap_size": 0,
    "application_id": 0x43415242,
    "user_version": schema.VERSION,
}
"""records.md section 1; synchronous 3 is EXTRA, temp_store 2 is MEMORY."""


@pytest.fixture(params=[False, True], ids=["writing", "reading"])
def read_only(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_the_settings_the_record_relies_on_are_read_back(folder: Path, *, read_only: bool) -> None:
    new_store(folder).close()
    store = open_store(folder, read_only=read_only)
    asked = {pragma: store.connection.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in REQUIRED}
    store.close()
    assert asked == REQUIRED


def test_they_hold_after_a_store_was_made_and_reopened(store: Store) -> None:
    for _ in range(2):
        asked = {pragma: store.connection.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in REQUIRED}
        assert asked == REQUIRED
        store.reopen()


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_a_setting_the_engine_does_not_take_is_an_error(
    folder: Path, pragma: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_store(folder).close()
    before = (folder / NAME).read_bytes()
    monkeypatch.setitem(PRAGMAS, pragma, (PRAGMAS[pragma][0], "another answer"))
    with pytest.raises(PragmaRefused) as refused:
        open_store(folder)
    monkeypatch.undo()
    assert refused.value.pragma == pragma
    assert (folder / NAME).read_bytes() == before
    open_store(folder).close()  # the lock was let go


def test_no_entry_is_rounded_by_the_engine(store: Store) -> None:
    strict = store.connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    ours = {name for name, is_strict in strict if is_strict}
    assert ours == {"entries", "kept", *schema.INDEX_TABLES}


def test_the_engine_is_new_enough_and_everybodys_the_same() -> None:
    assert NEEDED == (3, 51, 3)
    require_engine()
    assert sys.modules["pysqlite3"].__name__ == "sqlcipher3"
    assert engine.Connection is sys.modules["sqlcipher3"].Connection


@pytest.mark.parametrize("found", [(3, 40, 1), (3, 51, 2), (3, 51), (3, 7, 0), (2, 99, 99)])
def test_an_older_engine_is_refused_by_its_number(found: tuple[int, ...]) -> None:
    with pytest.raises(EngineTooOld) as refused:
        require_engine(found)
    assert refused.value.values() == {"found": ".".join(map(str, found)), "needed": "3.51.3"}


@pytest.mark.parametrize("found", [(3, 51, 3), (3, 52, 0), (3, 53, 4), (4, 0, 0)])
def test_that_engine_and_a_newer_one_are_taken(found: tuple[int, ...]) -> None:
    require_engine(found)


def test_no_store_is_opened_or_made_on_an_older_engine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "NEEDED", (99, 0, 0))
    for opened in (create_store, open_store):
        with pytest.raises(EngineTooOld):
            opened(folder)
    assert not folder.exists()


def test_a_missing_store_is_never_made(folder: Path, *, read_only: bool) -> None:
    with pytest.raises(StoreMissing):
        open_store(folder, read_only=read_only)
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(StoreMissing) as missing:
        open_store(folder, read_only=read_only)
    assert missing.value.path == str(folder)
    assert not list(folder.iterdir())


def test_a_store_that_is_there_is_never_made_again(folder: Path) -> None:
    new_store(folder, entries=3).close()
    before = (folder / NAME).read_bytes()
    with pytest.raises(StoreThere):
        create_store(folder)
    assert (folder / NAME).read_bytes() == before
    open_store(folder).close()


def test_a_store_is_named_by_its_folder_or_its_file(folder: Path) -> None:
    new_store(folder).close()
    for path in (folder, folder / NAME):
        assert store_at(path)
        opened = open_store(path)
        assert opened.path == folder / NAME
        opened.close()


def _plain(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in (*statements, "CREATE TABLE jam (pot)", "INSERT INTO jam VALUES ('plum')"):
        connection.execute(statement)
    connection.commit()
    connection.close()


FOREIGN = {
    "of another program": (),
    "of another program, with a write-ahead log": ("PRAGMA journal_mode = WAL",),
    "of another program with its own mark": ("PRAGMA application_id = 252006673",),
    "of a newer version": (
        f"PRAGMA application_id = {schema.APPLICATION_ID}",
        f"PRAGMA user_version = {schema.VERSION + 1}",
    ),
    "of no version": (f"PRAGMA application_id = {schema.APPLICATION_ID}",),
    "of our version without our mark": (f"PRAGMA user_version = {schema.VERSION}",),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_database_that_is_not_ours_is_refused_and_left_byte_for_byte(
    folder: Path, what: str, *, read_only: bool
) -> None:
    folder.mkdir()
    _plain(folder / NAME, *FOREIGN[what])
    before = (folder / NAME).read_bytes()
    with pytest.raises(StoreForeign):
        open_store(folder, read_only=read_only)
    assert (folder / NAME).read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"not a database at all\n" * 99, b"\x00" * 4096])
def test_a_file_that_is_no_database_is_refused_and_left(folder: Path, content: bytes, *, read_only: bool) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(content)
    with pytest.raises(StoreForeign):
        open_store(folder, read_only=read_only)
    assert (folder / NAME).read_bytes() == content


def test_a_store_that_reads_writes_nothing(folder: Path) -> None:
    new_store(folder, entries=5).close()
    before = (folder / NAME).read_bytes()
    reader = open_store(folder, read_only=True)
    assert verify(reader).holds
    with pytest.raises(engine.EngineError):
        reader.connection.execute("CREATE TABLE jam (pot)")
    reader.close()
    assert (folder / NAME).read_bytes() == before


def test_what_was_recorded_is_there_after_opening_again(folder: Path) -> None:
    made = new_store(folder, entries=4)
    before = stored(made)
    made.close()
    again = open_store(folder)
    assert stored(again) == before
    assert verify(again).holds
    again.close()


def test_a_folder_with_any_name_holds_a_store(tmp_path: Path) -> None:
    folder = tmp_path / "Salle blanche n° 2 – 100 % #?&" / "é"
    new_store(folder, entries=2).close()
    assert [path.name for path in folder.iterdir() if path.suffix == ".db"] == [NAME]
    reader = open_store(folder, read_only=True)
    assert reader.head.seq == 2
    reader.close()


def test_a_store_half_made_is_no_store_and_can_be_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: engine.Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(database.schema, "create", fail)
    with pytest.raises(KeyboardInterrupt):
        create_store(folder)
    monkeypatch.undo()
    with pytest.raises(StoreMissing):
        open_store(folder)
    made = new_store(folder)
    assert verify(made).holds
    made.close()
    assert {path.name for path in folder.iterdir()} <= {NAME, "carbench.lock"}


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputFailed):
        create_store(tmp_path / "file" / "record")


def test_what_a_crash_left_half_written_is_mended_by_the_workstation_and_not_by_a_reader(folder: Path) -> None:
    new_store(folder, entries=3).close()
    command = [sys.executable, "-c", CRASH, str(folder)]
    subprocess.run(command, cwd=Path(__file__).parents[2], check=False, timeout=60)
    assert (folder / f"{NAME}-journal").exists()
    with pytest.raises(StoreInterrupted):
        open_store(folder, read_only=True)
    store = open_store(folder)
    assert verify(store).entries == 3
    assert verify(store).holds
    store.close()


CRASH = """
import os, sys
from pathlib import Path
from carbench.store.database import open_store, writing
store = open_store(Path(sys.argv[1]))
store.connection.execute("PRAGMA cache_size = 1")
store.connection.execute("BEGIN IMMEDIATE")
for number in range(200):
    store.connection.execute("INSERT INTO kept VALUES (?, 'test', zeroblob(9000))", [str(number)])
os._exit(9)
"""
"""Dies in the middle of a transaction whose pages have reached the file."""
