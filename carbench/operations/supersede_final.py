"""Certify finally again, after an amended report or a late positive overtook the final certificate."""

from carbench.domain.people import Meaning
from carbench.domain.stages import Decision
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.certify_final import stated
from carbench.operations.deciding import deciding
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once


@once
def supersede_final(
    bench: Bench, *, batch_id: str, by: Proven, assessment: str = "", command: Command | None = None
) -> Changes:
    """Sign a final certificate chained to the one it takes the place of.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, AssessmentMissing.
    """
    meaning = Meaning.CERTIFIED_FINALLY
    found = deciding(bench, batch_id=batch_id, decision=Decision.SUPERSEDE_FINAL, meaning=meaning, by=by)
    old = found.batch.final
    act = stated(bench, found, assessment=assessment, supersedes=old.number if old else "")
    return keep_signed(bench, found, act, command=command)
