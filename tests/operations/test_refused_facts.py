"""What a person may type and is told to type again; nothing is recorded by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from carbench.domain.acts import CountTaken
from carbench.domain.errors import (
    BagTaken,
    BatchTaken,
    BatchUnknown,
    BenchError,
    CheckCharacterWrong,
    ExampleProduct,
    FieldEmpty,
    NotADonationNumber,
    NotAnIdentifier,
    NotAReading,
    NotATime,
    NothingTyped,
    NotPlainText,
    OutsidePossible,
    PersonUnknown,
    TimeBeforeReceipt,
    TimeInFuture,
    TimeNever,
    TimeTwice,
    WrongSeparator,
)
from carbench.operations.bench import Bench
from carbench.operations.circumstances import Circumstances
from carbench.operations.demonstration import SetClock
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.open_batch import open_batch
from carbench.operations.receive_material import Receipt, receive_material
from carbench.operations.sign_in import sign_in
from carbench.operations.take_count import Count, take_count
from tests.operations.record import refused, stands, tries
from tests.people import NOW, ORDER, Played

COUNT = Count(concentration="3", viability="95", volume="800")
AsPerson = Callable[[str], None]


def count(played: Played, told: Circumstances = NOW, /, **typed: str) -> None:
    take_count(played.bench, batch_id=ORDER.batch_id, count=replace(COUNT, **typed), told=told)


@pytest.mark.parametrize("field", ["concentration", "viability", "volume"])
@pytest.mark.parametrize(("language", "taken", "other"), [("en", "87.4", "87,4"), ("fr", "87,4", "87.4")])
def test_one_decimal_separator_is_taken_in_each_language_and_the_other_is_never_guessed(
    played: Played, language: str, taken: str, other: str, field: str
) -> None:
    played.received()
    played.bench.language = language
    with refused(played.bench, WrongSeparator) as caught:
        count(played, **{field: other})
    assert (caught.value.text, caught.value.separator) == (other, played.bench.separator)
    count(played, **{field: taken})
    reading = getattr(stands(played.bench, CountTaken)[1], field)
    assert (reading.text, str(reading.value)) == (taken, "87.4")


@pytest.mark.parametrize(
    "typed",
    [
        *("nan", "inf", "1e400", "0x1F", "1 000", "1_000", "87.", ".5", "+5", "-5", "\u22125"),
        *("８７", "٨٧", "87\n", "87\n4", "9" * 65),
    ],
)
def test_what_is_not_a_reading_is_refused_and_shown_safely(played: Played, typed: str) -> None:
    played.received()
    with refused(played.bench, NotAReading) as caught:
        count(played, concentration=typed)
    assert "\n" not in caught.value.text


@pytest.mark.parametrize("field", ["concentration", "viability", "volume"])
@pytest.mark.parametrize("typed", ["<3", "≤3", ">=3", "> 3"])
def test_what_was_counted_or_weighed_is_one_value_and_never_a_signed_reading(
    played: Played, field: str, typed: str
) -> None:
    played.received()
    with refused(played.bench, BenchError):
        count(played, **{field: typed})


@pytest.mark.parametrize("typed", ["", " ", "\u00a0\t"])
def test_an_empty_field_is_no_reading(played: Played, typed: str) -> None:
    played.received()
    with refused(played.bench, NothingTyped):
        count(played, volume=typed)


@pytest.mark.parametrize("typed", ["100.1", "945", "101"])
def test_a_viability_over_a_hundred_percent_is_refused(played: Played, typed: str) -> None:
    played.received()
    with refused(played.bench, OutsidePossible) as caught:
        count(played, viability=typed)
    assert (caught.value.low, caught.value.high) == ("0", "100")


def test_a_time_still_to_come_is_refused(played: Played) -> None:
    played.received()
    with refused(played.bench, TimeInFuture):
        count(played, Circumstances(happened_at="2026-03-10 09:01"))


def test_a_count_before_the_receipt_is_refused(played: Played, clock: SetClock) -> None:
    played.received()
    clock.advance(timedelta(minutes=30))
    with refused(played.bench, TimeBeforeReceipt):
        count(played, Circumstances(happened_at="2026-03-10 08:59"))
    count(played, Circumstances(happened_at="2026-03-10 09:00"))


@pytest.mark.parametrize("typed", ["tomorrow", "2026-03-10", "2026-02-30 09:00", "10.03.2026 09:00", "2026-03-10 9:00"])
def test_what_is_not_a_time_is_refused(played: Played, typed: str) -> None:
    played.received()
    with refused(played.bench, NotATime):
        count(played, Circumstances(happened_at=typed))


def test_a_time_that_exists_twice_is_asked_and_taken_with_its_offset(played: Played, clock: SetClock) -> None:
    played.received()
    clock.at = datetime(2026, 10, 25, 2, 0, tzinfo=UTC)
    told = Circumstances(happened_at="2026-10-25 02:30", reason="the clocks went back")
    with refused(played.bench, TimeTwice) as caught:
        count(played, told)
    choices = (caught.value.earlier, caught.value.later)
    assert choices == ("2026-10-25 02:30 +02:00", "2026-10-25 02:30 +01:00")
    for choice, utc in zip(choices, ("00:30", "01:30"), strict=True):
        count(played, replace(told, happened_at=choice))
        assert f"{stands(played.bench, CountTaken)[1].happened_at.utc:%H:%M}" == utc


def test_a_time_the_clocks_skipped_is_refused(played: Played, clock: SetClock) -> None:
    played.received()
    clock.at = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
    with refused(played.bench, TimeNever):
        count(played, Circumstances(happened_at="2026-03-29 02:30", reason="the clocks went forward"))


def test_somebody_who_does_not_work_here_performed_nothing(played: Played) -> None:
    played.received()
    with refused(played.bench, PersonUnknown) as caught:
        count(played, Circumstances(performed_by=("olivia", "nobody")))
    assert caught.value.name == "nobody"


def test_a_fact_of_a_batch_that_is_not_here_is_refused(played: Played) -> None:
    played.received()
    with refused(played.bench, BatchUnknown):
        take_count(played.bench, batch_id="B-9999", count=COUNT, told=NOW)


def test_a_batch_number_is_never_given_out_twice(played: Played) -> None:
    played.ordered()
    with refused(played.bench, BatchTaken):
        open_batch(played.bench, order=replace(ORDER, patient_id="PX-43"), told=NOW)


def test_a_bag_number_is_never_given_out_twice_in_a_batch(played: Played) -> None:
    played.filled()
    filling = Filling(bag_id="B-0042-1", concentration="11.0", volume="90")
    with refused(played.bench, BagTaken):
        fill_bag(played.bench, batch_id=ORDER.batch_id, filling=filling, second=played.proof("anselm"), told=NOW)


@pytest.mark.parametrize(
    ("field", "typed", "kind"),
    [
        ("batch_id", "", FieldEmpty),
        ("batch_id", "B 0042", NotAnIdentifier),
        ("batch_id", "B/../0042", NotAnIdentifier),
        ("patient_id", "PX_42", NotAnIdentifier),
        ("patient_name", "  ", FieldEmpty),
        ("patient_name", "Nadja\nNirgendwo", NotPlainText),
        ("patient_name", "Nadja\u200bNirgendwo", NotPlainText),
        ("patient_name", "Nadja \u202eNirgendwo", NotPlainText),
        ("prescriber", "", FieldEmpty),
        ("donation_number", "A99992600004", NotADonationNumber),
        ("donation_number", "A999926000042 00", NotADonationNumber),
        ("donation_number", "A999921123456 4", CheckCharacterWrong),
        ("weight", "1.9", OutsidePossible),
        ("weight", "301", OutsidePossible),
        ("weight", "70,5", WrongSeparator),
        ("target_dose", "1e6", NotAReading),
        ("product_id", "not-a-product", FieldEmpty),
    ],
)
def test_an_order_with_one_wrong_field_opens_nothing(
    bench: Bench, as_: AsPerson, field: str, typed: str, kind: type[BenchError]
) -> None:
    as_("olivia")
    with refused(bench, kind):
        open_batch(bench, order=replace(ORDER, **{field: typed}), told=NOW)


def test_an_example_specification_opens_no_batch_outside_a_demonstration(real_bench: Bench) -> None:
    sign_in(real_bench, by=tries(real_bench, "olivia", "olivia-at-the-bench"))
    with refused(real_bench, ExampleProduct) as caught:
        open_batch(real_bench, order=ORDER, told=NOW)
    assert caught.value.product == "demo"


def test_a_specification_nobody_approved_opens_no_batch_outside_a_demonstration(real_bench: Bench) -> None:
    product, content = real_bench.products["demo"]
    real_bench.products = {"demo": (replace(product, example=False), content)}
    sign_in(real_bench, by=tries(real_bench, "olivia", "olivia-at-the-bench"))
    with refused(real_bench, ExampleProduct):
        open_batch(real_bench, order=ORDER, told=NOW)


@pytest.mark.parametrize("typed", ["-201", "61"])
def test_a_temperature_no_bag_can_have_is_refused(played: Played, typed: str) -> None:
    played.ordered()
    receipt = Receipt(establishment="Invented Apheresis Centre", volume="102", temperature=typed)
    with refused(played.bench, OutsidePossible):
        receive_material(
            played.bench, batch_id=ORDER.batch_id, receipt=receipt, second=played.proof("anselm"), told=NOW
        )


def test_a_temperature_below_zero_is_taken(played: Played) -> None:
    played.ordered()
    receipt = Receipt(establishment="Invented Apheresis Centre", volume="102", temperature="-150")
    done = receive_material(
        played.bench, batch_id=ORDER.batch_id, receipt=receipt, second=played.proof("anselm"), told=NOW
    )
    assert done.batch_id == ORDER.batch_id
