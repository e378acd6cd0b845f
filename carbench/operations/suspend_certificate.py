"""Suspend the standing certificate; the ward is to be called."""

from carbench.domain.acts import CertificateSuspended
from carbench.domain.stages import Decision
from carbench.operations.at_batch import fact, keep
from carbench.operations.bench import Bench, Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.deciding import require_decidable
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def suspend_certificate(
    bench: Bench, *, batch_id: str, cause: str, told: Circumstances, command: Command | None = None
) -> Changes:
    """Suspend the certificate until a Qualified Person reinstates or withdraws it.

    Raises: DutyRefused, DecisionRefused, FieldEmpty, and what times refuse.
    """
    found = fact(bench, batch_id=batch_id, duty="suspend_certificate", told=told)
    decision = Decision.SUSPEND_CERTIFICATE
    require_decidable(bench, batch_id=batch_id, decision=decision, person=bench.signed_in)
    certificate = found.batch.certificate
    act = CertificateSuspended(
        **found.circumstances,
        number=certificate.number if certificate else "",
        cause=words(cause, field="cause"),
    )
    return keep(bench, found, act, command=command)
