"""Record a split of the culture."""

from dataclasses import dataclass

from carbench.domain.acts import CultureSplit
from carbench.domain.growth import Taken
from carbench.domain.measure import read
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.receive_material import MILLILITRE
from carbench.operations.recording import Command, once


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A split, as typed. Units: mL."""

    taken: str
    """What does not come back; 0 where all parts are kept."""

    before: str


@once
def record_split(
    bench: Bench, *, batch_id: str, split: Split, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record a split of the culture.

    Raises: DutyRefused, TakingImpossible, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="record_split", told=told)
    taken = read(split.taken, unit=MILLILITRE, separator=bench.separator, exact=True)
    before = read(split.before, unit=MILLILITRE, separator=bench.separator, exact=True)
    Taken(at=found.settled.happened_at.utc, taken_ml=taken.value, before_ml=before.value)
    act = CultureSplit(
        **found.circumstances,
        taken=taken,
        before=before,
    )
    return keep(bench, found, act, command=command)
