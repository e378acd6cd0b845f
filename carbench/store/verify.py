"""Whether a store is what it was when each entry was written.

Checks, in one pass: numbers without a gap, each leaf over the stored bytes, each
entry naming the one before; kept content against its hash and every hash an act
names; the tables against the trail; the schema against the one of this version.
Signatures and heads come with later entries of the format; their columns stand empty.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from carbench.domain.acts import Recorded
from carbench.store import kept, schema, seal, tables, trail
from carbench.store.codec import UNREADABLE
from carbench.store.database import Store
from carbench.store.engine import Database, EngineError, connect

NAMED_CONTENT = ("credential_sha256", "product_sha256", "manifest_sha256", "file_sha256")
"""Fields of acts that name kept content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that does not hold."""

    kind: str
    about: str


@dataclass(slots=True, kw_only=True)
class Verification:
    """What was found."""

    entries: int = 0
    kept: int = 0
    head_leaf: str = seal.FIRST
    demonstration: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Say whether nothing was found wrong with a store that has its first entry."""
        return not self.problems

    def note(self, kind: str, about: object) -> None:
        """Add a problem."""
        self.problems.append(Problem(kind=kind, about=str(about)))


ATTEMPTS = 5
"""How often a store that is written to meanwhile is read again before what was found is believed."""


def verify(store: Store) -> Verification:
    """Verify a whole store; reading only, and also while a window writes to it."""
    for _ in range(ATTEMPTS):
        before = store.head
        found = _verify_once(store)
        if found.holds or store.head == before:
            break
    return found


def batch_holds(store: Store, batch_id: str) -> bool:
    """Say whether the entries of a batch are what they were when the entries after them were written.

    Looked at before every decision: a check of the whole trail at the start says nothing of what
    was changed since.
    """
    for seq, sealed, leaf in trail.rows(store.connection, batch_id=batch_id):
        after = trail.prev_of(store.connection, seq + 1)
        if seal.leaf(sealed.encode("utf-8")) != leaf or after not in (None, leaf):
            return False
    return True


def _verify_once(store: Store) -> Verification:
    found = Verification()
    try:
        _check_schema(store, found)
        _check_empty_places(store, found)
        named = _check_entries(store, found)
        _check_kept(store, found, named)
        if not found.problems:
            _check_tables(store, found)
    except EngineError as damaged:
        found.note("damaged", type(damaged).__name__)
    return found


def _check_schema(store: Store, found: Verification) -> None:
    wanted = connect(":memory:", isolation_level=None)
    schema.create(wanted)
    expected, actual = schema.described(wanted), schema.described(store.connection)
    wanted.close()
    for name, _ in set(expected) ^ set(actual):
        found.note("schema", name)


def _check_empty_places(store: Store, found: Verification) -> None:
    """Nothing stands yet where signatures and heads will."""
    places = "sig IS NOT NULL OR root IS NOT NULL OR head_sig IS NOT NULL"
    for (seq,) in store.connection.execute(f"SELECT seq FROM entries WHERE {places} LIMIT 1").fetchall():  # noqa: S608
        found.note("place", seq)


def _check_entries(store: Store, found: Verification) -> set[str]:
    """Follow the chain; returns every hash the acts name."""
    named: set[str] = set()
    previous = seal.FIRST
    # The chain is followed from number 1; a page of the trail would also show what stands before it.
    for (seq,) in store.connection.execute("SELECT seq FROM entries WHERE seq < 1 LIMIT 1").fetchall():
        found.note("number", seq)
    for seq, sealed, leaf in trail.rows(store.connection):
        found.entries += 1
        for kind in _wrong(found.entries, seq, sealed, leaf, previous):
            found.note(kind, seq)
        previous = leaf
        named |= set(_named(sealed))
        if seq == 1:
            found.demonstration = '"demonstration":true' in sealed
    if not found.entries:
        found.note("empty", store.path.name)
    found.head_leaf = previous
    return named


def _wrong(expected: int, seq: int, sealed: str, leaf: str, previous: str) -> Iterator[str]:
    if seq != expected:
        yield "gap"
    if seal.leaf(sealed.encode("utf-8")) != leaf:
        yield "seal"
    try:
        entry = seal.opened(sealed.encode("utf-8"))
    except (ValueError, TypeError):
        yield "unreadable"
        return
    if entry.get("prev") != previous:
        yield "chain"
    if entry.get("seq") != seq:
        yield "number"
    if seq == 1 and entry.get("kind") != "workstation_set_up":
        yield "first"
    if not _of_this_version(entry):
        yield "form"


def _of_this_version(entry: dict[str, Any]) -> bool:
    """Say whether an entry has exactly the fields of this format, and its batch is the one of its act."""
    body = entry.get("body")
    constants = (entry.get("format"), entry.get("epoch"), entry.get("alg"))
    return (
        entry.keys() == trail.FIELDS
        and constants == (trail.FORMAT, trail.EPOCH, seal.ALGORITHM)
        and isinstance(body, dict)
        and body.get("batch_id") == entry["batch"]
    )


def _named(sealed: str) -> Iterator[str]:
    if "_sha256" not in sealed:
        return
    try:
        body: dict[str, Any] = json.loads(sealed, parse_float=str)["body"]
    except (ValueError, KeyError, TypeError):
        return
    yield from (str(body[name]) for name in NAMED_CONTENT if name in body)
    report = body.get("report")
    if isinstance(report, dict) and report.get("attachment_sha256"):
        yield str(report["attachment_sha256"])


def _check_kept(store: Store, found: Verification, named: set[str]) -> None:
    held: set[str] = set()
    for sha256, content in kept.contents(store.connection):
        found.kept += 1
        held.add(sha256)
        if seal.digest(content) != sha256:
            found.note("content", sha256)
    for missing in sorted(named - held):
        found.note("content_missing", missing)
    for stray in sorted(held - named):
        found.note("content_stray", stray)


def _acts(store: Store, found: Verification) -> Iterator[Recorded]:
    """Read every act; what holds none is a problem, and the tables differ for want of it."""
    for seq, sealed, leaf in trail.rows(store.connection):
        try:
            recorded = trail.read(seq, sealed, leaf)
        except UNREADABLE:
            found.note("unreadable", seq)
            continue
        yield recorded


def _check_tables(store: Store, found: Verification) -> None:
    """Rebuild the tables in memory and compare them row by row."""
    connection = connect(":memory:", isolation_level=None)
    schema.create(connection)
    again = Database(connection)
    connection.execute("BEGIN")
    tables.rebuild(again, _acts(store, found))
    rebuilt, stored = tables.contents(again), tables.contents(store.db)
    connection.execute("COMMIT")
    connection.close()
    for table in schema.INDEX_TABLES:
        if rebuilt[table] != stored[table]:
            found.note("table", table)
