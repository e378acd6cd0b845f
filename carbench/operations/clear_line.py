"""Record that the line was cleared."""

from carbench.domain.acts import LineCleared
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def clear_line(
    bench: Bench, *, batch_id: str, place: str, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record that the line was cleared.

    Raises: DutyRefused, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="clear_line", told=told)
    act = LineCleared(
        **found.circumstances,
        place=words(place, field="place"),
    )
    return keep(bench, found, act, command=command)
