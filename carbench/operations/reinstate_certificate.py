"""Let a suspended certificate stand again."""

from carbench.domain.acts import CertificateReinstated
from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def reinstate_certificate(
    bench: Bench, *, batch_id: str, assessment: str, by: Proven, command: Command | None = None
) -> Changes:
    """Let a suspended certificate stand again.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, FieldEmpty.
    """
    found = deciding(
        bench, batch_id=batch_id, decision=Decision.REINSTATE_CERTIFICATE, meaning=Meaning.REINSTATED, by=by
    )
    certificate = found.batch.certificate
    act = CertificateReinstated(
        **found.circumstances,
        number=certificate.number if certificate else "",
        assessment=words(assessment, field="assessment"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
