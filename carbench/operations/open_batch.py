"""Take an order and open a batch for it."""

from dataclasses import dataclass

from carbench.domain.acts import BatchOpened
from carbench.domain.duties import allowed
from carbench.domain.errors import BatchTaken, ExampleProduct, FieldEmpty
from carbench.domain.identifiers import read_donation_number
from carbench.domain.measure import BLANKS, Reading, Unit, read, read_identifier, read_text
from carbench.domain.people import require
from carbench.domain.product import Product
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances, settle
from carbench.operations.printable import printable
from carbench.operations.recording import Command, Kept, author, once, record
from carbench.store import queries

KILOGRAM = Unit(name="kg")
DOSE = Unit(name="10⁶ CAR+ viable cells", denominator="kg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order, as typed."""

    batch_id: str
    product_id: str
    patient_id: str
    patient_name: str
    donation_number: str
    chain_of_identity: str
    prescriber: str
    indication: str
    weight: str
    """Kilograms; empty while nobody has said it."""

    target_dose: str
    rehearsal: bool = False
    """To practise on; nothing of it can be certified at a real site."""


@once
def open_batch(bench: Bench, *, order: Order, told: Circumstances, command: Command | None = None) -> Changes:
    """Open a batch under the product's present revision; its file is kept under the hash the batch is pinned to.

    Raises: DutyRefused, FieldEmpty, BatchTaken, ExampleProduct, and what the typed fields refuse.
    """
    role = require(bench.signed_in, "open_batch")
    chosen, content = _product(bench, order)
    batch_id = read_identifier(order.batch_id, field="batch_id")
    if queries.batch_named(bench.store, batch_id):
        raise BatchTaken(batch_id=batch_id)
    settled = settle(bench, told, roles=allowed("open_batch"))
    act = BatchOpened(
        batch_id=batch_id,
        happened_at=settled.happened_at,
        performed_by=settled.performed_by,
        product_id=chosen.id,
        revision=chosen.revision,
        product_sha256=chosen.sha256,
        patient_id=read_identifier(order.patient_id, field="patient_id"),
        patient_name=printable(read_text(order.patient_name, field="patient_name")),
        donation_number=read_donation_number(order.donation_number),
        chain_of_identity=read_identifier(order.chain_of_identity, field="chain_of_identity"),
        prescriber=printable(read_text(order.prescriber, field="prescriber")),
        indication=printable(read_text(order.indication, field="indication")),
        weight=_weight(bench, order.weight),
        target_dose=read(order.target_dose, unit=DOSE, separator=bench.separator, exact=True),
        rehearsal=order.rehearsal,
    )
    keeps = [Kept(content=content, purpose="product")]
    by = author(bench, role.value)
    return record(bench, act, author=by, command=command, reason=settled.reason, keeps=keeps)


def _weight(bench: Bench, text: str) -> Reading | None:
    if not text.strip(BLANKS):
        return None
    possible = bench.defaults.possible_weight
    return read(text, unit=KILOGRAM, separator=bench.separator, possible=possible, exact=True)


def _product(bench: Bench, order: Order) -> tuple[Product, bytes]:
    """Give the newest revision the unit approved, else the one that was shipped, which opens no real batch."""
    for sha256 in queries.approvals(bench.store, order.product_id):
        return looking.product(bench, sha256), looking.document(bench, sha256)
    if order.product_id not in bench.products:
        raise FieldEmpty(field="product")
    chosen, content = bench.products[order.product_id]
    if not bench.site.demonstration and not order.rehearsal:
        raise ExampleProduct(product=chosen.id)
    return chosen, content
