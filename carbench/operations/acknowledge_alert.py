"""Acknowledge an alert as a Qualified Person."""

from carbench.domain.acts import AlertAcknowledged
from carbench.domain.people import Meaning
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.known import known_alert
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once


@once
def acknowledge_alert(
    bench: Bench, *, batch_id: str, alert_id: str, by: Proven, command: Command | None = None
) -> Changes:
    """Acknowledge an alert as a Qualified Person.

    Raises: SignerDiffers, DutyRefused, AlertUnknown.
    """
    found = signing(bench, batch_id=batch_id, duty="acknowledge_alert", meaning=Meaning.ACKNOWLEDGED, by=by)
    act = AlertAcknowledged(
        **found.circumstances,
        alert_id=known_alert(found.batch, alert_id),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
