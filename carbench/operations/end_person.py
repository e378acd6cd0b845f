"""Let somebody not sign in any more; the name stays theirs."""

from carbench.domain.acts import PersonEnded
from carbench.domain.people import require
from carbench.operations.administering import administer, another_administrates, known_person
from carbench.operations.bench import Bench, Changes
from carbench.operations.recording import Command, once


@once
def end_person(bench: Bench, *, name: str, reason: str, command: Command | None = None) -> Changes:
    """End a person with a reason, in force at the next act; who ends themselves is not signed in any more.

    Raises: DutyRefused, PersonUnknown, CorrectionReasonMissing, AdministratorMissing for the last administrator.
    """
    require(bench.signed_in, "end_person")
    act = PersonEnded(name=known_person(bench, name).name)
    another_administrates(bench, act.name)
    changes = administer(bench, act, duty="end_person", reason=reason, command=command)
    if bench.signed_in.name == act.name:
        bench.person = None
    return changes
