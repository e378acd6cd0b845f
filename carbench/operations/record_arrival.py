"""Record that a bag arrived where it is given; an excursion puts it on hold by itself."""

from dataclasses import dataclass

from carbench.domain.acts import BagArrived
from carbench.domain.measure import read
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_bag
from carbench.operations.receive_material import CELSIUS
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """The arrival of a bag, as typed. Units: °C."""

    bag_id: str
    received_by: str
    lowest: str
    highest: str
    excursion: bool = False


@once
def record_arrival(
    bench: Bench, *, batch_id: str, arrival: Arrival, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record that a bag arrived where it is given; an excursion puts it on hold by itself.

    Raises: DutyRefused, BagUnknown, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="hand_over_bag", told=told)
    possible = bench.defaults.possible_temperature
    lowest, highest = (
        read(text, unit=CELSIUS, separator=bench.separator, possible=possible, exact=True)
        for text in (arrival.lowest, arrival.highest)
    )
    act = BagArrived(
        **found.circumstances,
        bag_id=known_bag(found.batch, arrival.bag_id),
        received_by=words(arrival.received_by, field="received_by"),
        lowest=lowest,
        highest=highest,
        excursion=arrival.excursion,
    )
    return keep(bench, found, act, command=command)
