"""Close a line whose result will never come: cause, impact and deviation, signed by a Qualified Person."""

from carbench.domain.act_errors import DeviationUnknown
from carbench.domain.acts import LineNotObtained
from carbench.domain.measure import shown
from carbench.domain.people import Meaning
from carbench.domain.watch import deviations
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.known import known_test
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def close_not_obtained(
    bench: Bench,
    *,
    batch_id: str,
    test_id: str,
    cause: str,
    impact: str,
    deviation_id: str,
    by: Proven,
    command: Command | None = None,
) -> Changes:
    """Close a line whose result will never come: cause, impact and deviation, signed by a Qualified Person.

    Raises: SignerDiffers, DutyRefused, TestUnknown, DeviationUnknown, FieldEmpty.
    """
    found = signing(bench, batch_id=batch_id, duty="close_not_obtained", meaning=Meaning.NOT_OBTAINED, by=by)
    if all(deviation.id != deviation_id for deviation in deviations(found.batch)):
        raise DeviationUnknown(deviation_id=shown(deviation_id))
    act = LineNotObtained(
        **found.circumstances,
        test_id=known_test(found.batch, test_id).id,
        cause=words(cause, field="cause"),
        impact=words(impact, field="impact"),
        deviation_id=deviation_id,
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
