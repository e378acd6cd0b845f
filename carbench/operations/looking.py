"""What a page asks of the record; every answer is made of domain values."""

from dataclasses import dataclass, replace

from carbench.domain.acts import Recorded
from carbench.domain.batch import Batch
from carbench.domain.errors import BatchUnknown
from carbench.domain.measure import shown
from carbench.domain.moment import Moment, moment
from carbench.domain.people import Person, Role
from carbench.domain.product import Event, Product
from carbench.domain.release import Question
from carbench.domain.switches import Switches
from carbench.domain.switches import switches as domain_switches
from carbench.operations.bench import Bench
from carbench.store import kept, queries
from carbench.store.products import load_kept_product
from carbench.store.queries import BatchRow
from carbench.store.verify import batch_holds


def product(bench: Bench, sha256: str) -> Product:
    """Give the product a batch is pinned to, from the copy kept in the store."""
    if sha256 not in bench.pinned:
        bench.pinned[sha256] = load_kept_product(kept.content(bench.store.connection, sha256), sha256)
    return bench.pinned[sha256]


def batch(bench: Bench, batch_id: str) -> Batch:
    """Give a batch as its acts say it is. Raises: BatchUnknown."""
    sha256 = queries.batch_product(bench.store, batch_id)
    if sha256 is None:
        raise BatchUnknown(batch_id=shown(batch_id))
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
    if row.clock_started and pinned.shelf_life.starts is not Event.FILL:  # the table knows the filling only
        return BenchLine(row=row, product=pinned, leave_by=batch(bench, row.batch_id).must_leave_by)
    started = moment(row.clock_started, bench.site.zone) if row.clock_started else None
    return BenchLine(row=row, product=pinned, leave_by=pinned.shelf_life.leave_by(started) if started else None)


def people(bench: Bench) -> tuple[Person, ...]:
    """Give everybody who may sign in, in the order they were added."""
    return tuple(row.person for row in queries.people(bench.store) if not row.ended)


def everybody(bench: Bench) -> tuple[Person, ...]:
    """Give everybody who ever could sign in: their names stand on documents."""
    return tuple(row.person for row in queries.people(bench.store))


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A person as they may act now."""

    person: Person
    deputy_of: str
    """User name of the absent person; empty for whoever acts in their own right."""


def acting(bench: Bench, person: Person, *, product_id: str) -> Acting:
    """Give a person with the role of a Qualified Person while they stand in for one."""
    now = bench.now().utc
    if person.roles & {Role.QP, Role.ADMINISTRATOR}:  # whoever became an administrator since touches no batch
        return Acting(person=person, deputy_of="")
    absent = {known.name for known in people(bench) if Role.QP in known.roles}
    for named in queries.deputies(bench.store, person.name):
        covers = (not named.products or product_id in named.products) and named.absent in absent
        if covers and named.starts.utc <= now < named.ends.utc:
            return Acting(person=replace(person, roles=person.roles | {Role.QP}), deputy_of=named.absent)
    return Acting(person=person, deputy_of="")


def switches(bench: Bench) -> Switches:
    """Give how the site's switches stand."""
    return domain_switches(queries.settings(bench.store))


def question(bench: Bench, batch: Batch, *, person: Person, bag_id: str = "", at: Moment | None = None) -> Question:
    """Ask whether a person may decide something over a batch: now, or when it happened."""
    stand = switches(bench)
    return Question(
        batch=batch,
        person=acting(bench, person, product_id=batch.product.id).person,
        at=at or bench.now(),
        demonstration=bench.site.demonstration,
        trail_holds=not bench.store.shut and batch_holds(bench.store, batch.batch_id),
        approved=queries.approved(bench.store, batch.product.sha256),
        two_people=stand.two_people,
        certifier_reviews=stand.certifier_reviews,
        bag_id=bag_id,
    )


def register(bench: Bench) -> tuple[Recorded, ...]:
    """Give the certification register: every certificate, refusal, supply and withdrawal, without a gap."""
    return queries.register(bench.store)


def trail_page(bench: Bench, *, below: int, limit: int, batch_id: str | None = None) -> tuple[Recorded, ...]:
    """Give a page of the trail, newest first."""
    return queries.newest(bench.store, below=below, limit=limit, batch_id=batch_id)


def document(bench: Bench, sha256: str) -> bytes:
    """Give a kept document. Raises: KeyError."""
    return kept.content(bench.store.connection, sha256)
