"""Each reason against the provisional certificate: it appears with its cause, names it, and goes when it is mended."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from carbench.domain.acts import LotStatus, Recorded
from carbench.domain.product import Product, StepId
from carbench.domain.release import Reason, WhyNot, may_certify
from carbench.domain.specification import Certificate
from tests.domain import walks
from tests.domain.days import Day
from tests.domain.walks import why

R, P = Reason, Certificate.PROVISIONAL


@dataclass(frozen=True)
class Case:
    """A batch with one thing wrong, what is said of it, and what mends it."""

    broken: Callable[[], Day]
    said: tuple[WhyNot, ...]
    mend: Callable[[Day], object]


def with_(*acts: Callable[[Day], object], day: Callable[[], Day] = walks.assayed) -> Callable[[], Day]:
    def make() -> Day:
        made = day()
        for act in acts:
            act(made)
        return made

    return make


def checked(test_id: str, typed: str) -> Callable[[Day], object]:
    return lambda day: day.checked(day.resulted(test_id, typed))


def newest(day: Day, test_id: str) -> Recorded:
    return day.batch.results[test_id][-1].recorded


def check(test_id: str, by: str = "chloe") -> Callable[[Day], object]:
    """Make the second check of a line's newest result."""
    return lambda day: day.checked(newest(day, test_id), by=by)


def repeated(test_id: str, typed: str) -> Callable[[Day], object]:
    def mend(day: Day) -> None:
        day.repeat(newest(day, test_id))
        day.checked(day.resulted(test_id, typed))

    return mend


def without(test_id: str) -> Callable[[], Day]:
    def make() -> Day:
        day = walks.made()
        for each, typed in walks.RESULTS.items():
            if each != test_id:
                day.checked(day.resulted(each, typed))
        return day

    return make


def on(product: Product) -> Callable[[], Day]:
    return lambda: walks.assayed(Day(product))


def weightless() -> Day:
    day = Day()
    day.recorded.clear()
    day.opened(weight="0")
    return walks.assayed(day)


VECTOR = walks.with_vector()
STERILITY = walks.needed_for("sterility_final", P)
UNCHECKED = "B-1-2"
CASES = {
    "a line nothing was recorded of": Case(
        without("viability"),
        (why(R.RESULT_MISSING, "viability", StepId.RESULTS),),
        checked("viability", "94.5"),
    ),
    "a part of a computed line": Case(
        without("car_positive"),
        tuple(why(R.RESULT_MISSING, about, StepId.RESULTS) for about in ("car_positive", "dose_per_kg")),
        checked("car_positive", "38.4"),
    ),
    "an interim reading of a line that asks the final one": Case(
        with_(checked("sterility_final", "no_growth_to_date"), day=on(STERILITY)),
        (why(R.PENDING, "sterility_final", StepId.RESULTS),),
        checked("sterility_final", "no_growth"),
    ),
    "a reading that may or may not meet": Case(
        with_(checked("endotoxin", "< 0.6")),
        (why(R.RESULT_UNDECIDED, "endotoxin", StepId.RESULTS),),
        checked("endotoxin", "<0.5"),
    ),
    "a measurement whose control failed": Case(
        with_(lambda day: day.invalidated(newest(day, "endotoxin"))),
        (why(R.RESULT_INVALID, "endotoxin", StepId.RESULTS),),
        checked("endotoxin", "<0.5"),
    ),
    "a line out of its limit": Case(
        with_(checked("viability", "69.4")),
        (why(R.RESULT_OUT, "viability", StepId.RESULTS),),
        repeated("viability", "94.5"),
    ),
    "a line of the final certificate that is out": Case(
        with_(lambda day: day.resulted("vector_copies", "5.58")),
        (why(R.RESULT_OUT, "vector_copies", StepId.RESULTS),),
        repeated("vector_copies", "4.99"),
    ),
    "a result nobody checked since its correction": Case(
        with_(lambda day: day.resulted("viability", "93.0")),
        (why(R.NOT_VERIFIED, "viability", StepId.RESULTS),),
        check("viability"),
    ),
    "a result checked by who typed it": Case(
        with_(lambda day: day.checked(day.resulted("viability", "93.0"), by="anselm")),
        (why(R.NOT_VERIFIED, "viability", StepId.RESULTS),),
        check("viability"),
    ),
    "a result checked by who performed it": Case(
        with_(
            lambda day: day.checked(day.resulted("viability", "93.0", performed_by=("anselm", "chloe")), by="chloe"),
            lambda day: day.confirmed(day.recorded[-2], by="chloe"),
        ),
        (why(R.NOT_VERIFIED, "viability", StepId.RESULTS),),
        check("viability", by="rosa"),
    ),
    "a step with something recorded after its signature": Case(
        with_(Day.counted),
        (why(R.STEP_UNSIGNED, "culture", StepId.CULTURE),),
        lambda day: day.signed_step("culture"),
    ),
    "an open critical deviation": Case(
        with_(lambda day: day.deviated("D-7", critical=True)),
        (why(R.DEVIATION_OPEN, "D-7", StepId.REVIEW),),
        lambda day: day.closed("D-7"),
    ),
    "a deviation assessed as critical": Case(
        with_(lambda day: day.deviated("D-7"), lambda day: day.assessed("D-7", critical=True)),
        (why(R.DEVIATION_OPEN, "D-7", StepId.REVIEW),),
        lambda day: day.assessed("D-7"),
    ),
    "an act its performer has not confirmed": Case(
        with_(lambda day: day.cleared_line(performed_by=("oskar",))),
        (why(R.ACT_UNCONFIRMED, "15"),),
        lambda day: day.confirmed(day.recorded[14], by="oskar"),
    ),
    "labels printed since the count": Case(
        with_(Day.reprinted),
        (why(R.LABELS_NOT_RECONCILED, "identity", StepId.LABELS),),
        lambda day: day.reconciled(printed=3, applied=2),
    ),
    "the whole batch on hold": Case(
        with_(lambda day: day.held("H-3")),
        (why(R.ON_HOLD, "H-3", StepId.REVIEW),),
        lambda day: day.cleared("H-3"),
    ),
    "one bag on hold": Case(
        with_(lambda day: day.held("H-3", walks.BAG)),
        (why(R.ON_HOLD, "H-3", StepId.REVIEW),),
        lambda day: day.cleared("H-3"),
    ),
    "a material that is missing": Case(
        on(VECTOR),
        (why(R.LOT_NOT_RELEASED, "vector", StepId.CULTURE),),
        lambda day: (day.used(), day.signed_step("culture")),
    ),
    "a lot that is not released": Case(
        with_(lambda day: (day.used("V-7", LotStatus.QUARANTINE, material="medium"), day.signed_step("culture"))),
        (why(R.LOT_NOT_RELEASED, "V-7", StepId.CULTURE),),
        lambda day: (day.deviated("D-7", critical=True, about="lot:V-7"), day.closed("D-7")),
    ),
    "a weight of nothing": Case(
        weightless,
        (
            why(R.WEIGHT_MISSING, mended_in=StepId.ORDER),
            why(R.RESULT_UNDECIDED, "dose_per_kg", StepId.RESULTS),
            why(R.RESULT_UNDECIDED, "endotoxin", StepId.RESULTS),
        ),
        Day.weighed,
    ),
    "a bag whose start nobody else checked": Case(
        with_(lambda day: (day.filled(UNCHECKED, witness="olivia"), day.signed_step("fill"), again(day))),
        (why(R.START_UNCHECKED, UNCHECKED, StepId.FILL),),
        lambda _: None,
    ),
    "a line closed as not obtained": Case(
        with_(lambda day: day.not_obtained("endotoxin"), day=without("endotoxin")),
        (why(R.NOT_OBTAINED, "endotoxin", StepId.RESULTS),),
        checked("endotoxin", "<0.5"),
    ),
}


def again(day: Day) -> None:
    """Count the labels of two bags."""
    day.printed(1)
    day.reconciled(printed=3, applied=2)


@pytest.mark.parametrize("name", CASES)
def test_a_reason_is_given_for_its_cause_and_for_nothing_else(name: str) -> None:
    assert walks.provisional(CASES[name].broken()) == CASES[name].said


NEVER_MENDED = {"a bag whose start nobody else checked"}


@pytest.mark.parametrize("name", [name for name in CASES if name not in NEVER_MENDED])
def test_a_reason_goes_when_its_cause_is_mended(name: str) -> None:
    day = CASES[name].broken()
    CASES[name].mend(day)
    assert walks.provisional(day) == ()


def test_a_batch_with_everything_in_order_has_no_reason_against_it() -> None:
    assert walks.provisional(walks.assayed()) == ()


def test_all_reasons_of_several_causes_are_given_together() -> None:
    day = walks.assayed()
    said = set()
    for name in ("an open critical deviation", "one bag on hold", "labels printed since the count"):
        said |= set(CASES[name].said)
    day.deviated("D-7", critical=True)
    day.held("H-3", walks.BAG)
    day.reprinted()
    assert set(walks.provisional(day)) == said


def test_a_new_batch_is_told_everything_that_is_missing_in_the_order_it_is_mended() -> None:
    day = Day(VECTOR)
    person = replace(walks.ANSELM, name="olivia")
    reasons = may_certify(
        replace(walks.question(day, person=person, trail_holds=False, demonstration=False), batch=day.batch)
    )
    assert walks.words(reasons) == [
        *(R.TRAIL_BROKEN, R.EXAMPLE_PRODUCT, R.WRONG_STAGE, R.NOT_QP, R.CERTIFIER_ENTERED, R.LOT_NOT_RELEASED),
        *(R.STEP_UNSIGNED, R.STEP_UNSIGNED, R.CLOCK_NOT_STARTED, R.LABELS_NOT_RECONCILED),
        *(R.RESULT_MISSING,) * 4,
        R.REVIEW_MISSING,
    ]
