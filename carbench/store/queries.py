"""What is read from a store; all SQL that reads tables stands here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carbench.domain.acts import DeputyNamed, Recorded, WorkstationSetUp
from carbench.domain.people import Person, Role
from carbench.domain.stages import Stage
from carbench.store import trail
from carbench.store.codec import unstamp
from carbench.store.database import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One batch as a list shows it."""

    batch_id: str
    product_id: str
    product_sha256: str
    patient_id: str
    patient_name: str
    donation_number: str
    stage: Stage
    clock_started: datetime | None
    certificate: str | None
    results: int
    checked: int
    last_seq: int


NEWEST = 2**62
"""Above every sequence number."""

BATCHES = """
SELECT b.batch_id, product_id, product_sha256, patient_id, patient_name, donation_number, stage, clock_started,
  certificate, count(r.seq), count(r.checked), last_seq
FROM batches b LEFT JOIN results r ON r.batch_id = b.batch_id
WHERE last_seq < ? GROUP BY b.batch_id ORDER BY last_seq DESC LIMIT ?
"""


def batches(store: Store) -> tuple[BatchRow, ...]:
    """Give every batch, the one touched last first; read a short transaction at a time."""
    found: list[BatchRow] = []
    below = NEWEST
    while rows := store.connection.execute(BATCHES, [below, trail.ROWS_AT_MOST]).fetchall():
        found += map(_batch_row, rows)
        below = rows[-1][-1]
    return tuple(found)


def _batch_row(row: Sequence[Any]) -> BatchRow:
    return BatchRow(
        batch_id=row[0],
        product_id=row[1],
        product_sha256=row[2],
        patient_id=row[3],
        patient_name=row[4],
        donation_number=row[5],
        stage=Stage(row[6]),
        clock_started=unstamp(row[7]) if row[7] else None,
        certificate=row[8],
        results=row[9],
        checked=row[10],
        last_seq=row[11],
    )


def batch_product(store: Store, batch_id: str) -> str | None:
    """Give the hash of the product file a batch is pinned to; None for an unknown batch."""
    row = store.connection.execute("SELECT product_sha256 FROM batches WHERE batch_id = ?", [batch_id]).fetchone()
    return str(row[0]) if row else None


def batch_named(store: Store, batch_id: str) -> bool:
    """Say whether a batch has this number, capitals or not: two that differ in them would be confused."""
    sql = "SELECT 1 FROM batches WHERE batch_id = ? COLLATE NOCASE"
    return store.connection.execute(sql, [batch_id]).fetchone() is not None


def batch_acts(store: Store, batch_id: str) -> tuple[Recorded, ...]:
    """Give all acts of a batch in order."""
    return tuple(trail.entries(store.connection, batch_id=batch_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person and the hash of their password verifier."""

    person: Person
    credential_sha256: str
    ended: bool
    """May not sign in any more."""


def people(store: Store) -> tuple[PersonRow, ...]:
    """Give everybody who may sign in or once could, in the order they were added."""
    sql = "SELECT name, full_name, roles, language, credential_sha256, ended FROM people ORDER BY seq"
    return tuple(
        PersonRow(
            person=Person(
                name=row[0],
                full_name=row[1],
                roles=frozenset(Role(role) for role in row[2].split()),
                language=row[3],
            ),
            credential_sha256=row[4],
            ended=row[5] is not None,
        )
        for row in store.connection.execute(sql).fetchall()
    )


def workstation(store: Store) -> WorkstationSetUp | None:
    """Give the first entry's act; None in an empty store."""
    row = store.connection.execute("SELECT seq, sealed, leaf FROM entries WHERE seq = 1").fetchone()
    if row is None:
        return None
    act = trail.read(*row).act
    return act if isinstance(act, WorkstationSetUp) else None


def recorded_under(store: Store, command_ids: Sequence[str]) -> tuple[Recorded, ...]:
    """Give the entries recorded under these command ids."""
    marks = ", ".join("?" * len(command_ids))
    sql = f"SELECT seq, sealed, leaf FROM entries WHERE command_id IN ({marks}) ORDER BY seq"  # noqa: S608
    return tuple(trail.read(*row) for row in store.connection.execute(sql, list(command_ids)).fetchall())


def deputies(store: Store, name: str) -> tuple[DeputyNamed, ...]:
    """Give every time a person was named a deputy."""
    sql = "SELECT e.seq, sealed, leaf FROM deputies d JOIN entries e ON e.seq = d.seq WHERE name = ? ORDER BY e.seq"
    acts = (trail.read(*row).act for row in store.connection.execute(sql, [name]).fetchall())
    return tuple(act for act in acts if isinstance(act, DeputyNamed))


def settings(store: Store) -> dict[str, str]:
    """Give the switches of the site that were ever set."""
    return {str(name): str(value) for name, value in store.connection.execute("SELECT setting, value FROM settings")}


def approved(store: Store, product_sha256: str) -> bool:
    """Say whether QA and a Qualified Person signed this revision."""
    sql = "SELECT 1 FROM approvals WHERE product_sha256 = ?"
    return store.connection.execute(sql, [product_sha256]).fetchone() is not None


def approvals(store: Store, product_id: str) -> tuple[str, ...]:
    """Give the hashes of the approved revisions of a product, the newest first."""
    sql = "SELECT product_sha256 FROM approvals WHERE product_id = ? ORDER BY seq DESC"
    return tuple(str(row[0]) for row in store.connection.execute(sql, [product_id]).fetchall())


def batches_with_lot(store: Store, lot: str) -> tuple[str, ...]:
    """Give the batches a lot went into, its number in capitals or not: a recall misses none for how it was typed."""
    sql = "SELECT DISTINCT batch_id FROM lots WHERE lot = ? COLLATE NOCASE ORDER BY batch_id"
    return tuple(str(row[0]) for row in store.connection.execute(sql, [lot]).fetchall())


REGISTER = """
SELECT e.seq, sealed, leaf FROM certificates c JOIN entries e ON e.seq = c.seq
WHERE e.seq > ? ORDER BY e.seq LIMIT ?
"""


def register(store: Store) -> tuple[Recorded, ...]:
    """Give the certification register in the order it was written; read a short transaction at a time."""
    found: list[Recorded] = []
    while rows := store.connection.execute(REGISTER, [found[-1].seq if found else 0, trail.ROWS_AT_MOST]).fetchall():
        found += (trail.read(*row) for row in rows)
    return tuple(found)


def certificates(store: Store) -> int:
    """Count the certificates of the register."""
    return int(store.connection.execute("SELECT count(*) FROM certificates").fetchone()[0])


def newest(store: Store, *, below: int, limit: int, batch_id: str | None = None) -> tuple[Recorded, ...]:
    """Give a page of entries, newest first; at most 2,000 (house.md, trap 10)."""
    where, values = ("batch = ? AND", [batch_id]) if batch_id else ("", [])
    sql = f"SELECT seq, sealed, leaf FROM entries WHERE {where} seq < ? ORDER BY seq DESC LIMIT ?"  # noqa: S608
    rows = store.connection.execute(sql, [*values, below, min(limit, trail.ROWS_AT_MOST)]).fetchall()
    return tuple(trail.read(*row) for row in rows)


def sealed_entries(store: Store, batch_id: str) -> tuple[tuple[int, str, str], ...]:
    """Give number, sealed text and leaf of each entry of a batch, as stored."""
    return tuple(trail.rows(store.connection, batch_id=batch_id))
