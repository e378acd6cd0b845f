"""The steps of a batch: what each one is waiting for."""

from collections.abc import Callable
from enum import Enum

from carbench.domain.acts import (
    BagFateRecorded,
    BagFilled,
    BagHandedOver,
    BagReleased,
    BatchAct,
    BatchOpened,
    CountTaken,
    CultureSplit,
    GoDecided,
    Harvested,
    InfusionReported,
    LabelKind,
    LotUsed,
    MaterialReceived,
    PaperPagesReviewed,
    SampleTaken,
)
from carbench.domain.bags import bags
from carbench.domain.batch import Batch
from carbench.domain.label_counts import accounted_for, printed
from carbench.domain.product import StepId
from carbench.domain.specification import Certificate

STEP_ACTS: dict[StepId, tuple[type[BatchAct], ...]] = {
    StepId.ORDER: (BatchOpened,),
    StepId.RECEIPT: (MaterialReceived,),
    StepId.CULTURE: (CountTaken, CultureSplit, SampleTaken, LotUsed, PaperPagesReviewed),
    StepId.GO_NO_GO: (GoDecided,),
    StepId.HARVEST: (Harvested,),
    StepId.FILL: (BagFilled,),
    StepId.RELEASE_LABELS: (BagReleased,),
    StepId.HAND_OVER: (BagHandedOver,),
    StepId.INFUSION: (InfusionReported, BagFateRecorded),
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
    look = LOOKS.get(step)
    return look(batch) if look else _signed_state(batch, step)


def _signed_state(batch: Batch, step: StepId) -> StepState:
    recorded = batch.entries(*STEP_ACTS[step])
    if not recorded:
        return StepState.EMPTY
    found = batch.product.step(step)
    if found is None or not found.signed_by:
        return _unsigned_state(batch, step)
    signature = batch.signed(step.value)
    if signature is None:
        return StepState.STARTED
    return StepState.DONE if signature.seq > recorded[-1].seq else StepState.CHANGED


def _unsigned_state(batch: Batch, step: StepId) -> StepState:
    """A step of bags without a signature of its own is done with the last bag."""
    per_bag: dict[StepId, type[BatchAct]] = {StepId.RELEASE_LABELS: BagReleased, StepId.HAND_OVER: BagHandedOver}
    if step is StepId.INFUSION:
        return StepState.DONE if all(bag.fate for bag in bags(batch)) else StepState.STARTED
    if step not in per_bag:
        return StepState.DONE
    named = {getattr(recorded.act, "bag_id", "") for recorded in batch.entries(per_bag[step])}
    return StepState.DONE if named >= {bag.bag_id for bag in batch.bags} else StepState.STARTED


def _labels_state(batch: Batch) -> StepState:
    if accounted_for(batch, LabelKind.IDENTITY):
        return StepState.DONE
    return StepState.STARTED if printed(batch, LabelKind.IDENTITY) else StepState.EMPTY


def _results_state(batch: Batch, certificate: Certificate) -> StepState:
    tests = batch.product.needed_for(certificate)
    results = [(batch.result(test), batch.checked(test)) for test in tests if not batch.parts(test)]
    if not any(result for result, _ in results):
        return StepState.EMPTY
    return StepState.DONE if all(result and check for result, check in results) else StepState.STARTED


def _review_state(batch: Batch) -> StepState:
    if batch.review is None:
        return StepState.EMPTY
    return StepState.CHANGED if batch.since(batch.review.covers) else StepState.DONE


def _certified_state(batch: Batch) -> StepState:
    return StepState.DONE if batch.certificate else StepState.EMPTY


def _closed_state(batch: Batch) -> StepState:
    return StepState.DONE if batch.final else StepState.EMPTY


LOOKS: dict[StepId, Callable[[Batch], StepState]] = {
    StepId.RESULTS: lambda batch: _results_state(batch, Certificate.PROVISIONAL),
    StepId.PENDING: lambda batch: _results_state(batch, Certificate.FINAL),
    StepId.LABELS: _labels_state,
    StepId.REVIEW: _review_state,
    StepId.CERTIFICATE: _certified_state,
    StepId.WHOLE_REVIEW: _closed_state,
    StepId.FINAL: _closed_state,
}
"""Steps that are not done by a signature of their own."""
