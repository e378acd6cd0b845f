"""Worked cases are run whenever a file is loaded, and what its author worked out must come out."""

import pytest

from tests.store.product_texts import DEMO, changed, loaded, refused, within


@pytest.mark.parametrize(
    ("case", "old", "new", "key", "wanted"),
    [
        ("nominal", 'viability = "MEETS"', 'viability = "OUT"', "viability", '"MEETS" ≠ "OUT"'),
        ("failing", 'endotoxin = "OUT"', 'endotoxin = "MEETS"', "endotoxin", '"OUT" ≠ "MEETS"'),
        ("nominal", 'potency = "MEETS"', 'potency = "PENDING"', "potency", '"MEETS" ≠ "PENDING"'),
        ("boundary", 'dose_per_kg = "OUT"', 'dose_per_kg = "MEETS"', "dose_per_kg", '"OUT" ≠ "MEETS"'),
        ("invalid", '= "INVALID"', '= "MEETS"', "interferon_gamma", '"INVALID" ≠ "MEETS"'),
        (
            "validity",
            '"sterility_final.final" = "PENDING"',
            '"sterility_final.final" = "MEETS"',
            "sterility_final.final",
            '"PENDING" ≠ "MEETS"',
        ),
    ],
)
def test_a_case_that_does_not_hold_names_its_line_what_came_out_and_what_was_expected(
    case: str, old: str, new: str, key: str, wanted: str
) -> None:
    found = refused(within(case, old, new, list_of="cases"))
    assert found == (f"cases.{case}.expected.{key}", wanted)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (
            'value = "70"\nrounding = "decimals"',
            'value = "70"\nrounding = "as_measured"',
            "boundary.expected.viability",
        ),
        ('value = "0.5"\nrounding', 'value = "0.4"\nrounding', "nominal.expected.endotoxin"),
        ("5 * patient.weight", "50 * patient.weight", "small_patient.expected.endotoxin"),
        ('kind = "more_than"\nvalue = "0.5"', 'kind = "at_least"\nvalue = "0.5"', "boundary.expected.dose_per_kg"),
        ('kind = "below"\nvalue = "5"', 'kind = "below"\nvalue = "5.1"', "boundary.expected.vector_copies"),
        ('percent = "10"', 'percent = "9"', "in_process.expected.bag_mass"),
        ('effect = "meets"\ntitle = { en = "no growth"', 'effect = "fails"\ntitle = { en = "no growth"', "nominal"),
    ],
)
def test_a_slip_in_a_limit_is_found_by_a_case(old: str, new: str, key: str) -> None:
    text = changed(old, new)
    if key == "nominal":
        text = changed('effect = "fails"\ntitle = { en = "growth"', 'effect = "meets"\ntitle = { en = "growth"', text)
    assert refused(text)[0].startswith(f"cases.{key}")


@pytest.mark.parametrize(
    ("old", "new", "key", "wanted"),
    [
        ('viability = "94.5"', 'vaibility = "94.5"', "typed.vaibility", "viability"),
        ('viability = "94.5"', "viability = 94.5", "typed.viability", '"text"'),
        ('viability = "94.5"', 'viability = "94,5"', "typed.viability", '"0.5"'),
        ('viability = "94.5"', 'viability = "many"', "typed.viability", '"0.5"'),
        ('viability = "94.5"', 'viability = "101"', "typed.viability", '"0.5"'),
        ('viability = "94.5"', 'viability = "94.5 [copies / cell]"', "typed.viability", '"0.5"'),
        (
            'sterility_final = "no_growth"',
            'sterility_final = "none"',
            "typed.sterility_final",
            '"no_growth" | "no_growth_to',
        ),
        ('viability = "94.5"', 'dose_per_kg = "94.5"', "typed.dose_per_kg", ""),
        ('viability = "94.5"', 'potency = "94.5"', "typed.potency", ""),
        ('viability = "94.5"', '"viability.hours" = "94.5"', "typed.viability.hours", "viability"),
        ('"patient.weight" = "70"', '"patient.wieght" = "70"', "typed.patient.wieght", "patient.weight"),
        ('"patient.weight" = "70"', '"patient.weight" = "heavy"', "typed.patient.weight", '"0.5"'),
        ('viability = "MEETS"', 'viabilty = "MEETS"', "expected.viabilty", "viability"),
        ('viability = "MEETS"', 'viability = "GOOD"', "expected.viability", '"MEETS" | "OUT"'),
        ('viability = "MEETS"', '"viability.later" = "MEETS"', "expected.viability.later", "viability"),
    ],
)
def test_a_case_that_types_or_expects_what_is_not_there_is_refused(old: str, new: str, key: str, wanted: str) -> None:
    found_key, found_wanted = refused(within("nominal", old, new, list_of="cases"))
    assert found_key == f"cases.nominal.{key}"
    assert wanted in found_wanted


def test_hours_beyond_the_calendar_are_refused() -> None:
    long = within(
        "validity", '"sterility_final.hours" = "48"', '"sterility_final.hours" = "99999999999"', list_of="cases"
    )
    assert refused(long) == ("cases.validity.typed", '"0.5"')


def test_a_case_that_types_or_expects_nothing_is_refused() -> None:
    bare = DEMO[: DEMO.index("[[cases]]")]
    case = '[[cases]]\nid = "bare"\n[cases.typed]\n'
    assert refused(f"{bare}{case}[cases.expected]\n")[0] == "cases.bare.typed"
    assert refused(f'{bare}{case}viability = "70"\n[cases.expected]\n')[0].startswith("cases.bare.expected")


def test_every_line_of_the_provisional_certificate_is_in_some_case() -> None:
    bare = DEMO[: DEMO.index("[[cases]]")]
    case = '[[cases]]\nid = "bare"\n[cases.typed]\nviability = "70"\n[cases.expected]\nviability = "MEETS"\n'
    assert refused(bare + case)[0] == "cases.….expected.car_positive"


def test_a_case_may_ask_for_a_line_as_one_certificate_sees_it() -> None:
    named = within("nominal", 'viability = "MEETS"', '"viability.provisional" = "MEETS"', list_of="cases")
    assert loaded(named).id == "demo"
