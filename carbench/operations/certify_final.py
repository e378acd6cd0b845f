"""Certify finally: what the results say once every line is closed, in the place of the provisional certificate."""

from carbench.domain.act_errors import AssessmentMissing
from carbench.domain.acts import Conclusion, FinalCertified, ProvisionalCertified
from carbench.domain.batch import Batch
from carbench.domain.final import conclusion
from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.domain.watch import deviations
from carbench.operations.at_batch import Signing, keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding, next_number
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words
from carbench.texts import texts_in

CLEAN = {Conclusion.CONFORMING, Conclusion.CONFORMING_DEVIATIONS_ASSESSED}


@once
def certify_final(
    bench: Bench, *, batch_id: str, by: Proven, assessment: str = "", command: Command | None = None
) -> Changes:
    """Sign what the final certificate states; one that does not conform, or is incomplete, carries an assessment.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, AssessmentMissing.
    """
    meaning = Meaning.CERTIFIED_FINALLY
    found = deciding(bench, batch_id=batch_id, decision=Decision.CERTIFY_FINAL, meaning=meaning, by=by)
    provisional = found.batch.certificate
    number = provisional.number if provisional else ""
    return keep_signed(bench, found, stated(bench, found, assessment=assessment, supersedes=number), command=command)


def stated(bench: Bench, found: Signing, *, assessment: str, supersedes: str) -> FinalCertified:
    """Give the final certificate that a batch's results make. Raises: AssessmentMissing, NotPlainText."""
    batch, said = found.batch, conclusion(found.batch)
    clean = said in CLEAN
    text = words(assessment, field="assessment", optional=True)
    if not clean and not text:
        raise AssessmentMissing(conclusion=said.value)
    wording = batch.product.final_statement if clean else batch.product.non_conforming_statement
    return FinalCertified(
        **found.circumstances,
        number=next_number(bench, Decision.CERTIFY_FINAL),
        conclusion=said,
        supersedes=supersedes,
        supersedes_leaf=_leaf(batch, supersedes),
        deviations=tuple(deviation.id for deviation in deviations(batch)),
        assessment=text,
        statement=texts_in(bench.site.language).wording(wording),
        signature=found.signature,
    )


def _leaf(batch: Batch, number: str) -> str:
    """Give the leaf of the certificate that is superseded."""
    certificates = batch.entries(ProvisionalCertified, FinalCertified)
    return next((r.leaf for r in certificates if getattr(r.act, "number", "") == number), "")
