"""Record one step towards an exceptional supply."""

from dataclasses import dataclass

from carbench.domain.acts import SupplyStage, SupplyStepRecorded
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, words


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyStep:
    """A step, as typed: request, evaluation, notice, acceptance or authority."""

    supply: str
    person: str
    text: str
    in_writing: bool = True


@once
def record_supply_step(
    bench: Bench, *, batch_id: str, step: SupplyStep, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record one step towards an exceptional supply.

    Raises: DutyRefused, NotOnTheList, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="exceptional_supply", told=told)
    act = SupplyStepRecorded(
        **found.circumstances,
        supply=one_of(SupplyStage, step.supply),
        person=words(step.person, field="called"),
        text=words(step.text, field="supply_text"),
        in_writing=step.in_writing,
    )
    return keep(bench, found, act, command=command)
