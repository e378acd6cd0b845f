"""What an act brings with it, by itself: recorded by the program in the same transaction.

A lot that is not released, a hold time that ran over and an action limit open a deviation; a returned bag and an
excursion put a bag on hold; the first OUT of a line raises an alert; and a change that touches what was certified
suspends the certificate before the infusion, and is followed after it. Source: release.md sections 2, 3 and 6.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from carbench.domain.act import BatchAct, Recorded
from carbench.domain.acts import (
    AlertKind,
    AlertRaised,
    BagArrived,
    BagFateRecorded,
    BagFilled,
    CertificateSuspended,
    CheckDeferred,
    CountTaken,
    DeviationRaised,
    Fate,
    GoDecided,
    Harvested,
    HoldPlaced,
    InfusionReported,
    LabelsReconciled,
    LineNotObtained,
    LotUsed,
    MaterialReceived,
    ProvisionalWithdrawn,
    RepeatApproved,
    ResultInvalidated,
    ResultRecorded,
    SampleTaken,
    WeightMeasured,
)
from carbench.domain.bags import BagStatus, bags, status_of
from carbench.domain.batch import Batch
from carbench.domain.dose import car_cells
from carbench.domain.judgement import Cause, Judgement
from carbench.domain.label_counts import about as about_labels
from carbench.domain.label_counts import agrees
from carbench.domain.lots import lot_accepted
from carbench.domain.product import InfusionRule
from carbench.domain.specification import Certificate, Verdict
from carbench.domain.stages import Stage
from carbench.domain.watch import alerts, deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A batch before and after one act."""

    before: Batch
    after: Batch
    act: BatchAct
    seq: int
    """Of its entry."""


def consequences(batch: Batch, recorded: Recorded) -> tuple[BatchAct, ...]:
    """Give what the program records together with an act that is about to be recorded at a batch."""
    act = recorded.act
    if not isinstance(act, BatchAct):
        return ()
    after = replace(batch, acts=(*batch.acts, recorded))
    change = Change(before=batch, after=after, act=act, seq=recorded.seq)
    found: list[BatchAct] = []
    for rule in RULES:
        found += rule(change)
    return tuple(found)


def _deviation(change: Change, *, critical: bool, description: str, about: str) -> DeviationRaised:
    number = len(deviations(change.after)) + 1
    return DeviationRaised(
        batch_id=change.act.batch_id,
        happened_at=change.act.happened_at,
        performed_by=(),
        deviation_id=f"AUTO-{number}-{about}",
        critical=critical,
        description=description,
        about=about,
    )


def _hold(change: Change, *, cause: str, bags: tuple[str, ...]) -> HoldPlaced:
    return HoldPlaced(
        batch_id=change.act.batch_id,
        happened_at=change.act.happened_at,
        performed_by=(),
        hold_id=f"AUTO-{len(change.after.of(HoldPlaced)) + 1}-{cause}",
        cause=cause,
        bags=bags,
    )


def _alert(change: Change, *, alert: AlertKind, about: str) -> AlertRaised:
    return AlertRaised(
        batch_id=change.act.batch_id,
        happened_at=change.act.happened_at,
        performed_by=(),
        alert_id=f"AUTO-{len(alerts(change.after)) + 1}-{about}",
        alert=alert,
        about=about,
        preliminary=alert is AlertKind.RESULT,
    )


def _lot(change: Change) -> Iterator[BatchAct]:
    act = change.act
    if isinstance(act, LotUsed) and not lot_accepted(act, change.after.product):
        yield _deviation(change, critical=True, description="lot_not_released", about=f"lot:{act.lot}")


def _hold_times(change: Change) -> Iterator[BatchAct]:
    """A hold time that is known to have run over opens its deviation once."""
    if not isinstance(change.act, MaterialReceived | CountTaken | Harvested | BagFilled):
        return
    known = {deviation.raised.about for deviation in deviations(change.before)}
    for rule in change.after.product.hold_times:
        start, end = change.after.event(rule.start), change.after.event(rule.end)
        about = f"hold_time:{rule.id}"
        over = start and end and (end.utc - start.utc).total_seconds() > rule.at_most_minutes * 60
        if over and about not in known:
            yield _deviation(change, critical=rule.critical, description="hold_time_over", about=about)


LOST = {Fate.LOST, Fate.LEAKED}


def _irregular(change: Change) -> Iterator[BatchAct]:
    """What should not have happened is recorded all the same, and opens a deviation (release.md section 2)."""
    act = change.act
    if change.seq in change.after.out_of_order:
        yield _deviation(change, critical=False, description="out_of_order", about=f"entry:{change.seq}")
    if isinstance(act, BagFateRecorded) and act.fate in LOST:
        yield _deviation(change, critical=True, description=f"bag_{act.fate.value}", about=f"bag:{act.bag_id}")
    if isinstance(act, InfusionReported) and status_of(change.before, act.bag_id) is not BagStatus.RELEASED:
        yield _deviation(change, critical=True, description="infused_unreleased", about=f"bag:{act.bag_id}")
    if isinstance(act, InfusionReported) and _too_late(change.after, act):
        yield _deviation(change, critical=True, description="infused_expired", about=f"bag:{act.bag_id}")


def _too_late(batch: Batch, infusion: InfusionReported) -> bool:
    """Say whether an infusion began, or ended where the product asks that, at or after expiry."""
    ends = batch.product.shelf_life.infusion is InfusionRule.END
    judged = infusion.ended_at if ends else infusion.happened_at
    return batch.expiry is not None and judged.utc >= batch.expiry.utc


def _in_process(change: Change) -> Iterator[BatchAct]:
    """An in-process line that turns OUT, computed ones among them, and an action limit passed open a deviation."""
    act = change.act
    if not isinstance(act, ResultRecorded):
        return
    parts = {name for test in change.after.product.tests for name in test.any_of}
    for test in change.after.product.tests:
        mine = test.id == act.test_id or bool(change.after.parts(test))
        judgement = change.after.results[test.id][-1].judgement if test.id == act.test_id else None
        line = judgement or change.after.line(test).judgement
        new = test.id == act.test_id or change.before.line(test).judgement != line
        if not mine or not new or test.id in parts:
            continue
        if Certificate.IN_PROCESS in test.needed_for and line.verdict is Verdict.OUT:
            yield _deviation(change, critical=True, description="in_process_out", about=test.id)
        elif line.action:
            yield _deviation(change, critical=False, description="action_limit", about=f"action:{test.id}")


def _sample_age(change: Change) -> Iterator[BatchAct]:
    """A sample measured later than its product allows opens a deviation."""
    act = change.act
    if not isinstance(act, ResultRecorded) or not act.sample_id:
        return
    rule = change.after.product.test(act.test_id).sample
    taken = next((sample for sample in change.before.of(SampleTaken) if sample.sample_id == act.sample_id), None)
    if rule is None or rule.max_age_minutes is None or taken is None:
        return
    began = act.inoculated_at or act.happened_at
    if (began.utc - taken.happened_at.utc).total_seconds() > rule.max_age_minutes * 60:
        yield _deviation(change, critical=False, description="sample_too_old", about=f"sample:{act.sample_id}")


def _first_out(change: Change) -> Iterator[BatchAct]:
    """The first positive or OUT of each line, verified or not, is told at once; so is one whose control failed.

    A new weight and another bag can make a line OUT as well as a result.
    """
    if not isinstance(change.act, ResultRecorded | WeightMeasured | BagFilled):
        return
    told = {alert.raised.about for alert in alerts(change.before)}
    parts = {name for test in change.after.product.tests for name in test.any_of}
    for test in change.after.product.tests:
        failing = test.id not in parts and change.after.line(test).judgement.failing
        if failing and not change.before.line(test).judgement.failing and test.id not in told:
            yield _alert(change, alert=AlertKind.RESULT, about=test.id)


def _labels(change: Change) -> Iterator[BatchAct]:
    act = change.act
    if isinstance(act, LabelsReconciled) and not agrees(change.after, act):
        yield _deviation(change, critical=True, description="labels_differ", about=about_labels(act.labels))


def _bag_back(change: Change) -> Iterator[BatchAct]:
    act = change.act
    if isinstance(act, BagFateRecorded) and act.fate is Fate.RETURNED:
        yield _hold(change, cause="returned", bags=(act.bag_id,))
    if isinstance(act, BagArrived) and act.excursion:
        yield _hold(change, cause="excursion", bags=(act.bag_id,))


def _put_off(change: Change) -> Iterator[BatchAct]:
    """A second person's check that was put off as it was typed has a deadline and a deviation until it is made."""
    act = change.act
    if not isinstance(act, WeightMeasured | LabelsReconciled) or act.witness is not None:
        return
    deviation = _deviation(change, critical=False, description="check_put_off", about=f"check:{change.seq}")
    yield CheckDeferred(
        batch_id=act.batch_id,
        happened_at=act.happened_at,
        performed_by=(),
        entry=change.seq,
        due=act.happened_at.after(timedelta(hours=change.after.product.deadlines.deferred_check_hours)),
        deviation_id=deviation.deviation_id,
    )
    yield deviation


def _no_go(change: Change) -> Iterator[BatchAct]:
    if isinstance(change.act, GoDecided) and not change.act.go:
        yield _hold(change, cause="no_go", bags=())


CHANGING = (
    ResultRecorded,
    ResultInvalidated,
    RepeatApproved,
    LineNotObtained,
    WeightMeasured,
    BagFilled,
    Harvested,
    MaterialReceived,
)
"""Acts that can touch what was certified."""


def to_come(batch: Batch) -> bool:
    """Say whether a bag may still be given: of a split dose one can be while another was."""
    return any(bag.fate in {None, Fate.RETURNED} for bag in bags(batch))


def _graded(change: Change) -> Iterator[BatchAct]:
    """A change of what was certified: suspended before an infusion, told after it; anything else is an amendment."""
    certificate = change.before.certificate
    standing = certificate is not None and change.before.stage in {Stage.PROVISIONAL, Stage.FINAL}
    if certificate is None or not standing or not isinstance(change.act, CHANGING):
        return
    if not touches_certified(change.before, change.after):
        return
    about = certificate.number
    if change.before.stage is Stage.PROVISIONAL and to_come(change.before) and not change.before.suspended:
        yield CertificateSuspended(
            batch_id=change.act.batch_id,
            happened_at=change.act.happened_at,
            performed_by=(),
            number=about,
            cause="changed_after_signature",
        )
        yield _alert(change, alert=AlertKind.CERTIFICATE, about=about)
    else:
        yield _alert(change, alert=AlertKind.CHANGE, about=about)


def touches_certified(before: Batch, after: Batch) -> bool:
    """Say whether identity, verdict, dose, expiry or condition of what was certified differ between two states.

    A line that was pending and comes in as MEETS is no change; one that comes in as OUT is.
    """
    if _stated(before) != _stated(after, bags=len(before.bags)):
        return True
    at = before.certificate.happened_at if before.certificate else None
    old, new = before.lines_at(at), after.lines_at(at)
    needed = before.product.needed_for(Certificate.PROVISIONAL)
    lost = any(_lost(old[t.id].provisional, new[t.id].provisional) for t in needed)
    closed = before.product.needed_for(Certificate.FINAL) if before.final else ()
    lost = lost or any(_lost(old[t.id].judgement, new[t.id].judgement) for t in closed)
    parts = {name for test in before.product.tests for name in test.any_of}
    whole = [test_id for test_id in old if test_id not in parts]
    return lost or any(new[name].judgement.failing and not old[name].judgement.failing for name in whole)


def _lost(old: Judgement, new: Judgement) -> bool:
    """Say whether what met does no more; the next reading of a test that still runs takes nothing away."""
    running = new.verdict is Verdict.PENDING and new.cause is not Cause.NOTHING_YET
    return old.verdict is Verdict.MEETS and new.verdict is not Verdict.MEETS and not running


def _stated(batch: Batch, *, bags: int | None = None) -> tuple[object, ...]:
    """Give what the certificate stated beside its lines, of its own bags."""
    own = batch.bags[:bags]
    weight = batch.weight.value if batch.weight else None
    received = {(act.establishment, act.collected_at) for act in batch.of(MaterialReceived)}
    return batch.expiry, own, car_cells(batch, own), weight, received


def _ward(change: Change) -> Iterator[BatchAct]:
    """The ward must be called about a certificate that was suspended or taken back."""
    match change.act:
        case ProvisionalWithdrawn(withdrawn=number) | CertificateSuspended(number=number):
            yield _alert(change, alert=AlertKind.CERTIFICATE, about=number)


RULES: tuple[Callable[[Change], Iterator[BatchAct]], ...] = (
    _lot,
    _irregular,
    _hold_times,
    _in_process,
    _sample_age,
    _first_out,
    _labels,
    _bag_back,
    _put_off,
    _no_go,
    _graded,
    _ward,
)
