"""Fill a demonstration workstation through the same operations a person uses.

The invented people and readings are resources/demonstration.toml. Past days are
played with a clock that is set for each act, so that recorded times stand where the
acts are said to have happened; the store says demonstration in its first entry.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from carbench.domain.people import Role
from carbench.domain.product import StepId
from carbench.operations import looking
from carbench.operations.bench import Bench, SystemClock
from carbench.operations.certify_provisional import certify_provisional, draft_certificate
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.open_batch import Order, open_batch
from carbench.operations.opening import new_bench
from carbench.operations.passwords import Proven, prove
from carbench.operations.print_labels import print_labels
from carbench.operations.receive_material import Receipt, receive_material
from carbench.operations.reconcile_labels import LabelCount, reconcile_labels
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.operations.scan_bag import scan_bag
from carbench.operations.set_up_workstation import NewPerson, NewSite, set_up_workstation
from carbench.operations.sign_in import sign_in, sign_out
from carbench.operations.sign_step import sign_step
from carbench.operations.take_count import Count, take_count

NOW = Circumstances()


def fill_demonstration(folder: Path, *, language: str, now: datetime | None = None) -> Bench:
    """Make a demonstration workstation in a folder; nobody is signed in and its clock is the machine's.

    Raises: StoreThere, and whatever the operations refuse.
    """
    present = now or datetime.now(UTC)
    told = load_demonstration()
    clock = SetClock(at=present - timedelta(days=13))
    bench = new_bench(folder, clock)
    bench.language = "en"  # the readings of the file have a point
    people = [_person(person, language) for person in told["people"]]
    set_up_workstation(bench, site=NewSite(**told["site"], language=language, demonstration=True), people=people)
    play = _Play(bench, clock, {person["name"]: person["password"] for person in told["people"]})
    events = [event for batch in told["batches"] for event in _events(told["common"] | batch, present, play)]
    for event in sorted(events, key=lambda event: event.at):
        play.run(event)
    sign_out(bench)
    bench.language = language
    bench.clock = SystemClock()
    return bench


def _person(person: dict[str, Any], language: str) -> NewPerson:
    roles = frozenset(Role(role) for role in person["roles"])
    fields = {key: person[key] for key in ("name", "full_name", "password")}
    return NewPerson(**fields, roles=roles, language=language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What somebody does at a time."""

    at: datetime
    who: str
    does: Callable[[], object]


def _events(told: dict[str, Any], present: datetime, play: "_Play") -> Iterator[_Event]:
    """Give the acts of a batch as far as the file tells it."""
    day = present - timedelta(days=told["day_received"])
    yield _Event(at=day - timedelta(hours=2), who="olivia", does=lambda: play.order(told))
    yield _Event(at=day, who="olivia", does=lambda: play.receive(told))
    for days, *count in told["counts"]:
        taken = present - timedelta(days=int(days)) + timedelta(hours=1)
        yield _Event(at=taken, who="olivia", does=partial(play.count, told, count))
    if "hours_filled" not in told:
        return
    filled = present - timedelta(hours=told["hours_filled"])
    yield _Event(at=filled, who="olivia", does=lambda: play.fill(told))
    yield _Event(at=filled + timedelta(minutes=30), who="olivia", does=lambda: play.label(told))
    yield _Event(at=filled + timedelta(hours=1), who="anselm", does=lambda: play.results(told))
    if told["certified"]:
        yield _Event(at=filled + timedelta(hours=2), who="chloe", does=lambda: play.check(told))
        yield _Event(at=filled + timedelta(hours=3), who="quentin", does=lambda: play.certify(told))


class _Play:
    """Plays the acts of past days in the order of their times."""

    def __init__(self, bench: Bench, clock: SetClock, secrets: dict[str, str]) -> None:
        self._bench = bench
        self._clock = clock
        self._secrets = secrets

    def run(self, event: _Event) -> None:
        """Let somebody do something at a time."""
        self._clock.at = event.at
        if self._bench.person is None or self._bench.person.name != event.who:
            sign_in(self._bench, by=self._proof(event.who))
        event.does()

    def order(self, told: dict[str, Any]) -> None:
        """Take the order."""
        open_batch(self._bench, order=_order(told), told=NOW)

    def receive(self, told: dict[str, Any]) -> None:
        """Receive the material with a second person."""
        receipt = Receipt(**told["receipt"])
        second = self._proof("anselm")
        receive_material(self._bench, batch_id=told["batch_id"], receipt=receipt, second=second, told=NOW)

    def count(self, told: dict[str, Any], count: list[str]) -> None:
        """Count the culture."""
        concentration, viability, volume = count
        typed = Count(concentration=concentration, viability=viability, volume=volume)
        take_count(self._bench, batch_id=told["batch_id"], count=typed, told=NOW)

    def fill(self, told: dict[str, Any]) -> None:
        """Fill the bag with a second person and sign the steps so far."""
        batch_id = told["batch_id"]
        filling = Filling(bag_id=f"{batch_id}-1", concentration=told["concentration"], volume=told["volume"])
        fill_bag(self._bench, batch_id=batch_id, filling=filling, second=self._proof("anselm"), told=NOW)
        for step in (StepId.CULTURE, StepId.FILL):
            sign_step(self._bench, batch_id=batch_id, step=step, by=self._proof("olivia"))

    def label(self, told: dict[str, Any]) -> None:
        """Print the identity labels, scan the one on the bag and count the rest with a second person."""
        batch_id, count = told["batch_id"], LabelCount(labels="identity", **told["labels"])
        print_labels(self._bench, batch_id=batch_id, labels="identity", count=count.printed, told=NOW)
        scan_bag(self._bench, batch_id=batch_id, labels="identity", bag_id=f"{batch_id}-1", told=NOW)
        reconcile_labels(self._bench, batch_id=batch_id, count=count, second=self._proof("anselm"), told=NOW)

    def results(self, told: dict[str, Any]) -> None:
        """Record the results."""
        for test_id, typed in told["results"].items():
            record_result(self._bench, batch_id=told["batch_id"], test_id=test_id, typed=typed, told=NOW)

    def check(self, told: dict[str, Any]) -> None:
        """Check the results."""
        check_results(self._bench, batch_id=told["batch_id"], typed=told["results"], by=self._proof("chloe"))

    def certify(self, told: dict[str, Any]) -> None:
        """Review the data, then certify."""
        batch_id, language = told["batch_id"], self._bench.site.language
        seen = looking.batch(self._bench, batch_id).last_seq
        review_data(self._bench, batch_id=batch_id, seen=seen, by=self._proof("quentin"))
        draft = draft_certificate(self._bench, batch_id=batch_id, language=language)
        certify_provisional(self._bench, draft=draft, by=self._proof("quentin"))

    def _proof(self, name: str) -> Proven:
        return prove(self._bench, name, password=self._secrets[name])


def _order(told: dict[str, Any]) -> Order:
    same = (
        "prescriber",
        "indication",
        "batch_id",
        "patient_id",
        "patient_name",
        "donation_number",
        "chain_of_identity",
        "weight",
        "target_dose",
    )
    fields = {key: told[key] for key in same}
    return Order(product_id="demo", **fields)
