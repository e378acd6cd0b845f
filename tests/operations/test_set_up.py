"""Setting a workstation up, once."""

from dataclasses import replace

import pytest

from carbench.domain.acts import PersonAdded, WorkstationSetUp
from carbench.domain.errors import (
    AdministratorMissing,
    BenchError,
    FieldEmpty,
    NameTaken,
    NotAnIdentifier,
    PasswordTooShort,
    RoleMissing,
    RolesExclude,
    ZoneUnknown,
)
from carbench.domain.people import Role
from carbench.domain.record_errors import StoreThere
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.opening import open_bench, verify_store
from carbench.operations.set_up_workstation import NewPerson, NewSite, set_up_workstation
from tests.operations.record import newest, refused, tries
from tests.people import people_of_the_demonstration

PEOPLE = people_of_the_demonstration()
ADAM = PEOPLE[-1]
SHORT = "too-short"


def with_one(**wrong: object) -> list[NewPerson]:
    return [replace(PEOPLE[0], **wrong), *PEOPLE[1:]]  # type: ignore[arg-type]


def test_a_workstation_is_set_up_in_its_first_entry_with_everybody_who_may_sign_in(
    empty_bench: Bench, site: NewSite
) -> None:
    changes = set_up_workstation(empty_bench, site=site, people=PEOPLE)
    first, *added = changes.acts
    assert isinstance(first.act, WorkstationSetUp)
    assert (first.seq, first.recorded_by, first.role) == (1, "carbench", "program")
    assert (first.act.zone, first.act.demonstration, first.act.late_entry_minutes) == ("Europe/Paris", False, 60)
    assert [r.act.name for r in added if isinstance(r.act, PersonAdded)] == [person.name for person in PEOPLE]
    assert {p.name: p.roles for p in looking.people(empty_bench)} == {p.name: p.roles for p in PEOPLE}
    assert verify_store(empty_bench.store.folder).holds


def test_what_was_set_up_is_there_when_the_store_is_opened_again(empty_bench: Bench, site: NewSite) -> None:
    set_up_workstation(empty_bench, site=site, people=PEOPLE)
    empty_bench.store.close()
    again = open_bench(empty_bench.store.folder)
    assert again.setup == empty_bench.setup
    assert tries(again, "adam", ADAM.password).person.roles == {Role.ADMINISTRATOR}
    again.store.close()


@pytest.mark.parametrize(
    ("people", "kind"),
    [
        ([], AdministratorMissing),
        (PEOPLE[:-1], AdministratorMissing),
        ([*PEOPLE, replace(PEOPLE[0], full_name="Another Olivia")], NameTaken),
        ([*PEOPLE, replace(PEOPLE[0], name="OLIVIA")], NameTaken),
        (with_one(password=SHORT), PasswordTooShort),
        (with_one(roles=frozenset()), RoleMissing),
        (with_one(roles=frozenset({Role.OPERATOR, Role.ADMINISTRATOR})), RolesExclude),
        (with_one(name="olivia smith"), NotAnIdentifier),
        (with_one(full_name=" "), FieldEmpty),
    ],
)
def test_a_refused_set_up_leaves_nothing_behind_and_can_be_repeated(
    empty_bench: Bench, site: NewSite, people: list[NewPerson], kind: type[BenchError]
) -> None:
    with refused(empty_bench, kind):
        set_up_workstation(empty_bench, site=site, people=people)
    assert empty_bench.setup is None
    assert looking.people(empty_bench) == ()
    set_up_workstation(empty_bench, site=site, people=PEOPLE)
    assert newest(empty_bench)[0].seq == 1 + len(PEOPLE)
    assert verify_store(empty_bench.store.folder).holds


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ({"site": ""}, FieldEmpty),
        ({"workstation": " "}, FieldEmpty),
        ({"zone": ""}, ZoneUnknown),
        ({"zone": "Mars/Olympus"}, ZoneUnknown),
        ({"zone": "../../etc/passwd"}, ZoneUnknown),
    ],
)
def test_a_site_with_one_wrong_field_is_not_set_up(
    empty_bench: Bench, site: NewSite, wrong: dict[str, str], kind: type[BenchError]
) -> None:
    with refused(empty_bench, kind):
        set_up_workstation(empty_bench, site=replace(site, **wrong), people=PEOPLE)
    assert empty_bench.setup is None


def test_a_workstation_is_set_up_once_and_nobodys_password_is_replaced_by_a_second_set_up(
    real_bench: Bench, site: NewSite
) -> None:
    stolen = [replace(person, password="a-password-of-mine") for person in PEOPLE]  # noqa: S106
    with refused(real_bench, StoreThere):
        set_up_workstation(real_bench, site=site, people=stolen)
    assert real_bench.setup is not None
    assert tries(real_bench, "adam", ADAM.password).person.name == "adam"
