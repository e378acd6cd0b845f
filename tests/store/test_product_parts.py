"""Needs, checklist, clocks and labels of a product file fit each other."""

import pytest

from tests.store.product_texts import DEMO, changed, loaded, refused, within, without_cases

BOTH = 'needed_for = ["provisional", "final"]'


def test_a_product_that_needs_nothing_typed_for_the_provisional_certificate_is_refused() -> None:
    typed = ("viability", "car_positive", "endotoxin")
    bare = DEMO
    for name in typed:
        bare = within(name, BOTH, "needed_for = []", text=bare)
    assert refused(without_cases(bare)) == ("tests.….needed_for", '"provisional"')


@pytest.mark.parametrize("other", ["provisional", "final"])
def test_a_line_in_process_is_needed_for_no_certificate(other: str) -> None:
    key, wanted = refused(within("viability", BOTH, f'needed_for = ["in_process", "{other}"]'))
    assert (key, wanted) == ("tests.viability.needed_for", '["in_process"] | ["provisional", "final"]')


@pytest.mark.parametrize("enters", ["[]", '["qp"]', '["operator", "administrator"]', '["qa_reviewer"]'])
def test_a_typed_line_is_entered_by_those_who_enter_results(enters: str) -> None:
    key, wanted = refused(within("viability", 'enters = ["qc_analyst", "operator"]', f"enters = {enters}"))
    assert (key, wanted) == ("tests.viability.enters", '["operator", "qc_analyst"]')


def test_a_line_that_fails_after_the_bag_was_given_says_when_the_physician_is_told() -> None:
    assert refused(within("vector_copies", "tell_minutes = 240\n", "")) == ("tests.vector_copies.tell_minutes", "1 …")
    assert refused(within("potency", "tell_minutes = 240", "tell_minutes = 0"))[0] == "tests.potency.tell_minutes"


def test_only_a_line_in_process_bars_the_provisional_certificate_beyond_its_deviation() -> None:
    assert loaded(DEMO).test("car_positive_day_5").bars_provisional
    barring = within("viability", "due_hours = 3", "due_hours = 3\nbars_provisional = true")
    assert refused(barring) == ("tests.viability.bars_provisional", "–")


@pytest.mark.parametrize(
    ("test_id", "old", "more"),
    [
        ("mycoplasma_final", "due_hours = 168", 'unit = "grams"'),
        ("mycoplasma_final", "due_hours = 168", "bounds = []"),
        ("mycoplasma_final", "due_hours = 168", "possible = { }"),
        ("viability", "due_hours = 3", "outcomes = []"),
        ("viability", "due_hours = 3", "interim = { }"),
        ("viability", "due_hours = 3", 'formula = "patient.weight"'),
        ("viability", "due_hours = 3", 'any_of = ["car_positive", "endotoxin"]'),
        ("cell_diameter", "due_hours = 0", "bounds = []"),
        ("morphology", "due_hours = 0", 'possible = { low = "0", high = "1" }'),
        ("potency", "due_hours = 96", 'enters = ["qc_analyst"]'),
        ("potency", "due_hours = 96", 'unit = "grams"'),
    ],
)
def test_a_line_says_nothing_of_another_kind(test_id: str, old: str, more: str) -> None:
    key, _ = refused(within(test_id, old, f"{old}\n{more}"))
    assert key == f"tests.{test_id}.{more.partition(' ')[0]}"


@pytest.mark.parametrize("name", ["hours", "age_hours", "provisional", "final"])
def test_a_criterion_is_not_called_what_worked_cases_call_something_else(name: str) -> None:
    key, _ = refused(within("interferon_gamma", 'id = "positive_control"', f'id = "{name}"'))
    assert key == f"tests.interferon_gamma.criteria.{name}.id"


@pytest.mark.parametrize("step", ["order", "receipt", "culture", "fill", "results"])
def test_a_checklist_without_a_step_no_batch_can_do_without_is_refused(step: str) -> None:
    key, wanted = refused(within(step, f'id = "{step}"', 'id = "pending"', list_of="steps"))
    assert (key, wanted) == ("steps", f'id = "{step}"')


@pytest.mark.parametrize(
    ("step", "old", "new", "key"),
    [
        ("order", "signed_by = []", 'signed_by = ["operator"]', "signed_by"),
        ("labels", "signed_by = []", 'signed_by = ["operator"]', "signed_by"),
        ("fill", 'signed_by = ["operator"]', "signed_by = []", "signed_by"),
        ("fill", 'signed_by = ["operator"]', 'signed_by = ["administrator"]', "signed_by"),
        ("fill", "second_person = true", "", "second_person"),
        ("fill", 'records = ["bag_filled"]', "records = []", "records"),
        ("fill", 'records = ["bag_filled"]', 'records = ["bag_fild"]', "records"),
        ("fill", 'records = ["bag_filled"]', 'records = ["signed_in"]', "records"),
        ("fill", 'after = ["receipt"]', 'after = ["results"]', "after"),
        ("fill", 'after = ["receipt"]', 'after = ["fill"]', "after"),
        ("fill", 'after = ["receipt"]', 'after = ["harvest"]', "after"),
        ("fill", 'needed_for = "provisional"', 'needed_for = "in_process"', "needed_for"),
        ("fill", 'needed_for = "provisional"', 'needed_for = ["provisional"]', "needed_for"),
    ],
)
def test_a_step_says_who_what_and_after_what(step: str, old: str, new: str, key: str) -> None:
    assert refused(within(step, old, new, list_of="steps"))[0] == f"steps.{step}.{key}"


def test_a_checklist_may_list_further_steps() -> None:
    title = '{ en = "Go", fr = "Go", de = "Go" }'
    said = (
        f'second_person = true\nafter = ["culture"]\nneeded_for = "provisional"\ntitle = {title}\ninstruction = {title}'
    )
    go = f'[[steps]]\nid = "go_no_go"\nsigned_by = ["qc_analyst"]\nrecords = ["go_decided"]\n{said}\n\n'
    more = changed('[[steps]]\nid = "fill"', f'{go}[[steps]]\nid = "fill"')
    assert [step.id.value for step in loaded(more).steps].index("go_no_go") == 3


@pytest.mark.parametrize(
    ("old", "new", "key", "wanted"),
    [
        ('starts = "fill"', 'starts = "harvest"', "shelf_life.starts", '"collection" | "receipt" | "culture" | "fill"'),
        ('starts = "fill"', "", "shelf_life.starts", '"collection"'),
        ('end = "culture"', 'end = "harvest"', "hold_times.receipt_to_culture.end", '"collection" | "receipt"'),
        ('end = "culture"', 'end = "receipt"', "hold_times.receipt_to_culture.end", '"culture" | "harvest" | "fill"'),
        (
            'end = "culture"',
            'end = "collection"',
            "hold_times.receipt_to_culture.end",
            '"culture" | "harvest" | "fill"',
        ),
        ("critical = false", "", "hold_times.receipt_to_culture.critical", "true | false"),
        ("at_most_minutes = 2880", "at_most_minutes = 0", "hold_times.receipt_to_culture.at_most_minutes", "1 …"),
    ],
)
def test_a_clock_runs_between_events_that_are_recorded(old: str, new: str, key: str, wanted: str) -> None:
    found_key, found_wanted = refused(changed(old, new))
    assert found_key == key
    assert found_wanted.startswith(wanted)


@pytest.mark.parametrize(
    ("label", "old", "new", "key"),
    [
        ("identity", 'id = "identity"', 'id = "quarantine"', "labels"),
        ("identity", '"bag", ', '"bag", "dose", ', "labels.identity.fields"),
        ("identity", '"bag", ', '"bag", "certificate", ', "labels.identity.fields"),
        ("identity", '"bag", ', '"bag", "shoe_size", ', "labels.identity.fields"),
        ("identity", '"bag", ', '"bag", "bag", ', "labels.identity.fields"),
        ("identity", '"expiry", ', "", "labels.identity.fields"),
        ("identity", '"patient_id", ', "", "labels.identity.fields"),
        ("release", '"certificate", ', "", "labels.release.fields"),
        ("release", '"donation_number", ', "", "labels.release.fields"),
        ("release", 'de = "Nur zur autologen Anwendung"', "", "labels.release.texts[0].de"),
        ("release", 'en = "RELEASED", ', "", "labels.release.status.en"),
    ],
)
def test_a_label_says_neither_too_little_nor_too_much(label: str, old: str, new: str, key: str) -> None:
    assert refused(within(label, old, new, list_of="labels"))[0] == key


def test_the_two_label_sets_say_what_they_are() -> None:
    identity, release = loaded(DEMO).labels
    assert (identity.status["fr"], release.status["fr"]) == ("QUARANTAINE", "LIBÉRÉ")
    assert "dose" in release.fields
    assert "dose" not in identity.fields
    assert {text["en"] for text in identity.texts} >= {
        "For autologous use only",
        "Not evaluated for infectious substances",
    }


def test_a_product_may_ask_for_lots() -> None:
    title = '{ en = "Vector", fr = "Vecteur", de = "Vektor" }'
    lot = f'lots = [{{ id = "vector", certificate = true, source = "invented", title = {title} }}]'
    (found,) = loaded(changed("lots = []", lot)).lots
    assert (found.id, found.certificate) == ("vector", True)
    assert refused(changed("lots = []", lot.replace("true", '"yes"'))) == ("lots.vector.certificate", "true | false")
