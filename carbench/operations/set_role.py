"""Change what somebody is trusted with."""

from dataclasses import replace

from carbench.domain.acts import RoleSet
from carbench.domain.people import Role, check_roles, require
from carbench.operations.administering import administer, another_administrates, known_person
from carbench.operations.bench import Bench, Changes
from carbench.operations.recording import Command, once
from carbench.operations.typed import one_of


@once
def set_role(
    bench: Bench, *, name: str, roles: tuple[str, ...], reason: str, command: Command | None = None
) -> Changes:
    """Give a person these roles in the place of those they had, in force at the next act.

    Raises: DutyRefused, PersonUnknown, RoleMissing, RolesExclude, NotOnTheList, CorrectionReasonMissing,
    AdministratorMissing for the last administrator.
    """
    require(bench.signed_in, "set_role")
    wanted = frozenset(one_of(Role, role) for role in roles)
    person = known_person(bench, name)
    check_roles(person.name, wanted)
    if Role.ADMINISTRATOR not in wanted:
        another_administrates(bench, person.name)
    act = RoleSet(name=person.name, roles=tuple(role for role in Role if role in wanted))
    changes = administer(bench, act, duty="set_role", reason=reason, command=command)
    if bench.signed_in.name == person.name:
        bench.person = replace(bench.signed_in, roles=wanted)
    return changes
