"""A record of many batches, made in seconds: one batch is played by its people, the others are its acts again.

The acts of the others go through `Trail.append` like every act, sealed and filed one by
one, but in one transaction; committing each of a batch's 13 acts would take the disk minutes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from carbench.domain.acts import Act, BagFilled, BatchAct, BatchOpened, Recorded, ResultChecked
from carbench.operations import looking
from carbench.operations.bench import Bench, SystemClock
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.opening import new_bench
from carbench.operations.passwords import Proven, prove
from carbench.operations.recording import Command, author
from carbench.operations.set_up_workstation import NewSite, set_up_workstation
from carbench.operations.sign_in import sign_in, sign_out
from carbench.store.database import writing
from tests.people import Played, people_of_the_demonstration

START = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A store that is closed."""

    folder: Path
    batches: tuple[str, ...]
    entries: int

    @property
    def megabytes(self) -> float:
        return sum(path.stat().st_size for path in self.folder.iterdir()) / 1e6


def set_up(folder: Path, clock: SetClock) -> Bench:
    bench = new_bench(folder, clock)
    site = NewSite(**load_demonstration()["site"], language="en", demonstration=True)
    set_up_workstation(bench, site=site, people=people_of_the_demonstration())
    return bench


def proof(bench: Bench) -> Callable[[str], Proven]:
    secrets = {person["name"]: person["password"] for person in load_demonstration()["people"]}
    return lambda name: prove(bench, name, password=secrets[name])


def record_of(batches: int, folder: Path) -> Record:
    clock = SetClock(at=START)
    bench = set_up(folder, clock)
    try:
        first = Played(bench, clock, proof(bench)).checked().batch_id
        names = (first, *(f"B-{number:05d}" for number in range(1, batches)))
        _again(bench, first, names[1:])
        sign_out(bench)
        return Record(folder=folder, batches=names, entries=bench.store.head.seq)
    finally:
        bench.store.close()


def _again(bench: Bench, first: str, names: tuple[str, ...]) -> None:
    told = looking.batch(bench, first).acts
    by, at, last = author(bench, "operator"), bench.stamp(), bench.store.head.seq
    with writing(bench.store) as trail:
        for recorded, act in chain.from_iterable(
            _of(told, name, begin=last + 1 + place * len(told)) for place, name in enumerate(names)
        ):
            trail.append(act, by=by, at=at, command_id=Command().id, reason=recorded.reason)


def _of(told: tuple[Recorded, ...], name: str, *, begin: int) -> Iterator[tuple[Recorded, Act]]:
    """Give the acts of a batch under another name, as they will stand from `begin`; a check names its own result."""
    places = {recorded.seq: begin + place for place, recorded in enumerate(told)}
    for recorded in told:
        match recorded.act:
            case BatchOpened() as act:
                yield recorded, replace(act, batch_id=name, patient_id=f"PX-{name}", chain_of_identity=f"COI-{name}")
            case BagFilled() as act:
                yield recorded, replace(act, batch_id=name, bag_id=f"{name}-1")
            case ResultChecked() as act:
                yield recorded, replace(act, batch_id=name, result_seq=places[act.result_seq])
            case BatchAct() as act:
                yield recorded, replace(act, batch_id=name)


def signed_in(bench: Bench, name: str) -> Bench:
    """Sign somebody in on a bench whose clock runs."""
    bench.clock = SystemClock()
    sign_in(bench, by=proof(bench)(name))
    return bench
