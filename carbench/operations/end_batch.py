"""End a batch without a certificate: why, who decided, what becomes of pending tests; every bag's fate is known."""

from dataclasses import dataclass

from carbench.domain.acts import BatchEnded, End, PendingTests
from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An end, as typed."""

    end: str
    cause: str
    decided_by: str
    pending: str = "followed"
    """followed or stopped."""


@once
def end_batch(bench: Bench, *, batch_id: str, ending: Ending, by: Proven, command: Command | None = None) -> Changes:
    """End a batch without a certificate: why, who decided, what becomes of pending tests; every bag's fate is known.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, NotOnTheList, FieldEmpty.
    """
    found = deciding(bench, batch_id=batch_id, decision=Decision.END_BATCH, meaning=Meaning.ENDED, by=by)
    act = BatchEnded(
        **found.circumstances,
        end=one_of(End, ending.end),
        cause=words(ending.cause, field="cause"),
        decided_by=words(ending.decided_by, field="decided_by"),
        pending=one_of(PendingTests, ending.pending),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
