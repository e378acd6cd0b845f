"""People, their roles and signatures. Which role may do which act stands in `duties`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from carbench.domain.duties import Part, allowed
from carbench.domain.errors import DutyRefused, RoleMissing, RolesExclude
from carbench.domain.roles import Role

__all__ = ["Meaning", "Person", "Role", "Signature", "acting_as", "check_roles", "may", "require"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signs in here."""

    name: str
    """User name; never given out twice."""

    full_name: str
    roles: frozenset[Role]
    language: str


class Meaning(Enum):
    """What a signature says; texts put it into a language."""

    WITNESSED = "witnessed"
    CHECKED = "checked"
    CONFIRMED = "confirmed"
    STEP_DONE = "step_done"
    REVIEWED = "reviewed"
    REVIEWED_TRAIL = "reviewed_trail"
    APPROVED = "approved"
    ASSESSED = "assessed"
    CLOSED = "closed"
    CLEARED = "cleared"
    NOT_OBTAINED = "not_obtained"
    CERTIFIED_PROVISIONALLY = "certified_provisionally"
    REFUSED = "refused"
    REOPENED = "reopened"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    WITHDRAWN = "withdrawn"
    SUPPLIED = "supplied"
    SUPPLY_CLOSED = "supply_closed"
    ENDED = "ended"
    ACKNOWLEDGED = "acknowledged"
    CERTIFIED_FINALLY = "certified_finally"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, as what, and what the signature means."""

    signer: str
    full_name: str
    role: Role
    meaning: Meaning
    deputy_of: str = ""
    """User name of the absent person for whom a deputy signs."""


def may(person: Person, duty: str) -> bool:
    """Say whether one of the person's roles carries this duty in any way."""
    return bool(person.roles & allowed(duty))


def require(person: Person, duty: str, *parts: Part) -> Role:
    """Give the role under which a person does this, in one of these ways where any is named. Raises: DutyRefused."""
    return acting_as(person, allowed(duty, *parts), duty)


def acting_as(person: Person, roles: Iterable[Role], duty: str) -> Role:
    """Give the person's first role among those allowed. Raises: DutyRefused."""
    wanted = frozenset(roles)
    for role in Role:
        if role in wanted and role in person.roles:
            return role
    raise DutyRefused(duty=duty, roles=" ".join(role.value for role in Role if role in wanted))


def check_roles(name: str, roles: frozenset[Role]) -> None:
    """Refuse a person without a role, and an administrator with a batch role. Raises: RoleMissing, RolesExclude."""
    if not roles:
        raise RoleMissing(name=name)
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        raise RolesExclude
