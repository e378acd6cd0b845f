"""Record a new weight of the patient; dose and endotoxin are judged by it at once."""

from dataclasses import dataclass

from carbench.domain.acts import WeightMeasured
from carbench.domain.measure import read
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.open_batch import KILOGRAM
from carbench.operations.passwords import Proven
from carbench.operations.putting_off import second_or_none
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A weight, as typed. Units: kg."""

    weight: str
    source: str
    capped: bool = False


@once
def measure_weight(
    bench: Bench,
    *,
    batch_id: str,
    weighing: Weighing,
    told: Circumstances,
    second: Proven | None = None,
    command: Command | None = None,
) -> Changes:
    """Record a weight with its second person, whose check may be put off with a reason.

    It belongs to the order: the ward may have weighed the patient before the material came in.

    Raises: DutyRefused, SamePerson, SecondMissing, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="measure_weight", told=told, early=True)
    possible = bench.defaults.possible_weight
    act = WeightMeasured(
        **found.circumstances,
        weight=read(weighing.weight, unit=KILOGRAM, separator=bench.separator, possible=possible, exact=True),
        source=words(weighing.source, field="weight_source"),
        capped=weighing.capped,
        witness=second_or_none(bench, found, second=second),
    )
    return keep(bench, found, act, command=command)
