"""Sign the closing report of an exceptional supply."""

from carbench.domain.act_errors import SupplyStepMissing
from carbench.domain.acts import SupplyClosed, SupplyStage, SupplyStepRecorded
from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def close_supply(bench: Bench, *, batch_id: str, report: str, by: Proven, command: Command | None = None) -> Changes:
    """Sign the closing report of an exceptional supply.

    What was agreed by telephone is confirmed in writing by now, and the authority was told.
    Raises: SignerDiffers, DutyRefused, DecisionRefused, SupplyStepMissing, FieldEmpty.
    """
    found = deciding(bench, batch_id=batch_id, decision=Decision.CLOSE_SUPPLY, meaning=Meaning.SUPPLY_CLOSED, by=by)
    written = {act.supply for act in found.batch.of(SupplyStepRecorded) if act.in_writing}
    for step in SupplyStage:
        if step not in written:
            raise SupplyStepMissing(step=step.value)
    act = SupplyClosed(
        **found.circumstances,
        report=words(report, field="report"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
