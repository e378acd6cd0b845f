"""Take the provisional certificate back before any infusion; the ward is to be called."""

from carbench.domain.acts import ProvisionalWithdrawn
from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding, next_number
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def withdraw_provisional(
    bench: Bench, *, batch_id: str, cause: str, by: Proven, command: Command | None = None
) -> Changes:
    """Take the provisional certificate back before any infusion; the ward is to be called.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, FieldEmpty.
    """
    found = deciding(bench, batch_id=batch_id, decision=Decision.WITHDRAW_PROVISIONAL, meaning=Meaning.WITHDRAWN, by=by)
    certificate = found.batch.certificate
    act = ProvisionalWithdrawn(
        **found.circumstances,
        number=next_number(bench, Decision.WITHDRAW_PROVISIONAL),
        withdrawn=certificate.number if certificate else "",
        cause=words(cause, field="cause"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
