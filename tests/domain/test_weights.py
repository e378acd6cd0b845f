"""A new weight judges dose and endotoxin again, and what was certified by the old one."""

import pytest

from carbench.domain.acts import AlertKind
from carbench.domain.dose import dose_per_kg
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.specification import Verdict
from tests.domain import walks
from tests.domain.days import Day, number
from tests.domain.walks import why


def test_the_newest_weighing_counts_whenever_it_was_typed() -> None:
    day = Day()
    day.weighed("65", happened=100)
    day.weighed("66", happened=50)
    assert day.batch.weight == number("65", "kg")


@pytest.mark.parametrize(("weight", "verdict"), [("80", Verdict.MEETS), ("900", Verdict.OUT)])
def test_the_dose_is_judged_again_by_a_new_weight(weight: str, verdict: Verdict) -> None:
    # 442.368 / 900 = 0.4915, not more than 0.5
    day = walks.assayed()
    day.weighed(weight)
    assert day.batch.verdict(day.product.test("dose_per_kg")) is verdict
    assert dose_per_kg(day.batch, day.batch.bags) is not None


@pytest.mark.parametrize(
    ("weight", "verdict"), [("10", Verdict.MEETS), ("9.5", Verdict.UNDECIDED), ("9", Verdict.UNDECIDED)]
)
def test_endotoxin_is_judged_again_by_a_new_weight(weight: str, verdict: Verdict) -> None:
    # 5 × 9.6 / 96 = 0.5: below 9.6 kg an assay that reports "< 0.5" cannot release 96 mL
    day = walks.assayed()
    day.weighed(weight)
    assert day.batch.verdict(day.product.test("endotoxin")) is verdict
    lacking = why(Reason.RESULT_UNDECIDED, "endotoxin", StepId.RESULTS)
    assert walks.provisional(day) == (() if verdict is Verdict.MEETS else (lacking,))


def test_a_weight_that_makes_a_line_out_is_told_once() -> None:
    day = walks.assayed(walks.Watched())
    day.weighed("900")
    day.weighed("901")
    assert [(alert.alert, alert.about) for alert in walks.alerts(day)] == [(AlertKind.RESULT, "dose_per_kg")]


def test_another_weight_after_the_certificate_suspends_it() -> None:
    day = walks.certified(walks.Watched())
    day.weighed("70.0")
    assert not day.batch.suspended
    day.weighed("71")
    assert day.batch.suspended


def test_a_new_weight_makes_an_old_one_fresh() -> None:
    day = walks.assayed()
    asked = 31 * 24 * 60
    assert Reason.WEIGHT_TOO_OLD in walks.words(walks.provisional(day, minutes=asked))
    day.weighed(happened=asked)
    assert Reason.WEIGHT_TOO_OLD not in walks.words(walks.provisional(day, minutes=asked))
