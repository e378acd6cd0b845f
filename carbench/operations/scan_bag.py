"""Record that a label was scanned on its bag."""

from carbench.domain.acts import BagScanned, LabelKind
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_bag
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of


@once
def scan_bag(
    bench: Bench, *, batch_id: str, labels: str, bag_id: str, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record that a label was scanned on its bag.

    Raises: DutyRefused, BagUnknown, NotOnTheList, and what times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="scan_bag", told=told)
    act = BagScanned(
        **found.circumstances,
        bag_id=known_bag(found.batch, bag_id),
        labels=one_of(LabelKind, labels),
    )
    return keep(bench, found, act, command=command)
