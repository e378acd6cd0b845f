"""Record what became of a sample."""

from dataclasses import dataclass

from carbench.domain.acts import SampleMove, SampleMoved
from carbench.domain.measure import read
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_sample
from carbench.operations.receive_material import CELSIUS
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of a sample, as typed: sent, received, retained or lost."""

    sample_id: str
    move: str
    place: str = ""
    temperature: str = ""


@once
def move_sample(
    bench: Bench, *, batch_id: str, moved: Moved, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record what became of a sample.

    Raises: DutyRefused, SampleUnknown, NotOnTheList, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="take_sample", told=told)
    temperature = (
        read(
            moved.temperature,
            unit=CELSIUS,
            separator=bench.separator,
            possible=bench.defaults.possible_temperature,
            exact=True,
        )
        if moved.temperature
        else None
    )
    act = SampleMoved(
        **found.circumstances,
        sample_id=known_sample(found.batch, moved.sample_id),
        move=one_of(SampleMove, moved.move),
        place=words(moved.place, field="place", optional=True),
        temperature=temperature,
    )
    return keep(bench, found, act, command=command)
