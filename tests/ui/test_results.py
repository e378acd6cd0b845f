import pytest

from carbench.app import Running
from carbench.domain.batch import Batch
from carbench.operations import looking
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.batch import BatchPage
from carbench.ui.pages.results import ResultsPage
from carbench.ui.widgets.result_row import ResultRow
from tests.people import ORDER, Played


def results(hands: Hands) -> ResultsPage:
    hands.window.open_batch(ORDER.batch_id)
    page = hands.window.page("batch")
    assert isinstance(page, BatchPage)
    page.show_step("results")
    hands.settle()
    panel = page.panel("results")
    assert isinstance(panel, ResultsPage)
    return panel


def row_of(page: ResultsPage, test_id: str) -> ResultRow:
    return next(row for row in page.lines if row.model.test and row.model.test.id == test_id)


def batch(played: Played) -> Batch:
    return looking.batch(played.bench, ORDER.batch_id)


@pytest.fixture
def entering(running: Running, hands: Hands, played: Played) -> ResultsPage:
    """The results page of a filled batch before its analyst."""
    played.filled()
    played.bench.person = None
    hands.sign_in("anselm")
    return results(hands)


def test_a_typed_viability_is_judged_then_recorded_and_sealed(
    entering: ResultsPage, hands: Hands, played: Played
) -> None:
    row = row_of(entering, "viability")
    hands.type(row.reading, "6")
    assert row.verdict.text() == "✗ OUT"
    hands.type(row.reading, "69.5")
    assert row.verdict.text() == "✓ meets  → 70"
    before = played.bench.store.head.seq
    hands.click(row.record)
    assert batch(played).results["viability"][-1].shown == "69.5"
    assert played.bench.store.head.seq == before + 1
    assert "recorded by anselm" in row.status.text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("87,4", "decimal separator of another language"),
        ("nan", "is not a reading"),
        ("1e400", "is not a reading"),
        ("８７", "is not a reading"),
        ("100.1", "this test gives 0 to 100"),
        ("-5", "this test gives 0 to 100"),
        ("1 000", "is not a reading"),
    ],
)
def test_what_is_no_reading_is_refused_in_one_sentence_and_nothing_is_written(
    entering: ResultsPage, hands: Hands, played: Played, typed: str, said: str
) -> None:
    row = row_of(entering, "viability")
    before = played.bench.store.head
    hands.type(row.reading, typed)
    hands.click(row.record)
    assert said in row.message.text()
    assert row.message.isVisible()
    assert played.bench.store.head == before
    assert row.reading.text() == typed, "what was typed is not lost"


def test_enter_records_and_the_cursor_goes_to_the_next_empty_line(entering: ResultsPage, hands: Hands) -> None:
    first, second = entering.lines[:2]
    hands.type(first.reading, "94.5")
    first.reading.returnPressed.emit()
    hands.settle()
    assert second.reading.hasFocus()


def test_the_second_person_sees_neither_value_nor_verdict(running: Running, hands: Hands, played: Played) -> None:
    played.resulted()
    played.bench.person = None
    hands.sign_in("chloe")
    page = results(hands)
    row = row_of(page, "viability")
    assert row.reading.text() == ""
    assert "94" not in row.verdict.text() + row.status.text() + row.earlier.text()
    assert "3 results wait for you" in page.mode.text()
    assert not page.sign.isEnabled()


def test_a_difference_stops_both_and_nothing_is_signed(running: Running, hands: Hands, played: Played) -> None:
    played.resulted()
    played.bench.person = None
    hands.sign_in("chloe")
    page = results(hands)
    hands.type(row_of(page, "viability").reading, "95.5")
    hands.type(row_of(page, "endotoxin").reading, "<0.5")
    hands.click(page.sign)
    dialog = hands.dialog(page)
    hands.type(dialog.password, "chloe-counts-twice")
    hands.click(dialog.sign)
    hands.until(page.message.isVisible, "the difference is said")
    assert "You read something else than what is recorded (viability)" in page.message.text()
    assert all(result.check is None for tests in batch(played).results.values() for result in tests)


def test_whoever_entered_is_not_asked_to_check(running: Running, hands: Hands, played: Played) -> None:
    played.resulted()
    played.bench.person = None
    hands.sign_in("anselm")
    page = results(hands)
    assert not page.sign.isVisible()
    assert row_of(page, "viability").reading.isReadOnly()


def test_somebody_without_the_role_can_only_look(running: Running, hands: Hands, played: Played) -> None:
    played.filled()
    played.bench.person = None
    hands.sign_in("rosa")
    page = results(hands)
    for row in page.lines:
        assert not row.record.isVisible()
        assert row.reading.isReadOnly() or not row.reading.isVisible()


def test_a_named_outcome_is_chosen_not_typed(entering: ResultsPage, hands: Hands, played: Played) -> None:
    row = row_of(entering, "sterility_final")
    row.outcome.setCurrentIndex(row.outcome.findData("no_growth_to_date"))
    row.outcome.activated.emit(row.outcome.currentIndex())
    assert row.verdict.text() == "… pending"
    hands.click(row.record)
    assert batch(played).results["sterility_final"][-1].act.outcome == "no_growth_to_date"


def test_what_is_half_typed_stays_when_another_result_is_recorded(entering: ResultsPage, hands: Hands) -> None:
    half, other = row_of(entering, "car_positive"), row_of(entering, "endotoxin")
    hands.type(half.reading, "38")
    hands.type(other.reading, "<0.5")
    hands.click(other.record)
    assert half.reading.text() == "38"
