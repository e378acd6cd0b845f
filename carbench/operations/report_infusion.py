"""Record what the ward reported of an infusion; the fact itself is its start."""

from dataclasses import dataclass

from carbench.domain.acts import InfusionReported
from carbench.domain.errors import TimeInFuture
from carbench.domain.measure import read
from carbench.domain.moment import read_moment
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_bag
from carbench.operations.receive_material import MILLILITRE
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Infusion:
    """An infusion, as the ward reported it. Units: mL."""

    bag_id: str
    given: str
    professional: str
    whole: bool = True
    ended_at: str = ""
    """Empty means at once."""

    complications: str = ""


@once
def report_infusion(
    bench: Bench, *, batch_id: str, infusion: Infusion, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record what the ward reported of an infusion; the fact itself is its start.

    Raises: DutyRefused, BagUnknown, TimeInFuture, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="report_infusion", told=told)
    ended = read_moment(infusion.ended_at, bench.site.zone) if infusion.ended_at else found.settled.happened_at
    if ended.utc > bench.now().utc:
        raise TimeInFuture(text=ended.plain())
    act = InfusionReported(
        **found.circumstances,
        bag_id=known_bag(found.batch, infusion.bag_id),
        ended_at=ended,
        given=read(infusion.given, unit=MILLILITRE, separator=bench.separator, exact=True),
        whole=infusion.whole,
        professional=words(infusion.professional, field="professional"),
        complications=words(infusion.complications, field="complications", optional=True),
    )
    return keep(bench, found, act, command=command)
