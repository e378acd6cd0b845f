"""Add somebody who may sign in."""

from carbench.domain.errors import NameTaken
from carbench.domain.people import require
from carbench.operations.bench import Bench, Changes
from carbench.operations.recording import PROGRAM, Command, author, once, record
from carbench.operations.set_up_workstation import NewPerson, added_person
from carbench.store import queries


@once
def add_person(bench: Bench, *, person: NewPerson, command: Command | None = None) -> Changes:
    """Add a person; a name is never given out twice, not even of somebody who left, nor the program's own.

    Raises: DutyRefused, NameTaken, RoleMissing, RolesExclude, PasswordTooShort, and what typed fields refuse.
    """
    role = require(bench.signed_in, "add_person")
    act, kept = added_person(bench, person)
    if act.name.casefold() in {PROGRAM, *(row.person.name.casefold() for row in queries.people(bench.store))}:
        raise NameTaken(name=act.name)
    return record(bench, act, author=author(bench, role.value), command=command, keeps=[kept])
