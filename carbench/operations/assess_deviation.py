"""Assess what an open deviation means."""

from carbench.domain.acts import DeviationAssessed
from carbench.domain.people import Meaning
from carbench.operations.at_batch import keep_signed, signing
from carbench.operations.bench import Bench, Changes
from carbench.operations.known import open_deviation
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def assess_deviation(
    bench: Bench,
    *,
    batch_id: str,
    deviation_id: str,
    critical: bool,
    assessment: str,
    by: Proven,
    command: Command | None = None,
) -> Changes:
    """Assess what an open deviation means.

    Raises: SignerDiffers, DutyRefused, DeviationUnknown, FieldEmpty.
    """
    found = signing(bench, batch_id=batch_id, duty="assess_deviation", meaning=Meaning.ASSESSED, by=by)
    act = DeviationAssessed(
        **found.circumstances,
        deviation_id=open_deviation(found.batch, deviation_id),
        critical=critical,
        assessment=words(assessment, field="assessment"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
