"""Raise an alert: QC, the Qualified Person and the physician must know."""

from carbench.domain.act_errors import AlertTaken
from carbench.domain.acts import AlertKind, AlertRaised
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.known import OWN
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def raise_alert(
    bench: Bench, *, batch_id: str, alert_id: str, about: str, told: Circumstances, command: Command | None = None
) -> Changes:
    """Raise an alert: QC, the Qualified Person and the physician must know.

    Raises: DutyRefused, AlertTaken, and what the typed fields and times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="raise_alert", told=told)
    number = words(alert_id, field="alert_id")
    if number.startswith(OWN) or any(act.alert_id == number for act in found.batch.of(AlertRaised)):
        raise AlertTaken(alert_id=number)
    act = AlertRaised(
        **found.circumstances,
        alert_id=number,
        alert=AlertKind.RESULT,
        about=words(about, field="about"),
        preliminary=True,
    )
    return keep(bench, found, act, command=command)
