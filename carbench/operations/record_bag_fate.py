"""Record what became of a bag; a returned one is put on hold by itself."""

from carbench.domain.acts import BagFateRecorded, Fate
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_bag
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of, words


@once
def record_bag_fate(
    bench: Bench,
    *,
    batch_id: str,
    bag_id: str,
    fate: str,
    detail: str,
    told: Circumstances,
    command: Command | None = None,
) -> Changes:
    """Record what became of a bag; a returned one is put on hold by itself.

    Raises: DutyRefused, BagUnknown, NotOnTheList, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="record_bag_fate", told=told)
    act = BagFateRecorded(
        **found.circumstances,
        bag_id=known_bag(found.batch, bag_id),
        fate=one_of(Fate, fate),
        detail=words(detail, field="detail"),
    )
    return keep(bench, found, act, command=command)
