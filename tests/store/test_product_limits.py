"""Limits that no value can meet, that none can miss, or that are not said in full are refused."""

import re
from decimal import Decimal

import pytest

from carbench.domain.specification import BoundKind, Comply, Rounding
from tests.store.product_texts import DEMO, bound, bounded, changed, loaded, refused, within, without_cases

ROUNDED = 'rounding = "decimals"'
AT_LEAST = "tests.viability.bounds[0]"


@pytest.mark.parametrize("kind", ["at_least", "at_most"])
def test_a_bound_that_includes_its_value_says_how_it_is_rounded(kind: str) -> None:
    key, wanted = refused(bounded("viability", bound(kind, 'value = "70"')))
    assert (key, wanted) == (f"{AT_LEAST}.rounding", '"decimals" | "significant" | "as_measured"')
    assert refused(bounded("viability", bound(kind, 'value = "70"', 'rounding = "up"')))[0] == f"{AT_LEAST}.rounding"


def test_a_bound_between_says_how_it_is_rounded() -> None:
    key, _ = refused(bounded("viability", bound("between", 'low = "70"', 'high = "90"')))
    assert key == f"{AT_LEAST}.rounding"


@pytest.mark.parametrize(
    "said",
    [
        ("more_than", 'value = "70"'),
        ("below", 'value = "70"'),
        ("within_percent", 'value = "70"', 'percent = "10"'),
        ("at_most", 'formula = "order.dose"'),
        ("at_least", 'formula = "order.dose"'),
        ("within_percent", 'formula = "order.dose"', 'percent = "10"'),
    ],
)
def test_a_rounding_rule_is_refused_where_nothing_is_rounded(said: tuple[str, ...]) -> None:
    assert loaded(bounded("viability", bound(*said))).test("viability").bounds[0].rounding is None
    assert refused(bounded("viability", bound(*said, ROUNDED))) == (f"{AT_LEAST}.rounding", "–")


@pytest.mark.parametrize("said", [("at_least", 'value = "0.5"'), ("between", 'low = "1"', 'high = "2"')])
def test_a_rounding_rule_is_refused_of_a_computed_line(said: tuple[str, ...]) -> None:
    assert loaded(bounded("dose_per_kg", bound(*said))).test("dose_per_kg").bounds[0].rounding is None
    assert refused(bounded("dose_per_kg", bound(*said, ROUNDED))) == ("tests.dose_per_kg.bounds[0].rounding", "–")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (("at_least", 'value = "70"', 'formula = "order.dose"'), "value"),
        (("at_least", 'value = "70"', ROUNDED, 'percent = "5"'), "percent"),
        (("at_least", 'value = "70"', ROUNDED, 'low = "5"'), "low"),
        (("between", 'low = "70"', ROUNDED), "high"),
        (("between", 'low = "70"', 'high = "60"', ROUNDED), "high"),
        (("between", 'low = "70"', 'high = "70"', ROUNDED), "high"),
        (("between", 'low = "70"', 'high = "80"', ROUNDED, 'formula = "order.dose"'), "formula"),
        (("within_percent", 'value = "70"'), "percent"),
        (("within_percent", 'value = "70"', 'percent = "0"'), "percent"),
        (("within_percent", 'value = "70"', 'percent = "-5"'), "percent"),
        (("within_percent", 'value = "70"', 'percent = "100"'), "percent"),
        (("within_percent", 'value = "70"', "percent = 20"), "percent"),
        (("within_percent", 'value = "0"', 'percent = "20"'), "value"),
        (("at_least", ROUNDED), "value"),
        (("at_least", 'value = "70"', ROUNDED, 'or = "A"'), "or"),
        (("exactly", 'value = "70"'), "kind"),
    ],
)
def test_a_bound_says_what_its_kind_asks_and_nothing_else(said: tuple[str, ...], key: str) -> None:
    assert refused(bounded("viability", bound(*said)))[0] == f"{AT_LEAST}.{key}"


def test_between_is_two_bounds_with_one_source() -> None:
    low, high = loaded(DEMO).test("acidity_day_5").bounds
    assert (low.kind, low.value, low.places) == (BoundKind.AT_LEAST, Decimal("6.8"), 1)
    assert (high.kind, high.value, high.places) == (BoundKind.AT_MOST, Decimal("7.6"), 1)
    assert low.rounding is high.rounding is Rounding.AS_MEASURED
    assert low.source == high.source


def test_a_limit_of_the_patient_has_a_formula_instead_of_a_value() -> None:
    _, limit = loaded(DEMO).test("endotoxin").bounds
    assert (limit.kind, limit.value, limit.rounding) == (BoundKind.AT_MOST, None, None)
    assert limit.formula is not None
    assert limit.formula.names == {"patient.weight", "infusion.hours", "infusion.volume"}


LOW, HIGH = bound("at_least", 'value = "70"', ROUNDED), bound("at_most", 'value = "60"', ROUNDED)


@pytest.mark.parametrize(
    "bounds",
    [
        (LOW, HIGH),
        (LOW, bound("below", 'value = "70"')),
        (bound("more_than", 'value = "60"'), HIGH),
        (bound("more_than", 'value = "70"'), bound("below", 'value = "70"')),
        (LOW, bound("within_percent", 'value = "50"', 'percent = "10"')),
        (LOW, bound("at_least", 'value = "80"', ROUNDED)),
        (HIGH, bound("below", 'value = "50"')),
        (bound("between", 'low = "70"', 'high = "80"', ROUNDED), LOW),
        (LOW, bound("below", 'value = "60"', 'or = "a"'), bound("below", 'value = "90"', 'or = "b"')),
    ],
)
def test_bounds_that_contradict_each_other_are_refused(bounds: tuple[str, ...]) -> None:
    assert refused(bounded("viability", *bounds))[0] == "tests.viability.bounds"


def test_alternatives_do_not_contradict_each_other() -> None:
    either = (
        bound("at_most", 'value = "60"', ROUNDED, 'or = "a"'),
        bound("at_least", 'value = "70"', ROUNDED, 'or = "b"'),
    )
    assert [bound.alternative for bound in loaded(bounded("viability", *either)).test("viability").bounds] == ["a", "b"]


def test_an_alternative_to_nothing_is_refused() -> None:
    alone = bound("at_least", 'value = "70"', ROUNDED, 'or = "a"')
    assert refused(bounded("viability", alone))[0] == "tests.viability.bounds.or"


@pytest.mark.parametrize(
    "said",
    [
        ("at_least", 'value = "0"', ROUNDED),
        ("at_least", 'value = "-1"', ROUNDED),
        ("at_least", 'value = "100.1"', ROUNDED),
        ("more_than", 'value = "100"'),
        ("more_than", 'value = "-0.1"'),
        ("at_most", 'value = "100"', ROUNDED),
        ("at_most", 'value = "101"', ROUNDED),
        ("at_most", 'value = "-1"', ROUNDED),
        ("below", 'value = "0"'),
        ("below", 'value = "100.1"'),
        ("within_percent", 'value = "95"', 'percent = "10"'),
    ],
)
def test_a_limit_that_is_always_or_never_met_is_refused(said: tuple[str, ...]) -> None:
    assert refused(bounded("viability", bound(*said)))[0] == "tests.viability.bounds"


@pytest.mark.parametrize(
    "said",
    [
        ("more_than", 'value = "0"'),
        ("below", 'value = "100"'),
        ("at_least", 'value = "100"', ROUNDED),
        ("at_most", 'value = "0"', ROUNDED),
    ],
)
def test_a_limit_at_the_very_end_of_what_is_possible_is_one(said: tuple[str, ...]) -> None:
    assert len(loaded(bounded("viability", bound(*said))).test("viability").bounds) == 1


def test_a_number_that_says_no_range_begins_at_zero() -> None:
    free = within("viability", 'possible = { low = "0", high = "100" }', "")
    assert loaded(free).test("viability").possible is None
    assert refused(without_cases(changed('value = "70"', 'value = "0"', free)))[0] == "tests.viability.bounds"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ('kind = "at_least"\nvalue = "5"\nrounding = "significant"', "> 5"),
        ('kind = "at_least"\nvalue = "4"\nrounding = "significant"', "> 5"),
        ('kind = "within_percent"\nvalue = "5"\npercent = "10"', "> 5"),
    ],
)
def test_an_action_limit_that_asks_no_more_than_the_release_limit_is_refused(said: str, wanted: str) -> None:
    old = 'kind = "at_least"\nvalue = "10"\nrounding = "significant"'
    assert refused(within("car_positive_day_5", old, said)) == ("tests.car_positive_day_5.action", wanted)


def test_action_limits_are_tighter_on_their_own_side() -> None:
    wide = 'kind = "at_most"\nvalue = "7.7"\nrounding = "decimals"\nsource = "invented"'
    table = '[[tests.bounds]]\nkind = "between"'
    beyond = wide.replace("at_most", "at_least")
    for said, wanted in ((wide, "< 7.6"), (wide.replace("7.7", "6.7"), "> 6.8"), (beyond, "< 7.6")):
        action = within("acidity_day_5", table, f"[[tests.action]]\n{said}\n{table}")
        assert refused(action) == ("tests.acidity_day_5.action", wanted)
    tight = within("acidity_day_5", table, f"[[tests.action]]\n{wide.replace('7.7', '7.5')}\n{table}")
    (limit,) = loaded(tight).test("acidity_day_5").action
    assert limit.value == Decimal("7.5")


def test_an_action_limit_has_no_alternatives() -> None:
    old = 'value = "10"\nrounding = "significant"'
    marked = within("car_positive_day_5", old, f'{old}\nor = "a"')
    assert refused(marked)[0] == "tests.car_positive_day_5.action.or"
    table = (
        '[[tests.action]]\nkind = "at_most"\nvalue = "90"\nrounding = "significant"\nor = "b"\nsource = "invented"\n'
    )
    twice = within("car_positive_day_5", "[[tests.action]]", f"{table}[[tests.action]]", text=marked)
    assert refused(twice)[0] == "tests.car_positive_day_5.action.or"


@pytest.mark.parametrize(
    ("end", "wrong", "key"), [("low", "-1", "low"), ("high", "1001", "high"), ("high", "0.05", "high")]
)
def test_a_plausible_range_lies_within_the_possible_one(end: str, wrong: str, key: str) -> None:
    own = 'plausible = { low = "0.1", high = "20" }'
    other = re.sub(rf'{end} = "[^"]+"', f'{end} = "{wrong}"', own)
    assert refused(within("vector_copies", own, other))[0] == f"tests.vector_copies.plausible.{key}"


@pytest.mark.parametrize(
    ("test_id", "old", "new", "key"),
    [
        ("mycoplasma_final", 'effect = "meets"', 'effect = "fails"', "tests.mycoplasma_final.outcomes"),
        ("mycoplasma_final", 'effect = "fails"', 'effect = "meets"', "tests.mycoplasma_final.outcomes"),
        ("mycoplasma_final", 'effect = "meets"', 'effect = "interim"', "tests.mycoplasma_final.outcomes"),
        ("mycoplasma_final", 'effect = "fails"', 'effect = "maybe"', "tests.mycoplasma_final.outcomes.detected.effect"),
        ("sterility_final", 'effect = "interim"', 'effect = "fails"', "tests.sterility_final.outcomes"),
        ("sterility_final", "least_hours = 48", "least_hours = 336", "tests.sterility_final.interim.whole_hours"),
        ("sterility_final", "oldest_hours = 24", "oldest_hours = 0", "tests.sterility_final.interim.oldest_hours"),
        (
            "interferon_gamma",
            'effect = "fails"',
            'effect = "meets"',
            "tests.interferon_gamma.criteria.positive_control.outcomes",
        ),
        (
            "interferon_gamma",
            'effect = "fails"',
            'effect = "interim"',
            "tests.interferon_gamma.criteria.positive_control.outcomes",
        ),
        (
            "interferon_gamma",
            'low = "70"',
            'low = "130"',
            "tests.interferon_gamma.criteria.spike_recovery.bounds[0].high",
        ),
        ("interferon_gamma", "count = 3", "count = 1", "tests.interferon_gamma.replicates.count"),
        ("interferon_gamma", 'comply = "mean"', 'comply = "some"', "tests.interferon_gamma.replicates.comply"),
        ("interferon_gamma", 'max_cv = "20"', 'max_cv = "0"', "tests.interferon_gamma.replicates.max_cv"),
        ("interferon_gamma", 'max_cv = "20"', "max_cv = 20", "tests.interferon_gamma.replicates.max_cv"),
    ],
)
def test_outcomes_criteria_and_replicates_are_said_in_full(test_id: str, old: str, new: str, key: str) -> None:
    assert refused(within(test_id, old, new))[0] == key


def test_an_interim_outcome_without_its_hours_is_refused() -> None:
    table = '[tests.interim]\nleast_hours = 48\noldest_hours = 24\nwhole_hours = 336\nsource = "example value"'
    key, wanted = refused(within("sterility_final", table, ""))
    assert key == "tests.sterility_final.interim"
    assert "least_hours" in wanted


def test_criteria_and_replicates_are_as_the_file_says() -> None:
    test = loaded(DEMO).test("interferon_gamma")
    control, recovery = test.criteria
    assert [outcome.id for outcome in control.outcomes] == ["reacts", "silent"]
    assert [bound.value for bound in recovery.bounds] == [Decimal(70), Decimal(130)]
    assert recovery.unit is not None
    assert recovery.unit.denominator == "amount added"
    assert test.replicates is not None
    assert (test.replicates.count, test.replicates.comply, test.replicates.max_cv) == (3, Comply.MEAN, Decimal(20))


@pytest.mark.parametrize("test_id", ["viability", "dose_per_kg"])
def test_a_number_without_a_limit_is_refused(test_id: str) -> None:
    assert refused(bounded(test_id)) == (f"tests.{test_id}.bounds", f"[[tests.{test_id}.bounds]]")
    assert refused(bounded(test_id, "bounds = []")) == (f"tests.{test_id}.bounds", f"[[tests.{test_id}.bounds]]")
