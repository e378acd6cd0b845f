"""Real collaborators for every test: a real store in a folder of its own, real passwords, real people.

Only the clock is set by hand. Qt paints into memory unless a test is given a screen.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from carbench.operations.bench import Bench
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.opening import new_bench
from carbench.operations.passwords import Proven, prove
from carbench.operations.set_up_workstation import NewSite, set_up_workstation
from carbench.operations.sign_in import sign_in
from tests.people import Played, people_of_the_demonstration

pytest_plugins = ("tests.window",)

START = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands at 09:00 in Paris until a test moves it."""
    return SetClock(at=START)


@pytest.fixture
def bench(tmp_path: Path, clock: SetClock) -> Iterator[Bench]:
    """A demonstration workstation with its invented people and no batch; nobody is signed in."""
    opened = new_bench(tmp_path / "store", clock)
    site = NewSite(**load_demonstration()["site"], language="en", demonstration=True)
    set_up_workstation(opened, site=site, people=people_of_the_demonstration())
    yield opened
    opened.store.close()


@pytest.fixture
def proof(bench: Bench) -> Callable[[str], Proven]:
    """Gives proof of an invented person by their real password."""
    secrets = {person["name"]: person["password"] for person in load_demonstration()["people"]}
    return lambda name: prove(bench, name, password=secrets[name])


@pytest.fixture
def as_(bench: Bench, proof: Callable[[str], Proven]) -> Callable[[str], None]:
    """Signs an invented person in."""

    def change(name: str) -> None:
        sign_in(bench, by=proof(name))

    return change


@pytest.fixture
def played(bench: Bench, clock: SetClock, proof: Callable[[str], Proven]) -> Played:
    """Brings batch B-0042 to a stage."""
    return Played(bench, clock, proof)
