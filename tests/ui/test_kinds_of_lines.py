"""Every kind of line on the results page: typed, chosen, computed, joined, with what stands beside it."""

from datetime import timedelta

import pytest

from carbench.app import Running
from carbench.domain.batch import Batch
from carbench.domain.specification import TestKind, Verdict
from carbench.operations import looking
from carbench.operations.demonstration import SetClock
from carbench.operations.record_result import record_result
from carbench.ui.demonstration_day import Hands, choose
from carbench.ui.pages.results import ResultsPage
from carbench.ui.widgets.result_row import ResultRow
from tests.people import NOW, ORDER, Played
from tests.window import bring_up, line_of


@pytest.fixture
def entering(running: Running, hands: Hands, played: Played) -> ResultsPage:
    """The results page of a filled batch before its analyst."""
    played.filled()
    return page_of(hands, played, "anselm")


def page_of(hands: Hands, played: Played, name: str) -> ResultsPage:
    if not hands.window.sign_out.isVisible():  # whoever acted so far did not sign in at the window
        played.bench.person = None
    hands.sign_in(name)
    page = bring_up(hands, played.batch_id, "results")
    assert isinstance(page, ResultsPage)
    return page


def batch(played: Played) -> Batch:
    return looking.batch(played.bench, played.batch_id)


def fill_beside(hands: Hands, row: ResultRow, **typed: str) -> None:
    for field in row.beside_fields.fields:
        text = typed.get(field.asked.key, "")
        if field.asked.choices:
            choose(field.choice, text)
            field.choice.activated.emit(field.choice.currentIndex())
        else:
            hands.type(field.field, text)


def test_what_is_stated_without_a_limit_is_typed_as_a_number_or_in_words(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    for test_id, typed in (("cell_diameter", "11.2"), ("morphology", "round, in clusters")):
        row = line_of(entering, test_id)
        hands.type(row.reading, typed)
        assert row.verdict.text() == "✓ meets"
        hands.click(row.record)
        assert batch(played).results[test_id][-1].shown == typed


def test_an_empty_text_says_nothing_yet_and_is_not_recorded(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    row = line_of(entering, "morphology")
    hands.type(row.reading, " ")
    assert row.verdict.text() == "… pending"
    before = played.bench.store.head
    hands.click(row.record)
    assert row.message.isVisible()
    assert played.bench.store.head == before


def test_a_computed_line_shows_its_value_and_what_it_is_made_from(
    running: Running, hands: Hands, played: Played
) -> None:
    played.checked()
    row = line_of(page_of(hands, played, "chloe"), "dose_per_kg")
    assert not row.reading.isVisible()
    assert not row.record.isVisible()
    assert row.made.text() == "6.320 ×10^6 CAR+ viable cells/kg"
    assert row.verdict.text() == "✓ meets"
    assert "CAR+ fraction 38.4" in row.earlier.text()
    assert "weight 70" in row.earlier.text()


def test_a_computed_line_says_what_it_waits_for(entering: ResultsPage) -> None:
    row = line_of(entering, "dose_per_kg")
    assert row.verdict.text() == "… pending"
    assert row.cause.text() == "It waits for CAR+ fraction."


def test_a_computed_line_does_not_tell_a_checker_what_they_read_unseen(
    running: Running, hands: Hands, played: Played
) -> None:
    played.resulted()
    row = line_of(page_of(hands, played, "chloe"), "dose_per_kg")
    said = row.made.text() + row.earlier.text() + row.verdict.text()
    assert "38" not in said
    assert "6.32" not in said
    assert "not shown while you check" in row.cause.text()


def test_one_of_two_lines_is_enough_and_the_page_says_which(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    assay = line_of(entering, "cytotoxicity_b")
    hands.type(assay.reading, "64.6")
    hands.click(assay.record)
    row = line_of(entering, "potency")
    assert row.verdict.text() == "✓ meets"
    assert row.cause.text().startswith("Cytotoxicity, difference from untransduced cells at 4:1 meets its limits")


def test_replicates_are_typed_into_one_field_and_judged_by_their_mean(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    row = line_of(entering, "interferon_gamma")
    hands.type(row.reading, "495; 510; 505")
    assert row.verdict.text() == "! undecided"
    assert "“Positive control” is not recorded" in row.cause.text()
    fill_beside(hands, row, positive_control="reacts", spike_recovery="70")
    assert row.verdict.text() == "✓ meets"
    hands.click(row.record)
    act = batch(played).results["interferon_gamma"][-1].act
    assert [reading.text for reading in act.replicates] == ["495", "510", "505"]
    assert {given.id: given.outcome or (given.reading and given.reading.text) for given in act.criteria} == {
        "positive_control": "reacts",
        "spike_recovery": "70",
    }
    assert row.reading.text() == "495; 510; 505"
    assert row.reading.isReadOnly()


def test_a_control_that_failed_makes_a_measurement_invalid_and_names_itself(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    row = line_of(entering, "interferon_gamma")
    hands.type(row.reading, "495;510;505")
    fill_beside(hands, row, positive_control="silent", spike_recovery="70")
    assert row.verdict.text() == "✗ INVALID" or "invalid" in row.verdict.text()
    assert "“Positive control” failed" in row.cause.text()
    hands.click(row.record)
    assert batch(played).results["interferon_gamma"][-1].judgement.verdict is Verdict.INVALID


def test_a_second_person_types_replicates_unseen(running: Running, hands: Hands, played: Played) -> None:
    played.filled()
    page = page_of(hands, played, "anselm")
    row = line_of(page, "interferon_gamma")
    hands.type(row.reading, "495;510;505")
    fill_beside(hands, row, positive_control="reacts", spike_recovery="70")
    hands.click(row.record)
    page = page_of(hands, played, "chloe")
    row = line_of(page, "interferon_gamma")
    assert row.reading.text() == ""
    hands.type(row.reading, "495;510;505")
    hands.click(page.sign)
    hands.sign(page, "chloe")
    assert batch(played).results["interferon_gamma"][-1].check is not None


def test_another_unit_is_chosen_from_the_list_and_never_converted(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    row = line_of(entering, "vector_copies")
    choose(row.units, "copies / cell")
    hands.type(row.reading, "1.45")
    assert row.verdict.text() == "! undecided"
    assert "stated in another unit" in row.cause.text()
    hands.click(row.record)
    reading = batch(played).results["vector_copies"][-1].act.reading
    assert reading is not None
    assert str(reading.unit) == "copies / cell"
    assert row.units.currentData() == "copies / cell"
    assert not row.units.isEnabled()


def test_a_test_that_runs_is_read_again_without_a_correction(
    entering: ResultsPage, hands: Hands, played: Played, clock: SetClock
) -> None:
    row = line_of(entering, "sterility_final")
    choose(row.outcome, "no_growth_to_date")
    fill_beside(hands, row, inoculated_at="2026-03-20 09:00")
    hands.click(row.record)
    assert "made too early" in row.cause.text()
    clock.advance(timedelta(days=14))
    assert row.record.text() == "Next reading"
    hands.click(row.record)
    assert row.outcome.currentData() == ""
    choose(row.outcome, "no_growth")
    row.outcome.activated.emit(row.outcome.currentIndex())
    hands.click(row.record)
    results = batch(played).results["sterility_final"]
    assert [result.act.replaces for result in results] == [None, None]
    assert [result.act.inoculated_at is not None for result in results] == [True, True]
    assert row.earlier.text() == "Readings: no growth to date → no growth"


def test_a_time_that_cannot_be_read_is_said_at_the_line(entering: ResultsPage, hands: Hands, played: Played) -> None:
    row = line_of(entering, "sterility_final")
    choose(row.outcome, "no_growth_to_date")
    fill_beside(hands, row, inoculated_at="yesterday")
    hands.click(row.record)
    assert "“yesterday” is not a date and time" in row.message.text()
    assert "sterility_final" not in batch(played).results


# A slip of the hand


def test_an_unusual_reading_is_recorded_with_a_second_person(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    row = line_of(entering, "vector_copies")
    hands.type(row.reading, "43.2")
    hands.click(row.record)
    assert "vector_copies" not in batch(played).results
    dialog = hands.dialog(entering)
    assert "Vector copy number of B-0042 is typed as 43.2 copies per transduced cell" in dialog.statement.text()
    offered = [dialog.chosen.itemData(place) for place in range(dialog.chosen.count())]
    assert "anselm" not in offered
    hands.sign(entering, "chloe", second=True)
    act = batch(played).results["vector_copies"][-1].act
    assert act.plausible is not None
    assert act.plausible.signer == "chloe"


def test_a_slip_found_by_the_question_is_not_recorded(entering: ResultsPage, hands: Hands, played: Played) -> None:
    row = line_of(entering, "vector_copies")
    before = played.bench.store.head
    hands.type(row.reading, "43.2")
    hands.click(row.record)
    hands.dialog(entering).reject()
    hands.settle()
    assert played.bench.store.head == before
    assert row.reading.text() == "43.2"
    hands.type(row.reading, "4.32")
    hands.click(row.record)
    assert batch(played).results["vector_copies"][-1].shown == "4.32"


def test_a_tenfold_of_the_reading_before_is_doubted(running: Running, hands: Hands, played: Played) -> None:
    played.resulted(viability="9.45")
    page = page_of(hands, played, "anselm")
    row = line_of(page, "viability")
    hands.click(row.record)
    hands.type(row.reading, "94.5")
    hands.type(page._box.reason, "separator slipped")
    hands.click(row.record)
    hands.sign(page, "chloe", second=True)
    result = batch(played).results["viability"][-1]
    assert (result.shown, result.recorded.reason) == ("94.5", "separator slipped")
    assert "earlier result out of limit stands" in row.cause.text()


# The shipped products

TYPED = {TestKind.NUMBER: "1", TestKind.DECLARED: "1"}


def passing(row: ResultRow) -> str:
    """Give something that can be typed or chosen in a line."""
    test = row.model.test
    assert test is not None
    return test.outcomes[0].id if test.outcomes else TYPED[test.kind]


def enter(hands: Hands, row: ResultRow) -> None:
    text = passing(row)
    if row.model.test and row.model.test.outcomes:
        choose(row.outcome, text)
        row.outcome.activated.emit(row.outcome.currentIndex())
    else:
        hands.type(row.reading, text)


@pytest.mark.parametrize("product", ["ari-0001", "cd20-prodigy"])
def test_results_of_the_published_products_are_recorded_and_checked_in_the_window(
    running: Running, hands: Hands, played: Played, product: str
) -> None:
    other = played.another("B-0050", product_id=product).filled()
    page = page_of(hands, other, "anselm")
    typed = [row for row in page.lines if not row.model.made]
    for row in typed:
        enter(hands, row)
        hands.click(row.record)
        if row.model.result is None:  # far from what is plausible
            hands.sign(page, "chloe", second=True)
    assert all(row.model.result for row in typed)
    page = page_of(hands, other, "chloe")
    for row in (row for row in page.lines if not row.model.made):
        if row.record.isCheckable():
            hands.click(row.record)
        else:
            hands.type(row.reading, passing(row))
    hands.click(page.sign)
    hands.sign(page, "chloe")
    whole = batch(other)
    assert all(whole.results[row.model.test.id][-1].check for row in typed if row.model.test)
    made = [row for row in page.lines if row.model.made]
    assert made
    assert all(row.verdict.text() and row.verdict.text() != "… pending" for row in made)
    certifying = bring_up(hands, "B-0050", "certificate")
    assert all(row.lines.text() for row in certifying._rows)


def test_a_result_recorded_without_the_window_is_shown_like_any_other(
    running: Running, hands: Hands, played: Played
) -> None:
    played.filled()
    played.as_("anselm")
    record_result(played.bench, batch_id=ORDER.batch_id, test_id="morphology", typed="round", told=NOW)
    row = line_of(page_of(hands, played, "anselm"), "morphology")
    assert row.reading.text() == "round"


@pytest.mark.parametrize(
    ("test_id", "typed"),
    [("morphology", "round cells, mostly in large clusters"), ("appearance", "turbid_intact")],
)
def test_what_is_too_long_for_its_field_stands_below_it_in_full(
    running: Running, hands: Hands, played: Played, test_id: str, typed: str
) -> None:
    played.filled()
    played.as_("anselm")
    record_result(played.bench, batch_id=ORDER.batch_id, test_id=test_id, typed=typed, told=NOW)
    row = line_of(page_of(hands, played, "chloe"), test_id)
    assert row.unit.isVisible()
    assert row.unit.text() in (typed, "slightly turbid, package intact")
