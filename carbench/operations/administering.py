"""What every act of an administrator begins with."""

from carbench.domain.acts import Act
from carbench.domain.errors import AdministratorMissing, CorrectionReasonMissing, PersonUnknown
from carbench.domain.measure import shown
from carbench.domain.people import Person, Role, require
from carbench.operations.bench import Bench, Changes
from carbench.operations.recording import Command, author, record
from carbench.operations.typed import words
from carbench.store import queries


def administer(bench: Bench, act: Act, *, duty: str, reason: str, command: Command | None) -> Changes:
    """Record an act at the workstation, which always carries a reason. Raises: DutyRefused, CorrectionReasonMissing."""
    role = require(bench.signed_in, duty)
    said = words(reason, field="reason", optional=True)
    if not said:
        raise CorrectionReasonMissing
    return record(bench, act, author=author(bench, role.value), command=command, reason=said)


def known_person(bench: Bench, name: str) -> Person:
    """Give somebody who may sign in. Raises: PersonUnknown."""
    for row in queries.people(bench.store):
        if row.person.name == name and not row.ended:
            return row.person
    raise PersonUnknown(name=shown(name))


def another_administrates(bench: Bench, name: str) -> None:
    """Refuse to lose the last administrator: nobody could add or end anybody any more. Raises: AdministratorMissing."""
    others = (row.person for row in queries.people(bench.store) if not row.ended and row.person.name != name)
    if not any(Role.ADMINISTRATOR in person.roles for person in others):
        raise AdministratorMissing
