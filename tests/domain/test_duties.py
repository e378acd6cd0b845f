"""Who may do what. The matrix itself is held against the design's in test_oracles."""

import pytest

from carbench.domain.duties import DUTIES, FINER, Part, allowed
from carbench.domain.errors import DutyRefused, RoleMissing, RolesExclude
from carbench.domain.people import Person, Role, check_roles, may, require

SITE = {"add_person", "end_person", "set_role", "change_site_setting", "unlock_person", "name_deputy"}
BATCH = {role for role in Role if role is not Role.ADMINISTRATOR}
EVERY = [*DUTIES, *FINER]


def person(*roles: Role) -> Person:
    return Person(name="somebody", full_name="Some Body", roles=frozenset(roles), language="en")


@pytest.mark.parametrize("duty", EVERY)
def test_a_duty_is_for_exactly_its_roles(duty: str) -> None:
    row = DUTIES.get(duty) or FINER[duty]
    assert {role for role in Role if may(person(role), duty)} == row.keys() == allowed(duty)


def test_an_administrator_touches_no_batch() -> None:
    assert {duty for duty in EVERY if may(person(Role.ADMINISTRATOR), duty)} == SITE


def test_nobody_at_a_batch_touches_the_site() -> None:
    assert {duty for duty in SITE if any(may(person(role), duty) for role in BATCH)} == {"unlock_person"}


def test_only_a_qualified_person_decides_over_a_release() -> None:
    alone = {"certify_provisional", "certify_final", "supersede_final", "refuse", "reopen_refused", "clear_hold"}
    alone |= {"withdraw_provisional", "reinstate_certificate", "exceptional_supply", "close_supply"}
    alone |= {"close_not_obtained", "acknowledge_alert"}
    assert {duty for duty in EVERY if allowed(duty) == {Role.QP}} == alone


def test_a_witness_is_anybody_at_the_bench() -> None:
    assert allowed("witness") == allowed("check_result") == BATCH


def test_a_repeat_is_approved_by_the_analyst_first_and_by_qa_or_qp_second() -> None:
    assert allowed("approve_repeat", Part.FIRST) == {Role.QC_ANALYST}
    assert allowed("approve_repeat", Part.SECOND) == {Role.QA_REVIEWER, Role.QP}
    with pytest.raises(DutyRefused):
        require(person(Role.QP), "approve_repeat", Part.FIRST)


@pytest.mark.parametrize("duty", EVERY)
def test_a_refusal_names_the_roles_that_may(duty: str) -> None:
    with pytest.raises(DutyRefused) as refused:
        require(person(), duty)
    assert refused.value.duty == duty
    assert {Role(role) for role in refused.value.roles.split()} == allowed(duty)


def test_a_person_acts_under_a_role_that_carries_the_duty() -> None:
    both = person(Role.OPERATOR, Role.QP)
    assert require(both, "certify_provisional") is Role.QP
    assert require(both, "fill_bags") is Role.OPERATOR
    assert require(both, "check_result") is Role.OPERATOR


@pytest.mark.parametrize("role", sorted(BATCH, key=lambda role: role.value))
def test_nobody_is_administrator_and_something_at_the_bench(role: Role) -> None:
    check_roles("adam", frozenset({role}))
    with pytest.raises(RolesExclude):
        check_roles("adam", frozenset({Role.ADMINISTRATOR, role}))


def test_several_roles_at_the_bench_are_one_persons() -> None:
    check_roles("anselm", frozenset(BATCH))
    check_roles("adam", frozenset({Role.ADMINISTRATOR}))


def test_somebody_without_a_role_is_refused() -> None:
    with pytest.raises(RoleMissing) as refused:
        check_roles("nobody", frozenset())
    assert refused.value.name == "nobody"
