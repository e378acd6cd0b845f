"""Raise a deviation."""

from dataclasses import dataclass

from carbench.domain.acts import DeviationRaised
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import new_deviation
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeviation:
    """A deviation, as typed."""

    deviation_id: str
    description: str
    critical: bool = False
    about: str = ""
    """A test, "lot:" and its number, "hold_time:" and its name, or anything else."""


@once
def raise_deviation(
    bench: Bench, *, batch_id: str, deviation: NewDeviation, told: Circumstances, command: Command | None = None
) -> Changes:
    """Raise a deviation.

    Raises: DutyRefused, DeviationTaken, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="raise_deviation", told=told)
    number = new_deviation(found.batch, words(deviation.deviation_id, field="deviation_id"))
    act = DeviationRaised(
        **found.circumstances,
        deviation_id=number,
        critical=deviation.critical,
        description=words(deviation.description, field="description"),
        about=words(deviation.about, field="about", optional=True),
    )
    return keep(bench, found, act, command=command)
