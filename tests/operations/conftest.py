"""A workstation that is no demonstration, and batches that stand at a stage, beside what every test has."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest

from carbench.operations.bench import Bench
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.opening import new_bench, open_bench
from carbench.operations.passwords import prove
from carbench.operations.set_up_workstation import NewSite, set_up_workstation
from tests.conftest import START
from tests.operations.stages import STAGES
from tests.people import Played, people_of_the_demonstration


@pytest.fixture
def empty_bench(tmp_path: Path, clock: SetClock) -> Iterator[Bench]:
    """A workstation that is still to be set up; its password hash costs what a demonstration's costs."""
    opened = new_bench(tmp_path / "empty", clock)
    opened.defaults = replace(opened.defaults, password_hash=opened.defaults.demonstration_password_hash)
    yield opened
    opened.store.close()


@pytest.fixture
def site() -> NewSite:
    """A site as typed; no demonstration."""
    return NewSite(**load_demonstration()["site"], language="en")


@pytest.fixture
def real_bench(empty_bench: Bench, site: NewSite) -> Bench:
    """A workstation that is no demonstration; nobody is signed in."""
    set_up_workstation(empty_bench, site=site, people=people_of_the_demonstration())
    return empty_bench


class Days:
    """Makes each stage once a run; whoever asks gets a copy of its store and a clock that stands where it stood."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reached: dict[str, datetime] = {}

    def copy(self, name: str, folder: Path) -> Played:
        """Give batch B-0042 at a stage, in a store of its own."""
        self._reach(name)
        shutil.copytree(self.folder / name, folder)
        clock = SetClock(at=self.reached[name])
        return played_at(open_bench(folder, clock), clock)

    def _reach(self, name: str) -> None:
        if name in self.reached:
            return
        stage, making = STAGES[name], Path(mkdtemp(dir=self.folder)) / name
        day = self.copy(stage.after, making) if stage.after else self._begin(making)
        stage.play(day)
        day.bench.store.close()
        making.rename(self.folder / name)
        self.reached[name] = day.clock.at

    def _begin(self, folder: Path) -> Played:
        clock = SetClock(at=START)
        opened = new_bench(folder, clock)
        setting_up = NewSite(**load_demonstration()["site"], language="en", demonstration=True)
        set_up_workstation(opened, site=setting_up, people=people_of_the_demonstration())
        return played_at(opened, clock)


def played_at(opened: Bench, clock: SetClock) -> Played:
    """Play on a bench that is open."""
    secrets = {person["name"]: person["password"] for person in load_demonstration()["people"]}
    return Played(opened, clock, lambda name: prove(opened, name, password=secrets[name]))


@pytest.fixture(scope="session")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    """Every stage of a release day, made once."""
    return Days(tmp_path_factory.mktemp("days"))


@pytest.fixture
def at(days: Days, tmp_path: Path) -> Iterator[Callable[[str], Played]]:
    """Gives batch B-0042 at a stage; nobody is signed in."""
    opened: list[Played] = []

    def stage(name: str) -> Played:
        opened.append(days.copy(name, tmp_path / f"day-{len(opened)}"))
        return opened[-1]

    yield stage
    for day in opened:
        day.bench.store.close()
