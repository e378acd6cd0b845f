"""Results: corrected with a reason, checked by a second person, unseen or against the source."""

from dataclasses import replace

import pytest

from carbench.domain.acts import ResultChecked, ResultRecorded
from carbench.domain.errors import (
    CheckDiffers,
    CorrectionReasonMissing,
    NotAnOutcome,
    NothingToCheck,
    NothingTyped,
    OwnEntry,
    WrongSeparator,
)
from carbench.domain.people import Meaning
from carbench.domain.release import Reason
from carbench.domain.results import Result
from carbench.domain.specification import SecondCheck
from carbench.operations import looking
from carbench.operations.certify_provisional import reasons_against
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.record_result import record_result
from tests.operations.record import newest, refused, stands
from tests.people import NOW, ORDER, RESULTS, Played

BATCH = ORDER.batch_id
REASON = Circumstances(reason="read from the wrong tube")


def standing(played: Played, test_id: str = "viability") -> Result:
    batch = looking.batch(played.bench, BATCH)
    result = batch.result(batch.product.test(test_id))
    assert result is not None
    return result


def record(played: Played, test_id: str, typed: str, told: Circumstances = NOW) -> None:
    record_result(played.bench, batch_id=BATCH, test_id=test_id, typed=typed, told=told)


def check(played: Played, who: str, **typed: str) -> None:
    played.as_(who)
    by = played.proof(who)
    check_results(played.bench, batch_id=BATCH, typed=typed, by=by)


def test_a_correction_without_a_reason_is_refused(played: Played) -> None:
    played.resulted()
    with refused(played.bench, CorrectionReasonMissing):
        record(played, "viability", "84.5")


def test_a_correction_is_a_new_act_that_names_the_one_it_replaces(played: Played) -> None:
    played.resulted()
    old = standing(played)
    record(played, "viability", "84.5", REASON)
    recorded, act = stands(played.bench, ResultRecorded)
    assert (act.replaces, recorded.reason) == (old.seq, "read from the wrong tube")
    both = looking.batch(played.bench, BATCH).results["viability"]
    assert [result.shown for result in both] == ["94.5", "84.5"]


def test_a_correction_takes_the_check_away_and_bars_the_certificate_until_it_is_checked(played: Played) -> None:
    played.checked()
    assert standing(played).check is not None
    played.as_("anselm")
    record(played, "viability", "84.5", REASON)
    assert standing(played).check is None
    quentin = played.proof("quentin").person
    barred = [(why.reason, why.about) for why in reasons_against(played.bench, batch_id=BATCH, person=quentin)]
    assert (Reason.NOT_VERIFIED, "viability") in barred
    check(played, "chloe", viability="84.5")
    assert standing(played).check is not None


def test_three_results_are_checked_with_one_password_and_three_signatures(played: Played) -> None:
    played.checked()
    entries = newest(played.bench, 3)
    for recorded in entries:
        assert isinstance(recorded.act, ResultChecked)
        assert (recorded.recorded_by, recorded.role) == ("chloe", "qc_analyst")
        assert (recorded.act.signature.signer, recorded.act.signature.meaning) == ("chloe", Meaning.CHECKED)
        assert recorded.act.method is SecondCheck.BLIND
    tested = {r.act.test_id: r.act.result_seq for r in entries if isinstance(r.act, ResultChecked)}
    assert tested == {test_id: standing(played, test_id).seq for test_id in RESULTS}


def test_nobody_checks_what_they_typed(played: Played) -> None:
    played.resulted()
    by = played.proof("anselm")
    with refused(played.bench, OwnEntry) as caught:
        check_results(played.bench, batch_id=BATCH, typed=RESULTS, by=by)
    assert caught.value.test == "viability"


def test_nobody_checks_what_they_performed_and_another_typed(played: Played) -> None:
    played.filled()
    record(played, "viability", "94.5", Circumstances(performed_by=("anselm",)))
    played.as_("anselm")
    by = played.proof("anselm")
    with refused(played.bench, OwnEntry):
        check_results(played.bench, batch_id=BATCH, typed={"viability": "94.5"}, by=by)


@pytest.mark.parametrize("other", ["94.6", "9.45", "<94.5"])
def test_a_blind_check_that_reads_another_value_signs_none_of_the_checks(played: Played, other: str) -> None:
    played.resulted()
    played.as_("chloe")
    by = played.proof("chloe")
    with refused(played.bench, CheckDiffers) as caught:
        check_results(played.bench, batch_id=BATCH, typed=RESULTS | {"viability": other}, by=by)
    assert caught.value.test == "viability"
    assert standing(played, "endotoxin").check is None


def test_a_blind_check_may_type_more_zeros(played: Played) -> None:
    played.resulted()
    check(played, "chloe", viability="94.50")
    assert standing(played).check is not None


def test_a_blind_check_takes_the_separator_of_the_checkers_language(played: Played) -> None:
    played.resulted()
    played.as_("chloe")
    played.bench.language = "fr"
    by = played.proof("chloe")
    with refused(played.bench, WrongSeparator):
        check_results(played.bench, batch_id=BATCH, typed={"viability": "94.5"}, by=by)
    check_results(played.bench, batch_id=BATCH, typed={"viability": "94,5"}, by=by)
    assert standing(played).check is not None


def test_a_sighted_check_signs_without_typing(played: Played) -> None:
    played.resulted()
    record_by = played.proof("chloe").person
    played.as_(record_by.name)
    record(played, "sterility_final", "no_growth")
    check(played, "rosa", sterility_final="")
    recorded, act = stands(played.bench, ResultChecked)
    assert (act.method, recorded.role) == (SecondCheck.SIGHTED, "qa_reviewer")


def test_what_is_checked_already_is_not_checked_again(played: Played) -> None:
    played.checked()
    by = played.proof("chloe")
    with refused(played.bench, NothingToCheck):
        check_results(played.bench, batch_id=BATCH, typed={"viability": "94.5"}, by=by)


@pytest.mark.parametrize("typed", [{}, {"vector_copies": "1"}])
def test_what_has_no_result_cannot_be_checked(played: Played, typed: dict[str, str]) -> None:
    played.resulted()
    played.as_("chloe")
    by = played.proof("chloe")
    with refused(played.bench, NothingToCheck):
        check_results(played.bench, batch_id=BATCH, typed=typed, by=by)


def test_an_outcome_the_product_does_not_list_is_refused(played: Played) -> None:
    played.filled()
    played.as_("chloe")
    with refused(played.bench, NotAnOutcome):
        record(played, "sterility_final", "sterile")
    with refused(played.bench, NothingTyped):
        record(played, "sterility_final", "")


def test_a_corrected_result_is_checked_as_it_was_judged_under_its_product(played: Played) -> None:
    played.resulted(viability="49.5")
    record(played, "viability", "94.5", replace(REASON, performed_by=("olivia",)))
    by = played.proof("olivia")
    played.as_("olivia")
    with refused(played.bench, OwnEntry):
        check_results(played.bench, batch_id=BATCH, typed={"viability": "94.5"}, by=by)
    check(played, "chloe", viability="94.5")
    assert standing(played).check is not None
