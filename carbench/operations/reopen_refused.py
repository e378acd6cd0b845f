"""Reopen a refused batch once every reason of its refusal is gone."""

from carbench.domain.acts import ProvisionalRefused, RefusalReopened
from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once


@once
def reopen_refused(bench: Bench, *, batch_id: str, by: Proven, command: Command | None = None) -> Changes:
    """Reopen a refused batch once every reason of its refusal is gone.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, BatchUnknown.
    """
    found = deciding(bench, batch_id=batch_id, decision=Decision.REOPEN_REFUSED, meaning=Meaning.REOPENED, by=by)
    act = RefusalReopened(
        **found.circumstances,
        number=found.batch.of(ProvisionalRefused)[-1].number,
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
