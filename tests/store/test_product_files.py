"""A product file says everything a line needs, exactly, or is refused with its name, the key and what to write."""

import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest

from carbench.domain.errors import ProductBroken
from carbench.domain.measure import Unit
from carbench.domain.people import Role
from carbench.domain.product import InfusionRule, StepId
from carbench.domain.specification import BoundKind, Certificate, Rounding, SecondCheck
from carbench.paths import RESOURCES
from carbench.store.products import load_product, load_products

FILE = "demo.toml"
DEMO = (RESOURCES / "products" / FILE).read_text(encoding="utf-8")


def refused(text: str | bytes, name: str = FILE) -> tuple[str, str]:
    """Give the key and what is wanted, after the file was named."""
    with pytest.raises(ProductBroken) as broken:
        load_product(text.encode("utf-8") if isinstance(text, str) else text, name)
    assert broken.value.file == name
    return broken.value.key, broken.value.wanted


def changed(old: str, new: str) -> str:
    assert old in DEMO, old
    return DEMO.replace(old, new, 1)


def test_the_demonstration_product_loads_and_says_it_is_an_example() -> None:
    product = load_product(DEMO.encode("utf-8"), FILE)
    assert (product.id, product.revision, product.example) == ("demo", "1", True)
    assert product.sha256 == hashlib.sha256(DEMO.encode("utf-8")).hexdigest()
    assert [test.id for test in product.needed_for(Certificate.PROVISIONAL)] == [
        *("viability", "car_positive", "endotoxin"),
    ]
    assert len(product.needed_for(Certificate.FINAL)) == 6
    assert product.dose.fraction_test == "car_positive"
    life = product.shelf_life
    assert (life.hours, life.transport_minutes, life.infusion_minutes, life.infusion) == (48, 60, 30, InfusionRule.END)


def test_the_steps_say_who_signs_them() -> None:
    product = load_product(DEMO.encode("utf-8"), FILE)
    signed = {step.id: step.signed_by for step in product.steps if step.signed_by}
    assert signed == dict.fromkeys((StepId.CULTURE, StepId.FILL), frozenset({Role.OPERATOR}))


@pytest.mark.parametrize(
    ("test_id", "kind", "printed", "rounding"),
    [
        ("viability", BoundKind.AT_LEAST, "70", Rounding.DECIMALS),
        ("car_positive", BoundKind.AT_LEAST, "20", Rounding.DECIMALS),
        ("endotoxin", BoundKind.AT_MOST, "0.5", Rounding.DECIMALS),
        ("vector_copies", BoundKind.BELOW, "5", None),
    ],
)
def test_the_limits_are_those_of_the_file(
    test_id: str, kind: BoundKind, printed: str, rounding: Rounding | None
) -> None:
    (bound,) = load_product(DEMO.encode("utf-8"), FILE).test(test_id).bounds
    assert (bound.kind, str(bound.value), bound.rounding) == (kind, printed, rounding)
    assert bound.source


def test_a_unit_carries_its_denominator() -> None:
    product = load_product(DEMO.encode("utf-8"), FILE)
    assert product.test("vector_copies").unit == Unit(name="copies", denominator="transduced cell")
    assert product.test("endotoxin").unit == Unit(name="EU/mL")
    assert product.test("sterility_final").unit is None
    assert product.test("sterility_final").second_check is SecondCheck.SIGHTED


@pytest.mark.parametrize(
    ("printed", "places", "figures"),
    [("70", 0, 2), ("70.0", 1, 3), ("0.5", 1, 1), ("0.50", 2, 2), ("500000", 0, 6), ("0", 0, 1), ("0.0", 1, 1)],
)
def test_places_and_figures_are_those_the_source_prints(printed: str, places: int, figures: int) -> None:
    product = load_product(changed('value = "70"', f'value = "{printed}"').encode("utf-8"), FILE)
    (bound,) = product.test("viability").bounds
    assert (bound.value, bound.places, bound.figures) == (Decimal(printed), places, figures)


@pytest.mark.parametrize(
    ("old", "new", "key", "wanted"),
    [
        ("example = true", "example = true\nexampel = true", "exampel", "–"),
        ("example = true", 'example = "true"', "example", "true | false"),
        ("example = true", "example = 1", "example", "true | false"),
        ('id = "demo"', "", "id", '"text"'),
        ('id = "demo"', 'id = " "', "id", '"text"'),
        ('revision = "1"', "revision = 1", "revision", '"text"'),
        ('value = "70"', "value = 70", "tests[0].bounds[0].value", '"0.5"'),
        ('value = "70"', "value = 70.0", "tests[0].bounds[0].value", '"0.5"'),
        ('value = "70"', 'value = "7e1"', "tests[0].bounds[0].value", '"0.5"'),
        ('value = "70"', 'value = "70 %"', "tests[0].bounds[0].value", '"0.5"'),
        ('value = "70"', 'value = "70,0"', "tests[0].bounds[0].value", '"0.5"'),
        ('value = "70"', 'value = "٧٠"', "tests[0].bounds[0].value", '"0.5"'),
        ('value = "70"', 'value = "NaN"', "tests[0].bounds[0].value", '"0.5"'),
        ('kind = "at_least"', 'kind = "≥"', "tests[0].bounds[0].kind", '"at_least" | "more_than"'),
        ('rounding = "decimals"', "", "tests[0].bounds[0].rounding", '"decimals" | "significant"'),
        ('rounding = "decimals"', 'rounding = "up"', "tests[0].bounds[0].rounding", '"decimals" | "significant"'),
        ('value = "5"', 'value = "5"\nrounding = "decimals"', "tests[5].bounds[0].rounding", "–"),
        ('source = "ARI-0001, Table 2: ≥ 70 %"', "", "tests[0].bounds[0].source", '"text"'),
        ('low = "0", high = "100"', 'low = "100", high = "0"', "tests[0].possible.high", "> 100"),
        ('low = "0", high = "100"', 'low = "50", high = "50"', "tests[0].possible.high", "> 50"),
        ('low = "0", high = "100"', 'low = 0, high = "100"', "tests[0].possible.low", '"0.5"'),
        ('low = "0", high = "100"', 'low = "0"', "tests[0].possible.high", '"0.5"'),
        (
            'needed_for = ["provisional", "final"]',
            'needed_for = ["P"]',
            "tests[0].needed_for",
            '"provisional" | "final"',
        ),
        (
            'needed_for = ["provisional", "final"]',
            'needed_for = "P"',
            "tests[0].needed_for",
            '["provisional" | "final"]',
        ),
        ('enters = ["qc_analyst", "operator"]', "", "tests[0].enters", '["operator" | "qc_analyst"'),
        ('second_check = "blind"', 'second_check = "none"', "tests[0].second_check", '"blind" | "sighted"'),
        ("due_hours = 3", "due_hours = -3", "tests[0].due_hours", "0 … 100000"),
        ("due_hours = 3", "due_hours = 3.5", "tests[0].due_hours", "0 … 100000"),
        ("due_hours = 3", "due_hours = true", "tests[0].due_hours", "0 … 100000"),
        ('effect = "interim"', 'effect = "maybe"', "tests[3].outcomes[1].effect", '"meets" | "fails" | "interim"'),
        ('infusion = "end"', 'infusion = "soon"', "shelf_life.infusion", '"start" | "end"'),
        ("hours = 48", 'hours = "48"', "shelf_life.hours", "0 … 100000"),
        ("due_hours = 3", "due_hours = 100001", "tests[0].due_hours", "0 … 100000"),
        ('fraction_test = "car_positive"', 'fraction_test = "car"', "dose.fraction_test", '"car_positive"'),
        ('fraction_test = "car_positive"', 'fraction_test = "viability"', "dose.fraction_test", '"car_positive"'),
        ('denominator = "viable cells"', 'denominator = "CD3+"', "dose.fraction_test", "[[tests]] unit = % / viable"),
        ('id = "receipt"', 'id = "review"', "steps", "order receipt culture fill results"),
        ('id = "car_positive"', 'id = "viability"', "tests", "id ≠ id"),
        ('id = "receipt"', 'id = "order"', "steps", "id ≠ id"),
        ('id = "no_growth_to_date"', 'id = "growth"', "tests.sterility_final.outcomes", "id ≠ id"),
        ('id = "receipt"', 'id = "reception"', "steps[1].id", '"order" | "receipt"'),
        ('signed_by = ["operator"]', 'signed_by = ["boss"]', "steps[2].signed_by", '"operator" | "qc_analyst"'),
        ('fr = "Cellules CAR-T de démonstration, fraîches"', "", "title.fr", '"text"'),
        ('de = "Abfüllung"', 'de = ""', "steps[3].title.de", '"text"'),
        ('de = "Abfüllung"', 'de = "Abfüllung", es = "Llenado"', "steps[3].title.es", "–"),
        ('unit = { name = "EU/mL" }', 'unit = "EU/mL"', "tests[2].unit", "[tests[2].unit]"),
        ('unit = { name = "EU/mL" }', 'unit = { name = "EU", per = "mL" }', "tests[2].unit.per", "–"),
        ("[shelf_life]", "[shelf]", "shelf_life", "[shelf_life]"),
    ],
)
def test_a_refusal_names_file_key_and_what_to_write(old: str, new: str, key: str, wanted: str) -> None:
    found_key, found_wanted = refused(changed(old, new))
    assert found_key == key
    assert found_wanted.startswith(wanted)


@pytest.mark.parametrize("test_id", ["viability", "sterility_final"])
def test_a_line_without_its_source_is_refused(test_id: str) -> None:
    without = re.sub(rf'(id = "{test_id}"(?:\n[^\n]+)*?\n)source = [^\n]+\n', r"\1", DEMO, count=1)
    assert without != DEMO
    assert refused(without) == (f"tests[{0 if test_id == 'viability' else 3}].source", '"text"')


def test_a_number_without_a_limit_is_refused() -> None:
    without = re.sub(r'\[\[tests.bounds\]\]\nkind = "below"\nvalue = "5"\nsource = [^\n]+', "bounds = []", DEMO)
    assert without != DEMO
    assert refused(without) == ("tests.vector_copies.bounds", "[[tests.bounds]]")


def test_a_list_of_something_else_than_tables_is_refused() -> None:
    without = re.sub(r"\[\[steps\]\].*?(?=\[\[tests\]\])", "", DEMO, flags=re.DOTALL)
    assert refused(without.replace("example = true", 'example = true\nsteps = ["order"]', 1)) == ("steps", "[[steps]]")


def test_a_product_that_needs_nothing_for_the_provisional_certificate_is_refused() -> None:
    key, _ = refused(DEMO.replace('needed_for = ["provisional", "final"]', 'needed_for = ["final"]'))
    assert key == "dose.fraction_test"  # the dose is certified, so its fraction is needed at least


def test_a_signature_no_step_would_ask_for_is_refused() -> None:
    signed = DEMO.replace("signed_by = []", 'signed_by = ["operator"]', 1)
    assert refused(signed) == ("steps.order.signed_by", "[]")


@pytest.mark.parametrize(
    "content",
    [
        DEMO.encode("latin-1", errors="replace"),
        DEMO.encode("utf-16"),
        b"\xff\xfe",
        b"id = ",
        (DEMO + '\nid = "again"\n').encode("utf-8"),
        DEMO.replace('revision = "1"', 'revision = "1"\nrevision = "2"', 1).encode("utf-8"),
    ],
)
def test_what_is_not_toml_in_utf_8_is_refused(content: bytes) -> None:
    key, wanted = refused(content, "own.toml")
    assert key
    assert wanted in {"TOML, UTF-8", "–"}


def test_two_files_of_one_product_are_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(DEMO, encoding="utf-8")
    with pytest.raises(ProductBroken) as broken:
        load_products(tmp_path)
    assert broken.value.values() == {"file": "b.toml", "key": "id", "wanted": '≠ "demo"'}


def test_products_come_with_the_bytes_their_hash_is_of() -> None:
    products = load_products(RESOURCES / "products")
    assert products
    for product, content in products.values():
        assert hashlib.sha256(content).hexdigest() == product.sha256
