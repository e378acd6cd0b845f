"""Who may do what, and who may not be the second pair of eyes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from carbench.domain.errors import (
    DutyRefused,
    NotSignedIn,
    NotYours,
    OwnEntries,
    SamePerson,
    SignerDiffers,
)
from carbench.domain.people import Role
from carbench.domain.product import StepId
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.confirm_performed import confirm_performed
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.open_batch import open_batch
from carbench.operations.passwords import Proven
from carbench.operations.receive_material import Receipt, receive_material
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.operations.sign_in import sign_out
from carbench.operations.sign_step import sign_step
from carbench.operations.take_count import Count, take_count
from tests.operations.record import refused
from tests.people import NOW, ORDER, RESULTS, Played

BATCH = ORDER.batch_id
RECEIPT = Receipt(establishment="Invented Apheresis Centre", volume="102", temperature="6.5")
FILLING = Filling(bag_id="B-0042-2", concentration="12.0", volume="96.0")
COUNT = Count(concentration="3.60", viability="95.5", volume="800")
Proof = Callable[[str], Proven]


def order(bench: Bench, _: Proven) -> None:
    open_batch(bench, order=ORDER, told=NOW)


def receive(bench: Bench, second: Proven, told: Circumstances = NOW) -> None:
    receive_material(bench, batch_id=BATCH, receipt=RECEIPT, second=second, told=told)


def fill(bench: Bench, second: Proven, told: Circumstances = NOW) -> None:
    fill_bag(bench, batch_id=BATCH, filling=FILLING, second=second, told=told)


def count(bench: Bench, _: Proven) -> None:
    take_count(bench, batch_id=BATCH, count=COUNT, told=NOW)


def result(bench: Bench, _: Proven) -> None:
    record_result(bench, batch_id=BATCH, test_id="viability", typed="94.5", told=NOW)


def check(bench: Bench, by: Proven) -> None:
    check_results(bench, batch_id=BATCH, typed=RESULTS, by=by)


def confirm(bench: Bench, by: Proven) -> None:
    confirm_performed(bench, batch_id=BATCH, by=by)


def culture(bench: Bench, by: Proven) -> None:
    sign_step(bench, batch_id=BATCH, step=StepId.CULTURE, by=by)


def review(bench: Bench, by: Proven) -> None:
    review_data(bench, batch_id=BATCH, seen=looking.batch(bench, BATCH).last_seq, by=by)


DUTIES = [
    (order, "chloe", "open_batch", "operator"),
    (receive, "chloe", "receive_starting_material", "operator"),
    (count, "rosa", "take_count", "operator qc_analyst"),
    (fill, "chloe", "fill_bags", "operator"),
    (check, "adam", "check_result", "operator qc_analyst qa_reviewer qp"),
    (confirm, "rosa", "confirm_performed", "operator qc_analyst"),
    (culture, "chloe", "sign_step", "operator"),
    (culture, "adam", "sign_step", "operator"),
    (review, "chloe", "review_provisional_data", "qa_reviewer qp"),
]


@pytest.mark.parametrize(("act", "who", "duty", "roles"), DUTIES)
def test_whoever_has_not_the_role_is_refused_and_told_which_role_it_takes(
    played: Played, act: Callable[[Bench, Proven], None], who: str, duty: str, roles: str
) -> None:
    played.resulted()
    played.as_(who)
    by = played.proof(who)
    with refused(played.bench, DutyRefused) as caught:
        act(played.bench, by)
    assert (caught.value.duty, caught.value.roles) == (duty, roles)


@pytest.mark.parametrize("who", ["rosa", "quentin", "adam"])
def test_a_test_is_entered_only_by_the_roles_its_product_names(played: Played, who: str) -> None:
    played.filled()
    played.as_(who)
    with refused(played.bench, NotYours) as caught:
        result(played.bench, played.proof(who))
    assert caught.value.roles == "operator qc_analyst"


def test_a_product_may_name_fewer_roles_than_the_duty_allows(played: Played) -> None:
    played.filled()
    with refused(played.bench, NotYours) as caught:
        record_result(played.bench, batch_id=BATCH, test_id="sterility_final", typed="no_growth", told=NOW)
    assert caught.value.roles == "qc_analyst"


SECONDS = [receive, fill]


@pytest.mark.parametrize("act", SECONDS)
def test_the_second_person_is_not_whoever_types(played: Played, act: Callable[..., None]) -> None:
    played.received()
    with refused(played.bench, SamePerson):
        act(played.bench, played.proof("olivia"))


@pytest.mark.parametrize("act", SECONDS)
def test_the_second_person_is_not_whoever_performed(played: Played, act: Callable[..., None]) -> None:
    played.received()
    with refused(played.bench, SamePerson):
        act(played.bench, played.proof("anselm"), Circumstances(performed_by=("anselm",)))


@pytest.mark.parametrize("act", SECONDS)
def test_an_administrator_is_nobodys_second_person(played: Played, act: Callable[..., None]) -> None:
    played.received()
    with refused(played.bench, DutyRefused) as caught:
        act(played.bench, played.proof("adam"))
    assert caught.value.duty == "witness"


@pytest.mark.parametrize("act", [check, confirm, culture, review])
def test_only_whoever_is_signed_in_signs(played: Played, act: Callable[[Bench, Proven], None]) -> None:
    played.resulted()
    played.as_("chloe")
    with refused(played.bench, SignerDiffers) as caught:
        act(played.bench, played.proof("olivia"))
    assert caught.value.name == "olivia"


@pytest.mark.parametrize("act", [order, receive, count, fill, result, check, confirm, culture, review])
def test_nobody_signed_in_records_nothing(played: Played, act: Callable[[Bench, Proven], None]) -> None:
    played.resulted()
    sign_out(played.bench)
    with refused(played.bench, NotSignedIn):
        act(played.bench, played.proof("anselm"))


@pytest.mark.parametrize("name", ["quentin", "rosa", "adam"])
def test_nobody_performs_what_they_may_not_do_whoever_types_it(played: Played, name: str) -> None:
    played.received()
    with refused(played.bench, DutyRefused) as caught:
        take_count(played.bench, batch_id=BATCH, count=COUNT, told=Circumstances(performed_by=(name,)))
    assert caught.value.roles == "operator qc_analyst"


def test_whoever_entered_something_does_not_review_it(played: Played, proof: Proof) -> None:
    played.checked()
    olivia = replace(proof("olivia").person, roles=frozenset({Role.OPERATOR, Role.QA_REVIEWER}))
    played.bench.person = olivia
    with refused(played.bench, OwnEntries):
        review(played.bench, Proven(person=olivia))
