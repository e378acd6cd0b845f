"""Sign a step of the checklist."""

from carbench.domain.acts import StepSigned
from carbench.domain.checklist import StepState, step_state
from carbench.domain.errors import SignerDiffers, StepNotReady, StepSignedAlready
from carbench.domain.people import Meaning, acting_as
from carbench.domain.product import StepId
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, author, once, record


@once
def sign_step(bench: Bench, *, batch_id: str, step: StepId, by: Proven, command: Command | None = None) -> Changes:
    """Sign a step in which something is recorded and nothing is signed since.

    Raises: DutyRefused, SignerDiffers, StepNotReady, StepSignedAlready.
    """
    if by.person.name != bench.signed_in.name:
        raise SignerDiffers(name=by.person.name)
    batch = looking.batch(bench, batch_id)
    signed_by = next((line.signed_by for line in batch.product.steps if line.id is step), frozenset())
    role = acting_as(by.person, signed_by, "sign_step")
    match step_state(batch, step):
        case StepState.EMPTY:
            raise StepNotReady(step=step.value)
        case StepState.DONE:
            raise StepSignedAlready(step=step.value)
    act = StepSigned(
        batch_id=batch.batch_id,
        happened_at=bench.now(),
        performed_by=(by.person.name,),
        step=step.value,
        signature=by.signature(role, Meaning.STEP_DONE),
    )
    return record(bench, act, author=author(bench, role.value), command=command)
