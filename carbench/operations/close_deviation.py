"""Close an open deviation."""

from carbench.domain.act_errors import CheckStillDue
from carbench.domain.acts import DeviationClosed
from carbench.domain.people import Meaning
from carbench.domain.watch import put_off
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.known import open_deviation
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def close_deviation(
    bench: Bench, *, batch_id: str, deviation_id: str, conclusion: str, by: Proven, command: Command | None = None
) -> Changes:
    """Close an open deviation.

    Raises: SignerDiffers, DutyRefused, DeviationUnknown, CheckStillDue, FieldEmpty.
    """
    found = signing(bench, batch_id=batch_id, duty="close_deviation", meaning=Meaning.CLOSED, by=by)
    if any(waiting.deviation_id == deviation_id for waiting in put_off(found.batch)):
        raise CheckStillDue(deviation_id=deviation_id)
    act = DeviationClosed(
        **found.circumstances,
        deviation_id=open_deviation(found.batch, deviation_id),
        conclusion=words(conclusion, field="conclusion"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
