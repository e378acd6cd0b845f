"""The trail: sealed entries, each naming the one before it.

An entry holds all of an act. It is hashed as it stands; that it is canonical is
settled when it is written. Readers take at most 2,000 rows a transaction, because
with a rollback journal a long SELECT holds a writer for seconds (house.md, trap 10).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from carbench.domain.acts import Act, BatchAct, Recorded
from carbench.domain.moment import Moment, offset_text
from carbench.store import seal, tables
from carbench.store.codec import from_body, stamp, to_body, unstamp
from carbench.store.engine import Connection, Database

FORMAT = 1
EPOCH = 1
"""Grows when a backup is restored; that ceremony is not built yet."""

ROWS_AT_MOST = 2000

FIELDS = frozenset(
    {
        *("format", "epoch", "seq", "kind", "version", "batch", "recorded_by", "role", "workstation", "recorded_at"),
        *("offset", "zone", "mono_ns", "boot_id", "command_id", "body", "reason", "prev", "alg"),
    }
)
"""Of every entry, and no others (records.md section 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who records, as what, where."""

    name: str
    role: str
    workstation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When something is recorded, by three clocks."""

    moment: Moment
    mono_ns: int
    boot_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry: its number and its leaf hash."""

    seq: int
    leaf: str


def head(connection: Connection) -> Head:
    """Give the last entry; number 0 while there is none."""
    row = connection.execute("SELECT seq, leaf FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(seq=row[0], leaf=row[1]) if row else Head(seq=0, leaf=seal.FIRST)


def prev_of(connection: Connection, seq: int) -> str | None:
    """Give the leaf an entry names as the one before it; None where there is no such entry."""
    row = connection.execute("SELECT json_extract(sealed, '$.prev') FROM entries WHERE seq = ?", [seq]).fetchone()
    return str(row[0]) if row else None


class Trail:
    """Appends entries inside one transaction; `store.database.writing` gives one."""

    def __init__(self, db: Database, connection: Connection) -> None:
        self._db = db
        self._connection = connection
        self._head = head(connection)

    @property
    def head(self) -> Head:
        """Give the entry the next one will name."""
        return self._head

    def append(self, act: Act, *, by: Author, at: Stamp, command_id: str, reason: str = "") -> Recorded:
        """Seal an act, file it, and give it as recorded; nothing stands until the transaction is committed."""
        seq = self._head.seq + 1
        entry = _entry(act, by=by, at=at) | {
            "seq": seq,
            "prev": self._head.leaf,
            "command_id": command_id,
            "reason": reason,
        }
        sealed = seal.canonical(entry)
        leaf = seal.leaf(sealed)
        read(seq, sealed.decode("utf-8"), leaf)  # what could not be read back must not be sealed
        self._connection.execute(
            "INSERT INTO entries (seq, sealed, leaf) VALUES (?, ?, ?)", (seq, sealed.decode("utf-8"), leaf)
        )
        recorded = _recorded(seq, entry, leaf, act)
        tables.file(self._db, recorded)
        self._head = Head(seq=seq, leaf=leaf)
        return recorded

    def keep(self, content: bytes, purpose: str) -> str:
        """Keep content under its hash; an act must name it in the same transaction."""
        sha256 = seal.digest(content)
        self._connection.execute(
            "INSERT INTO kept (sha256, purpose, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (sha256, purpose, content),
        )
        return sha256


def _entry(act: Act, *, by: Author, at: Stamp) -> dict[str, Any]:
    """Give the fields of records.md section 2 that do not depend on the head."""
    return {
        "format": FORMAT,
        "epoch": EPOCH,
        "kind": act.kind,
        "version": act.version,
        "batch": act.batch_id if isinstance(act, BatchAct) else None,
        "recorded_by": by.name,
        "role": by.role,
        "workstation": by.workstation,
        "recorded_at": stamp(at.moment.utc),
        "offset": offset_text(at.moment.offset_minutes),
        "zone": at.moment.zone,
        "mono_ns": str(at.mono_ns),
        "boot_id": at.boot_id,
        "body": to_body(act),
        "alg": seal.ALGORITHM,
    }


def _recorded(seq: int, entry: dict[str, Any], leaf: str, act: Act) -> Recorded:
    return Recorded(
        seq=seq,
        act=act,
        recorded_by=entry["recorded_by"],
        role=entry["role"],
        recorded_at=Moment(
            utc=unstamp(entry["recorded_at"]),
            offset_minutes=_minutes(entry["offset"]),
            zone=entry["zone"],
        ),
        reason=entry["reason"],
        leaf=leaf,
    )


def _minutes(offset: str) -> int:
    sign = -1 if offset[0] == "-" else 1
    return sign * (int(offset[1:3]) * 60 + int(offset[4:6]))


@lru_cache(maxsize=ROWS_AT_MOST)
def read(seq: int, sealed: str, leaf: str) -> Recorded:
    """Read one stored entry. Raises: ValueError and its kin when it is no entry.

    The same bytes are always the same entry, and nobody can change it: a batch that is on
    screen is read again for every act on it, at a tenth of the cost.
    """
    entry = seal.opened(sealed.encode("utf-8"))
    return _recorded(seq, entry, leaf, from_body(entry["kind"], entry["body"]))


def rows(connection: Connection, *, batch_id: str | None = None, after: int = 0) -> Iterator[tuple[int, str, str]]:
    """Give sequence number, sealed text and leaf of each entry, a short transaction at a time."""
    where, values = ("batch = ? AND", [batch_id]) if batch_id is not None else ("", [])
    sql = f"SELECT seq, sealed, leaf FROM entries WHERE {where} seq > ? ORDER BY seq LIMIT {ROWS_AT_MOST}"  # noqa: S608
    while chunk := connection.execute(sql, [*values, after]).fetchall():
        yield from chunk
        after = chunk[-1][0]


def entries(connection: Connection, *, batch_id: str | None = None, after: int = 0) -> Iterator[Recorded]:
    """Give the entries in order, of one batch or of all."""
    for seq, sealed, leaf in rows(connection, batch_id=batch_id, after=after):
        yield read(seq, sealed, leaf)
