"""Who may do what, and who may not be the second pair of eyes.

Source: release.md section 6, "Duties, one matrix". Duties apply per batch.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from carbench.domain.errors import DutyRefused, RoleMissing, RolesExclude


class Role(Enum):
    """What a person is trusted with at this workstation."""

    OPERATOR = "operator"
    QC_ANALYST = "qc_analyst"
    QA_REVIEWER = "qa_reviewer"
    QP = "qp"
    ADMINISTRATOR = "administrator"


P, A, R, Q, M = Role.OPERATOR, Role.QC_ANALYST, Role.QA_REVIEWER, Role.QP, Role.ADMINISTRATOR

DUTIES: dict[str, frozenset[Role]] = {
    "add_person": frozenset({M}),
    "open_batch": frozenset({P}),
    "receive_starting_material": frozenset({P}),
    "take_count": frozenset({P, A}),
    "fill_bags": frozenset({P}),
    "record_result": frozenset({P, A}),
    "correct_result": frozenset({P, A}),
    "check_result": frozenset({P, A, R, Q}),
    "witness": frozenset({P, A, R, Q}),
    "confirm_performed": frozenset({P, A}),
    "sign_step": frozenset({P, A, R, Q}),
    "review_provisional_data": frozenset({R, Q}),
    "certify_provisional": frozenset({Q}),
}
"""Which roles may do an act at all; tests and steps of a product narrow it further."""


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
    CERTIFIED_PROVISIONALLY = "certified_provisionally"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed, as what, and what the signature means."""

    signer: str
    full_name: str
    role: Role
    meaning: Meaning


def may(person: Person, duty: str) -> bool:
    """Say whether one of the person's roles carries this duty."""
    return bool(person.roles & DUTIES[duty])


def require(person: Person, duty: str) -> Role:
    """Give the role under which a person does this. Raises: DutyRefused."""
    return acting_as(person, DUTIES[duty], duty)


def acting_as(person: Person, allowed: Iterable[Role], duty: str) -> Role:
    """Give the person's first role among those allowed. Raises: DutyRefused."""
    wanted = frozenset(allowed)
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
