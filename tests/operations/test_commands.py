"""A request that arrives twice is recorded once."""

from collections.abc import Callable

import pytest

from carbench.domain.errors import DutyRefused
from carbench.domain.product import StepId
from carbench.operations import looking
from carbench.operations.bench import Bench, Changes
from carbench.operations.certify_provisional import certify_provisional
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.confirm_performed import confirm_performed
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.open_batch import open_batch
from carbench.operations.receive_material import Receipt, receive_material
from carbench.operations.record_result import record_result
from carbench.operations.recording import Command
from carbench.operations.review_data import review_data
from carbench.operations.sign_step import sign_step
from carbench.operations.take_count import Count, take_count
from tests.operations.certificates import draft
from tests.operations.record import refused
from tests.people import NOW, ORDER, RESULTS, Played

BATCH = ORDER.batch_id
RECEIPT = Receipt(establishment="Invented Apheresis Centre", volume="102", temperature="6.5")
FILLING = Filling(bag_id="B-0042-2", concentration="12.0", volume="96.0")
COUNT = Count(concentration="3.60", viability="95.5", volume="800")
Request = Callable[[Command], Changes]


def ordering(played: Played) -> Request:
    played.as_("olivia")
    return lambda command: open_batch(played.bench, order=ORDER, told=NOW, command=command)


def receiving(played: Played) -> Request:
    bench, second = played.ordered().bench, played.proof("anselm")
    asked = {"batch_id": BATCH, "receipt": RECEIPT, "second": second, "told": NOW}
    return lambda command: receive_material(bench, **asked, command=command)  # type: ignore[arg-type]


def counting(played: Played) -> Request:
    bench = played.received().bench
    return lambda command: take_count(bench, batch_id=BATCH, count=COUNT, told=NOW, command=command)


def filling(played: Played) -> Request:
    bench, second = played.counted().bench, played.proof("anselm")
    asked = {"batch_id": BATCH, "filling": FILLING, "second": second, "told": NOW}
    return lambda command: fill_bag(bench, **asked, command=command)  # type: ignore[arg-type]


def signing(played: Played) -> Request:
    bench, by = played.received().bench, played.proof("olivia")
    take_count(bench, batch_id=BATCH, count=COUNT, told=NOW)
    return lambda command: sign_step(bench, batch_id=BATCH, step=StepId.CULTURE, by=by, command=command)


def entering(played: Played) -> Request:
    bench = played.filled().bench
    asked = {"batch_id": BATCH, "test_id": "viability", "typed": "94.5", "told": NOW}
    return lambda command: record_result(bench, **asked, command=command)  # type: ignore[arg-type]


def checking(played: Played) -> Request:
    bench = played.resulted().bench
    played.as_("chloe")
    by = played.proof("chloe")
    return lambda command: check_results(bench, batch_id=BATCH, typed=RESULTS, by=by, command=command)


def confirming(played: Played) -> Request:
    bench = played.received().bench
    take_count(bench, batch_id=BATCH, count=COUNT, told=Circumstances(performed_by=("anselm",)))
    played.as_("anselm")
    by = played.proof("anselm")
    return lambda command: confirm_performed(bench, batch_id=BATCH, by=by, command=command)


def reviewing(played: Played) -> Request:
    bench = played.checked().bench
    played.as_("quentin")
    by, seen = played.proof("quentin"), looking.batch(bench, BATCH).last_seq
    return lambda command: review_data(bench, batch_id=BATCH, seen=seen, by=by, command=command)


def certifying(played: Played) -> Request:
    bench = played.reviewed().bench
    by, shown = played.proof("quentin"), draft(bench)
    return lambda command: certify_provisional(bench, draft=shown, by=by, command=command)


REQUESTS = [
    (ordering, 1),
    (receiving, 1),
    (counting, 1),
    (filling, 1),
    (signing, 1),
    (entering, 1),
    (checking, 3),
    (confirming, 1),
    (reviewing, 1),
    (certifying, 1),
]


@pytest.mark.parametrize(("brought", "entries"), REQUESTS)
def test_a_request_that_arrives_twice_stands_once_and_gives_back_the_same_entries(
    played: Played, brought: Callable[[Played], Request], entries: int
) -> None:
    request = brought(played)
    before, command = played.bench.store.head.seq, Command()
    first = request(command)
    assert played.bench.store.head.seq == before + entries
    assert len(first.acts) == entries
    again = request(command)
    assert again == first
    assert played.bench.store.head.seq == before + entries


def test_two_requests_of_the_same_words_stand_twice(played: Played) -> None:
    request = counting(played)
    before = played.bench.store.head.seq
    request(Command())
    request(Command())
    assert played.bench.store.head.seq == before + 2


def test_a_request_that_was_refused_is_not_remembered(played: Played) -> None:
    request, command = counting(played), Command()
    played.as_("rosa")
    with refused(played.bench, DutyRefused):
        request(command)
    played.as_("olivia")
    assert len(request(command).acts) == 1


def test_a_request_arriving_again_after_a_restart_stands_once(played: Played, bench: Bench) -> None:
    command = Command()
    counting(played)(command)
    before = bench.store.head
    bench.store.reopen()
    take_count(bench, batch_id=BATCH, count=COUNT, told=NOW, command=command)
    assert bench.store.head == before
