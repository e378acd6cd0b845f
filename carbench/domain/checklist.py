"""The steps of a batch: what each one is waiting for."""

from enum import Enum

from carbench.domain.acts import BagFilled, BatchAct, BatchOpened, CountTaken, MaterialReceived, ResultRecorded
from carbench.domain.batch import Batch
from carbench.domain.product import StepId
from carbench.domain.specification import Certificate

STEP_ACTS: dict[StepId, type[BatchAct]] = {
    StepId.ORDER: BatchOpened,
    StepId.RECEIPT: MaterialReceived,
    StepId.CULTURE: CountTaken,
    StepId.FILL: BagFilled,
    StepId.RESULTS: ResultRecorded,
}
"""What is recorded in each step."""


class StepState(Enum):
    """How far a step is."""

    EMPTY = "empty"
    STARTED = "started"
    """Something is recorded, something is still asked."""

    CHANGED = "changed"
    """Something was recorded after its signature."""

    DONE = "done"


def step_state(batch: Batch, step: StepId) -> StepState:
    """Say how far a step is; a signature older than the step's last act is no signature."""
    match step:
        case StepId.RESULTS:
            return _results_state(batch)
        case StepId.REVIEW:
            return _review_state(batch)
        case StepId.CERTIFICATE:
            return StepState.DONE if batch.certificate else StepState.EMPTY
        case _:
            return _signed_state(batch, step)


def _signed_state(batch: Batch, step: StepId) -> StepState:
    recorded = batch.entries(STEP_ACTS[step])
    if not recorded:
        return StepState.EMPTY
    asked = next((s.signed_by for s in batch.product.steps if s.id is step), frozenset())
    if not asked:
        return StepState.DONE
    signature = batch.signed(step.value)
    if signature is None:
        return StepState.STARTED
    return StepState.DONE if signature.seq > recorded[-1].seq else StepState.CHANGED


def _results_state(batch: Batch) -> StepState:
    results = [batch.result(test) for test in batch.product.needed_for(Certificate.PROVISIONAL)]
    if not any(results):
        return StepState.EMPTY
    return StepState.DONE if all(result and result.check for result in results) else StepState.STARTED


def _review_state(batch: Batch) -> StepState:
    if batch.review is None:
        return StepState.EMPTY
    return StepState.CHANGED if batch.since(batch.review.covers) else StepState.DONE
