"""Supply a batch that is out of specification, on the physician's request; never a certificate of conformity."""

from carbench.domain.act_errors import SupplyOff, SupplyStepMissing
from carbench.domain.acts import SuppliedExceptionally, SupplyStage, SupplyStepRecorded
from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.operations import looking
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding, next_number
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words

BEFORE = (SupplyStage.REQUEST, SupplyStage.EVALUATION, SupplyStage.NOTICE, SupplyStage.ACCEPTANCE)
"""The four recorded steps; the authority is told afterwards (Part IV 11.53 and 11.54)."""


@once
def supply_exceptionally(
    bench: Bench, *, batch_id: str, statement: str, by: Proven, command: Command | None = None
) -> Changes:
    """Supply a batch that is out of specification, on the physician's request; never a certificate of conformity.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, SupplyOff, SupplyStepMissing, FieldEmpty.
    """
    found = deciding(bench, batch_id=batch_id, decision=Decision.EXCEPTIONAL_SUPPLY, meaning=Meaning.SUPPLIED, by=by)
    basis = looking.switches(bench).supply_basis
    if not basis or not found.batch.product.exceptional_supply:
        raise SupplyOff
    done = {act.supply for act in found.batch.of(SupplyStepRecorded)}
    for step in BEFORE:
        if step not in done:
            raise SupplyStepMissing(step=step.value)
    act = SuppliedExceptionally(
        **found.circumstances,
        number=next_number(bench, Decision.EXCEPTIONAL_SUPPLY),
        bags=tuple(bag.bag_id for bag in found.batch.givable),
        legal_basis=basis,
        statement=words(statement, field="statement"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
