"""Record a call about an alert, whether anybody was reached or not."""

from dataclasses import dataclass

from carbench.domain.acts import AlertCallLogged
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import known_alert
from carbench.operations.recording import Command, once
from carbench.operations.typed import whole, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call, as typed."""

    alert_id: str
    number: str
    person: str = ""
    attempts: str = "1"
    read_back: bool = False
    """Whoever was reached repeated what they were told; only that ends the task."""


@once
def log_alert_call(
    bench: Bench, *, batch_id: str, call: Call, told: Circumstances, command: Command | None = None
) -> Changes:
    """Record a call about an alert, whether anybody was reached or not.

    Raises: DutyRefused, AlertUnknown, NotACount, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="log_alert_call", told=told)
    act = AlertCallLogged(
        **found.circumstances,
        alert_id=known_alert(found.batch, call.alert_id),
        number=words(call.number, field="telephone"),
        person=words(call.person, field="called", optional=not call.read_back),
        attempts=whole(call.attempts),
        read_back=call.read_back,
    )
    return keep(bench, found, act, command=command)
