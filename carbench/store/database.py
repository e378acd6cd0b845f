"""Opening a store, and the one way to write to it.

DELETE journal with EXTRA synchronisation lost nothing in simulated power cuts where
FULL and WAL did (records.md section 1). Every pragma is read back: the record
relies on it. A transaction is an explicit BEGIN IMMEDIATE before the head is read;
sqlite-utils' own `atomic()` begins too late (house.md, trap 1).
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from carbench.domain.errors import BenchError
from carbench.domain.record_errors import (
    OutputFailed,
    PragmaRefused,
    StoreFailed,
    StoreForeign,
    StoreFull,
    StoreInterrupted,
    StoreMissing,
    StoreOlder,
    StoreThere,
    WritingShut,
)
from carbench.store import schema
from carbench.store.bring_up import bring_up
from carbench.store.engine import Connection, Database, EngineError, connect, disk_full, require_engine
from carbench.store.lock import StoreLock
from carbench.store.trail import Head, Trail, head

NAME = "carbench.db"

PRAGMAS: dict[str, tuple[str, str | int]] = {
    "journal_mode": ("DELETE", "delete"),
    "synchronous": ("EXTRA", 3),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "recursive_triggers": ("ON", 1),
    "secure_delete": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "mmap_size": ("0", 0),
}
"""What is set, and what the engine must answer when asked."""


class Store:
    """A store that is open; reading needs no lock, writing holds one."""

    def __init__(self, folder: Path, connection: Connection, lock: StoreLock | None) -> None:
        self.folder = folder
        self.connection = connection
        self.db = Database(connection)
        self._lock = lock
        self.shut = lock is None
        """True while nothing may be written."""

    @property
    def path(self) -> Path:
        """Give the database file."""
        return self.folder / NAME

    @property
    def head(self) -> Head:
        """Give the last entry."""
        return head(self.connection)

    def close(self) -> None:
        """Close the store and let it go."""
        self.db.close()
        if self._lock is not None:
            self._lock.release()

    def reopen(self) -> None:
        """Take a new connection after a failed write; the lock stays held."""
        with suppress(EngineError):
            self.db.close()
        self.connection = _connected(self.path, "rw")
        self.db = Database(self.connection)


def folder_of(path: Path) -> Path:
    """Take a store's folder or its database file. Raises: StoreForeign for any other file."""
    if path.is_file() and path.name != NAME:
        raise StoreForeign(path=str(path))
    return path.parent if path.is_file() else path


def store_at(path: Path) -> bool:
    """Say whether there is a store."""
    return (folder_of(path) / NAME).is_file()


def create_store(folder: Path) -> Store:
    """Make an empty store, whole or not at all.

    Raises: StoreThere, StoreBusy, PragmaRefused, EngineTooOld, OutputFailed.
    """
    require_engine()
    lock = StoreLock(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.take()
    except OSError as refused:
        raise OutputFailed(path=str(folder)) from refused
    try:
        _create(folder)
        return Store(folder, _connected(folder / NAME, "rw"), lock)
    except BaseException:
        lock.release()
        raise


def _create(folder: Path) -> None:
    """Make the tables under another name first: a start that dies in between leaves no half of a store."""
    if (folder / NAME).exists():
        raise StoreThere(path=str(folder))
    part = folder / f"{NAME}.part"
    part.unlink(missing_ok=True)
    connection = _connected(part, "rwc")
    connection.execute("BEGIN IMMEDIATE")
    schema.create(connection)
    connection.execute("COMMIT")
    connection.close()
    part.rename(folder / NAME)


def open_store(path: Path, *, read_only: bool = False) -> Store:
    """Open the store in a folder; a missing one is never replaced by an empty one.

    A store of an older version gets the tables of this one, made again from its entries, which are never rewritten;
    a reader leaves that to the workstation.
    Raises: StoreMissing, StoreForeign, StoreOlder, StoreBusy, PragmaRefused, EngineTooOld.
    """
    require_engine()
    folder = folder_of(path)
    if not store_at(folder):
        raise StoreMissing(path=str(path))
    version = _known_version(folder)
    if read_only:
        if version != schema.VERSION:
            raise StoreOlder(path=str(folder))
        return Store(folder, _readable(folder), None)
    lock = StoreLock(folder)
    lock.take()
    try:
        store = Store(folder, _connected(folder / NAME, "rw"), lock)
        bring_up(store.db, store.connection, path=str(folder))
        return store  # noqa: TRY300 - the lock is let go of if any of this fails
    except BaseException:
        lock.release()
        raise


def _readable(folder: Path) -> Connection:
    """Open for reading; what a crash left half written is mended by opening the workstation, not by a reader."""
    try:
        return _connected(folder / NAME, "ro")
    except StoreForeign as refused:  # asking for the journal mode would already have to mend it
        if (folder / f"{NAME}-journal").exists():
            raise StoreInterrupted(path=str(folder)) from refused
        raise


def _connected(path: Path, mode: str) -> Connection:
    try:
        connection = connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        for pragma, (value, answer) in PRAGMAS.items():
            _set(connection, pragma, value, answer)
    except EngineError as refused:
        if disk_full(refused):
            raise StoreFull from refused
        raise StoreForeign(path=str(path)) from refused
    return connection


def _set(connection: Connection, pragma: str, value: str, answer: str | int) -> None:
    """Set a pragma and read it back."""
    connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
    found = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    if found != answer:
        raise PragmaRefused(pragma=pragma, found=str(found))


def _known_version(folder: Path) -> int:
    """Refuse what is no store, or one of a newer version, before a pragma could change anything in it."""
    uri = (folder / NAME).absolute().as_uri()
    try:
        connection = connect(f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None)
        marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
        connection.close()
    except EngineError as refused:
        raise StoreForeign(path=str(folder)) from refused
    if marks[0] != schema.APPLICATION_ID or marks[1] not in range(1, schema.VERSION + 1):
        raise StoreForeign(path=str(folder))
    return int(marks[1])


@contextmanager
def writing(store: Store) -> Iterator[Trail]:
    """Give the trail inside one transaction; all of it stands on return, or none of it.

    Raises: WritingShut, StoreFull, StoreFailed. After a failed write nothing is retried:
    the store is reopened, and unless the disk was merely full writing stays shut.
    """
    if store.shut:
        raise WritingShut
    try:
        store.connection.execute("BEGIN IMMEDIATE")
        yield Trail(store.db, store.connection)
        store.connection.execute("COMMIT")
    except EngineError as failed:
        store.shut = True
        stands = _give_up(store)
        if stands and disk_full(failed):
            store.shut = False
            raise StoreFull from failed
        raise StoreFailed(code=type(failed).__name__) from failed
    except BaseException:
        _roll_back(store)
        raise


def _roll_back(store: Store) -> None:
    if store.connection.in_transaction:
        store.connection.execute("ROLLBACK")


def _give_up(store: Store) -> bool:
    """Leave the store as it stood; a connection that failed is not trusted again. Say whether there is a new one."""
    with suppress(EngineError):
        _roll_back(store)
    try:
        store.reopen()
    except BenchError:  # whoever typed is told that the write failed, not that the file cannot be opened
        return False
    return True
