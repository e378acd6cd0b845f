"""Lines made from other lines and from facts: exact, and never guessed where something is missing."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from carbench.domain.facts import Facts
from carbench.domain.judging import Cause, Value
from carbench.domain.lines import car_cells, car_cells_of, decimal_if_exact, lines
from carbench.domain.measure import Unit
from carbench.domain.span import Span, only
from carbench.domain.specification import BoundKind, Comply, Replicates, Rounding, TestKind, Verdict
from tests.domain.lines import STERILITY, bag, bound, computed, facts, line, made, named, product, stand, typed

MEETS, OUT, UNDECIDED, PENDING = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED, Verdict.PENDING
INVALID, NOT_OBTAINED = Verdict.INVALID, Verdict.NOT_OBTAINED
K, C = BoundKind, Cause

BULK = named("bulk", line(bound(K.AT_MOST, "10")))
CAR = named("car", line(bound(K.AT_LEAST, "20")))
COPIES = computed("copies", "bulk / (car / 100)", bound(K.BELOW, "5"))
TESTS = (BULK, CAR, COPIES)


@pytest.mark.parametrize(
    ("bulk", "car", "shown"), [("1.45", "26.0", "5.58"), ("2.32", "41.9", "5.54"), ("2.51", "39.7", "6.32")]
)
def test_copies_inside_a_limit_per_cell_are_outside_one_per_transduced_cell(bulk: str, car: str, shown: str) -> None:
    # ARI0001/01 to 03, doi 10.1016/j.omtm.2018.11.010 Table 2: "≤ 10 copies/cell" there, "< 5" when transduced.
    said = stand(TESTS, {"bulk": bulk, "car": car})
    assert said["bulk"].judgement.verdict is MEETS
    assert said["copies"].judgement.verdict is OUT
    assert said["copies"].judgement.value is not None
    assert round(said["copies"].judgement.value, 2) == Decimal(shown)
    assert said["copies"].computed == only(Fraction(bulk) / (Fraction(car) / 100))
    assert said["copies"].inputs == (("bulk", bulk), ("car", car))
    assert said["copies"].judgement.failing


def test_a_computed_value_is_compared_exactly_and_shown_with_three_figures_more_than_its_limit() -> None:
    tests = (BULK, CAR, computed("copies", "bulk / (car / 100)", bound(K.AT_MOST, "5", Rounding.DECIMALS)))
    said = stand(tests, {"bulk": "1.45", "car": "26.0"})["copies"].judgement
    assert (said.verdict, said.value, said.compared) == (OUT, Decimal("5.577"), None)
    said = stand(tests, {"bulk": "1.3001", "car": "26.0"})["copies"].judgement  # 5.0004 is not rounded to 5
    assert (said.verdict, said.value) == (OUT, Decimal("5.0004"))
    assert stand(tests, {"bulk": "1.30", "car": "26.0"})["copies"].judgement.verdict is MEETS


@pytest.mark.parametrize(
    ("bulk", "car", "said"),
    [
        *(
            ("< 1.30", "26.0", MEETS),
            ("≤ 1.30", "26.0", UNDECIDED),
            ("≥ 10.1", "26.0", OUT),
            ("< 2", "26.0", UNDECIDED),
        ),
        *(("1.00", "> 20", MEETS), ("1.01", "≥ 20", UNDECIDED), ("1.00", "≥ 20", UNDECIDED)),
    ],
)
def test_signed_inputs_make_a_computed_value_as_wide_as_they_are(bulk: str, car: str, said: Verdict) -> None:
    judgement = stand(TESTS, {"bulk": bulk, "car": car})["copies"].judgement
    assert (judgement.verdict, judgement.value) == (said, None)


def test_an_input_that_is_out_still_enters() -> None:
    said = stand(TESTS, {"bulk": "0.5", "car": "10"})
    assert said["car"].judgement.verdict is OUT
    assert (said["copies"].judgement.verdict, said["copies"].computed) == (OUT, only(Fraction(5)))


@pytest.mark.parametrize(
    ("car", "said", "cause"),
    [
        (None, PENDING, C.INPUT_PENDING),
        (Value(reading=typed("40"), invalid="control"), UNDECIDED, C.INPUT_UNKNOWN),
        (Value(not_obtained=True), UNDECIDED, C.INPUT_UNKNOWN),
        (Value(reading=typed("< 40")), UNDECIDED, C.INPUT_UNKNOWN),
        (Value(reading=typed("40", Unit(name="%"))), UNDECIDED, C.DENOMINATORS_DIFFER),
        (Value(reading=typed("40", Unit(name="%", denominator="viable CD3+"))), UNDECIDED, C.DENOMINATORS_DIFFER),
        (Value(outcome="40"), UNDECIDED, C.INPUT_UNKNOWN),
    ],
)
def test_an_input_without_a_value_that_counts_is_named_and_nothing_is_computed(
    car: Value | None, said: Verdict, cause: Cause
) -> None:
    tests = (BULK, replace(CAR, units=(Unit(name="%"),)), COPIES)
    given = {"bulk": "1.45"} if car is None else {"bulk": "1.45", "car": car}
    line_of = stand(tests, given)["copies"]
    assert (line_of.judgement.verdict, line_of.judgement.cause, line_of.judgement.about) == (said, cause, "car")
    assert line_of.computed is line_of.judgement.value is None
    assert line_of.provisional == line_of.judgement
    assert dict(line_of.inputs)["bulk"] == "1.45"


def test_what_waiting_cannot_mend_is_named_before_what_is_still_to_come() -> None:
    tests = (BULK, CAR, computed("x", "bulk + car + patient.weight", bound(K.BELOW, "5")))
    for given, known, cause, about in (
        ({"bulk": Value(not_obtained=True)}, Facts(), C.INPUT_UNKNOWN, "bulk"),
        ({"bulk": "1"}, Facts(), C.INPUT_PENDING, "car"),
        ({"bulk": "1", "car": "30"}, Facts(), C.FACT_MISSING, "patient.weight"),
    ):
        said = stand(tests, given, known)["x"].judgement
        assert (said.cause, said.about) == (cause, about)
        assert said.verdict is (PENDING if cause is C.INPUT_PENDING else UNDECIDED)


def test_a_divisor_that_may_be_zero_gives_no_value() -> None:
    tests = (BULK, named("car", line(bound(K.AT_LEAST, "0"))), COPIES)
    for car in ("0", "≥ 0"):
        said = stand(tests, {"bulk": "1", "car": car})["copies"].judgement
        assert (said.verdict, said.cause) == (UNDECIDED, C.NO_QUOTIENT)


def test_a_computed_line_may_be_made_from_another_whatever_their_order() -> None:
    tests = (computed("twice", "copies * 2", bound(K.BELOW, "12")), *TESTS)
    said = stand(tests, {"bulk": "1.45", "car": "26.0"})
    assert said["twice"].computed == only(Fraction(145, 13))
    assert list(said) == ["twice", "bulk", "car", "copies"]


def test_lines_made_from_each_other_have_no_value() -> None:
    tests = (computed("a", "b + 1", bound(K.BELOW, "5")), computed("b", "a - 1", bound(K.BELOW, "5")))
    said = stand(tests, {})
    assert {line_of.judgement.verdict for line_of in said.values()} == {UNDECIDED}
    own = stand((computed("a", "a * 0", bound(K.BELOW, "5")),), {})
    assert own["a"].judgement.verdict is UNDECIDED


@pytest.mark.parametrize("text", ["unknown", "patient.height", "sterility", "bags.car_cells * unknown"])
def test_a_formula_that_names_what_has_no_number_gives_none(text: str) -> None:
    tests = (named("sterility", STERILITY), computed("x", text, bound(K.BELOW, "5")))
    said = stand(tests, {"sterility": "no_growth"})["x"].judgement
    assert (said.verdict, said.value) == (UNDECIDED, None)


def test_a_computed_line_without_a_limit_or_a_formula_is_never_met() -> None:
    tests = (BULK, CAR, replace(COPIES, bounds=()), replace(COPIES, id="bare", formula=None))
    said = stand(tests, {"bulk": "1", "car": "50"})
    assert said["copies"].judgement.cause is C.NO_LIMIT
    assert said["bare"].judgement.verdict is UNDECIDED


def test_a_computed_line_is_never_typed_and_may_be_closed() -> None:
    closed, given = Value(not_obtained=True), {"bulk": "1", "car": "50"}
    assert stand(TESTS, {**given, "copies": "2"})["copies"].judgement.cause is C.NEVER_TYPED
    assert stand(TESTS, {"copies": closed})["copies"].judgement.verdict is NOT_OBTAINED
    assert stand(TESTS, {**given, "copies": closed})["copies"].judgement.verdict is MEETS


def test_replicates_and_declared_numbers_enter_a_formula_too() -> None:
    thrice = replace(BULK, replicates=Replicates(count=3, comply=Comply.MEAN, max_cv=None))
    tests = (thrice, replace(named("car", line()), kind=TestKind.DECLARED), COPIES)
    value = Value(replicates=tuple(typed(text) for text in ("1", "1", "2")))
    said = stand(tests, {"bulk": value, "car": "50"})["copies"]
    assert said.computed == only(Fraction(8, 3))
    assert dict(said.inputs) == {"bulk": "1.3333333", "car": "50"}


def test_an_action_limit_of_a_computed_line_asks_for_a_deviation() -> None:
    tests = (BULK, CAR, replace(COPIES, action=(bound(K.BELOW, "3"),)))
    for bulk, action in (("1", False), ("2", True), ("< 1.50", False), ("< 2", True)):
        assert stand(tests, {"bulk": bulk, "car": "50"})["copies"].judgement.action is action


# The dose

DOSE = "bag.concentration * bag.volume * cd3 / 100 * car / 100"
CD3 = named("cd3", line(bound(K.AT_LEAST, "70")))
PER_KG = computed("per_kg", "bags.car_cells / patient.weight", bound(K.MORE_THAN, "0.5"))


def test_car_cells_are_concentration_times_volume_times_each_fraction_of_every_bag() -> None:
    # 12.0 × 96.0 × 0.9 × 0.384 = 398.1312; 10.0 × 50.0 × 0.9 × 0.384 = 172.8.
    tested = product(CD3, CAR, PER_KG, dose=DOSE)
    values = {"cd3": Value(reading=typed("90")), "car": Value(reading=typed("38.4"))}
    known = facts(bag("12.0", "96.0"), bag("10.0", "50.0"))
    assert decimal_if_exact(car_cells(tested, values, known)) == Decimal("570.9312")
    made_of = lines(tested, values, known, None)
    assert car_cells_of(tested, made_of, known.bags[1:]) == Decimal("172.8")
    assert made_of["per_kg"].computed == only(Fraction("570.9312") / 70)
    assert dict(made_of["per_kg"].inputs) == {
        "cd3": "90",
        "car": "38.4",
        "bags.car_cells": "570.9312",
        "patient.weight": "70",
    }


def test_car_cells_of_signed_readings_are_a_span_and_no_one_number() -> None:
    tested = product(CD3, CAR, PER_KG, dose=DOSE)
    values = {"cd3": Value(reading=typed("100")), "car": Value(reading=typed("≥ 20"))}
    cells = car_cells(tested, values, facts(bag("10", "100")))
    assert cells == Span(low=Fraction(200))
    assert decimal_if_exact(cells) is None
    assert lines(tested, values, facts(bag("10", "100")), None)["per_kg"].judgement.verdict is MEETS


def test_without_a_bag_or_a_fraction_there_are_no_car_cells() -> None:
    tested = product(CD3, CAR, PER_KG, dose=DOSE)
    both = {"cd3": Value(reading=typed("90")), "car": Value(reading=typed("38.4"))}
    for values, known, verdict, about in (
        (both, facts(), UNDECIDED, "bag.concentration"),
        ({"cd3": both["cd3"]}, facts(bag("12", "96")), PENDING, "car"),
        ({**both, "car": Value(not_obtained=True)}, facts(bag("12", "96")), UNDECIDED, "car"),
        ({}, facts(), PENDING, "car"),
    ):
        assert car_cells(tested, values, known) is None
        said = lines(tested, values, known, None)["per_kg"].judgement
        assert (said.verdict, said.about) == (verdict, about)


def test_a_bag_that_gives_no_number_is_not_left_out_of_the_sum() -> None:
    tested = product(dose="bag.concentration / bag.volume")
    assert car_cells(tested, {}, facts(bag("1", "2"), bag("1", "0"))) is None
    assert decimal_if_exact(car_cells(tested, {}, facts(bag("1", "2"), bag("1", "4")))) == Decimal("0.75")


def test_facts_of_bags_add_up_and_the_largest_portion_is_what_is_given_together() -> None:
    known = facts(bag("10", "5.5", 1), bag("20", "4", 1), bag("1", "9.4", 2)).named
    expected = {"bags.count": "3", "bags.volume": "18.9", "bags.cells": "144.4", "infusion.volume": "9.5"}
    assert {name: known[name] for name in expected} == {name: only(Fraction(v)) for name, v in expected.items()}


def test_a_line_that_names_one_bag_is_made_for_each_and_the_worst_stands() -> None:
    volume = computed("volume", "bag.volume", bound(K.AT_LEAST, "50"))
    for volumes, said, shown in (
        (("60", "70"), MEETS, "60"),
        (("60", "40"), OUT, "40"),
        (("> 40", "60"), UNDECIDED, ""),
    ):
        line_of = stand((volume,), {}, facts(*(bag("1", text) for text in volumes)))["volume"]
        assert line_of.judgement.verdict is said
        assert str(line_of.judgement.value or "") == shown
    assert stand((volume,), {}, facts())["volume"].judgement.about == "bag.volume"


def test_one_exact_value_is_a_decimal_of_200_figures_and_anything_else_is_none() -> None:
    assert decimal_if_exact(only(Fraction(1, 4))) == Decimal("0.25")
    assert decimal_if_exact(only(Fraction(1, 3))) == Decimal("0." + "3" * 200)
    assert decimal_if_exact(Span(low=Fraction(1), high=Fraction(2))) is None
    assert decimal_if_exact(Span(low=Fraction(1), high=Fraction(1), low_open=True)) is None
    assert decimal_if_exact(None) is None


def test_forty_digits_go_through_a_formula_whole() -> None:
    long = "1.000000000000000000000000000000000000001"
    tests = (BULK, CAR, computed("x", "bulk * car / car", made(K.BELOW, long)))
    assert stand(tests, {"bulk": long, "car": "30"})["x"].judgement.verdict is OUT
    assert stand(tests, {"bulk": "1", "car": "30"})["x"].judgement.verdict is MEETS
