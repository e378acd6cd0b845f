"""Each reason against the final certificate, and what the certificate says once there is none."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from carbench.domain.acts import Conclusion, Fate
from carbench.domain.final import conclusion
from carbench.domain.product import StepId
from carbench.domain.release import Reason, WhyNot
from carbench.domain.specification import Certificate
from carbench.domain.stages import Decision
from tests.domain import walks
from tests.domain.days import Day
from tests.domain.walks import why

R, F = Reason, Certificate.FINAL
REVIEW = StepId.WHOLE_REVIEW


def without(test_id: str) -> Day:
    day = walks.given()
    for each, typed in walks.LATER.items():
        if each != test_id:
            day.checked(day.resulted(each, typed))
    return day


def checked(day: Day, test_id: str, typed: str) -> Day:
    day.checked(day.resulted(test_id, typed))
    return day


def after(*acts: Callable[[Day], object]) -> Callable[[], Day]:
    def make() -> Day:
        day = walks.complete()
        for act in acts:
            act(day)
        return day

    return make


def unfated() -> Day:
    day = walks.complete()
    day.recorded = [r for r in day.recorded if r.act.kind != "infusion_reported"]
    return day


Case = tuple[Callable[[], Day], tuple[WhyNot, ...], Callable[[Day], object]]
CASES: dict[str, Case] = {
    "missing": (
        lambda: without("vector_copies"),
        (why(R.RESULT_MISSING, "vector_copies", StepId.PENDING),),
        lambda day: checked(day, "vector_copies", "4.32"),
    ),
    "missing of an or": (
        lambda: without("cytotoxicity_a"),
        (why(R.RESULT_MISSING, "potency", StepId.PENDING),),
        lambda day: checked(day, "cytotoxicity_b", "64.6"),
    ),
    "pending": (
        lambda: checked(without("sterility_final"), "sterility_final", "no_growth_to_date"),
        (why(R.PENDING, "sterility_final", StepId.PENDING),),
        lambda day: checked(day, "sterility_final", "no_growth"),
    ),
    "undecided": (
        lambda: checked(walks.complete(), "vector_copies", "≤ 5"),
        (why(R.RESULT_UNDECIDED, "vector_copies", StepId.PENDING),),
        lambda day: checked(day, "vector_copies", "4.9"),
    ),
    "invalid": (
        after(lambda day: day.invalidated(day.batch.results["vector_copies"][-1].recorded)),
        (why(R.RESULT_INVALID, "vector_copies", StepId.PENDING),),
        lambda day: checked(day, "vector_copies", "4.9"),
    ),
    "not verified": (
        after(lambda day: day.resulted("vector_copies", "4.9")),
        (why(R.NOT_VERIFIED, "vector_copies", StepId.PENDING),),
        lambda day: day.checked(day.batch.results["vector_copies"][-1].recorded),
    ),
    "a line of P nobody checked since": (
        after(lambda day: day.resulted("viability", "90")),
        (why(R.NOT_VERIFIED, "viability", StepId.PENDING),),
        lambda day: day.checked(day.batch.results["viability"][-1].recorded),
    ),
    "not assessed": (
        after(Day.deviated),
        (why(R.DEVIATION_OPEN, "D-1", REVIEW),),
        Day.assessed,
    ),
    "critical": (
        after(lambda day: day.deviated(critical=True), lambda day: day.assessed(critical=True)),
        (why(R.DEVIATION_OPEN, "D-1", REVIEW),),
        Day.closed,
    ),
    "unconfirmed": (
        after(lambda day: day.fated(Fate.INFUSED), lambda day: day.infused(performed_by=("oskar",))),
        (why(R.ACT_UNCONFIRMED, "31"),),
        lambda day: day.confirmed(day.recorded[30], by="oskar"),
    ),
    "on hold": (after(Day.held), (why(R.ON_HOLD, "H-1", StepId.REVIEW),), Day.cleared),
    "suspended": (
        after(Day.suspended),
        (why(R.CERTIFICATE_SUSPENDED, walks.NUMBER),),
        Day.reinstated,
    ),
    "fate unknown": (
        unfated,
        (why(R.BAG_FATE_UNKNOWN, walks.BAG, StepId.INFUSION),),
        lambda day: day.fated(Fate.DESTROYED),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_reason_is_given_for_its_cause_and_for_nothing_else(name: str) -> None:
    broken, said, _ = CASES[name]
    assert walks.finally_(broken()) == said


@pytest.mark.parametrize("name", CASES)
def test_a_reason_goes_when_its_cause_is_mended(name: str) -> None:
    broken, _, mend = CASES[name]
    day = broken()
    mend(day)
    assert walks.finally_(day) == ()


def test_all_reasons_of_several_causes_are_given_together() -> None:
    day = without("vector_copies")
    day.held()
    day.deviated()
    day.suspended()
    said = {each for name in ("missing", "on hold", "not assessed", "suspended") for each in CASES[name][1]}
    assert set(walks.finally_(day)) == said


def test_a_batch_that_was_never_certified_has_no_provisional() -> None:
    assert walks.finally_(walks.in_culture())[-1] == why(R.WRONG_STAGE, "in_culture")
    assert why(R.NO_PROVISIONAL, mended_in=StepId.CERTIFICATE) in walks.finally_(walks.assayed())
    withdrawn = walks.certified()
    withdrawn.withdrawn()
    assert why(R.NO_PROVISIONAL, mended_in=StepId.CERTIFICATE) in walks.finally_(withdrawn)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"trail_holds": False}, why(R.TRAIL_BROKEN)),
        ({"demonstration": False}, why(R.EXAMPLE_PRODUCT, "demo")),
        ({"person": replace(walks.QUENTIN, roles=walks.ROSA.roles)}, why(R.NOT_QP, "quentin")),
        ({"person": replace(walks.QUENTIN, name="olivia")}, why(R.CERTIFIER_ENTERED, "olivia")),
    ],
)
def test_the_record_the_product_and_the_person_are_asked_as_for_p(told: dict[str, object], said: WhyNot) -> None:
    assert walks.finally_(walks.complete(), **told) == (said,)


def test_the_clock_is_not_asked() -> None:
    assert walks.finally_(walks.complete(), minutes=10**6) == ()


# The review of the whole trail


def asked(day: Day, **told: object) -> tuple[WhyNot, ...]:
    return walks.asked(Decision.CERTIFY_FINAL, day, **told)


def test_the_whole_trail_is_reviewed_up_to_the_last_act_before_the_request() -> None:
    day = walks.complete(covered=False)
    assert asked(day) == (why(R.REVIEW_MISSING, mended_in=REVIEW),)
    day.whole_trail_reviewed(covers=day.batch.last_seq - 1)
    assert asked(day) == (why(R.REVIEW_STALE, mended_in=REVIEW),)
    day.whole_trail_reviewed()
    assert asked(day) == ()
    day.reviewed()
    assert asked(day) == (why(R.REVIEW_STALE, mended_in=REVIEW),)


def test_a_review_before_the_provisional_certificate_does_not_cover_it() -> None:
    day = walks.ready()
    day.fated(Fate.DESTROYED)
    for test_id, typed in walks.LATER.items():
        checked(day, test_id, typed)
    day.whole_trail_reviewed()
    day.certified()
    assert asked(day) == (why(R.REVIEW_STALE, mended_in=REVIEW),)


@pytest.mark.parametrize("name", ["olivia", "anselm"])
def test_who_entered_anything_reviews_no_whole_trail(name: str) -> None:
    day = walks.complete(covered=False)
    day.whole_trail_reviewed(by=name)
    assert asked(day) == (why(R.REVIEW_MISSING, mended_in=REVIEW),)
    day.whole_trail_reviewed()
    assert asked(day) == ()


@pytest.mark.parametrize("switch", [False, True])
def test_the_certifier_reviews_the_whole_trail_only_where_the_site_lets_them(*, switch: bool) -> None:
    day = walks.complete(covered=False)
    day.whole_trail_reviewed(by="quentin")
    assert asked(day, certifier_reviews=switch) == (() if switch else (why(R.REVIEW_MISSING, mended_in=REVIEW),))


# What it says


def closed_line(day: Day, test_id: str) -> Day:
    day.not_obtained(test_id)
    return day


def deviating(day: Day) -> Day:
    day.deviated()
    day.assessed()
    return day


C = Conclusion
SAYS: dict[str, tuple[Callable[[], Day], Conclusion]] = {
    "all meets": (walks.complete, C.CONFORMING),
    "an assessed deviation": (lambda: deviating(walks.complete()), C.CONFORMING_DEVIATIONS_ASSESSED),
    "not obtained": (lambda: closed_line(without("vector_copies"), "vector_copies"), C.INCOMPLETE),
    "not obtained, in process": (lambda: closed_line(walks.complete(), "appearance"), C.INCOMPLETE),
    "not obtained, needed by none": (lambda: closed_line(walks.complete(), "morphology"), C.INCOMPLETE),
    "not obtained, of an or that meets": (lambda: closed_line(walks.complete(), "cytotoxicity_b"), C.CONFORMING),
    "not obtained and a deviation": (
        lambda: deviating(closed_line(without("vector_copies"), "vector_copies")),
        C.INCOMPLETE,
    ),
    "out": (lambda: walks.complete(vector_copies="5.58"), C.NON_CONFORMING),
    "out and not obtained": (
        lambda: closed_line(checked(without("vector_copies"), "sterility_final", "growth"), "vector_copies"),
        C.NON_CONFORMING,
    ),
    "out of an or": (lambda: checked(walks.complete(cytotoxicity_a="70"), "cytotoxicity_b", "50"), C.NON_CONFORMING),
    "out of one of an or": (lambda: checked(walks.complete(), "cytotoxicity_b", "50"), C.CONFORMING),
    "out and a deviation": (lambda: deviating(walks.complete(vector_copies="5.58")), C.NON_CONFORMING),
    "out of a line no certificate needs": (
        lambda: checked(walks.complete(), "bag_mass", "50"),
        C.NON_CONFORMING,
    ),
}


@pytest.mark.parametrize("name", SAYS)
def test_the_worst_that_is_known_is_what_the_final_certificate_says(name: str) -> None:
    make, said = SAYS[name]
    day = make()
    assert walks.finally_(day) == ()
    assert conclusion(day.batch) is said


def test_an_in_process_out_whose_deviation_is_closed_is_a_deviation_assessed() -> None:
    day = walks.complete(walks.Watched())
    checked(day, "bag_mass", "50")
    assert conclusion(day.batch) is C.NON_CONFORMING
    day.closed("AUTO-1-bag_mass")
    assert conclusion(day.batch) is C.CONFORMING_DEVIATIONS_ASSESSED


def test_an_out_is_not_closed_away_as_not_obtained() -> None:
    day = closed_line(walks.complete(vector_copies="5.58"), "vector_copies")
    assert walks.finally_(day) == ()
    assert conclusion(day.batch) is C.NON_CONFORMING


def test_a_result_that_came_after_all_takes_the_place_of_not_obtained() -> None:
    day = closed_line(without("vector_copies"), "vector_copies")
    checked(day, "vector_copies", "4.32")
    assert conclusion(day.batch) is C.CONFORMING


def test_a_final_certificate_is_superseded_by_one_that_covers_it() -> None:
    day = walks.final()
    supersede = Decision.SUPERSEDE_FINAL
    overtaken = why(R.WRONG_STAGE, "final")
    assert walks.asked(supersede, day) == (why(R.REVIEW_STALE, mended_in=REVIEW), overtaken)
    day.whole_trail_reviewed()
    assert walks.asked(supersede, day) == (overtaken,)
    checked(day, "sterility_final", "growth")
    day.whole_trail_reviewed()
    assert walks.asked(supersede, day) == ()
    assert conclusion(day.batch) is C.NON_CONFORMING
    day.finally_certified(C.NON_CONFORMING)
    assert day.batch.stage.value == "final"
    assert day.batch.final is not None
    assert day.batch.final.conclusion is C.NON_CONFORMING
    day.whole_trail_reviewed()
    assert walks.asked(supersede, day) == (overtaken,)


def test_a_line_only_the_provisional_certificate_needed_is_closed_too() -> None:
    day = walks.complete(Day(walks.needed_for("endotoxin", Certificate.PROVISIONAL)))
    checked(day, "endotoxin", "< 0.6")
    assert walks.finally_(day) == (why(R.RESULT_UNDECIDED, "endotoxin", StepId.PENDING),)


def test_a_computed_line_is_verified_with_what_it_is_made_from() -> None:
    day = walks.complete()
    day.resulted("car_positive", "38.5")
    assert walks.finally_(day) == tuple(
        why(R.NOT_VERIFIED, test_id, StepId.PENDING) for test_id in ("car_positive", "dose_per_kg")
    )
