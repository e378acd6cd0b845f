"""People, deputies and switches: in force at the next act, and never more than they say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from carbench.domain.act_errors import DeputyUnfit, NotOnTheList, TimesReversed
from carbench.domain.acts import (
    CountTaken,
    DeputyNamed,
    DeviationClosed,
    ProvisionalCertified,
    ProvisionalRefused,
    RepeatApproved,
    SupplyStepRecorded,
    WorkstationSetUp,
)
from carbench.domain.errors import (
    AdministratorMissing,
    BenchError,
    DutyRefused,
    NameTaken,
    NotCertifiable,
    NotSignedIn,
    PersonUnknown,
    RoleMissing,
    RolesExclude,
)
from carbench.domain.release import Reason
from carbench.domain.roles import Role
from carbench.operations import looking
from carbench.operations.add_person import add_person
from carbench.operations.approve_repeat import approve_repeat
from carbench.operations.certify_provisional import certify_provisional, draft_certificate
from carbench.operations.change_site_setting import change_site_setting
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.close_deviation import close_deviation
from carbench.operations.end_person import end_person
from carbench.operations.name_deputy import Deputyship, name_deputy
from carbench.operations.refuse import refuse
from carbench.operations.set_role import set_role
from carbench.operations.set_up_workstation import NewPerson
from carbench.operations.take_count import Count, take_count
from tests.operations.record import newest, refused, stands
from tests.operations.stages import BATCH, certify, identity_labels, review, supply_steps, switch
from tests.people import RESULTS, Played

At = Callable[[str], Played]
DEPUTY = Deputyship(name="rosa", absent="quentin", starts="2026-03-20 09:00", ends="2026-03-21 09:00")
NILS = NewPerson(
    name="nils",
    full_name="Nils Niemand",
    roles=frozenset({Role.ADMINISTRATOR}),
    language="en",
    password="nils-is-new-here",  # noqa: S106
)


def depute(day: Played, **other: object) -> None:
    day.as_("adam")
    name_deputy(day.bench, deputy=replace(DEPUTY, **other), reason="on leave")  # type: ignore[arg-type]


def set_roles(day: Played, name: str, *roles: str) -> None:
    day.as_("adam")
    set_role(day.bench, name=name, roles=roles, reason="trained")


# Deputies


def test_a_deputy_decides_within_their_time_and_the_signature_says_for_whom(at: At) -> None:
    day = at("out_reviewed")
    depute(day)
    day.as_("rosa")
    refuse(day.bench, batch_id=BATCH, statement="too low", by=day.proof("rosa"))
    recorded, act = stands(day.bench, ProvisionalRefused)
    assert (act.signature.signer, act.signature.role, act.signature.deputy_of) == ("rosa", Role.QP, "quentin")
    assert recorded.role == "qp"


def test_a_deputy_certifies_provisionally_as_a_deputy(at: At) -> None:
    day = at("reviewed")
    depute(day)
    certify(day, name="rosa")
    assert stands(day.bench, ProvisionalCertified)[1].signature.deputy_of == "quentin"


@pytest.mark.parametrize(
    "other",
    [
        {"starts": "2026-03-20 09:01"},
        {"starts": "2026-03-19 09:00", "ends": "2026-03-20 09:00"},
        {"products": ("ari-0001",)},
        {"name": "olivia"},
    ],
    ids=["before its time", "from its end on", "another product", "another person"],
)
def test_outside_time_product_and_person_nobody_is_a_deputy(at: At, other: dict[str, object]) -> None:
    day = at("out_reviewed")
    assert day.bench.now().plain().startswith("2026-03-20 09:00")
    depute(day, **other)
    day.as_("rosa")
    by = day.proof("rosa")
    with refused(day.bench, DutyRefused):
        refuse(day.bench, batch_id=BATCH, statement="too low", by=by)


def test_a_deputy_for_the_product_of_the_batch_may(at: At) -> None:
    day = at("out_reviewed")
    depute(day, products=("ari-0001", "demo"))
    day.as_("rosa")
    refuse(day.bench, batch_id=BATCH, statement="too low", by=day.proof("rosa"))


def test_an_operator_who_stands_in_records_the_steps_of_a_supply(at: At) -> None:
    day = at("refused")
    depute(day, name="olivia")
    supply = day.as_
    day.as_ = lambda name: supply("olivia" if name == "quentin" else name)  # type: ignore[method-assign]
    supply_steps(day, "request")
    recorded, act = stands(day.bench, SupplyStepRecorded)
    assert (recorded.role, act.performed_by) == ("qp", ("olivia",))


def test_an_operator_who_stands_in_approves_a_repeat_for_the_absent_one(at: At) -> None:
    day = at("refused")
    depute(day, name="olivia")
    day.as_("chloe")
    approve_repeat(
        day.bench,
        batch_id=BATCH,
        test_id="viability",
        cause="wrong dilution",
        analyst=day.proof("chloe"),
        approver=day.proof("olivia"),
    )
    approver = stands(day.bench, RepeatApproved)[1].approver
    assert (approver.role, approver.deputy_of) == (Role.QP, "quentin")


def test_what_is_signed_in_ones_own_role_names_nobody_absent(at: At) -> None:
    day = at("counted_labels")
    depute(day)
    review(day, "rosa")
    signature = looking.batch(day.bench, BATCH).review
    assert signature is not None
    assert (signature.signature.role, signature.signature.deputy_of) == (Role.QA_REVIEWER, "")


def test_a_deputy_who_signs_as_what_they_are_names_nobody_absent(at: At) -> None:
    day = at("furnished")
    depute(day)
    day.as_("rosa")
    by = day.proof("rosa")
    close_deviation(day.bench, batch_id=BATCH, deviation_id="D-1", conclusion="repaired", by=by)
    signature = stands(day.bench, DeviationClosed)[1].signature
    assert (signature.role, signature.deputy_of) == (Role.QA_REVIEWER, "")


def test_who_became_an_administrator_since_stands_in_for_nobody(at: At) -> None:
    day = at("out_reviewed")
    depute(day)
    set_roles(day, "rosa", "administrator")
    day.as_("rosa")
    by = day.proof("rosa")
    with refused(day.bench, DutyRefused):
        refuse(day.bench, batch_id=BATCH, statement="too low", by=by)


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({"name": "quentin"}, DeputyUnfit),
        ({"name": "adam"}, DeputyUnfit),
        ({"name": "nobody"}, PersonUnknown),
        ({"absent": "nobody"}, PersonUnknown),
        ({"absent": "chloe"}, DutyRefused),
        ({"ends": "2026-03-20 09:00"}, TimesReversed),
        ({"ends": "2026-03-19 09:00"}, TimesReversed),
    ],
)
def test_a_deputy_that_cannot_be_is_not_named(at: At, other: dict[str, object], kind: type[BenchError]) -> None:
    day = at("nothing")
    day.as_("adam")
    with refused(day.bench, kind):
        name_deputy(day.bench, deputy=replace(DEPUTY, **other), reason="on leave")  # type: ignore[arg-type]


def test_a_deputy_is_named_with_a_reason_that_stands(at: At) -> None:
    day = at("nothing")
    depute(day)
    recorded, act = newest(day.bench)[0], newest(day.bench)[0].act
    assert isinstance(act, DeputyNamed)
    assert (recorded.reason, act.products, act.starts.plain()) == ("on leave", (), "2026-03-20 09:00 +01:00")


# People who come, change and go


def test_who_ended_signs_nothing_any_more_and_keeps_their_name(at: At) -> None:
    day = at("checked")
    day.as_("adam")
    end_person(day.bench, name="chloe", reason="left the unit")
    before = day.bench.store.head
    with pytest.raises(PersonUnknown):
        day.proof("chloe")
    assert day.bench.store.head == before
    assert "chloe" not in {person.name for person in looking.people(day.bench)}
    assert "Chloé Inventée" in {person.full_name for person in looking.everybody(day.bench)}
    with refused(day.bench, NameTaken):
        add_person(day.bench, person=replace(NILS, name="CHLOE"))
    with refused(day.bench, PersonUnknown):
        end_person(day.bench, name="chloe", reason="again")
    identity_labels(day)
    review(day)
    shown = draft_certificate(day.bench, batch_id=BATCH, language="en")
    assert dict(shown.manifest.names)["chloe"] == "Chloé Inventée"


def test_who_ended_since_may_still_be_named_as_who_performed_what_is_typed_later(at: At) -> None:
    day = at("filled")
    day.as_("adam")
    end_person(day.bench, name="anselm", reason="left the unit")
    day.as_("olivia")
    count = Count(concentration="3.60", viability="95.5", volume="800")
    take_count(day.bench, batch_id=BATCH, count=count, told=Circumstances(performed_by=("anselm",)))
    assert stands(day.bench, CountTaken)[1].performed_by == ("anselm",)
    with refused(day.bench, PersonUnknown):
        take_count(day.bench, batch_id=BATCH, count=count, told=Circumstances(performed_by=("nobody",)))


def test_the_programs_own_name_is_given_to_nobody(at: At) -> None:
    day = at("nothing")
    day.as_("adam")
    with refused(day.bench, NameTaken):
        add_person(day.bench, person=replace(NILS, name="Carbench"))


def test_the_last_administrator_is_neither_ended_nor_given_other_roles(at: At) -> None:
    day = at("nothing")
    day.as_("adam")
    with refused(day.bench, AdministratorMissing):
        end_person(day.bench, name="adam", reason="left")
    with refused(day.bench, AdministratorMissing):
        set_role(day.bench, name="adam", roles=("qp",), reason="trained")


def test_a_change_of_ones_own_roles_is_in_force_at_the_next_act(at: At) -> None:
    day = at("nothing")
    day.as_("adam")
    add_person(day.bench, person=NILS)
    set_role(day.bench, name="adam", roles=("operator",), reason="changed places")
    with refused(day.bench, DutyRefused):
        change_site_setting(day.bench, setting="two_people", value="off", reason="tried")


def test_whoever_ends_themselves_is_not_signed_in_any_more(at: At) -> None:
    day = at("nothing")
    day.as_("adam")
    add_person(day.bench, person=NILS)
    end_person(day.bench, name="adam", reason="left")
    with refused(day.bench, NotSignedIn):
        change_site_setting(day.bench, setting="two_people", value="off", reason="tried")


def test_a_role_taken_away_is_gone_at_once_and_one_given_is_there(at: At) -> None:
    day = at("filled")
    set_roles(day, "olivia", "qc_analyst")
    assert day.proof("olivia").person.roles == {Role.QC_ANALYST}
    told = Circumstances(performed_by=("olivia",))
    day.as_("anselm")
    count = Count(concentration="3.60", viability="95.5", volume="800")
    assert take_count(day.bench, batch_id=BATCH, count=count, told=told).acts[0].role == "operator"


@pytest.mark.parametrize(
    ("roles", "kind"),
    [
        ((), RoleMissing),
        (("operator", "administrator"), RolesExclude),
        (("emperor",), NotOnTheList),
    ],
)
def test_roles_that_cannot_be_are_not_set(at: At, roles: tuple[str, ...], kind: type[BenchError]) -> None:
    day = at("nothing")
    day.as_("adam")
    with refused(day.bench, kind):
        set_role(day.bench, name="olivia", roles=roles, reason="trained")


# Switches


def test_two_people_suffice_at_night_unless_the_site_switches_it_off(at: At) -> None:
    day = at("resulted")
    day.as_("quentin")
    check_results(day.bench, batch_id=BATCH, typed=RESULTS, by=day.proof("quentin"))
    identity_labels(day)
    review(day, "rosa")
    day.as_("quentin")
    assert draft_certificate(day.bench, batch_id=BATCH, language="en").why_not == ()
    switch(day, "two_people", "off")
    day.as_("quentin")
    shown = draft_certificate(day.bench, batch_id=BATCH, language="en")
    against = {(why.reason, why.about) for why in shown.why_not}
    assert against >= {(Reason.NOT_VERIFIED, test_id) for test_id in RESULTS}
    assert {reason for reason, _ in against} == {Reason.NOT_VERIFIED}
    by = day.proof("quentin")
    with refused(day.bench, NotCertifiable):
        certify_provisional(day.bench, draft=shown, by=by)


def test_with_the_switch_off_whoever_reviewed_does_not_certify(at: At) -> None:
    day = at("reviewed")
    switch(day, "two_people", "off")
    day.as_("quentin")
    shown = draft_certificate(day.bench, batch_id=BATCH, language="en")
    assert {why.reason for why in shown.why_not} == {Reason.REVIEW_MISSING}


@pytest.mark.parametrize(
    ("setting", "value"),
    [("two_people", "maybe"), ("two_people", ""), ("certifier_reviews", "ON"), ("unheard_of", "on")],
)
def test_a_switch_that_is_none_is_not_set(at: At, setting: str, value: str) -> None:
    day = at("nothing")
    day.as_("adam")
    before = looking.switches(day.bench)
    with refused(day.bench, NotOnTheList):
        change_site_setting(day.bench, setting=setting, value=value, reason="tried")
    assert looking.switches(day.bench) == before


def test_switches_stand_as_they_were_set_last(at: At) -> None:
    day = at("nothing")
    assert looking.switches(day.bench).two_people
    for value in ("off", "on", "off"):
        switch(day, "two_people", value)
        day.clock.advance(timedelta(minutes=1))
    switch(day, "exceptional_supply", "article 7")
    stand = looking.switches(day.bench)
    assert (stand.two_people, stand.certifier_reviews, stand.supply_basis) == (False, False, "article 7")
    switch(day, "exceptional_supply", "")
    assert looking.switches(day.bench).supply_basis == ""
    assert isinstance(day.bench.site, WorkstationSetUp)
