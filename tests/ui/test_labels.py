"""The labels page: printed, scanned, counted by two; a difference is said before it is signed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbench.app import Running
from carbench.domain.acts import BagScanned, LabelsReconciled
from carbench.domain.batch import Batch
from carbench.domain.checklist import StepState, step_state
from carbench.domain.label_counts import printed
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.operations import looking
from carbench.operations.certify_provisional import reasons_against
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.batch import BatchPage, steps_of
from carbench.ui.pages.labels import SET, LabelsPage
from tests.people import ORDER, Played
from tests.window import bring_up


@pytest.fixture
def labels(running: Running, hands: Hands, played: Played) -> LabelsPage:
    """The labels page of a filled batch before its operator."""
    played.filled()
    played.bench.person = None
    hands.sign_in("olivia")
    page = bring_up(hands, ORDER.batch_id, "labels")
    assert isinstance(page, LabelsPage)
    return page


def batch(played: Played) -> Batch:
    return looking.batch(played.bench, ORDER.batch_id)


def count(page: LabelsPage, hands: Hands, *numbers: str) -> None:
    for field, number in zip(page.fields(), numbers, strict=True):
        hands.type(field, number)


def reasons(played: Played) -> list[Reason]:
    person = played.bench.signed_in
    return [why.reason for why in reasons_against(played.bench, batch_id=ORDER.batch_id, person=person)]


def test_printed_scanned_and_counted_by_two_the_step_is_done(labels: LabelsPage, hands: Hands, played: Played) -> None:
    assert Reason.LABELS_NOT_RECONCILED in reasons(played)
    hands.type(labels.to_print, "3")
    hands.click(labels.print)
    assert printed(batch(played), SET) == 3
    hands.type(labels.scanned, "B-0042-1")
    QTest.keyClick(labels.scanned, Qt.Key.Key_Return)  # as a scanner ends
    hands.settle()
    assert [act.bag_id for act in batch(played).of(BagScanned)] == ["B-0042-1"]
    count(labels, hands, "3", "1", "1", "0", "1", "")
    assert labels.balance.text() == "✓ All 3 labels are accounted for."
    hands.click(labels.record)
    assert "printed 3, put on bags 1, retained 1, held for later 0, spoiled 1, destroyed 0" in (
        hands.dialog(labels).statement.text()
    )
    hands.sign(labels, "anselm", second=True)
    act = batch(played).of(LabelsReconciled)[-1]
    assert (act.printed, act.applied, act.retained, act.held, act.spoiled, act.destroyed) == (3, 1, 1, 0, 1, 0)
    assert act.witness is not None
    assert act.witness.signer == "anselm"
    assert step_state(batch(played), StepId.LABELS) is StepState.DONE
    assert Reason.LABELS_NOT_RECONCILED not in reasons(played)
    rows = [row[2] for row in labels._table._model._rows]
    assert rows == ["3", "B-0042-1", "3 printed: 1 put on bags, 1 retained, 1 spoiled"]


def test_a_difference_is_said_while_it_is_typed_and_opens_a_critical_deviation(
    labels: LabelsPage, hands: Hands, played: Played
) -> None:
    hands.type(labels.to_print, "3")
    hands.click(labels.print)
    count(labels, hands, "3", "1", "1", "0", "0", "0")
    assert labels.balance.text().startswith("✗ 2 of 3 labels are accounted for.")
    hands.click(labels.record)
    hands.sign(labels, "anselm", second=True)
    assert {Reason.LABELS_NOT_RECONCILED, Reason.DEVIATION_OPEN} <= set(reasons(played))


def test_a_count_of_other_labels_than_were_printed_is_said(labels: LabelsPage, hands: Hands) -> None:
    hands.type(labels.to_print, "3")
    hands.click(labels.print)
    count(labels, hands, "2", "1", "1", "0", "0", "0")
    assert "3 labels are on record as printed and 2 are counted" in labels.balance.text()


def test_a_half_typed_count_stays_while_a_printing_is_recorded(labels: LabelsPage, hands: Hands) -> None:
    hands.type(labels.applied, "1")
    hands.type(labels.to_print, "2")
    hands.click(labels.print)
    assert (labels.applied.text(), labels.to_print.text()) == ("1", "")


@pytest.mark.parametrize("typed", ["two", "-1", "1.5", ""])
def test_what_is_no_count_is_refused_before_anybody_is_asked_to_sign(
    labels: LabelsPage, hands: Hands, played: Played, typed: str
) -> None:
    before = played.bench.store.head
    count(labels, hands, "2", typed, "0", "0", "0", "0")
    hands.click(labels.record)
    assert labels.message.isVisible()
    assert labels._dialog is None
    assert played.bench.store.head == before
    assert labels.applied.text() == typed


def test_the_label_of_another_batch_is_refused_and_stays_to_be_read(
    labels: LabelsPage, hands: Hands, played: Played
) -> None:
    before = played.bench.store.head
    hands.type(labels.scanned, "B-0099-1")
    hands.click(labels.scan)
    assert "B-0099-1" in labels.message.text()
    assert labels.scanned.text() == "B-0099-1"
    assert played.bench.store.head == before


def test_nobody_but_an_operator_records_labels(running: Running, hands: Hands, played: Played) -> None:
    played.filled()
    played.bench.person = None
    hands.sign_in("quentin")
    page = bring_up(hands, ORDER.batch_id, "labels")
    assert not any(button.isEnabled() for button in (page.print, page.scan, page.record))


def test_what_is_typed_for_one_batch_is_not_there_for_the_next(running: Running, hands: Hands, played: Played) -> None:
    for each in (played, played.another("B-0043")):
        each.filled()
    played.bench.person = None
    hands.sign_in("olivia")
    page = bring_up(hands, "B-0042", "labels")
    for field in (page.to_print, page.scanned, *page.fields()):
        hands.type(field, "1")
    page = bring_up(hands, "B-0043", "labels")
    assert [field.text() for field in (page.to_print, page.scanned, *page.fields())] == [""] * 8
    assert not page.balance.isVisible()


def test_only_steps_the_product_has_are_offered(labels: LabelsPage, hands: Hands, played: Played) -> None:
    page = hands.window.page("batch")
    assert isinstance(page, BatchPage)
    assert page._buttons["labels"].isVisible()
    whole = batch(played)
    assert "labels" in dict(steps_of(whole))
    fewer = tuple(step for step in whole.product.steps if step.id is not StepId.LABELS)
    without = replace(whole, product=replace(whole.product, steps=fewer))
    assert "labels" not in dict(steps_of(without))
    page._show_steps(without)
    assert not page._buttons["labels"].isVisible()
