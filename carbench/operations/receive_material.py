"""Record the receipt of the starting material, its identity matched by two."""

from dataclasses import dataclass

from carbench.domain.acts import MaterialReceived
from carbench.domain.duties import allowed
from carbench.domain.measure import Reading, Unit, read, read_text
from carbench.domain.moment import Moment, read_moment
from carbench.domain.people import require
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances, Settled, settle
from carbench.operations.passwords import Proven
from carbench.operations.printable import printable
from carbench.operations.recording import Command, author, once, record
from carbench.operations.witness import witness

MILLILITRE = Unit(name="mL")
CELSIUS = Unit(name="°C")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt, as typed."""

    establishment: str
    volume: str
    temperature: str
    collected_at: str = ""
    """When the material was collected; empty where nobody said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReceipt:
    """A receipt whose every field could be read."""

    settled: Settled
    establishment: str
    volume: Reading
    temperature: Reading
    collected_at: Moment | None


def read_receipt(bench: Bench, *, receipt: Receipt, told: Circumstances) -> ReadReceipt:
    """Read a receipt; also asked before a second person is, who signs only what can be recorded.

    Raises: what the typed fields and times refuse.
    """
    separator = bench.separator
    return ReadReceipt(
        settled=settle(bench, told, roles=allowed("receive_starting_material")),
        establishment=printable(read_text(receipt.establishment, field="collecting_establishment")),
        volume=read(receipt.volume, unit=MILLILITRE, separator=separator, exact=True),
        temperature=read(
            receipt.temperature,
            unit=CELSIUS,
            separator=separator,
            possible=bench.defaults.possible_temperature,
            exact=True,
        ),
        collected_at=read_moment(receipt.collected_at, bench.site.zone) if receipt.collected_at else None,
    )


@once
def receive_material(
    bench: Bench,
    *,
    batch_id: str,
    receipt: Receipt,
    second: Proven,
    told: Circumstances,
    command: Command | None = None,
) -> Changes:
    """Record that the material came in and that a second person matched its identity.

    Raises: DutyRefused, SamePerson, and what the typed fields and times refuse.
    """
    role = require(bench.signed_in, "receive_starting_material")
    batch = looking.batch(bench, batch_id)
    found = read_receipt(bench, receipt=receipt, told=told)
    settled = found.settled
    act = MaterialReceived(
        batch_id=batch.batch_id,
        happened_at=settled.happened_at,
        performed_by=settled.performed_by,
        establishment=found.establishment,
        volume=found.volume,
        temperature=found.temperature,
        witness=witness(bench, second, performers=settled.performed_by),
        collected_at=found.collected_at,
    )
    by = author(bench, role.value)
    return record(bench, act, author=by, command=command, reason=settled.reason, batch=batch)
