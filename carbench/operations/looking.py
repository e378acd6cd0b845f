"""What a page asks of the record; every answer is made of domain values."""

from dataclasses import dataclass

from carbench.domain.acts import Recorded
from carbench.domain.batch import Batch
from carbench.domain.errors import BatchUnknown
from carbench.domain.moment import Moment, moment
from carbench.domain.people import Person
from carbench.domain.product import Product
from carbench.operations.bench import Bench
from carbench.store import kept, queries
from carbench.store.products import load_product
from carbench.store.queries import BatchRow


def product(bench: Bench, sha256: str) -> Product:
    """Give the product a batch is pinned to, from the copy kept in the store."""
    if sha256 not in bench.pinned:
        bench.pinned[sha256] = load_product(kept.content(bench.store.connection, sha256), sha256)
    return bench.pinned[sha256]


def batch(bench: Bench, batch_id: str) -> Batch:
    """Give a batch as its acts say it is. Raises: BatchUnknown."""
    sha256 = queries.batch_product(bench.store, batch_id)
    if sha256 is None:
        raise BatchUnknown(batch_id=batch_id)
    return Batch(batch_id=batch_id, product=product(bench, sha256), acts=queries.batch_acts(bench.store, batch_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchLine:
    """One batch on the Bench."""

    row: BatchRow
    product: Product
    leave_by: Moment | None


def bench_lines(bench: Bench) -> tuple[BenchLine, ...]:
    """Give every batch with its clock, the one touched last first."""
    return tuple(_line(bench, row) for row in queries.batches(bench.store))


def _line(bench: Bench, row: BatchRow) -> BenchLine:
    pinned = product(bench, row.product_sha256)
    started = moment(row.clock_started, bench.site.zone) if row.clock_started else None
    return BenchLine(row=row, product=pinned, leave_by=pinned.shelf_life.leave_by(started) if started else None)


def people(bench: Bench) -> tuple[Person, ...]:
    """Give everybody who may sign in, in the order they were added."""
    return tuple(row.person for row in queries.people(bench.store))


def trail_page(bench: Bench, *, below: int, limit: int, batch_id: str | None = None) -> tuple[Recorded, ...]:
    """Give a page of the trail, newest first."""
    return queries.newest(bench.store, below=below, limit=limit, batch_id=batch_id)


def document(bench: Bench, sha256: str) -> bytes:
    """Give a kept document. Raises: KeyError."""
    return kept.content(bench.store.connection, sha256)
