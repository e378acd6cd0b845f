"""Formulas name what there is, come to an end, and make the dose from the right cells."""

import pytest

from carbench.domain.facts import FACTS
from tests.store.product_texts import DEMO, bound, bounded, changed, loaded, refused, within, without_cases

DOSE = 'formula = "bag.concentration * bag.volume * car_positive / 100"'
PER_KG = 'formula = "bags.car_cells / patient.weight"'
CALCULATED = 'kind = "computed"\n'


def computed(name: str, formula: str) -> str:
    """Write a computed line."""
    own = within("dose_per_kg", PER_KG, f'formula = "{formula}"')
    own = within("dose_per_kg", 'needed_for = ["provisional", "final"]', "needed_for = []", text=own)
    start = own.index('[[tests]]\nid = "dose_per_kg"')
    return own[start:].partition("\n\n")[0].replace("dose_per_kg", name, 1)


def with_lines(*lines: str) -> str:
    return without_cases(changed('[[tests]]\nid = "viability"', "\n\n".join([*lines, '[[tests]]\nid = "viability"'])))


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("bags.car_cells / patient.wieght", "patient.weight"),
        ("bags.car_cells / patient", "patient.weight"),
        ("car_positiv * 2", "car_positive"),
        ("sterility_final * 2", "acidity_day_5 | bag.concentration"),
        ("morphology * 2", ""),
        ("potency * 2", ""),
        ("2 * 3", "patient.weight …"),
    ],
)
def test_a_formula_that_names_nothing_or_nothing_known_is_refused(formula: str, wanted: str) -> None:
    key, found = refused(within("dose_per_kg", PER_KG, f'formula = "{formula}"'))
    assert key == "tests.dose_per_kg.formula"
    assert wanted in found


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("bags.car_cells /", "bags.car_cells / ▸ number or name or ("),
        ("bags.car_cells ** 2", "bags.car_cells * ▸ number or name or ("),
        ("-patient.weight", " ▸ number or name or ("),
        ("(patient.weight", "(patient.weight ▸ )"),
        ("patient.weight * 1e3", "patient.weight * 1 ▸ end"),
        ("patient.weight; 2", "patient.weight ▸ number, name or sign"),
    ],
)
def test_a_broken_formula_is_refused_where_it_breaks(formula: str, wanted: str) -> None:
    key, found = refused(within("dose_per_kg", PER_KG, f'formula = "{formula}"'))
    assert (key, found) == ("tests.dose_per_kg.formula", wanted)


def test_a_formula_may_name_every_fact_and_every_line_with_a_number() -> None:
    names = " + ".join([*sorted(FACTS), "viability", "cell_diameter", "dose_per_kg"])
    assert loaded(with_lines(computed("everything", names))).test("everything").formula is not None


@pytest.mark.parametrize("place", ["bounds", "action", "criteria.spike_recovery.bounds"])
def test_the_formula_of_a_limit_names_what_there_is(place: str) -> None:
    said = 'kind = "at_most"\nformula = "patient.height * 2"\nsource = "invented"'
    old = {
        "bounds": '[[tests.bounds]]\nkind = "at_least"',
        "action": '[[tests.bounds]]\nkind = "at_least"',
        "criteria.spike_recovery.bounds": '[[tests.criteria.bounds]]\nkind = "between"',
    }[place]
    table = f"[[tests.{place.replace('.spike_recovery', '')}]]"
    key, wanted = refused(within("interferon_gamma", old, f"{table}\n{said}\n{old}"))
    assert key == f"tests.interferon_gamma.{place}.formula"
    assert "patient.weight" in wanted


def test_a_line_that_is_computed_without_a_formula_is_refused() -> None:
    key, wanted = refused(within("dose_per_kg", PER_KG, ""))
    assert (key, wanted) == ("tests.dose_per_kg.formula", '"text"')


@pytest.mark.parametrize("key", ["enters", "second_check", "possible", "laboratory", "any_of", "interim"])
def test_a_computed_line_is_never_typed(key: str) -> None:
    said = {"enters": '["qc_analyst"]', "second_check": '"blind"', "laboratory": '"own"', "any_of": '["a"]'}
    more = f"{key} = {said.get(key, '{ }')}"
    assert refused(within("dose_per_kg", CALCULATED, f"{CALCULATED}{more}\n")) == (f"tests.dose_per_kg.{key}", "–")


@pytest.mark.parametrize(
    ("lines", "circle"),
    [
        ({"first": "first + 1"}, "first → first"),
        ({"first": "second + 1", "second": "first + 1"}, "first → second → first"),
        ({"first": "second", "second": "third", "third": "second"}, "second → third → second"),
    ],
)
def test_a_formula_that_comes_back_to_itself_is_refused(lines: dict[str, str], circle: str) -> None:
    key, wanted = refused(with_lines(*(computed(name, formula) for name, formula in lines.items())))
    assert key == f"tests.{circle.partition(' ')[0]}.formula"
    assert wanted == f"≠ {circle}"


@pytest.mark.parametrize("formula", ["viability / 2", "endotoxin * 2", "bags.car_cells", "bags.car_positive"])
def test_a_limit_of_a_typed_line_names_facts_only(formula: str) -> None:
    made = bound("at_least", f'formula = "{formula}"')
    key, wanted = refused(bounded("viability", made))
    assert key == "tests.viability.bounds.formula"
    assert set(wanted.split(" | ")) <= FACTS - {"bags.car_cells"}


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ('["cytotoxicity_a"]', "tests.potency.any_of"),
        ("[]", "tests.potency.any_of"),
        ('["cytotoxicity_a", "cytotoxicity_a"]', "tests.potency.any_of"),
        ('["cytotoxicity_a", "cytotoxicity_c"]', "tests.potency.any_of"),
        ('["cytotoxicity_a", "morphology"]', "tests.potency.any_of"),
        ('["cytotoxicity_a", "patient.weight"]', "tests.potency.any_of"),
        ('["cytotoxicity_a", "vector_copies"]', "tests.vector_copies.needed_for"),
        ('["cytotoxicity_a", "residual_beads"]', "tests.residual_beads.needed_for"),
        ('["cytotoxicity_a", "potency"]', "tests.potency.needed_for"),
    ],
)
def test_alternatives_are_two_lines_that_are_asked_for_together_only(parts: str, key: str) -> None:
    assert refused(within("potency", '["cytotoxicity_a", "cytotoxicity_b"]', parts))[0] == key


def test_alternatives_that_come_back_to_themselves_are_refused() -> None:
    own = within("potency", '["cytotoxicity_a", "cytotoxicity_b"]', '["cytotoxicity_a", "potency"]')
    own = without_cases(within("potency", 'needed_for = ["final"]', "needed_for = []", text=own))
    assert refused(own) == ("tests.potency.any_of", "≠ potency → potency")


def test_a_provisional_line_is_not_made_from_one_that_is_known_later() -> None:
    late = within("dose_per_kg", PER_KG, 'formula = "bags.car_cells / patient.weight * vector_copies"')
    assert refused(late) == ("tests.vector_copies.needed_for", '["provisional", …]')


@pytest.mark.parametrize("name", ["min", "max"])
def test_a_line_is_not_called_what_formulas_call_something_else(name: str) -> None:
    assert refused(with_lines(computed(name, "patient.weight")))[0] == f"tests.{name}.id"


VIABLE_CD3 = 'id = "percent_viable"\nname = "%"\ndenominator = "viable CD3+"'


@pytest.mark.parametrize(
    ("old", "new", "key", "wanted"),
    [
        # CAR+ of CD3+ cells without the CD3+ fraction overstates the dose.
        (
            'id = "percent_viable"\nname = "%"\ndenominator = "viable cells"',
            VIABLE_CD3,
            "dose.formula",
            "% / viable cells",
        ),
        # The count at filling is of viable cells already.
        (DOSE, DOSE.replace("car_positive", "viability / 100 * car_positive"), "dose.formula", "≠ viability"),
        ('whole = "viable cells"', 'whole = "cells"', "dose.whole", '"viable …"'),
        ('whole = "viable cells"', 'whole = "viable CD3+"', "dose.formula", "% / viable CD3+ → viable CAR+ cells"),
        ('\ncells = "viable CAR+ cells"', '\ncells = "viable cells"', "dose.cells", '"… CAR+ …"'),
        ('\ncells = "viable CAR+ cells"', '\ncells = "viable CAR+CD4+"', "dose.formula", "% / viable CAR+ cells"),
        ('\ncells = "viable CAR+ cells"', "", "dose.cells", '"text"'),
        ('counts = "viable CAR+ cells"\n', "", "dose.formula", "% / viable cells"),
        ('counts = "viable CAR+ cells"', 'counts = "viable cells"', "dose.formula", "% / viable cells"),
        (DOSE, DOSE.replace(" / 100", ""), "dose.formula", "bag.concentration * bag.volume * car_positive / 100"),
        (DOSE, DOSE.replace("/ 100", "/ 10"), "dose.formula", "bag.concentration * bag.volume * car_positive / 100"),
        (DOSE, DOSE.replace("volume *", "volume +"), "dose.formula", "bag.concentration * bag.volume"),
        (DOSE, DOSE.replace("car_positive", "car_positive * car_positive"), "dose.formula", "bag.concentration * bag"),
        (DOSE, DOSE.replace("bag.volume * ", ""), "dose.formula", "bag.concentration * bag.volume"),
        (DOSE, DOSE.replace("bag.volume", "bags.volume"), "dose.formula", "bag.volume"),
        (DOSE, DOSE.replace("car_positive", "patient.weight"), "dose.formula", ""),
        (DOSE, DOSE.replace("car_positive", "endotoxin"), "dose.formula", "% / viable cells"),
        (DOSE, DOSE.replace(" / 100", " / 100 * endotoxin / endotoxin"), "dose.formula", "≠ endotoxin"),
        (DOSE, DOSE.replace("car_positive", "car_positive_day_5"), "dose.formula", "% / viable cells"),
        (DOSE, "", "dose.formula", '"text"'),
        ("weight_oldest_days = 30", "weight_oldest_days = 0", "dose.weight_oldest_days", "1 …"),
        ('low = "1.0"\nhigh = "5.0"', 'low = "5.0"\nhigh = "1.0"', "dose.target.high", "> 5.0"),
        ('low = "1.0"\nhigh = "5.0"', 'low = "0"\nhigh = "1.0"', "dose.target.low", "> 0"),
    ],
)
def test_a_dose_made_from_the_wrong_cells_is_refused(old: str, new: str, key: str, wanted: str) -> None:
    found_key, found_wanted = refused(changed(old, new))
    assert found_key == key
    assert wanted in found_wanted


def test_a_fraction_of_the_dose_is_known_before_the_bag_leaves() -> None:
    late = within("car_positive", 'needed_for = ["provisional", "final"]', "needed_for = []")
    assert refused(without_cases(late)) == ("tests.car_positive.needed_for", '"provisional"')


def test_cells_are_counted_by_fractions_of_cells_only() -> None:
    counting = within("endotoxin", 'unit = "endotoxin"', 'unit = "endotoxin"\ncounts = "viable cells"')
    assert refused(counting) == ("tests.endotoxin.counts", "–")


def test_the_dose_of_the_demonstration_is_of_all_viable_cells() -> None:
    dose = loaded(DEMO).dose
    assert dose.formula.names == {"bag.concentration", "bag.volume", "car_positive"}
    assert (dose.whole, dose.cells) == ("viable cells", "viable CAR+ cells")


def test_a_count_starts_no_shelf_life() -> None:
    key, wanted = refused(changed('starts = "fill"', 'starts = "culture"'))
    assert (key, wanted) == ("shelf_life.starts", '"fill" | "harvest" | "receipt" | "collection"')
