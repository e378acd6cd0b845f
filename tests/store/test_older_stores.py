"""A store of every version that was ever given out is opened by this one, and nothing of its record is rewritten.

formats/version-1.db.xz was written by version 0.1: one demonstration batch, certified provisionally.
"""

import lzma
from pathlib import Path

import pytest

from carbench.domain.record_errors import StoreForeign, StoreOlder
from carbench.domain.specification import Verdict
from carbench.domain.stages import Stage
from carbench.operations import looking
from carbench.operations.opening import open_bench, verify_store
from carbench.store import schema
from carbench.store.database import NAME, open_store
from carbench.store.engine import connect
from carbench.store.verify import verify

FORMATS = Path(__file__).parent / "formats"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A copy of the store version 0.1 left."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / NAME).write_bytes(lzma.decompress((FORMATS / "version-1.db.xz").read_bytes()))
    return folder


def entries(folder: Path) -> list[tuple[int, str, str]]:
    connection = connect(str(folder / NAME), isolation_level=None)
    rows = connection.execute("SELECT seq, sealed, leaf FROM entries ORDER BY seq").fetchall()
    connection.close()
    return [(int(seq), str(sealed), str(leaf)) for seq, sealed, leaf in rows]


def test_an_older_store_gets_the_tables_of_this_version_and_keeps_every_entry(first: Path) -> None:
    before = entries(first)
    store = open_store(first)
    assert verify(store).problems == []
    store.close()
    assert entries(first) == before
    assert len(before) > 20


def test_a_batch_of_an_older_store_says_what_it_said(first: Path) -> None:
    bench = open_bench(first)
    batch = looking.batch(bench, "B-0042")
    assert batch.stage is Stage.PROVISIONAL
    assert batch.certificate is not None
    assert {test.id: batch.verdict(test) for test in batch.product.tests} == {
        "viability": Verdict.MEETS,
        "car_positive": Verdict.MEETS,
        "endotoxin": Verdict.MEETS,
        "sterility_final": Verdict.PENDING,
        "mycoplasma_final": Verdict.PENDING,
        "vector_copies": Verdict.PENDING,
    }
    assert [line.row.batch_id for line in looking.bench_lines(bench)] == ["B-0042"]
    bench.store.close()


def test_a_reader_leaves_bringing_up_to_the_workstation(first: Path) -> None:
    with pytest.raises(StoreOlder):
        verify_store(first)
    open_store(first).close()
    assert verify_store(first).holds


def test_a_store_of_a_newer_version_is_not_touched(first: Path) -> None:
    connection = connect(str(first / NAME), isolation_level=None)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(StoreForeign):
        open_store(first)


def test_an_older_store_with_an_entry_nobody_can_read_stays_as_it_is(first: Path) -> None:
    connection = connect(str(first / NAME), isolation_level=None)
    connection.execute("DROP TRIGGER entries_stay")
    connection.execute("UPDATE entries SET sealed = replace(sealed, 'count_taken', 'count_lost')")
    connection.close()
    before = (first / NAME).read_bytes()
    with pytest.raises(StoreForeign):
        open_store(first)
    assert (first / NAME).read_bytes() == before
