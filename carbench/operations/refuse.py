"""Refuse the provisional certificate, keeping every reason as it stands."""

from carbench.domain.acts import ProvisionalRefused
from carbench.domain.decisions import said
from carbench.domain.people import Meaning
from carbench.domain.release import may_certify
from carbench.domain.stages import Decision
from carbench.operations import looking
from carbench.operations.at_batch import keep_signed
from carbench.operations.bench import Bench, Changes
from carbench.operations.deciding import deciding, next_number
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, once
from carbench.operations.typed import words


@once
def refuse(bench: Bench, *, batch_id: str, statement: str, by: Proven, command: Command | None = None) -> Changes:
    """Refuse the provisional certificate, keeping every reason as it stands.

    Raises: SignerDiffers, DutyRefused, DecisionRefused, FieldEmpty.
    """
    found = deciding(bench, batch_id=batch_id, decision=Decision.REFUSE, meaning=Meaning.REFUSED, by=by)
    asked = looking.question(bench, found.batch, person=by.person)
    act = ProvisionalRefused(
        **found.circumstances,
        number=next_number(bench, Decision.REFUSE),
        reasons=tuple(said(why) for why in may_certify(asked)),
        statement=words(statement, field="statement"),
        signature=found.signature,
    )
    return keep_signed(bench, found, act, command=command)
