"""The results of a batch: each as recorded and judged, what was said of it since, and which one stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from carbench.domain.act import Recorded
from carbench.domain.acts import (
    LineNotObtained,
    RepeatApproved,
    ReportStatus,
    ResultChecked,
    ResultInvalidated,
    ResultRecorded,
)
from carbench.domain.judgement import Judgement, Value
from carbench.domain.judging import judge
from carbench.domain.specification import Group, Test, Verdict

if TYPE_CHECKING:
    from carbench.domain.batch import Batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One recorded result of a test, judged under the batch's product."""

    recorded: Recorded
    act: ResultRecorded
    value: Value
    judgement: Judgement
    check: Recorded | None
    """The second person's check of exactly this result."""

    repeat: RepeatApproved | None
    """The out-of-specification record that lets another result take its place."""

    repeat_seq: int = 0
    """Its entry: only what is measured after it takes the place."""

    @property
    def seq(self) -> int:
        """Give the entry's sequence number."""
        return self.recorded.seq

    @property
    def shown(self) -> str:
        """Give the reading as typed, or the outcome's name."""
        if self.act.replicates:
            return "; ".join(reading.text for reading in self.act.replicates)
        return self.act.reading.text if self.act.reading else self.act.outcome or self.act.declared


def results_of(batch: Batch) -> dict[str, tuple[Result, ...]]:
    """Give every result of every test, oldest first."""
    checks = _checks(batch)
    failed = {act.result_seq: act.criterion for act in batch.of(ResultInvalidated)}
    repeats = _repeats(batch)
    tests = {test.id: test for test in batch.product.tests}
    found: dict[str, list[Result]] = {}
    for recorded in batch.entries(ResultRecorded):
        act = recorded.act
        if not isinstance(act, ResultRecorded) or act.test_id not in tests:  # a line another revision had
            continue
        value = value_of(act, invalid=failed.get(recorded.seq, ""))
        result = Result(
            recorded=recorded,
            act=act,
            value=value,
            judgement=judge(tests[act.test_id], value, facts=batch.facts),
            check=_second(recorded, act, checks.get(recorded.seq)),
            repeat=repeats[recorded.seq][1] if recorded.seq in repeats else None,
            repeat_seq=repeats[recorded.seq][0] if recorded.seq in repeats else 0,
        )
        if result.repeat and ground_due(tests[act.test_id], result) and result.repeat.ground is None:
            result = replace(result, repeat=None, repeat_seq=0)
        found.setdefault(act.test_id, []).append(result)
    return {test_id: tuple(results) for test_id, results in found.items()}


def ground_due(test: Test, result: Result) -> bool:
    """Say whether a result is a positive, which is annulled on a compendial ground only (release.md section 3)."""
    positive = result.act.outcome is not None and result.judgement.failing
    return positive and test.group is Group.MICROBIOLOGY


def value_of(act: ResultRecorded, *, invalid: str = "") -> Value:
    """Give what was recorded, as it is judged; the fact itself is when it was read."""
    return Value(
        reading=act.reading,
        outcome=act.outcome,
        declared=act.declared,
        replicates=act.replicates,
        criteria=act.criteria,
        inoculated_at=act.inoculated_at,
        read_at=act.happened_at,
        invalid=invalid,
        preliminary=act.report is not None and act.report.status is ReportStatus.PRELIMINARY,
    )


def _checks(batch: Batch) -> dict[int, Recorded]:
    """Give the last check of each result, by the result's entry."""
    return {r.act.result_seq: r for r in batch.entries(ResultChecked) if isinstance(r.act, ResultChecked)}


def _repeats(batch: Batch) -> dict[int, tuple[int, RepeatApproved]]:
    """Give the first out-of-specification record of each result, by the result's entry; one person makes none."""
    return {
        r.act.result_seq: (r.seq, r.act)
        for r in reversed(batch.entries(RepeatApproved))
        if isinstance(r.act, RepeatApproved) and r.act.cause and r.act.analyst.signer != r.act.approver.signer
    }


def _second(recorded: Recorded, act: ResultRecorded, check: Recorded | None) -> Recorded | None:
    """Give the check of a result; whoever entered or performed it is no second person, whatever was recorded."""
    return None if check is None or check.recorded_by in {recorded.recorded_by, *act.performed_by} else check


def stands(results: tuple[Result, ...]) -> Result | None:
    """Give the result that stands: the newest, unless an OUT before it was never opened to a repeat.

    An OUT is replaced only through an out-of-specification record with an identified laboratory cause, by what
    was recorded after that record (release.md section 12). With the record and nothing since, no result stands.
    """
    standing_one: Result | None = None
    for result in results:
        if standing_one is None or not _kept(standing_one) or 0 < standing_one.repeat_seq < result.seq:
            standing_one = result
    repeat_due = standing_one is not None and standing_one.repeat is not None
    return None if repeat_due else standing_one


def _kept(result: Result) -> bool:
    """Say whether a result keeps its place: an OUT does, and what fails but cannot be judged in full.

    A measurement whose own criterion failed is INVALID and measured again freely; not one that somebody called
    invalid afterwards, and not a positive, which no control that failed takes away.
    """
    judgement = result.judgement
    if not judgement.failing or judgement.verdict is not Verdict.INVALID:
        return judgement.failing or judgement.verdict is Verdict.OUT
    return bool(result.value.invalid) or result.act.outcome is not None


def standing(batch: Batch, test: Test) -> Value | None:
    """Give what stands for a line: a result, or that it was closed as not obtained after the newest one.

    An OUT is not closed away.
    """
    results = batch.results.get(test.id, ())
    result = stands(results)
    kept = result is not None and _kept(result)
    closed = [r.seq for r in batch.entries(LineNotObtained) if getattr(r.act, "test_id", "") == test.id]
    if closed and not kept and (not results or closed[-1] > results[-1].seq):
        return Value(not_obtained=True)
    return result.value if result else None
