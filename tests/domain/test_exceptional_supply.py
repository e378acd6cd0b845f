"""Exceptional supply: out of specification only where no line that is never releasable is OUT, and in time."""

from collections.abc import Callable

import pytest

from carbench.domain.acts import Fate, Recorded, SuppliedExceptionally
from carbench.domain.product import StepId
from carbench.domain.release import Reason, WhyNot
from carbench.domain.specification import Severity
from carbench.domain.stages import Decision
from carbench.domain.switches import switches
from tests.domain import walks
from tests.domain.days import Day
from tests.domain.walks import BAG, why

SUPPLY, R = Decision.EXCEPTIONAL_SUPPLY, Reason


def test_a_line_that_may_be_supplied_exceptionally_is_no_reason() -> None:
    assert walks.asked(SUPPLY, walks.assayed(viability="12")) == ()
    assert walks.asked(SUPPLY, walks.refused()) == ()


@pytest.mark.parametrize(
    ("test_id", "typed"),
    [("endotoxin", "1"), ("sterility_final", "growth"), ("mycoplasma_final", "detected"), ("appearance", "other")],
)
def test_never_wins(test_id: str, typed: str) -> None:
    day = walks.assayed(viability="12")
    day.checked(day.resulted(test_id, typed))
    assert walks.asked(SUPPLY, day) == (why(R.RESULT_OUT, test_id, StepId.RESULTS),)


def test_a_part_of_an_or_that_meets_is_no_line_of_its_own() -> None:
    day = walks.assayed(Day(walks.changing("cytotoxicity_a", severity=Severity.NEVER)), viability="12")
    day.resulted("cytotoxicity_b", "64.6")
    day.resulted("cytotoxicity_a", "99")
    assert walks.asked(SUPPLY, day) == ()


def test_it_is_asked_for_clock_hold_and_duties_as_a_certificate_is() -> None:
    day = walks.assayed(viability="12")
    day.held()
    olivia = walks.replace(walks.QUENTIN, name="olivia")
    reasons = walks.words(walks.asked(SUPPLY, day, person=olivia, minutes=10**5, demonstration=False))
    late = [R.WEIGHT_TOO_OLD, R.EXPIRED, R.TOO_LATE_TO_LEAVE]
    assert reasons == [R.EXAMPLE_PRODUCT, R.CERTIFIER_ENTERED, *late, R.ON_HOLD]
    assert R.CLOCK_NOT_STARTED in walks.words(walks.asked(SUPPLY, walks.in_culture()))
    unchecked = Day()
    unchecked.received()
    unchecked.counted()
    unchecked.signed_step("culture")
    unchecked.filled(witness="olivia")
    for test_id, typed in (walks.RESULTS | {"viability": "12"}).items():
        unchecked.checked(unchecked.resulted(test_id, typed))
    unsigned = [R.STEP_UNSIGNED, R.START_UNCHECKED, R.LABELS_NOT_RECONCILED]
    assert walks.words(walks.asked(SUPPLY, unchecked)) == unsigned
    unchecked.signed_step("fill")
    unchecked.printed()
    unchecked.reconciled()
    assert walks.words(walks.asked(SUPPLY, unchecked)) == [R.START_UNCHECKED]


def test_a_batch_that_conforms_is_certified_and_not_supplied() -> None:
    assert walks.asked(SUPPLY, walks.ready()) == (why(R.WRONG_STAGE, "nothing_out"),)


LACKING: dict[str, tuple[Callable[[Day], object], WhyNot]] = {
    "a result": (lambda day: day.repeat(newest(day, "endotoxin")), why(R.PENDING, "endotoxin", StepId.RESULTS)),
    "a verdict": (
        lambda day: day.checked(day.resulted("endotoxin", "< 0.6")),
        why(R.RESULT_UNDECIDED, "endotoxin", StepId.RESULTS),
    ),
    "a second check": (
        lambda day: day.resulted("endotoxin", "<0.4"),
        why(R.NOT_VERIFIED, "endotoxin", StepId.RESULTS),
    ),
    "a closed deviation": (
        lambda day: day.deviated(critical=True),
        why(R.DEVIATION_OPEN, "D-1", StepId.REVIEW),
    ),
    "a signed step": (lambda day: day.counted(), why(R.STEP_UNSIGNED, "culture", StepId.CULTURE)),
}


def newest(day: Day, test_id: str) -> Recorded:
    return day.batch.results[test_id][-1].recorded


@pytest.mark.parametrize("name", LACKING)
def test_what_is_supplied_exceptionally_lacks_nothing_else_a_certificate_asks(name: str) -> None:
    act, reason = LACKING[name]
    day = walks.assayed(viability="12")
    act(day)
    assert walks.asked(SUPPLY, day) == (reason,)


@pytest.mark.parametrize(("test_id", "typed"), [("endotoxin", "1"), ("sterility_final", "growth")])
def test_what_is_never_releasable_stays_although_it_was_supplied(test_id: str, typed: str) -> None:
    day = walks.supplied()
    day.resulted(test_id, typed)
    never = why(R.RESULT_OUT, test_id, StepId.RESULTS)
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == (never,)


def test_a_supplied_bag_leaves_and_no_other_does() -> None:
    day = walks.supplied()
    day.filled("B-1-2")
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == ()
    for bag in ("B-1-2", ""):
        assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=bag) == (why(R.NO_PROVISIONAL, bag),)
    day.held()
    assert walks.words(walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG)) == [R.ON_HOLD]


def test_it_is_never_a_certificate() -> None:
    day = walks.supplied()
    assert day.batch.certificate is None
    assert day.batch.of(SuppliedExceptionally)
    assert why(R.NO_PROVISIONAL, mended_in=StepId.CERTIFICATE) in walks.finally_(day)


def test_its_pending_tests_are_followed_to_the_closing_report() -> None:
    day = walks.supplied()
    waiting = ("sterility_final", "mycoplasma_final", "vector_copies", "potency")
    missing = tuple(why(R.RESULT_MISSING, test_id, StepId.PENDING) for test_id in waiting)
    fate = why(R.BAG_FATE_UNKNOWN, BAG, StepId.INFUSION)
    assert walks.asked(Decision.CLOSE_SUPPLY, day) == (*missing, fate)
    day.resulted("sterility_final", "no_growth_to_date")
    day.resulted("mycoplasma_final", "detected")
    day.not_obtained("vector_copies")
    day.resulted("cytotoxicity_b", "> 40")
    assert walks.asked(Decision.CLOSE_SUPPLY, day) == (
        why(R.PENDING, "sterility_final", StepId.PENDING),
        why(R.PENDING, "potency", StepId.PENDING),
        fate,
    )
    day.resulted("sterility_final", "growth")
    day.resulted("cytotoxicity_a", "1")
    day.fated(Fate.INFUSED)
    assert walks.asked(Decision.CLOSE_SUPPLY, day) == ()


def test_it_is_off_by_default_and_on_with_its_legal_basis() -> None:
    assert switches({}).supply_basis == ""
    assert switches({"exceptional_supply": "article 7"}).supply_basis == "article 7"
    assert not walks.product(exceptional_supply=False).exceptional_supply
