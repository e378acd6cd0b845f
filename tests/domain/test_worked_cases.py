"""What a product's author worked out by hand is judged as a batch would be."""

from dataclasses import replace
from decimal import Decimal

import pytest

from carbench.domain.measure import Unit
from carbench.domain.specification import (
    BoundKind,
    Certificate,
    Comply,
    Interim,
    Replicates,
    TestKind,
    Verdict,
)
from carbench.domain.worked import CaseUnreadable, run
from tests.domain.lines import (
    GROWTH,
    HUNDRED,
    PERCENT,
    STERILITY,
    asks,
    bound,
    case,
    computed,
    line,
    made,
    named,
    one_of,
    product,
)

MEETS, OUT, UNDECIDED, PENDING = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED, Verdict.PENDING
INVALID = Verdict.INVALID
K = BoundKind
BULK = Unit(name="copies", denominator="cell")

VIABILITY = named("viability", line(bound(K.AT_LEAST, "70"), possible=HUNDRED))
COPIES = replace(named("copies", line(bound(K.BELOW, "5"))), units=(BULK,))
THRICE = replace(
    named("thrice", line(bound(K.AT_MOST, "5"))),
    replicates=Replicates(count=3, comply=Comply.MEAN, max_cv=Decimal(20)),
)
SPIKED = replace(
    named("spiked", line(bound(K.AT_MOST, "5"))),
    criteria=(
        asks(unit=PERCENT, bounds=(bound(K.AT_LEAST, "50"),)),
        replace(asks(outcomes=GROWTH), id="blank"),
    ),
)
CULTURE = replace(named("culture", STERILITY), interim=Interim(least_hours=48, oldest_hours=12, whole_hours=168))
LATER = replace(CULTURE, id="later", needed_for=frozenset({Certificate.FINAL}))
SHAPE = replace(named("shape", line()), kind=TestKind.DECLARED, unit=None)
ENDOTOXIN = named("endotoxin", line(made(K.AT_MOST, "5 * patient.weight * infusion.hours / infusion.volume")))
DOSE = computed("dose", "bags.car_cells / patient.weight", bound(K.MORE_THAN, "0.5"))
PRODUCT = product(
    *(
        VIABILITY,
        COPIES,
        THRICE,
        SPIKED,
        CULTURE,
        LATER,
        SHAPE,
        ENDOTOXIN,
        DOSE,
        one_of("either", "viability", "copies"),
    ),
    dose="bag.concentration * bag.volume * viability / 100",
)


def said(test_id: str, **typed_texts: str) -> Verdict:
    return run(PRODUCT, case({name.replace("__", "."): text for name, text in typed_texts.items()}))[test_id]


def test_readings_outcomes_and_stated_texts_are_typed_as_they_are() -> None:
    assert [said("viability", viability=text) for text in ("69.5", "69.4", "> 69")] == [MEETS, OUT, UNDECIDED]
    assert [said("culture", culture=text) for text in ("no_growth", "growth", "sterile")] == [MEETS, OUT, UNDECIDED]
    assert said("shape", shape="round") is MEETS
    assert said("viability") is said("shape") is said("culture") is PENDING
    assert said("either", viability="60", copies="4") is MEETS


def test_replicates_stand_between_semicolons() -> None:
    assert [said("thrice", thrice=text) for text in ("4; 5; 6", "5;5;6", "4; 5", "5", "1; 5; 9")] == [
        *(MEETS, MEETS, UNDECIDED, UNDECIDED, INVALID)
    ]


def test_another_listed_unit_stands_in_brackets() -> None:
    assert said("copies", copies="1.45 [copies / cell]") is UNDECIDED
    assert said("copies", copies="1.45 [% / cells]") is MEETS
    assert said("copies", copies="1.45") is MEETS


def test_a_criterion_is_typed_behind_its_test() -> None:
    both = {"spiked__control": "100", "spiked__blank": "no_growth"}
    assert said("spiked", spiked="1", **both) is MEETS
    assert said("spiked", spiked="1", **{**both, "spiked__control": "49"}) is INVALID
    assert said("spiked", spiked="1", **{**both, "spiked__blank": "growth"}) is INVALID
    assert said("spiked", spiked="1", spiked__control="100") is UNDECIDED
    assert said("spiked", **both) is PENDING


@pytest.mark.parametrize(
    ("hours", "age", "verdict"),
    [("48", "12", MEETS), ("47.99", "1", PENDING), ("72", "12.01", PENDING), ("72", None, MEETS), (None, "1", PENDING)],
)
def test_an_interim_reading_is_answered_for_each_certificate(
    hours: str | None, age: str | None, verdict: Verdict
) -> None:
    typed_texts = {"culture": "no_growth_to_date", "culture.hours": hours, "culture.age_hours": age}
    typed_texts |= {name.replace("culture", "later"): text for name, text in typed_texts.items()}
    answered = run(PRODUCT, case({name: text for name, text in typed_texts.items() if text is not None}))
    assert answered["culture"] is answered["culture.provisional"] is verdict
    assert answered["culture.final"] is PENDING
    assert answered["later.provisional"] is verdict
    assert answered["later"] is answered["later.final"] is PENDING


def test_facts_are_typed_by_name_and_a_bag_by_its_two() -> None:
    one_bag = {"bag__concentration": "10", "bag__volume": "100", "patient__weight": "20"}
    assert said("dose", viability="80", **one_bag) is MEETS
    assert said("dose", viability="80", **{**one_bag, "bag__volume": "1.25"}) is OUT  # exactly 0.5
    assert said("endotoxin", endotoxin="1.0", **one_bag, infusion__hours="0.5") is MEETS
    assert said("endotoxin", endotoxin="1.1", **one_bag, infusion__hours="0.5") is OUT
    assert said("endotoxin", endotoxin="2.0", **one_bag, infusion__hours="2") is MEETS
    assert said("endotoxin", endotoxin="1.1", **one_bag, infusion__volume="50") is MEETS
    assert said("dose", bags__car_cells="11", patient__weight="20") is MEETS
    assert said("dose", viability="80", patient__weight="20") is UNDECIDED


def test_an_infusion_takes_as_long_as_the_product_plans_unless_the_case_says_else() -> None:
    facts = {"patient.weight": "20", "infusion.volume": "100", "endotoxin": "1.5"}
    slow = replace(PRODUCT, shelf_life=replace(PRODUCT.shelf_life, infusion_minutes=90))
    assert run(slow, case(facts))["endotoxin"] is MEETS
    assert run(slow, case({**facts, "infusion.hours": "1"}))["endotoxin"] is OUT


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("viability", "94,5"), ("viability", "101"), ("viability", ""), ("viability", "94 %"), ("thrice", "1;;2")),
        *(("nothing", "1"), ("viability.control", "1"), ("patient.height", "1"), ("patient.weight", "heavy")),
        *(
            ("copies", "1.45 [copies]"),
            ("copies", "[copies / cell]"),
            ("spiked.control", "much"),
            ("culture.hours", "2 d"),
        ),
    ],
)
def test_a_case_that_types_what_its_product_does_not_have_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(CaseUnreadable) as refused:
        run(PRODUCT, case({name: text}))
    assert refused.value.name == name
    assert refused.value.text in text
