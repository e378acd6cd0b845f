"""Check results as the second person: typed unseen, or compared with the source."""

from collections.abc import Mapping
from decimal import Decimal

from carbench.domain.acts import ResultChecked
from carbench.domain.batch import Batch
from carbench.domain.errors import CheckDiffers, NothingToCheck, OwnEntry, SignerDiffers
from carbench.domain.judgement import Value
from carbench.domain.measure import Censor, Reading
from carbench.domain.people import Meaning, require
from carbench.domain.results import Result
from carbench.domain.specification import SecondCheck, Test
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.known import known_test
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, author, once, record
from carbench.operations.typed_result import Beside, read_result


def checkable(result: Result, name: str) -> bool:
    """Say whether a person may be the second pair of eyes for a result that waits for one."""
    return result.check is None and name not in {result.recorded.recorded_by, *result.act.performed_by}


@once
def check_results(
    bench: Bench, *, batch_id: str, typed: Mapping[str, str], by: Proven, command: Command | None = None
) -> Changes:
    """Sign that each of these results is what its source says; all of them, or none.

    `typed` is by test id: what the checker read, for blind checks; empty for sighted ones.
    Raises: DutyRefused, OwnEntry, NothingToCheck, CheckDiffers, SignerDiffers, and what a typed value refuses.
    """
    if by.person.name != bench.signed_in.name:
        raise SignerDiffers(name=by.person.name)
    role = require(by.person, "check_result")
    batch = looking.batch(bench, batch_id)
    if not typed:
        raise NothingToCheck(test="")
    checked = [_agreed(bench, batch, test_id, text) for test_id, text in typed.items()]
    signature = by.signature(role, Meaning.CHECKED)
    acts = [
        ResultChecked(
            batch_id=batch.batch_id,
            happened_at=bench.now(),
            performed_by=(by.person.name,),
            test_id=result.act.test_id,
            result_seq=result.seq,
            method=batch.product.test(result.act.test_id).second_check,
            signature=signature,
        )
        for result in checked
    ]
    return record(bench, *acts, author=author(bench, role.value), command=command)


def _agreed(bench: Bench, batch: Batch, test_id: str, text: str) -> Result:
    """Give the result that stands if the checker read the same."""
    test = known_test(batch, test_id)
    result = batch.result(test)
    if result is None or result.check is not None:
        raise NothingToCheck(test=test_id)
    if not checkable(result, bench.signed_in.name):
        raise OwnEntry(test=test_id)
    if test.second_check is SecondCheck.BLIND and not _same(result, _read_again(bench, test, result, text)):
        raise CheckDiffers(test=test_id)
    return result


def _read_again(bench: Bench, test: Test, result: Result, text: str) -> Value:
    """Read what the checker typed, in the unit of the result; replicates are typed one after the other with ";"."""
    stated = result.act.reading or next(iter(result.act.replicates), None)
    unit = str(stated.unit) if stated else ""
    replicates = tuple(text.split(";")) if result.act.replicates else ()
    return read_result(bench, test, typed=text, beside=Beside(unit=unit, replicates=replicates))


def _same(result: Result, again: Value) -> bool:
    """Compare value and sign; how many zeros were typed does not matter."""
    if result.act.reading is None and not result.act.replicates:
        return (again.outcome, again.declared) == (result.act.outcome, result.act.declared)
    return _numbers(again.reading, again.replicates) == _numbers(result.act.reading, result.act.replicates)


def _numbers(reading: Reading | None, replicates: tuple[Reading, ...]) -> list[tuple[Decimal, Censor]]:
    return [(each.value, each.censor) for each in (reading, *replicates) if each is not None]
