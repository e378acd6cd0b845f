"""A store in memory, for what is only tried out; it is on no disk until somebody keeps it."""

from pathlib import Path

from carbench.domain.record_errors import OutputFailed, OutputThere
from carbench.store import schema
from carbench.store.database import NAME, PRAGMAS, Store
from carbench.store.engine import EngineError, connect, require_engine

ON_DISK = {"journal_mode", "synchronous", "mmap_size"}
"""What only a file can be asked for."""

SPOILT = "0" * 64


def scratch_store(folder: Path) -> Store:
    """Make an empty store in memory; `folder` is where it would be kept. Raises: EngineTooOld."""
    require_engine()
    connection = connect(":memory:", isolation_level=None)
    for pragma, (value, _) in PRAGMAS.items():
        if pragma not in ON_DISK:
            connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
    schema.create(connection)
    store = Store(folder, connection, None)
    store.shut = False
    return store


def keep_scratch(store: Store) -> None:
    """Write a store in memory to its folder, from where it opens like any other. Raises: OutputThere, OutputFailed."""
    if store.path.exists():
        raise OutputThere(path=str(store.path))
    try:
        store.folder.mkdir(parents=True, exist_ok=True)
        store.connection.execute("VACUUM INTO ?", [str(store.folder / NAME)])
    except (OSError, EngineError) as refused:
        raise OutputFailed(path=str(store.path)) from refused


def spoil(store: Store, seq: int) -> None:
    """Change the seal of an entry behind the program's back, to rehearse a record that does not hold."""
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entries'"
    belts = store.connection.execute(triggers).fetchall()
    for name, _ in belts:
        store.connection.execute(f"DROP TRIGGER {name}")
    store.connection.execute("UPDATE entries SET leaf = ? WHERE seq = ?", [SPOILT, seq])
    for _, sql in belts:
        store.connection.execute(sql)
