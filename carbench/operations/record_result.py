"""Record a result, or correct one."""

from dataclasses import replace

from carbench.domain.act_errors import LooksLikeASlip
from carbench.domain.acts import ResultRecorded
from carbench.domain.errors import CorrectionReasonMissing, NotYours
from carbench.domain.judgement import Value
from carbench.domain.judging import judge
from carbench.domain.people import Role, Signature
from carbench.domain.plausibility import slip
from carbench.domain.results import Result, stands
from carbench.domain.specification import Test, Verdict
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances, settle
from carbench.operations.known import known_sample, known_test
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, Kept, author, once, record
from carbench.operations.typed_result import NOTHING_BESIDE, Beside, read_report, read_result
from carbench.operations.witness import witness


@once
def record_result(
    bench: Bench,
    *,
    batch_id: str,
    test_id: str,
    typed: str,
    told: Circumstances,
    beside: Beside = NOTHING_BESIDE,
    second: Proven | None = None,
    command: Command | None = None,
) -> Changes:
    """Record a result of a batch, judged under the revision the batch is pinned to.

    Where another result stands this is a correction, unless a test that still runs is read again: it needs a reason
    and is checked again. A reading that looks like a slip of the hand is confirmed by a second person at once.
    Raises: TestUnknown, NotYours, CorrectionReasonMissing, LooksLikeASlip, SamePerson, SampleUnknown, and what typed
    values and times refuse.
    """
    batch = looking.batch(bench, batch_id)
    test = known_test(batch, test_id)
    role, value = entering_role(bench, test), read_result(bench, test, typed=typed, beside=beside)
    settled = settle(bench, told, roles=test.enters, batch=batch)
    last = batch.result(test)
    repeats = last is not None and stands(batch.results[test.id]) is None
    corrects = last is not None and not repeats and last.judgement.verdict is not Verdict.PENDING
    if corrects and not settled.reason:
        raise CorrectionReasonMissing
    act = ResultRecorded(
        batch_id=batch.batch_id,
        happened_at=settled.happened_at,
        performed_by=settled.performed_by,
        test_id=test.id,
        reading=value.reading,
        outcome=value.outcome,
        verdict=judge(test, replace(value, read_at=settled.happened_at), facts=batch.facts).verdict,
        replaces=last.seq if last and corrects else None,
        declared=value.declared,
        replicates=value.replicates,
        criteria=value.criteria,
        inoculated_at=value.inoculated_at,
        sample_id=known_sample(batch, beside.sample_id) if beside.sample_id else "",
        report=read_report(bench, beside.report),
        plausible=_confirmed(bench, test, value=value, last=last, second=second, performers=settled.performed_by),
        after_repeat=repeats,
    )
    by, keeps, why = author(bench, role.value), _attached(beside), settled.reason
    return record(bench, act, author=by, command=command, reason=why, keeps=keeps, batch=batch)


def _attached(beside: Beside) -> list[Kept]:
    if beside.report is None or not beside.report.attachment:
        return []
    return [Kept(content=beside.report.attachment, purpose="report")]


def _confirmed(
    bench: Bench, test: Test, *, value: Value, last: Result | None, second: Proven | None, performers: tuple[str, ...]
) -> Signature | None:
    """Give the second person's confirmation of a reading that looks like a slip. Raises: LooksLikeASlip, SamePerson."""
    readings = value.replicates or ((value.reading,) if value.reading else ())
    before = last.act.reading if last else None
    doubted = [reading for reading in readings if slip(test, reading, before)]
    if doubted and second is None:
        raise LooksLikeASlip(text=doubted[0].text)
    return witness(bench, second, performers=performers) if doubted and second else None


def entering_role(bench: Bench, test: Test) -> Role:
    """Give the role under which the signed-in person enters a test. Raises: NotYours."""
    for role in Role:
        if role in test.enters and role in bench.signed_in.roles:
            return role
    raise NotYours(test=test.id, roles=" ".join(role.value for role in Role if role in test.enters))
