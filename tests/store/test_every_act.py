"""Every kind of act in one store: read back, filed again, verified; and entries of the version before."""

import hashlib
from typing import Any

import pytest

from carbench.domain.acts import ACTS, BagFilled, BatchOpened, ProvisionalCertified, ResultRecorded
from carbench.operations import looking
from carbench.operations.record_lot_use import Lot, record_lot_use
from carbench.operations.record_result import record_result
from carbench.operations.typed_result import Beside, TypedReport
from carbench.store import queries, schema, tables, trail
from carbench.store.codec import UNREADABLE, from_body, to_body
from carbench.store.database import open_store, writing
from carbench.store.engine import Connection
from carbench.store.verify import verify
from tests.people import NOW, Played
from tests.store.ledger import attacking

READING = {"censor": "=", "text": "12.0", "unit": {"denominator": "", "name": "mL"}, "value": "12.0"}
AT = {"offset_minutes": 60, "utc": "2026-03-10T08:00:00Z", "zone": "Europe/Paris"}
TOLD = {"batch_id": "B-1", "happened_at": AT, "performed_by": ["olivia"]}
SIGNED = {"full_name": "Anselm Erfunden", "meaning": "witnessed", "role": "operator", "signer": "anselm"}
ORDERED = {
    "product_id": "demo",
    "revision": "1",
    "product_sha256": "0" * 64,
    "patient_id": "PX-1",
    "patient_name": "Nadja Nirgendwo",
    "donation_number": "A999926000042",
    "chain_of_identity": "COI-1",
    "prescriber": "Dr. Nemo Nobody",
    "indication": "invented",
    "weight": READING,
    "target_dose": READING,
}
RECORDED = {"test_id": "viability", "reading": READING, "outcome": None, "verdict": "MEETS", "replaces": None}
CERTIFIED = {
    "number": "P-2026-0001",
    "bags": ["B-1-1"],
    "statement": "I certify",
    "language": "en",
    "head_seq": 9,
    "head_leaf": "0" * 64,
    "manifest_sha256": "1" * 64,
    "body_sha256": "2" * 64,
    "file_sha256": "2" * 64,
    "signature": SIGNED,
}
BEFORE: dict[str, dict[str, Any]] = {
    "batch_opened": ORDERED,
    "material_received": {
        "establishment": "Invented",
        "volume": READING,
        "temperature": READING,
        "witness": SIGNED,
    },
    "count_taken": {"concentration": READING, "viability": READING, "volume": READING},
    "bag_filled": {"bag_id": "B-1-1", "concentration": READING, "volume": READING, "witness": SIGNED},
    "result_recorded": RECORDED,
    "result_checked": {"test_id": "viability", "result_seq": 7, "method": "blind", "signature": SIGNED},
    "performance_confirmed": {"entries": [4], "signature": SIGNED},
    "step_signed": {"step": "culture", "signature": SIGNED},
    "data_reviewed": {"covers": 8, "signature": SIGNED},
    "provisional_certified": CERTIFIED,
}
"""Bodies as the version before wrote them, by kind, without the fields every act at a batch has."""


@pytest.mark.parametrize("kind", BEFORE)
def test_an_act_of_the_version_before_is_read_with_the_defaults_of_what_it_did_not_know(kind: str) -> None:
    act = from_body(kind, TOLD | BEFORE[kind])
    again = to_body(act)
    assert {name: again[name] for name in TOLD} == TOLD
    assert all(_within(BEFORE[kind][name], again[name]) for name in BEFORE[kind])


def _within(old: object, new: object) -> bool:
    """Say whether everything an old body said is said by the new one."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_within(old[name], new[name]) for name in old)
    return old == new


def test_what_the_version_before_did_not_know_has_its_plainest_meaning() -> None:
    order = from_body("batch_opened", TOLD | ORDERED)
    assert isinstance(order, BatchOpened)
    assert not order.rehearsal
    bag = from_body("bag_filled", TOLD | BEFORE["bag_filled"])
    assert isinstance(bag, BagFilled)
    assert (bag.portion, bag.witness.deputy_of) == (1, "")
    result = from_body("result_recorded", TOLD | RECORDED)
    assert isinstance(result, ResultRecorded)
    assert (result.replicates, result.criteria, result.report, result.after_repeat) == ((), (), None, False)
    certificate = from_body("provisional_certified", TOLD | CERTIFIED)
    assert isinstance(certificate, ProvisionalCertified)
    assert certificate.deviations == ()


@pytest.mark.parametrize("kind", BEFORE)
def test_what_the_version_before_always_said_is_still_asked_for(kind: str) -> None:
    for name in BEFORE[kind]:
        body = {key: value for key, value in (TOLD | BEFORE[kind]).items() if key != name}
        with pytest.raises(UNREADABLE):
            from_body(kind, body)


def _older(connection: Connection) -> None:
    """Leave a store as the version before left it: its tables, its mark."""
    for table in ("deputies", "settings", "approvals", "lots"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("ALTER TABLE people DROP COLUMN ended")
    connection.execute("PRAGMA user_version = 1")


def test_a_store_of_the_version_before_gets_the_tables_of_this_one_and_keeps_its_entries(played: Played) -> None:
    played.checked()
    store = played.bench.store
    leaf, rows = store.head.leaf, tables.contents(store.db)
    store.close()
    with attacking(store.folder) as connection:
        _older(connection)
    again = open_store(store.folder)
    assert (again.head.leaf, tables.contents(again.db)) == (leaf, rows)
    assert verify(again).holds
    again.close()


# Attachments


REPORT = TypedReport(
    laboratory="Invented Laboratory",
    number="R-17",
    authorised_by="Dr. Nobody",
    reported_at="2026-03-20 08:00",
    received_at="2026-03-20 08:30",
    attachment=b"%PDF-1.7 invented",
)


@pytest.fixture
def reported(played: Played) -> Played:
    """A result of an outside laboratory, its report kept with it."""
    played.filled()
    played.as_("chloe")
    beside = Beside(report=REPORT)
    record_result(
        played.bench,
        batch_id=played.batch_id,
        test_id="mycoplasma_final",
        typed="not_detected",
        told=NOW,
        beside=beside,
    )
    return played


def test_a_report_is_kept_under_the_hash_its_result_names(reported: Played) -> None:
    batch = looking.batch(reported.bench, reported.batch_id)
    report = batch.results["mycoplasma_final"][-1].act.report
    assert report is not None
    assert report.attachment_sha256 == hashlib.sha256(REPORT.attachment).hexdigest()
    assert looking.document(reported.bench, report.attachment_sha256) == REPORT.attachment
    assert verify(reported.bench.store).holds


@pytest.mark.parametrize(
    ("attack", "kind"),
    [
        ("DELETE FROM kept WHERE purpose = 'report'", "content_missing"),
        ("UPDATE kept SET content = x'00' WHERE purpose = 'report'", "content"),
    ],
)
def test_a_report_that_is_gone_or_changed_is_found(reported: Played, attack: str, kind: str) -> None:
    store = reported.bench.store
    with attacking(store.folder) as connection:
        connection.execute(attack)
    named = hashlib.sha256(REPORT.attachment).hexdigest()
    assert [(problem.kind, problem.about) for problem in verify(store).problems] == [(kind, named)]


# Lots


def test_the_reverse_search_of_lots_is_made_again_from_the_entries(played: Played) -> None:
    played.received()
    for batch_id, number in ((played.batch_id, "V-17"), (played.batch_id, "M-1")):
        lot = Lot(material="vector", lot=number, status="released")
        record_lot_use(played.bench, batch_id=batch_id, lot=lot, told=NOW)
    other = played.another("B-0043", donation_number="A999926000043", patient_id="PX-43").received()
    record_lot_use(other.bench, batch_id="B-0043", lot=Lot(material="vector", lot="V-17", status="released"), told=NOW)
    store = played.bench.store
    with writing(store):
        tables.rebuild(store.db, trail.entries(store.connection))
    assert queries.batches_with_lot(store, "V-17") == ("B-0042", "B-0043")
    assert queries.batches_with_lot(store, "M-1") == ("B-0042",)
    assert queries.batches_with_lot(store, "m-1") == ("B-0042",)
    assert queries.batches_with_lot(store, "") == ()


def test_every_index_table_is_one_that_can_be_made_again(played: Played) -> None:
    names = played.bench.store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {name for (name,) in names} == {*schema.INDEX_TABLES, *schema.RECORD}
    assert set(BEFORE) <= set(ACTS)
