"""Put off a second check, with a reason; a deviation stands open meanwhile."""

from datetime import timedelta

from carbench.domain.act_errors import CheckNotDeferrable
from carbench.domain.acts import CheckDeferred, DeviationRaised, LabelsReconciled, ResultRecorded, WeightMeasured
from carbench.domain.batch import Batch
from carbench.domain.errors import CorrectionReasonMissing
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import new_deviation
from carbench.operations.recording import Command, once
from carbench.operations.typed import words

PUT_OFF = (WeightMeasured, LabelsReconciled, ResultRecorded)
"""What may wait for its second person: never identity, bag label, start of shelf life or hand-over.

A weight and a count of labels that are typed without one are put off by the program as they are recorded.
"""


@once
def defer_check(
    bench: Bench,
    *,
    batch_id: str,
    entry: int,
    deviation_id: str,
    told: Circumstances,
    command: Command | None = None,
) -> Changes:
    """Put off the check of an entry until the product's deadline.

    Raises: DutyRefused, CheckNotDeferrable for what is checked or put off already, CorrectionReasonMissing,
    DeviationTaken, and what times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="raise_deviation", told=told)
    if entry not in _waiting(found.batch):
        raise CheckNotDeferrable(entry=entry)
    if not found.settled.reason:
        raise CorrectionReasonMissing
    number = new_deviation(found.batch, words(deviation_id, field="deviation_id"))
    hours = found.batch.product.deadlines.deferred_check_hours
    deferred = CheckDeferred(
        **found.circumstances,
        entry=entry,
        due=found.settled.happened_at.after(timedelta(hours=hours)),
        deviation_id=number,
    )
    deviation = DeviationRaised(
        **found.circumstances,
        deviation_id=number,
        critical=False,
        description=found.settled.reason,
        about=f"check:{entry}",
    )
    return keep(bench, found, deferred, deviation, command=command)


def _waiting(batch: Batch) -> set[int]:
    """Give the entries that wait for their second person and were not put off yet."""
    checked = {result.seq for results in batch.results.values() for result in results if result.check}
    witnessed = {recorded.seq for recorded in batch.entries(*PUT_OFF) if getattr(recorded.act, "witness", None)}
    deferred = {act.entry for act in batch.of(CheckDeferred)}
    return {recorded.seq for recorded in batch.entries(*PUT_OFF)} - checked - witnessed - deferred
