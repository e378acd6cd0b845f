"""Record that a measurement does not count, naming the criterion that failed."""

from carbench.domain.acts import ResultInvalidated
from carbench.domain.errors import NothingToCheck
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_test
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def mark_invalid(
    bench: Bench, *, batch_id: str, test_id: str, criterion: str, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record that a measurement does not count, naming the criterion that failed.

    Raises: DutyRefused, TestUnknown, NothingToCheck, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="mark_invalid", told=told)
    result = found.batch.result(known_test(found.batch, test_id))
    if result is None:
        raise NothingToCheck(test=test_id)
    act = ResultInvalidated(
        **found.circumstances,
        test_id=test_id,
        result_seq=result.seq,
        criterion=words(criterion, field="criterion"),
    )
    return keep(bench, found, act, command=command)
