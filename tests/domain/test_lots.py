"""Lots: each material is there, released, fresh and with its certificate, or its critical deviation is closed."""

from datetime import timedelta

import pytest

from carbench.domain.acts import LotStatus
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from tests.domain import walks
from tests.domain.days import Day, at
from tests.domain.walks import why

USED = 15
MISSING = why(Reason.LOT_NOT_RELEASED, "vector", StepId.CULTURE)
BARRED = why(Reason.LOT_NOT_RELEASED, "V-1", StepId.CULTURE)


def with_lot(day: Day, **told: object) -> Day:
    walks.assayed(day)
    day.used(**told)
    day.signed_step("culture")
    return day


def test_a_material_the_product_names_is_there_by_lot() -> None:
    day = with_lot(Day(walks.with_vector()), material="medium")
    assert walks.provisional(day) == (MISSING,)
    day.used()
    day.signed_step("culture")
    assert walks.provisional(day) == ()


@pytest.mark.parametrize("status", LotStatus)
def test_only_a_released_lot_is_accepted(status: LotStatus) -> None:
    reasons = walks.provisional(with_lot(Day(walks.with_vector()), status=status))
    assert reasons == (() if status is LotStatus.RELEASED else (BARRED,))


@pytest.mark.parametrize(("seconds", "fresh"), [(1, True), (0, False), (-1, False)])
def test_a_lot_is_expired_from_the_very_instant_on_when_it_was_used(seconds: int, *, fresh: bool) -> None:
    expires = at(USED).after(timedelta(seconds=seconds))
    day = with_lot(Day(walks.with_vector()), happened=USED, expires=expires)
    assert walks.provisional(day) == (() if fresh else (BARRED,))


@pytest.mark.parametrize(
    ("asked", "certificate", "accepted"), [(True, "", False), (True, "C-1", True), (False, "", True)]
)
def test_a_lot_carries_its_certificate_where_the_product_asks_for_one(
    asked: bool,  # noqa: FBT001 - a row of the table above
    certificate: str,
    *,
    accepted: bool,
) -> None:
    day = with_lot(Day(walks.with_vector(certificate=asked)), certificate=certificate)
    assert walks.provisional(day) == (() if accepted else (BARRED,))


@pytest.mark.parametrize(
    "told", [{"status": LotStatus.REJECTED}, {"expires": at(0)}, {"certificate": ""}], ids=["status", "expiry", "paper"]
)
def test_a_lot_that_is_not_accepted_opens_a_critical_deviation_and_bars_until_it_is_closed(
    told: dict[str, object],
) -> None:
    day = with_lot(walks.Watched(walks.with_vector(certificate=True)), **told)
    (deviation,) = walks.raised(day)
    assert (deviation.critical, deviation.about) == (True, "lot:V-1")
    opened = why(Reason.DEVIATION_OPEN, deviation.deviation_id, StepId.REVIEW)
    assert walks.provisional(day) == (BARRED, opened)
    day.assessed(deviation.deviation_id)
    assert walks.provisional(day) == (BARRED,)
    day.closed(deviation.deviation_id)
    assert walks.provisional(day) == ()


def test_a_released_lot_opens_nothing() -> None:
    assert walks.raised(with_lot(walks.Watched(walks.with_vector(certificate=True)))) == []


def test_every_deviation_over_a_lot_is_closed_before_it_is_accepted() -> None:
    day = with_lot(Day(walks.with_vector()), status=LotStatus.REJECTED)
    for number in ("D-1", "D-2"):
        day.deviated(number, about="lot:V-1")
    day.closed("D-1")
    assert walks.provisional(day) == (BARRED,)
    day.closed("D-2")
    assert walks.provisional(day) == ()
    day.deviated("D-3", about="lot:V-2")
    assert walks.provisional(day) == ()
