"""What stands open at a batch: deviations, holds, second checks that were put off, alerts."""

from dataclasses import dataclass

from carbench.domain.act import Recorded
from carbench.domain.acts import (
    AlertAcknowledged,
    AlertCallLogged,
    AlertRaised,
    CheckCountersigned,
    CheckDeferred,
    DeviationAssessed,
    DeviationClosed,
    DeviationRaised,
    HoldCleared,
    HoldPlaced,
    ResultChecked,
)
from carbench.domain.batch import Batch, performers


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A deviation as it stands."""

    raised: DeviationRaised
    critical: bool
    """As raised, or as last assessed."""

    assessed: DeviationAssessed | None
    closed: DeviationClosed | None

    @property
    def id(self) -> str:
        """Give its number."""
        return self.raised.deviation_id

    @property
    def open(self) -> bool:
        """Say whether nobody closed it."""
        return self.closed is None


def deviations(batch: Batch) -> tuple[Deviation, ...]:
    """Give every deviation of a batch in the order they were raised."""
    assessed = {act.deviation_id: act for act in batch.of(DeviationAssessed)}
    closed = {act.deviation_id: act for act in batch.of(DeviationClosed)}
    return tuple(
        Deviation(
            raised=act,
            critical=assessed[act.deviation_id].critical if act.deviation_id in assessed else act.critical,
            assessed=assessed.get(act.deviation_id),
            closed=closed.get(act.deviation_id),
        )
        for act in batch.of(DeviationRaised)
    )


def closed_about(batch: Batch, about: str) -> bool:
    """Say whether there are deviations about something and every one of them is closed."""
    found = [deviation for deviation in deviations(batch) if deviation.raised.about == about]
    return bool(found) and not any(deviation.open for deviation in found)


def open_holds(batch: Batch, bag_id: str | None = None) -> tuple[HoldPlaced, ...]:
    """Give the holds nobody cleared: of the batch and, where one is named, of a bag; of every bag where none is."""
    cleared = {act.hold_id for act in batch.of(HoldCleared)}
    return tuple(
        hold
        for hold in batch.of(HoldPlaced)
        if hold.hold_id not in cleared and (bag_id is None or not hold.bags or bag_id in hold.bags)
    )


def put_off(batch: Batch) -> tuple[CheckDeferred, ...]:
    """Give the second checks that were put off and are still due; one's own countersignature is none."""
    own = {r.seq: {r.recorded_by, *performers(r)} for r in batch.acts}
    done = {a.entry for a in batch.of(CheckCountersigned) if a.signature.signer not in own.get(a.entry, ())}
    done |= {a.result_seq for a in batch.of(ResultChecked) if a.signature.signer not in own.get(a.result_seq, ())}
    return tuple(act for act in batch.of(CheckDeferred) if act.entry not in done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An alert as it stands."""

    raised: AlertRaised
    recorded: Recorded
    acknowledged: AlertAcknowledged | None
    calls: tuple[AlertCallLogged, ...]

    @property
    def told(self) -> bool:
        """Say whether somebody was reached and repeated what they were told."""
        return any(call.read_back for call in self.calls)


def alerts(batch: Batch) -> tuple[Alert, ...]:
    """Give every alert of a batch in the order they were raised."""
    known = {act.alert_id: act for act in batch.of(AlertAcknowledged)}
    calls = batch.of(AlertCallLogged)
    return tuple(
        Alert(
            raised=recorded.act,
            recorded=recorded,
            acknowledged=known.get(recorded.act.alert_id),
            calls=tuple(call for call in calls if call.alert_id == recorded.act.alert_id),
        )
        for recorded in batch.entries(AlertRaised)
        if isinstance(recorded.act, AlertRaised)
    )


def open_deviations(batch: Batch) -> tuple[str, ...]:
    """Give the numbers of deviations nobody closed."""
    return tuple(deviation.id for deviation in deviations(batch) if deviation.open)
