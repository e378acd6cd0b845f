"""A store in a folder, entries in it, and the ways an attacker with the file and time would change it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import rfc8785

from carbench.domain.acts import Act, Recorded, SignedIn, WorkstationSetUp
from carbench.domain.moment import moment
from carbench.store.database import NAME, Store, create_store, writing
from carbench.store.engine import Connection, connect
from carbench.store.trail import Author, Stamp, Trail

BY = Author(name="olivia", role="operator", workstation="DEMO-1")
AT = Stamp(moment=moment(datetime(2026, 3, 10, 8, 0, tzinfo=UTC), "Europe/Paris"), mono_ns=2**60, boot_id="boot-1")
SET_UP = WorkstationSetUp(
    site="Invented",
    establishment="Invented University Hospital",
    legal_basis="",
    authorisation="",
    zone="Europe/Paris",
    workstation="DEMO-1",
    language="en",
    demonstration=True,
    late_entry_minutes=60,
    password_characters=15,
)


def append(trail: Trail, act: Act, *, command_id: str | None = None, reason: str = "") -> Recorded:
    return trail.append(act, by=BY, at=AT, command_id=command_id or f"c-{trail.head.seq + 1}", reason=reason)


def record(store: Store, *acts: Act) -> tuple[Recorded, ...]:
    with writing(store) as trail:
        return tuple(append(trail, act) for act in acts)


def sign_ins(count: int) -> Iterator[Act]:
    return (SignedIn(name=f"person-{number}") for number in range(count))


def new_store(folder: Path, entries: int = 1) -> Store:
    """Make a store whose first entry sets it up and whose others are sessions."""
    store = create_store(folder)
    record(store, SET_UP, *sign_ins(entries - 1))
    return store


def stored(store: Store) -> list[tuple[int, str, str]]:
    rows = store.connection.execute("SELECT seq, sealed, leaf FROM entries ORDER BY seq").fetchall()
    return [(row[0], row[1], row[2]) for row in rows]


def entry(store: Store, seq: int) -> dict[str, Any]:
    sealed = store.connection.execute("SELECT sealed FROM entries WHERE seq = ?", [seq]).fetchone()[0]
    found: dict[str, Any] = json.loads(sealed)
    return found


@contextmanager
def attacking(folder: Path) -> Iterator[Connection]:
    """Open the file past the program: triggers are taken off, and put back as they were so that nothing shows."""
    connection = connect(str(folder / NAME), isolation_level=None)
    belts = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in belts:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _, sql in belts:
        connection.execute(sql)
    connection.close()


def forge(connection: Connection, seq: int, change: Callable[[dict[str, Any]], object]) -> None:
    """Change an entry and seal it, and everything after it, again: canonical, hashed, chained."""
    rows = connection.execute("SELECT seq, sealed, leaf FROM entries WHERE seq >= ? ORDER BY seq", [seq]).fetchall()
    previous: str | None = None
    for place, sealed, _ in rows:
        forged = json.loads(sealed)
        if previous is None:
            change(forged)
        else:
            forged["prev"] = previous
        text = rfc8785.dumps(forged)
        previous = hashlib.sha256(b"\x00" + text).hexdigest()
        connection.execute("UPDATE entries SET sealed = ?, leaf = ? WHERE seq = ?", [text.decode(), previous, place])


def triggers() -> list[str]:
    return [f"{table}_{belt}" for table in ("entries", "kept") for belt in ("stay", "remain")]
