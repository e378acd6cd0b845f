"""The shipped products say what is in print, name their sources, and hold every worked case."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from carbench.domain.product import Product
from carbench.domain.specification import (
    BoundKind,
    Certificate,
    Comply,
    Effect,
    Group,
    Laboratory,
    Rounding,
    SecondCheck,
    Severity,
    TestKind,
    Verdict,
)
from carbench.paths import RESOURCES
from carbench.store.products import load_product, load_products

FOLDER = RESOURCES / "products"
FILES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}
PRODUCTS = {name: load_product(text.encode("utf-8"), name) for name, text in FILES.items()}
ARI, CD20, DEMO = PRODUCTS["ari-0001"], PRODUCTS["cd20-prodigy"], PRODUCTS["demo"]
P, F, IN = Certificate.PROVISIONAL, Certificate.FINAL, Certificate.IN_PROCESS
K = BoundKind


def limits(product: Product, test_id: str) -> list[tuple[BoundKind, str]]:
    """Give the printed limits of a line; those made for the patient apart."""
    return [(bound.kind, str(bound.value)) for bound in product.test(test_id).bounds if bound.formula is None]


def test_three_products_ship_and_every_one_is_an_example() -> None:
    assert {product.id for product in PRODUCTS.values()} == {"demo", "ari-0001", "cd20-prodigy"} == set(FILES)
    assert all(product.example for product in PRODUCTS.values())
    assert all(text.startswith("# EXAMPLE SPECIFICATION, NOT FOR USE") for text in FILES.values())


@pytest.mark.parametrize(
    ("test_id", "kind", "value", "unit"),
    [
        # Table 2, Mol Ther Methods Clin Dev 2018;12:134-144; columns spec_* of ari0001_validation_batches.csv.
        ("car_positive", K.AT_LEAST, "20", "% / viable CD3+"),
        ("cd3_positive", K.AT_LEAST, "70", "% / viable cells"),
        ("viability", K.AT_LEAST, "70", "% / cells"),
        ("vector_copies", K.AT_MOST, "10", "copies / cell"),
        ("endotoxin", K.AT_MOST, "0.5", "EU/mL"),
        ("dose_per_kg", K.MORE_THAN, "0.5", "10⁶ CAR+ viable cells / kg"),
        # The same table as release.md section 3 quotes it.
        ("cytotoxicity_a", K.BELOW, "70", "% / target cells"),
        ("cytotoxicity_b", K.MORE_THAN, "50", "% / target cells, difference"),
    ],
)
def test_the_limits_of_ari_0001_are_those_in_print(test_id: str, kind: BoundKind, value: str, unit: str) -> None:
    assert limits(ARI, test_id) == [(kind, value)]
    assert str(ARI.test(test_id).unit) == unit


@pytest.mark.parametrize(
    ("test_id", "printed"),
    [("sterility", "sterile"), ("mycoplasma", "absent"), ("adventitious_virus", "absent"), ("rcl", "absent")],
)
def test_the_words_of_ari_0001_are_outcomes(test_id: str, printed: str) -> None:
    meeting = [outcome.title["en"] for outcome in ARI.test(test_id).outcomes if outcome.effect is Effect.MEETS]
    assert meeting == [printed]


def test_either_cytotoxicity_assay_of_ari_0001_is_enough() -> None:
    assert ARI.test("potency").any_of == ("cytotoxicity_a", "cytotoxicity_b")


def test_the_printed_batches_of_ari_0001_are_worked_cases() -> None:
    # Rows ARI0001/01 and ARI0001/03.
    cases = {case.id: dict(case.typed) for case in ARI.cases}
    names = (
        "car_positive",
        "cd3_positive",
        "viability",
        "vector_copies",
        "endotoxin",
        "cytotoxicity_a",
        "cytotoxicity_b",
    )
    assert [cases["batch_1"][name] for name in names] == ["26.0", "97.9", "97.9", "1.45", "≤0.5", "14.9", "90.9"]
    assert [cases["batch_3"][name] for name in names] == ["39.7", "98.6", "98.0", "2.51", "≤0.5", "43.0", "67.0"]


@pytest.mark.parametrize(
    ("test_id", "kind", "value", "unit"),
    [
        # Table 1, Front Immunol 2024;15:1328368; columns ipc_criterion and qc_criterion of cd20_cart_ipc_qc_specs.csv.
        ("viability", K.AT_LEAST, "80", "% / CD45+CD3+"),
        ("cd3_positive", K.AT_LEAST, "80", "% / viable CD45+"),
        ("car_positive", K.AT_LEAST, "10", "% / viable CD3+"),
        ("car_positive_day_5", K.AT_LEAST, "5", "% / viable CD3+"),
        ("endotoxin", K.BELOW, "5", "EU/mL"),
        ("vector_copies", K.BELOW, "5", "copies / transduced cell"),
    ],
)
def test_the_limits_of_cd20_are_those_in_print(test_id: str, kind: BoundKind, value: str, unit: str) -> None:
    assert limits(CD20, test_id) == [(kind, value)]
    assert str(CD20.test(test_id).unit) == unit


def test_the_dose_of_cd20_is_that_of_the_cohort_plus_or_minus_20_per_cent() -> None:
    (bound,) = CD20.test("dose_per_kg").bounds
    assert bound.formula is not None
    assert (bound.kind, bound.formula.text, bound.percent) == (K.WITHIN_PERCENT, "order.dose", Decimal(20))


@pytest.mark.parametrize(
    ("test_id", "day", "needed_for"),
    [
        # Columns ipc_day, qc_day_sample and result_timing.
        ("viability_day_5", 5, {IN}),
        ("cd3_positive_day_5", 5, {IN}),
        ("car_positive_day_5", 5, {IN}),
        ("identity_day_5", 5, {IN}),
        ("dose_day_5", 5, {IN}),
        ("endotoxin_day_5", 5, {IN}),
        ("microbiology_day_10", 10, {P, F}),
        ("mycoplasma_day_10", 10, {P, F}),
        ("viability", 12, {P, F}),
        ("cd3_positive", 12, {P, F}),
        ("car_positive", 12, {P, F}),
        ("identity", 12, {P, F}),
        ("appearance", 12, {P, F}),
        ("endotoxin", 12, {P, F}),
        ("microbiology", 12, {F}),
        ("mycoplasma", 12, {F}),
        ("vector_copies_bulk", 12, {F}),
        ("vector_copies", None, {F}),
        ("dose_per_kg", None, {P, F}),
    ],
)
def test_every_line_of_cd20_is_taken_and_needed_when_print_says(
    test_id: str, day: int | None, needed_for: set[Certificate]
) -> None:
    test = CD20.test(test_id)
    assert (test.sample.day if test.sample else None) == day
    assert test.needed_for == needed_for


def test_what_cd20_only_determines_is_declared() -> None:
    declared = {test.id for test in CD20.tests if test.kind is TestKind.DECLARED and IN in test.needed_for}
    assert declared == {"viability_day_5", "cd3_positive_day_5", "dose_day_5", "endotoxin_day_5"}


@pytest.mark.parametrize("test_id", ["microbiology_day_10", "mycoplasma_day_10"])
def test_negative_to_date_on_day_10_is_an_interim_reading(test_id: str) -> None:
    test = CD20.test(test_id)
    effects = {outcome.title["en"]: outcome.effect for outcome in test.outcomes}
    assert effects == {"negative": Effect.MEETS, "negative to date": Effect.INTERIM, "positive": Effect.FAILS}
    assert test.interim is not None


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda product: product.id)
def test_the_endotoxin_limit_of_the_patient_stands_beside_the_printed_one(product: Product) -> None:
    (limit,) = (bound for bound in product.test("endotoxin").bounds if bound.formula)
    assert limit.formula is not None
    assert (limit.kind, limit.formula.text) == (K.AT_MOST, "5 * patient.weight * infusion.hours / infusion.volume")


@pytest.mark.parametrize("product", PRODUCTS.values(), ids=lambda product: product.id)
def test_a_shipped_product_has_a_case_that_meets_one_that_fails_and_one_on_the_limits(product: Product) -> None:
    assert len(product.cases) >= 3
    needed = {test.id for test in product.needed_for(P)}
    met = [
        case
        for case in product.cases
        if needed <= {name for name, verdict in case.expected if verdict is Verdict.MEETS}
    ]
    failed = [name for case in product.cases for name, verdict in case.expected if verdict is Verdict.OUT]
    assert met
    assert needed <= set(failed)
    assert any(case.id == "boundary" for case in product.cases)


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_in_print_is_called_an_example_value(name: str) -> None:
    product = PRODUCTS[name]
    silent = [product.shelf_life.source, product.deadlines.source, product.dose.source]
    silent += [hold.source for hold in product.hold_times] + [lot.source for lot in product.lots]
    assert all("example value" in source for source in silent)
    rounded = [bound for test in product.tests for bound in test.bounds if bound.rounding and name != "demo"]
    assert all("the rounding rule is an example value" in bound.source for bound in rounded)


def tables(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield table
    listed = [value if isinstance(value, list) else [value] for value in table.values()]
    for inner in (one for many in listed for one in many if isinstance(one, dict)):
        yield from tables(inner)


def test_the_readme_explains_every_key_and_every_word_a_file_can_say() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    found = [table for text in FILES.values() for table in tables(tomllib.loads(text))]
    keys = {key for table in found if not {"typed", "expected"} & table.keys() for key in table}
    cases = {key for table in found for part in ("typed", "expected") for key in table.get(part, {})}
    kinds = {
        *BoundKind,
        *TestKind,
        *Effect,
        *Group,
        *Severity,
        *Laboratory,
        *SecondCheck,
        *Comply,
        *Rounding,
        *Certificate,
    }
    words = {word.value for word in kinds} | (keys - cases)
    assert not sorted(word for word in words if re.search(rf"\b{word}\b", told) is None)


def test_the_demonstration_says_everything_a_test_can_say() -> None:
    bounds = [bound for test in DEMO.tests for bound in (*test.bounds, *test.action)]
    assert {test.kind for test in DEMO.tests} == set(TestKind)
    assert {bound.kind for bound in bounds} == set(BoundKind)
    assert {bound.rounding for bound in bounds} == {None, *Rounding}
    assert {test.group for test in DEMO.tests} == set(Group)
    assert {test.severity for test in DEMO.tests} == set(Severity)
    assert {test.laboratory for test in DEMO.tests} == set(Laboratory)
    assert {test.second_check for test in DEMO.tests} == set(SecondCheck)
    assert {outcome.effect for test in DEMO.tests for outcome in test.outcomes} == set(Effect)
    assert {need for test in DEMO.tests for need in test.needed_for} == set(Certificate)
    said = ("units", "action", "criteria", "replicates", "interim", "formula", "any_of", "sample", "plausible")
    said += ("tell_minutes", "bars_provisional", "counts")
    assert all(any(getattr(test, field) for test in DEMO.tests) for field in said)
    assert any(bound.formula for bound in bounds)
    assert any(bound.alternative for bound in bounds)


def test_many_products_load_beside_each_other(tmp_path: Path) -> None:
    for place in range(5):
        text = FILES["demo"].replace('id = "demo"', f'id = "demo-{place}"', 1)
        (tmp_path / f"{place}.toml").write_text(text, encoding="utf-8")
    assert set(load_products(tmp_path)) == {f"demo-{place}" for place in range(5)}
