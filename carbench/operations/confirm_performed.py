"""Confirm what somebody else typed for the performer."""

from carbench.domain.acts import PerformanceConfirmed
from carbench.domain.errors import NothingToConfirm, SignerDiffers
from carbench.domain.people import Meaning, require
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.passwords import Proven
from carbench.operations.recording import Command, author, once, record


@once
def confirm_performed(bench: Bench, *, batch_id: str, by: Proven, command: Command | None = None) -> Changes:
    """Confirm every act of the batch that names this person as performer and was typed by somebody else.

    Raises: DutyRefused, SignerDiffers, NothingToConfirm.
    """
    if by.person.name != bench.signed_in.name:
        raise SignerDiffers(name=by.person.name)
    role = require(by.person, "confirm_performed")
    batch = looking.batch(bench, batch_id)
    waiting = batch.unconfirmed(by.person.name)
    if not waiting:
        raise NothingToConfirm
    act = PerformanceConfirmed(
        batch_id=batch.batch_id,
        happened_at=bench.now(),
        performed_by=(by.person.name,),
        entries=tuple(recorded.seq for recorded in waiting),
        signature=by.signature(role, Meaning.CONFIRMED),
    )
    return record(bench, act, author=author(bench, role.value), command=command)
