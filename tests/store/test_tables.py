"""The tables are an index over the trail: they can be made again, and entries and kept content only grow."""

import pytest

from carbench.domain.people import Role
from carbench.domain.product import StepId
from carbench.domain.specification import Verdict
from carbench.operations import looking
from carbench.operations.add_person import add_person
from carbench.operations.approve_product_revision import approve_product_revision
from carbench.operations.certify_provisional import certify_provisional, draft_certificate
from carbench.operations.change_site_setting import change_site_setting
from carbench.operations.check_results import check_results
from carbench.operations.end_person import end_person
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.name_deputy import Deputyship, name_deputy
from carbench.operations.record_lot_use import Lot, record_lot_use
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.operations.set_role import set_role
from carbench.operations.set_up_workstation import NewPerson
from carbench.operations.sign_step import sign_step
from carbench.paths import RESOURCES
from carbench.store import kept, queries, schema, tables, trail
from carbench.store.database import Store, writing
from carbench.store.engine import EngineError
from carbench.store.verify import verify
from tests.people import NOW, RESULTS, Played
from tests.store.ledger import stored, triggers


@pytest.fixture
def certified(played: Played) -> Played:
    """A whole batch, from the order to its certificate, with a correction after it; every table has a row."""
    furnish_site(played)
    played.resulted()
    lot = Lot(material="vector", lot="V-17", status="released")
    played.as_("olivia")
    record_lot_use(played.bench, batch_id=played.batch_id, lot=lot, told=NOW)
    return certify(played)


def furnish_site(played: Played) -> None:
    """Let the site have a deputy, a switch, an approved product and somebody who left."""
    bench, content = played.bench, own_copy()
    played.as_("adam")
    deputy = Deputyship(name="rosa", absent="quentin", starts="2026-03-10 09:00", ends="2026-03-12 09:00")
    name_deputy(bench, deputy=deputy, reason="on leave")
    change_site_setting(bench, setting="certifier_reviews", value="on", reason="decided")
    left = NewPerson(name="nils", full_name="N. N.", roles=frozenset({Role.OPERATOR}), language="en", password="x" * 15)
    add_person(bench, person=left)
    set_role(bench, name="nils", roles=("qc_analyst",), reason="trained")
    end_person(bench, name="nils", reason="left")
    played.as_("rosa")
    approve_product_revision(bench, content=content, qa=played.proof("rosa"), qp=played.proof("quentin"))


def own_copy() -> bytes:
    """Give the unit's own copy of the demonstration's product, under an id of its own."""
    text = (RESOURCES / "products" / "demo.toml").read_text(encoding="utf-8")
    own = text.replace('id = "demo"', 'id = "own"', 1).replace("example = true", "example = false", 1)
    return own.encode("utf-8")


def certify(played: Played) -> Played:
    """Check, review and certify what was recorded, then correct a result."""
    bench, batch_id = played.bench, played.batch_id
    played.as_("olivia")
    sign_step(bench, batch_id=batch_id, step=StepId.CULTURE, by=played.proof("olivia"))
    played.as_("chloe")
    check_results(bench, batch_id=batch_id, typed=RESULTS, by=played.proof("chloe"))
    played.as_("quentin")
    seen = looking.batch(bench, batch_id).last_seq
    review_data(bench, batch_id=batch_id, seen=seen, by=played.proof("quentin"))
    draft = draft_certificate(played.bench, batch_id=played.batch_id, language="en")
    certify_provisional(played.bench, draft=draft, by=played.proof("quentin"))
    played.as_("anselm")
    told = type(NOW)(reason="read from the wrong tube")
    record_result(played.bench, batch_id=played.batch_id, test_id="viability", typed="93.0", told=told)
    return played


def rebuilt(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with writing(store):
        tables.rebuild(store.db, trail.entries(store.connection))
    return tables.contents(store.db)


def test_tables_made_again_from_the_entries_are_the_same(certified: Played) -> None:
    store = certified.bench.store
    before = tables.contents(store.db)
    assert {name for name, rows in before.items() if rows} == set(schema.INDEX_TABLES)
    assert rebuilt(store) == before
    assert verify(store).holds


@pytest.mark.parametrize("stage", ["ordered", "received", "counted", "filled", "resulted", "checked", "reviewed"])
def test_tables_agree_with_the_entries_at_every_stage(played: Played, stage: str) -> None:
    store = getattr(played, stage)().bench.store
    before = tables.contents(store.db)
    assert verify(store).holds
    assert rebuilt(store) == before


def test_damaged_tables_are_mended_from_the_entries(certified: Played) -> None:
    store = certified.bench.store
    before = tables.contents(store.db)
    for table in schema.INDEX_TABLES:
        store.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    assert not verify(store).holds
    assert rebuilt(store) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE batches SET stage = 'final'",
        "UPDATE batches SET patient_name = 'Nadja Somewhere'",
        "UPDATE batches SET clock_started = '2026-03-30T08:00:00Z'",
        "UPDATE people SET roles = 'qp' WHERE name = 'olivia'",
        "UPDATE people SET credential_sha256 = (SELECT credential_sha256 FROM people WHERE name = 'adam')",
        "UPDATE results SET checked = 1 WHERE test_id = 'viability'",
        "UPDATE certificates SET signer = 'olivia'",
        "DELETE FROM results WHERE test_id = 'endotoxin'",
        "INSERT INTO certificates VALUES ('P-1', 'B-0042', 'final', 9, 'olivia', 'x')",
        "INSERT INTO certificates SELECT 'P-1', batch_id, kind, seq, signer, file_sha256 FROM certificates",
        "UPDATE people SET ended = NULL WHERE name = 'nils'",
        "UPDATE people SET ended = 3 WHERE name = 'olivia'",
        "UPDATE people SET roles = 'operator' WHERE name = 'nils'",
        "UPDATE deputies SET ends = '2036-03-12 09:00'",
        "UPDATE deputies SET name = 'olivia'",
        "UPDATE deputies SET products = ''||'demo'",
        "DELETE FROM deputies",
        "UPDATE settings SET value = 'off'",
        "DELETE FROM settings",
        "INSERT INTO settings VALUES ('two_people', 'off', 3)",
        "UPDATE approvals SET product_id = 'demo'",
        "DELETE FROM approvals",
        "INSERT INTO approvals SELECT product_sha256||'0', product_id, revision, seq FROM approvals",
        "UPDATE lots SET lot = 'V-18'",
        "DELETE FROM lots",
        "UPDATE certificates SET kind = 'final'",
        "UPDATE certificates SET number = 'DEMO-P-2026-0002'",
        "UPDATE batches SET product_sha256 = (SELECT product_sha256 FROM approvals)",
        "INSERT INTO people (rowid, name, full_name, roles, language, credential_sha256, seq) VALUES (-1,1,1,1,1,1,1)",
    ],
)
def test_a_changed_row_of_a_table_is_found(certified: Played, change: str) -> None:
    store = certified.bench.store
    store.connection.execute(change)
    words = change.split()
    table = words[2] if words[0] in {"DELETE", "INSERT"} else words[1]
    assert [(problem.kind, problem.about) for problem in verify(store).problems] == [("table", table)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET sealed = sealed",
        "UPDATE entries SET leaf = 'x' WHERE seq = 1",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)",
        "REPLACE INTO entries (seq, sealed, leaf) SELECT seq, sealed, 'x' FROM entries WHERE seq = 2",
        "INSERT OR REPLACE INTO entries (seq, sealed, leaf) SELECT 99, sealed, 'x' FROM entries WHERE seq = 2",
        "INSERT INTO kept SELECT sha256, purpose, x'00' FROM kept WHERE 1 ON CONFLICT DO UPDATE SET content = x'00'",
        "UPDATE kept SET content = x'00'",
        "DELETE FROM kept",
        "REPLACE INTO kept (sha256, purpose, content) SELECT sha256, purpose, x'00' FROM kept LIMIT 1",
    ],
)
def test_entries_and_kept_content_are_never_changed_by_a_slip(played: Played, statement: str) -> None:
    played.ordered()
    store = played.bench.store
    before = stored(store), list(kept.contents(store.connection))
    with pytest.raises(EngineError, match="append only"):
        store.connection.execute(statement)
    assert (stored(store), list(kept.contents(store.connection))) == before


def test_the_seat_belts_are_worn(store: Store) -> None:
    found = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    assert [name for (name,) in found] == sorted(triggers())


def test_the_same_content_is_kept_once(store: Store) -> None:
    with writing(store) as open_trail:
        assert open_trail.keep(b"twice", "test") == open_trail.keep(b"twice", "test")
    assert [content for _, content in kept.contents(store.connection)] == [b"twice"]
    with pytest.raises(KeyError):
        kept.content(store.connection, "0" * 64)


def test_the_earliest_filling_is_the_clock_of_the_table_too(played: Played) -> None:
    played.filled()
    filling = Filling(bag_id="B-0042-2", concentration="12.0", volume="50.0")
    told = type(NOW)(happened_at="2026-03-20 08:30", reason="typed in the wrong order")
    fill_bag(played.bench, batch_id=played.batch_id, filling=filling, second=played.proof("anselm"), told=told)
    (row,) = queries.batches(played.bench.store)
    batch = looking.batch(played.bench, played.batch_id)
    assert batch.clock_started is not None
    assert row.clock_started == batch.clock_started.utc
    assert batch.clock_started.plain() == "2026-03-20 08:30 +01:00"


def test_the_table_of_batches_says_what_the_acts_say(certified: Played) -> None:
    store = certified.bench.store
    (row,) = queries.batches(store)
    batch = looking.batch(certified.bench, certified.batch_id)
    assert (row.stage, row.last_seq, row.certificate) == (batch.stage, batch.last_seq, "DEMO-P-2026-0001")
    assert (row.results, row.checked) == (3, 2)  # the corrected one waits for its check
    assert batch.verdict(batch.product.test("viability")) is Verdict.MEETS


def test_people_come_back_with_their_roles(played: Played) -> None:
    people = {row.person.name: row.person for row in queries.people(played.bench.store)}
    assert people["anselm"].roles == {Role.OPERATOR, Role.QC_ANALYST}
    assert list(people) == ["olivia", "anselm", "chloe", "rosa", "quentin", "adam"]


def test_pages_of_the_trail_are_newest_first_and_never_too_long(played: Played) -> None:
    played.ordered()
    store = played.bench.store
    end = store.head.seq + 1
    page = queries.newest(store, below=end, limit=3)
    assert [entry.seq for entry in page] == [end - 1, end - 2, end - 3]
    assert len(queries.newest(store, below=end, limit=10**9)) == end - 1
    assert [entry.seq for entry in queries.newest(store, below=end, limit=9, batch_id="B-0042")] == [end - 1]


def test_an_unknown_batch_has_no_acts(store: Store) -> None:
    assert queries.batch_acts(store, "B-9999") == ()
    assert queries.batch_product(store, "B-9999") is None
