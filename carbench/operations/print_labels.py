"""Record that labels of a set were printed."""

from carbench.domain.acts import LabelKind, LabelsPrinted
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, whole


@once
def print_labels(
    bench: Bench, *, batch_id: str, labels: str, count: str, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record that labels of a set were printed.

    Raises: DutyRefused, NotOnTheList, NotACount, and what times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="print_labels", told=told)
    act = LabelsPrinted(
        **found.circumstances,
        labels=one_of(LabelKind, labels),
        count=whole(count),
    )
    return keep(bench, found, act, command=command)
