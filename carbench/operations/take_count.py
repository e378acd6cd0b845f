"""Record a count of a culture."""

from dataclasses import dataclass
from decimal import Decimal

from carbench.domain.acts import CountTaken
from carbench.domain.duties import allowed
from carbench.domain.measure import Range, Unit, read
from carbench.domain.people import require
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances, settle
from carbench.operations.receive_material import MILLILITRE
from carbench.operations.recording import Command, author, once, record

CONCENTRATION = Unit(name="10⁶", denominator="mL")
PERCENT = Unit(name="%", denominator="cells")
HUNDRED = Range(low=Decimal(0), high=Decimal(100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count, as typed."""

    concentration: str
    viability: str
    volume: str


@once
def take_count(
    bench: Bench, *, batch_id: str, count: Count, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record viable cells, viability and volume at the time they were counted.

    Raises: DutyRefused, and what the typed fields and times refuse.
    """
    role = require(bench.signed_in, "take_count")
    batch = looking.batch(bench, batch_id)
    settled = settle(bench, told, roles=allowed("take_count"), batch=batch)
    act = CountTaken(
        batch_id=batch.batch_id,
        happened_at=settled.happened_at,
        performed_by=settled.performed_by,
        concentration=read(count.concentration, unit=CONCENTRATION, separator=bench.separator, exact=True),
        viability=read(count.viability, unit=PERCENT, separator=bench.separator, possible=HUNDRED, exact=True),
        volume=read(count.volume, unit=MILLILITRE, separator=bench.separator, exact=True),
    )
    by = author(bench, role.value)
    return record(bench, act, author=by, command=command, reason=settled.reason, batch=batch)
