"""Record a result, or correct one."""

from carbench.domain.acts import ResultRecorded
from carbench.domain.errors import CorrectionReasonMissing, NotAnOutcome, NothingTyped, NotYours
from carbench.domain.measure import Reading, read, shown
from carbench.domain.people import Role
from carbench.domain.specification import Test, judge
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances, settle
from carbench.operations.recording import Command, author, once, record


def read_result(bench: Bench, test: Test, *, typed: str) -> Reading | str:
    """Read a typed number, or a chosen outcome by its id. Raises: NotAnOutcome and what `read` refuses."""
    if test.unit is not None:
        return read(typed, unit=test.unit, separator=bench.separator, possible=test.possible)
    if not typed:
        raise NothingTyped
    if test.outcome(typed) is None:
        raise NotAnOutcome(text=shown(typed))
    return typed


@once
def record_result(
    bench: Bench, *, batch_id: str, test_id: str, typed: str, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record a result of a batch, judged under the revision the batch is pinned to.

    Where the test has a result already this is a correction: it needs a reason, the old
    value stays readable, and a second person checks the new one.
    Raises: NotYours, CorrectionReasonMissing, and what the typed value and times refuse.
    """
    batch = looking.batch(bench, batch_id)
    test = batch.product.test(test_id)
    role = entering_role(bench, test)
    value = read_result(bench, test, typed=typed)
    settled = settle(bench, told, roles=test.enters, batch=batch)
    standing = batch.result(test)
    if standing and not settled.reason:
        raise CorrectionReasonMissing
    act = ResultRecorded(
        batch_id=batch.batch_id,
        happened_at=settled.happened_at,
        performed_by=settled.performed_by,
        test_id=test_id,
        reading=value if isinstance(value, Reading) else None,
        outcome=value if isinstance(value, str) else None,
        verdict=judge(test, value).verdict,
        replaces=standing.seq if standing else None,
    )
    return record(bench, act, author=author(bench, role.value), command=command, reason=settled.reason)


def entering_role(bench: Bench, test: Test) -> Role:
    """Give the role under which the signed-in person enters a test. Raises: NotYours."""
    for role in Role:
        if role in test.enters and role in bench.signed_in.roles:
            return role
    raise NotYours(test=test.id, roles=" ".join(role.value for role in Role if role in test.enters))
