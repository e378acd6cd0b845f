"""What an act names must be there: a bag, a sample, a deviation, a hold, an alert."""

from carbench.domain.act_errors import (
    AlertUnknown,
    BagUnknown,
    DeviationTaken,
    DeviationUnknown,
    HoldTaken,
    HoldUnknown,
    SampleUnknown,
    TestUnknown,
)
from carbench.domain.acts import AlertRaised, DeviationRaised, HoldPlaced, SampleTaken
from carbench.domain.batch import Batch
from carbench.domain.measure import shown
from carbench.domain.specification import Test
from carbench.domain.watch import deviations, open_holds

OWN = "AUTO-"
"""How the numbers begin that the program gives by itself."""


def known_bag(batch: Batch, bag_id: str) -> str:
    """Give the number of a bag of this batch. Raises: BagUnknown."""
    if all(bag.bag_id != bag_id for bag in batch.bags):
        raise BagUnknown(bag_id=shown(bag_id), batch_id=batch.batch_id)
    return bag_id


def known_sample(batch: Batch, sample_id: str) -> str:
    """Give the number of a sample of this batch. Raises: SampleUnknown."""
    if all(sample.sample_id != sample_id for sample in batch.of(SampleTaken)):
        raise SampleUnknown(sample_id=shown(sample_id), batch_id=batch.batch_id)
    return sample_id


def known_test(batch: Batch, test_id: str) -> Test:
    """Give a test of the batch's product. Raises: TestUnknown."""
    for test in batch.product.tests:
        if test.id == test_id:
            return test
    raise TestUnknown(test=shown(test_id))


def open_deviation(batch: Batch, deviation_id: str) -> str:
    """Give the number of a deviation that stands open. Raises: DeviationUnknown."""
    if not any(deviation.id == deviation_id and deviation.open for deviation in deviations(batch)):
        raise DeviationUnknown(deviation_id=shown(deviation_id))
    return deviation_id


def new_deviation(batch: Batch, deviation_id: str) -> str:
    """Give a number no deviation of the batch has, nor the program gives by itself. Raises: DeviationTaken."""
    if deviation_id.startswith(OWN) or any(act.deviation_id == deviation_id for act in batch.of(DeviationRaised)):
        raise DeviationTaken(deviation_id=deviation_id)
    return deviation_id


def open_hold(batch: Batch, hold_id: str) -> str:
    """Give the number of a hold nobody cleared. Raises: HoldUnknown."""
    if all(hold.hold_id != hold_id for hold in open_holds(batch)):
        raise HoldUnknown(hold_id=shown(hold_id))
    return hold_id


def new_hold(batch: Batch, hold_id: str) -> str:
    """Give a number no hold of the batch has, nor the program gives by itself. Raises: HoldTaken."""
    if hold_id.startswith(OWN) or any(act.hold_id == hold_id for act in batch.of(HoldPlaced)):
        raise HoldTaken(hold_id=hold_id)
    return hold_id


def known_alert(batch: Batch, alert_id: str) -> str:
    """Give the number of an alert of this batch. Raises: AlertUnknown."""
    if all(act.alert_id != alert_id for act in batch.of(AlertRaised)):
        raise AlertUnknown(alert_id=shown(alert_id))
    return alert_id
