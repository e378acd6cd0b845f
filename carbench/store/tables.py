"""What each act does to the tables that index the trail.

`file` is called in the transaction that seals the entry, so the tables can never
disagree with the record; `rebuild` makes them again from the entries alone.
"""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from carbench.domain.acts import (
    Act,
    BagFilled,
    BatchAct,
    BatchOpened,
    DeputyNamed,
    FinalCertified,
    LotUsed,
    PersonAdded,
    PersonEnded,
    ProductRevisionApproved,
    ProvisionalCertified,
    ProvisionalRefused,
    ProvisionalWithdrawn,
    Recorded,
    ResultChecked,
    ResultRecorded,
    RevisionChanged,
    RoleSet,
    SiteSettingChanged,
    SuppliedExceptionally,
)
from carbench.domain.stages import TRANSITIONS, Stage, settled
from carbench.store.codec import stamp
from carbench.store.engine import Database
from carbench.store.schema import INDEX_TABLES

Row = dict[str, str | int | None]


def file(db: Database, recorded: Recorded) -> None:
    """Bring the tables up to an entry."""
    _file(recorded.act, db, recorded)
    if isinstance(recorded.act, BatchAct):
        _move(db, recorded.act, recorded.seq)


@singledispatch
def _file(_act: Act, _db: Database, _recorded: Recorded) -> None:
    """Most acts change no table but the batch's place."""


@_file.register
def _person(act: PersonAdded, db: Database, recorded: Recorded) -> None:
    row: Row = {
        "name": act.name,
        "full_name": act.full_name,
        "roles": " ".join(role.value for role in act.roles),
        "language": act.language,
        "credential_sha256": act.credential_sha256,
        "ended": None,
        "seq": recorded.seq,
    }
    _put(db, "people", row)


@_file.register
def _ended(act: PersonEnded, db: Database, recorded: Recorded) -> None:
    db.execute("UPDATE people SET ended = ? WHERE name = ?", [recorded.seq, act.name])


@_file.register
def _roles(act: RoleSet, db: Database, _recorded: Recorded) -> None:
    roles = " ".join(role.value for role in act.roles)
    db.execute("UPDATE people SET roles = ? WHERE name = ?", [roles, act.name])


@_file.register
def _deputy(act: DeputyNamed, db: Database, recorded: Recorded) -> None:
    row: Row = {
        "seq": recorded.seq,
        "name": act.name,
        "absent": act.absent,
        "starts": stamp(act.starts.utc),
        "ends": stamp(act.ends.utc),
        "products": " ".join(act.products),
    }
    _put(db, "deputies", row)


@_file.register
def _setting(act: SiteSettingChanged, db: Database, recorded: Recorded) -> None:
    _put(db, "settings", {"setting": act.setting, "value": act.value, "seq": recorded.seq})


@_file.register
def _approved(act: ProductRevisionApproved, db: Database, recorded: Recorded) -> None:
    row: Row = {
        "product_sha256": act.product_sha256,
        "product_id": act.product_id,
        "revision": act.revision,
        "seq": recorded.seq,
    }
    _put(db, "approvals", row)


@_file.register
def _repinned(act: RevisionChanged, db: Database, _recorded: Recorded) -> None:
    db.execute("UPDATE batches SET product_sha256 = ? WHERE batch_id = ?", [act.product_sha256, act.batch_id])


@_file.register
def _lot(act: LotUsed, db: Database, recorded: Recorded) -> None:
    _put(db, "lots", {"seq": recorded.seq, "batch_id": act.batch_id, "material": act.material, "lot": act.lot})


@_file.register
def _opened(act: BatchOpened, db: Database, recorded: Recorded) -> None:
    row: Row = {
        "batch_id": act.batch_id,
        "product_id": act.product_id,
        "product_sha256": act.product_sha256,
        "patient_id": act.patient_id,
        "patient_name": act.patient_name,
        "donation_number": act.donation_number,
        "stage": Stage.ORDERED.value,
        "clock_started": None,
        "certificate": None,
        "last_seq": recorded.seq,
    }
    _put(db, "batches", row)


@_file.register
def _filled(act: BagFilled, db: Database, _recorded: Recorded) -> None:
    at = stamp(act.happened_at.utc)
    # The earliest filling starts the clock, whichever was typed first.
    sql = "UPDATE batches SET clock_started = min(coalesce(clock_started, ?), ?) WHERE batch_id = ?"
    db.execute(sql, [at, at, act.batch_id])


@_file.register
def _result(act: ResultRecorded, db: Database, recorded: Recorded) -> None:
    row: Row = {
        "batch_id": act.batch_id,
        "test_id": act.test_id,
        "seq": recorded.seq,
        "recorded_by": recorded.recorded_by,
        "performed_by": " ".join(act.performed_by),
        "checked": None,
    }
    _put(db, "results", row)


@_file.register
def _checked(act: ResultChecked, db: Database, recorded: Recorded) -> None:
    sql = "UPDATE results SET checked = ? WHERE batch_id = ? AND test_id = ? AND seq = ?"
    db.execute(sql, [recorded.seq, act.batch_id, act.test_id, act.result_seq])


@_file.register
def _certified(act: ProvisionalCertified, db: Database, recorded: Recorded) -> None:
    _register(db, recorded, kind="provisional", act=act, file_sha256=act.file_sha256)
    db.execute("UPDATE batches SET certificate = ? WHERE batch_id = ?", [act.number, act.batch_id])


@_file.register
def _refused(act: ProvisionalRefused, db: Database, recorded: Recorded) -> None:
    _register(db, recorded, kind="refusal", act=act)


@_file.register
def _withdrawn(act: ProvisionalWithdrawn, db: Database, recorded: Recorded) -> None:
    _register(db, recorded, kind="withdrawal", act=act)
    db.execute("UPDATE batches SET certificate = NULL WHERE batch_id = ?", [act.batch_id])


@_file.register
def _supplied(act: SuppliedExceptionally, db: Database, recorded: Recorded) -> None:
    _register(db, recorded, kind="exceptional_supply", act=act)


@_file.register
def _final(act: FinalCertified, db: Database, recorded: Recorded) -> None:
    _register(db, recorded, kind="final", act=act)
    db.execute("UPDATE batches SET certificate = ? WHERE batch_id = ?", [act.number, act.batch_id])


Numbered = ProvisionalCertified | ProvisionalRefused | ProvisionalWithdrawn | SuppliedExceptionally | FinalCertified
"""Acts with a number of the certification register."""


def _register(db: Database, recorded: Recorded, *, kind: str, act: Numbered, file_sha256: str = "") -> None:
    row: Row = {
        "number": act.number,
        "batch_id": act.batch_id,
        "kind": kind,
        "seq": recorded.seq,
        "signer": act.signature.signer,
        "file_sha256": file_sha256,
    }
    _put(db, "certificates", row)


def _move(db: Database, act: BatchAct, seq: int) -> None:
    """Move the batch as the domain's table says, and note its newest entry."""
    rows = list(db.query("SELECT stage, clock_started FROM batches WHERE batch_id = ?", [act.batch_id]))
    if not rows:
        return
    stage = Stage(rows[0]["stage"])
    moved = TRANSITIONS.get(type(act), {}).get(stage, stage)
    new = settled(moved, filled=rows[0]["clock_started"] is not None)
    db.execute("UPDATE batches SET stage = ?, last_seq = ? WHERE batch_id = ?", [new.value, seq, act.batch_id])


def _put(db: Database, table: str, row: Row) -> None:
    db.table(table).insert(row, replace=True)


def rebuild(db: Database, entries: Iterable[Recorded]) -> None:
    """Make the tables again from the entries; the caller holds the transaction."""
    for table in INDEX_TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    for recorded in entries:
        file(db, recorded)


def contents(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Give every row of the index tables, in an order that two stores can be compared in."""
    return {table: sorted(_rows(db, table), key=repr) for table in INDEX_TABLES}


def _rows(db: Database, table: str) -> Iterator[tuple[object, ...]]:
    """Read a table a short transaction at a time (house.md, trap 10)."""
    after: int | None = None  # a row somebody else put in can have a number below zero
    sql = f"SELECT rowid, * FROM {table} WHERE rowid > ?1 OR ?1 IS NULL ORDER BY rowid LIMIT 2000"  # noqa: S608
    while rows := db.execute(sql, [after]).fetchall():
        yield from (tuple(row[1:]) for row in rows)
        after = rows[-1][0]
