"""Who may do what: the matrix of release.md section 6, written out again for the acts the program has."""

import pytest

from carbench.domain.errors import DutyRefused, RoleMissing, RolesExclude
from carbench.domain.people import DUTIES, Person, Role, check_roles, may, require

ROLES = (Role.OPERATOR, Role.QC_ANALYST, Role.QA_REVIEWER, Role.QP, Role.ADMINISTRATOR)
MATRIX = """
add_person                 no  no  no  no  yes
open_batch                 yes no  no  no  no
receive_starting_material  yes no  no  no  no
take_count                 yes yes no  no  no
fill_bags                  yes no  no  no  no
record_result              yes yes no  no  no
correct_result             yes yes no  no  no
check_result               yes yes yes yes no
confirm_performed          yes yes no  no  no
sign_step                  yes yes yes yes no
review_provisional_data    no  no  yes yes no
certify_provisional        no  no  no  yes no
"""
"""Columns as in ROLES. "per test" and "per step" stand as yes: the product narrows them further."""

ROWS = [(duty, tuple(word == "yes" for word in words)) for duty, *words in map(str.split, MATRIX.strip().splitlines())]


def person(*roles: Role) -> Person:
    return Person(name="somebody", full_name="Some Body", roles=frozenset(roles), language="en")


@pytest.mark.parametrize(("duty", "allowed"), ROWS)
def test_a_duty_is_for_exactly_its_roles(duty: str, allowed: tuple[bool, ...]) -> None:
    assert tuple(may(person(role), duty) for role in ROLES) == allowed


def test_no_duty_stands_outside_the_matrix() -> None:
    # A witness is a second person; whoever may check a result may be one.
    assert DUTIES.keys() - {duty for duty, _ in ROWS} == {"witness"}
    assert DUTIES["witness"] == DUTIES["check_result"]


def test_an_administrator_touches_no_batch() -> None:
    assert {duty for duty in DUTIES if may(person(Role.ADMINISTRATOR), duty)} == {"add_person"}


@pytest.mark.parametrize("duty", DUTIES)
def test_a_refusal_names_the_roles_that_may(duty: str) -> None:
    with pytest.raises(DutyRefused) as refused:
        require(person(), duty)
    assert refused.value.duty == duty
    assert {Role(role) for role in refused.value.roles.split()} == DUTIES[duty]


def test_a_person_acts_under_a_role_that_carries_the_duty() -> None:
    both = person(Role.OPERATOR, Role.QP)
    assert require(both, "certify_provisional") is Role.QP
    assert require(both, "fill_bags") is Role.OPERATOR
    assert require(both, "check_result") is Role.OPERATOR


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_is_administrator_and_something_at_the_bench(role: Role) -> None:
    check_roles("adam", frozenset({role}))
    with pytest.raises(RolesExclude):
        check_roles("adam", frozenset({Role.ADMINISTRATOR, role}))


def test_several_roles_at_the_bench_are_one_persons() -> None:
    check_roles("anselm", frozenset(Role) - {Role.ADMINISTRATOR})
    check_roles("adam", frozenset({Role.ADMINISTRATOR}))


def test_somebody_without_a_role_is_refused() -> None:
    with pytest.raises(RoleMissing) as refused:
        check_roles("nobody", frozenset())
    assert refused.value.name == "nobody"
