"""Record the harvest of the culture; its time is checked by a second person."""

from carbench.domain.acts import Harvested
from carbench.domain.measure import read
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.operations.receive_material import MILLILITRE
from carbench.operations.recording import Command, once
from carbench.operations.witness import witness


@once
def record_harvest(
    bench: Bench,
    *,
    batch_id: str,
    volume: str,
    told: Circumstances,
    second: Proven | None = None,
    command: Command | None = None,
) -> Changes:
    """Record the harvest of the culture; its time is checked by a second person.

    Raises: DutyRefused, SamePerson, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="record_harvest", told=told)
    harvested = read(volume, unit=MILLILITRE, separator=bench.separator, exact=True)
    act = Harvested(
        **found.circumstances,
        volume=harvested,
        witness=witness(bench, second, performers=found.settled.performed_by) if second else None,
    )
    return keep(bench, found, act, command=command)
