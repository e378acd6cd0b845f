"""A product file says everything a line needs, exactly, or is refused with its name, the key and what to write."""

import hashlib
import re
from decimal import Decimal
from pathlib import Path

import pytest

from carbench.domain.errors import ProductBroken
from carbench.domain.measure import Unit
from carbench.domain.people import Role
from carbench.domain.product import Event, InfusionRule, StepId
from carbench.domain.specification import BoundKind, Certificate, Rounding, SecondCheck
from carbench.paths import RESOURCES
from carbench.store.products import load_products
from tests.store.product_texts import DEMO, block, changed, loaded, refused, within, without_cases


def test_the_demonstration_product_loads_and_says_it_is_an_example() -> None:
    product = loaded(DEMO)
    assert (product.id, product.revision, product.example) == ("demo", "1", True)
    assert product.sha256 == hashlib.sha256(DEMO.encode("utf-8")).hexdigest()
    life = product.shelf_life
    assert (life.hours, life.transport_minutes, life.infusion_minutes) == (48, 60, 30)
    assert (life.infusion, life.starts) == (InfusionRule.END, Event.FILL)


def test_the_demonstration_is_played_with_three_typed_lines() -> None:
    needed = loaded(DEMO).needed_for(Certificate.PROVISIONAL)
    assert [test.id for test in needed if test.enters] == ["viability", "car_positive", "endotoxin"]


def test_the_steps_say_who_signs_them() -> None:
    signed = {step.id: step.signed_by for step in loaded(DEMO).steps if step.signed_by}
    assert signed == dict.fromkeys((StepId.CULTURE, StepId.FILL), frozenset({Role.OPERATOR}))


@pytest.mark.parametrize(
    ("test_id", "kind", "printed", "rounding"),
    [
        ("viability", BoundKind.AT_LEAST, "70", Rounding.DECIMALS),
        ("car_positive", BoundKind.AT_LEAST, "20", Rounding.DECIMALS),
        ("endotoxin", BoundKind.AT_MOST, "0.5", Rounding.DECIMALS),
        ("vector_copies", BoundKind.BELOW, "5", None),
        ("dose_per_kg", BoundKind.MORE_THAN, "0.5", None),
    ],
)
def test_the_limits_are_those_of_the_file(
    test_id: str, kind: BoundKind, printed: str, rounding: Rounding | None
) -> None:
    bound = loaded(DEMO).test(test_id).bounds[0]
    assert (bound.kind, str(bound.value), bound.rounding) == (kind, printed, rounding)
    assert bound.source


def test_a_unit_carries_its_denominator() -> None:
    product = loaded(DEMO)
    assert product.test("vector_copies").unit == Unit(name="copies", denominator="transduced cell")
    assert product.test("vector_copies").units == (Unit(name="copies", denominator="cell"),)
    assert product.test("vector_copies").unit_title["fr"] == "copies par cellule transduite"
    assert product.test("endotoxin").unit == Unit(name="EU/mL")
    assert product.test("sterility_final").unit is None
    assert product.test("sterility_final").second_check is SecondCheck.SIGHTED


@pytest.mark.parametrize(
    ("printed", "places", "figures"),
    [("70", 0, 2), ("70.0", 1, 3), ("0.5", 1, 1), ("0.50", 2, 2), ("0.05", 2, 1), ("10", 0, 2), ("7.00", 2, 3)],
)
def test_places_and_figures_are_those_the_source_prints(printed: str, places: int, figures: int) -> None:
    product = loaded(without_cases(changed('value = "70"', f'value = "{printed}"')))
    (bound,) = product.test("viability").bounds
    assert (bound.value, bound.places, bound.figures) == (Decimal(printed), places, figures)


@pytest.mark.parametrize(
    ("old", "new", "key", "wanted"),
    [
        ("example = true", "example = true\nexampel = true", "exampel", "example"),
        ("example = true", "example = true\nwhatever = true", "whatever", "–"),
        ("example = true", 'example = "true"', "example", "true | false"),
        ("example = true", "example = 1", "example", "true | false"),
        ('id = "demo"', "", "id", '"a-b-1"'),
        ('id = "demo"', 'id = "Demo"', "id", '"a-b-1"'),
        ('revision = "1"', 'revision = " "', "revision", '"text"'),
        ('revision = "1"', 'revision = " 1"', "revision", '"1"'),
        ('revision = "1"', 'revision = "1\u200b"', "revision", '"text"'),
        ('revision = "1"', 'revision = "1\\n2"', "revision", '"text"'),
        ('revision = "1"', "revision = 1", "revision", '"text"'),
        ('value = "70"', "value = 70", "tests.viability.bounds[0].value", '"0.5"'),
        ('value = "70"', "value = 70.0", "tests.viability.bounds[0].value", '"0.5"'),
        ('value = "70"', "value = nan", "tests.viability.bounds[0].value", '"0.5"'),
        ('value = "70"', "value = inf", "tests.viability.bounds[0].value", '"0.5"'),
        *(
            ('value = "70"', f'value = "{text}"', "tests.viability.bounds[0].value", '"0.5"')
            for text in ("7e1", "70 %", "70,0", "٧٠", "NaN", "inf", "+70", "070", "70.", ".7", "", "1" * 65)
        ),
        ('kind = "at_least"', 'kind = "≥"', "tests.viability.bounds[0].kind", '"at_least" | "more_than"'),
        ('low = "0", high = "100"', 'low = "100", high = "0"', "tests.viability.possible.high", "> 100"),
        ('low = "0", high = "100"', 'low = "50", high = "50"', "tests.viability.possible.high", "> 50"),
        ('low = "0", high = "100"', 'low = 0, high = "100"', "tests.viability.possible.low", '"0.5"'),
        ('low = "0", high = "100"', 'low = "0"', "tests.viability.possible.high", '"0.5"'),
        ('["provisional", "final"]', '["P"]', "tests.viability.needed_for", '"provisional" | "final"'),
        ('["provisional", "final"]', '"P"', "tests.viability.needed_for", '["provisional" | "final"'),
        ('["provisional", "final"]', '["final", "final"]', "tests.viability.needed_for", "1 × final"),
        ('enters = ["qc_analyst", "operator"]', "", "tests.viability.enters", '["operator" | "qc_analyst"'),
        ('second_check = "blind"', "", "tests.viability.second_check", '"blind" | "sighted"'),
        ('second_check = "blind"', 'second_check = "none"', "tests.viability.second_check", '"blind" | "sighted"'),
        ('laboratory = "own"', "", "tests.viability.laboratory", '"own" | "outside"'),
        ('severity = "exceptional"', "", "tests.viability.severity", '"never" | "exceptional"'),
        ('group = "cells"', 'group = "other"', "tests.viability.group", '"identity" | "cells"'),
        ('kind = "number"', "", "tests.viability.kind", '"number" | "outcomes"'),
        ("due_hours = 3", "due_hours = -3", "tests.viability.due_hours", "0 … 100000"),
        ("due_hours = 3", "due_hours = 3.5", "tests.viability.due_hours", "0 … 100000"),
        ("due_hours = 3", "due_hours = true", "tests.viability.due_hours", "0 … 100000"),
        ("due_hours = 3", "due_hours = 100001", "tests.viability.due_hours", "0 … 100000"),
        ('infusion = "end"', 'infusion = "soon"', "shelf_life.infusion", '"start" | "end"'),
        ("hours = 48", 'hours = "48"', "shelf_life.hours", "1 … 100000"),
        ("hours = 48", "hours = 1", "shelf_life.hours", "> 1"),
        ("final_days = 60", "final_days = 0", "deadlines.final_days", "1 … 100000"),
        ('id = "receipt"', 'id = "reception"', "steps.reception.id", '"order" | "receipt"'),
        ('signed_by = ["operator"]', 'signed_by = ["boss"]', "steps.culture.signed_by", '"operator" | '),
        ('fr = "Cellules CAR-T de démonstration, fraîches"', "", "title.fr", '"text"'),
        ('de = "Abfüllung"', 'de = ""', "steps.fill.title.de", '"text"'),
        ('de = "Abfüllung"', 'de = "Abfüllung", es = "Llenado"', "steps.fill.title.es", "–"),
        ("[shelf_life]", "[shelf]", "shelf_life", "[shelf_life]"),
        ("[final_statement]", "[finally]", "final_statement", "[final_statement]"),
        ("lots = []", "", "lots", "[[lots]]"),
        ("lots = []", 'lots = ["vector"]', "lots", "[[lots]]"),
    ],
)
def test_a_refusal_names_file_key_and_what_to_write(old: str, new: str, key: str, wanted: str) -> None:
    found_key, found_wanted = refused(changed(old, new))
    assert found_key == key
    assert found_wanted.startswith(wanted)


SOURCES = [match.start() for match in re.finditer(r'^source = "', DEMO, re.MULTILINE)]


@pytest.mark.parametrize("left", ["", 'source = ""\n', 'source = " "\n', "source = 5\n"])
@pytest.mark.parametrize("place", SOURCES)
def test_whatever_has_a_source_is_refused_without_it(place: int, left: str) -> None:
    key, wanted = refused(DEMO[:place] + left + DEMO[place:].partition("\n")[2])
    assert key.endswith("source")
    assert wanted == '"text"'


def test_everything_that_sets_a_limit_or_a_time_is_asked_for_its_source() -> None:
    asked = {refused(DEMO[:place] + DEMO[place:].partition("\n")[2])[0] for place in SOURCES}
    assert asked >= {
        *("source", "shelf_life.source", "dose.source", "dose.target.source", "deadlines.source"),
        *("hold_times.receipt_to_culture.source", "labels.identity.source", "labels.release.source"),
        *("tests.viability.source", "tests.viability.bounds[0].source", "tests.endotoxin.bounds[1].source"),
        *("tests.sterility_final.interim.source", "tests.interferon_gamma.replicates.source"),
        *("tests.interferon_gamma.criteria.spike_recovery.source", "tests.car_positive_day_5.action[0].source"),
        *("tests.interferon_gamma.criteria.spike_recovery.bounds[0].source", "tests.potency.source"),
    }


def test_a_lot_without_its_source_is_refused() -> None:
    title = '{ en = "Vector", fr = "Vecteur", de = "Vektor" }'
    lot = f'lots = [{{ id = "vector", certificate = true, title = {title} }}]'
    assert refused(changed("lots = []", lot)) == ("lots.vector.source", '"text"')


@pytest.mark.parametrize("list_of", ["steps", "tests", "labels", "cases", "units"])
def test_a_list_that_says_nothing_is_refused(list_of: str) -> None:
    bare = re.sub(rf"\[\[{list_of}\]\].*?(?=\n\[\[(?!{list_of})[a-z]+\]\]|\Z)", "", DEMO, flags=re.DOTALL)
    assert refused(changed("lots = []", f"lots = []\n{list_of} = []", bare)) == (list_of, f"[[{list_of}]]")


@pytest.mark.parametrize(
    "content",
    [
        DEMO.encode("latin-1", errors="replace"),
        DEMO.encode("utf-16"),
        DEMO.encode("utf-8-sig"),
        b"\xff\xfe",
        b"id = ",
        b"id = " + b"[" * 5000,
        b"id = " + b"1" * 5000,
        b"id = 1e99999999999999999999",
        (DEMO + "\n[title]\n").encode("utf-8"),
        DEMO.replace('revision = "1"', 'revision = "1"\nrevision = "2"', 1).encode("utf-8"),
    ],
    ids=range(10),
)
def test_what_is_not_toml_in_utf_8_is_refused(content: bytes) -> None:
    key, wanted = refused(content, "own.toml")
    assert key
    assert wanted == "TOML, UTF-8"


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


@pytest.mark.parametrize(
    ("name", "list_of", "key"),
    [
        ("viability", "tests", "tests.viability"),
        ("receipt", "steps", "steps.receipt"),
        ("identity", "labels", "labels.identity"),
        ("nominal", "cases", "cases.nominal"),
        ("receipt_to_culture", "hold_times", "hold_times.receipt_to_culture"),
        ("percent_cells", "units", "units.percent_cells"),
    ],
)
def test_two_of_one_id_are_refused(name: str, list_of: str, key: str) -> None:
    table = block(name, list_of)
    twice = DEMO.replace(table, f"{table}\n\n{table}", 1)
    assert refused(twice) == (key, "1 ×")


def test_two_outcomes_or_criteria_of_one_id_are_refused() -> None:
    outcomes = within("sterility_final", 'id = "no_growth_to_date"', 'id = "growth"')
    assert refused(outcomes) == ("tests.sterility_final.outcomes.growth", "1 ×")
    criteria = within("interferon_gamma", 'id = "spike_recovery"', 'id = "positive_control"')
    assert refused(criteria) == ("tests.interferon_gamma.criteria.positive_control", "1 ×")


def test_one_unit_under_two_names_is_refused() -> None:
    assert refused(changed('denominator = "viable cells"', 'denominator = "cells"')) == ("units.percent_viable", "1 ×")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('unit = "percent_cells"', 'unit = "percent"', "tests.viability.unit"),
        ('unit = "percent_cells"', 'unit = "percent_cells"\nunits = ["percent"]', "tests.viability.units"),
        ('unit = "percent_cells"', 'unit = "percent_cells"\nunits = ["percent_cells"]', "tests.viability.units"),
    ],
)
def test_a_unit_the_file_does_not_list_is_refused(old: str, new: str, key: str) -> None:
    assert refused(within("viability", old, new))[0] == key


def test_a_unit_that_no_test_uses_is_no_fault() -> None:
    more = '[[units]]\nid = "litres"\nname = "L"\ntitle = { en = "L", fr = "L", de = "L" }\n\n[[steps]]'
    assert loaded(changed("[[steps]]", more)).id == "demo"
