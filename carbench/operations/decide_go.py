"""Record whether the product will be made, and what the ward was told before lymphodepletion."""

from dataclasses import dataclass

from carbench.domain.acts import GoDecided, Lymphodepletion
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, words
from carbench.operations.witness import witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """A go or no-go, as typed; a no-go puts the batch on hold."""

    go: bool
    lymphodepletion: str
    """planned, started or done."""

    told_to: str
    """Who was told what."""


@once
def decide_go(
    bench: Bench, *, batch_id: str, going: Going, second: Proven, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record whether the product will be made, and what the ward was told before lymphodepletion.

    Raises: DutyRefused, SamePerson, NotOnTheList, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="decide_go", told=told)
    act = GoDecided(
        **found.circumstances,
        go=going.go,
        lymphodepletion=one_of(Lymphodepletion, going.lymphodepletion),
        told=words(going.told_to, field="told_to"),
        witness=witness(bench, second, performers=found.settled.performed_by),
    )
    return keep(bench, found, act, command=command)
