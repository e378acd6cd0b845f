"""Record a sample taken from the culture or from a bag."""

from dataclasses import dataclass

from carbench.domain.act_errors import SampleTwice
from carbench.domain.acts import SampleTaken
from carbench.domain.growth import Taken
from carbench.domain.measure import read, read_identifier
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_bag
from carbench.operations.receive_material import MILLILITRE
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A sample, as typed. Units: mL."""

    sample_id: str
    sample: str
    """Which sample of the product."""

    volume: str
    before: str = ""
    """Of the culture; empty for a sample from a bag."""

    bag_id: str = ""


@once
def take_sample(
    bench: Bench, *, batch_id: str, sample: Sample, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record a sample taken from the culture or from a bag.

    Raises: DutyRefused, SampleTwice, BagUnknown, TakingImpossible, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="take_sample", told=told)
    volume = read(sample.volume, unit=MILLILITRE, separator=bench.separator, exact=True)
    before = None if sample.bag_id else read(sample.before, unit=MILLILITRE, separator=bench.separator, exact=True)
    if before is not None:
        Taken(at=found.settled.happened_at.utc, taken_ml=volume.value, before_ml=before.value)
    sample_id = read_identifier(sample.sample_id, field="sample_id")
    if any(taken.sample_id == sample_id for taken in found.batch.of(SampleTaken)):
        raise SampleTwice(sample_id=sample_id)
    act = SampleTaken(
        **found.circumstances,
        sample_id=sample_id,
        sample=words(sample.sample, field="sample"),
        volume=volume,
        before=before,
        bag_id=known_bag(found.batch, sample.bag_id) if sample.bag_id else "",
    )
    return keep(bench, found, act, command=command)
