"""Assess a hold and take it away."""

from carbench.domain.acts import HoldCleared
from carbench.domain.people import Meaning
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.known import open_hold
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def clear_hold(
    bench: Bench, *, batch_id: str, hold_id: str, assessment: str, by: Proven, command: Command | None = None
) -> Changes:
    """Assess a hold and take it away.

    Raises: SignerDiffers, DutyRefused, HoldUnknown, FieldEmpty.
    """
    found = signing(bench, batch_id=batch_id, duty="clear_hold", meaning=Meaning.CLEARED, by=by)
    act = HoldCleared(
        **found.circumstances,
        hold_id=open_hold(found.batch, hold_id),
        assessment=words(assessment, field="assessment"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
