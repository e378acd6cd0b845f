"""Put the batch, or some of its bags, on hold."""

from carbench.domain.acts import HoldPlaced
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_bag, new_hold
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def place_hold(
    bench: Bench,
    *,
    batch_id: str,
    hold_id: str,
    cause: str,
    bags: tuple[str, ...] = (),
    told: Circumstances,
    command: Command | None = None,
) -> Changes:
    """Put the batch, or some of its bags, on hold.

    Raises: DutyRefused, HoldTaken, BagUnknown, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="place_hold", told=told)
    number = new_hold(found.batch, words(hold_id, field="hold_id"))
    act = HoldPlaced(
        **found.circumstances,
        hold_id=number,
        cause=words(cause, field="cause"),
        bags=tuple(known_bag(found.batch, bag) for bag in bags),
    )
    return keep(bench, found, act, command=command)
