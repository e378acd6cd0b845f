"""How a batch stands when everything is played: lines, bags, deviations, alerts, clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from carbench.domain.bags import Bag, bags
from carbench.domain.batch import Batch
from carbench.domain.lines import Line
from carbench.domain.moment import Moment
from carbench.domain.watch import Alert, Deviation, alerts, deviations, open_holds

UNKNOWN_FATE = "unknown"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A batch at the end of a case."""

    batch: Batch
    at: Moment
    register: tuple[str, ...]

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """Give every line; the provisional view is that of the signature, or of now where nothing is signed."""
        certificate = self.batch.certificate
        return self.batch.lines_at(certificate.happened_at if certificate else self.at)

    @cached_property
    def plain(self) -> dict[str, Any]:
        """Give everything a case can expect, in the program's own words."""
        batch = self.batch
        out_of_order = (r.act.kind for r in batch.acts if r.seq in batch.out_of_order)
        return {
            "stage": batch.stage.value,
            "suspended": batch.suspended,
            "expiry": batch.expiry.plain() if batch.expiry else None,
            "must_leave_by": batch.must_leave_by.plain() if batch.must_leave_by else None,
            "holds": tuple(hold.hold_id for hold in open_holds(batch)),
            "register": self.register,
            "out_of_order": tuple(out_of_order),
            "deviations": {found.id: deviation_in_words(found) for found in deviations(batch)},
            "alerts": {found.raised.alert_id: alert_in_words(found) for found in alerts(batch)},
            "bags": {bag.id: bag_in_words(bag) for bag in bags(batch)},
            "verdicts": {name: line.judgement.verdict.value for name, line in self.lines.items()},
            "provisional_verdicts": {name: line.provisional.verdict.value for name, line in self.lines.items()},
        }


def deviation_in_words(deviation: Deviation) -> str:
    """Say how a deviation stands: "open critical", "assessed", "closed"."""
    how = "open" if deviation.assessed is None else "assessed"
    return f"{'closed' if not deviation.open else how}{' critical' if deviation.critical else ''}"


def alert_in_words(alert: Alert) -> str:
    """Say how an alert stands: "result raised", "certificate acknowledged told"."""
    how = "acknowledged" if alert.acknowledged else "raised"
    return f"{alert.raised.alert.value} {how}{' told' if alert.told else ''}"


def bag_in_words(bag: Bag) -> str:
    """Say how a bag stands: its status, its place and its fate."""
    return f"{bag.status.value} {bag.place.value} {bag.fate.value if bag.fate else UNKNOWN_FATE}"
